#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/collector.hpp"
#include "rampcast/forecast/schedule.hpp"
#include "rampcast/forecast/totals.hpp"

namespace rampcast::detail {

/// What one constraint binds in one cell while a task runs; sums in columns as the collector's.
struct BindingTally {
    std::uint64_t bound = 0, alone = 0;
    Collector::Wide units_lost = Collector::Wide(0);

    template <class T> void lose(const T& units) {
        float values[static_cast<std::size_t>(T::size)];
        units.store(values);
        for (int first = 0; first < T::size; first += Collector::columns)
            units_lost += widened(Collector::Narrow::load(values + first));
    }
    void merge_into(BindingCounts& counts, int scramble) const {
        counts.bound += bound;
        counts.alone += alone;
        for (int i = 0; i < Collector::columns; ++i)
            counts.units_lost[static_cast<std::size_t>(scramble)] += units_lost[i];
    }
};

/// What a task found.
struct TaskFound {
    std::vector<SeriesFound> series{};
    std::vector<std::string> constraints{};
    std::vector<std::vector<BindingTally>> binding{};        ///< [cell][constraint]
    std::vector<std::vector<std::uint64_t>> line_binding{};  ///< [cell][line constraint]
    std::vector<std::vector<TargetCounts>> targets{};        ///< [target][period]
    std::vector<std::vector<std::uint64_t>> first_passage{}; ///< [target][cell]

    /// Adds it to its combination's totals.
    void merge_into(CombinationTotals& totals, const Task& task, const Schedule& schedule) {
        const std::size_t place = schedule.place(task) / schedule.task_paths();
        for (std::size_t s = 0; s < series.size(); ++s)
            series[s].merge_into(totals.series[s], task.scramble, place);
        if (totals.constraints.empty()) {
            totals.constraints = std::move(constraints);
            totals.binding.assign(binding.size(),
                                  std::vector<BindingCounts>(totals.constraints.size()));
        }
        for (std::size_t k = 0; k < binding.size(); ++k)
            for (std::size_t c = 0; c < binding[k].size(); ++c)
                binding[k][c].merge_into(totals.binding[k][c], task.scramble);
        totals.line_binding.resize(line_binding.size());
        for (std::size_t k = 0; k < line_binding.size(); ++k) {
            std::vector<std::uint64_t>& sums = totals.line_binding[k];
            sums.resize(line_binding[k].size());
            for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += line_binding[k][i];
        }
        for (std::size_t t = 0; t < targets.size(); ++t) {
            for (std::size_t y = 0; y < targets[t].size(); ++y) {
                TargetCounts& counts =
                    totals.targets[t][y][static_cast<std::size_t>(task.scramble)];
                counts.units += targets[t][y].units;
                counts.value += targets[t][y].value;
                counts.both += targets[t][y].both;
            }
            for (std::size_t k = 0; k < first_passage[t].size(); ++k)
                totals.first_passage[t][k] += first_passage[t][k];
        }
    }
};

} // namespace rampcast::detail
