#include "rampcast/line/exponential_block.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <Eigen/Core>
#include <Eigen/LU>

namespace rampcast {
namespace {

struct ExponentialRow {
    double mu1, mu2;
    int buffer;
    double throughput;
};
constexpr std::array<ExponentialRow, 6> exponential_rows{{{1, 1, 0, .666667},
                                                          {1, 1, 1, .750000},
                                                          {1, 1, 2, .800000},
                                                          {1, 1, 3, .833333},
                                                          {1, 1, 5, .875000},
                                                          {1, 1.5, 0, .789474}}};

TEST(TwoMachineExponential, AgreesWithPublishedRows) {
    for (const ExponentialRow& row : exponential_rows)
        EXPECT_NEAR(two_machine_exponential(row.mu1, row.mu2, row.buffer).throughput,
                    row.throughput, 6e-7);
}
/// States 0 ... b + 2: pieces finished by station 1 and not by station 2, in detailed balance.
TEST(TwoMachineExponential, IsItsChainState) {
    for (const auto& [mu1, mu2] :
         {std::pair{1., 1.}, {1., 1.5}, {3., .2}, {1., 1.0001}, {2., 2.0000001}, {.4, .39}})
        for (const int buffer : {0, 1, 2, 7, 60}) {
            double sum = 0, in_system = 0, last = 0, weight = 1;
            for (int n = 0; n <= buffer + 2; ++n, weight *= mu1 / mu2) {
                sum += weight;
                in_system += weight * (n == buffer + 2 ? n : n + 1);
                last = weight;
            }
            SCOPED_TRACE(testing::Message() << mu1 << ' ' << mu2 << ' ' << buffer);
            const ExponentialBlock block = two_machine_exponential(mu1, mu2, buffer);
            EXPECT_NEAR(block.starved, 1 / sum, 1e-13);
            EXPECT_NEAR(block.blocked, last / sum, 1e-13);
            EXPECT_NEAR(block.mean_in_system, in_system / sum, 1e-11);
            EXPECT_NEAR(block.throughput, mu1 * (1 - last / sum), 1e-13);
            EXPECT_NEAR(block.throughput, mu2 * (1 - 1 / sum), 1e-13);
        }
}
TEST(TwoMachineExponential, HasNoSeamAtEqualRates) {
    for (const int buffer : {0, 3, 1000}) {
        const double k = buffer + 2;
        EXPECT_NEAR(two_machine_exponential(2, 2, buffer).throughput, 2 * k / (k + 1), 1e-14);
        for (double apart = 1e-5; apart > 1e-18; apart /= 3) {
            // To first order a rate that is higher by d helps by half of that in either place.
            const auto near = two_machine_exponential(1, 1 + apart, buffer);
            SCOPED_TRACE(testing::Message() << buffer << ' ' << apart);
            EXPECT_NEAR(near.throughput, k / (k + 1) * (1 + apart / 2), k * apart * apart + 1e-15);
            EXPECT_NEAR(near.mean_in_system / k, (k / 2 + k / (k + 1)) / k, k * apart + 1e-14);
        }
    }
}
TEST(TwoMachineExponential, IsTheSameBackwardsAndGrowsWithTheBuffer) {
    for (const auto& [mu1, mu2] : {std::pair{1., 1.5}, {1., 1.}, {7., .3}}) {
        double before = 0;
        for (const int buffer : {0, 1, 2, 5, 10}) {
            const ExponentialBlock there = two_machine_exponential(mu1, mu2, buffer);
            const ExponentialBlock back = two_machine_exponential(mu2, mu1, buffer);
            EXPECT_NEAR(there.throughput, back.throughput, 1e-14);
            EXPECT_NEAR(there.blocked, back.starved, 1e-15);
            EXPECT_GT(there.throughput, before);
            before = there.throughput;
        }
        EXPECT_NEAR(two_machine_exponential(mu1, mu2, 10'000'000).throughput, std::min(mu1, mu2),
                    1e-6);
    }
    EXPECT_NEAR(two_machine_exponential(1e-20, 1, 0).throughput / 1e-20, 1, 1e-15);
    EXPECT_NEAR(two_machine_exponential(1, 1e-20, 0).throughput / 1e-20, 1, 1e-15);
    EXPECT_NEAR(two_machine_exponential(1, 1e-20, 4).mean_in_system, 6, 1e-12);
}

struct UnreliableRow {
    double mu1, p1, r1, mu2, p2, r2;
    int buffer;
    double throughput;
};
TEST(TwoMachineUnreliable, AgreesWithPublishedRows) {
    for (const UnreliableRow& row : {UnreliableRow{1, .01, .1, 1, .01, .1, 10, .785921},
                                     UnreliableRow{1, .05, .2, 1.5, .1, .3, 5, .695503}})
        EXPECT_NEAR(
            two_machine_exponential(row.mu1, row.p1, row.r1, row.mu2, row.p2, row.r2, row.buffer)
                .throughput,
            row.throughput, 6e-7);
}

UnreliableExponentialBlock solved(const UnreliableRow& row) {
    return two_machine_exponential(row.mu1, row.p1, row.r1, row.mu2, row.p2, row.r2, row.buffer);
}
/// The whole chain at once as linear equations, from its transitions one by one.
UnreliableExponentialBlock dense(const UnreliableRow& row) {
    const int states = 4 * (row.buffer + 1);
    Eigen::MatrixXd balance = Eigen::MatrixXd::Zero(states, states);
    const auto at = [](int n, bool up1, bool up2) { return 4 * n + 2 * up1 + up2; };
    const auto move = [&](int from, int to, double rate) {
        balance(to, from) += rate;
        balance(from, from) -= rate;
    };
    for (int n = 0; n <= row.buffer; ++n)
        for (const bool up1 : {false, true})
            for (const bool up2 : {false, true}) {
                const int from = at(n, up1, up2);
                if (!up1) move(from, at(n, true, up2), row.r1);
                if (!up2) move(from, at(n, up1, true), row.r2);
                if (up1 && n < row.buffer) {
                    move(from, at(n, false, up2), row.p1);
                    move(from, at(n + 1, up1, up2), row.mu1);
                }
                if (up2 && n > 0) {
                    move(from, at(n, up1, false), row.p2);
                    move(from, at(n - 1, up1, up2), row.mu2);
                }
            }
    balance.row(0).setOnes();
    const Eigen::VectorXd share = balance.fullPivLu().solve(Eigen::VectorXd::Unit(states, 0));
    UnreliableExponentialBlock block;
    for (int n = 0; n <= row.buffer; ++n)
        for (const bool up1 : {false, true})
            for (const bool up2 : {false, true}) {
                const double p = share(at(n, up1, up2));
                block.mean_buffer += n * p;
                if (up2) (n > 0 ? block.throughput : block.starved) += n > 0 ? row.mu2 * p : p;
                if (up1 && n == row.buffer) block.blocked += p;
            }
    return block;
}
const std::array<UnreliableRow, 7> unreliable_rows{{{1, .01, .1, 1, .01, .1, 10, 0},
                                                    {1, .05, .2, 1.5, .1, .3, 5, 0},
                                                    {9, .5, .2, 1, .001, 4, 8, 0},
                                                    {.2, .3, .1, 5, .02, .3, 8, 0},
                                                    {1, 2, 1, 1, 3, 2, 1, 0},
                                                    {1, 0, 1, 1.2, .1, .5, 6, 0},
                                                    {1, 1e-5, 1e-3, 1, 1e-4, 1e-2, 20, 0}}};
TEST(TwoMachineUnreliable, IsItsWholeChain) {
    for (const UnreliableRow& row : unreliable_rows) {
        const auto a = solved(row), b = dense(row);
        SCOPED_TRACE(testing::Message() << row.mu1 << ' ' << row.mu2 << ' ' << row.buffer);
        EXPECT_NEAR(a.throughput, b.throughput, 1e-11);
        EXPECT_NEAR(a.mean_buffer, b.mean_buffer, 1e-9);
        EXPECT_NEAR(a.blocked, b.blocked, 1e-11);
        EXPECT_NEAR(a.starved, b.starved, 1e-11);
    }
}
/// Without failures it is the queue M/M/1 with N places: the stations that block after service
/// with two waiting places less.
TEST(TwoMachineUnreliable, WithoutFailuresIsTheFormulaOfStations) {
    for (const auto& [mu1, mu2] : {std::pair{1., 1.}, {1., 1.5}, {3., .2}})
        for (const int buffer : {2, 3, 10, 1000}) {
            const auto unreliable = two_machine_exponential(mu1, 0, 1, mu2, 0, 1, buffer);
            const auto stations = two_machine_exponential(mu1, mu2, buffer - 2);
            EXPECT_NEAR(unreliable.throughput, stations.throughput, 1e-12);
            EXPECT_NEAR(unreliable.blocked, stations.blocked, 1e-12);
            EXPECT_NEAR(unreliable.starved, stations.starved, 1e-12);
            EXPECT_NEAR(unreliable.mean_buffer + 1 - stations.blocked, stations.mean_in_system,
                        1e-9 * buffer);
        }
}
TEST(TwoMachineUnreliable, IsTheSameBackwardsAndGrowsWithTheBuffer) {
    for (UnreliableRow row : unreliable_rows) {
        double before = -1;
        for (const int buffer : {0, 1, 2, 3, 10, 30}) {
            row.buffer = buffer;
            const auto there = solved(row);
            const auto back = solved({row.mu2, row.p2, row.r2, row.mu1, row.p1, row.r1, buffer, 0});
            EXPECT_NEAR(there.throughput, back.throughput, 1e-11);
            EXPECT_NEAR(there.mean_buffer, buffer - back.mean_buffer, 1e-9);
            EXPECT_NEAR(there.blocked, back.starved, 1e-11);
            EXPECT_GT(there.throughput, before);
            before = there.throughput;
            EXPECT_NEAR(there.throughput / row.mu1 * (1 + row.p1 / row.r1), 1 - there.blocked,
                        1e-11);
            EXPECT_NEAR(there.throughput / row.mu2 * (1 + row.p2 / row.r2), 1 - there.starved,
                        1e-11);
        }
    }
    // With much room the slower machine alone, whichever it is.
    EXPECT_NEAR(two_machine_exponential(1, .1, .4, 1, .1, .3, 20000).throughput, .75, 1e-9);
    EXPECT_NEAR(two_machine_exponential(1, .1, .3, 1, .1, .4, 20000).throughput, .75, 1e-9);
}

TEST(ExponentialBlock, RefusesWhatCannotBe) {
    for (const double bad : {0., -1., std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THROW(two_machine_exponential(bad, 1, 1), Error);
        EXPECT_THROW(two_machine_exponential(1, bad, 1), Error);
        EXPECT_THROW(two_machine_exponential(bad, .1, .1, 1, .1, .1, 5), Error);
        EXPECT_THROW(two_machine_exponential(1, .1, bad, 1, .1, .1, 5), Error);
        EXPECT_THROW(two_machine_exponential(1, .1, .1, bad, .1, .1, 5), Error);
        EXPECT_THROW(two_machine_exponential(1, .1, .1, 1, .1, bad, 5), Error);
    }
    EXPECT_THROW(two_machine_exponential(1, 1, -1), Error);
    EXPECT_THROW(two_machine_exponential(1, -.1, .1, 1, .1, .1, 5), Error);
    EXPECT_THROW(two_machine_exponential(1, .1, .1, 1, -.1, .1, 5), Error);
    EXPECT_THROW(two_machine_exponential(1, .1, .1, 1, .1, .1, -1), Error);
    try {
        two_machine_exponential(1, 1, -1);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "two_machine_exponential: buffer is -1, must be at least 0");
    }
}

} // namespace
} // namespace rampcast
