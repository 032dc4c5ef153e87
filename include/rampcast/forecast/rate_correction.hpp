#pragma once

#include <memory>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/line/rate_correction.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// What simulation adds to the formula of a line's mature rate: short runs at points spread evenly
/// over its uncertain numbers and over what its changes make of it (one point, run longer, where
/// nothing is uncertain), and a polynomial of the second degree in the logarithms of these numbers,
/// of which those terms stay that predict points left out better than chance would. Some .1 to .3 s,
/// and remembered for lines that have not changed. Null where the formula is exact, where the line
/// has a nameplate and where it cannot be simulated.
/// @param line prepared (`prepared`) and valid @param calendars the plant's
/// @throws Error where a line with feeds, of which the formula knows a bound only, cannot be
///   simulated; Stopped when `watch` asks
RAMPCAST_INLINE std::shared_ptr<const RateCorrection>
rate_correction(const Line& line, const std::vector<Calendar>& calendars, const Watch& watch = {});

/// Finds the corrections of all lines of a prepared plant, and lets the lines carry them.
RAMPCAST_INLINE void correct_rates(Plant& plant, const Watch& watch = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/forecast/rate_correction_body.hpp"
#endif
