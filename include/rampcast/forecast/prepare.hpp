#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/not_yet.hpp"
#include "rampcast/forecast/path_figures.hpp"
#include "rampcast/forecast/quantile_tables.hpp"
#include "rampcast/forecast/rate_correction.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/drivers.hpp"
#include "rampcast/plant/metric_use.hpp"
#include "rampcast/plant/noise_streams.hpp"
#include "rampcast/plant/unmet_shares.hpp"
#include "rampcast/plant/validate.hpp"
#include "rampcast/uncertainty/correlation.hpp"
#include "rampcast/uncertainty/sobol.hpp"

namespace rampcast::detail {

/// Of what is found before the paths of a run.
inline Watch watch_before(const ForecastOptions& options) {
    return {options.stop, [&options](double) {
                if (options.progress) options.progress(0);
            }};
}

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

/// An uncertain number of one combination, dates from the grid's reference date.
struct UncertainNumber {
    std::string path;
    std::size_t index; ///< in the walk
    Distribution distribution;
    std::optional<double> least{}; ///< what is known of it by the as-of date
};
inline std::vector<UncertainNumber> uncertain_in(const Plant& plant, const Grid& grid) {
    std::vector<UncertainNumber> list;
    std::map<const Distribution*, double> least;
    for (const auto& [number, value] : least_by_as_of(plant))
        least.emplace(&number->distribution(), value);
    for_each_driver(plant, [&](std::size_t index, const std::string& path, const NumberInfo& info,
                               const Distribution& distribution) {
        const double zero = zero_of(info, grid);
        list.push_back({path, index, zero == 0 ? distribution : shifted(distribution, -zero), {}});
        if (const auto found = least.find(&distribution); found != least.end())
            list.back().least = found->second - zero;
    });
    return list;
}

/// Names of all drivers: those of `before` in their order, then new ones sorted.
inline std::vector<std::string>
driver_names(const std::vector<std::vector<UncertainNumber>>& of_combinations,
             const std::vector<std::string>& before) {
    std::set<std::string> found;
    for (const auto& numbers : of_combinations)
        for (const UncertainNumber& each : numbers) found.insert(each.path);
    std::vector<std::string> names = before;
    for (const std::string& name : before) found.erase(name);
    names.insert(names.end(), found.begin(), found.end());
    return names;
}

inline std::vector<Driver> drivers(const std::vector<UncertainNumber>& numbers, const Names& names,
                                   TableStore& tables) {
    std::vector<Driver> result;
    for (const UncertainNumber& each : numbers) {
        result.push_back(
            {*names.find(each.path), each.index,
             each.least ? std::make_shared<const QuantileTable>(each.distribution, *each.least)
                        : quantile_table(each.distribution, tables)});
    }
    return result;
}

/// Typical sizes of a plan's series: the largest of the paths without noise on which all that is
/// uncertain is at its median, and two standard deviations below and above, all milestones coming; or
/// of the block's largest where those have none.
inline std::vector<double> series_scales(const SeriesPlan& plan, const Grid& grid,
                                         const Plant& plant,
                                         const std::vector<UncertainNumber>& uncertain) {
    Books books{.accounts = false, .cash = false};
    for (const SeriesBlock& block : plan.blocks) books.keep(block.metric, block.by);
    books.accounts = books.cash = false;
    Plant comes = plant;
    for (Milestone& each : comes.milestones) each.chance = 1;
    PathFigures<double> path(comes, grid, books);
    const auto size = [&](const SeriesBlock& block, const Group& group) {
        const MetricInfo& info = info_of(block.metric);
        const std::size_t first = info.nature == Nature::level ? 0 : group.first;
        const auto over = [&](Metric metric) {
            return path.over(metric, first, group.last, block.by, block.member);
        };
        if (info.nature == Nature::ratio) {
            const double ratio = over(block.metric);
            return std::isnan(ratio) ? 0.0 : ratio;
        }
        if (info.measure == Measure::money) return over(Metric::gross_output_value);
        const double own = over(block.metric);
        return own > 0 ? own : path.over(Metric::line_capacity, first, group.last);
    };
    std::vector<double> sizes(plan.size, 0.0);
    for (const double z : {0.0, -2.0, 2.0}) {
        for (const UncertainNumber& each : uncertain)
            if (double* number = path.projection.numbers()[each.index])
                *number = quantile_z(each.distribution, z);
        NoNoise<double> none;
        path.projection.run(
            none, [&](std::size_t k, const CellOutput<double>& cell) { path.observe(k, cell); });
        for (const SeriesBlock& block : plan.blocks)
            for (std::size_t g = 0; g < block.groups.size(); ++g) {
                double& known = sizes[block.first + g];
                const double own = size(block, block.groups[g]);
                if (std::isfinite(own)) known = std::max(known, own);
            }
    }
    std::vector<double> scales(plan.size, 1.0);
    for (const SeriesBlock& block : plan.blocks) {
        if (block.view == View::year_on_year) continue;
        double largest = 0;
        for (std::size_t g = 0; g < block.groups.size(); ++g)
            largest = std::max(largest, sizes[block.first + g]);
        for (std::size_t g = 0; g < block.groups.size(); ++g) {
            const double own = sizes[block.first + g];
            const double scale = own > 1e-3 * largest ? own : largest;
            if (scale > 0) scales[block.first + g] = scale;
        }
    }
    return scales;
}

/// True where a plant states all that gross profit depends on.
inline bool states_profit(const Plant& plant) {
    return plant.sales && !plant.costs.empty() &&
           std::all_of(plant.products.begin(), plant.products.end(), [](const Product& product) {
               return !product.price || product.material_share != Uncertain(0);
           });
}

inline std::vector<Metric> table_metrics_of(const Plant& plant) {
    if (!has_value(plant)) return {Metric::units, Metric::line_capacity};
    std::vector<Metric> metrics{Metric::units, Metric::gross_output_value, Metric::line_capacity,
                                Metric::unit_value};
    if (plant.sales) metrics.push_back(Metric::revenue);
    if (states_profit(plant)) metrics.push_back(Metric::gross_profit);
    if (plant.cash) metrics.insert(metrics.end(), {Metric::least_headroom, Metric::peak_funding});
    return metrics;
}

/// The figures of the printed table.
inline SeriesPlan table_plan(const Plant& plant, const Grid& grid) {
    SeriesPlan plan;
    for (const Metric each : table_metrics_of(plant))
        plan.add(grid, each, View::period, Frequency::year);
    return plan;
}

/// What is asked for of the plant.
inline SeriesPlan plant_plan(const Plant& plant, const Timeline& timeline, const Grid& grid,
                             const ForecastOptions& options) {
    if (options.metrics.empty() && options.steps.empty() &&
        options.views == std::vector{View::period})
        return table_plan(plant, grid);
    const std::vector<Frequency> steps = options.steps.empty() ? steps_of(timeline) : options.steps;
    SeriesPlan plan;
    for (const Metric metric : options.metrics.empty() ? default_metrics(plant) : options.metrics) {
        check_metric(plant, metric, "forecast");
        for (const Frequency step : steps)
            for (const View view : options.views) plan.add(grid, metric, view, step);
    }
    if (options.metrics.empty() &&
        std::find(steps.begin(), steps.end(), Frequency::year) != steps.end())
        for (const SeriesBlock& block : table_plan(plant, grid).blocks)
            plan.add(grid, block.metric, block.view, block.frequency);
    return plan;
}

/// The same of each product or line, as far as it is known of them.
/// @throws Error where a plant without products is asked for them
inline SeriesPlan plan_of(const Plant& plant, const Timeline& timeline, const Grid& grid,
                          const ForecastOptions& options) {
    SeriesPlan plan = plant_plan(plant, timeline, grid, options);
    const std::vector<SeriesBlock> blocks = plan.blocks;
    for (const By by : options.by) {
        if (by == By::plant) continue;
        if (by == By::product && plant.products.empty())
            throw Error("forecast", "by product is asked for, but the plant states no products");
        const std::size_t members = by == By::product ? plant.products.size() : plant.lines.size();
        for (std::size_t member = 0; member < members; ++member)
            for (const SeriesBlock& block : blocks)
                if (is_known_by(block.metric, by))
                    plan.add(grid, block.metric, block.view, block.frequency, by, member);
    }
    return plan;
}

/// @throws Error unless the draws that are given are as many as a setup's combinations take
inline void check_given(const Setup& setup) {
    const auto& given = setup.options.given;
    if (given.empty()) return;
    const auto refuse = [](const std::string& words) {
        throw Error("forecast", "the draws given " + words);
    };
    if (given.size() != setup.scenarios.size())
        refuse("are for " + std::to_string(given.size()) + " combinations of alternatives, " +
               std::to_string(setup.scenarios.size()) + " are run");
    for (std::size_t c = 0; c < given.size(); ++c) {
        const std::string of =
            given.size() > 1 ? " of combination " + std::to_string(c + 1) : std::string();
        if (!given[c] || given[c]->paths == 0) refuse("hold no row" + of);
        const GivenDraws& each = *given[c];
        if (each.width < setup.names.size())
            refuse("have rows of " + std::to_string(each.width) + of + ", there are " +
                   std::to_string(setup.names.size()) + " drivers");
        if (each.rows.size() != each.width * each.paths)
            refuse("hold " + std::to_string(each.rows.size()) + " numbers" + of + ", must hold " +
                   std::to_string(each.paths) + " rows of " + std::to_string(each.width));
        if (!each.noise.empty() &&
            each.noise.size() != stream_names(setup.scenarios[c].plant).size())
            refuse("lay out " + std::to_string(each.noise.size()) + " noise streams" + of +
                   ", there are " + std::to_string(stream_names(setup.scenarios[c].plant).size()));
        for (const GivenNoise& noise : each.noise)
            if (noise.months < 0 ||
                noise.first + static_cast<std::size_t>(noise.months) > each.width)
                refuse("lay out noise beyond the end of a row" + of);
        for (const float number : each.rows)
            if (!std::isfinite(number)) refuse("hold a number that is not finite" + of);
    }
}

/// Prepares a run.
/// @param names_before the dimension order of a forecast whose draws are to be kept
/// @param edit changes each combination's prepared plant; what is uncertain must stay so
/// @throws Error for an invalid plant, timeline or option
inline std::shared_ptr<Setup> make_setup(const Plant& plant, const Timeline& timeline,
                                         const ForecastOptions& options,
                                         const std::vector<std::string>& names_before,
                                         const std::function<void(Plant&)>& edit = {}) {
    if (years_of(plant) == fiscal_year(timeline)) validate(plant);
    else {
        Plant over = plant;
        over.timeline = timeline;
        validate(over);
    }
    auto setup = std::make_shared<Setup>();
    setup->options = options;
    setup->grid = make_grid(plant, timeline);
    setup->plan = plan_of(plant, timeline, setup->grid, options);
    std::vector<Combination> all = combinations(plant);
    std::vector<std::vector<UncertainNumber>> uncertain;
    for (Combination& each : all) {
        each.plant = prepared(std::move(each.plant));
        refuse_unmet_shares(each.plant, timeline);
        if (edit) edit(each.plant);
        correct_rates(each.plant, watch_before(options));
        uncertain.push_back(uncertain_in(each.plant, setup->grid));
    }
    setup->schedule = part_of({all.size(), scramble_paths(options.paths, all.size())}, options);
    setup->names = driver_names(uncertain, names_before);
    if (setup->schedule.keeps_values()) setup->scales.assign(setup->plan.size, 1.0);
    else
        setup->scales =
            series_scales(setup->plan, setup->grid, all.front().plant, uncertain.front());
    if (options.sampling == Sampling::sobol)
        setup->directions = sobol_directions(setup->names.size());
    TableStore tables;
    const Names names(setup->names);
    for (std::size_t c = 0; c < all.size(); ++c)
        setup->scenarios.push_back({std::move(all[c].options), all[c].weight,
                                    options.common_draws ? 0 : c, std::move(all[c].plant),
                                    drivers(uncertain[c], names, tables)});
    check_given(*setup);
    Names stated;
    std::vector<RankCorrelation> of_numbers;
    for (const RankCorrelation& pair : plant.correlations) {
        if (is_of_shocks(pair)) continue;
        of_numbers.push_back(pair);
        for (const std::string& name : pair.between) stated.add(name);
    }
    std::vector<std::string> correlated;
    for (std::size_t d = 0; d < setup->names.size(); ++d)
        if (stated.find(setup->names[d])) {
            correlated.push_back(setup->names[d]);
            setup->correlated.push_back(d);
        }
    if (!correlated.empty())
        setup->factor = cholesky_or_refuse(correlated, gaussian_copula(correlated, of_numbers));
    const Names products(names_of(plant.products));
    for (const Target& target : plant.targets)
        setup->targets.push_back(target_plan(target, timeline, setup->grid, products));
    return setup;
}

} // namespace rampcast::detail
