#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/line/line.hpp"

namespace rampcast::samples {

/// A line "L" of stations s0, s1, ... that take these times, each `unit_s` seconds, with one scv.
inline LineOf<double> line_of_times(const std::vector<double>& times, double unit_s, double scv,
                                    std::vector<double> buffers,
                                    const std::vector<double>& places = {}) {
    LineOf<double> line;
    line.name = "L";
    line.buffers = std::move(buffers);
    for (std::size_t i = 0; i < times.size(); ++i) {
        StationOf<double> station;
        station.name = "s" + std::to_string(i);
        station.cycle_time_s = unit_s * times[i];
        station.cycle_time_scv = scv;
        if (!places.empty()) station.places = places[i];
        line.stations.push_back(station);
    }
    return line;
}

/// The same of exponential stations with these rates an hour.
inline LineOf<double> exponential_line(const std::vector<double>& rates,
                                       std::vector<double> buffers,
                                       const std::vector<double>& places = {}) {
    std::vector<double> times;
    times.reserve(rates.size());
    for (const double rate : rates) times.push_back(1 / rate);
    return line_of_times(times, 3600, 1, std::move(buffers), places);
}

} // namespace rampcast::samples
