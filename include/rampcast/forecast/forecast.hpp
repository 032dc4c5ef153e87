#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/forecast/options.hpp"
#include "rampcast/forecast/rows.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/time/timeline.hpp"

namespace rampcast {

struct CombinationTotals;
struct SeriesBlock;

namespace detail {
struct ForecastData;
struct Setup;
class Mixture;
} // namespace detail

class Forecast;

/// The plant's own timeline, or the default one from its as-of date.
/// @throws Error where the plant has neither
RAMPCAST_INLINE Timeline timeline_of(const Plant& plant);

/// The metrics a forecast collects where steps or views are asked for and metrics are not: units,
/// and output value where there are prices, revenue and value added where the plant states what
/// they depend on, cash where it states cash.
RAMPCAST_INLINE std::vector<Metric> default_metrics(const Plant& plant);

/// The metrics of the printed table: units, what the lines could make, and where there are prices
/// output value and value a unit; revenue where the plant states `sales`, gross profit where it
/// also states costs and the material of every priced product, and what funding is needed and how
/// far it goes where it states cash.
RAMPCAST_INLINE std::vector<Metric> table_metrics(const Plant& plant);

/// The steps a timeline can be gathered by, its own first.
RAMPCAST_INLINE std::vector<Frequency> steps_of(const Timeline& timeline);

/// Forecasts a plant over a timeline.
/// @param like a forecast whose draws are to be used again: its paths, seed and sampling replace
///   those of `options`, its uncertain numbers keep their dimensions and new ones come after
/// @throws Error for invalid input, Stopped when `options.stop` asks
RAMPCAST_INLINE Forecast forecast(const Plant& plant, const Timeline& timeline,
                                  const ForecastOptions& options = {},
                                  const Forecast* like = nullptr);
/// Forecasts a plant over its own timeline.
RAMPCAST_INLINE Forecast forecast(const Plant& plant, const ForecastOptions& options = {});

/// A probabilistic forecast of a plant: figures of any period with quantiles and their standard
/// errors, probabilities, what limits output, and each alternative by itself.
class Forecast {
public:
    const Plant& plant() const;
    const Timeline& timeline() const;
    const ForecastOptions& options() const;
    /// Paths of each combination of alternatives.
    std::uint64_t paths() const;
    /// Names of the uncertain numbers, in the order of their Sobol' dimensions.
    const std::vector<std::string>& drivers() const;

    /// The figure of one calendar period (`year(2025)`, `month(2025, 3)`; where the timeline cuts
    /// it, of the part inside).
    /// @throws Error where the timeline has no such period, or the run did not collect the figure
    /// @param segment whose figure: the plant's, or that of one product or line, where the options
    ///   say so (`by`)
    Summary at(Metric metric, Period period, View view = View::period,
               const Segment& segment = {}) const;
    /// The value not exceeded with probability p: of up to 131,072 paths in all the least with
    /// that share of paths at or below it, of more exact but for 0.4 %.
    double quantile(Metric metric, double p, Period period, View view = View::period,
                    const Segment& segment = {}) const;
    /// The probability that a figure is at least a value, to a millionth of it.
    double probability(Metric metric, double at_least, Period period, View view = View::period,
                       const Segment& segment = {}) const;
    /// The probability that a flow's mean rate over a period is at least so much a day, week ...
    /// @throws Error where the metric is no flow
    double probability_of_rate(Metric metric, double at_least, Frequency per, Period period,
                               const Segment& segment = {}) const;
    /// True where the run collected a figure for periods of a frequency.
    bool has(Metric metric, Frequency step, View view = View::period, By by = By::plant) const;

    /// Every figure collected for the periods of a frequency, by period and then metric; by product
    /// or line in their order within these.
    std::vector<Row> rows(Frequency step, View view = View::period, By by = By::plant) const;

    /// What may limit output, over all alternatives: "not started", the stations (or "lines"),
    /// caps, people, components, "orders" and "cash".
    std::vector<std::string> constraints() const;

    /// What limits output in the periods of a frequency: for each constraint the share of
    /// path-months on which its limit equals the output (several may at once) and on which it does
    /// so alone, and the units lost there to it. Where only lines limit, nothing is counted lost.
    std::vector<BindingRow> binding(Frequency step) const;
    /// Which station of which line limits output, where the lines do.
    /// @throws Error unless the options say `By::line`
    std::vector<LineBindingRow> line_binding(Frequency step) const;

    /// Probabilities of each target in each whole year, or other period, it holds for.
    /// Where the timeline's step is coarser than the target's, the rate over the timeline's period
    /// counts.
    std::vector<TargetRow> targets() const;

