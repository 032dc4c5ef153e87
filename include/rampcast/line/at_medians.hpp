#pragma once

#include "rampcast/core/compiled.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/uncertainty/uncertain.hpp"

namespace rampcast {

/// The line with every number at its median, and mean times that are left out those observed.
RAMPCAST_INLINE LineOf<double> at_medians(const LineOf<Uncertain>& line);

/// The curve with every number at its median.
RAMPCAST_INLINE CurveOf<double> at_medians(const CurveOf<Uncertain>& curve);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/line/at_medians_body.hpp"
#endif
