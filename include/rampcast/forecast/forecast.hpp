#pragma once

#include <cstddef>
#include <iomanip>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/summary.hpp"

namespace rampcast {

/// One row of a forecast's table: a figure of one period.
struct Row {
    std::string period{}; ///< label, such as 2025 or 2025-03
    Period days{};        ///< the days it covers within the timeline
    Metric metric = Metric::units;
    View view = View::period;
    Summary summary{};
};

/// The share of path-months of a period on which a constraint binds.
struct BindingRow {
    std::string period{};
    Period days{};
    std::string constraint{};
    double share = 0;      ///< of path-months on which its limit equals the output
    double alone = 0;      ///< of path-months on which no other limit does
    double units_lost = 0; ///< mean units a period that the next limit would have let through
};

/// How likely a target is in one calendar year.
struct TargetRow {
    std::string target{};
    std::string period{};
    double units = 0; ///< probability of the units announced (1 where none were)
    double value = 0; ///< probability of the value announced (1 where none was)
    double both = 0;
};

/// How likely it is that a target has been met over twelve months in a row by some month.
struct PassageRow {
    std::string target{};
    std::string period{};   ///< the month in which the twelve months end
    double probability = 0; ///< that it happens then for the first time
};

/// What a little more of one constraint would bring.
struct ShadowRow {
    std::string constraint{};
    Metric metric = Metric::units;
    double gain = 0; ///< in the metric's unit, on average over the paths
};

/// A step of a walk from one value to another.
struct StepRow {
    std::string step{};
    double change = 0; ///< what the step adds, in the plant's currency; 0 at the beginning
    double value = 0;  ///< what is reached
};

/// A figure that a path has or has not, over the paths that have it.
struct ReturnRow {
    std::string figure{};
    double share = 0; ///< of paths that have it
    double p10 = 0, p50 = 0, p90 = 0;
};

class Forecast;

/// Forecasts a plant over a timeline.
/// @param like a forecast whose draws are to be used again: its paths, seed and sampling replace
///   those of `options`, its uncertain numbers keep their dimensions and new ones come after
/// @throws Error for invalid input, Stopped when `options.stop` asks
RAMPCAST_INLINE Forecast forecast(const Plant& plant, const Timeline& timeline,
                                  const ForecastOptions& options = {},
                                  const Forecast* like = nullptr);

/// A probabilistic forecast of a plant: figures of any period with quantiles and their standard
/// errors, probabilities, what limits output, and each alternative by itself.
class Forecast {
public:
    const Plant& plant() const { return data_->plant; }
    const Timeline& timeline() const { return data_->timeline; }
    const ForecastOptions& options() const { return data_->setup->options; }
    /// Paths of each combination of alternatives.
    std::uint64_t paths() const { return data_->setup->paths_per_scramble * scrambles; }
    /// Names of the uncertain numbers, in the order of their Sobol' dimensions.
    const std::vector<std::string>& drivers() const { return data_->setup->names; }

    /// The figure of one calendar period (`year(2025)`, `month(2025, 3)`; where the timeline cuts
    /// it, of the part inside).
    /// @throws Error where the timeline has no such period, or the run did not collect the figure
    Summary at(Metric metric, Period period, View view = View::period) const {
        return mixture(metric, period, view).summary();
    }
    /// The value not exceeded with probability p.
    double quantile(Metric metric, double p, Period period, View view = View::period) const {
        if (!(p >= 0 && p <= 1))
            throw Error("forecast",
                        "p is " + detail::number_text(p) + ", must be at least 0 and at most 1");
        return mixture(metric, period, view).quantile(p);
    }
    /// The probability that a figure is at least a value.
    double probability(Metric metric, double at_least, Period period,
                       View view = View::period) const {
        if (!std::isfinite(at_least))
            throw Error("forecast", "at_least is " + detail::number_text(at_least) +
                                        ", must be a finite number");
        return 1 - mixture(metric, period, view).below(at_least);
    }
    /// True where the run collected a figure for periods of a frequency.
    bool has(Metric metric, Frequency step, View view = View::period) const {
        return data_->setup->plan.find(metric, view, step) != nullptr;
    }

