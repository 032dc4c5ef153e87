#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/calibrate/group_levels.hpp"
#include "rampcast/calibrate/learn_pool.hpp"
#include "rampcast/calibrate/normal_mixture.hpp"
#include "rampcast/calibrate/pool.hpp"
#include "rampcast/calibrate/pool_objective.hpp"
#include "rampcast/calibrate/quasi_newton.hpp"
#include "rampcast/calibrate/ramp_filter.hpp"
#include "rampcast/calibrate/ramp_series.hpp"
#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/parallel.hpp"

/// What `learn_pool.hpp` declares.
namespace rampcast {

namespace detail {

/// ln units, NaN where missing.
inline std::vector<double> logs_of(const RampSeries& series) {
    std::vector<double> z(series.y.size());
    std::transform(series.y.begin(), series.y.end(), z.begin(),
                   [](double y) { return std::isnan(y) ? y : std::log(std::max(y, .5)); });
    return z;
}

/// What each place of the calendar year adds: the median over the series of what a period lies above
/// the mean of the year around it, from the seventh period on; 0 where fewer than eight tell.
inline std::vector<double> calendar_of(const std::vector<RampSeries>& series, int cycle) {
    if (cycle < 2) return {};
    const auto length = static_cast<std::size_t>(cycle), half = length / 2;
    std::vector<std::vector<double>> above(length);
    for (const RampSeries& each : series) {
        const std::vector<double> z = logs_of(each);
        for (std::size_t t = half; t + half < z.size(); ++t) {
            double around = 0;
            for (std::size_t k = 0; k < length; ++k) around += z[t - half + k];
            if (length % 2 == 0) around += .5 * (z[t + half] - z[t - half]);
            const double off = z[t] - around / static_cast<double>(length);
            if (!std::isnan(off))
                above[(static_cast<std::size_t>(each.place) + t) % length].push_back(off);
        }
    }
    std::vector<double> found(length);
    double sum = 0;
    for (std::size_t m = 0; m < length; ++m) {
        found[m] = above[m].size() < 8 ? 0 : median_of(above[m]);
        sum += found[m];
    }
    for (double& each : found) each -= sum / static_cast<double>(length);
    return found;
}

inline void add_members(Pool& pool, const std::vector<RampSeries>& series) {
    LevelSum all;
    std::map<std::string, LevelSum> groups;
    for (const RampSeries& each : series) {
        std::vector<double> late;
        const std::vector<double> z = logs_of(each);
        for (std::size_t t = 8; t < z.size(); ++t)
            if (!std::isnan(z[t])) late.push_back(z[t]);
        PoolMember member{each.id, each.group, 0, median_of(late)};
        for (const double value : z) member.periods += std::isnan(value) ? 0 : 1;
        all.add(member.level);
        if (!each.group.empty()) groups[each.group].add(member.level);
        pool.members.push_back(std::move(member));
    }
    for (const auto& [name, sum] : groups)
        if (const auto level = level_of(sum, all)) pool.groups.push_back({name, *level});
}

/// A series made ready: ln units less calendar and group, and where forecasts of it begin.
struct PoolCase {
    std::vector<double> z;
    std::vector<std::pair<std::size_t, double>> origins; ///< periods before, variance of a count
};

inline PoolCase case_of(const Pool& pool, const GroupLevels& levels, const RampSeries& series) {
    PoolCase made{logs_of(series), {}};
    const double level = levels.of(series, false).value_or(0);
    for (std::size_t t = 0; t < made.z.size(); ++t)
        made.z[t] -= calendar_at(pool, series, t) + level;
    const std::size_t after = made.z.size() < 11 ? 3 : 8; // what is later must tell
    for (const std::size_t origin : {3u, 5u, 8u, 12u, 18u}) {
        const auto is_seen = [](double z) { return !std::isnan(z); };
        const auto begin = made.z.begin();
        if (origin + after > made.z.size()) break;
        if (std::any_of(begin, begin + static_cast<std::ptrdiff_t>(origin), is_seen) &&
            std::any_of(begin + static_cast<std::ptrdiff_t>(origin), made.z.end(), is_seen))
            made.origins.emplace_back(
                origin, count_variance(std::span<const double>(series.y).first(origin)));
    }
    return made;
}

/// What is minimised: less the mean score of forecasts, and the penalty.
class PoolLoss {
public:
    PoolLoss(std::vector<PoolCase> cases, PoolCentre centre, const LearnOptions& options,
             const Poll& poll)
        : cases_(std::move(cases)), centre_(centre), options_(options), poll_(poll) {
        for (const PoolCase& each : cases_) forecasts_ += each.origins.size();
        scores_.resize(cases_.size());
    }
    std::size_t forecasts() const { return forecasts_; }

