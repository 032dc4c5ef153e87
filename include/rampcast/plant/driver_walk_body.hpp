#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/plant/assign.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/combination.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/find.hpp"

/// What `driver_walk.hpp` declares.
namespace rampcast::detail {

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
            throw Error("alternatives." + path_part(set.name),
                        "options is empty, must have at least one");
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
            const std::string place =
                "alternatives." + path_part(set.name) + ".options." + path_part(option.name);
            throw Error(place + ".set." + entry.first, spoken_place(place), error.what());
        }
    }
}

/// Descriptions of the numbers that changes override or add to, by the paths the walk gives the
/// values in the changes. What is added is at least 0.
inline std::map<std::string, NumberInfo> change_infos(Plant& plant) {
    std::map<std::string, NumberInfo> infos;
    for (Line& line : plant.lines)
        for (std::size_t i = 0; i < line.changes.size(); ++i) {
            const std::string at =
                "line." + path_part(line.name) + ".changes." + element_key(line.changes[i], i);
            for (const auto& entry : line.changes[i].set)
                if (const auto found = find_parameter(line, entry.first))
                    infos.emplace(at + ".set." + entry.first, found->info);
            for (const auto& entry : line.changes[i].add)
                if (const auto found = find_parameter(line, entry.first)) {
                    NumberInfo info = found->info;
                    info.bounds = bounds::non_negative;
                    infos.emplace(at + ".add." + entry.first, info);
                }
        }
    return infos;
}

RAMPCAST_INLINE void
walk_uncertain(Plant& plant,
               FunctionRef<void(const std::string&, const NumberInfo&, Uncertain&)> visit) {
    const auto infos = change_infos(plant);
    std::vector<Alternatives> alternatives;
    alternatives.swap(plant.alternatives);
    walk_numbers(type_of<Plant>(), &plant, "",
                 [&](const std::string& path, const NumberInfo& info, const Number& number) {
                     auto* uncertain = number.as<Uncertain>();
                     if (!uncertain) return;
                     const auto changed = infos.find(path);
                     visit(path, changed == infos.end() ? info : changed->second, *uncertain);
                 });
    alternatives.swap(plant.alternatives);
}

RAMPCAST_INLINE void for_each_combination(const Plant& plant,
                                          FunctionRef<void(Combination&)> visit) {
    const std::size_t count = count_combinations(plant);
    Plant base = plant;
    base.alternatives.clear();
    for (std::size_t index = 0; index < count; ++index) {
        Combination combination;
        combination.plant = base;
        std::size_t block = count, rest = index;
        for (const Alternatives& set : plant.alternatives) {
            block /= set.options.size();
            const Option& option = set.options[rest / block];
            rest %= block;
            combination.options.push_back(option.name);
            combination.weight *= option.weight;
            apply(combination.plant, set, option);
        }
        visit(combination);
    }
}

RAMPCAST_INLINE std::vector<Stated> collect(const Plant& plant,
                                            FunctionRef<bool(const Uncertain&)> keep) {
    std::vector<Stated> list;
    std::multimap<std::string, std::size_t> seen;
    for_each_combination(plant, [&](Combination& combination) {
        settle_changes(combination.plant);
        walk_uncertain(combination.plant, [&](const std::string& path, const NumberInfo& info,
                                              const Uncertain& number) {
            if (!keep(number)) return;
            const auto same = seen.equal_range(path);
            for (auto each = same.first; each != same.second; ++each)
                if (list[each->second].value == number) return;
            seen.emplace(path, list.size());
            list.push_back({path, info, number});
        });
    });
    return list;
}

} // namespace rampcast::detail
