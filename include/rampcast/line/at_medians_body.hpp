#pragma once

#include "rampcast/core/walk.hpp"
#include "rampcast/line/at_medians.hpp"

/// What `at_medians.hpp` declares.
namespace rampcast {

namespace detail {
template <class To, class From> To at_medians(const From& from) {
    return converted<To>(
        from, [](const NumberInfo&, const Uncertain& number) { return number.median(); });
}
} // namespace detail

RAMPCAST_INLINE LineOf<double> at_medians(const LineOf<Uncertain>& line) {
    auto made = detail::at_medians<LineOf<double>>(line);
    for (auto* stations : {&made.stations, &made.rework_stations})
        for (StationOf<double>& station : *stations) settle_times(station);
    return made;
}

RAMPCAST_INLINE CurveOf<double> at_medians(const CurveOf<Uncertain>& curve) {
    return detail::at_medians<CurveOf<double>>(curve);
}

} // namespace rampcast
