#pragma once

#include <string>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// Refuses a plant that does not make sense, with the first thing wrong: numbers outside their
/// range (also what a distribution can reach), names that repeat or do not exist, a launch network
/// that goes in circles, shares and weights that do not sum to 1, lines that are not fully stated.
/// Every combination of alternatives must make sense.
/// @throws Error naming the place, the value and what is allowed
RAMPCAST_INLINE void validate(const Plant& plant);

/// Refuses lines that do not make sense by themselves, outside a plant: numbers outside their
/// range, calendars that are not there, buffers that do not fit the stations, rework that never
/// ends, and the like. They need no start.
/// @param calendars those that the lines and their stations may name
/// @throws Error naming the place, the value and what is allowed
RAMPCAST_INLINE void validate_lines(const std::vector<Line>& lines,
                                    const std::vector<Calendar>& calendars);

/// What a valid plant may have been meant otherwise: uncertain dates that could lie before the
/// as-of date, prices with VAT at a rate of 0, products without a price, distributions without
/// spread, a currency left out, lines that start after the timeline, numbers known only later,
/// observed times as an uncertain mean, calendars nothing uses.
/// One sentence each, none twice.
/// @throws Error as `validate` does for some plants that are not valid
RAMPCAST_INLINE std::vector<std::string> warnings(const Plant& plant);
/// What a line by itself may have been meant otherwise.
RAMPCAST_INLINE std::vector<std::string> warnings(const Line& line);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/plant/validate_body.hpp"
#include "rampcast/plant/warnings_body.hpp"
#endif
