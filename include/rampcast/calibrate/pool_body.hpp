#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/calibrate/group_levels.hpp"
#include "rampcast/calibrate/normal_mixture.hpp"
#include "rampcast/calibrate/pool.hpp"
#include "rampcast/calibrate/ramp_filter.hpp"
#include "rampcast/calibrate/ramp_series.hpp"
#include "rampcast/calibrate/ramp_totals.hpp"
#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/parallel.hpp"

/// What `pool.hpp` declares.
namespace rampcast {

namespace detail {

/// The prior of one series: the pool's, with the group's level.
struct SeriesPrior {
    RampPrior<double> of;
    double level; ///< of the group
};

inline SeriesPrior prior_of(const Pool& pool, const RampPrior<double>& common,
                            const RampSeries& series, const GroupLevels& levels,
                            bool leave_one_out) {
    SeriesPrior made{common, 0};
    if (pool.groups.empty()) return made;
    const std::optional<double> level = levels.of(series, leave_one_out);
    if (level) made.level = *level;
    else made.of.ceiling_sd = std::max(common.ceiling_sd, pool.unknown_group_sd);
    return made;
}

inline RampForecast forecast_ramp(const Pool& pool, const RampPrior<double>& common,
                                  const GroupLevels& levels, const NormalTable& normals,
                                  const RampSeries& series, std::span<const char> counted,
                                  const RampOptions& options, std::vector<double>& sums) {
    const std::size_t seen = series.y.size();
    const auto horizon = static_cast<std::size_t>(options.horizon);
    const SeriesPrior prior = prior_of(pool, common, series, levels, options.leave_one_out);
    std::vector<double> z(seen);
    for (std::size_t t = 0; t < seen; ++t)
        z[t] = std::isnan(series.y[t]) ? series.y[t]
                                       : std::log(std::max(series.y[t], .5)) -
                                             calendar_at(pool, series, t) - prior.level;
    const auto points = filtered(prior.of, std::span<const double>(z), count_variance(series.y));

    RampForecast made;
    made.weights = shares_of(points);
    double squares = 0;
    for (std::size_t i = 0; i < ramp_points; ++i) {
        made.ceiling += made.weights[i] * points[i].mean[0];
        squares +=
            made.weights[i] * (points[i].covariance[0][0] + points[i].mean[0] * points[i].mean[0]);
    }
    made.ceiling_sd = std::sqrt(std::max(squares - made.ceiling * made.ceiling, 0.));
    made.ceiling += prior.level;
    made.ceiling_sd_before = std::hypot(prior.of.ceiling_sd, prior.of.ceiling_by_speed);
    made.expected_ceiling = prior.of.ceiling + prior.level;

    std::vector<RampOutlook<double>> outlooks;
    outlooks.reserve(ramp_points);
    for (const auto& point : points) outlooks.emplace_back(point);
    std::vector<std::array<PathStep, ramp_points>> steps(horizon);
    std::array<NormalPart, ramp_points> mixture{};
    std::vector<double> start(options.levels.size(), std::numeric_limits<double>::quiet_NaN());
    double last_mean = 0;
    made.quantiles.reserve(horizon * options.levels.size());
    for (std::size_t h = 0; h < horizon; ++h) {
        const double offset = calendar_at(pool, series, seen + h) + prior.level;
        double mean = 0;
        for (std::size_t i = 0; i < ramp_points; ++i) {
            outlooks[i].step();
            mixture[i] = {made.weights[i], outlooks[i].mean() + offset,
                          pool.spread * std::sqrt(outlooks[i].variance())};
            mean += made.weights[i] * mixture[i].mean;
        }
        for (std::size_t i = 0; i < ramp_points; ++i) {
            mixture[i].mean = mean + pool.spread * (mixture[i].mean - mean);
            steps[h][i] = {std::exp(mixture[i].mean), outlooks[i].left(), outlooks[i].place(),
                           counted.empty() || counted[h] != 0};
        }
        for (std::size_t l = 0; l < options.levels.size(); ++l) {
            start[l] = mixture_quantile(mixture, options.levels[l], start[l] + mean - last_mean);
            made.quantiles.push_back(std::exp(start[l]));
        }
        last_mean = mean;
        if (options.keep) made.mixtures.push_back(mixture);
    }

    const auto pairs = static_cast<std::size_t>(options.paths) / 2;
    sums.resize(2 * pairs);
    double share = 0, unit = 0;
    for (const auto& each : steps)
        for (std::size_t i = 0; i < ramp_points; ++i) unit = std::max(unit, each[i].scale);
    std::vector<PathStep> own(horizon);
    for (std::size_t i = 0, first = 0; i < ramp_points; ++i) {
        share += made.weights[i];
        const std::size_t last = i + 1 == ramp_points
                                     ? pairs
                                     : std::min(pairs, static_cast<std::size_t>(std::round(
                                                           share * static_cast<double>(pairs))));
        if (last <= first) continue;
        for (std::size_t h = 0; h < horizon; ++h) own[h] = steps[h][i];
        add_paths(points[i], own, unit, pool.spread, normals, first, last, sums.data());
        first = last;
    }
    if (options.keep) made.draws = sums;
    std::sort(sums.begin(), sums.end());
    for (const double level : options.levels) made.totals.push_back(draw_quantile(sums, level));
    made.least_relative_error = inverse_weighted_median(sums);
    return made;
}

inline void check_ramp_options(const RampOptions& options, std::size_t series) {
    const auto need = [](bool right, const char* name, double value, const char* rule) {
        if (!right) throw Error("", std::string(name) + " is " + number_text(value) + ", " + rule);
    };
    need(options.horizon >= 1 && options.horizon <= 1000, "horizon", options.horizon,
         "must be 1 to 1000");
    need(options.paths >= 2 && options.paths <= 1'000'000 && options.paths % 2 == 0, "paths",
         options.paths, "must be even, 2 to 1000000");
    need(options.threads >= 0, "threads", options.threads, "must be at least 0");
    if (options.levels.empty()) throw Error("", "levels are empty, must be one or more");
    for (const double level : options.levels)
        need(level > 0 && level < 1, "level", level, "must be above 0 and below 1");
    if (options.counted.empty()) return;
    if (options.counted.size() != series)
        throw Error("", "counted is of " + std::to_string(options.counted.size()) +
                            " series, must be of " + std::to_string(series));
    for (const auto& each : options.counted)
        if (each.size() != static_cast<std::size_t>(options.horizon))
            throw Error("", "counted is of " + std::to_string(each.size()) +
                                " periods, must be of horizon");
}

} // namespace detail

RAMPCAST_INLINE Pool default_pool() {
    Pool pool;
    pool.parameters.ceiling_sd = 1.5;
    pool.calendar = {-.39, -.25, .09, -.16, .03, .17, -.20, -.03, .08, .07, .19, .41};
    return pool;
}

RAMPCAST_INLINE void validate(const Pool& pool) {
    const PoolParameters& p = pool.parameters;
    const auto need = [](bool right, const char* name, double value, const char* rule) {
        if (!right)
            throw Error("", std::string("pool: ") + name + " is " + detail::number_text(value) +
                                ", " + rule);
    };
    const auto sd = [&](const char* name, double value) {
        need(value > 0 && value <= 100, name, value, "must be above 0 and at most 100");
    };
    const auto spread = [&](const char* name, double value) {
        need(value >= 0 && value <= 10, name, value, "must be 0 to 10");
    };
    need(std::abs(p.ceiling) <= 500, "ceiling", p.ceiling, "must be -500 to 500");
    sd("ceiling_sd", p.ceiling_sd);
    need(std::abs(p.deficit) <= 500, "deficit", p.deficit, "must be -500 to 500");
    sd("deficit_sd", p.deficit_sd);
    need(std::abs(p.correlation) < 1, "correlation", p.correlation, "must be above -1 and below 1");
    need(p.speed > 0 && p.speed <= 1000, "speed", p.speed, "must be above 0 and at most 1000");
    spread("speed_spread", p.speed_spread);
    sd("shock_sd", p.shock_sd);
    need(p.memory >= 0 && p.memory < 1, "memory", p.memory, "must be at least 0 and below 1");
    sd("noise_sd", p.noise_sd);
    spread("noise_spread", p.noise_spread);
    spread("first_sd", p.first_sd);
    spread("pattern_sd", p.pattern_sd);
    const auto by_speed = [&](const char* name, double value) {
        need(std::abs(value) <= 100, name, value, "must be -100 to 100");
    };
    by_speed("ceiling_by_speed", p.ceiling_by_speed);
    by_speed("deficit_by_speed", p.deficit_by_speed);
    sd("unknown_group_sd", pool.unknown_group_sd);
    need(pool.spread >= .1 && pool.spread <= 10, "spread", pool.spread, "must be .1 to 10");
    for (const double each : pool.calendar)
        need(std::abs(each) <= 100, "calendar", each, "must be -100 to 100");
    for (const GroupLevel& each : pool.groups)
        need(std::abs(each.level) <= 100, "level of a group", each.level, "must be -100 to 100");
}

RAMPCAST_INLINE std::vector<RampForecast> forecast_ramps(const Pool& pool,
                                                         const std::vector<RampSeries>& series,
                                                         const RampOptions& options,
                                                         const Watch& watch) {
    validate(pool);
    detail::check_ramp_options(options, series.size());
    for (const RampSeries& each : series) detail::check_series(each, pool.calendar.size());
    const detail::RampPrior<double> common = detail::ramp_prior(pool.parameters);
    const detail::GroupLevels levels(pool);
    const detail::NormalTable normals(static_cast<std::size_t>(options.horizon),
                                      static_cast<std::size_t>(options.paths) / 2, options.seed);
    std::vector<RampForecast> found(series.size());
    constexpr std::size_t part = 16;
    const detail::Attention attention(watch);
    detail::run_parallel((series.size() + part - 1) / part, options.threads,
                         [&](std::size_t task, const detail::Poll& poll) {
                             std::vector<double> sums;
                             const std::size_t first = task * part;
                             const std::size_t last = std::min(first + part, series.size());
                             for (std::size_t i = first; i < last; ++i) {
                                 poll(static_cast<double>(i - first) / part);
                                 const std::span<const char> counted = options.counted.empty()
                                                                           ? std::span<const char>()
                                                                           : options.counted[i];
                                 found[i] =
                                     detail::forecast_ramp(pool, common, levels, normals, series[i],
                                                           counted, options, sums);
                             }
                         },
                         attention.poll());
    return found;
}

} // namespace rampcast
