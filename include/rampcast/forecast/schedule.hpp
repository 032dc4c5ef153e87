#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "rampcast/core/error.hpp"
#include "rampcast/forecast/options.hpp"

namespace rampcast::detail {

/// A piece of work: some paths of one scramble of one combination of alternatives.
struct Task {
    std::size_t combination = 0;
    int scramble = 0;
    std::uint64_t first = 0; ///< path within the scramble
    std::uint64_t paths = 0; ///< how many
};

/// How a run is cut into tasks. It depends on the numbers of combinations and paths alone, so that
/// sums over tasks, and with them all figures, depend on nothing else.
struct Schedule {
    /// Up to so many paths in all, values are kept, so that quantiles are exact; more are counted
    /// in bins.
    static constexpr std::uint64_t most_kept = std::uint64_t{1} << 17;

    std::size_t combinations = 0;
    std::uint64_t paths_per_scramble = 0;
    int first_scramble = 0, scramble_count = scrambles; ///< those of a part of the run

    bool keeps_values() const { return combinations * scrambles * paths_per_scramble <= most_kept; }
    /// Paths of each task: enough to be worth sorting, or clearing bins for.
    std::uint64_t task_paths() const {
        return std::min<std::uint64_t>(paths_per_scramble, keeps_values() ? 1024 : 8192);
    }
    std::size_t tasks_per_scramble() const { return paths_per_scramble / task_paths(); }
    std::size_t size() const {
        return combinations * static_cast<std::size_t>(scramble_count) * tasks_per_scramble();
    }
    Task operator[](std::size_t index) const {
        const std::size_t scramble = index / tasks_per_scramble();
        const auto count = static_cast<std::size_t>(scramble_count);
        return {.combination = scramble / count,
                .scramble = first_scramble + static_cast<int>(scramble % count),
                .first = index % tasks_per_scramble() * task_paths(),
                .paths = task_paths()};
    }
    /// The place of a task's first path among those of its combination.
    std::uint64_t place(const Task& task) const {
        return static_cast<std::uint64_t>(task.scramble) * paths_per_scramble + task.first;
    }
};

/// Paths a scramble for each of so many combinations.
/// @throws Error unless so many paths can be run
inline std::uint64_t scramble_paths(std::uint64_t paths, std::size_t combinations) {
    constexpr std::uint64_t most = std::uint64_t{1} << 31;
    if (paths == 0 || paths > most)
        throw Error("forecast", "paths is " + std::to_string(paths) +
                                    ", must be at least 1 and at most " + std::to_string(most));
    std::uint64_t each = 64;
    while (each * scrambles * combinations < paths) each *= 2;
    return each;
}

/// The part of a schedule that options ask for.
/// @throws Error unless it is some whole sixteenths of the paths
inline Schedule part_of(Schedule whole, const ForecastOptions& options) {
    const std::uint64_t each = whole.paths_per_scramble, all = each * scrambles;
    const auto check = [&](const char* name, std::uint64_t value, std::uint64_t most) {
        if (value % each != 0 || value > most)
            throw Error("forecast", std::string(name) + " is " + std::to_string(value) +
                                        ", must be a multiple of " + std::to_string(each) +
                                        ", a sixteenth of the paths, and at most " +
                                        std::to_string(most));
    };
    check("first_path", options.first_path, all - each);
    check("path_count", options.path_count, all - options.first_path);
    const std::uint64_t count =
        options.path_count == 0 ? all - options.first_path : options.path_count;
    whole.first_scramble = static_cast<int>(options.first_path / each);
    whole.scramble_count = static_cast<int>(count / each);
    return whole;
}

} // namespace rampcast::detail
