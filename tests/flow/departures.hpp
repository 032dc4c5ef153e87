#pragma once

#include <vector>

#include "rampcast/flow/replication.hpp"

namespace rampcast::samples {

/// The hours at which the parts of a replication ended: with parts of one piece, when each left.
inline std::vector<double> departures_h(const Replication& run) {
    std::vector<double> hours;
    double hour = 0;
    for (const RunBlock& block : run.blocks) hours.push_back(hour += block.hours);
    return hours;
}

} // namespace rampcast::samples
