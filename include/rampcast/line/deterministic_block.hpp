#pragma once

#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/error.hpp"

namespace rampcast {

/// Two machines of one deterministic cycle that fail and are repaired, and the buffer between
/// them, in the long run.
struct DeterministicBlock {
    double efficiency{};  ///< pieces a cycle
    double mean_buffer{}; ///< pieces between the machines, the one on machine 2 included
    double blocked{};     ///< share of cycles in which machine 1 is up and has no room
    double starved{};     ///< share of cycles in which machine 2 is up and has no piece
    bool operator==(const DeterministicBlock&) const = default;
};

/// Two machines that make one piece a cycle and fail and are mended with given probabilities a
/// cycle: first the machines change (one fails only where it is neither starved nor blocked at the
/// start of the cycle), then pieces move (Gershwin, Manufacturing Systems Engineering). Exact.
/// @param r1, p1 probabilities a cycle that machine 1 is mended, and that it fails
/// @param r2, p2 the same of machine 2
/// @param buffer pieces between the machines at most, the one on machine 2 included: 0 makes
///   nothing
/// @throws Error where a probability is not in (0, 1] or all are 1 (what holds then depends on the
///   start), or the buffer is negative
RAMPCAST_INLINE DeterministicBlock two_machine_deterministic(double r1, double p1, double r2,
                                                             double p2, int buffer);

/// Efficiency of a line of one cycle without any buffer, where all machines stop while one is
/// mended: 1 / (1 + the sum of p_i / r_i) (Buzacott).
/// @param p probabilities a cycle (or rates) of failure of each machine
/// @param r probabilities a cycle (or rates) of repair of each machine
/// @throws Error where a p is negative, an r not positive, or their numbers differ
RAMPCAST_INLINE double buzacott_zero_buffer(const std::vector<double>& p,
                                            const std::vector<double>& r);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/line/deterministic_block_body.hpp"
#endif
