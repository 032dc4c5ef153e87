#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/core/sum.hpp"
#include "rampcast/core/threshold.hpp"
#include "rampcast/forecast/collector.hpp"
#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/driver_draws.hpp"
#include "rampcast/forecast/found.hpp"
#include "rampcast/forecast/path_figures.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/tasks.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"

namespace rampcast::detail {

/// What a run's figures and targets need beyond units and output value.
inline Books books(const Setup& setup) {
    Books books{.accounts = false, .cash = false};
    for (const SeriesBlock& block : setup.plan.blocks) books.keep(block.metric, block.by);
    for (const TargetPlan& target : setup.targets)
        for (const Goal& goal : target.goals) books.keep(goal.metric, target.by);
    return books;
}

/// A thread's means to run one combination, a block of paths at a time.
template <class T> class Runner {
public:
    static constexpr int lanes = T::size;

    Runner(const Setup& setup, const Scenario& scenario)
        : setup_(setup),
          scenario_(scenario),
          figures_(scenario.plant, setup.grid, books(setup)),
          drivers_(setup, scenario.plant),
          noise_(streams(setup, scenario, figures_.projection.streams())),
          first_point_(
              static_cast<std::uint32_t>(scenario.draws * setup.schedule.paths_per_scramble)) {
        const auto& given = setup.options.given;
        if (!given.empty())
            given_ = given[static_cast<std::size_t>(&scenario - setup.scenarios.data())].get();
    }

    /// The figures of the block run last, and the drivers' standard normal values.
    const PathFigures<T>& figures() const { return figures_; }
    const std::vector<T>& driver_values() const { return drivers_.z; }

    /// Takes draws that are given from now on, which must outlive this object.
    void give(const GivenDraws& given) { given_ = &given; }

    void begin_scramble(int scramble) {
        if (scramble != scramble_) drivers_.begin_scramble(scramble);
        scramble_ = scramble;
    }
    /// Binds and projects one block of paths; `observe(k)` is called after each cell. Sets of draws
    /// follow each other, in the points of every scramble as in the paths.
    /// @param point index of the first path within its scramble
    /// @param path index of the first path of the combination
    template <class Observe>
    void project(std::uint32_t point, std::uint32_t path, Observe&& observe) {
        const std::uint32_t row_path = path;
        path += first_point_ * scrambles;
        if (given_ != nullptr) drivers_.take(*given_, row_path);
        else drivers_.draw(first_point_ + point, path);
        for (const Driver& driver : scenario_.drivers)
            *figures_.projection.numbers()[driver.number] =
                driver.table->at(drivers_.z[driver.dimension]);
        noise_.begin(path);
        noise_.take(given_, row_path);
        figures_.projection.run(noise_, [&](std::size_t k, const CellOutput<T>& cell) {
            figures_.observe(k, cell);
            observe(k);
        });
    }

    /// Runs a task; what paths and values are kept goes into the combination's totals.
    TaskFound run(const Task& task, Collector& collector, CombinationTotals& totals,
                  const StopFlag& stop) {
        begin_scramble(task.scramble);
        collector.begin(task, totals.series);
        TaskFound found = nothing();
        const bool limited = !figures_.projection.limits().empty();
        const auto offset = static_cast<std::uint32_t>(setup_.schedule.place(task));
        for (std::uint32_t done = 0; done < task.paths && !stop; done += lanes) {
            const std::uint32_t path = offset + done;
            project(static_cast<std::uint32_t>(task.first) + done, path, [&](std::size_t k) {
                count_limits(k, limited, found.binding[k]);
                if (!found.line_binding.empty()) count_lines(k, found.line_binding[k]);
            });
            for (const SeriesBlock& block : setup_.plan.blocks)
                figures_.for_each_value(block, [&](std::size_t g, const T& values) {
                    values.store(collector.at(block.first + g, done));
                });
            for (std::size_t t = 0; t < found.targets.size(); ++t)
                count_target(setup_.targets[t], found.targets[t], found.first_passage[t]);
            if (!totals.units.empty()) keep(path, totals);
        }
        found.series = collector.finish();
        return found;
    }
    /// What a task has found before its first path.
    TaskFound nothing() const {
        TaskFound found{.constraints = figures_.projection.constraints()};
        found.binding.assign(figures_.units.size(),
                             std::vector<BindingTally>(found.constraints.size()));
        if (std::find(setup_.options.by.begin(), setup_.options.by.end(), By::line) !=
            setup_.options.by.end())
            found.line_binding.assign(
                figures_.units.size(),
                std::vector<std::uint64_t>(line_constraints(scenario_.plant).size()));
        for (const TargetPlan& target : setup_.targets) {
            found.targets.emplace_back(target.periods.size());
            found.first_passage.emplace_back(figures_.units.size());
        }
        return found;
    }

private:
    static std::vector<Stream> streams(const Setup& setup, const Scenario& scenario,
                                       const std::vector<std::string>& names) {
        const StreamNames address(scenario.plant);
        std::vector<Stream> result;
        for (const std::string& name : names)
            result.emplace_back(setup.options.seed, address.of(name));
        return result;
    }
    void count_limits(std::size_t k, bool limited, std::vector<BindingTally>& tallies) {
        const T gap = limited ? figures_.projection.units_to_next_limit() : T(0);
        figures_.projection.limits_bind(
            k, [&](std::size_t constraint, const auto& binds, const auto& alone) {
                BindingTally& tally = tallies[constraint];
                tally.bound += static_cast<std::uint64_t>(count(binds));
                const int single = count(alone);
                tally.alone += static_cast<std::uint64_t>(single);
                if (limited && constraint >= figures_.projection.first_that_limits() && single > 0)
                    tally.lose(select(alone, gap, T(0)));
            });
    }
    void count_lines(std::size_t k, std::vector<std::uint64_t>& bound) const {
        figures_.projection.lines_bind(k, [&](std::size_t i, const auto& binds) {
            bound[i] += static_cast<std::uint64_t>(count(binds));
        });
    }
    /// Where a target's goals are met.
    struct Met {
        mask_t<T> units, value, both;
    };
    Met met_in(const TargetPlan& target, const Window& window) const {
        const auto always = T(0) <= T(0);
        Met met{always, always, always};
        for (const Goal& goal : target.goals) {
            const auto enough =
                figures_.over(goal.metric, window.cells.first, window.cells.last, target.by,
                              target.member) >= T(least_reaching(goal.at_least * window.share));
            if (goal.metric == Metric::units) met.units = enough;
            if (goal.metric == Metric::gross_output_value) met.value = enough;
            met.both = both(met.both, enough);
        }
        return met;
    }
    void count_target(const TargetPlan& target, std::vector<TargetCounts>& periods,
                      std::vector<std::uint64_t>& passage) const {
        auto before = T(0) > T(0);
        for (std::size_t y = 0; y < periods.size(); ++y) {
            Met any{T(0) > T(0), T(0) > T(0), T(0) > T(0)};
            for (const Window& window : target.periods[y].windows) {
                const Met met = met_in(target, window);
                any.units = either(any.units, met.units);
                any.value = either(any.value, met.value);
                any.both = either(any.both, met.both);
                if (!target.rolls) count_first(met.both, before, passage[window.cells.last - 1]);
            }
            periods[y].units += static_cast<std::uint64_t>(count(any.units));
            periods[y].value += static_cast<std::uint64_t>(count(any.value));
            periods[y].both += static_cast<std::uint64_t>(count(any.both));
        }
        if (target.rolls) count_passage(target, passage);
    }
    /// Counts the paths on which something is met now and was not `before`.
    static void count_first(const mask_t<T>& now, mask_t<T>& before, std::uint64_t& passage) {
        passage += static_cast<std::uint64_t>(count(both(now, opposite(before))));
        before = either(before, now);
    }
    /// Counts the paths on which goals are first met over twelve months in a row.
    void count_passage(const TargetPlan& target, std::vector<std::uint64_t>& passage) const {
        const std::size_t start = setup_.grid.first_shown;
        const auto& cells = setup_.grid.cells;
        const auto by_cell = [&](const Goal& goal) -> const std::vector<T>& {
            return figures_.amounts(goal.metric, target.by, target.member);
        };
        std::vector<Sum<T>> sums(target.goals.size());
        auto before = T(0) > T(0);
        for (std::size_t k = start, tail = start; k < cells.size(); ++k) {
            const std::size_t from = tail;
            while (cells[k].month - cells[tail].month >= 12) ++tail;
            for (std::size_t g = 0; g < sums.size(); ++g) {
                const std::vector<T>& made = by_cell(target.goals[g]);
                sums[g] += made[k];
                for (std::size_t j = from; j < tail; ++j) sums[g] += -made[j];
            }
            if (cells[k].month - cells[start].month < 11) continue;
            if (k + 1 < cells.size() && cells[k + 1].month == cells[k].month) continue;
            auto now = T(0) <= T(0);
            for (std::size_t g = 0; g < sums.size(); ++g)
                now = both(now, sums[g].value() >= T(least_reaching(target.goals[g].at_least)));
            count_first(now, before, passage[k]);
        }
    }
    void keep(std::uint32_t path, CombinationTotals& totals) const {
        const std::size_t paths = setup_.schedule.paths_per_scramble * scrambles;
        for (std::size_t k = setup_.grid.first_shown; k < figures_.units.size(); ++k) {
            const std::size_t row = (k - setup_.grid.first_shown) * paths + path;
            figures_.units[k].store(totals.units.data() + row);
            figures_.value[k].store(totals.value.data() + row);
        }
    }

    const Setup& setup_;
    const Scenario& scenario_;
    PathFigures<T> figures_;
    DriverDraws<T> drivers_;
    NoiseDraws<T> noise_;
    std::uint32_t first_point_;         ///< of the combination's draws within a scramble
    const GivenDraws* given_ = nullptr; ///< in place of draws
    int scramble_ = -1;
};

} // namespace rampcast::detail
