#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "rampcast/forecast/engine.hpp"

namespace rampcast::detail {

/// The means to run one combination of two setups side by side.
template <class T> struct RunnerPair {
    Runner<T> after, before;
    std::vector<T> values;

    RunnerPair(const Setup& changed, const Setup& base, std::size_t combination)
        : after(changed, changed.scenarios[combination]),
          before(base, base.scenarios[combination]),
          values(changed.plan.size) {}

    TaskFound run(const Task& task, const Setup& changed, const Setup& base, Collector& collector,
                  CombinationTotals& totals, const StopFlag& stop) {
        after.begin_scramble(task.scramble);
        before.begin_scramble(task.scramble);
        collector.begin(task, totals.series);
        TaskFound found = after.nothing();
        const auto offset = static_cast<std::uint32_t>(changed.schedule.place(task));
        for (std::uint32_t done = 0; done < task.paths && !stop; done += T::size) {
            const std::uint32_t point = static_cast<std::uint32_t>(task.first) + done;
            after.project(point, offset + done, [](std::size_t) {});
            before.project(point, offset + done, [](std::size_t) {});
            for (std::size_t b = 0; b < changed.plan.blocks.size(); ++b) {
                const std::size_t first = changed.plan.blocks[b].first;
                after.figures().for_each_value(
                    changed.plan.blocks[b],
                    [&](std::size_t g, const T& value) { values[first + g] = value; });
                before.figures().for_each_value(
                    base.plan.blocks[b], [&](std::size_t g, const T& value) {
                        (values[first + g] - value).store(collector.at(first + g, done));
                    });
            }
        }
        found.series = collector.finish();
        return found;
    }
};

/// Differences of two setups' series, path by path on the same draws. Both have the same plan.
template <class T>
std::vector<CombinationTotals> run_difference(const Setup& changed, const Setup& base) {
    std::vector<CombinationTotals> totals = empty_totals(changed, false);
    run_schedule<RunnerPair<T>>(
        changed, totals,
        [&](std::size_t c) { return std::make_unique<RunnerPair<T>>(changed, base, c); },
        [&](RunnerPair<T>& pair, const Task& task, Collector& collector, CombinationTotals& own,
            const StopFlag& stop) { return pair.run(task, changed, base, collector, own, stop); });
    return totals;
}

} // namespace rampcast::detail
