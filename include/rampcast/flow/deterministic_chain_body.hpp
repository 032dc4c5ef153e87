#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/flow/chain.hpp"
#include "rampcast/flow/deterministic_chain.hpp"
#include "rampcast/flow/slotted_chain.hpp"
#include "rampcast/flow/stationary.hpp"

/// What `deterministic_chain.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE SlottedLine exact_deterministic_line(const std::vector<double>& r,
                                                     const std::vector<double>& p,
                                                     const std::vector<int>& buffers,
                                                     std::size_t most_states, const Watch& watch) {
    const detail::Attention attention(watch);
    constexpr const char* function = "exact_deterministic_line";
    const std::size_t machines = r.size();
    if (p.size() != machines)
        throw Error(function, "there are " + std::to_string(p.size()) +
                                  " failure probabilities for " + std::to_string(machines) +
                                  " machines, must be one each");
    detail::check_slotted(function, machines, buffers, 2, most_states);
    detail::check_probabilities(function, "r", r, bounds::positive_share);
    detail::check_probabilities(function, "p", p, bounds::share);

    const std::size_t spaces = buffers.size();
    std::vector<std::uint32_t> greatest(buffers.begin(), buffers.end());
    greatest.resize(spaces + machines, 1);
    std::vector<std::uint32_t> start(spaces + machines, 0);
    const auto starves = [](std::span<const std::uint32_t> state, std::size_t i) {
        return i > 0 && state[i - 1] == 0;
    };
    const auto blocks = [&](std::span<const std::uint32_t> state, std::size_t i) {
        return i < spaces && state[i] == greatest[i];
    };
    std::vector<std::uint32_t> to;
    const Chain chain = reachable_chain(
        greatest, start,
        [&](std::span<const std::uint32_t> state, const auto& emit) {
            for (std::size_t downs = 0; downs < std::size_t(1) << machines; ++downs) {
                double chance = 1;
                to.assign(state.begin(), state.end());
                bool made = false;
                for (std::size_t i = 0; i < machines; ++i) {
                    const bool down = downs >> i & 1U;
                    const bool could_work = !starves(state, i) && !blocks(state, i);
                    if (state[spaces + i] != 0) chance *= down ? 1 - r[i] : r[i];
                    else chance *= down ? (could_work ? p[i] : 0) : (could_work ? 1 - p[i] : 1);
                    to[spaces + i] = down ? 1 : 0;
                    if (down || !could_work) continue;
                    if (i > 0) --to[i - 1];
                    if (i < spaces) ++to[i];
                    made = i + 1 == machines;
                }
                if (chance > 0) emit(chance, to, made ? 1.0 : 0.0);
            }
        },
        most_states, function, attention.poll());
    const std::vector<double> share = stationary(chain, function, attention.poll());

    SlottedLine line = detail::slotted_line(chain, share, machines);
    std::vector<std::uint32_t> state(spaces + machines);
    for (std::size_t at = 0; at < share.size(); ++at) {
        chain.states.get(at, state);
        for (std::size_t i = 0; i < spaces; ++i) line.buffer_levels[i] += share[at] * state[i];
        for (std::size_t i = 0; i < machines; ++i) {
            if (state[spaces + i] != 0) line.down[i] += share[at];
            else if (starves(state, i)) line.starved[i] += share[at];
            else if (blocks(state, i)) line.blocked[i] += share[at];
        }
    }
    return line;
}

} // namespace rampcast
