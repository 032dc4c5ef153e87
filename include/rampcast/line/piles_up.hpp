#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/line/line.hpp"
#include "rampcast/line/links.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/stations_alone.hpp"

namespace rampcast::detail {

/// Whether the time from one piece to the next at a station is not always the same.
inline bool varies(const StationOf<double>& station) {
    return cycle_scv(station) > 0 || station.first_pass_yield < 1 || station.mtbf_h ||
           !station.failure_modes.empty() || !station.crew.empty() ||
           station.changeover_time_s > 0 || !station.product_times_s.empty();
}

/// The stations that a station waits for, and those it is stopped by, itself among them: those that
/// feed it, and those it feeds by buffers with a limit, and theirs; a feed between the two is left
/// out of account.
inline std::vector<bool> bound_to(const std::vector<Link<double>>& ways, std::size_t stations,
                                  std::size_t station, const Link<double>& without) {
    std::vector<bool> bound(stations, false);
    bound[station] = true;
    for (bool more = true; more;) {
        more = false;
        const auto add = [&](std::size_t other) {
            more = more || !bound[other];
            bound[other] = true;
        };
        for (const Link<double>& way : ways) {
            if (&way == &without) continue;
            if (bound[way.to]) add(way.from);
            if (bound[way.from] && way.buffer) add(way.to);
        }
    }
    return bound;
}

/// The station before which pieces pile up without end, as there is room for them: what feeds it
/// could be faster than what it is bound to, or as fast and their times vary. Empty: none.
inline std::string piles_up_before(const LineOf<double>& line, const StationsAlone& alone) {
    if (!line.buffers.empty()) return {};
    const std::vector<Link<double>> ways = links(line);
    const std::size_t k = line.stations.size();
    for (const Link<double>& way : ways) {
        if (way.buffer) continue;
        const std::vector<bool> supply = bound_to(ways, k, way.from, way);
        const std::vector<bool> demand = bound_to(ways, k, way.to, way);
        if (supply[way.to]) continue;
        double offered = 1e300, taken = 1e300;
        bool any_varies = false, full_batches = true;
        for (std::size_t i = 0; i < k; ++i) {
            if (supply[i] && line.stations[i].batch > 1 && line.stations[i].batch_wait_h)
                full_batches = false; // what it offers is not known
            if (supply[i]) offered = std::min(offered, alone.rates_per_h[i]);
            if (demand[i] && !supply[i]) taken = std::min(taken, alone.rates_per_h[i]);
            any_varies = any_varies || ((supply[i] || demand[i]) && varies(line.stations[i]));
        }
        const double margin = any_varies ? 1 + 1e-9 : 1 - 1e-9;
        if (full_batches && taken < offered * margin) return line.stations[way.to].name;
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
