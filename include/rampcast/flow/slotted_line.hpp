#pragma once

#include <cstddef>
#include <vector>

namespace rampcast {

/// A line of slotted machines in the long run. Shares are of all slots.
struct SlottedLine {
    double production_rate{};            ///< pieces a slot
    std::vector<double> buffer_levels{}; ///< mean pieces between machines at the end of a slot
    std::vector<double> blocked{};       ///< by machine: up, with a piece and no room for it
    std::vector<double> starved{};       ///< by machine: up, without a piece
    std::vector<double> down{};          ///< by machine
    std::size_t states{};                ///< states of the chain
    bool operator==(const SlottedLine&) const = default;
};

} // namespace rampcast
