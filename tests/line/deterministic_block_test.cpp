#include "rampcast/line/deterministic_block.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "rampcast/line/deterministic_forms.hpp"

namespace rampcast {
namespace {

struct DeterministicRow {
    double r1, p1, r2, p2;
    int buffer;
    double efficiency, mean_buffer;
};
constexpr std::array<DeterministicRow, 7> deterministic_rows{
    {{.1, .01, .1, .01, 10, .856175, 5},
     {.1, .01, .1, .01, 100, .896937, 50},
     {.14, .1, .1, .1, 10, .436542, 5.86118},
     {.2, .05, .15, .05, 5, .666412, 2.67764},
     {.5, .05, .4, .1, 6, .788719, 4.15208},
     {.1, .01, .1, .01, 1, .454545, .5},
     {.1, .01, .1, .01, 2, .833699, 1}}};

TEST(TwoMachineDeterministic, AgreesWithPublishedRows) {
    for (const DeterministicRow& row : deterministic_rows) {
        const auto block = two_machine_deterministic(row.r1, row.p1, row.r2, row.p2, row.buffer);
        EXPECT_NEAR(block.efficiency, row.efficiency, 6e-7);
        EXPECT_NEAR(block.mean_buffer, row.mean_buffer, 6e-6);
    }
}

/// The cycles one after the other from an empty start until they repeat, averaged over the last two
/// so that a chain with a period settles as well.
DeterministicBlock cycle_by_cycle(double r1, double p1, double r2, double p2, int buffer,
                                  int cycles) {
    const auto last = static_cast<std::size_t>(buffer);
    using Level = std::array<std::array<double, 2>, 2>;
    std::vector<Level> share(last + 1), before(last + 1), earlier;
    share[0][1][1] = 1;
    double change = 1;
    for (int cycle = 0; cycle < cycles && change > 1e-16; ++cycle) {
        earlier = before;
        before = share;
        std::fill(share.begin(), share.end(), Level{});
        for (std::size_t n = 0; n <= last; ++n)
            for (const std::size_t was1 : {0U, 1U})
                for (const std::size_t was2 : {0U, 1U}) {
                    const double up1 = was1 == 0 ? r1 : n < last ? 1 - p1 : 1;
                    const double up2 = was2 == 0 ? r2 : n > 0 ? 1 - p2 : 1;
                    for (const std::size_t is1 : {0U, 1U})
                        for (const std::size_t is2 : {0U, 1U}) {
                            const std::size_t comes = n < last ? is1 : 0, goes = n > 0 ? is2 : 0;
                            share[n + comes - goes][is1][is2] += before[n][was1][was2] *
                                                                 (is1 != 0 ? up1 : 1 - up1) *
                                                                 (is2 != 0 ? up2 : 1 - up2);
                        }
                }
        change = 0;
        for (std::size_t n = 0; n <= last; ++n)
            for (const std::size_t is1 : {0U, 1U})
                for (const std::size_t is2 : {0U, 1U})
                    change = std::max(change, std::abs(share[n][is1][is2] - earlier[n][is1][is2]));
    }
    DeterministicBlock block;
    for (std::size_t n = 0; n <= last; ++n)
        for (const std::vector<Level>* each : {&share, &before}) {
            const Level& p = (*each)[n];
            (n < last ? block.efficiency : block.blocked) += (p[1][0] + p[1][1]) / 2;
            if (n == 0) block.starved += (p[0][1] + p[1][1]) / 2;
            block.mean_buffer +=
                static_cast<double>(n) * (p[0][0] + p[0][1] + p[1][0] + p[1][1]) / 2;
        }
    return block;
}
void expect_same(const DeterministicBlock& a, const DeterministicBlock& b, double within) {
    EXPECT_NEAR(a.efficiency, b.efficiency, within);
    EXPECT_NEAR(a.mean_buffer, b.mean_buffer, within * 10);
    EXPECT_NEAR(a.blocked, b.blocked, within);
    EXPECT_NEAR(a.starved, b.starved, within);
}
TEST(TwoMachineDeterministic, IsTheLongRunOfItsCyclesAtLength) {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> any(.05, .95);
    for (int i = 0; i < 40; ++i) {
        const double r1 = any(random), p1 = any(random);
        const double r2 = i % 4 == 0 ? r1 : any(random), p2 = i % 4 == 0 ? p1 : any(random);
        const int buffer = 1 + i % 9;
        SCOPED_TRACE(testing::Message()
                     << r1 << ' ' << p1 << ' ' << r2 << ' ' << p2 << ' ' << buffer);
        expect_same(two_machine_deterministic(r1, p1, r2, p2, buffer),
                    cycle_by_cycle(r1, p1, r2, p2, buffer, 20000), 1e-10);
    }
}
/// Where a machine fails or is mended for certain, factors of the closed form vanish.
TEST(TwoMachineDeterministic, HoldsWhereProbabilitiesAreOneAtLength) {
    for (int certain = 0; certain < 15; ++certain)
        for (const int buffer : {1, 2, 3, 4, 5, 8}) {
            const auto chance = [&](int bit, double otherwise) {
                return (certain >> bit & 1) != 0 ? 1 : otherwise;
            };
            const double r1 = chance(0, .4), p1 = chance(1, .3), r2 = chance(2, .5),
                         p2 = chance(3, .2);
            SCOPED_TRACE(testing::Message()
                         << r1 << ' ' << p1 << ' ' << r2 << ' ' << p2 << ' ' << buffer);
            expect_same(two_machine_deterministic(r1, p1, r2, p2, buffer),
                        cycle_by_cycle(r1, p1, r2, p2, buffer, buffer < 8 ? 20'000 : 200'000),
                        1e-10); // a machine with a period of two makes it slow to settle
        }
}
TEST(TwoMachineDeterministic, ItsClosedFormIsItsChain) {
    for (const int buffer : {4, 5, 12})
        expect_same(detail::deterministic_closed(.01, .001, .012, .0011, buffer),
                    detail::deterministic_chain(.01, .001, .012, .0011, buffer), 1e-12);
}
/// Machines a little apart are as those alike but for terms of first order.
TEST(TwoMachineDeterministic, HasNoSeamAtEqualMachines) {
    for (const int buffer : {4, 5, 100, 10000}) {
        const auto alike = two_machine_deterministic(.1, .01, .1, .01, buffer);
        EXPECT_NEAR(alike.mean_buffer, buffer / 2., 1e-9 * buffer);
        for (double apart = 1e-6; apart > 1e-18; apart /= 3) {
            const auto near = two_machine_deterministic(.1, .01, .1 * (1 + apart), .01, buffer);
            SCOPED_TRACE(testing::Message() << buffer << ' ' << apart);
            EXPECT_NEAR(near.efficiency, alike.efficiency, apart + 1e-14);
            EXPECT_NEAR(near.mean_buffer / buffer, alike.mean_buffer / buffer,
                        buffer * apart + 1e-13);
        }
    }
}
TEST(TwoMachineDeterministic, IsTheSameBackwardsAndGrowsWithTheBuffer) {
    for (const auto& [r1, p1, r2, p2] : {std::array{.14, .1, .1, .1},
                                         {.5, .05, .4, .1},
                                         {.1, .01, .1, .01},
                                         {.9, .001, .02, .3}}) {
        double before = -1;
        for (const int buffer : {0, 1, 2, 3, 4, 5, 6, 10, 40}) {
            const auto there = two_machine_deterministic(r1, p1, r2, p2, buffer);
            const auto back = two_machine_deterministic(r2, p2, r1, p1, buffer);
            EXPECT_NEAR(there.efficiency, back.efficiency, 1e-13);
            EXPECT_NEAR(there.mean_buffer, buffer - back.mean_buffer, 1e-11);
            EXPECT_NEAR(there.blocked, back.starved, 1e-13);
            EXPECT_GT(there.efficiency, before);
            before = there.efficiency;
            // Under repair a share p / r of the time at work.
            EXPECT_NEAR(there.efficiency * (1 + p1 / r1), 1 - there.blocked, 1e-13);
            EXPECT_NEAR(there.efficiency * (1 + p2 / r2), 1 - there.starved, 1e-13);
        }
        const double least = std::min(r1 / (r1 + p1), r2 / (r2 + p2));
        EXPECT_NEAR(two_machine_deterministic(r1, p1, r2, p2, 10'000'000).efficiency, least, 1e-6);
        EXPECT_EQ(two_machine_deterministic(r1, p1, r2, p2, 0).efficiency, 0);
    }
}

TEST(Buzacott, IsALineThatStopsTogether) {
    EXPECT_NEAR(buzacott_zero_buffer({.01}, {.1}), .1 / .11, 1e-15);
    EXPECT_NEAR(buzacott_zero_buffer({.01, .01}, {.1, .1}), .833333, 6e-7);
    EXPECT_NEAR(buzacott_zero_buffer({.01, .02, 0}, {.1, .1, .5}), 1 / 1.3, 1e-15);
}

TEST(DeterministicBlock, RefusesWhatCannotBe) {
    for (const double p : {0., -.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THROW(two_machine_deterministic(p, .1, .1, .1, 5), Error);
        EXPECT_THROW(two_machine_deterministic(.1, p, .1, .1, 5), Error);
        EXPECT_THROW(two_machine_deterministic(.1, .1, p, .1, 5), Error);
        EXPECT_THROW(two_machine_deterministic(.1, .1, .1, p, 5), Error);
    }
    EXPECT_THROW(two_machine_deterministic(.1, .1, .1, .1, -1), Error);
    EXPECT_THROW(two_machine_deterministic(1, 1, 1, 1, 5), Error);
    EXPECT_THROW(buzacott_zero_buffer({}, {}), Error);
    EXPECT_THROW(buzacott_zero_buffer({.1}, {.1, .1}), Error);
    EXPECT_THROW(buzacott_zero_buffer({-.1}, {.1}), Error);
    EXPECT_THROW(buzacott_zero_buffer({.1}, {0}), Error);
    try {
        two_machine_deterministic(.1, 2, .1, .1, 5);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "two_machine_deterministic: p1 is 2, must be greater than 0 and "
                                   "at most 1");
    }
}

} // namespace
} // namespace rampcast
