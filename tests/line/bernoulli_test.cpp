#include "rampcast/line/bernoulli.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <utility>
#include <vector>

namespace rampcast {
namespace {

struct BernoulliRow {
    double p1, p2;
    int buffer;
    double rate;
};
constexpr std::array<BernoulliRow, 5> bernoulli_rows{{{.9, .9, 1, .818182},
                                                      {.9, .9, 2, .857143},
                                                      {.8, .8, 3, .750000},
                                                      {.95, .85, 4, .849287},
                                                      {.7, .75, 10, .695910}}};

TEST(TwoMachineBernoulli, AgreesWithPublishedRows) {
    for (const BernoulliRow& row : bernoulli_rows)
        EXPECT_NEAR(two_machine_bernoulli(row.p1, row.p2, row.buffer).production_rate, row.rate,
                    6e-7);
}

/// The buffer slot by slot, until nothing changes any more.
BernoulliBlock slot_by_slot(double p1, double p2, int buffer) {
    const auto n = static_cast<std::size_t>(buffer);
    std::vector<double> share(n + 1, 0);
    share[0] = 1;
    BernoulliBlock block;
    for (int slot = 0; slot < 20000; ++slot) {
        std::vector<double> next(n + 1, 0);
        block = {};
        for (std::size_t h = 0; h <= n; ++h)
            for (const bool up1 : {false, true})
                for (const bool up2 : {false, true}) {
                    const double p = share[h] * (up1 ? p1 : 1 - p1) * (up2 ? p2 : 1 - p2);
                    const bool takes = up2 && h > 0;
                    const bool gives = up1 && (h < n || takes);
                    next[h + gives - takes] += p;
                    block.production_rate += takes ? p : 0;
                    block.starved += up2 && !takes ? p : 0;
                    block.blocked += up1 && !gives ? p : 0;
                }
        share = next;
    }
    for (std::size_t h = 0; h <= n; ++h) block.mean_buffer += static_cast<double>(h) * share[h];
    return block;
}
void expect_same(const BernoulliBlock& a, const BernoulliBlock& b, double within) {
    EXPECT_NEAR(a.production_rate, b.production_rate, within);
    EXPECT_NEAR(a.blocked, b.blocked, within);
    EXPECT_NEAR(a.starved, b.starved, within);
    EXPECT_NEAR(a.mean_buffer, b.mean_buffer, within);
}
TEST(TwoMachineBernoulli, IsTheLongRunOfItsSlots) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> any(.1, 1);
    for (int i = 0; i < 30; ++i) {
        const double p1 = any(random), p2 = i % 5 == 0 ? p1 : any(random);
        const int buffer = 1 + i % 7;
        SCOPED_TRACE(testing::Message() << p1 << ' ' << p2 << ' ' << buffer);
        expect_same(two_machine_bernoulli(p1, p2, buffer), slot_by_slot(p1, p2, buffer), 1e-10);
    }
    for (const auto& [p1, p2] : {std::pair{1., .6}, {.6, 1.}, {1., 1.}})
        for (const int buffer : {0, 1, 3}) {
            SCOPED_TRACE(testing::Message() << p1 << ' ' << p2 << ' ' << buffer);
            expect_same(two_machine_bernoulli(p1, p2, buffer), slot_by_slot(p1, p2, buffer), 1e-12);
        }
}
/// Machines a little apart are as those alike but for terms of first order.
TEST(TwoMachineBernoulli, HasNoSeamAtEqualMachines) {
    for (const double p : {.001, .3, .9, .999})
        for (const int buffer : {1, 5, 1000}) {
            const BernoulliBlock alike = two_machine_bernoulli(p, p, buffer);
            for (double apart = 1e-5; apart > 1e-18; apart /= 3) {
                const double other = p * (1 - apart * (1 - p));
                const BernoulliBlock near = two_machine_bernoulli(p, other, buffer);
                SCOPED_TRACE(testing::Message() << p << ' ' << buffer << ' ' << apart);
                EXPECT_NEAR(near.production_rate, alike.production_rate, 2 * p * apart + 1e-15);
                EXPECT_NEAR(near.mean_buffer / buffer, alike.mean_buffer / buffer,
                            buffer * apart + 1e-14);
                EXPECT_LE(near.production_rate, alike.production_rate * (1 + 1e-15));
            }
        }
}
TEST(TwoMachineBernoulli, IsTheSameBackwardsAndGrowsWithTheBuffer) {
    for (const auto& [p1, p2] : {std::pair{.9, .8}, {.5, .95}, {.7, .7}}) {
        double before = -1;
        for (const int buffer : {0, 1, 2, 3, 10, 50}) {
            const BernoulliBlock there = two_machine_bernoulli(p1, p2, buffer);
            const BernoulliBlock back = two_machine_bernoulli(p2, p1, buffer);
            EXPECT_NEAR(there.production_rate, back.production_rate, 1e-15);
            EXPECT_NEAR(there.blocked, back.starved, 1e-15);
            EXPECT_NEAR(there.production_rate, p1 - there.blocked, 1e-15);
            EXPECT_NEAR(there.production_rate, p2 - there.starved, 1e-15);
            EXPECT_GT(there.production_rate, before);
            before = there.production_rate;
        }
        EXPECT_NEAR(two_machine_bernoulli(p1, p2, 1'000'000).production_rate, std::min(p1, p2),
                    1e-6);
        EXPECT_EQ(two_machine_bernoulli(p1, p2, 0).production_rate, 0);
    }
    // Very unlike machines lose no digits.
    EXPECT_NEAR(two_machine_bernoulli(1e-12, .5, 3).production_rate / 1e-12, 1, 1e-12);
    EXPECT_NEAR(two_machine_bernoulli(.5, 1e-12, 3).production_rate / 1e-12, 1, 1e-12);
}

struct AggregationRow {
    std::size_t machines;
    int buffer;
    double exact, aggregated;
};
TEST(BernoulliLine, AgreesWithPublishedRows) {
    for (const AggregationRow& row :
         {AggregationRow{3, 1, .755725, .755282}, AggregationRow{3, 3, .855631, .855851},
          AggregationRow{5, 3, .839467, .840976}}) {
        const BernoulliLine line = bernoulli_line(std::vector<double>(row.machines, .9),
                                                  std::vector<int>(row.machines - 1, row.buffer));
        EXPECT_TRUE(line.converged);
        EXPECT_NEAR(line.production_rate, row.aggregated, 6e-7);
        EXPECT_NEAR(line.production_rate, row.exact, .002);
    }
}
TEST(BernoulliLine, OfTwoMachinesIsTheirBlock) {
    for (const BernoulliRow& row : bernoulli_rows) {
        const BernoulliBlock block = two_machine_bernoulli(row.p1, row.p2, row.buffer);
        const BernoulliLine line = bernoulli_line({row.p1, row.p2}, {row.buffer});
        expect_same({line.production_rate, line.blocked[0], line.starved[1], line.buffer_levels[0]},
                    block, 1e-14);
        EXPECT_EQ(line.starved[0], 0);
        EXPECT_EQ(line.blocked[1], 0);
    }
}
TEST(BernoulliLine, IsTheSameBackwardsAndGrowsWithItsBuffers) {
    const std::vector<double> p{.9, .7, .85, .8, .95}, turned(p.rbegin(), p.rend());
    std::vector<int> buffers{2, 3, 1, 4};
    const BernoulliLine line = bernoulli_line(p, buffers);
    const BernoulliLine back = bernoulli_line(turned, {4, 1, 3, 2});
    EXPECT_NEAR(line.production_rate, back.production_rate, 1e-12);
    for (std::size_t i = 0; i < p.size(); ++i)
        EXPECT_NEAR(line.blocked[i], back.starved[p.size() - 1 - i], 1e-11);
    EXPECT_NEAR(line.production_rate, p[0] - line.blocked[0], 1e-12);
    EXPECT_NEAR(line.production_rate, p[4] - line.starved[4], 1e-12);
    for (int& each : buffers) {
        const double before = bernoulli_line(p, buffers).production_rate;
        ++each;
        EXPECT_GT(bernoulli_line(p, buffers).production_rate, before);
    }
    EXPECT_NEAR(bernoulli_line(p, {200, 200, 200, 200}).production_rate, .7, 1e-9);
}
TEST(BernoulliLine, SaysWhetherItConverged) {
    const std::vector<double> p(10, .9);
    const std::vector<int> buffers(9, 5);
    const BernoulliLine cut = bernoulli_line(p, buffers, 2);
    EXPECT_FALSE(cut.converged);
    EXPECT_EQ(cut.sweeps, 2);
    const BernoulliLine full = bernoulli_line(p, buffers);
    EXPECT_TRUE(full.converged);
    EXPECT_TRUE(bernoulli_line(std::vector<double>(30, .9), std::vector<int>(29, 200)).converged);
}
TEST(BernoulliLine, ABufferOfNothingStopsIt) {
    const BernoulliLine line = bernoulli_line({.9, .8, .7, .9}, {2, 0, 2});
    EXPECT_TRUE(line.converged);
    EXPECT_EQ(line.production_rate, 0);
    EXPECT_EQ(line.blocked, (std::vector<double>{.9, .8, 0, 0}));
    EXPECT_EQ(line.starved, (std::vector<double>{0, 0, .7, .9}));
    EXPECT_EQ(line.buffer_levels, (std::vector<double>{2, 0, 0}));
    EXPECT_EQ(bernoulli_line({1, 1, 1}, {1, 1}).production_rate, 1);
}

TEST(Bernoulli, RefusesWhatCannotBe) {
    for (const double p : {0., -.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THROW(two_machine_bernoulli(p, .5, 1), Error);
        EXPECT_THROW(two_machine_bernoulli(.5, p, 1), Error);
        EXPECT_THROW(bernoulli_line({.5, p}, {1}), Error);
    }
    EXPECT_THROW(two_machine_bernoulli(.5, .5, -1), Error);
    EXPECT_THROW(bernoulli_line({.5}, {}), Error);
    EXPECT_THROW(bernoulli_line({.5, .5}, {1, 1}), Error);
    EXPECT_THROW(bernoulli_line({.5, .5}, {1}, 0), Error);
    try {
        bernoulli_line({.5, .5, .5}, {1, -2});
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "bernoulli_line: buffers[1] is -2, must be at least 0");
    }
}

} // namespace
} // namespace rampcast
