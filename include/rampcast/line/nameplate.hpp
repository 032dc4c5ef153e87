#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// A mature rate stated as units a year: of 365 days of a calendar's regular week, its closures
/// left out, so that a common year round the clock makes what the plate says.
template <class T> struct NameplateOf {
    using scalar = T;
    T units_per_year{}; ///< good units a year when mature
    /// name of the calendar the figure is stated for; empty: the line's
    std::string calendar{};

    static constexpr std::string_view type_name = "Nameplate";
    static constexpr std::string_view meaning =
        "A mature rate stated as units a year on a calendar's regular week.";
    static constexpr auto params() {
        return std::tuple{
            param("units_per_year", &NameplateOf::units_per_year, "units/year",
                  bounds::non_negative, "good units a year when mature")
                .needed(),
            param("calendar", &NameplateOf::calendar,
                  "name of the calendar the figure is stated for; empty: the line's")};
    }
    bool operator==(const NameplateOf&) const = default;
};

} // namespace rampcast
