#pragma once

#include <cstddef>
#include <optional>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/performance.hpp"

namespace rampcast {

/// How a line's chain is solved.
struct ExactOptions {
    std::size_t most_states = 200'000; ///< chains with more are refused
    bool variance = false;             ///< whether the variance of the output is wanted
    bool operator==(const ExactOptions&) const = default;
};

/// What a line makes in the long run, by its Markov chain.
struct ExactLine : LinePerformance {
    std::size_t states{}; ///< of the chain
    /// Limit of Var N(t) / t an hour, N(t) the good pieces made in t hours; only if wanted.
    std::optional<double> variance_rate_per_h{};
    bool operator==(const ExactLine&) const = default;
};

/// What a line makes in the long run, exactly: the stationary distribution of its Markov chain.
///
/// Times are exponential (`cycle_time_scv` 1) or Erlang of k phases (1/k), divided by
/// `performance`; times between failures and repairs are exponential, of each place by itself.
/// Operation-dependent failures strike only places at work; the work goes on where it stopped.
/// Failures that follow the clock strike whatever goes on, also during other repairs; a place is
/// down while any has it down. Few repairers take places in the order in which they fail. What
/// fails its test takes its whole time again at its place (`repair`, `restart`) or leaves the line
/// (`scrap`).
///
/// `buffers` are waiting places without those on the stations: a station and the buffer before it
/// hold b + places pieces, also where a place is down.
/// - `Blocking::after`: a finished piece stays on its place, which is blocked and does not work,
///   until there is room; then it leaves, even if the place is down (of several pieces, one from a
///   place that is up first, then one under repair). Two stations of one rate, a place each, make
///   (b + 2) / (b + 3) of it. A model in which N counts the finished piece on the machine before
///   and the piece on the machine behind as well is this one with b = N - 2.
/// - `Blocking::before`: a piece is begun only if there is room for it and for those at work. The
///   models where a machine works if its input holds a piece and its output, of N pieces, has room
///   (the piece on the machine behind included) are this one with b = N - 1.
///
/// The first station always has pieces to begin, the last always room. Work in process counts the
/// pieces begun and not gone; lead time is theirs by Little's law, scrapped pieces included. Ramp,
/// noise and changes do not count: the line is mature, and works round the clock.
///
/// @param watch ends it early
/// @throws Stopped when `watch` asks, Error for what a chain cannot hold (other times, handling, batches, crews, calendars,
///   off-line rework, sequences, buffers without limit or not whole, few repairers where a place
///   may need several), by name and place, and for lines of more states than `most_states`
RAMPCAST_INLINE ExactLine exact(const LineOf<double>& line, const ExactOptions& options = {},
                                const Watch& watch = {});

/// The same with every uncertain number at its median.
inline ExactLine exact(const LineOf<Uncertain>& line, const ExactOptions& options = {},
                       const Watch& watch = {}) {
    return exact(at_medians(line), options, watch);
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/exact_body.hpp"
#endif
