#include "rampcast/uncertainty/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/beta.hpp>

namespace rampcast {
namespace {

const double nan = std::numeric_limits<double>::quiet_NaN();
const double infinity = std::numeric_limits<double>::infinity();

struct Row {
    Distribution distribution;
    double mean;
    double sd;
    double p10;
    double p50;
    double p90;
};

TEST(Distributions, HaveKnownMomentsAndQuantiles) {
    const std::vector<Row> rows = {
        {Pert{1, 3.5, 8}, 3.8333333333, 1.2986562041, 2.1581333756, 3.7548042868, 5.6268498337},
        {Triangular{1, 3.5, 8}, 4.1666666667, 1.4481789330, 2.3228756555, 4.0313730334,
         6.2251760651},
        {Uniform{2, 6}, 4, 1.1547005384, 2.4, 4, 5.6},
        {Normal{10, 2}, 10, 2, 7.4368968689, 10, 12.5631031311},
        // exponential: quantile -3 ln(1 - p)
        {Gamma{1, 3}, 3, 3, 0.3160815470, 2.0794415417, 6.9077552790},
        // arcsine: quantile sin^2(pi p / 2)
        {Beta{0.5, 0.5}, 0.5, 0.3535533906, 0.0244717419, 0.5, 0.9755282581},
        {Pert{4, 4, 4}, 4, 0, 4, 4, 4},
        {Triangular{4, 4, 4}, 4, 0, 4, 4, 4},
        {Uniform{4, 4}, 4, 0, 4, 4, 4},
        {Discrete{{12, 8, 10}, {1, 2, 1}}, 9.5, 1.6583123952, 8, 8, 12},
        {Empirical{{5, 1, 2, 4, 3}}, 3, 1.4142135624, 1, 3, 5},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.distribution.index());
        EXPECT_NO_THROW(validate(row.distribution, "x"));
        // The table has ten decimals.
        EXPECT_NEAR(mean(row.distribution), row.mean, 1e-10);
        EXPECT_NEAR(sd(row.distribution), row.sd, 1e-10);
        EXPECT_NEAR(quantile(row.distribution, 0.1), row.p10, 1e-10);
        EXPECT_NEAR(quantile(row.distribution, 0.5), row.p50, 1e-10);
        EXPECT_NEAR(quantile(row.distribution, 0.9), row.p90, 1e-10);
    }
}

TEST(Distributions, LogNormalFromTwoQuantiles) {
    const LogNormal d = LogNormal::p10_p90(0.6, 1.6);
    EXPECT_NEAR(d.log_mean, -0.0204109973, 1e-10);
    EXPECT_NEAR(d.log_sd, 0.3826725664, 1e-10);
    EXPECT_NEAR(d.quantile(0.1), 0.6, 1e-14);
    EXPECT_NEAR(d.quantile(0.9), 1.6, 1e-14);
    EXPECT_NEAR(d.quantile(0.99), 2.3864777, 1e-7);
    EXPECT_NEAR(d.moments().mean, 1.0542273714, 1e-10);
    EXPECT_THROW(LogNormal::p10_p90(0, 1), Error);
    EXPECT_THROW(LogNormal::p10_p90(1, 1), Error);
    EXPECT_THROW(LogNormal::p10_p90(1, nan), Error);
    EXPECT_THROW(LogNormal::p10_p90(1, infinity), Error);
}

TEST(Distributions, InverseNormal) {
    const Normal d;
    EXPECT_NEAR(d.quantile(1e-10), -6.361340902404056, 1e-14);
    EXPECT_NEAR(d.quantile(0.001), -3.090232306167813, 1e-14);
    EXPECT_NEAR(d.quantile(0.1), -1.2815515655446004, 1e-15);
    EXPECT_EQ(d.quantile(0), -infinity);
    EXPECT_EQ(d.quantile(1), infinity);
    EXPECT_EQ(d.quantile(0.5), 0);
}

const std::vector<Distribution> continuous = {
    Uniform{-3, 8},      Normal{5, 2},        LogNormal{0.3, 0.5},   Triangular{1, 3.5, 8},
    Triangular{1, 1, 8}, Triangular{1, 8, 8}, Pert{1, 3.5, 8},       Pert{-4, -4, 1},
    Pert{-4, 1, 1},      Beta{2, 5},          Beta{0.6, 0.8, -1, 2}, Beta{40, 3},
    Gamma{0.7, 2},       Gamma{9, 0.5},       Gamma{250, 0.01},
};

TEST(Distributions, MomentsAgreeWithQuadratureOfTheQuantile) {
    using Rule = boost::math::quadrature::gauss_kronrod<double, 61>;
    const boost::math::normal normal;
    for (const Distribution& d : continuous) {
        SCOPED_TRACE(d.index());
        const auto average = [&](auto&& f) {
            return Rule::integrate(
                [&](double z) { return f(quantile_z(d, z)) * boost::math::pdf(normal, z); }, -9.0,
                9.0, 8, 1e-11);
        };
        const double m = average([](double x) { return x; });
        const double v = average([&](double x) { return (x - m) * (x - m); });
        // What lies beyond |z| = 9 and the kink of the triangular density cost no more.
        EXPECT_NEAR(mean(d), m, 1e-8 * sd(d));
        EXPECT_NEAR(sd(d), std::sqrt(v), 1e-8 * sd(d));
    }
}

TEST(Distributions, QuantilesInvertTheDistributionFunctionInBothTails) {
    const boost::math::normal normal;
    const boost::math::gamma_distribution<> gamma(2.3, 1.7);
    const boost::math::beta_distribution<> beta(2.4285714285714286, 3.5714285714285714);
    for (double z = -8; z <= 8; z += 0.25) {
        SCOPED_TRACE(z);
        const double below = boost::math::cdf(normal, z);
        const double above = boost::math::cdf(boost::math::complement(normal, z));
        const double g = Gamma{2.3, 1.7}.quantile_z(z);
        const double b = Beta{2.4285714285714286, 3.5714285714285714}.quantile_z(z);
        // A relative error e of the quantile is one of about ten e in the probability.
        if (z <= 0) {
            EXPECT_NEAR(boost::math::cdf(gamma, g) / below, 1, 1e-12);
            EXPECT_NEAR(boost::math::cdf(beta, b) / below, 1, 1e-12);
        } else {
            EXPECT_NEAR(boost::math::cdf(boost::math::complement(gamma, g)) / above, 1, 1e-12);
            // Near 1 the quantile has an absolute error of 1e-16, and 1 - x is 2e-5 at z = 8.
            EXPECT_NEAR(boost::math::cdf(boost::math::complement(beta, b)) / above, 1, 1e-10);
        }
    }
}

TEST(Distributions, EveryShapeAllowedHasQuantilesThatRise) {
    const std::vector<double> shapes{.01, .03, .1, .5, 1, 1.5, 3, 10, 100, 1e4, 1e6, 1e8};
    const std::vector<double> levels{0,  5e-324, 1e-300, 1e-100, 1e-17,    1e-6,      .01,
                                     .3, .5,     .7,     .99,    1 - 1e-6, 1 - 1e-15, 1};
    const auto expect_rising = [&](const auto& distribution, const auto& what) {
        double last = -1;
        for (const double p : levels) {
            const double value = distribution.quantile(p);
            ASSERT_GE(value, last) << what << " at " << p;
            ASSERT_TRUE(std::isfinite(value) || p == 1) << what << " at " << p;
            last = value;
        }
        for (double z = -8.25; z <= 8.25; z += .25)
            ASSERT_TRUE(std::isfinite(distribution.quantile_z(z))) << what << " at " << z;
        ASSERT_NO_THROW(distribution.validate("here"));
    };
    for (const double a : shapes) {
        expect_rising(Gamma{a, 1}, "gamma " + std::to_string(a));
        for (const double b : shapes)
            expect_rising(Beta{a, b, 0, 1}, "beta " + std::to_string(a) + ", " + std::to_string(b));
    }
    for (const double outside : {1e-310, 1e-3, 1e9, 1e20}) {
        EXPECT_THROW((Gamma{outside, 1}.validate("here")), Error);
        EXPECT_THROW((Beta{outside, 1}.validate("here")), Error);
        EXPECT_THROW((Beta{1, outside}.validate("here")), Error);
    }
}

TEST(Distributions, TailsMirrorEachOther) {
    for (double z = -8; z <= 8; z += 0.5) {
        SCOPED_TRACE(z);
        EXPECT_NEAR((Pert{0, 2, 7}.quantile_z(z)), -(Pert{-7, -2, 0}.quantile_z(-z)), 1e-14);
        EXPECT_NEAR((Triangular{0, 2, 7}.quantile_z(z)), -(Triangular{-7, -2, 0}.quantile_z(-z)),
                    1e-14);
        EXPECT_NEAR((Uniform{0, 7}.quantile_z(z)), -(Uniform{-7, 0}.quantile_z(-z)), 1e-14);
    }
}

TEST(Distributions, ProbabilityAndNormalVariableAgree) {
    const boost::math::normal normal;
    for (const Distribution& d : continuous)
        for (double p : {0.001, 0.1, 0.3, 0.5, 0.8, 0.95})
            EXPECT_NEAR(quantile(d, p), quantile_z(d, boost::math::quantile(normal, p)),
                        1e-12 * (1 + sd(d)));
}

TEST(Distributions, EndsAreTheSupport) {
    for (const Distribution& d : continuous) {
        SCOPED_TRACE(d.index());
        EXPECT_EQ(quantile(d, 0), support(d).first);
        EXPECT_EQ(quantile(d, 1), support(d).second);
        EXPECT_GE(quantile_z(d, -40), support(d).first);
        EXPECT_LE(quantile_z(d, 40), support(d).second);
    }
}

TEST(Distributions, ProbabilityOutOfRangeIsRefused) {
    for (const Distribution& d : continuous)
        for (double p : {-0.1, 1.1, nan}) EXPECT_THROW(quantile(d, p), Error);
}

TEST(Distributions, AffineImages) {
    std::vector<Distribution> all = continuous;
    all.push_back(Discrete{{3, 1, 2}, {0.2, 0.3, 0.5}});
    all.push_back(Empirical{{3, 1, 2, 9}});
    all.push_back(Metalog{0.6, 1, 1.6});
    all.push_back(Metalog{0.6, 1, 1.6, 0.1});
    all.push_back(Metalog{0.6, 1, 1.6, {}, 3});
    all.push_back(Metalog{0.6, 1, 1.6, 0, 3});
    for (const Distribution& d : all) {
        SCOPED_TRACE(d.index());
        const bool at_zero =
            std::holds_alternative<LogNormal>(d) || std::holds_alternative<Gamma>(d);
        if (at_zero) {
            EXPECT_THROW(shifted(d, 1), Error);
            EXPECT_EQ(shifted(d, 0), d);
        }
        for (double p : {0.01, 0.3, 0.7, 0.99}) {
            const double x = quantile(d, p);
            EXPECT_NEAR(quantile(scaled(d, 2.5), p), 2.5 * x, 1e-12 * (1 + std::abs(x)));
            if (!at_zero) {
                EXPECT_NEAR(quantile(shifted(d, -3), p), x - 3, 1e-12 * (1 + std::abs(x)));
            }
        }
        for (double factor : {0.0, -1.0, nan, infinity}) EXPECT_THROW(scaled(d, factor), Error);
    }
}

TEST(Distributions, StepsTakeTheLeastValueThatReachesTheLevel) {
    const Discrete d{{30, 10, 20, 99}, {3, 1, 6, 0}};
    const std::vector<std::pair<double, double>> rows = {{0, 10},   {0.1, 10},     {0.10001, 20},
                                                         {0.7, 20}, {0.70001, 30}, {1, 30}};
    for (const auto& [p, value] : rows) EXPECT_EQ(d.quantile(p), value) << p;
    EXPECT_EQ(d.support(), (std::pair{10.0, 30.0}));
    const Moments of_one = Discrete{{1, 1e200}, {1, 0}}.moments(); // whose square is infinite
    EXPECT_EQ(of_one.mean, 1);
    EXPECT_EQ(of_one.sd, 0);
    Empirical e;
    for (int i = 10; i >= 1; --i) e.values.push_back(i);
    for (int i = 1; i <= 10; ++i) {
        EXPECT_EQ(e.quantile(i / 10.0), i);
        EXPECT_EQ(e.quantile(i / 10.0 - 1e-6), i);
    }
}

/// Over all shapes that are allowed and tails from 1e-100 on: the probability asked for is found
/// within a billionth of the quantile's distance from the nearer end.
TEST(Distributions, BetaQuantilesLieWhereTheirTailsAre) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<> share;
    for (int turn = 0; turn < 20'000; ++turn) {
        double a = std::pow(10, -2 + 10 * share(random));
        double b = std::pow(10, -2 + 10 * share(random));
        if (turn % 3 == 1) b = std::clamp(a * std::pow(10, -2 + 4 * share(random)), .01, 1e8);
        if (turn % 3 == 2) {
            a = 1 + 4 * share(random);
            b = 6 - a;
        }
        if (turn % 50 == 0) a = 1 + .05 * share(random); // just above a pole at the end
        const double tail = .5 * std::pow(10, -99 * std::pow(share(random), 3));
        const bool below = turn % 2 == 0;
        const detail::Level level{.below = below ? tail : 1 - tail,
                                  .above = below ? 1 - tail : tail};
        const double from_low = Beta{a, b}.value_at(level);
        const double from_high = -Beta{a, b, -1, 0}.value_at(level);
        if (std::min(from_low, from_high) < 1e-290) continue; // an end
        const auto tail_at = [&](double factor) {
            if (from_low <= from_high)
                return below ? boost::math::ibeta(a, b, std::min(from_low * factor, 1.))
                             : boost::math::ibetac(a, b, std::min(from_low * factor, 1.));
            return below ? boost::math::ibetac(b, a, std::min(from_high / factor, 1.))
                         : boost::math::ibeta(b, a, std::min(from_high / factor, 1.));
        };
        const double one = tail_at(1 - 1e-9), other = tail_at(1 + 1e-9);
        // The functions themselves are good to some 1e-10 at the largest shapes.
        EXPECT_LE(std::min(one, other), tail * (1 + 1e-8)) << a << ' ' << b << ' ' << tail << below;
        EXPECT_GE(std::max(one, other), tail * (1 - 1e-8)) << a << ' ' << b << ' ' << tail << below;
    }
}

