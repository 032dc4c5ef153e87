#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "rampcast/line/line.hpp"
#include "rampcast/line/station_rate.hpp"

/// Pieces that leave a line together: in batches, and from places that began at one moment.
namespace rampcast::detail {

/// Pieces that leave at one moment for ever: those of a batch, on all places where times are fixed.
inline double lot(const LineOf<double>& line) {
    double most = 1;
    for (const StationOf<double>& station : line.stations)
        most =
            std::max(most, station.batch * (cycle_scv(station) > least_scv ? 1 : station.places));
    return most;
}

/// As many pieces in whole lots.
inline double whole_lots(const LineOf<double>& line, double pieces) {
    return lot(line) * std::ceil(pieces / lot(line));
}

/// How fast places that began together part: what is left of it shrinks by e to the power of this
/// in a cycle. It is the least damped root of (1 + s c)^(1 / c) = 1, where times are gamma
/// distributed with squared coefficient of variation c (the renewal equation; Feller).
inline double parting_a_cycle(double scv) {
    return scv < .5 ? (1 - std::cos(2 * std::numbers::pi * scv)) / scv : 4;
}

/// Pieces that may leave at one moment when so many good ones have left before.
inline double leave_together(const LineOf<double>& line, double warm_up_pieces) {
    double most = lot(line);
    for (const StationOf<double>& station : line.stations) {
        const double scv = cycle_scv(station), held = station.places * station.batch;
        if (station.places > 1 && scv > least_scv)
            most = std::max(most, held * std::exp(-parting_a_cycle(scv) * warm_up_pieces / held));
    }
    return most;
}

/// Good pieces made until the places of every station have parted, of those that part within 50
/// cycles.
inline double parting_pieces(const LineOf<double>& line) {
    double longest = 0;
    for (const StationOf<double>& station : line.stations) {
        const double scv = cycle_scv(station);
        if (!(station.places > 1 && scv > least_scv)) continue;
        const double cycles = (std::log(station.places) + 1.5) / parting_a_cycle(scv);
        if (cycles <= 50) longest = std::max(longest, cycles * station.places * station.batch);
    }
    return longest;
}

} // namespace rampcast::detail
