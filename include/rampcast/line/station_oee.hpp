#pragma once

#include <algorithm>
#include <cstddef>

#include "rampcast/line/formula_capacity.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/visits.hpp"

namespace rampcast::detail {

/// OEE of the stations in series and of the bottleneck, from their shares of time.
inline void add_oee(LineCapacity& result, const LineOf<double>& line, const LineHours& hours,
                    const Visits<double>& visited) {
    const double per_h = result.throughput_per_day / 24;
    result.station_oee.clear();
    std::size_t slowest = 0;
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
        const StationOf<double>& station = line.stations[i];
        const StationPerformance& share = result.stations[i];
        const double at_work = hours.stations[i] / 24;
        if (station.name == result.bottleneck) slowest = i;
        Oee oee;
        oee.availability = 1 - std::min(share.down / at_work, 1.);
        const double ideal_s =
            (station.cycle_time_s + station.handling_time_s) / (station.places * station.batch);
        oee.effectiveness =
            ideal_s * per_h * share.visits_per_good / (3600 * at_work * oee.availability);
        oee.quality = visited.arrivals[i] * visited.passes[i].good / share.visits_per_good;
        oee.oee = oee.availability * oee.effectiveness * oee.quality;
        oee.teep = oee.oee * at_work;
        result.station_oee.push_back(oee);
    }
    result.oee = result.station_oee[slowest];
    result.oee.quality = 1 / result.stations[slowest].visits_per_good;
    result.oee.oee = result.oee.availability * result.oee.effectiveness * result.oee.quality;
    result.oee.teep = result.oee.oee * hours.stations[slowest] / 24;
}

} // namespace rampcast::detail