    /// Every figure collected for the periods of a frequency, by period and then metric.
    std::vector<Row> rows(Frequency step, View view = View::period) const {
        std::vector<Row> rows;
        for (const SeriesBlock& block : data_->setup->plan.blocks) {
            if (block.frequency != step || block.view != view) continue;
            for (std::size_t g = 0; g < block.groups.size(); ++g)
                rows.push_back({.period = label(step, block.groups[g].nominal),
                                .days = block.groups[g].clipped,
                                .metric = block.metric,
                                .view = view,
                                .summary = mixture(block.first + g).summary()});
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [](const Row& a, const Row& b) { return a.days.start < b.days.start; });
        return rows;
    }

    /// What may limit output, over all alternatives: "not started", the stations (or "lines"),
    /// caps, people, components, "orders" and "cash".
    std::vector<std::string> constraints() const {
        std::vector<std::string> names;
        for (const detail::Scenario& each : data_->setup->scenarios)
            for (const std::string& name : each.constraints)
                if (std::find(names.begin(), names.end(), name) == names.end())
                    names.push_back(name);
        return names;
    }

    /// What limits output in the periods of a frequency: for each constraint the share of
    /// path-months on which its limit equals the output (several may at once) and on which it does
    /// so alone, and the units lost there to it. Where only lines limit, nothing is counted lost.
    std::vector<BindingRow> binding(Frequency step) const {
        const detail::Setup& setup = *data_->setup;
        std::vector<Period> shown;
        for (const Cell& cell : setup.grid.cells)
            if (cell.shown) shown.push_back(cell.days);
        const std::vector<std::string> names = constraints();
        std::vector<BindingRow> rows;
        for (const Group& group : group(shown, step))
            for (const std::string& name : names) {
                double bound = 0, alone = 0, lost = 0, all = 0;
                for (std::size_t c = 0; c < data_->totals.size(); ++c) {
                    const auto& own = setup.scenarios[c].constraints;
                    const auto found = std::find(own.begin(), own.end(), name);
                    const auto index = static_cast<std::size_t>(found - own.begin());
                    for (std::size_t k = group.first; k < group.last; ++k) {
                        all += weights_[c] * static_cast<double>(paths());
                        if (found == own.end()) continue;
                        const BindingCounts& counts =
                            data_->totals[c].binding[k + setup.grid.first_shown][index];
                        bound += weights_[c] * static_cast<double>(counts.bound);
                        alone += weights_[c] * static_cast<double>(counts.alone);
                        for (const double units : counts.units_lost) lost += weights_[c] * units;
                    }
                }
                rows.push_back({label(step, group.nominal), group.clipped, name, bound / all,
                                alone / all, lost / static_cast<double>(paths())});
            }
        return rows;
    }

    /// Probabilities of each target in each whole calendar year it holds for.
    std::vector<TargetRow> targets() const {
        std::vector<TargetRow> rows;
        for (std::size_t t = 0; t < data_->plant.targets.size(); ++t) {
            const auto& years = data_->setup->target_years[t];
            for (std::size_t y = 0; y < years.size(); ++y) {
                TargetRow row{.target = data_->plant.targets[t].name,
                              .period = label(Frequency::year, years[y].nominal)};
                for (std::size_t c = 0; c < data_->totals.size(); ++c) {
                    const double share = weights_[c] / static_cast<double>(paths());
                    const TargetCounts& counts = data_->totals[c].targets[t][y];
                    row.units += share * static_cast<double>(counts.units);
                    row.value += share * static_cast<double>(counts.value);
                    row.both += share * static_cast<double>(counts.both);
                }
                rows.push_back(std::move(row));
            }
        }
        return rows;
    }

    /// When each target is first met over twelve months in a row: probabilities by the month in
    /// which they end. What is missing to 1 is the probability of never within the timeline.
    std::vector<PassageRow> first_passage() const {
        std::vector<PassageRow> rows;
        const auto& cells = data_->setup->grid.cells;
        for (std::size_t t = 0; t < data_->plant.targets.size(); ++t)
            for (std::size_t k = 0; k < cells.size(); ++k) {
                double sum = 0;
                for (std::size_t c = 0; c < data_->totals.size(); ++c)
                    sum += weights_[c] / static_cast<double>(paths()) *
                           static_cast<double>(data_->totals[c].first_passage[t][k]);
                if (cells[k].shown &&
                    (k + 1 == cells.size() || cells[k + 1].month != cells[k].month))
                    rows.push_back(
                        {data_->plant.targets[t].name,
                         label(Frequency::month, period_of(Frequency::month, cells[k].days.start)),
                         sum});
            }
        return rows;
    }

