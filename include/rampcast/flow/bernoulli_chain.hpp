#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/flow/slotted_line.hpp"

namespace rampcast {

/// A line of machines that each work in a slot with a probability of their own, independent of
/// all else, by its Markov chain. A piece is begun only where there is room for it: a full buffer
/// does not block if the next machine takes a piece in the same slot; a machine is starved where
/// the buffer before it is empty at the start of the slot. The first is never starved, the last
/// never blocked. Li and Meerkov, Production Systems Engineering, 2009.
/// @param probabilities by machine: that it is up in a slot
/// @param buffers places between each machine and the next; machines hold nothing
/// @param watch ends it early
/// @throws Error where a number is outside its range or there are more states than `most_states`;
///   Stopped when `watch` asks
RAMPCAST_INLINE SlottedLine exact_bernoulli_line(const std::vector<double>& probabilities,
                                                 const std::vector<int>& buffers,
                                                 std::size_t most_states = 200'000,
                                                 const Watch& watch = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/bernoulli_chain_body.hpp"
#endif