    double operator()(const PoolVector& x, PoolVector& slopes) const {
        std::array<PoolGradient, pool_size> at;
        for (std::size_t i = 0; i < pool_size; ++i) at[i] = PoolGradient(x[i], i);
        const RampPrior<PoolGradient> prior = prior_at(at);
        run_parallel(
            cases_.size(), options_.threads,
            [&](std::size_t c, const Poll& poll) {
                poll(0);
                const std::span<const double> z(cases_[c].z);
                scores_[c] = PoolGradient(0.);
                for (const auto& [origin, variance] : cases_[c].origins) {
                    const std::size_t ahead =
                        std::min(z.size() - origin, static_cast<std::size_t>(options_.horizon));
                    scores_[c] +=
                        score_ahead(prior, z.first(origin), z.subspan(origin, ahead), variance);
                }
            },
            poll_);
        PoolGradient sum(0.);
        for (const PoolGradient& each : scores_) sum += each;
        sum = sum * (-1 / static_cast<double>(forecasts_));
        const double weight = 8 / static_cast<double>(cases_.size());
        for (std::size_t i = 0; i < pool_size; ++i) {
            const PoolGradient off = (at[i] - centre_.at[i]) / centre_.sd[i];
            sum += off * off * (.5 * weight);
        }
        slopes = sum.slopes;
        return sum.value;
    }

private:
    std::vector<PoolCase> cases_;
    PoolCentre centre_;
    LearnOptions options_;
    Poll poll_;
    std::size_t forecasts_ = 0;
    mutable std::vector<PoolGradient> scores_;
};

inline constexpr std::array<double, 7> spreads{.7, .8, .9, 1, 1.1, 1.25, 1.4};

/// By series the mean CRPS of ln units after eight periods, at each spread; none where too short.
inline std::vector<std::optional<std::array<double, spreads.size()>>>
scores_by_spread(Pool pool, const std::vector<RampSeries>& series, const LearnOptions& options) {
    std::vector<RampSeries> begun;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < series.size(); ++i) {
        RampSeries cut = series[i];
        if (cut.y.size() < 12) continue;
        cut.y.resize(8);
        if (std::none_of(cut.y.begin(), cut.y.end(), [](double y) { return y > 0; })) continue;
        begun.push_back(std::move(cut));
        which.push_back(i);
    }
    std::vector<std::optional<std::array<double, spreads.size()>>> found(series.size());
    const RampOptions asked{.horizon = options.horizon,
                            .levels = {.5},
                            .paths = 2,
                            .threads = options.threads,
                            .leave_one_out = true,
                            .keep = true};
    for (std::size_t s = 0; s < spreads.size(); ++s) {
        pool.spread = spreads[s];
        const auto forecasts = forecast_ramps(pool, begun, asked);
        for (std::size_t i = 0; i < which.size(); ++i) {
            const std::vector<double>& y = series[which[i]].y;
            double sum = 0;
            int count = 0;
            for (std::size_t h = 0; h < forecasts[i].mixtures.size() && 8 + h < y.size(); ++h) {
                if (std::isnan(y[8 + h])) continue;
                sum +=
                    crps_normal_mixture(forecasts[i].mixtures[h], std::log(std::max(y[8 + h], 1.)));
                ++count;
            }
            if (count == 0) continue;
            if (!found[which[i]]) found[which[i]].emplace();
            (*found[which[i]])[s] = sum / count;
        }
    }
    return found;
}

/// The factor on sds that scores best, where one chosen on every other series scores better on the
/// rest than 1 does, by more than two standard errors of the mean difference; else 1.
inline double helpful_spread(const Pool& pool, const std::vector<RampSeries>& series,
                             const LearnOptions& options) {
    const auto scores = scores_by_spread(pool, series, options);
    constexpr std::size_t one = 3;
    const auto best = [&](int part) {
        std::array<double, spreads.size()> sums{};
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (scores[i] && (part < 0 || static_cast<int>(i % 2) == part))
                for (std::size_t s = 0; s < spreads.size(); ++s) sums[s] += (*scores[i])[s];
        return static_cast<std::size_t>(std::min_element(sums.begin(), sums.end()) - sums.begin());
    };
    const std::array<std::size_t, 2> chosen{best(1), best(0)}; // on the others
    double sum = 0, squares = 0;
    int count = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!scores[i]) continue;
        const double gain = (*scores[i])[one] - (*scores[i])[chosen[i % 2]];
        sum += gain;
        squares += gain * gain;
        ++count;
    }
    if (count < 20) return 1;
    const double mean = sum / count, variance = (squares / count - mean * mean) / (count - 1);
    return mean > 2 * std::sqrt(std::max(variance, 0.)) && mean > 0 ? spreads[best(-1)] : 1;
}

} // namespace detail