    /// The combinations of alternatives: the option taken of each set, and the weight.
    std::vector<std::pair<std::vector<std::string>, double>> combinations() const {
        std::vector<std::pair<std::vector<std::string>, double>> list;
        for (std::size_t c = 0; c < weights_.size(); ++c)
            list.emplace_back(data_->totals[c].options, weights_[c]);
        return list;
    }
    /// The forecast under each option of one set of alternatives, with the option's name; the
    /// others stay mixed by their weights. No new run.
    /// @throws Error where the plant has no such set
    std::vector<std::pair<std::string, Forecast>> by_alternative(std::string_view name) const {
        const auto& sets = data_->plant.alternatives;
        for (std::size_t a = 0; a < sets.size(); ++a) {
            if (sets[a].name != name) continue;
            std::vector<std::pair<std::string, Forecast>> result;
            for (const Option& option : sets[a].options) {
                Forecast only = *this;
                double sum = 0;
                for (std::size_t c = 0; c < weights_.size(); ++c)
                    if (data_->totals[c].options[a] == option.name) sum += weights_[c];
                for (std::size_t c = 0; c < weights_.size(); ++c)
                    only.weights_[c] = data_->totals[c].options[a] == option.name && sum > 0
                                           ? weights_[c] / sum
                                           : 0;
                result.emplace_back(option.name, std::move(only));
            }
            return result;
        }
        throw Error("forecast", "the plant has no alternatives " + detail::quoted(name));
    }
    /// The same run mixed with other weights, one for each of `combinations()`.
    /// @throws Error unless the weights are at least 0 and sum to 1
    Forecast reweighted(std::vector<double> weights) const {
        double sum = 0;
        for (const double w : weights) sum += w >= 0 ? w : std::nan("");
        if (weights.size() != weights_.size() || !(std::abs(sum - 1) < 1e-9))
            throw Error("forecast", "weights must be " + std::to_string(weights_.size()) +
                                        " numbers of at least 0 that sum to 1");
        Forecast other = *this;
        other.weights_ = std::move(weights);
        return other;
    }

    /// This forecast less another, path by path on the same draws: rows and probabilities are
    /// those of the difference. Both are run once more.
    /// @throws Error unless timeline, paths, seed, sampling and options of alternatives agree
    Forecast change_from(const Forecast& base) const;

    /// The same forecast with more figures collected (a new run on the same draws).
    Forecast with(const std::vector<Metric>& metrics, const std::vector<Frequency>& steps,
                  const std::vector<View>& views) const;

    /// Kept units of one combination: a row of `paths()` numbers for each shown cell of the grid.
    /// @throws Error unless the run kept its paths
    std::span<const float> kept_units(std::size_t combination) const {
        return kept(data_->totals.at(combination).units);
    }
    /// Kept value, in the same shape.
    std::span<const float> kept_value(std::size_t combination) const {
        return kept(data_->totals.at(combination).value);
    }

    /// Rank correlation (Spearman's) of each uncertain number with a figure, from a sample of
    /// paths of each combination, mixed by weight; the largest in size first.
    std::vector<std::pair<std::string, double>> rank_correlations(Metric metric,
                                                                  Period period) const;

    /// What a share `more` of each constraint would add to the units and the value of a period, on
    /// the same draws: its shadow value. One new run a constraint.
    /// @throws Error where the period was not collected, or `more` is not in (0, 1]
    std::vector<ShadowRow> shadow_values(Period period, double more = 0.01) const;

    /// From a period's output value to the parent's revenue, on average over the paths: less the
    /// rise in finished stock, what is not yet accepted, the group's own use, material sold back
    /// to its owner (net basis) and the share of other owners.
    /// @throws Error where the period was not collected or no product has a price
    std::vector<StepRow> bridge(Period period) const;

    /// From the value announced for a period to the one forecast, on average over the paths and on
    /// the same draws: what the lines could make from the first day at full rate without loss; then
    /// start dates, ramps, yield and each limit as forecast, all at the announced value a unit;
    /// then mix and prices. Without an announcement it begins with the lines, at the forecast value
    /// a unit. One new run a step.
    /// @throws Error as `bridge`
    std::vector<StepRow> explain(Period period) const;

