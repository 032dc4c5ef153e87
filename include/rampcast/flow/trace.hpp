#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/flow/event_run.hpp"

namespace rampcast {

/// One simulated run of a line, to be drawn.
struct LineTrace {
    /// For a Gantt chart: where the first pieces were and in which state, in order of the ends.
    std::vector<PieceStay> stays{};
    /// For histograms: element [i][k] is the share of time the buffer before station i + 1 held k
    /// pieces; each list ends with the most it held.
    std::vector<std::vector<double>> buffer_shares{};
    bool operator==(const LineTrace&) const = default;
};

/// Runs a line once from its empty start, event by event, as `run_events` does.
/// @param pieces first pieces whose stays are kept
/// @param measured_pieces good pieces over which the buffers are watched; those still on the line
///   at the last of them have stays that end early
/// @param warm_up_pieces good pieces that leave before that
/// @throws Error as `run_events`
inline LineTrace trace(const LineOf<double>& line, std::uint64_t seed, std::int64_t pieces,
                       std::int64_t measured_pieces = 10'000, std::int64_t warm_up_pieces = 0,
                       const std::vector<Calendar>& calendars = {}, Date start = date(2024, 1, 1)) {
    const auto check = [](const char* name, std::int64_t value, std::int64_t least) {
        if (value < least)
            throw Error("trace", std::string(name) + " is " + std::to_string(value) +
                                     ", must be at least " + std::to_string(least));
    };
    check("pieces", pieces, 0);
    check("measured_pieces", measured_pieces, 1);
    check("warm_up_pieces", warm_up_pieces, 0);
    const detail::EventPlan plan = detail::EventPlanner(line, seed, calendars, start).plan();
    detail::EventRecord record{.pieces = pieces};
    detail::EventRun run(plan, 0, 0, {}, &record);
    const Replication done = run.run(warm_up_pieces, measured_pieces, [](std::int64_t, double) {});
    LineTrace result{std::move(record.stays), std::move(record.level_hours)};
    for (auto& shares : result.buffer_shares)
        for (double& share : shares) share /= done.hours;
    return result;
}

} // namespace rampcast
