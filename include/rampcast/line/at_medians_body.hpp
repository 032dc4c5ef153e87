#pragma once

#include "rampcast/core/walk.hpp"
#include "rampcast/line/at_medians.hpp"

/// What `at_medians.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE LineOf<double> at_medians(const LineOf<Uncertain>& line) {
    return converted<LineOf<double>>(
        line, [](const NumberInfo&, const Uncertain& number) { return number.median(); });
}

RAMPCAST_INLINE CurveOf<double> at_medians(const CurveOf<Uncertain>& curve) {
    return detail::converted_member<CurveOf<double>>(
        curve, NumberInfo{},
        [](const NumberInfo&, const Uncertain& number) { return number.median(); });
}

} // namespace rampcast
