#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rampcast/forecast/engine.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast::detail {

/// Runs the first paths of a combination again, at least `wanted` of them, for their draws and
/// one block of the plan.
template <class T>
Sample sample_paths(const Setup& setup, std::size_t combination, const SeriesBlock& block,
                    std::uint64_t wanted) {
    const Scenario& scenario = setup.scenarios[combination];
    Runner<T> runner(setup, scenario);
    Sample result;
    result.draws.resize(setup.names.size());
    result.figures.resize(block.groups.size());
    const auto append = [](std::vector<float>& to, const T& values) {
        for (int i = 0; i < T::size; ++i) to.push_back(values[i]);
    };
    const auto short_of = [&] { return result.figures.front().size() < wanted; };
    for (int scramble = 0; short_of(); ++scramble) {
        runner.begin_scramble(scramble);
        const std::uint64_t offset =
            static_cast<std::uint64_t>(scramble) * setup.schedule.paths_per_scramble;
        for (std::uint64_t point = 0; point < setup.schedule.paths_per_scramble && short_of();
             point += T::size) {
            runner.project(static_cast<std::uint32_t>(point),
                           static_cast<std::uint32_t>(offset + point), [](std::size_t) {});
            runner.figures().for_each_value(
                block, [&](std::size_t g, const T& values) { append(result.figures[g], values); });
            for (const Driver& driver : scenario.drivers)
                append(result.draws[driver.dimension], runner.driver_values()[driver.dimension]);
        }
    }
    return result;
}

} // namespace rampcast::detail
