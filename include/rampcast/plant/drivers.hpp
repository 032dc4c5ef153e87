#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/plant/assign.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/plant.hpp"

/// What is uncertain or stated in a plant, and the plants its alternatives stand for.
namespace rampcast {

/// A number of a plant with its path and description.
struct Stated {
    std::string path{};
    NumberInfo info{};
    Uncertain value{};
};

/// One option of every set of alternatives, and the plant it makes.
struct Combination {
    std::vector<std::string> options{}; ///< names, one for each set in the order of the plant
    double weight = 1;                  ///< product of the options' weights
    Plant plant{};                      ///< the plant with these settings, without alternatives
};

namespace detail {

inline constexpr std::size_t most_combinations = 10'000;

/// The paths of a line's changes in stored units and with stations by name alone; what is not
/// found stays.
inline void settle_changes(Plant& plant) {
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

/// Descriptions of the numbers that changes override or add to, by the paths the walk gives the
/// values in the changes. What is added is at least 0.
inline std::map<std::string, NumberInfo> change_infos(Plant& plant) {
    std::map<std::string, NumberInfo> infos;
    for (Line& line : plant.lines)
        for (std::size_t i = 0; i < line.changes.size(); ++i) {
            const std::string at =
                "line." + line.name + ".changes." + element_key(line.changes[i], i);
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

/// Calls `visit(path, info, number&)` for every `Uncertain` of a plant with settled changes,
/// values in changes with the description of what they change; not for alternatives.
template <class Visit> void walk_uncertain(Plant& plant, Visit&& visit) {
    const auto infos = change_infos(plant);
    std::vector<Alternatives> alternatives;
    alternatives.swap(plant.alternatives);
    walk(plant, "", [&](const std::string& path, const NumberInfo& info, auto& number) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(number)>, Uncertain>) {
            const auto changed = infos.find(path);
            visit(path, changed == infos.end() ? info : changed->second, number);
        }
    });
    alternatives.swap(plant.alternatives);
}

inline std::size_t count_combinations(const Plant& plant) {
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

/// Sets what an option overrides; an error's place is the setting.
inline void apply(Plant& plant, const Alternatives& set, const Option& option) {
    for (const auto& entry : option.set) {
        try {
            assign(plant, entry.first, entry.second);
        } catch (const Error& error) {
            const std::string place = "alternatives." + set.name + ".options." + option.name;
            throw Error(place + ".set." + entry.first, spoken_place(place), error.what());
        }
    }
}

/// Calls `visit(combination)` for every combination, the last set's options changing fastest.
template <class Visit> void for_each_combination(const Plant& plant, Visit&& visit) {
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

inline bool is_stated(const Provenance& provenance) {
    return provenance.kind != Kind::unstated || !provenance.source.empty() ||
           provenance.known_on.has_value();
}

/// All numbers that `keep(number)` is true of, over all combinations, each path and value once.
template <class Keep> std::vector<Stated> collect(const Plant& plant, Keep keep) {
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

} // namespace detail

/// Every combination of the options of all alternatives in listed order, the last set's options
/// changing fastest; without alternatives the plant itself with weight 1.
/// @throws Error where a setting cannot be made, or there are more than 10,000 combinations
inline std::vector<Combination> combinations(const Plant& plant) {
    std::vector<Combination> list;
    detail::for_each_combination(
        plant, [&](Combination& combination) { list.push_back(std::move(combination)); });
    return list;
}

/// The plant as a projection runs on it: values in changes in stored units under short paths
/// (`burn-in.cycle_time_s`), metalogs with the bounds of the quantity they stand for. Names of
/// drivers are paths in this plant.
inline Plant prepared(Plant plant) {
    detail::settle_changes(plant);
    detail::walk_uncertain(plant, [](const std::string&, const NumberInfo& info,
                                     Uncertain& number) { number = bounded(number, info.bounds); });
    return plant;
}

/// The uncertain numbers of a plant in every combination of its alternatives, under the paths they
/// stand at or override: its drivers. A path stands as often as it has different values. Values
/// are as stated (`bounded(value, info.bounds)` is what is drawn from).
/// @throws Error as `combinations`
inline std::vector<Stated> uncertain_numbers(const Plant& plant) {
    return detail::collect(plant, [](const Uncertain& number) { return number.is_uncertain(); });
}

/// The numbers of a plant, its targets and reported actuals that say what they rest on, in every
/// combination of its alternatives.
/// @throws Error as `combinations`
inline std::vector<Stated> stated_numbers(const Plant& plant) {
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
