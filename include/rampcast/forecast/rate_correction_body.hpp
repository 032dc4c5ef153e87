#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/shared.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/flow/capacity_check.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/forecast/rate_correction.hpp"
#include "rampcast/forecast/rate_fit.hpp"
#include "rampcast/forecast/rate_points.hpp"
#include "rampcast/line/capacity_error.hpp"
#include "rampcast/line/daily_flow.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/plant/find.hpp"

/// What `rate_correction.hpp` declares.
namespace rampcast {

namespace detail {

/// @throws Error where the line at that point cannot be simulated
inline std::optional<RatePoint> simulated_point(const Line& line, const LineOf<double>& at,
                                                const std::vector<std::string>& paths,
                                                const std::vector<Calendar>& calendars,
                                                std::uint64_t seed, const CheckEffort& effort,
                                                const Poll& poll) {
    RatePoint result{0, 0, {}};
    LineOf<double> copy = at; // which the way to a number leads through
    for (const std::string& path : paths)
        result.numbers.push_back(*follow<double>(copy, way_to_number(line, path)));
    validate(at, valid_names(calendars), LineUse::pieces);
    const LineHours hours = line_hours(at, calendars);
    const DailyFlow daily = daily_flow(at, hours);
    if (is_exact(at, hours, daily.flow.exact)) return result;
    const CapacityCheck check(at, calendars, seed, effort, poll);
    const Simulation& found = check.found();
    // What leaves while unmended pieces pile up is not what a line makes for years.
    for (const auto& station : at.rework_stations)
        if (station.name == found.piles_up_before) return result;
    result.log_ratio = std::log(found.throughput_per_day / daily.flow.rate);
    result.half_width = (found.throughput_interval.high - found.throughput_interval.low) / 2 /
                        found.throughput_per_h;
    if (!std::isfinite(result.log_ratio)) return std::nullopt;
    return result;
}

/// @throws Error where a line with feeds, of which the formula knows a bound only, cannot be
///   simulated
inline std::shared_ptr<const RateCorrection>
find_rate_correction(const Line& line, const std::vector<Calendar>& calendars, const Poll& poll) {
    /// Events of a run, all points together, by the recursion and by events.
    constexpr double recursion_events = 9e6, simulated_events = 5e5;
    if (line.stations.empty()) return nullptr;
    const std::vector<std::string> paths = varying_paths(line);
    std::size_t count = paths.empty() && line.changes.empty()
                            ? 1
                            : std::clamp<std::size_t>(8 * (paths.size() + 1), 24, 48);
    if (count > 1) {
        // Whole weeks of a fast line cost what they cost: fewer points then.
        const LineOf<double> middle = RatePoints(line, 1).at(0);
        try {
            validate(middle, valid_names(calendars), LineUse::pieces);
        } catch (const Error&) {
            if (!line.feeds.empty()) throw;
            return nullptr;
        }
        const LinePace pace = line_pace(middle, calendars);
        const double a_point = 4 * pace.per_week * pace.events_per_good;
        const double affordable = std::clamp(2 * simulated_events / a_point, 6., 48.);
        if (pace.closes) count = std::min(count, static_cast<std::size_t>(affordable));
    }
    const RatePoints points(line, count);
    std::vector<RatePoint> found;
    bool any = false;
    for (std::size_t i = 0; i < count; ++i) {
        const LineOf<double> at = points.at(i);
        const bool recursion = sample_path_covers(at);
        const double all = recursion ? recursion_events : simulated_events;
        const CheckEffort effort{.events = all / static_cast<double>(count),
                                 .most_times = count == 1 ? 4. : 2.,
                                 .replications = recursion    ? 16
                                                 : count == 1 ? 8
                                                              : 2};
        try {
            const PartOf part(poll, static_cast<double>(i) / static_cast<double>(count),
                              1 / static_cast<double>(count));
            const auto point =
                simulated_point(line, at, paths, calendars, 1 + i, effort, part.poll());
            if (!point) continue;
            any = any || point->half_width > 0;
            found.push_back(*point);
        } catch (const Error&) {
            if (!line.feeds.empty()) throw;
        }
    }
    if (!any || 2 * found.size() < count) return nullptr;
    RateCorrection result;
    if (count == 1)
        result = {.level = found[0].log_ratio, .error = found[0].half_width / 2, .points = 1};
    else result = smooth(found, paths);
    return std::make_shared<const RateCorrection>(std::move(result));
}

/// Corrections found in this program, the latest last.
class KnownCorrections {
public:
    using Found = std::shared_ptr<const RateCorrection>;

    std::optional<Found> find(const Line& line, const std::vector<Calendar>& calendars) {
        for (const Entry& each : entries_)
            if (each.line == line && each.calendars == calendars) return each.found;
        return std::nullopt;
    }
    void add(const Line& line, const std::vector<Calendar>& calendars, Found found) {
        if (entries_.size() == most) entries_.erase(entries_.begin());
        entries_.push_back({line, calendars, std::move(found)});
    }

private:
    static constexpr std::size_t most = 256;
    struct Entry {
        Line line;
        std::vector<Calendar> calendars;
        Found found;
    };
    std::vector<Entry> entries_{};
};

inline Shared<KnownCorrections>& known_corrections() {
    static Shared<KnownCorrections> known;
    return known;
}

} // namespace detail

RAMPCAST_INLINE std::shared_ptr<const RateCorrection>
rate_correction(const Line& line, const std::vector<Calendar>& calendars, const Watch& watch) {
    if (line.stations.empty()) return nullptr;
    const Line mature = detail::mature_part(line);
    const std::vector<Calendar> weekly = without_closures(calendars);
    auto& known = detail::known_corrections();
    if (const auto before = known.use([&](auto& all) { return all.find(mature, weekly); }))
        return *before;
    const detail::Attention attention(watch);
    try {
        auto found = detail::find_rate_correction(mature, weekly, attention.poll());
        known.use([&](auto& all) { all.add(mature, weekly, found); });
        return found;
    } catch (const Error& error) {
        // By the line's own name, which has no part in what is remembered.
        const std::string before = "line." + path_part(mature.name);
        if (!error.place().starts_with(before)) throw;
        throw Error("line." + path_part(line.name) + error.place().substr(before.size()),
                    error.message());
    }
}

RAMPCAST_INLINE void correct_rates(Plant& plant, const Watch& watch) {
    for (Line& line : plant.lines)
        line.correction.found = rate_correction(line, plant.calendars, watch);
}

} // namespace rampcast
