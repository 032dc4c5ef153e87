#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/tasks.hpp"
#include "rampcast/forecast/totals.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"
#include "rampcast/uncertainty/sobol.hpp"

namespace rampcast {

namespace detail {

/// The name a stream is addressed by: shared ones do not carry the plant.
inline std::string stream_name(const Plant& plant, const std::string& name) {
    for (const std::string& shared : plant.shared)
        if (shared == name) return name;
    return plant.id + "/" + name;
}

/// Independent standard normal draws of the drivers, a dimension each, then correlated.
template <class T> class DriverDraws {
public:
    DriverDraws(const Setup& setup, const Plant& plant) : setup_(setup) {
        for (const std::string& name : setup.names)
            streams_.emplace_back(setup.options.seed, stream_name(plant, name));
        z.resize(setup.names.size());
        sobol_.resize(setup.names.size());
    }

    std::vector<T> z; ///< the drivers' standard normal values, by dimension

    void begin_scramble(int scramble) {
        if (setup_.options.sampling == Sampling::plain) return;
        for (std::size_t d = 0; d < z.size(); ++d)
            sobol_[d] =
                ScrambledSobol(setup_.directions[d],
                               streams_[d].words(static_cast<std::uint32_t>(scramble), 1)[0]);
    }
    /// @param point index of the first path within its scramble
    /// @param path index of the first path in the run
    void draw(std::uint32_t point, std::uint32_t path) {
        constexpr int lanes = T::size;
        std::uint32_t words[4][lanes];
        for (std::size_t d = 0; d < z.size(); ++d) {
            if (setup_.options.sampling == Sampling::plain)
                streams_[d].template words<lanes>(path, 0, words);
            else sobol_[d].template coordinates<lanes>(point, words[0]);
            z[d] = normal_of_bits<typename T::scalar, lanes>(words[0]);
        }
        for (std::size_t i = setup_.correlated.size(); i-- > 0;) {
            T sum(0);
            for (std::size_t j = 0; j <= i; ++j)
                sum += z[setup_.correlated[j]] *
                       T(setup_.factor(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
            z[setup_.correlated[i]] = sum;
        }
    }

private:
    const Setup& setup_;
    std::vector<Stream> streams_;
    std::vector<ScrambledSobol> sobol_;
};

/// One series while a task runs. Sums are kept in 16 columns, path i in column i mod 16, so that
/// they do not depend on how many paths are worked on at once.
struct Accumulator {
    static constexpr int columns = 16;
    using Narrow = Lanes<float, columns>;
    using Wide = Lanes<double, columns>;

    Histogram histogram;
    Wide sum{}, square{};
    Narrow low{}, high{};

    Accumulator(double scale) : histogram(scale) { clear(); } // NOLINT(google-explicit-constructor)
    void clear() {
        histogram.clear();
        sum = Wide(0);
        square = Wide(0);
        low = Narrow(std::numeric_limits<double>::infinity());
        high = -low;
    }
    /// @param n a multiple of 16
    void add(const float* values, int n) {
        for (int first = 0; first < n; first += columns) {
            const Narrow x = Narrow::load(values + first);
            low = min(x, low);
            high = max(x, high);
            const Wide defined = widened(select(is_defined(x), x, Narrow(0)));
            sum += defined;
            square += defined * defined;
        }
        histogram.add(values, n);
    }
    void merge_into(SeriesTotals& totals, int scramble) const {
        auto& of_scramble = totals.by_scramble[static_cast<std::size_t>(scramble)];
        float lowest = low[0], highest = high[0];
        for (int i = 0; i < columns; ++i) {
            totals.sums[static_cast<std::size_t>(scramble)] += sum[i];
            totals.squares[static_cast<std::size_t>(scramble)] += square[i];
            lowest = std::min(lowest, low[i]);
            highest = std::max(highest, high[i]);
        }
        if (!(lowest <= highest)) return;
        const int from = histogram.bin_of(lowest), to = histogram.bin_of(highest);
        totals.counts.add(histogram, from, to);
        of_scramble.add(histogram, from, to, SeriesTotals::coarse);
        for (const std::uint32_t count : of_scramble.counts) totals.paths += count;
        totals.lowest = std::min(totals.lowest, lowest);
        totals.highest = std::max(totals.highest, highest);
    }
};

/// What one constraint binds in one cell while a task runs; sums in columns as `Accumulator`'s.
struct BindingTally {
    std::uint64_t bound = 0, alone = 0;
    Accumulator::Wide units_lost = Accumulator::Wide(0);

    template <class T> void lose(const T& units) {
        float values[static_cast<std::size_t>(T::size)];
        units.store(values);
        for (int first = 0; first < T::size; first += Accumulator::columns)
            units_lost += widened(Accumulator::Narrow::load(values + first));
    }
    void merge_into(BindingCounts& counts, int scramble) const {
        counts.bound += bound;
        counts.alone += alone;
        for (int i = 0; i < Accumulator::columns; ++i)
            counts.units_lost[static_cast<std::size_t>(scramble)] += units_lost[i];
    }
};

/// A thread's means to run one combination.
template <class T> class Runner {
public:
    static constexpr int lanes = T::size;

    Runner(const Setup& setup, const Scenario& scenario)
        : setup_(setup),
          scenario_(scenario),
          projection_(scenario.plant, setup.grid, books(setup.plan)),
          drivers_(setup, scenario.plant),
          noise_(streams(setup, scenario)),
          units_(setup.grid.cells.size()),
          value_(units_.size()),
          capacity_(units_.size()) {}

    const Projection<T>& projection() const { return projection_; }

    /// Binds and projects one block of paths; `observe(k)` is called after each cell.
    template <class Observe>
    void project(std::uint32_t point, std::uint32_t path, Observe&& observe) {
        drivers_.draw(point, path);
        for (const Driver& driver : scenario_.drivers)
            *projection_.numbers()[driver.number] = driver.table->at(drivers_.z[driver.dimension]);
        noise_.begin(path);
        projection_.run(noise_, [&](std::size_t k, const CellOutput<T>& cell) {
            units_[k] = cell.units;
            value_[k] = cell.value;
            capacity_[k] = cell.line_capacity;
            observe(k);
        });
    }
    const std::vector<T>& driver_values() const { return drivers_.z; }
    void begin_scramble(int scramble) { drivers_.begin_scramble(scramble); }

    /// Runs one scramble and adds it to the combination's totals under the lock.
    void run(int scramble, std::vector<Accumulator>& accumulators, CombinationTotals& totals,
             std::mutex& lock, const std::atomic<bool>& stop) {
        begin_scramble(scramble);
        for (Accumulator& each : accumulators) each.clear();
        std::vector<std::vector<BindingTally>> binding(
            units_.size(), std::vector<BindingTally>(projection_.constraints().size()));
        std::vector<std::vector<TargetCounts>> targets;
        for (const auto& years : setup_.target_years) targets.emplace_back(years.size());
        std::vector<std::vector<std::uint64_t>> passage(targets.size(),
                                                        std::vector<std::uint64_t>(units_.size()));
        const bool limited = !projection_.limits().empty();
        const std::uint64_t offset =
            static_cast<std::uint64_t>(scramble) * setup_.paths_per_scramble;
        for (std::uint64_t point = 0; point < setup_.paths_per_scramble; point += lanes) {
            if (stop.load(std::memory_order_relaxed)) return;
            const auto path = static_cast<std::uint32_t>(offset + point);
            project(static_cast<std::uint32_t>(point), path, [&](std::size_t k) {
                const T gap = limited ? projection_.units_to_next_limit() : T(0);
                projection_.limits_bind(
                    k, [&](std::size_t constraint, const auto& binds, const auto& alone) {
                        BindingTally& tally = binding[k][constraint];
                        tally.bound += static_cast<std::uint64_t>(count(binds));
                        const int single = count(alone);
                        tally.alone += static_cast<std::uint64_t>(single);
                        if (limited && constraint > 0 && single > 0)
                            tally.lose(select(alone, gap, T(0)));
                    });
            });
            for (const SeriesBlock& block : setup_.plan.blocks) add_block(block, accumulators);
            for (std::size_t t = 0; t < targets.size(); ++t)
                count_target(t, targets[t], passage[t]);
            if (setup_.options.keep_paths) keep(path, totals);
        }
        const std::lock_guard guard(lock);
        for (std::size_t s = 0; s < accumulators.size(); ++s)
            accumulators[s].merge_into(totals.series[s], scramble);
        for (std::size_t k = 0; k < binding.size(); ++k)
            for (std::size_t c = 0; c < binding[k].size(); ++c)
                binding[k][c].merge_into(totals.binding[k][c], scramble);
        for (std::size_t t = 0; t < targets.size(); ++t) {
            for (std::size_t y = 0; y < targets[t].size(); ++y) {
                totals.targets[t][y].units += targets[t][y].units;
                totals.targets[t][y].value += targets[t][y].value;
                totals.targets[t][y].both += targets[t][y].both;
            }
            for (std::size_t k = 0; k < passage[t].size(); ++k)
                totals.first_passage[t][k] += passage[t][k];
        }
    }

    /// The block's series, one value a path, as `use(index within the block, T)`.
    template <class Use> void for_each_value(const SeriesBlock& block, Use&& use) const {
        const std::size_t start = setup_.grid.first_shown;
        std::size_t from = start;
        int year = 0;
        T running(0), running_units(0);
        for (std::size_t g = 0; g < block.groups.size(); ++g) {
            const Group& group = block.groups[g];
            if (block.view == View::year_on_year) {
                const Group& earlier = block.earlier[g];
                const T now = metric(block.metric, group.first, group.last);
                const T then = metric(block.metric, earlier.first, earlier.last);
                use(g, select(then > T(0), now / max(then, T(1e-9)) - T(1), undefined()));
                continue;
            }
            if (block.view == View::period || is_level(block.metric)) {
                use(g, metric(block.metric, group.first, group.last));
                continue;
            }
            const int group_year = detail::year_of(group.clipped.start);
            if (g == 0 || (block.view == View::year_to_date && group_year != year)) {
                from = g == 0 && block.view == View::cumulative ? start : group.first;
                running = T(0);
                running_units = T(0);
            }
            year = group_year;
            for (std::size_t k = from; k < group.last; ++k) {
                running += amount(block.metric, k);
                running_units += units_[k];
            }
            from = group.last;
            use(g, block.metric == Metric::unit_value ? per_unit(running, running_units) : running);
        }
    }

private:
    static std::vector<Stream> streams(const Setup& setup, const Scenario& scenario) {
        std::vector<Stream> result;
        for (const std::string& name : scenario.streams)
            result.emplace_back(setup.options.seed, stream_name(scenario.plant, name));
        return result;
    }
    /// What the plan's figures need beyond units and output value.
    static Books books(const SeriesPlan& plan) {
        Books books{.accounts = false, .cash = false};
        for (const SeriesBlock& block : plan.blocks) {
            books.accounts = books.accounts || is_account(block.metric);
            books.cash = books.cash || is_cash(block.metric);
        }
        return books;
    }
    static T undefined() { return T(std::numeric_limits<double>::quiet_NaN()); }
    static T per_unit(const T& value, const T& units) {
        return select(units > T(0), value / max(units, T(1e-20)), undefined());
    }
    /// The metric's summand in each cell (a unit value's is its numerator), or its level there.
    const std::vector<T>& amounts(Metric metric) const {
        switch (metric) {
        case Metric::units: return units_;
        case Metric::line_capacity: return capacity_;
        case Metric::gross_output_value:
        case Metric::unit_value: break;
        case Metric::revenue: return projection_.accounts().revenue;
        case Metric::value_added: return projection_.accounts().value_added;
        case Metric::gross_profit: return projection_.accounts().gross_profit;
        case Metric::shipped_value: return projection_.accounts().shipped;
        case Metric::accepted_value: return projection_.accounts().accepted;
        case Metric::sold_value: return projection_.accounts().sold;
        case Metric::parent_revenue: return projection_.accounts().parent_revenue;
        case Metric::net_cash_flow: return projection_.ledger().net_cash_flow;
        case Metric::cash: return projection_.ledger().cash;
        case Metric::least_headroom: return projection_.ledger().least_headroom;
        case Metric::peak_funding: return projection_.ledger().peak_funding;
        case Metric::npv: return projection_.ledger().npv;
        }
        return value_;
    }
    const T& amount(Metric metric, std::size_t k) const { return amounts(metric)[k]; }
    T metric(Metric metric, std::size_t first, std::size_t last) const {
        const std::vector<T>& of = amounts(metric);
        if (is_level(metric)) return of[last - 1];
        T sum = of[first];
        for (std::size_t k = first + 1; k < last; ++k) sum += of[k];
        if (metric != Metric::unit_value) return sum;
        T made = units_[first];
        for (std::size_t k = first + 1; k < last; ++k) made += units_[k];
        return per_unit(sum, made);
    }
    void add_block(const SeriesBlock& block, std::vector<Accumulator>& accumulators) const {
        for_each_value(block, [&](std::size_t g, const T& values) {
            float buffer[lanes];
            values.store(buffer);
            accumulators[block.first + g].add(buffer, lanes);
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
            const auto enough_units = metric(Metric::units, year.first, year.last) >= wanted_units;
            const auto enough_value =
                metric(Metric::gross_output_value, year.first, year.last) >= wanted_value;
            years[y].units += static_cast<std::uint64_t>(count(enough_units));
            years[y].value += static_cast<std::uint64_t>(count(enough_value));
            years[y].both += static_cast<std::uint64_t>(count(both(enough_units, enough_value)));
        }
        T units(0), value(0);
        std::size_t tail = setup_.grid.first_shown;
        auto met = units > T(1);
        const auto& cells = setup_.grid.cells;
        for (std::size_t k = tail; k < cells.size(); ++k) {
            units += units_[k];
            value += value_[k];
            while (cells[k].month - cells[tail].month >= 12) {
                units -= units_[tail];
                value -= value_[tail];
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
        const std::size_t paths = setup_.paths_per_scramble * scrambles;
        for (std::size_t k = setup_.grid.first_shown; k < units_.size(); ++k) {
            const std::size_t row = (k - setup_.grid.first_shown) * paths + path;
            units_[k].store(totals.units.data() + row);
            value_[k].store(totals.value.data() + row);
        }
    }

    const Setup& setup_;
    const Scenario& scenario_;
    Projection<T> projection_;
    DriverDraws<T> drivers_;
    NoiseDraws<T> noise_;
    std::vector<T> units_, value_, capacity_;
};

/// Empty totals of every combination of a setup.
inline std::vector<CombinationTotals> empty_totals(const Setup& setup) {
    const std::size_t cells = setup.grid.cells.size();
    const std::size_t shown = cells - setup.grid.first_shown;
    std::vector<CombinationTotals> totals(setup.scenarios.size());
    for (std::size_t c = 0; c < totals.size(); ++c) {
        totals[c].options = setup.scenarios[c].options;
        totals[c].weight = setup.scenarios[c].weight;
        totals[c].series.resize(setup.plan.size);
        totals[c].binding.assign(cells,
                                 std::vector<BindingCounts>(setup.scenarios[c].constraints.size()));
        for (const auto& years : setup.target_years) {
            totals[c].targets.emplace_back(years.size());
            totals[c].first_passage.emplace_back(cells);
        }
        if (setup.options.keep_paths) {
            totals[c].units.resize(shown * setup.paths_per_scramble * scrambles);
            totals[c].value.resize(totals[c].units.size());
        }
    }
    return totals;
}

/// Runs every combination and scramble of a setup on its threads.
/// @throws Stopped when asked to stop
template <class T> std::vector<CombinationTotals> run_all(const Setup& setup) {
    std::vector<CombinationTotals> totals = empty_totals(setup);
    std::mutex lock;
    run_tasks(setup.options, totals.size() * scrambles, [&] {
        return [&,
                accumulators = std::vector<Accumulator>(setup.scales.begin(), setup.scales.end()),
                runner = std::unique_ptr<Runner<T>>(),
                current = totals.size()](std::size_t task, const std::atomic<bool>& stop) mutable {
            const std::size_t c = task / scrambles;
            if (c != current) runner = std::make_unique<Runner<T>>(setup, setup.scenarios[c]);
            current = c;
            runner->run(static_cast<int>(task % scrambles), accumulators, totals[c], lock, stop);
        };
    });
    return totals;
}

} // namespace detail
} // namespace rampcast
