#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/drivers.hpp"
#include "rampcast/plant/validate.hpp"
#include "rampcast/uncertainty/correlation.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"
#include "rampcast/uncertainty/sobol.hpp"

namespace rampcast::detail {

/// Calls visit(index in the walk, path, info, distribution) for each uncertain number of a
/// prepared plant.
template <class Visit> void for_each_driver(const Plant& plant, Visit&& visit) {
    std::size_t index = 0;
    walk(plant, "", [&](const std::string& path, const NumberInfo& info, const auto& number) {
        if constexpr (std::same_as<std::remove_cvref_t<decltype(number)>, Uncertain>)
            if (number.is_uncertain()) visit(index, path, info, number.distribution());
        ++index;
    });
}

/// Names of all drivers: those of `before` in their order, then new ones sorted.
inline std::vector<std::string> driver_names(const std::vector<Combination>& combinations,
                                             const std::vector<std::string>& before) {
    std::set<std::string> found;
    for (const Combination& each : combinations)
        for_each_driver(each.plant, [&](std::size_t, const std::string& path, const NumberInfo&,
                                        const Distribution&) { found.insert(path); });
    std::vector<std::string> names = before;
    for (const std::string& name : before) found.erase(name);
    names.insert(names.end(), found.begin(), found.end());
    return names;
}

/// Tables of distributions, each made once.
class TableStore {
public:
    std::shared_ptr<const QuantileTable> table(const Distribution& distribution) {
        for (const auto& [known, table] : tables_)
            if (known == distribution) return table;
        tables_.emplace_back(distribution, std::make_shared<const QuantileTable>(distribution));
        return tables_.back().second;
    }

private:
    std::vector<std::pair<Distribution, std::shared_ptr<const QuantileTable>>> tables_;
};

inline std::vector<Driver> drivers(const Plant& plant, const Grid& grid,
                                   const std::vector<std::string>& names, TableStore& tables) {
    std::vector<Driver> result;
    for_each_driver(plant, [&](std::size_t index, const std::string& path, const NumberInfo& info,
                               const Distribution& distribution) {
        const Distribution within = info.unit == "date"
                                        ? shifted(distribution, -days_since_epoch(grid.reference))
                                        : distribution;
        const auto at = std::find(names.begin(), names.end(), path);
        result.push_back(
            {static_cast<std::size_t>(at - names.begin()), index, tables.table(within)});
    });
    return result;
}

/// Typical sizes of a plan's series: those of the central path, or of the block's largest where
/// the central path has none.
inline std::vector<double> series_scales(const SeriesPlan& plan, const Grid& grid,
                                         const Plant& plant) {
    Projection<double> projection(plant, grid, {.accounts = false, .cash = false});
    NoNoise<double> none;
    std::vector<CellOutput<double>> cells;
    projection.run(none,
                   [&](std::size_t, const CellOutput<double>& cell) { cells.push_back(cell); });
    const auto size = [&](Metric metric, const Group& group) {
        double units = 0, value = 0, capacity = 0;
        for (std::size_t k = is_level(metric) ? 0 : group.first; k < group.last; ++k) {
            units += cells[k].units;
            value += cells[k].value;
            capacity += cells[k].line_capacity;
        }
        if (metric == Metric::units) return units > 0 ? units : capacity;
        if (metric == Metric::line_capacity) return capacity;
        if (metric == Metric::unit_value) return units > 0 ? value / units : 0;
        return value;
    };
    std::vector<double> scales(plan.size, 1.0);
    for (const SeriesBlock& block : plan.blocks) {
        if (block.view == View::year_on_year) continue;
        double largest = 0;
        for (const Group& group : block.groups)
            largest = std::max(largest, size(block.metric, group));
        for (std::size_t g = 0; g < block.groups.size(); ++g) {
            const double own = size(block.metric, block.groups[g]);
            const double scale = own > 1e-3 * largest ? own : largest;
            if (scale > 0 && std::isfinite(scale)) scales[block.first + g] = scale;
        }
    }
    return scales;
}

/// Paths a scramble for each of so many combinations.
inline std::uint64_t scramble_paths(std::uint64_t paths, std::size_t combinations) {
    constexpr std::uint64_t most = std::uint64_t{1} << 31;
    if (paths == 0 || paths > most)
        throw Error("forecast", "paths is " + std::to_string(paths) +
                                    ", must be at least 1 and at most " + std::to_string(most));
    std::uint64_t each = 64;
    while (each * scrambles * combinations < paths) each *= 2;
    return each;
}

inline SeriesPlan plan_of(const Plant& plant, const Timeline& timeline, const Grid& grid,
                          const ForecastOptions& options) {
    const bool value = has_value(plant);
    std::vector<Frequency> steps = options.steps;
    if (steps.empty()) {
        steps = {timeline.step};
        for (const Frequency each :
             {Frequency::month, Frequency::quarter, Frequency::half_year, Frequency::year})
            if (each != timeline.step &&
                (timeline.step == Frequency::week || coarser_or_equal(each, timeline.step)))
                steps.push_back(each);
    }
    std::vector<Metric> metrics = options.metrics;
    if (metrics.empty()) metrics = default_metrics(plant);
    SeriesPlan plan;
    for (const Metric metric : metrics) {
        if (!is_count(metric) && !value)
            throw Error("forecast", text(metric) + " needs a product with a price");
        if (is_cash(metric) && !plant.cash)
            throw Error("forecast", text(metric) + " needs the plant's cash, which is not stated");
        for (const Frequency step : steps)
            for (const View view : options.views) plan.add(grid, metric, view, step);
    }
    if (options.metrics.empty() &&
        std::find(steps.begin(), steps.end(), Frequency::year) != steps.end()) {
        plan.add(grid, Metric::line_capacity, View::period, Frequency::year);
        if (value) plan.add(grid, Metric::unit_value, View::period, Frequency::year);
    }
    return plan;
}

/// Prepares a run.
/// @param names_before the dimension order of a forecast whose draws are to be kept
/// @param edit changes each combination's prepared plant; what is uncertain must stay so
/// @throws Error for an invalid plant, timeline or option
inline std::shared_ptr<Setup> make_setup(const Plant& plant, const Timeline& timeline,
                                         const ForecastOptions& options,
                                         const std::vector<std::string>& names_before,
                                         const std::function<void(Plant&)>& edit = {}) {
    validate(plant);
    auto setup = std::make_shared<Setup>();
    setup->options = options;
    setup->grid = make_grid(plant, timeline);
    setup->plan = plan_of(plant, timeline, setup->grid, options);
    std::vector<Combination> all = combinations(plant);
    for (Combination& each : all) {
        each.plant = prepared(std::move(each.plant));
        if (edit) edit(each.plant);
    }
    setup->paths_per_scramble = scramble_paths(options.paths, all.size());
    setup->names = driver_names(all, names_before);
    setup->scales = series_scales(setup->plan, setup->grid, all.front().plant);
    if (options.sampling == Sampling::sobol)
        setup->directions = sobol_directions(setup->names.size());
    TableStore tables;
    for (Combination& each : all) {
        std::vector<Driver> own = drivers(each.plant, setup->grid, setup->names, tables);
        std::vector<std::string> constraints = constraint_names(each.plant);
        std::vector<std::string> streams = stream_names(each.plant);
        setup->scenarios.push_back({std::move(each.options), each.weight, std::move(each.plant),
                                    std::move(own), std::move(constraints), std::move(streams)});
    }
    std::vector<std::string> correlated;
    for (std::size_t d = 0; d < setup->names.size(); ++d)
        for (const RankCorrelation& pair : plant.correlations)
            if (std::find(pair.between.begin(), pair.between.end(), setup->names[d]) !=
                    pair.between.end() &&
                (correlated.empty() || correlated.back() != setup->names[d])) {
                correlated.push_back(setup->names[d]);
                setup->correlated.push_back(d);
            }
    if (!correlated.empty())
        setup->factor =
            cholesky_or_refuse(correlated, gaussian_copula(correlated, plant.correlations));
    std::vector<Period> shown;
    for (const Cell& cell : setup->grid.cells)
        if (cell.shown) shown.push_back(cell.days);
    for (const Target& target : plant.targets) {
        auto& years = setup->target_years.emplace_back();
        for (Group year : group(shown, Frequency::year)) {
            if (year.clipped != year.nominal || year.nominal.start < target.from) continue;
            year.first += setup->grid.first_shown;
            year.last += setup->grid.first_shown;
            years.push_back(year);
        }
    }
    return setup;
}

} // namespace rampcast::detail
