#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/flow/slotted_line.hpp"

namespace rampcast {

/// A line of machines of one speed, a piece a slot, with geometric times up and down, by its
/// Markov chain. In each slot the machines change first (one that is up fails only if it was
/// neither starved nor blocked at the start of the slot), then those that are up and were neither
/// starved nor blocked move a piece. The first is never starved, the last never blocked.
/// Gershwin, Manufacturing Systems Engineering, 1994 (the deterministic model).
/// @param r by machine: probability that it is repaired in a slot
/// @param p by machine: probability that it fails in a slot in which it could work
/// @param buffers pieces there may be between each machine and the next, the piece on the
///   downstream machine included
/// @param watch ends it early
/// @throws Error where a number is outside its range or there are more states than `most_states`;
///   Stopped when `watch` asks
RAMPCAST_INLINE SlottedLine exact_deterministic_line(const std::vector<double>& r,
                                                     const std::vector<double>& p,
                                                     const std::vector<int>& buffers,
                                                     std::size_t most_states = 200'000,
                                                     const Watch& watch = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/deterministic_chain_body.hpp"
#endif
