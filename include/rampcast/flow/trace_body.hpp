#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/flow/event_planner.hpp"
#include "rampcast/flow/event_run.hpp"
#include "rampcast/flow/run_cost.hpp"
#include "rampcast/flow/trace.hpp"
#include "rampcast/line/argument.hpp"

/// What `trace.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE LineTrace trace(const LineOf<double>& line, std::uint64_t seed, std::int64_t pieces,
                                std::int64_t measured_pieces, std::int64_t warm_up_pieces,
                                const std::vector<Calendar>& calendars, Date start,
                                const Watch& watch) {
    detail::check_argument("trace", "pieces", pieces, bounds::non_negative);
    detail::check_argument("trace", "measured_pieces", measured_pieces, {.lower = 1});
    detail::check_argument("trace", "warm_up_pieces", warm_up_pieces, bounds::non_negative);
    detail::EventPlanner planner(line, seed, calendars, start);
    detail::check_run(line, calendars,
                      {.good_pieces = double(warm_up_pieces) + double(measured_pieces),
                       .replications = 1,
                       .threads = 1,
                       .kept_bytes = double(std::min(pieces, measured_pieces + warm_up_pieces)) *
                                     4 * double(line.stations.size()) * sizeof(PieceStay)});
    const detail::EventPlan plan = planner.plan();
    detail::EventRecord record{.pieces = pieces};
    detail::EventRun run(plan, 0, 0, {}, &record);
    const detail::Attention attention(watch);
    const Replication done = run.run(
        {.warm_up_pieces = warm_up_pieces, .pieces = measured_pieces, .poll = attention.poll()});
    LineTrace result{std::move(record.stays), std::move(record.level_hours)};
    for (auto& shares : result.buffer_shares)
        for (double& share : shares) share /= done.hours;
    return result;
}

} // namespace rampcast