    /// Figures of each path's monthly cash flows before financing, over a sample of paths of each
    /// combination: the internal rate of return where it is the only one, the highest where there
    /// are several (a year, effective), the month of the timeline from which cumulated cash stays at
    /// 0 or above, and that of the deepest funding.
    /// @throws Error where the plant states no cash
    std::vector<ReturnRow> returns(std::uint64_t paths = 1024) const;

private:
    friend Forecast forecast(const Plant&, const Timeline&, const ForecastOptions&,
                             const Forecast*);
    struct Data {
        Plant plant;
        Timeline timeline;
        std::shared_ptr<const detail::Setup> setup;
        std::vector<CombinationTotals> totals;
    };
    static Forecast run(const Plant& plant, const Timeline& timeline,
                        std::shared_ptr<const detail::Setup> setup,
                        std::vector<CombinationTotals> totals) {
        auto data = std::make_shared<Data>();
        data->plant = plant;
        data->timeline = timeline;
        data->setup = std::move(setup);
        data->totals = std::move(totals);
        Forecast result;
        for (const CombinationTotals& each : data->totals) result.weights_.push_back(each.weight);
        result.data_ = std::move(data);
        return result;
    }
    Forecast() = default;

    const SeriesBlock& block_of(Metric metric, Period period, View view, std::size_t& index) const {
        bool known = false;
        for (const SeriesBlock& block : data_->setup->plan.blocks) {
            if (block.metric != metric || block.view != view) continue;
            known = true;
            for (std::size_t g = 0; g < block.groups.size(); ++g)
                if (block.groups[g].nominal == period) {
                    index = block.first + g;
                    return block;
                }
        }
        const std::string days =
            text(period.start) + " to " + text(period.end - std::chrono::days{1});
        throw Error("forecast", known ? "no period " + days + " of " + text(metric) +
                                            " was collected; the timeline runs from " +
                                            text(timeline().start) + " to " +
                                            text(timeline().end - std::chrono::days{1})
                                      : text(metric) + " (" + text(view) +
                                            ") was not collected; ask for it in the options");
    }
    Mixture mixture(Metric metric, Period period, View view) const {
        std::size_t index = 0;
        block_of(metric, period, view, index);
        return mixture(index);
    }
    Mixture mixture(std::size_t series) const {
        std::vector<Mixture::Part> parts;
        for (std::size_t c = 0; c < weights_.size(); ++c)
            parts.push_back({weights_[c], &data_->totals[c].series[series]});
        return {parts, data_->setup->scales[series]};
    }
    std::span<const float> kept(const std::vector<float>& values) const {
        if (!options().keep_paths)
            throw Error("forecast", "paths were not kept; run with keep_paths");
        return values;
    }

    std::shared_ptr<const Data> data_;
    std::vector<double> weights_;
};

/// Bytes that the figures of a forecast take at most while it runs. Without `keep_paths` they do
/// not depend on the number of paths.
/// @throws Error as `forecast`
RAMPCAST_INLINE std::uint64_t memory_bytes(const Plant& plant, const Timeline& timeline,
                                           const ForecastOptions& options = {});

/// Forecasts a plant over its own timeline.
inline Forecast forecast(const Plant& plant, const ForecastOptions& options = {}) {
    return forecast(plant, timeline_of(plant), options);
}

/// Prints the yearly table: mean, P10, P50 and P90 of every figure.
inline std::ostream& operator<<(std::ostream& out, const Forecast& forecast) {
    out << std::left << std::setw(8) << "period" << std::setw(20) << "metric" << std::right;
    for (const char* head : {"mean", "p10", "p50", "p90"}) out << std::setw(16) << head;
    out << '\n' << std::fixed << std::setprecision(0);
    for (const Row& row : forecast.rows(Frequency::year)) {
        out << std::left << std::setw(8) << row.period << std::setw(20) << text(row.metric)
            << std::right;
        for (const double x : {row.summary.mean, row.summary.p10, row.summary.p50, row.summary.p90})
            out << std::setw(16) << x;
        out << '\n';
    }
    return out << std::defaultfloat << std::setprecision(6);
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/forecast/forecast_body.hpp"
#endif
