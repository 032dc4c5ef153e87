#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rampcast/flow/event_run.hpp"
#include "rampcast/flow/path_run.hpp"

namespace rampcast {

/// Simulates a line piece by piece, event by event: any line of stations, at a microsecond or so
/// a visit of a piece to a station. The n-th service begun at a station takes its n-th draw, so
/// that lines the sample-path recursion covers give the same numbers here.
///
/// Pieces wait on an idle place that cannot work yet, not in the buffer before it. A batch is of
/// one product; its pieces leave one after the other as there is room. A piece that fails is done
/// again at once on the same place; of a batch, it joins the next. Pieces back from off-line
/// rework go before the others and have room of their own.
/// With calendars, hours count from the midnight of `start` round the clock, and a working day's
/// hours follow its midnight.
/// @param calendars those that the line and its stations name
/// @throws Error where the description cannot be simulated (numbers that are not whole, names
///   that are not there), or where the line makes nothing any more, saying where its pieces are
inline std::vector<Replication> run_events(const LineOf<double>& line, const PathRun& run,
                                           const std::vector<Calendar>& calendars = {},
                                           Date start = date(2024, 1, 1)) {
    const auto check = [](const char* name, double value, double least) {
        if (!(value >= least))
            throw Error("run_events", std::string(name) + " is " + detail::number_text(value) +
                                          ", must be at least " + detail::number_text(least));
    };
    check("replications", run.replications, 1);
    check("first_replication", run.first_replication, 0);
    check("pieces", static_cast<double>(run.pieces), 1);
    check("warm_up_pieces", static_cast<double>(run.warm_up_pieces), 0);
    check("departures_every", static_cast<double>(run.departures_every), 1);
    const detail::EventPlan plan = detail::EventPlanner(line, run.seed, calendars, start).plan();
    const auto on_leave = [&run](std::int64_t piece, double hour) {
        if (!run.departures_h || (piece + 1) % run.departures_every != 0) return;
        const auto k = static_cast<std::size_t>((piece + 1) / run.departures_every - 1);
        if (k < run.departures_h->size()) (*run.departures_h)[k] += hour;
    };
    std::vector<Replication> results;
    for (int i = 0; i < run.replications; ++i) {
        detail::EventRun replication(plan, static_cast<std::uint32_t>(run.first_replication + i));
        results.push_back(replication.run(run.warm_up_pieces, run.pieces, on_leave));
    }
    return results;
}

} // namespace rampcast
