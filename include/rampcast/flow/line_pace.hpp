#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/flow/lots.hpp"
#include "rampcast/flow/run_cost.hpp"
#include "rampcast/line/daily_flow.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/links.hpp"
#include "rampcast/line/piles_up.hpp"
#include "rampcast/line/stations_alone.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast::detail {

/// What the formula knows of a line before it is run: how fast it is, how far back its memory
/// goes, and how full its buffers are.
struct LinePace {
    double per_week = 0;        ///< good pieces a week
    double events_per_good = 1; ///< visits of stations or, if they are more, failures and shifts
    double good_share = 1;      ///< of the pieces that are started
    double memory_pieces = 0;   ///< made between two failures of the station that fails least often
    double buffer_pieces = 0;   ///< made while a buffer forgets how full it was
    double parting_pieces = 0;  ///< made until places that began together have parted
    std::int64_t held = 0;      ///< pieces that fit on the line, buffers without limit left out
    bool closes = false;        ///< a calendar closes a station at times
    bool piles_up = false;      ///< pieces pile up without end
    std::vector<std::int64_t> waiting{}; ///< in each buffer

    /// Good pieces left out at the start at the least: those that fit on the line, three intervals
    /// between failures, twice what its buffers remember, and what places take to part.
    double least_warm_up_pieces() const {
        return std::max({static_cast<double>(held) * good_share, 3 * memory_pieces,
                         2 * buffer_pieces, parting_pieces, 1.});
    }
};

/// Pieces that a run begins with in a buffer, or waits for until it is full, at most.
inline constexpr double most_waiting = 1e5;

/// Good pieces made from one failure of a station to the next, repair included, of the mode that is
/// least frequent; 0 where it does not fail. Failures that follow work wait for as much of it.
/// @param visits of a place for each good piece @param per_h good pieces an hour of all time
inline double failure_interval_pieces(const LineOf<double>& line, const StationOf<double>& station,
                                      double visits, double per_h) {
    double longest = 0;
    const double work_h = visits * place_time(line, station).mean_s / (3600 * station.batch);
    const auto add = [&](double mtbf_h, double mttr_h, Failures follow) {
        const double up = follow == Failures::operation
                              ? mtbf_h / std::max(work_h, 1e-12)
                              : mtbf_h * per_h / std::max(station.places, 1.);
        longest = std::max(longest, up + mttr_h * per_h);
    };
    if (const auto own = own_failures(station)) add(own->mtbf_h, own->mttr_h, own->failures);
    for (const auto& mode : station.failure_modes) add(mode.mtbf_h, mode.mttr_h, mode.failures);
    return longest;
}

/// Good pieces made while the buffers of a line forget how full they were, the slowest of them: as a
/// random walk does between two walls, or where its stations differ in rate, on one. Where nothing
/// varies, those of a station faster than the slowest fill again what its empty places took.
inline double forgetting_pieces(const LineOf<double>& line, const StationsAlone& alone,
                                const Visits<double>& visited) {
    double longest = 0;
    const auto take = [&](const Link<double>& way, double pieces) {
        longest = std::max(longest, pieces / (visited.arrivals[way.to] * way.pieces));
    };
    for (const Link<double>& way : links(line)) {
        if (!way.buffer) continue;
        const StationOf<double>&a = line.stations[way.from], &b = line.stations[way.to];
        const double scv = std::max(.5 * (place_time(line, a).scv + place_time(line, b).scv), .05);
        const double places = std::min(*way.buffer, most_waiting) + b.places * b.batch;
        const double drift =
            std::abs(std::log(alone.rates_per_h[way.from] / alone.rates_per_h[way.to]));
        take(way, 1 / (10 * scv / (places * places) + drift * drift / (4 * scv)));
        if (varies(a) || varies(b)) continue;
        const double faster =
            std::log(alone.rates_per_h[way.from] / alone.rates_per_h[alone.slowest()]);
        if (faster > 0) take(way, b.places * b.batch / faster);
    }
    return std::min(longest, 1e6);
}

/// The line must be valid.
inline LinePace line_pace(const LineOf<double>& line, const std::vector<Calendar>& calendars) {
    const LineHours hours = line_hours(line, calendars);
    const DailyFlow daily = daily_flow(line, hours);
    const StationsAlone alone = stations_alone(line, daily.visited, hours);
    LinePace pace;
    pace.per_week = std::max(7 * daily.flow.rate, 1e-3);
    pace.good_share = 1 / daily.visited.started;
    pace.events_per_good = events_per_good(line, daily.visited, alone);
    pace.piles_up = !piles_up_before(line, alone).empty();
    double held = 0;
    std::size_t visited = 0;
    pace.closes = closes(line.calendar);
    for (const auto* stations : {&line.stations, &line.rework_stations})
        for (const StationOf<double>& station : *stations) {
            pace.memory_pieces = std::max(
                pace.memory_pieces, failure_interval_pieces(line, station, alone.visits[visited++],
                                                            pace.per_week / (7 * 24)));
            pace.closes = pace.closes || closes(station.calendar);
            held += station.places * station.batch;
        }
    for (const Link<double>& way : links(line))
        held += std::min(way.buffer.value_or(0.), most_waiting);
    pace.held = static_cast<std::int64_t>(std::min(held, 1e12));
    pace.parting_pieces = parting_pieces(line);
    pace.buffer_pieces = forgetting_pieces(line, alone, daily.visited);
    const std::vector<double> levels = buffer_levels(line, daily, alone.slowest());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const StationOf<double>& before = line.stations[i];
        const double room = line.blocking == Blocking::before
                                ? line.buffers[i] - before.places * before.batch
                                : line.buffers[i];
        pace.waiting.push_back(static_cast<std::int64_t>(
            std::clamp(levels[i], 0., std::clamp(room, 0., most_waiting))));
    }
    return pace;
}

} // namespace rampcast::detail
