#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/flow/bernoulli_chain.hpp"
#include "rampcast/flow/chain.hpp"
#include "rampcast/flow/slotted_chain.hpp"
#include "rampcast/flow/stationary.hpp"

/// What `bernoulli_chain.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE SlottedLine exact_bernoulli_line(const std::vector<double>& probabilities,
                                                 const std::vector<int>& buffers,
                                                 std::size_t most_states, const Watch& watch) {
    const detail::Attention attention(watch);
    constexpr const char* function = "exact_bernoulli_line";
    const std::size_t machines = probabilities.size();
    detail::check_slotted(function, machines, buffers, 1, most_states);
    detail::check_probabilities(function, "probabilities", probabilities, bounds::positive_share);

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
        most_states, function, attention.poll());
    const std::vector<double> share = stationary(chain, function, attention.poll());

    SlottedLine line = detail::slotted_line(chain, share, machines);
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
