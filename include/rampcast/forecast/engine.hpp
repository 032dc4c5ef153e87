#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "rampcast/forecast/runner.hpp"

namespace rampcast::detail {

/// Empty totals of every combination of a setup, with room for what is kept of each path.
inline std::vector<CombinationTotals> empty_totals(const Setup& setup, bool keep_paths) {
    const std::size_t cells = setup.grid.cells.size();
    const std::size_t paths = setup.schedule.paths_per_scramble * scrambles;
    std::vector<CombinationTotals> totals(setup.scenarios.size());
    for (std::size_t c = 0; c < totals.size(); ++c) {
        totals[c].options = setup.scenarios[c].options;
        totals[c].weight = setup.scenarios[c].weight;
        totals[c].series.resize(setup.plan.size);
        if (setup.schedule.keeps_values())
            for (SeriesTotals& each : totals[c].series) {
                each.values.resize(paths);
                each.defined.resize(paths / setup.schedule.task_paths());
            }
        for (const TargetPlan& target : setup.targets) {
            totals[c].targets.emplace_back(target.periods.size());
            totals[c].first_passage.emplace_back(cells);
        }
        if (keep_paths) {
            totals[c].units.resize((cells - setup.grid.first_shown) * paths);
            totals[c].value.resize(totals[c].units.size());
        }
    }
    return totals;
}

/// Looks for the point masses of every series where values will be counted in bins: in a block of
/// paths of each scramble, or of fewer where there are few paths.
template <class Make, class Run>
void find_point_masses(const Setup& setup, std::vector<CombinationTotals>& totals, const Make& make,
                       const Run& run) {
    constexpr std::uint64_t block = 64;
    const auto tasks =
        std::clamp<std::size_t>(setup.schedule.paths_per_scramble / (4 * block), 1, scrambles);
    const Schedule few{1, block};
    std::vector<std::uint32_t> scratch;
    for (std::size_t c = 0; c < totals.size(); ++c) {
        const auto means = make(c);
        Collector collector(few, setup.scales);
        CombinationTotals sample;
        sample.series.resize(setup.plan.size);
        for (SeriesTotals& each : sample.series) each.values.resize(tasks * block);
        for (std::size_t j = 0; j < tasks; ++j)
            run(*means, {c, static_cast<int>(j), 0, block}, collector, sample, StopFlag{false});
        for (std::size_t s = 0; s < sample.series.size(); ++s) {
            std::vector<float>& values = sample.series[s].values;
            const std::uint32_t defined = sort_values(values, scratch);
            totals[c].series[s].masses = point_masses(std::span(values).first(defined));
        }
    }
}

/// Runs every task of a setup on its threads.
/// @param means made once for each thread and combination, as Means(combination)
/// @param run gives what a task found, as run(means, task, collector, totals, stop)
/// @throws Stopped when asked to stop
template <class Means, class Make, class Run>
void run_schedule(const Setup& setup, std::vector<CombinationTotals>& totals, const Make& make,
                  const Run& run) {
    if (!setup.schedule.keeps_values()) find_point_masses(setup, totals, make, run);
    run_tasks(
        setup.options, setup.schedule.size(),
        [&] {
            return [&, collector = Collector(setup), means = std::unique_ptr<Means>(),
                    current = totals.size()](std::size_t index, const StopFlag& stop) mutable {
                const Task task = setup.schedule[index];
                if (task.combination != current) means = make(task.combination);
                current = task.combination;
                return run(*means, task, collector, totals[current], stop);
            };
        },
        [&](std::size_t index, TaskFound& found) {
            const Task task = setup.schedule[index];
            found.merge_into(totals[task.combination], task, setup.schedule);
        });
}

/// Runs every combination and scramble of a setup.
/// @throws Stopped when asked to stop
template <class T> std::vector<CombinationTotals> run_all(const Setup& setup) {
    std::vector<CombinationTotals> totals = empty_totals(setup, setup.options.keep_paths);
    run_schedule<Runner<T>>(
        setup, totals,
        [&](std::size_t c) { return std::make_unique<Runner<T>>(setup, setup.scenarios[c]); },
        [](Runner<T>& runner, const Task& task, Collector& collector, CombinationTotals& own,
           const StopFlag& stop) { return runner.run(task, collector, own, stop); });
    return totals;
}

} // namespace rampcast::detail
