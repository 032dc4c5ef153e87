#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/watch.hpp"

namespace rampcast {

/// The states of a chain in the order in which they were found. A state is a list of counts, all
/// states of one length; it is packed into as few words as the greatest counts need.
class StateSet {
public:
    /// @param greatest the greatest count at each position
    explicit StateSet(const std::vector<std::uint32_t>& greatest) : slots_(64, 0) {
        int used = 64;
        for (const std::uint32_t count : greatest) {
            const int bits = static_cast<int>(std::bit_width(count));
            if (used + bits > 64) {
                ++words_;
                used = 0;
            }
            fields_.push_back({words_ - 1, used, (std::uint64_t(1) << bits) - 1});
            used += bits;
        }
        words_ = std::max(words_, std::size_t(1));
    }

    std::size_t size() const { return packed_.size() / words_; }

    /// The state's index, and whether it is new.
    std::pair<std::uint32_t, bool> insert(std::span<const std::uint32_t> counts) {
        const std::size_t before = packed_.size(), index = size();
        packed_.resize(before + words_, 0);
        for (std::size_t i = 0; i < fields_.size(); ++i)
            packed_[before + fields_[i].word] |= std::uint64_t(counts[i]) << fields_[i].shift;
        std::uint32_t& slot = slots_[slot_of(index)];
        if (slot != 0) {
            packed_.resize(before);
            return {slot - 1, false};
        }
        slot = static_cast<std::uint32_t>(index + 1);
        if (2 * size() > slots_.size()) grow();
        return {static_cast<std::uint32_t>(index), true};
    }

    /// Writes the counts of a state.
    void get(std::size_t index, std::span<std::uint32_t> counts) const {
        for (std::size_t i = 0; i < fields_.size(); ++i)
            counts[i] = static_cast<std::uint32_t>(
                packed_[index * words_ + fields_[i].word] >> fields_[i].shift & fields_[i].mask);
    }

private:
    struct Field {
        std::size_t word;
        int shift;
        std::uint64_t mask;
    };

    /// Where the table holds the state, or has room for it.
    std::size_t slot_of(std::size_t index) const {
        const auto words = packed_.begin() + static_cast<std::ptrdiff_t>(index * words_);
        const auto end = words + static_cast<std::ptrdiff_t>(words_);
        std::uint64_t hash = 0;
        for (auto word = words; word != end; ++word) {
            hash = (hash ^ *word) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 29;
        }
        for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
            if (slots_[at] == 0) return at;
            const auto other =
                packed_.begin() + static_cast<std::ptrdiff_t>((slots_[at] - 1) * words_);
            if (std::equal(words, end, other)) return at;
        }
    }
    void grow() {
        const std::size_t states = size();
        slots_.assign(2 * slots_.size(), 0);
        for (std::size_t i = 0; i < states; ++i)
            slots_[slot_of(i)] = static_cast<std::uint32_t>(i + 1);
    }

    std::vector<Field> fields_{};
    std::size_t words_ = 0;
    std::vector<std::uint64_t> packed_{};
    std::vector<std::uint32_t> slots_;
};

/// A step of a chain from one state to another (or to itself, where only the output matters).
struct ChainStep {
    std::uint32_t from{}, to{};
    double rate{};   ///< rate in continuous time, probability in a slotted chain
    double output{}; ///< pieces that leave by it
    bool operator==(const ChainStep&) const = default;
};

/// A Markov chain in continuous time (rates) or in slots (probabilities): the states reachable
/// from the first one and the steps between them, by the state they come from.
struct Chain {
    StateSet states;
    std::vector<ChainStep> steps{};
};

/// Finds by breadth-first search all states reachable from `start`.
/// @param greatest the greatest count at each position of a state
/// @param next called as `next(state, emit)`: calls `emit(rate, next state, output)` for each step
/// @param most_states the search stops there
/// @param place what an error names
/// @param poll asked now and then, with the share of the states found so far that are searched
/// @throws Error where there are more states than `most_states`
template <class Next>
Chain reachable_chain(const std::vector<std::uint32_t>& greatest,
                      const std::vector<std::uint32_t>& start, Next next, std::size_t most_states,
                      const std::string& place, detail::Poll poll = {}) {
    Chain chain{.states = StateSet(greatest)};
    const auto index = [&](std::span<const std::uint32_t> state) {
        const auto [at, is_new] = chain.states.insert(state);
        if (is_new && chain.states.size() > most_states)
            throw Error(place, "the chain has more than " + std::to_string(most_states) +
                                   " states, the most that are solved");
        return at;
    };
    index(start);
    std::vector<std::uint32_t> state(start.size());
    for (std::uint32_t from = 0; from < chain.states.size(); ++from) {
        if (from % 64 == 0)
            poll(static_cast<double>(from) / static_cast<double>(chain.states.size()));
        chain.states.get(from, state);
        next(std::span<const std::uint32_t>(state),
             [&](double rate, std::span<const std::uint32_t> to, double output) {
                 if (rate > 0)
                     chain.steps.push_back(
                         {.from = from, .to = index(to), .rate = rate, .output = output});
             });
    }
    return chain;
}

} // namespace rampcast
