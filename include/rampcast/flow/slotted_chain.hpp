#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/chain.hpp"
#include "rampcast/flow/slotted_line.hpp"
#include "rampcast/flow/stationary.hpp"
#include "rampcast/line/argument.hpp"

/// What the chains of slotted lines share.
namespace rampcast::detail {

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
inline void check_probabilities(const char* function, const std::string& name,
                                const std::vector<double>& values, const Bounds& allowed) {
    for (std::size_t i = 0; i < values.size(); ++i)
        check_argument(function, name + "[" + std::to_string(i) + "]", values[i], allowed);
}

/// A line whose figures by state are still to be added.
inline SlottedLine slotted_line(const Chain& chain, const std::vector<double>& share,
                                std::size_t machines) {
    return {.production_rate = output_rate(chain, share),
            .buffer_levels = std::vector<double>(machines - 1, 0.0),
            .blocked = std::vector<double>(machines, 0.0),
            .starved = std::vector<double>(machines, 0.0),
            .down = std::vector<double>(machines, 0.0),
            .states = chain.states.size()};
}

} // namespace rampcast::detail
