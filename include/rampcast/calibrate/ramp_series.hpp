#pragma once

#include <cmath>
#include <cstddef>
#include <string>

#include "rampcast/calibrate/pool_data.hpp"
#include "rampcast/core/error.hpp"

/// Series of ramps, their calendar and what they must be: for bodies.
namespace rampcast::detail {

/// ln units that are of the calendar, at a period from the series' first.
inline double calendar_at(const Pool& pool, const RampSeries& series, std::size_t period) {
    if (pool.calendar.empty()) return 0;
    return pool.calendar[(static_cast<std::size_t>(series.place) + period) % pool.calendar.size()];
}

inline std::string series_name(const RampSeries& series) {
    return "series " + detail::quoted(series.id);
}

inline void check_series(const RampSeries& series, std::size_t cycle) {
    if (series.y.empty()) throw Error("", series_name(series) + " has no periods, must have one");
    if (cycle > 0 && (series.place < 0 || static_cast<std::size_t>(series.place) >= cycle))
        throw Error("", series_name(series) + ": place is " + std::to_string(series.place) +
                            ", must be 0 to " + std::to_string(cycle - 1));
    bool any = false;
    for (std::size_t t = 0; t < series.y.size(); ++t) {
        const double y = series.y[t];
        if (std::isnan(y)) continue;
        if (!(y >= 0 && y <= 1e300))
            throw Error("", series_name(series) + ", period " + std::to_string(t + 1) + ": y is " +
                                number_text(y) + ", must be at least 0");
        any = any || y > 0;
    }
    if (!any)
        throw Error("", series_name(series) +
                            " has no period above 0: of a ramp that has not begun a pool cannot "
                            "tell; leave it out");
}

} // namespace rampcast::detail
