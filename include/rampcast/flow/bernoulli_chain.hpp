#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/chain.hpp"
#include "rampcast/flow/stationary.hpp"

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

/// A line of machines that each work in a slot with a probability of their own, independent of
/// all else, by its Markov chain. A piece is begun only where there is room for it: a full buffer
/// does not block if the next machine takes a piece in the same slot; a machine is starved where
/// the buffer before it is empty at the start of the slot. The first is never starved, the last
/// never blocked. Li and Meerkov, Production Systems Engineering, 2009.
/// @param probabilities by machine: that it is up in a slot
/// @param buffers places between each machine and the next; machines hold nothing
/// @throws Error where a number is outside its range or there are more states than `most_states`
inline SlottedLine exact_bernoulli_line(const std::vector<double>& probabilities,
                                        const std::vector<int>& buffers,
                                        std::size_t most_states = 200'000) {
    constexpr const char* function = "exact_bernoulli_line";
    const std::size_t machines = probabilities.size();
    detail::check_slotted(function, machines, buffers, 1, most_states);
    for (std::size_t i = 0; i < machines; ++i)
        detail::check_probability(function, "probabilities", i, probabilities[i], false);

    const std::vector<std::uint32_t> greatest(buffers.begin(), buffers.end());
    std::vector<char> starves(machines), blocks(machines);
    /// Moves the pieces of a slot; true where the last machine makes one.
    const auto slot = [&](std::span<const std::uint32_t> level, std::size_t up,
                          std::vector<std::uint32_t>& to) {
        to.assign(level.begin(), level.end());
        bool taken = true;
        bool made = false;
        for (std::size_t i = machines; i-- > 0;) {
            const bool is_up = up >> i & 1U;
            const bool has_piece = i == 0 || level[i - 1] > 0;
            const bool has_room = i + 1 == machines || level[i] < greatest[i] || taken;
            taken = is_up && has_piece && has_room;
            starves[i] = is_up && !has_piece;
            blocks[i] = is_up && has_piece && !has_room;
            if (i + 1 == machines) made = taken;
            if (taken && i > 0) --to[i - 1];
            if (taken && i + 1 < machines) ++to[i];
        }
        return made;
    };
    std::vector<double> chance(std::size_t(1) << machines, 1.0);
    for (std::size_t up = 0; up < chance.size(); ++up)
        for (std::size_t i = 0; i < machines; ++i)
            chance[up] *= up >> i & 1U ? probabilities[i] : 1 - probabilities[i];

    std::vector<std::uint32_t> to;
    const Chain chain = reachable_chain(
        greatest, std::vector<std::uint32_t>(buffers.size(), 0),
        [&](std::span<const std::uint32_t> level, const auto& emit) {
            for (std::size_t up = 0; up < chance.size(); ++up) {
                const bool made = slot(level, up, to);
                emit(chance[up], to, made ? 1.0 : 0.0);
            }
        },
        most_states, function);
    const std::vector<double> share = stationary(chain, function);

    SlottedLine line{.production_rate = output_rate(chain, share),
                     .buffer_levels = std::vector<double>(buffers.size(), 0.0),
                     .blocked = std::vector<double>(machines, 0.0),
                     .starved = std::vector<double>(machines, 0.0),
                     .down = std::vector<double>(machines, 0.0),
                     .states = chain.states.size()};
    std::vector<std::uint32_t> level(buffers.size());
    for (std::size_t state = 0; state < share.size(); ++state) {
        chain.states.get(state, level);
        for (std::size_t i = 0; i < level.size(); ++i)
            line.buffer_levels[i] += share[state] * level[i];
        for (std::size_t up = 0; up < chance.size(); ++up) {
            slot(level, up, to);
            for (std::size_t i = 0; i < machines; ++i) {
                line.blocked[i] += share[state] * chance[up] * blocks[i];
                line.starved[i] += share[state] * chance[up] * starves[i];
            }
        }
    }
    for (std::size_t i = 0; i < machines; ++i) line.down[i] = 1 - probabilities[i];
    return line;
}

} // namespace rampcast