template <class D> std::string refusal(const D& d) {
    try {
        d.validate("line.L1");
    } catch (const Error& error) {
        EXPECT_EQ(error.place(), "line.L1");
        return error.message();
    }
    return "accepted";
}

TEST(Distributions, WhatIsNotAllowedIsRefusedInWords) {
    EXPECT_EQ(refusal(Pert{6, 5, 8}), "pert: mode is 5, must be at least low (6)");
    EXPECT_EQ(refusal(Pert{6, 7, 6.5}), "pert: high is 6.5, must be at least mode (7)");
    EXPECT_EQ(refusal(Pert{nan, 7, 8}),
              "pert: low is nan, must be at least -1e+100 and at most 1e+100");
    EXPECT_EQ(refusal(Pert{1, 7, infinity}),
              "pert: high is inf, must be at least -1e+100 and at most 1e+100");
    EXPECT_EQ(refusal(Triangular{6, 5, 8}), "triangular: mode is 5, must be at least low (6)");
    EXPECT_EQ(refusal(Uniform{2, 1}), "uniform: high is 1, must be at least low (2)");
    EXPECT_EQ(refusal(Normal{0, 0}), "normal: sd is 0, must be greater than 0 and at most 1e+100");
    EXPECT_EQ(refusal(Normal{nan, 1}),
              "normal: mean is nan, must be at least -1e+100 and at most 1e+100");
    EXPECT_EQ(refusal(LogNormal{0, -1}),
              "lognormal: log_sd is -1, must be greater than 0 and at most 20");
    EXPECT_EQ(refusal(Beta{0, 1}), "beta: a is 0, must be at least 0.01 and at most 1e+08");
    EXPECT_EQ(refusal(Beta{1, 1, 2, 2}), "beta: high is 2, must be greater than low (2)");
    EXPECT_EQ(refusal(Gamma{1, nan}),
              "gamma: scale is nan, must be greater than 0 and at most 1e+100");
    EXPECT_EQ(refusal(Discrete{}), "discrete: values is empty");
    EXPECT_EQ(refusal(Discrete{{1, 2}, {1}}),
              "discrete: there are 2 values and 1 weights, must be as many");
    EXPECT_EQ(refusal(Discrete{{1, 2}, {1, -1}}), "discrete: weights[1] is -1, must be at least 0");
    EXPECT_EQ(refusal(Discrete{{1, 2}, {0, 0}}),
              "discrete: the sum of weights is 0, must be greater than 0");
    EXPECT_EQ(refusal(Empirical{}), "empirical: values is empty");
    EXPECT_EQ(refusal(Empirical{{1, nan}}),
              "empirical: values[1] is nan, must be at least -1e+100 and at most 1e+100");
}

} // namespace
} // namespace rampcast
