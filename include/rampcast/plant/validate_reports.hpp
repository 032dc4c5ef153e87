#pragma once

#include <set>
#include <string>

#include "rampcast/plant/check.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/plant/validate_names.hpp"
#include "rampcast/time/period.hpp"

/// What was announced and reported.
namespace rampcast::detail {

inline void check_targets(const Plant& plant) {
    const bool priced = has_value(plant);
    for (const Target& target : plant.targets) {
        const std::string at = "target." + path_part(target.name);
        check_day(target.from, at, "from");
        if (!target.units_per_year && !target.value_per_year)
            throw Error(at, "neither units_per_year nor value_per_year is stated, must be at "
                            "least one of them");
        if (target.value_per_year && !priced)
            throw Error(at, "value_per_year is stated, but no product has a price");
    }
}

inline void check_actuals(const Plant& plant) {
    std::set<std::string> seen;
    for (const Actual& actual : plant.actuals) {
        const std::string at = "actual." + actual.period;
        try {
            static_cast<void>(parse_period(actual.period));
        } catch (const Error& error) {
            throw Error(at, "actual", "period: " + error.message());
        }
        if (!actual.units && !actual.value)
            throw Error(at, "neither units nor value is stated, must be at least one of them");
        if (!seen.insert(actual.period).second) throw Error(at, "the period stands twice");
    }
}

} // namespace rampcast::detail
