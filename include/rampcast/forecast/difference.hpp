#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "rampcast/forecast/engine.hpp"

namespace rampcast::detail {

/// Differences of two setups' series, path by path on the same draws. Both have the same plan.
template <class T>
std::vector<CombinationTotals> run_difference(const Setup& changed, const Setup& base) {
    std::vector<CombinationTotals> totals = empty_totals(changed);
    for (CombinationTotals& each : totals) {
        each.units.clear();
        each.value.clear();
    }
    std::mutex lock;
    run_tasks(changed.options, totals.size() * scrambles, [&] {
        return [&, accumulators =
                       std::vector<Accumulator>(changed.scales.begin(), changed.scales.end())](
                   std::size_t task, const std::atomic<bool>& stop) mutable {
            const std::size_t c = task / scrambles;
            const int scramble = static_cast<int>(task % scrambles);
            Runner<T> after(changed, changed.scenarios[c]), before(base, base.scenarios[c]);
            after.begin_scramble(scramble);
            before.begin_scramble(scramble);
            for (Accumulator& each : accumulators) each.clear();
            const std::uint64_t offset =
                static_cast<std::uint64_t>(scramble) * changed.paths_per_scramble;
            std::vector<T> values(changed.plan.size);
            for (std::uint64_t point = 0; point < changed.paths_per_scramble; point += T::size) {
                if (stop) return;
                const auto first = static_cast<std::uint32_t>(point);
                const auto path = static_cast<std::uint32_t>(offset + point);
                after.project(first, path, [](std::size_t) {});
                before.project(first, path, [](std::size_t) {});
                for (std::size_t b = 0; b < changed.plan.blocks.size(); ++b) {
                    const SeriesBlock& block = changed.plan.blocks[b];
                    after.for_each_value(block, [&](std::size_t g, const T& value) {
                        values[block.first + g] = value;
                    });
                    before.for_each_value(base.plan.blocks[b], [&](std::size_t g, const T& value) {
                        float difference[static_cast<std::size_t>(T::size)];
                        (values[block.first + g] - value).store(difference);
                        accumulators[block.first + g].add(difference, T::size);
                    });
                }
            }
            const std::lock_guard guard(lock);
            for (std::size_t s = 0; s < accumulators.size(); ++s)
                accumulators[s].merge_into(totals[c].series[s], scramble);
        };
    });
    return totals;
}

} // namespace rampcast::detail
