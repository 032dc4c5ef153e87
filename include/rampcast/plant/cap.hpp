#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/plant/arrival.hpp"

namespace rampcast {

/// A plain limit on what the plant may make, such as power, floor space or a permit. What a period
/// does not use is lost.
template <class T> struct CapOf {
    using scalar = T;
    std::string name{}; ///< what limits, unique among the plant's limits
    /// units a year by date or milestone; no limit before the first
    std::vector<ArrivalOf<T>> limits{};
    /// calendar over whose working hours a year's units are spread; empty: the lines'
    std::string calendar{};

    static constexpr std::string_view type_name = "Cap";
    static constexpr std::string_view meaning =
        "A plain limit on the units made, such as power or floor space.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &CapOf::name, "what limits, unique among the plant's limits").needed(),
            param("limits", &CapOf::limits, "units/year", bounds::any,
                  "units a year by date or milestone; no limit before the first")
                .needed(),
            param(
                "calendar", &CapOf::calendar,
                "calendar over whose working hours a year's units are spread; empty: the lines'")};
    }
    bool operator==(const CapOf&) const = default;
};

} // namespace rampcast
