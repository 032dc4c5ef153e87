#pragma once

#include <string>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast {

/// What a line is to be used for, which decides what it needs.
enum class LineUse {
    forecast, ///< a plant's: by stations or by a nameplate
    formula,  ///< by stations; places may be an expected number such as 1.5
    pieces    ///< by stations, and what is counted is whole: simulations and exact chains
};

/// Refuses a line that makes no sense by itself, as it stands in no plant: numbers out of their
/// range, names that stand twice or are not known, buffers that are not one less than stations,
/// rework that leads nowhere or never ends, batches that can never be full, a ramp that is none.
/// @param calendars names a calendar may go by, besides "round the clock"
/// @throws Error naming the place, such as `line.L1.stations.burn-in.places`
RAMPCAST_INLINE void validate(const LineOf<double>& line,
                              const std::vector<std::string>& calendars = {},
                              LineUse use = LineUse::formula);

namespace detail {

/// The dotted path of a line.
RAMPCAST_INLINE std::string line_place(const LineOf<double>& line);

/// The names of calendars. @throws Error where one makes no sense
RAMPCAST_INLINE std::vector<std::string> valid_names(const std::vector<Calendar>& calendars);

} // namespace detail
} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/line/validate_line_body.hpp"
#endif
