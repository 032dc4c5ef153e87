#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/plant/arrival.hpp"

namespace rampcast {

/// A headcount on a date, as counted or planned, or at a milestone.
template <class T> struct HeadcountOf {
    using scalar = T;
    WhenOf<T> from{}; ///< the day of this headcount, or the milestone's name
    T lag_days{};     ///< calendar days after it
    T people{};       ///< people on that day, in full-time equivalents

    static constexpr std::string_view type_name = "Headcount";
    static constexpr std::string_view meaning =
        "A headcount on a date, as counted or planned, or at a milestone.";
    static constexpr auto params() {
        return std::tuple{param("from", &HeadcountOf::from, "date", bounds::any,
                                "the day of this headcount, or the milestone's name")
                              .needed(),
                          param("lag_days", &HeadcountOf::lag_days, "days", bounds::non_negative,
                                "calendar days after it"),
                          param("people", &HeadcountOf::people, "people", bounds::non_negative,
                                "people on that day, in full-time equivalents")
                              .needed()};
    }
    bool operator==(const HeadcountOf&) const = default;
};
template <class T> std::string key_text(const HeadcountOf<T>& each) {
    return detail::moment_key(each.from, each.lag_days);
}

/// People whose hours the units take.
///
/// Between stated headcounts, dN/dt = hires - attrition × N. Hours a unit fall by the learning rate
/// each time the plant's cumulated units double (Wright's law, as the units are made).
template <class T> struct LabourOf {
    using scalar = T;
    std::string name{}; ///< the group's name, unique among the plant's limits
    /// people by date or milestone; the headcount is set to each on its day, and is that of the first
    /// before it
    std::vector<HeadcountOf<T>> headcount{};
    std::vector<ArrivalOf<T>> hires{}; ///< people hired a year, by date or milestone
    /// rate at which people leave, as a share of those there
    T attrition_per_year{};
    /// hours one person works on the units in a mean month
    T hours_per_month = T(160);
    /// calendar over whose working hours a year's twelve mean months are spread; empty: the lines'
    std::string calendar{};
    T hours_per_unit{}; ///< hours a unit takes at `units_at_start`
    /// factor on the hours each time the plant's cumulated units double
    std::optional<T> learning_rate{};
    /// cumulated units when the projection begins, for `learning_rate`
    T units_at_start = T(1);

    static constexpr std::string_view type_name = "Labour";
    static constexpr std::string_view meaning =
        "People whose hours the units take: headcount, hiring, attrition, hours a unit.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &LabourOf::name, "the group's name, unique among the plant's limits")
                .needed(),
            param("headcount", &LabourOf::headcount,
                  "people by date or milestone; the headcount is set to each on its day, and is "
                  "that of "
                  "the first before it")
                .needed(),
            param("hires", &LabourOf::hires, "people/year", bounds::any,
                  "people hired a year, by date or milestone"),
            param("attrition_per_year", &LabourOf::attrition_per_year, "1/year",
                  Bounds{.lower = 0, .upper = 10},
                  "rate at which people leave, as a share of those there"),
            param("hours_per_month", &LabourOf::hours_per_month, "h/month",
                  Bounds{.lower = 0, .upper = 744, .lower_open = true},
                  "hours one person works on the units in a mean month"),
            param(
                "calendar", &LabourOf::calendar,
                "calendar over whose working hours a year's twelve mean months are spread; empty: "
                "the lines'"),
            param("hours_per_unit", &LabourOf::hours_per_unit, "h/unit", bounds::positive,
                  "hours a unit takes at `units_at_start`")
                .needed(),
            param("learning_rate", &LabourOf::learning_rate, "1",
                  Bounds{.lower = 0, .upper = 1, .lower_open = true},
                  "factor on the hours each time the plant's cumulated units double"),
            param("units_at_start", &LabourOf::units_at_start, "units", bounds::positive,
                  "cumulated units when the projection begins, for `learning_rate`")};
    }
    bool operator==(const LabourOf&) const = default;
};

} // namespace rampcast
