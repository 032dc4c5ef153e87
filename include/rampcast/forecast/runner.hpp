#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/forecast/collector.hpp"
#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/driver_draws.hpp"
#include "rampcast/forecast/found.hpp"
#include "rampcast/forecast/path_figures.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/tasks.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"

namespace rampcast::detail {

/// What a plan's figures need beyond units and output value.
inline Books books(const SeriesPlan& plan) {
    Books books{.accounts = false, .cash = false};
    for (const SeriesBlock& block : plan.blocks) {
        books.accounts = books.accounts || info_of(block.metric).book == Book::accounts;
        books.cash = books.cash || info_of(block.metric).book == Book::cash;
    }
    return books;
}

/// A thread's means to run one combination, a block of paths at a time.
template <class T> class Runner {
public:
    static constexpr int lanes = T::size;

    Runner(const Setup& setup, const Scenario& scenario)
        : setup_(setup),
          scenario_(scenario),
          figures_(scenario.plant, setup.grid, books(setup.plan)),
          drivers_(setup, scenario.plant),
          noise_(streams(setup, scenario, figures_.projection.streams())) {}

    /// The figures of the block run last, and the drivers' standard normal values.
    const PathFigures<T>& figures() const { return figures_; }
    const std::vector<T>& driver_values() const { return drivers_.z; }

    void begin_scramble(int scramble) {
        if (scramble != scramble_) drivers_.begin_scramble(scramble);
        scramble_ = scramble;
    }
    /// Binds and projects one block of paths; `observe(k)` is called after each cell.
    template <class Observe>
    void project(std::uint32_t point, std::uint32_t path, Observe&& observe) {
        drivers_.draw(point, path);
        for (const Driver& driver : scenario_.drivers)
            *figures_.projection.numbers()[driver.number] =
                driver.table->at(drivers_.z[driver.dimension]);
        noise_.begin(path);
        figures_.projection.run(noise_, [&](std::size_t k, const CellOutput<T>& cell) {
            figures_.units[k] = cell.units;
            figures_.value[k] = cell.value;
            figures_.line_capacity[k] = cell.line_capacity;
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
            project(static_cast<std::uint32_t>(task.first) + done, path,
                    [&](std::size_t k) { count_limits(k, limited, found.binding[k]); });
            for (const SeriesBlock& block : setup_.plan.blocks)
                figures_.for_each_value(block, [&](std::size_t g, const T& values) {
                    float buffer[lanes];
                    values.store(buffer);
                    collector.add(block.first + g, done, buffer, lanes);
                });
            for (std::size_t t = 0; t < found.targets.size(); ++t)
                count_target(t, found.targets[t], found.first_passage[t]);
            if (setup_.options.keep_paths) keep(path, totals);
        }
        found.series = collector.finish();
        return found;
    }
    /// What a task has found before its first path.
    TaskFound nothing() const {
        TaskFound found{.constraints = figures_.projection.constraints()};
        found.binding.assign(figures_.units.size(),
                             std::vector<BindingTally>(found.constraints.size()));
        for (const auto& years : setup_.target_years) {
            found.targets.emplace_back(years.size());
            found.first_passage.emplace_back(figures_.units.size());
        }
        return found;
    }

private:
    static std::vector<Stream> streams(const Setup& setup, const Scenario& scenario,
                                       const std::vector<std::string>& names) {
        std::vector<Stream> result;
        for (const std::string& name : names)
            result.emplace_back(setup.options.seed, stream_name(scenario.plant, name));
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
    void count_target(std::size_t t, std::vector<TargetCounts>& years,
                      std::vector<std::uint64_t>& passage) const {
        const Target& target = scenario_.plant.targets[t];
        const T never(1e30);
        const T wanted_units = target.units_per_year ? T(*target.units_per_year) : -never;
        const T wanted_value = target.value_per_year ? T(*target.value_per_year) : -never;
        for (std::size_t y = 0; y < years.size(); ++y) {
            const Group& year = setup_.target_years[t][y];
            const auto enough_units =
                figures_.over(Metric::units, year.first, year.last) >= wanted_units;
            const auto enough_value =
                figures_.over(Metric::gross_output_value, year.first, year.last) >= wanted_value;
            years[y].units += static_cast<std::uint64_t>(count(enough_units));
            years[y].value += static_cast<std::uint64_t>(count(enough_value));
            years[y].both += static_cast<std::uint64_t>(count(both(enough_units, enough_value)));
        }
        T units(0), value(0);
        std::size_t tail = setup_.grid.first_shown;
        auto met = units > T(1);
        const auto& cells = setup_.grid.cells;
        for (std::size_t k = tail; k < cells.size(); ++k) {
            units += figures_.units[k];
            value += figures_.value[k];
            while (cells[k].month - cells[tail].month >= 12) {
                units -= figures_.units[tail];
                value -= figures_.value[tail];
                ++tail;
            }
            if (cells[k].month - cells[setup_.grid.first_shown].month < 11) continue;
            if (k + 1 < cells.size() && cells[k + 1].month == cells[k].month) continue;
            const auto now = both(units >= wanted_units, value >= wanted_value);
            passage[k] += static_cast<std::uint64_t>(count(both(now, opposite(met))));
            met = either(met, now);
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
    int scramble_ = -1;
};

} // namespace rampcast::detail
