#pragma once

#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/flow/options.hpp"
#include "rampcast/flow/simulation.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast {

/// Simulates a mature line piece by piece, from empty: the sample-path recursion where it covers
/// the line, else event by event. The first station always finds a piece to begin, the last one
/// room for what it finished. The result depends on line, options and seed only, not on threads
/// or processor; lines that differ in numbers alone share their random numbers, piece by piece.
///
/// Warm-up: unless stated, MSER-5 of the intervals between departures of a pilot of 16
/// replications, and at least the pieces the line holds when full. Intervals: Student's t over
/// replications, batch means for a single one. With a precision asked for, replications (pieces,
/// for a single one) are doubled until it is reached.
/// @param calendars those that the line and its stations name
/// @param start the day at whose midnight the empty line starts, where there are calendars
/// @param watch ends it early, and is told how far it is
/// @throws Error where the line makes no sense (`validate`), and for options outside their ranges;
///   Stopped when `watch` asks
RAMPCAST_INLINE Simulation simulate(const LineOf<double>& line,
                                    const SimulationOptions& options = {},
                                    const std::vector<Calendar>& calendars = {},
                                    Date start = date(2024, 1, 1), const Watch& watch = {});

/// The same with every uncertain number at its median.
inline Simulation simulate(const LineOf<Uncertain>& line, const SimulationOptions& options = {},
                           const std::vector<Calendar>& calendars = {},
                           Date start = date(2024, 1, 1), const Watch& watch = {}) {
    return simulate(at_medians(line), options, calendars, start, watch);
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/simulate_body.hpp"
#endif
