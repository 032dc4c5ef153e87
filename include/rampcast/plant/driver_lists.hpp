#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/plant/assign.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/drivers.hpp"
#include "rampcast/plant/find.hpp"

/// What `drivers.hpp` declares.
namespace rampcast {

namespace detail {

inline constexpr std::size_t most_combinations = 10'000;

RAMPCAST_INLINE void settle_changes(Plant& plant) {
    for (Line& line : plant.lines)
        for (Change& change : line.changes)
            for (auto* settings : {&change.set, &change.add}) {
                std::map<std::string, std::variant<std::string, Uncertain>> settled;
                for (const auto& entry : *settings) {
                    const auto* number = std::get_if<Uncertain>(&entry.second);
                    const auto found = number ? find_parameter(line, entry.first) : std::nullopt;
                    if (found) settled.emplace(found->path, scaled(*number, found->factor));
                    else settled.emplace(entry);
                }
                *settings = std::move(settled);
            }
}

RAMPCAST_INLINE std::size_t count_combinations(const Plant& plant) {
    std::size_t count = 1;
    for (const Alternatives& set : plant.alternatives) {
        if (set.options.empty())
            throw Error("alternatives." + set.name, "options is empty, must have at least one");
        count *= set.options.size();
        if (count > most_combinations)
            throw Error("alternatives", "there are more than " + std::to_string(most_combinations) +
                                            " combinations of options; state fewer");
    }
    return count;
}

RAMPCAST_INLINE void apply(Plant& plant, const Alternatives& set, const Option& option) {
    for (const auto& entry : option.set) {
        try {
            assign(plant, entry.first, entry.second);
        } catch (const Error& error) {
            const std::string place = "alternatives." + set.name + ".options." + option.name;
            throw Error(place + ".set." + entry.first, spoken_place(place), error.what());
        }
    }
}

} // namespace detail

RAMPCAST_INLINE std::vector<Combination> combinations(const Plant& plant) {
    std::vector<Combination> list;
    detail::for_each_combination(
        plant, [&](Combination& combination) { list.push_back(std::move(combination)); });
    return list;
}

RAMPCAST_INLINE Plant prepared(Plant plant) {
    detail::settle_changes(plant);
    detail::walk_uncertain(plant, [](const std::string&, const NumberInfo& info,
                                     Uncertain& number) { number = bounded(number, info.bounds); });
    return plant;
}

RAMPCAST_INLINE std::vector<Stated> uncertain_numbers(const Plant& plant) {
    return detail::collect(plant, [](const Uncertain& number) { return number.is_uncertain(); });
}

RAMPCAST_INLINE std::vector<Stated> stated_numbers(const Plant& plant) {
    std::vector<Stated> list = detail::collect(
        plant, [](const Uncertain& number) { return detail::is_stated(number.provenance()); });
    const auto add = [&](const auto& holder, const std::string& at) {
        if (!detail::is_stated(holder.stated)) return;
        walk(holder, at, [&](const std::string& path, const NumberInfo& info, double number) {
            list.push_back({path, info, Uncertain(number).stated(holder.stated)});
        });
    };
    for (const Target& target : plant.targets) add(target, "target." + target.name);
    for (const Actual& actual : plant.actuals) add(actual, "actual." + actual.period);
    return list;
}

} // namespace rampcast
