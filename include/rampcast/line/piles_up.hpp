#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "rampcast/line/line.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/stations_alone.hpp"

namespace rampcast::detail {

/// Whether the time from one piece to the next at a station is not always the same.
inline bool varies(const StationOf<double>& station) {
    return cycle_scv(station) > 0 || station.first_pass_yield < 1 || station.mtbf_h ||
           !station.failure_modes.empty() || !station.crew.empty() ||
           station.changeover_time_s > 0 || !station.product_times_s.empty();
}

/// The station before which pieces pile up without end, as there is room for them: it is slower
/// than one before it, or as slow and their times vary. Empty: none.
inline std::string piles_up_before(const LineOf<double>& line, const StationsAlone& alone) {
    if (!line.buffers.empty()) return {};
    double before = alone.rates_per_h.front();
    bool any_varies = varies(line.stations.front());
    for (std::size_t i = 1; i < line.stations.size(); ++i) {
        const double rate = alone.rates_per_h[i];
        any_varies = any_varies || varies(line.stations[i]);
        if (rate < before * (1 - 1e-9) || (any_varies && rate < before * (1 + 1e-9)))
            return line.stations[i].name;
        before = std::min(before, rate);
    }
    return {};
}

/// The off-line station that gets more than it can mend where a line makes so many good pieces an
/// hour of its work. Empty: none.
inline std::string overloaded_rework(const LineOf<double>& line, const Visits<double>& visited,
                                     const LineHours& hours, double per_h) {
    for (std::size_t i = 0; i < line.rework_stations.size(); ++i) {
        const double share = hours.rework_stations[i] / hours.line;
        if (rework_rate_per_h(line, visited, i) * share < per_h)
            return line.rework_stations[i].name;
    }
    return {};
}

} // namespace rampcast::detail
