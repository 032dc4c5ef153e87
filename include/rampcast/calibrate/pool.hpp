#pragma once

#include <vector>

#include "rampcast/calibrate/pool_data.hpp"
#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"

/// Forecasts of ramps of which little has been seen, from what other ramps were like.
namespace rampcast {

/// The pool that ships: learned from 85 monthly series of registrations of electric cars, by model
/// and country, in hundreds a month; figures rounded. It knows no groups: ceilings are as wide as
/// those of an unknown group.
RAMPCAST_INLINE Pool default_pool();

/// Forecasts series one by one, each exactly: a Kalman filter for each of nine pairs of speed and
/// noise, weighted by how well they foretold what was seen. Quantiles of periods are of the
/// mixture; only totals are drawn.
/// @throws Error where the pool, an option or a series makes no sense; Stopped when `watch` asks
RAMPCAST_INLINE std::vector<RampForecast> forecast_ramps(const Pool& pool,
                                                         const std::vector<RampSeries>& series,
                                                         const RampOptions& options = {},
                                                         const Watch& watch = {});

/// Checks ranges. @throws Error
RAMPCAST_INLINE void validate(const Pool& pool);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/pool_body.hpp"
#endif
