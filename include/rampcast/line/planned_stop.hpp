#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/time/date.hpp"

namespace rampcast {

/// A stop of one line planned by date: an overhaul, a rebuild, a trial. What closes the whole plant
/// is a `Closure` of its calendar.
struct PlannedStop {
    std::string name{}; ///< the stop's name, unique on its line
    Date from{};        ///< first day of the stop
    /// last day of the stop, itself stopped. Either this or `days`
    std::optional<Date> to{};
    /// calendar days that it lasts, a whole number. Either this or `to`
    std::optional<double> days{};
    /// share of the line's hours that is lost on these days
    double lost = 1;

    bool operator==(const PlannedStop&) const = default;

    static constexpr std::string_view type_name = "PlannedStop";
    static constexpr std::string_view meaning =
        "A stop of one line planned by date, such as an overhaul.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &PlannedStop::name, "the stop's name, unique on its line").needed(),
            param("from", &PlannedStop::from, "first day of the stop").needed(),
            param("to", &PlannedStop::to,
                  "last day of the stop, itself stopped. Either this or `days`"),
            param("days", &PlannedStop::days, "days", Bounds{.lower = 1, .upper = 36525},
                  "calendar days that it lasts, a whole number. Either this or `to`"),
            param("lost", &PlannedStop::lost, "1", bounds::positive_share,
                  "share of the line's hours that is lost on these days"),
        };
    }
};

/// The first day after a valid stop.
inline Date end_of(const PlannedStop& stop) {
    if (stop.to) return *stop.to + std::chrono::days{1};
    return stop.from + std::chrono::days{static_cast<int>(stop.days.value_or(0))};
}

} // namespace rampcast
