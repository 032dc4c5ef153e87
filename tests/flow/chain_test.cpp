#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rampcast/flow/chain.hpp"
#include "rampcast/flow/stationary.hpp"

namespace rampcast {
namespace {

using ChainState = std::vector<std::uint32_t>;

TEST(StateSet, KeepsStatesInTheOrderFound) {
    const ChainState greatest{5, 1, 0xFFFFFFFFU, 0, 0xFFFFFFFFU, 100};
    StateSet set(greatest);
    const auto nth = [](std::uint32_t i) {
        return ChainState{i % 6, i & 1U, 0xFFFFFFFFU - i, 0, i * 40503U, i % 101};
    };
    for (std::uint32_t i = 0; i < 5000; ++i) {
        const auto [index, is_new] = set.insert(nth(i));
        EXPECT_EQ(index, i);
        EXPECT_TRUE(is_new);
    }
    ChainState read(greatest.size());
    for (std::uint32_t i = 0; i < 5000; ++i) {
        EXPECT_EQ(set.insert(nth(i)), std::pair(i, false));
        set.get(i, read);
        EXPECT_EQ(read, nth(i));
    }
    EXPECT_EQ(set.size(), 5000U);
}
TEST(StateSet, AStateWithoutCountsIsOneState) {
    StateSet set(ChainState{});
    EXPECT_TRUE(set.insert(ChainState{}).second);
    EXPECT_FALSE(set.insert(ChainState{}).second);
    EXPECT_EQ(set.size(), 1U);
}

/// M/M/1/K: probabilities fall by rho a piece.
Chain queue(double arrivals, double services, std::uint32_t most,
            std::size_t most_states = 100'000) {
    return reachable_chain(
        {most}, {0},
        [=](std::span<const std::uint32_t> state, const auto& emit) {
            if (state[0] < most) emit(arrivals, ChainState{state[0] + 1}, 0.0);
            if (state[0] > 0) emit(services, ChainState{state[0] - 1}, 1.0);
        },
        most_states, "queue");
}
TEST(Chain, AQueueInClosedForm) {
    for (const std::uint32_t most : {1U, 7U, 1000U, 5000U})
        for (const double rho : {.5, .9, 1., 1.3}) {
            const Chain chain = queue(rho, 1, most);
            EXPECT_EQ(chain.states.size(), most + 1);
            const auto share = stationary(chain);
            const double empty =
                rho == 1 ? 1 / (most + 1.) : (1 - rho) / (1 - std::pow(rho, most + 1.));
            EXPECT_NEAR(share[0], std::isfinite(empty) ? empty : 0, 1e-13);
            EXPECT_NEAR(output_rate(chain, share), std::isfinite(empty) ? 1 - empty : 1, 1e-11);
        }
}

/// One machine that fails by the clock: V = mu r/(p+r) + 2 mu^2 p r/(p+r)^3.
TEST(Chain, VarianceOfAFailingMachine) {
    const double mu = 2, p = .3, r = .7;
    const Chain chain = reachable_chain(
        {1}, {0},
        [=](std::span<const std::uint32_t> state, const auto& emit) {
            if (state[0] == 0) {
                emit(mu, state, 1.0);
                emit(p, ChainState{1}, 0.0);
            } else {
                emit(r, ChainState{0}, 0.0);
            }
        },
        10, "machine");
    const auto share = stationary(chain);
    EXPECT_NEAR(output_rate(chain, share), mu * r / (p + r), 1e-14);
    EXPECT_NEAR(output_variance_rate(chain, share),
                mu * r / (p + r) + 2 * mu * mu * p * r / std::pow(p + r, 3), 1e-13);
}

/// A cube of three queues alike, each by itself: solved by iteration, known by products.
TEST(Chain, ManyStatesAtLength) {
    const std::uint32_t most = 19;
    const double rho = .8;
    const Chain chain = reachable_chain(
        {most, most, most}, {0, 0, 0},
        [=](std::span<const std::uint32_t> state, const auto& emit) {
            ChainState to(state.begin(), state.end());
            for (std::size_t i = 0; i < 3; ++i) {
                if (state[i] < most) {
                    ++to[i];
                    emit(rho, to, 0.0);
                    --to[i];
                }
                if (state[i] > 0) {
                    --to[i];
                    emit(1.0, to, i == 1 ? 1.0 : 0.0);
                    ++to[i];
                }
            }
        },
        100'000, "queues");
    EXPECT_EQ(chain.states.size(), 8000U);
    const auto share = stationary(chain);
    const double empty = (1 - rho) / (1 - std::pow(rho, most + 1.));
    EXPECT_NEAR(share[0], std::pow(empty, 3), 1e-14);
    EXPECT_NEAR(output_rate(chain, share), 1 - empty, 1e-12);
    const Chain one = queue(rho, 1, most);
    EXPECT_NEAR(output_variance_rate(chain, share), output_variance_rate(one, stationary(one)),
                1e-9);
}

/// The chain leaves state 0 for ever, alternates between 1 and 2.
TEST(Chain, StatesThatAreLeftForEver) {
    const auto next = [](std::span<const std::uint32_t> state, const auto& emit) {
        if (state[0] != 1) emit(1.0, ChainState{1}, 0.0);
        if (state[0] == 1) emit(.25, ChainState{2}, 1.0);
        if (state[0] == 1) emit(.75, ChainState{1}, 0.0);
    };
    const Chain chain = reachable_chain({2}, {0}, next, 10, "slots");
    const auto share = stationary(chain);
    EXPECT_EQ(share[0], 0);
    EXPECT_NEAR(share[1], .8, 1e-15);
    EXPECT_NEAR(share[2], .2, 1e-15);
    EXPECT_NEAR(output_rate(chain, share), .2, 1e-15);
}
TEST(Chain, OneStateForEver) {
    const Chain chain = reachable_chain(
        {1}, {0},
        [](std::span<const std::uint32_t>, const auto& emit) { emit(1.0, ChainState{1}, 1.0); }, 10,
        "trap");
    const auto share = stationary(chain);
    EXPECT_EQ(share, (std::vector<double>{0, 1}));
    EXPECT_EQ(output_rate(chain, share), 1);
}

TEST(Chain, RefusesTwoEndsAndTooManyStates) {
    const auto next = [](std::span<const std::uint32_t> state, const auto& emit) {
        if (state[0] != 0) return;
        emit(1.0, ChainState{1}, 0.0);
        emit(1.0, ChainState{2}, 0.0);
    };
    const Chain chain = reachable_chain({2}, {0}, next, 10, "fork");
    EXPECT_THROW(stationary(chain), Error);
    EXPECT_EQ(queue(1, 1, 9, 10).states.size(), 10U);
    try {
        queue(1, 1, 10, 10);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "queue: the chain has more than 10 states, the most that are solved");
    }
}

} // namespace
} // namespace rampcast
