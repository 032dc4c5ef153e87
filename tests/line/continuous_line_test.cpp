#include "rampcast/line/continuous_line.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace rampcast {
namespace {

TEST(ContinuousLine, CheckValues) {
    EXPECT_NEAR(continuous_line({.01, .01, .01}, {.1, .1, .1}, {10, 10}).throughput, 0.824849,
                6e-7);
    EXPECT_NEAR(continuous_line({.05, .05, .05}, {.2, .2, .2}, {5, 5}).throughput, 0.661635, 6e-7);
    const std::vector<double> l{.01, .02, .01, .015}, m{.1, .15, .1, .12}, n{10, 20, 10};
    EXPECT_NEAR(continuous_line(l, m, n).throughput, 0.802465, 6e-7);
}

TEST(ContinuousLine, TwoMachinesAreTheBlock) {
    EXPECT_NEAR(continuous_line({.01, .01}, {.1, .1}, {10}, {1.2, 1}).throughput,
                two_machine_continuous(1.2, .01, .1, 1, .01, .1, 10).throughput, 1e-14);
}

/// Long simulations of the same lines (standard errors below 1e-4).
TEST(ContinuousLine, MeanTimesAreCloserToTheTruth) {
    const std::vector<ContinuousMachine<double>> machines{
        {1, .01, .1, 0}, {1, .02, .15, 0}, {1, .01, .1, 0}, {1, .015, .12, 0}};
    const std::vector<double> n{10, 20, 10};
    const double truth = 0.79874;
    const double rates = continuous_line<double>(machines, n, RepairMean::rates).throughput;
    const double times = continuous_line<double>(machines, n, RepairMean::times).throughput;
    EXPECT_NEAR(rates, truth, 4e-3);
    EXPECT_LT(std::abs(times - truth), std::abs(rates - truth));
}

TEST(ContinuousLine, BackwardsIsTheSame) {
    const std::vector<double> l{.01, .03, .02, .05, .01}, m{.1, .5, .2, .4, .05},
        u{1, 1.3, .9, 1, 1.1}, n{3, 10, 0, 5};
    const std::vector<double> lr(l.rbegin(), l.rend()), mr(m.rbegin(), m.rend()),
        ur(u.rbegin(), u.rend()), nr(n.rbegin(), n.rend());
    EXPECT_NEAR(continuous_line(l, m, n, u).throughput, continuous_line(lr, mr, nr, ur).throughput,
                1e-9);
}

TEST(ContinuousLine, GrowsWithBuffersToTheSlowest) {
    const std::vector<double> l{.01, .03, .02, .05}, m{.1, .5, .2, .4}, u{1, 1.3, .95, 1};
    double before = 0;
    for (const double n : {0., 1., 5., 20., 100., 3000.}) {
        const double now = continuous_line(l, m, {n, n, n}, u).throughput;
        EXPECT_GT(now, before);
        before = now;
    }
    EXPECT_NEAR(before, .95 / 1.1, 1e-4);
    EXPECT_NEAR(continuous_line({0, 0, 0}, {1, 1, 1}, {0, 0}, {2, 1, 3}).throughput, 1, 1e-12);
}

TEST(ContinuousLine, OnLanesAndDuals) {
    using L = Lanes<float, 64>;
    using D = Dual<double>;
    const std::vector<ContinuousMachine<double>> machines{
        {1, .01, .1, 0}, {1.1, .02, .15, 0}, {1, .01, .1, 0}, {.95, .015, .12, 0}};
    const std::vector<double> buffers{10, 20, 10};
    std::vector<ContinuousMachine<L>> lanes;
    std::vector<ContinuousMachine<D>> duals;
    for (const auto& m : machines) {
        lanes.push_back({L(m.speed), L(m.failure_rate), L(m.repair_rate), L(0.)});
        duals.push_back({D(m.speed), D(m.failure_rate), D(m.repair_rate), D(0.)});
    }
    const double number = continuous_line<double>(machines, buffers).throughput;
    const std::vector<L> wide{L(10.), L(20.), L(10.)};
    EXPECT_NEAR(static_cast<double>(continuous_line<L>(lanes, wide).throughput[9]), number, 5e-6);
    const std::vector<D> varied{D(10.), D(20., 1.), D(10.)};
    const auto dual = continuous_line<D>(duals, varied).throughput;
    EXPECT_NEAR(dual.value, number, 1e-7);
    const double more =
        continuous_line<double>(machines, std::vector<double>{10, 20.01, 10}).throughput;
    EXPECT_NEAR(dual.slope, (more - number) / .01, 1e-6);
}

TEST(ContinuousLine, RefusesWhatCannotBe) {
    EXPECT_THROW(continuous_line({.1}, {1}, {}), Error);
    EXPECT_THROW(continuous_line({.1, .1}, {1, 1}, {1, 2}), Error);
    EXPECT_THROW(continuous_line({.1, .1}, {1, 1, 1}, {1}), Error);
    EXPECT_THROW(continuous_line({.1, .1}, {1, 0}, {1}), Error);
    EXPECT_THROW(continuous_line({.1, .1}, {1, 1}, {-1}), Error);
}

} // namespace
} // namespace rampcast
