#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "rampcast/forecast/engine.hpp"
#include "rampcast/forecast/forecast.hpp"

namespace rampcast {

namespace detail {

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

/// True where two plans report the same figures of the same periods.
inline bool same_figures(const SeriesPlan& a, const SeriesPlan& b) {
    if (a.blocks.size() != b.blocks.size() || a.size != b.size) return false;
    for (std::size_t i = 0; i < a.blocks.size(); ++i)
        if (a.blocks[i].metric != b.blocks[i].metric || a.blocks[i].view != b.blocks[i].view ||
            a.blocks[i].frequency != b.blocks[i].frequency ||
            a.blocks[i].groups.size() != b.blocks[i].groups.size())
            return false;
    return true;
}

} // namespace detail

RAMPCAST_INLINE Forecast Forecast::change_from(const Forecast& base) const {
    const detail::Setup& now = *data_->setup;
    const detail::Setup& then = *base.data_->setup;
    const auto refuse = [](const std::string& what) {
        throw Error("forecast", "the two forecasts differ in " + what +
                                    "; run the changed plant with like = the base");
    };
    if (timeline() != base.timeline()) refuse("their timelines");
    if (paths() != base.paths() || options().seed != base.options().seed ||
        options().sampling != base.options().sampling)
        refuse("paths, seed or sampling");
    if (plant().id != base.plant().id) refuse("the plant's id");
    if (options().sampling == Sampling::sobol)
        for (std::size_t d = 0; d < std::min(now.names.size(), then.names.size()); ++d)
            if (now.names[d] != then.names[d]) refuse("the dimensions of their draws");
    if (combinations() != base.combinations()) refuse("their alternatives");
    if (!detail::same_figures(now.plan, then.plan)) refuse("the figures collected");
    return run(plant(), timeline(), data_->setup, detail::run_difference<PathLanes>(now, then));
}

} // namespace rampcast
