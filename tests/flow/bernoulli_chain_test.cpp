#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "rampcast/flow/bernoulli_chain.hpp"

namespace rampcast {
namespace {

/// PR = p2 (1 - Q(p1, p2, N)) of Li and Meerkov.
double two_machine_rate(double p1, double p2, int n) {
    const double a = p1 * (1 - p2) / (p2 * (1 - p1));
    const double q =
        p1 == p2 ? (1 - p1) / (n + 1 - p1) : (1 - p1) * (1 - a) / (1 - p1 / p2 * std::pow(a, n));
    return p2 * (1 - q);
}

TEST(BernoulliChain, TwoMachinesInClosedForm) {
    struct Row {
        double p1, p2;
        int n;
        double rate;
    };
    for (const auto& [p1, p2, n, rate] : std::vector<Row>{{.9, .9, 1, .818182},
                                                          {.9, .9, 2, .857143},
                                                          {.8, .8, 3, .750000},
                                                          {.95, .85, 4, .849287},
                                                          {.7, .75, 10, .695910}}) {
        const double found = exact_bernoulli_line({p1, p2}, {n}).production_rate;
        EXPECT_NEAR(found, rate, 1e-6);
        EXPECT_NEAR(found, two_machine_rate(p1, p2, n), 1e-12);
    }
}

TEST(BernoulliChain, LongerLines) {
    EXPECT_NEAR(exact_bernoulli_line({.9, .9, .9}, {1, 1}).production_rate, .755725, 1e-6);
    EXPECT_NEAR(exact_bernoulli_line({.9, .9, .9}, {3, 3}).production_rate, .855631, 1e-6);
    const SlottedLine five = exact_bernoulli_line({.9, .9, .9, .9, .9}, {3, 3, 3, 3});
    EXPECT_NEAR(five.production_rate, .839467, 1e-6);
    EXPECT_LE(five.states, 256U);
}

/// A machine is down, blocked, starved or makes a piece; a line run backwards makes as much.
TEST(BernoulliChain, IdentitiesAndReversal) {
    const std::vector<double> p{.8, .95, .7, .9};
    const std::vector<int> n{2, 1, 4};
    const SlottedLine line = exact_bernoulli_line(p, n);
    for (std::size_t i = 0; i < p.size(); ++i)
        EXPECT_NEAR(line.production_rate + line.blocked[i] + line.starved[i] + line.down[i], 1,
                    1e-12);
    EXPECT_EQ(line.starved.front(), 0);
    EXPECT_EQ(line.blocked.back(), 0);
    const SlottedLine backwards = exact_bernoulli_line({p.rbegin(), p.rend()}, {4, 1, 2});
    EXPECT_NEAR(backwards.production_rate, line.production_rate, 1e-12);
    EXPECT_NEAR(exact_bernoulli_line({.6}, {}).production_rate, .6, 1e-14);
    EXPECT_NEAR(exact_bernoulli_line({1, 1, 1}, {1, 2}).production_rate, 1, 1e-14);
}

TEST(BernoulliChain, Refuses) {
    EXPECT_THROW(exact_bernoulli_line({}, {}), Error);
    EXPECT_THROW(exact_bernoulli_line({.9, 0}, {1}), Error);
    EXPECT_THROW(exact_bernoulli_line({.9, 1.1}, {1}), Error);
    EXPECT_THROW(exact_bernoulli_line({.9, NAN}, {1}), Error);
    EXPECT_THROW(exact_bernoulli_line({.9, .9}, {0}), Error);
    EXPECT_THROW(exact_bernoulli_line({.9, .9}, {1, 1}), Error);
    try {
        exact_bernoulli_line({.9, .9, .9}, {999, 999});
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "exact_bernoulli_line: the chain has up to 1e+06 states, must be at most "
                     "200000");
    }
}

} // namespace
} // namespace rampcast
