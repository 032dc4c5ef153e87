#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/memory.hpp"
#include "rampcast/core/parallel.hpp"
#include "rampcast/flow/options.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/links.hpp"
#include "rampcast/line/place_failures.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/stations_alone.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/line/visits.hpp"
#include "rampcast/time/calendar.hpp"

/// What a simulated run needs, known before it begins.
namespace rampcast::detail {

/// Good pieces an hour of all time that the slowest station alone would let go.
inline double most_good_per_h(const StationsAlone& alone) {
    return alone.rates_per_h[alone.slowest()] * alone.hours_share;
}

/// What takes the time of a run, for each good piece: visits of stations or, where they are more,
/// failures and changes of shift.
inline double events_per_good(const LineOf<double>& line, const Visits<double>& visited,
                              const StationsAlone& alone) {
    constexpr double shifts_per_h = 14. / (7 * 24);
    const double hours = 1 / most_good_per_h(alone);
    double others = 0;
    std::size_t i = 0;
    for (const auto* stations : {&line.stations, &line.rework_stations})
        for (const StationOf<double>& station : *stations) {
            const double work_h =
                alone.visits[i++] * place_time(line, station).mean_s / (3600 * station.batch);
            const auto add = [&](const FailureModeOf<double>& mode) {
                others += mode.failures == Failures::operation
                              ? work_h / mode.mtbf_h
                              : hours * station.places / (mode.mtbf_h + mode.mttr_h);
            };
            if (const auto own = own_failures(station)) add(*own);
            for (const auto& mode : station.failure_modes) add(mode);
            if (closes(line.calendar) || closes(station.calendar))
                others += hours * shifts_per_h * station.places;
        }
    return std::max(visits_per_good(visited), others);
}

/// A run that is asked for.
struct RunSize {
    double good_pieces = 0; ///< of all replications
    double hours = 0;       ///< the same, where they are stated; the good pieces then follow
    double replications = 1;
    int threads = 0;
    std::int64_t most_events = usual_most_events;
    double kept_bytes = 0; ///< of what is told in the end, replications left out
};

/// Bytes that the replications side by side take, and what is kept of all.
inline double run_bytes(const LineOf<double>& line, const RunSize& size) {
    constexpr double of_place = 1000, of_piece = 64, of_replication = 400, of_shares = 40;
    const bool recursion = sample_path_covers(line);
    const double part = std::min(size.replications, recursion ? 16. : 1.);
    double places = 0, held = 0;
    for (const auto* stations : {&line.stations, &line.rework_stations})
        for (const StationOf<double>& station : *stations) {
            places += station.places;
            held += station.places * station.batch;
        }
    for (const Link<double>& way : links(line))
        held += std::min(way.buffer.value_or(0.), size.good_pieces / size.replications);
    const auto parts = static_cast<std::size_t>(std::min(size.replications / part, 1e6));
    const auto workers =
        static_cast<double>(worker_count(size.threads, std::max<std::size_t>(parts, 1)));
    const double one =
        recursion ? sizeof(double) * part * held : of_place * places + of_piece * held;
    return workers * one + size.kept_bytes +
           size.replications *
               (of_replication + of_shares * static_cast<double>(line.stations.size()));
}

/// Refuses a run that would take too long, or that there is no room for. The line must be valid.
/// @throws Error naming the need and the limit
inline void check_run(const LineOf<double>& line, const std::vector<Calendar>& calendars,
                      RunSize size) {
    const Visits<double> visited = visits(line);
    const StationsAlone alone = stations_alone(line, visited, line_hours(line, calendars));
    const double good = std::max(size.good_pieces, size.hours * most_good_per_h(alone));
    const double events = good * events_per_good(line, visited, alone);
    const auto most = static_cast<double>(size.most_events);
    if (!(events <= most))
        throw Error(line_place(line),
                    number_text(good) + " good pieces take " + number_text(good * visited.started) +
                        " that are begun and " + number_text(events) +
                        " events (visits of stations, or failures and shifts); at most " +
                        number_text(most) + " are simulated (most_events)");
    size.good_pieces = good;
    require_memory(line_place(line), run_bytes(line, size),
                   "fewer places, smaller buffers, shorter or fewer replications take less");
}

} // namespace rampcast::detail
