#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <iomanip>
#include <map>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/threshold.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/mixture.hpp"
#include "rampcast/plant/metric_use.hpp"

/// The figures `forecast.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE const SeriesBlock& Forecast::block_of(Metric metric, Period period, View view,
                                                      const Segment& segment,
                                                      std::size_t& index) const {
    check_whole();
    const std::size_t member = detail::member_of(plant(), segment, "forecast");
    detail::check_known_by(metric, segment.by, "forecast");
    bool known = false;
    for (const SeriesBlock& block : data_->setup->plan.blocks) {
        if (block.metric != metric || block.view != view || block.by != segment.by ||
            block.member != member)
            continue;
        known = true;
        for (std::size_t g = 0; g < block.groups.size(); ++g)
            if (block.groups[g].nominal == period) {
                index = block.first + g;
                return block;
            }
    }
    const auto days = [](const Date& start, const Date& end) {
        return text(start) + " to " + text(end - std::chrono::days{1});
    };
    throw Error(
        "forecast",
        known ? "no period " + days(period.start, period.end) + " of " + text(metric) +
                    " was collected; ask for its step in the options; the "
                    "timeline runs from " +
                    days(timeline().start, timeline().end) +
                    (data_->setup->grid.years.is_calendar()
                         ? ""
                         : "; its years are fiscal ones, such as " +
                               label(Frequency::year,
                                     {timeline().start, timeline().start + std::chrono::days{1}},
                                     data_->setup->grid.years))
              : text(metric) + " (" + text(view) + ")" +
                    (segment.by == By::plant ? "" : " by " + text(segment.by)) +
                    " was not collected; ask for it in the options");
}
RAMPCAST_INLINE detail::Mixture Forecast::mixture(Metric metric, Period period, View view,
                                                  const Segment& segment) const {
    std::size_t index = 0;
    block_of(metric, period, view, segment, index);
    return mixture(index);
}
RAMPCAST_INLINE detail::Mixture Forecast::mixture(std::size_t series) const {
    check_whole();
    std::vector<detail::Part> parts;
    for (std::size_t c = 0; c < weights_.size(); ++c)
        parts.push_back({weights_[c], &data_->totals[c].series[series]});
    return {parts, data_->setup->scales[series]};
}

RAMPCAST_INLINE Summary Forecast::at(Metric metric, Period period, View view,
                                     const Segment& segment) const {
    return mixture(metric, period, view, segment).summary();
}
RAMPCAST_INLINE double Forecast::quantile(Metric metric, double p, Period period, View view,
                                          const Segment& segment) const {
    if (!(p >= 0 && p <= 1))
        throw Error("forecast",
                    "p is " + detail::number_text(p) + ", must be at least 0 and at most 1");
    return mixture(metric, period, view, segment).quantile(p);
}
RAMPCAST_INLINE double Forecast::probability(Metric metric, double at_least, Period period,
                                             View view, const Segment& segment) const {
    if (!std::isfinite(at_least))
        throw Error("forecast",
                    "at_least is " + detail::number_text(at_least) + ", must be a finite number");
    return 1 - mixture(metric, period, view, segment).below(least_reaching(at_least));
}
RAMPCAST_INLINE double Forecast::probability_of_rate(Metric metric, double at_least, Frequency per,
                                                     Period period, const Segment& segment) const {
    if (info_of(metric).nature != Nature::flow)
        throw Error("forecast", text(metric) + " is no flow, it has no rate a " + text(per));
    std::size_t index = 0;
    const SeriesBlock& block = block_of(metric, period, View::period, segment, index);
    const Period& days = block.groups[index - block.first].clipped;
    return probability(
        metric, at_least * static_cast<double>((days.end - days.start).count()) / mean_days(per),
        period, View::period, segment);
}
RAMPCAST_INLINE bool Forecast::has(Metric metric, Frequency step, View view, By by) const {
    return data_->setup->plan.find(metric, view, step, by) != nullptr;
}

RAMPCAST_INLINE std::vector<Row> Forecast::rows(Frequency step, View view, By by) const {
    const Grid& grid = data_->setup->grid;
    const std::vector<std::string> names = by == By::product ? detail::names_of(plant().products)
                                           : by == By::line  ? detail::names_of(plant().lines)
                                                             : std::vector<std::string>{""};
    std::vector<Row> rows;
    for (const SeriesBlock& block : data_->setup->plan.blocks) {
        if (block.frequency != step || block.view != view || block.by != by) continue;
        for (std::size_t g = 0; g < block.groups.size(); ++g)
            rows.push_back({.period = label(step, block.groups[g].nominal, grid.years),
                            .days = block.groups[g].clipped,
                            .metric = block.metric,
                            .view = view,
                            .segment = {by, names[block.member]},
                            .summary = mixture(block.first + g).summary(),
                            .reported = detail::reported_share(grid, block.groups[g])});
    }
    std::map<Metric, std::size_t> place;
    for (const Row& row : rows) place.emplace(row.metric, place.size());
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        if (a.days.start != b.days.start) return a.days.start < b.days.start;
        return place.at(a.metric) < place.at(b.metric);
    });
    return rows;
}

RAMPCAST_INLINE std::span<const float> Forecast::kept(const std::vector<float>& values) const {
    check_whole();
    if (!options().keep_paths) throw Error("forecast", "paths were not kept; run with keep_paths");
    return values;
}
RAMPCAST_INLINE std::span<const float> Forecast::kept_units(std::size_t combination) const {
    return kept(data_->totals.at(combination).units);
}
RAMPCAST_INLINE std::span<const float> Forecast::kept_value(std::size_t combination) const {
    return kept(data_->totals.at(combination).value);
}

RAMPCAST_INLINE std::ostream& operator<<(std::ostream& out, const Forecast& forecast) {
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
