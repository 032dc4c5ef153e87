#pragma once

#include <vector>

#include "rampcast/calibrate/pool.hpp"
#include "rampcast/calibrate/pool_data.hpp"
#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"

namespace rampcast {

/// Learns a pool: parameters that foretell best, from 3, 5, 8, 12 and 18 periods, each later period
/// and the mean of all later ones (eight or more, of series that have them). They are held near
/// those of ramps in general, as eight series would hold them, and the ceiling near the series' own
/// mean.
/// @throws Error where fewer than three series have six periods, or one makes no sense; Stopped
///   when `watch` asks
RAMPCAST_INLINE LearnedPool learn_pool(const std::vector<RampSeries>& series,
                                       const LearnOptions& options = {}, const Watch& watch = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/learn_pool_body.hpp"
#endif