RAMPCAST_INLINE LearnedPool learn_pool(const std::vector<RampSeries>& series,
                                       const LearnOptions& options, const Watch& watch) {
    if (options.cycle < 0 || options.cycle > 366)
        throw Error("", "cycle is " + std::to_string(options.cycle) + ", must be 0 to 366");
    if (options.horizon < 1 || options.horizon > 1000)
        throw Error("", "horizon is " + std::to_string(options.horizon) + ", must be 1 to 1000");
    if (options.threads < 0)
        throw Error("", "threads is " + std::to_string(options.threads) + ", must be at least 0");
    for (const RampSeries& each : series)
        detail::check_series(each, static_cast<std::size_t>(options.cycle));
    LearnedPool found;
    found.pool.calendar = detail::calendar_of(series, options.cycle);
    detail::add_members(found.pool, series);
    const detail::GroupLevels levels(found.pool);
    std::vector<detail::PoolCase> cases;
    for (const RampSeries& each : series) {
        detail::PoolCase made = detail::case_of(found.pool, levels, each);
        if (!made.origins.empty()) cases.push_back(std::move(made));
    }
    if (cases.size() < 3)
        throw Error("", "a pool is learned from series with six periods or more; " +
                            std::to_string(cases.size()) + " of " + std::to_string(series.size()) +
                            " have, must be at least 3");
    detail::PoolCentre centre;
    double sum = 0;
    std::size_t count = 0;
    for (const detail::PoolCase& each : cases)
        for (const double z : each.z) {
            if (std::isnan(z)) continue;
            sum += z;
            ++count;
        }
    centre.at[0] = sum / static_cast<double>(count);

    const detail::Attention attention(watch);
    const auto most = static_cast<double>(std::max(options.most_steps, 1));
    double done = 0;
    // A guess of what is left, for the search ends when it has converged.
    const detail::PoolLoss loss(std::move(cases), centre, options, attention.poll());
    const auto minimum = detail::minimise<detail::pool_size>(
        loss, centre.at, centre.sd, options.most_steps,
        [&](int steps) { attention.poll()(done = steps / most); });
    found.pool.parameters = detail::parameters_at(minimum.x);
    found.objective = -minimum.value;
    found.steps = minimum.steps;
    found.converged = minimum.converged;
    if (!found.pool.groups.empty())
        found.pool.unknown_group_sd = std::max(1.5, found.pool.parameters.ceiling_sd);
    if (options.recalibrate)
        found.pool.spread = detail::helpful_spread(found.pool, series, options);
    return found;
}

} // namespace rampcast
