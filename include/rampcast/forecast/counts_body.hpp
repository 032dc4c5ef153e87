#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/mixture.hpp"
#include "rampcast/plant/limits.hpp"

/// What `forecast.hpp` declares of constraints, targets and alternatives.
namespace rampcast {

RAMPCAST_INLINE std::vector<std::string> Forecast::constraints() const {
    Names names;
    for (const CombinationTotals& each : data_->totals)
        for (const std::string& name : each.constraints) names.add(name);
    return names.list();
}

RAMPCAST_INLINE std::vector<BindingRow> Forecast::binding(Frequency step) const {
    check_whole();
    const detail::Setup& setup = *data_->setup;
    std::vector<Period> shown;
    for (const Cell& cell : setup.grid.cells)
        if (cell.shown) shown.push_back(cell.days);
    const std::vector<std::string> names = constraints();
    std::vector<Names> own;
    for (const CombinationTotals& each : data_->totals) own.emplace_back(each.constraints);
    std::vector<BindingRow> rows;
    for (const Group& group : group(shown, step, setup.grid.years))
        for (const std::string& name : names) {
            double bound = 0, alone = 0, lost = 0, all = 0;
            for (std::size_t c = 0; c < data_->totals.size(); ++c) {
                const std::optional<std::size_t> index = own[c].find(name);
                for (std::size_t k = group.first; k < group.last; ++k) {
                    all += weights_[c] * static_cast<double>(paths());
                    if (!index) continue;
                    const BindingCounts& counts =
                        data_->totals[c].binding[k + setup.grid.first_shown][*index];
                    bound += weights_[c] * static_cast<double>(counts.bound);
                    alone += weights_[c] * static_cast<double>(counts.alone);
                    for (const double units : counts.units_lost) lost += weights_[c] * units;
                }
            }
            rows.push_back({label(step, group.nominal, setup.grid.years), group.clipped, name,
                            bound / all, alone / all, lost / static_cast<double>(paths())});
        }
    return rows;
}

RAMPCAST_INLINE std::vector<LineBindingRow> Forecast::line_binding(Frequency step) const {
    check_whole();
    const detail::Setup& setup = *data_->setup;
    if (data_->totals.front().line_binding.empty())
        throw Error("forecast", "what binds by line was not counted; ask for it in the options");
    std::vector<Period> shown;
    for (const Cell& cell : setup.grid.cells)
        if (cell.shown) shown.push_back(cell.days);
    const std::vector<LineConstraint> names = line_constraints(plant());
    std::vector<LineBindingRow> rows;
    for (const Group& group : group(shown, step, setup.grid.years))
        for (std::size_t i = 0; i < names.size(); ++i) {
            double bound = 0, all = 0;
            for (std::size_t c = 0; c < data_->totals.size(); ++c)
                for (std::size_t k = group.first; k < group.last; ++k) {
                    all += weights_[c] * static_cast<double>(paths());
                    bound += weights_[c] *
                             static_cast<double>(
                                 data_->totals[c].line_binding[k + setup.grid.first_shown][i]);
                }
            rows.push_back({label(step, group.nominal, setup.grid.years), group.clipped,
                            names[i].line, names[i].constraint, bound / all});
        }
    return rows;
}

RAMPCAST_INLINE std::vector<TargetRow> Forecast::targets() const {
    check_whole();
    std::vector<TargetRow> rows;
    for (std::size_t t = 0; t < data_->plant.targets.size(); ++t) {
        const detail::TargetPlan& plan = data_->setup->targets[t];
        const auto& periods = plan.periods;
        const auto announced = [&](Metric metric) {
            return std::any_of(plan.goals.begin(), plan.goals.end(),
                               [&](const detail::Goal& goal) { return goal.metric == metric; });
        };
        for (std::size_t y = 0; y < periods.size(); ++y) {
            TargetRow row{.target = data_->plant.targets[t].name, .period = periods[y].label};
            const auto met = [&](std::uint64_t TargetCounts::* what, double& share, double& se) {
                std::array<double, scrambles> shares{};
                for (std::size_t c = 0; c < data_->totals.size(); ++c)
                    for (std::size_t j = 0; j < shares.size(); ++j) {
                        const TargetCounts& counts = data_->totals[c].targets[t][y][j];
                        shares[j] += weights_[c] * static_cast<double>(counts.*what);
                    }
                for (double& each : shares) {
                    each *= scrambles / static_cast<double>(paths());
                    share += each / scrambles;
                }
                se = detail::error_of_mean(shares);
            };
            constexpr double none = std::numeric_limits<double>::quiet_NaN();
            met(&TargetCounts::units, row.units, row.units_se);
            met(&TargetCounts::value, row.value, row.value_se);
            met(&TargetCounts::both, row.both, row.both_se);
            if (!announced(Metric::units)) row.units = row.units_se = none;
            if (!announced(Metric::gross_output_value)) row.value = row.value_se = none;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

RAMPCAST_INLINE std::vector<PassageRow> Forecast::first_passage() const {
    check_whole();
    std::vector<PassageRow> rows;
    const auto& cells = data_->setup->grid.cells;
    for (std::size_t t = 0; t < data_->plant.targets.size(); ++t)
        for (std::size_t k = 0, first = 0; k < cells.size(); ++k) {
            if (cells[k].month != cells[first].month) first = k;
            if (k + 1 < cells.size() && cells[k + 1].month == cells[k].month) continue;
            double sum = 0;
            for (std::size_t c = 0; c < data_->totals.size(); ++c) {
                std::uint64_t met = 0;
                for (std::size_t j = first; j <= k; ++j)
                    met += data_->totals[c].first_passage[t][j];
                sum += weights_[c] / static_cast<double>(paths()) * static_cast<double>(met);
            }
            if (cells[k].shown)
                rows.push_back(
                    {data_->plant.targets[t].name,
                     label(Frequency::month, period_of(Frequency::month, cells[k].days.start)),
                     sum});
        }
    return rows;
}

RAMPCAST_INLINE std::vector<std::pair<std::vector<std::string>, double>>
Forecast::combinations() const {
    std::vector<std::pair<std::vector<std::string>, double>> list;
    for (std::size_t c = 0; c < weights_.size(); ++c)
        list.emplace_back(data_->totals[c].options, weights_[c]);
    return list;
}
RAMPCAST_INLINE std::vector<std::pair<std::string, Forecast>>
Forecast::by_alternative(std::string_view name) const {
    const auto& sets = data_->plant.alternatives;
    for (std::size_t a = 0; a < sets.size(); ++a) {
        if (sets[a].name != name) continue;
        const Forecast common = on_common_draws();
        std::vector<std::pair<std::string, Forecast>> result;
        for (const Option& option : sets[a].options) {
            Forecast only = common;
            double sum = 0;
            for (std::size_t c = 0; c < weights_.size(); ++c)
                if (data_->totals[c].options[a] == option.name) sum += weights_[c];
            for (std::size_t c = 0; c < weights_.size(); ++c)
                only.weights_[c] =
                    data_->totals[c].options[a] == option.name && sum > 0 ? weights_[c] / sum : 0;
            result.emplace_back(option.name, std::move(only));
        }
        return result;
    }
    throw Error("forecast", "the plant has no alternatives " + detail::quoted(name));
}
RAMPCAST_INLINE Forecast Forecast::reweighted(std::vector<double> weights) const {
    double sum = 0;
    for (const double w : weights) sum += w >= 0 ? w : std::nan("");
    if (weights.size() != weights_.size() || !(std::abs(sum - 1) < 1e-9))
        throw Error("forecast", "weights must be " + std::to_string(weights_.size()) +
                                    " numbers of at least 0 that sum to 1");
    Forecast other = *this;
    other.weights_ = std::move(weights);
    return other;
}

} // namespace rampcast
