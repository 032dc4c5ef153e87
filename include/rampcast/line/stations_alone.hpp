#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "rampcast/line/buffered_line.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/performance.hpp"
#include "rampcast/line/visits.hpp"

namespace rampcast::detail {

/// What is known of a line's stations before they hinder each other.
struct StationsAlone {
    std::vector<double> rates_per_h{}; ///< good pieces of the line an hour of its work, in series
    std::vector<double> visits{}; ///< places taken for each good piece; the rework stations follow
    double hours_share = 1, days_share = 1; ///< of all hours and days, those the line works

    std::size_t slowest() const {
        return static_cast<std::size_t>(std::min_element(rates_per_h.begin(), rates_per_h.end()) -
                                        rates_per_h.begin());
    }
};

inline StationsAlone stations_alone(const LineOf<double>& line, const Visits<double>& visited,
                                    const LineHours& hours) {
    StationsAlone alone{{}, visited.stations, hours.line / 24, hours.days_share};
    alone.visits.insert(alone.visits.end(), visited.rework_stations.begin(),
                        visited.rework_stations.end());
    for (const auto& station : flow_stations<double>(line, visited, hours.stations))
        alone.rates_per_h.push_back(station.rate / hours.line);
    return alone;
}

/// Names the stations (as many as `result` has, the rework stations behind the others) and the
/// bottleneck, and states what each would make alone and when the line works.
inline void fill_alone(LinePerformance& result, const LineOf<double>& line,
                       const StationsAlone& alone) {
    const std::size_t in_series = line.stations.size();
    for (std::size_t i = 0; i < result.stations.size(); ++i) {
        StationPerformance& station = result.stations[i];
        station.name =
            i < in_series ? line.stations[i].name : line.rework_stations[i - in_series].name;
        station.visits_per_good = alone.visits[i];
        if (i < in_series) station.rate_alone_per_h = alone.rates_per_h[i];
    }
    result.bottleneck = line.stations[alone.slowest()].name;
    result.hours_share = alone.hours_share;
    result.days_share = alone.days_share;
}

} // namespace rampcast::detail
