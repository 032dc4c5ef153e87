#pragma once

#include <cstdint>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/flow/event_record.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast {

/// One simulated run of a line, to be drawn.
struct LineTrace {
    /// For a Gantt chart: where the first pieces were and in which state, in order of the ends.
    std::vector<PieceStay> stays{};
    /// For histograms: element [i][k] is the share of time the buffer before station i + 1, or that
    /// of feed i, held k pieces; each list ends with the most it held.
    std::vector<std::vector<double>> buffer_shares{};
    bool operator==(const LineTrace&) const = default;
};

/// Runs a line once from its empty start, event by event, as `run_events` does.
/// @param pieces first pieces whose stays are kept
/// @param measured_pieces good pieces over which the buffers are watched; those still on the line
///   at the last of them have stays that end early
/// @param warm_up_pieces good pieces that leave before that
/// @throws Error as `run_events`
RAMPCAST_INLINE LineTrace trace(const LineOf<double>& line, std::uint64_t seed, std::int64_t pieces,
                                std::int64_t measured_pieces = 10'000,
                                std::int64_t warm_up_pieces = 0,
                                const std::vector<Calendar>& calendars = {},
                                Date start = date(2024, 1, 1), const Watch& watch = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/trace_body.hpp"
#endif
