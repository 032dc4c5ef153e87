#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/core/memory.hpp"
#include "rampcast/core/parallel.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/simulator.hpp"
#include "rampcast/forecast/totals.hpp"
#include "rampcast/plant/limits.hpp"
#include "rampcast/uncertainty/histogram.hpp"

/// What a forecast needs, known before it begins.
namespace rampcast::detail {

/// Bytes that its figures take at most.
inline std::uint64_t need_bytes(const Setup& setup) {
    const Schedule& schedule = setup.schedule;
    const std::uint64_t series = setup.plan.size, combinations = setup.scenarios.size();
    const std::uint64_t paths = schedule.paths_per_scramble * scrambles;
    const std::uint64_t cells = setup.grid.cells.size();
    std::uint64_t bytes = combinations * series * sizeof(SeriesTotals);
    if (schedule.keeps_values()) {
        bytes += combinations * series * paths * sizeof(float);
    } else {
        constexpr std::uint64_t bins = sizeof(std::uint32_t) * Bins::count;
        // A thread has the values of its task, and bins of one that is done until they are merged.
        bytes += worker_count(setup.options.threads, schedule.size()) * series *
                 (bins + schedule.task_paths() * sizeof(float));
        bytes += combinations * series * (bins + scrambles * bins / SeriesTotals::coarse);
    }
    for (const TargetPlan& target : setup.targets)
        bytes += combinations *
                 (target.periods.size() * sizeof(TargetTotals) + cells * sizeof(std::uint64_t));
    constexpr std::uint64_t others = 4; // orders, cash and what else a plant has once
    for (const Scenario& scenario : setup.scenarios) {
        const Plant& plant = scenario.plant;
        bytes += cells * sizeof(BindingCounts) *
                 (plant.lines.size() + plant.caps.size() + plant.components.size() +
                  plant.labour.size() + others);
    }
    constexpr std::uint64_t lanes = 64, books = 14; // of a part, by cell
    for (const By by : setup.options.by) {
        const Plant& plant = setup.scenarios.front().plant;
        const std::uint64_t parts = by == By::product ? plant.products.size() : plant.lines.size();
        bytes += worker_count(setup.options.threads, schedule.size()) * cells * parts * books *
                 lanes * sizeof(float);
        if (by == By::line)
            bytes += combinations * cells * line_constraints(plant).size() * sizeof(std::uint64_t);
    }
    if (setup.options.keep_paths)
        bytes += 2 * sizeof(float) * combinations * (cells - setup.grid.first_shown) * paths;
    return bytes;
}

/// Refuses a forecast that needs more memory than there is.
inline void require_memory(const Setup& setup) {
    require_memory("forecast", static_cast<double>(need_bytes(setup)),
                   "fewer paths, figures, steps or combinations of alternatives take less, and "
                   "paths that are not kept");
}

/// Runs a setup. @throws Error where there is no room for it, Stopped when asked to stop
inline std::vector<CombinationTotals> run_setup(const Setup& setup) {
    require_memory(setup);
    return simulator().run(setup);
}

} // namespace rampcast::detail
