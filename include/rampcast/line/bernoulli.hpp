#pragma once

#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/watch.hpp"

namespace rampcast {

/// Two Bernoulli machines and the buffer between them, in the long run.
struct BernoulliBlock {
    double production_rate{}; ///< pieces a slot
    double blocked{};         ///< share of slots in which machine 1 is up and has no room
    double starved{};         ///< share of slots in which machine 2 is up and has no piece
    double mean_buffer{};     ///< pieces in the buffer at the end of a slot
    bool operator==(const BernoulliBlock&) const = default;
};

/// A line of Bernoulli machines in the long run.
struct BernoulliLine {
    double production_rate{};            ///< pieces a slot
    std::vector<double> blocked{};       ///< by machine: share of slots, up and without room
    std::vector<double> starved{};       ///< by machine: share of slots, up and without a piece
    std::vector<double> buffer_levels{}; ///< mean pieces in each buffer at the end of a slot
    int sweeps{};                        ///< passes to and fro of the aggregation
    bool converged{};                    ///< false: stopped before both ends agreed
    bool operator==(const BernoulliLine&) const = default;
};

/// Two Bernoulli machines: in each slot machine i is able to make a piece with probability p_i.
/// Machine 2 is starved where the buffer was empty at the start of the slot; machine 1 is blocked
/// where it was full and machine 2 takes nothing (Li and Meerkov, Production Systems Engineering).
/// Exact.
/// @param buffer places between the machines, which hold nothing themselves: 0 makes nothing
/// @throws Error where a probability is not in (0, 1] or the buffer is negative
RAMPCAST_INLINE BernoulliBlock two_machine_bernoulli(double p1, double p2, int buffer);

/// A line of Bernoulli machines as those of `two_machine_bernoulli`, by recursive aggregation (Li
/// and Meerkov): an approximation within some tenths of a percent, exact for two machines.
/// @param probabilities of the machines to make a piece in a slot, in order
/// @param buffers places between each two machines
/// @param most_sweeps after so many passes it stops, and says so by `converged`
/// @param watch ends it early; told the share of most_sweeps
/// @throws Error where a probability is not in (0, 1], a buffer is negative, or their numbers do
///   not fit; Stopped when `watch` asks
RAMPCAST_INLINE BernoulliLine bernoulli_line(const std::vector<double>& probabilities,
                                             const std::vector<int>& buffers,
                                             int most_sweeps = 100'000, const Watch& watch = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/line/bernoulli_body.hpp"
#endif
