#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// A day beyond every timeline, on which falls what never comes.
inline constexpr double never_day = 1e6;

/// An event of the launch: on a date, or so many days after the latest of the milestones it
/// follows.
template <class T> struct MilestoneOf {
    using scalar = T;
    std::string name{};    ///< the milestone's name, unique in the plant
    std::optional<T> on{}; ///< the date. Either this or `after`
    /// names of the milestones it follows; it counts from the latest. Either this or `on`
    std::vector<std::string> after{};
    std::optional<T> days{}; ///< calendar days after them
    /// working days after them, on `calendar`; instead of `days`. They end as the last of them
    /// does: one after a Friday's beginning is at midnight before Saturday
    std::optional<T> working_days{};
    /// true: on to the beginning of the next working day, so that one after a Friday is Monday
    bool on_working_day = false;
    /// name of the calendar whose working days count; empty: every day
    std::string calendar{};
    /// probability that it comes at all; where it does not, what waits for it never happens
    T chance = T(1);

    static constexpr std::string_view type_name = "Milestone";
    static constexpr std::string_view meaning =
        "An event of the launch: on a date, or some days after the milestones it follows.";
    static constexpr auto params() {
        constexpr Bounds longest{.lower = 0, .upper = 1e6};
        return std::tuple{
            param("name", &MilestoneOf::name, "the milestone's name, unique in the plant").needed(),
            param("on", &MilestoneOf::on, "date", bounds::any, "the date. Either this or `after`"),
            param("after", &MilestoneOf::after,
                  "names of the milestones it follows; it counts from the latest. Either this or "
                  "`on`"),
            param("days", &MilestoneOf::days, "days", longest, "calendar days after them"),
            param("working_days", &MilestoneOf::working_days, "working days", longest,
                  "working days after them, on `calendar`; instead of `days`. They end as the last "
                  "of "
                  "them does: one after a Friday's beginning is at midnight before Saturday"),
            param(
                "on_working_day", &MilestoneOf::on_working_day,
                "true: on to the beginning of the next working day, so that one after a Friday is "
                "Monday"),
            param("calendar", &MilestoneOf::calendar,
                  "name of the calendar whose working days count; empty: every day"),
            param("chance", &MilestoneOf::chance, "1", bounds::share,
                  "probability that it comes at all; where it does not, what waits for it never "
                  "happens")};
    }
    bool operator==(const MilestoneOf&) const = default;
};

} // namespace rampcast
