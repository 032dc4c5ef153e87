#pragma once

#include <string>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/flow/chain.hpp"

namespace rampcast {

/// The share of time a chain spends in each of its states in the long run, 0 for those to which
/// it never returns. The balance of every state holds to 1e-12 of the fastest rate.
/// @param place what an error names
/// @param poll asked now and then
/// @throws Error where the long run depends on where the chain happens to end up
RAMPCAST_INLINE std::vector<double>
stationary(const Chain& chain, const std::string& place = "chain", detail::Poll poll = {});

/// Output of a chain in unit time in the long run, given its stationary probabilities.
RAMPCAST_INLINE double output_rate(const Chain& chain, const std::vector<double>& stationary);

/// The limit of Var N(t) / t, N(t) the output of a chain in continuous time up to t: the rate of
/// its squared steps and twice what it deviates after an output, by the deviation matrix of the
/// chain. (In a slotted chain it is less by the square of the output rate.)
RAMPCAST_INLINE double output_variance_rate(const Chain& chain,
                                            const std::vector<double>& stationary,
                                            const std::string& place = "chain",
                                            detail::Poll poll = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/stationary_body.hpp"
#endif
