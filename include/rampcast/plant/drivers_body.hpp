#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rampcast/plant/changeovers.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/drivers.hpp"

/// What `drivers.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE std::vector<Combination> combinations(const Plant& plant) {
    std::vector<Combination> list;
    detail::for_each_combination(
        plant, [&](Combination& combination) { list.push_back(std::move(combination)); });
    return list;
}

RAMPCAST_INLINE Plant prepared(Plant plant) {
    detail::settle_changes(plant);
    settle_changeovers(plant);
    for (Line& line : plant.lines)
        for (auto* stations : {&line.stations, &line.rework_stations})
            for (Station& station : *stations) settle_times(station);
    detail::walk_uncertain(plant, [](const std::string&, const NumberInfo& info,
                                     Uncertain& number) { number = bounded(number, info.bounds); });
    return plant;
}

RAMPCAST_INLINE std::vector<Stated> uncertain_numbers(const Plant& plant) {
    return detail::collect(plant, [](const Uncertain& number) { return number.is_uncertain(); });
}

RAMPCAST_INLINE std::vector<Stated> stated_numbers(const Plant& plant) {
    std::vector<Stated> list = detail::collect(
        plant, [](const Uncertain& number) { return number.provenance() != Provenance{}; });
    const auto add = [&](const auto& holder, const std::string& at) {
        if (holder.stated == Provenance{}) return;
        walk(holder, at, [&](const std::string& path, const NumberInfo& info, double number) {
            list.push_back({path, info, Uncertain(number).stated(holder.stated)});
        });
    };
    for (const Target& target : plant.targets) add(target, "target." + path_part(target.name));
    for (const Actual& actual : plant.actuals) add(actual, "actual." + actual.period);
    return list;
}

} // namespace rampcast
