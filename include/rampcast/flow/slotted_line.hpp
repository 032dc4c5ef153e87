#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"

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

namespace detail {

/// Refuses slotted lines that have no sense or too many states for a chain: at most
/// `most_states` of (sizes of the buffers + 1) × `machine_states` for each machine.
inline void check_slotted(const char* function, std::size_t machines,
                          const std::vector<int>& buffers, int machine_states,
                          std::size_t most_states) {
    const auto refuse = [function](const std::string& message) { throw Error(function, message); };
    if (machines == 0) refuse("there are no machines, must be at least one");
    if (machines > 20)
        refuse("there are " + std::to_string(machines) + " machines, must be at most 20");
    if (buffers.size() + 1 != machines)
        refuse("there are " + std::to_string(buffers.size()) + " buffers for " +
               std::to_string(machines) + " machines, must be one less");
    double states = 1;
    for (std::size_t i = 0; i < machines; ++i) states *= machine_states;
    for (std::size_t i = 0; i < buffers.size(); ++i) {
        if (buffers[i] < 1)
            refuse("buffers[" + std::to_string(i) + "] is " + std::to_string(buffers[i]) +
                   ", must be at least 1: with no room between two machines nothing is made");
        states *= buffers[i] + 1.0;
    }
    if (states > static_cast<double>(most_states))
        refuse("the chain has up to " + number_text(states) + " states, must be at most " +
               std::to_string(most_states));
}
inline void check_probability(const char* function, const char* name, std::size_t index,
                              double value, bool zero_allowed) {
    if (!(value <= 1 && (zero_allowed ? value >= 0 : value > 0)))
        throw Error(function, std::string(name) + "[" + std::to_string(index) + "] is " +
                                  number_text(value) + ", must be " +
                                  (zero_allowed ? "at least 0" : "greater than 0") +
                                  " and at most 1");
}

} // namespace detail

} // namespace rampcast
