#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "rampcast/flow/deterministic_chain.hpp"

namespace rampcast {
namespace {

/// Gershwin's solution of two machines, N >= 4: efficiency and mean buffer.
struct TwoMachineSolution {
    double efficiency{}, buffer{};
};
TwoMachineSolution solution(double r1, double p1, double r2, double p2, int n) {
    const double a = r1 + r2 - r1 * r2, c = p1 + p2 - p1 * p2;
    const double y1 = (a - r1 * p2) / (c - p1 * r2), y2 = (a - p1 * r2) / (c - r1 * p2);
    const double x = y2 / y1, xn = std::pow(x, n - 1);
    double sum = 0, moving = 0, level = 0;
    const auto add = [&](int at, bool first_up, double weight) {
        sum += weight;
        level += at * weight;
        if (first_up && at < n) moving += weight;
    };
    for (int i = 2; i <= n - 2; ++i)
        for (const bool up1 : {false, true})
            for (const bool up2 : {false, true})
                add(i, up1, std::pow(x, i) * (up1 ? y1 : 1) * (up2 ? y2 : 1));
    add(0, false, x * (a - r1 * p2) / (r1 * p2));
    add(1, false, x);
    add(1, false, x * y2);
    add(1, true, x / p2 * (a - r1 * p2) / (c - r1 * p2));
    add(n - 1, false, xn);
    add(n - 1, true, xn * y1);
    add(n - 1, true, xn / p1 * (a - p1 * r2) / (c - p1 * r2));
    add(n, true, xn * (a - p1 * r2) / (p1 * r2));
    return {moving / sum, level / sum};
}

TEST(DeterministicChain, TwoMachines) {
    struct Row {
        double r1, p1, r2, p2;
        int n;
        double efficiency, buffer;
    };
    for (const auto& [r1, p1, r2, p2, n, efficiency, buffer] :
         std::vector<Row>{{.1, .01, .1, .01, 10, .856175, 5},
                          {.1, .01, .1, .01, 100, .896937, 50},
                          {.14, .1, .1, .1, 10, .436542, 5.86118},
                          {.2, .05, .15, .05, 5, .666412, 2.67764},
                          {.5, .05, .4, .1, 6, .788719, 4.15208}}) {
        const SlottedLine line = exact_deterministic_line({r1, r2}, {p1, p2}, {n});
        EXPECT_NEAR(line.production_rate, efficiency, 1e-6);
        EXPECT_NEAR(line.buffer_levels[0], buffer, 1e-5);
        const TwoMachineSolution closed = solution(r1, p1, r2, p2, n);
        EXPECT_NEAR(line.production_rate, closed.efficiency, 1e-11);
        EXPECT_NEAR(line.buffer_levels[0], closed.buffer, 1e-8);
    }
    EXPECT_NEAR(exact_deterministic_line({.1, .1}, {.01, .01}, {1}).production_rate, .454545, 1e-6);
    EXPECT_NEAR(exact_deterministic_line({.1, .1}, {.01, .01}, {2}).production_rate, .833699, 1e-6);
}

TEST(DeterministicChain, ThreeMachines) {
    const std::vector<double> r1(3, .1), p1(3, .01), r2(3, .2), p2(3, .05);
    EXPECT_NEAR(exact_deterministic_line(r1, p1, {4, 4}).production_rate, .787190, 1e-6);
    EXPECT_NEAR(exact_deterministic_line(r2, p2, {5, 5}).production_rate, .645779, 1e-6);
}

/// A machine is down, starved, blocked or both, or moves; machines move as much as they are up
/// and free to; a line run backwards makes as much.
TEST(DeterministicChain, IdentitiesAndReversal) {
    const std::vector<double> r{.2, .15, .3}, p{.02, .05, .04};
    const SlottedLine line = exact_deterministic_line(r, p, {6, 3});
    for (std::size_t i = 0; i < 3; ++i) {
        // Downs begin in slots in which the machine could work, and end at rate r.
        const double moves = line.production_rate;
        EXPECT_NEAR(line.down[i], moves * p[i] / r[i], 1e-11);
        EXPECT_NEAR(line.down[i] + line.starved[i] + line.blocked[i] + moves, 1, 1e-11);
    }
    const SlottedLine backwards = exact_deterministic_line({.3, .15, .2}, {.04, .05, .02}, {3, 6});
    EXPECT_NEAR(backwards.production_rate, line.production_rate, 1e-11);
    EXPECT_NEAR(exact_deterministic_line({.1}, {.05}, {}).production_rate, 2. / 3, 1e-14);
    EXPECT_NEAR(exact_deterministic_line({1, 1}, {0, 0}, {2}).production_rate, 1, 1e-14);
}

TEST(DeterministicChain, Refuses) {
    EXPECT_THROW(exact_deterministic_line({.1, .1}, {.01}, {4}), Error);
    EXPECT_THROW(exact_deterministic_line({.1, 0}, {.01, .01}, {4}), Error);
    EXPECT_THROW(exact_deterministic_line({.1, .1}, {.01, -.01}, {4}), Error);
    EXPECT_THROW(exact_deterministic_line({.1, .1}, {.01, NAN}, {4}), Error);
    EXPECT_THROW(exact_deterministic_line({.1, .1}, {.01, .01}, {0}), Error);
    EXPECT_THROW(exact_deterministic_line({.1, .1}, {.01, .01}, {4}, 19), Error);
    EXPECT_THROW(exact_deterministic_line(std::vector<double>(20, .1), std::vector<double>(20, .1),
                                          std::vector<int>(19, 9)),
                 Error);
}

} // namespace
} // namespace rampcast
