#include "rampcast/line/continuous_block.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace rampcast {
namespace {

struct BlockRow {
    double u1, l1, m1, u2, l2, m2, n, throughput, level;
};

TEST(ContinuousBlock, CheckValues) {
    const std::vector<BlockRow> rows{
        {1, .01, .1, 1, .01, .1, 0, 0.833333, 0},
        {1, .01, .1, 1, .01, .1, 10, 0.858726, 5},
        {1, .01, .1, 1, .01, .1, 100, 0.896552, 50},
        {1, .05, .2, 1, .1, .3, 10, 0.708111, -1},
        {1.2, .01, .1, 1, .01, .1, 10, 0.881862, 8.68161},
        {1, .01, .1, 1.2, .01, .1, 10, 0.881862, 1.31839},
        {2, .1, .5, 1, .05, .4, 8, 0.886880, -1},
    };
    for (const BlockRow& r : rows) {
        const auto block = two_machine_continuous(r.u1, r.l1, r.m1, r.u2, r.l2, r.m2, r.n);
        EXPECT_NEAR(block.throughput, r.throughput, 6e-7);
        if (r.level >= 0) {
            EXPECT_NEAR(block.mean_buffer, r.level, 6e-6);
        }
    }
    EXPECT_NEAR(two_machine_continuous(.05, .2, .1, .3, 10).throughput, 0.708111, 6e-7);
}

/// The closed form for equal speeds, written down independently.
TEST(ContinuousBlock, EqualSpeedsByTheClosedForm) {
    for (const double l1 : {.001, .05, 2.})
        for (const double l2 : {.001, .07, 3.})
            for (const double n : {0., .5, 20., 400.}) {
                const double m1 = .2, m2 = .3;
                const double y = (m1 + m2) / (l1 + l2);
                const double th = (l2 * m1 - l1 * m2) * (1 / (l1 + l2) + 1 / (m1 + m2));
                const double s = std::abs(th * n) < 1e-9 ? n : std::expm1(th * n) / th;
                const double z = std::exp(th * n);
                const double d = (2 + y + 1 / y) * s + (1 / l2) * (1 + (l1 + l2) / m1) +
                                 (z / l1) * (1 + (l1 + l2) / m2);
                if (!std::isfinite(d)) continue;
                const auto block = two_machine_continuous(l1, m1, l2, m2, n);
                EXPECT_NEAR(block.throughput, ((1 + y) * s + 1 / l2 + z / l1) / d, 1e-12);
                EXPECT_NEAR(block.starved, (l1 + l2) / (l2 * m1) / d, 1e-12);
                EXPECT_NEAR(block.blocked, z * (l1 + l2) / (l1 * m2) / d, 1e-12);
            }
}

/// Time is spent at work, under repair or standing, at any speeds and sizes.
TEST(ContinuousBlock, SharesAddUp) {
    for (const double u1 : {1., 1 + 1e-13, 1 + 1e-6, 1.01, 3., 50.})
        for (const double l1 : {0., 1e-9, .05, 4.})
            for (const double l2 : {0., 1e-7, .1, 6.})
                for (const double n : {0., 1e-3, 1., 30., 1e5}) {
                    const double m1 = .7, m2 = .03;
                    const auto b = two_machine_continuous(u1, l1, m1, 1, l2, m2, n);
                    const auto r = two_machine_continuous(1, l2, m2, u1, l1, m1, n);
                    EXPECT_NEAR(b.throughput / u1 * (1 + l1 / m1) + b.blocked + b.blocked_slow, 1,
                                2e-9);
                    EXPECT_NEAR(b.throughput * (1 + l2 / m2) + b.starved + b.starved_slow, 1, 2e-9);
                    EXPECT_NEAR(r.throughput, b.throughput, 1e-12);
                    EXPECT_GE(b.mean_buffer, -1e-9 * n);
                    EXPECT_LE(b.mean_buffer, n * (1 + 1e-9));
                }
}

TEST(ContinuousBlock, FollowsBufferAndSpeed) {
    double before = 0;
    for (const double n : {0., .1, 1., 5., 20., 100., 1000., 1e6}) {
        const double now = two_machine_continuous(1.1, .02, .1, 1, .01, .1, n).throughput;
        EXPECT_GT(now, before);
        before = now;
    }
    EXPECT_NEAR(before, 1 / 1.1, 1e-6);
    before = 0;
    for (const double u : {.1, .5, .999, 1., 1.001, 1.5, 9., 1e4}) {
        const double now = two_machine_continuous(u, .02, .1, 1, .01, .1, 7).throughput;
        EXPECT_GT(now, before);
        before = now;
    }
}

/// Without a buffer, machines whose failures follow the clock are up independently of each other.
TEST(ContinuousBlock, FailuresByTheClock) {
    const ContinuousMachine<double> a{1, .02, .1, 1}, b{1, .05, .2, 1};
    EXPECT_NEAR(two_machine_continuous(a, b, 0.).throughput, (.1 / .12) * (.2 / .25), 1e-14);
    const double many = two_machine_continuous(a, b, 1e6).throughput;
    EXPECT_NEAR(many, .2 / .25, 1e-6);
    const auto some = two_machine_continuous(a, b, 10.);
    ContinuousMachine<double> a0 = a, b0 = b;
    a0.idle_failures = b0.idle_failures = 0;
    EXPECT_LT(some.throughput, two_machine_continuous(a0, b0, 10.).throughput);
    EXPECT_NEAR(some.throughput + some.blocked + .02 / .12, 1, 1e-12);
    EXPECT_NEAR(some.throughput + some.starved + .05 / .25, 1, 1e-12);
}

TEST(ContinuousBlock, OnLanesAndDuals) {
    using L = Lanes<float, 64>;
    using D = Dual<double>;
    for (const double u : {1., 1.2, .7}) {
        const auto number = two_machine_continuous(u, .05, .2, 1, .1, .3, 10);
        const auto lanes = two_machine_continuous<L>({L(u), L(.05), L(.2), L(0.)},
                                                     {L(1.), L(.1), L(.3), L(0.)}, L(10.));
        EXPECT_NEAR(static_cast<double>(lanes.throughput[5]), number.throughput, 2e-6);
        EXPECT_NEAR(static_cast<double>(lanes.mean_buffer[5]), number.mean_buffer, 1e-4);
        const auto dual = two_machine_continuous<D>({D(u), D(.05), D(.2), D(0.)},
                                                    {D(1.), D(.1), D(.3), D(0.)}, D(10., 1.));
        const double h = 1e-4;
        const double slope = (two_machine_continuous(u, .05, .2, 1, .1, .3, 10 + h).throughput -
                              two_machine_continuous(u, .05, .2, 1, .1, .3, 10 - h).throughput) /
                             (2 * h);
        EXPECT_EQ(dual.throughput.value, number.throughput);
        EXPECT_NEAR(dual.throughput.slope, slope, 1e-9);
    }
}

TEST(ContinuousBlock, RefusesWhatCannotBe) {
    EXPECT_THROW(two_machine_continuous(0, .1, 1, 1, .1, 1, 5), Error);
    EXPECT_THROW(two_machine_continuous(1, -.1, 1, 1, .1, 1, 5), Error);
    EXPECT_THROW(two_machine_continuous(1, .1, 1, 1, .1, 0, 5), Error);
    EXPECT_THROW(two_machine_continuous(1, .1, 1, 1, .1, 1, -5), Error);
    EXPECT_THROW(two_machine_continuous(1, .1, 1, 1, .1, 1, std::nan("")), Error);
    try {
        two_machine_continuous(1, .1, -2, 1, .1, 1, 5);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.place(), "two_machine_continuous");
        EXPECT_EQ(error.message(), "repair_rate1 is -2, must be greater than 0");
    }
}

} // namespace
} // namespace rampcast
