#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rampcast/forecast/engine.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast::detail {

/// Runs the first paths of a combination again, at least `wanted` of them, for their draws and
/// one series of the plan.
template <class T>
Sample sample_paths(const Setup& setup, std::size_t combination, std::size_t series,
                    std::uint64_t wanted) {
    const SeriesBlock* block = nullptr;
    for (const SeriesBlock& each : setup.plan.blocks)
        if (each.first <= series) block = &each;
    const Scenario& scenario = setup.scenarios[combination];
    Runner<T> runner(setup, scenario);
    Sample result;
    result.draws.resize(setup.names.size());
    const auto append = [](std::vector<float>& to, const T& values) {
        for (int i = 0; i < T::size; ++i) to.push_back(values[i]);
    };
    for (int scramble = 0; result.figures.size() < wanted; ++scramble) {
        runner.begin_scramble(scramble);
        const std::uint64_t offset =
            static_cast<std::uint64_t>(scramble) * setup.paths_per_scramble;
        for (std::uint64_t point = 0;
             point < setup.paths_per_scramble && result.figures.size() < wanted; point += T::size) {
            runner.project(static_cast<std::uint32_t>(point),
                           static_cast<std::uint32_t>(offset + point), [](std::size_t) {});
            runner.for_each_value(*block, [&](std::size_t g, const T& values) {
                if (block->first + g == series) append(result.figures, values);
            });
            for (const Driver& driver : scenario.drivers)
                append(result.draws[driver.dimension], runner.driver_values()[driver.dimension]);
        }
    }
    return result;
}

} // namespace rampcast::detail