    /// When each target is first met, over twelve months in a row or in one of its periods:
    /// probabilities by the month in which they end. What is missing to 1 is the probability of never within the timeline.
    std::vector<PassageRow> first_passage() const;

    /// The combinations of alternatives: the option taken of each set, and the weight.
    std::vector<std::pair<std::vector<std::string>, double>> combinations() const;
    /// The same forecast with one set of draws for all combinations of alternatives: a new run,
    /// unless this one was made so.
    Forecast on_common_draws() const;
    /// The forecast under each option of one set of alternatives, with the option's name; the
    /// others stay mixed by their weights. On common draws, so that options differ by what they
    /// state alone.
    /// @throws Error where the plant has no such set
    std::vector<std::pair<std::string, Forecast>> by_alternative(std::string_view name) const;
    /// The same run mixed with other weights, one for each of `combinations()`.
    /// @throws Error unless the weights are at least 0 and sum to 1
    Forecast reweighted(std::vector<double> weights) const;

    /// This forecast less another, path by path on the same draws: rows and probabilities are
    /// those of the difference. Both are run once more.
    /// @throws Error unless timeline, paths, seed, sampling, draws and options of alternatives agree
    Forecast change_from(const Forecast& base) const;

    /// Parts of one run (`ForecastOptions::first_path`) as the run itself, to the last bit.
    /// @throws Error unless plant, timeline and options agree and every path is in one part
    static Forecast merge(const std::vector<Forecast>& parts);
    /// True for a part of a run, which has no figures by itself.
    bool is_part() const;

    /// The same forecast with more figures collected (a new run on the same draws).
    Forecast with(const std::vector<Metric>& metrics, const std::vector<Frequency>& steps,
                  const std::vector<View>& views, const std::vector<By>& by = {}) const;

    /// Kept units of one combination: a row of `paths()` numbers for each shown cell of the grid.
    /// @throws Error unless the run kept its paths
    std::span<const float> kept_units(std::size_t combination) const;
    /// Kept value, in the same shape.
    std::span<const float> kept_value(std::size_t combination) const;

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

    /// From what was announced for a period to what is forecast, in units and value, on average
    /// over the paths and on the same draws: what the lines could make from the first day at full
    /// rate without loss, all changes made; then what was reported of it, each milestone that lines
    /// wait for, start dates, each other change, ramps, yield and each limit as forecast, all at the announced value a
    /// unit; then what a unit is worth at first, the mix and prices. Where no value a unit was
    /// announced, all is at the first prices and mix. Steps that move nothing are left out. One new
    /// run a step.
    /// @throws Error where the period was not collected
    std::vector<ExplainRow> explain(Period period) const;

    /// Figures of each path's monthly cash flows before financing, over a sample of paths of each
    /// combination: the internal rate of return where it is the only one, the highest where there
    /// are several (a year, effective), the month of the timeline from which cumulated cash stays at
    /// 0 or above, and that of the deepest funding.
    /// @throws Error where the plant states no cash
    std::vector<ReturnRow> returns(std::uint64_t paths = 1024) const;

private:
    /// The same forecast, or difference of two, by other options on the same draws.
    Forecast again(const ForecastOptions& options) const;

    friend Forecast forecast(const Plant&, const Timeline&, const ForecastOptions&,
                             const Forecast*);
    static Forecast run(const Plant& plant, const Timeline& timeline,
                        std::shared_ptr<const detail::Setup> setup,
                        std::vector<CombinationTotals> totals);
    Forecast() = default;

    /// @throws Error for a part of a run
    void check_whole() const;
    const SeriesBlock& block_of(Metric metric, Period period, View view, const Segment& segment,
                                std::size_t& index) const;
    detail::Mixture mixture(Metric metric, Period period, View view, const Segment& segment) const;
    detail::Mixture mixture(std::size_t series) const;
    std::span<const float> kept(const std::vector<float>& values) const;

    std::shared_ptr<const detail::ForecastData> data_;
    std::shared_ptr<const Forecast> base_{}; ///< what this is a difference from
    std::vector<double> weights_;
};

/// Bytes that the figures of a forecast take at most while it runs: with the number of paths as
/// long as all values are kept (see `Forecast::quantile`) or with `keep_paths`, then no more.
/// @throws Error as `forecast`
RAMPCAST_INLINE std::uint64_t memory_bytes(const Plant& plant, const Timeline& timeline,
                                           const ForecastOptions& options = {});

/// Prints the yearly table: mean, P10, P50 and P90 of every figure.
RAMPCAST_INLINE std::ostream& operator<<(std::ostream& out, const Forecast& forecast);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/forecast/forecast_body.hpp"
#endif
