#pragma once

#include <cstddef>

#include "rampcast/flow/sample_path.hpp"
#include "rampcast/flow/sample_path_fields.hpp"

/// What `sample_path.hpp` declares of lines; the engine has a body of its own.
namespace rampcast {

namespace detail {
/// Each piece passes all places of a station; beyond this many, events are quicker.
inline constexpr double most_sample_path_places = 256;
} // namespace detail

RAMPCAST_INLINE bool sample_path_covers(const LineOf<double>& line) {
    if (line.stations.empty() || detail::refused_field(line, detail::sample_path_line_fields))
        return false;
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
        const StationOf<double>& station = line.stations[i];
        if (detail::refused_field(station, detail::sample_path_station_fields)) return false;
        if (station.places > detail::most_sample_path_places) return false;
        if (station.mtbf_h && station.failures == Failures::time) return false;
        for (const auto& mode : station.failure_modes)
            if (detail::refused_field(mode, detail::sample_path_mode_fields)) return false;
        if (line.blocking == Blocking::before && i < line.buffers.size() &&
            station.places > 1 + line.buffers[i])
            return false;
    }
    return true;
}

} // namespace rampcast
