#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/line/buffered_line.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/stations_alone.hpp"
#include "rampcast/line/visits.hpp"

namespace rampcast::detail {

/// Good pieces a calendar day by the formula, with all that leads to them.
struct DailyFlow {
    Visits<double> visited{};
    BufferedLine<double> flow{};
};
/// @param tolerance relative, of the rate, at which the decomposition ends
inline DailyFlow daily_flow(const LineOf<double>& line, const LineHours& hours,
                            double tolerance = 1e-5) {
    DailyFlow result;
    result.visited = visits(line);
    std::vector<double> rework;
    for (const double each : hours.rework_stations) rework.push_back(each / hours.line);
    const double shared = shared_rate_per_h(line, result.visited, rework) * hours.line;
    result.flow = buffered_line<double>(line, result.visited, hours.stations, shared, tolerance);
    return result;
}

/// Mean pieces in each buffer by the formula; where nothing varies, those before the slowest
/// station are full and those behind it empty. Empty where buffers have no limit.
inline std::vector<double> buffer_levels(const LineOf<double>& line, const DailyFlow& daily,
                                         std::size_t slowest) {
    std::vector<double> levels;
    const auto& pairs = daily.flow.pairs;
    for (std::size_t i = 0; i < line.buffers.size(); ++i) {
        const double filled = !pairs.empty() ? pairs[i].filled : i < slowest ? 1 : 0;
        levels.push_back(line.buffers[i] * filled);
    }
    return levels;
}

} // namespace rampcast::detail
