#include "rampcast/uncertainty/metalog.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <boost/math/quadrature/tanh_sinh.hpp>

namespace rampcast {
namespace {

const double infinity = std::numeric_limits<double>::infinity();

TEST(Metalog, PublishedValues) {
    const Metalog d{0.6, 1, 1.6};
    EXPECT_NO_THROW(d.validate("x"));
    EXPECT_NEAR(d.quantile(0.01), 0.2105232386, 1e-10);
    EXPECT_NEAR(d.quantile(0.25), 0.78125, 1e-14);
    EXPECT_NEAR(d.quantile(0.75), 1.28125, 1e-14);
    EXPECT_NEAR(d.quantile(0.99), 2.3018524079, 1e-10);
    EXPECT_EQ(d.quantile(0), -infinity);
    EXPECT_EQ(d.quantile(1), infinity);
    // The plain form of a positive quantity goes below zero, which is why the log form exists.
    EXPECT_NEAR((Metalog{120, 210, 420}.quantile(0.001)), -26, 0.5);
}

const std::vector<Metalog> forms = {
    {0.6, 1, 1.6},        {120, 210, 420},          {120, 210, 420, 0},
    {120, 210, 420, 100}, {0.6, 0.8, 0.9, {}, 1},   {0.6, 0.8, 0.9, 0, 1},
    {-5, -4, -2, -9, 40}, {0.6, 0.8, 0.9, {}, 1e3}, {1, 2, 3, -50, 50},
};

TEST(Metalog, PassesThroughItsQuantiles) {
    for (const Metalog& d : forms) {
        EXPECT_NO_THROW(d.validate("x"));
        EXPECT_NEAR(d.quantile(0.1), d.p10, 1e-12 * (1 + std::abs(d.p10)));
        EXPECT_NEAR(d.quantile(0.5), d.p50, 1e-12 * (1 + std::abs(d.p50)));
        EXPECT_NEAR(d.quantile(0.9), d.p90, 1e-12 * (1 + std::abs(d.p90)));
    }
}

TEST(Metalog, NeverLeavesItsBounds) {
    for (const Metalog& d : forms) {
        double last = -infinity;
        for (double z = -38; z <= 38; z += 0.125) {
            const double x = d.quantile_z(z);
            EXPECT_GE(x, d.support().first);
            EXPECT_LE(x, d.support().second);
            EXPECT_GE(x, last);
            last = x;
        }
        EXPECT_EQ(d.quantile(0), d.support().first);
        EXPECT_EQ(d.quantile(1), d.support().second);
    }
}

TEST(Metalog, UpperBoundAloneMirrorsLowerBoundAlone) {
    const Metalog lower{1, 2, 5, 0};
    const Metalog upper{-5, -2, -1, {}, 0};
    for (double z = -8; z <= 8; z += 0.5)
        EXPECT_NEAR(upper.quantile_z(z) / lower.quantile_z(-z), -1, 1e-12);
    EXPECT_NEAR(upper.moments().mean, -lower.moments().mean, 1e-12);
    EXPECT_NEAR(upper.moments().sd, lower.moments().sd, 1e-12);
}

TEST(Metalog, MomentsAgreeWithQuadrature) {
    const std::vector<Metalog> all = {
        {0.6, 1, 1.6},         {0.6, 1, 1.6, 0},     {0.6, 0.8, 0.9, {}, 1.5}, {5, 6, 7.5, 4},
        {0.6, 0.8, 0.9, 0, 1}, {-5, -4, -2, -9, 40}, {1000, 1001, 1002.5, 0},
    };
    boost::math::quadrature::tanh_sinh<double> rule;
    for (const Metalog& d : all) {
        SCOPED_TRACE(d.p10);
        const auto average = [&](auto&& f) {
            // Each half from its own end, so that 1 - p is not lost.
            return rule.integrate(
                [&](double p) { return f(d.value_at({p, 1 - p})) + f(d.value_at({1 - p, p})); },
                0.0, 0.5, 1e-13);
        };
        const Moments moments = d.moments();
        const double m = average([](double x) { return x; });
        const double v = average([&](double x) { return (x - m) * (x - m); });
        // Quadrature to 1e-13 of a mean up to 1e3 deviations away.
        EXPECT_NEAR(moments.mean, m, 1e-9 * moments.sd);
        EXPECT_NEAR(moments.sd, std::sqrt(v), 1e-8 * moments.sd);
    }
}

TEST(Metalog, HeavyTailsHaveInfiniteMoments) {
    // Without skew M = L s and e^M is log-logistic of shape 1 / s: its mean is finite for s < 1,
    // (pi s) / sin(pi s), its variance for s < 1/2.
    const auto log_logistic = [](double s) {
        const double nine = std::pow(9.0, s);
        return Metalog{1 / nine, 1, nine, 0}.moments();
    };
    const double pi = 3.14159265358979323846;
    for (double s : {0.1, 0.3, 0.45, 0.49, 0.6, 0.9, 0.99}) {
        SCOPED_TRACE(s);
        const double m = pi * s / std::sin(pi * s);
        EXPECT_NEAR(log_logistic(s).mean / m, 1, 1e-11);
        if (s < 0.5) {
            const double square = 2 * pi * s / std::sin(2 * pi * s);
            EXPECT_NEAR(log_logistic(s).sd / std::sqrt(square - m * m), 1, 1e-10);
        } else {
            EXPECT_EQ(log_logistic(s).sd, infinity);
        }
    }
    EXPECT_EQ(log_logistic(1.001).mean, infinity);
}

/// The least slope over the grid of M for p10 = 0, p90 = 1, by differences of the plain formula.
double least_slope(double p50) {
    const double log_9 = std::log(9.0);
    const auto m = [&](double y) {
        const double log_odds = std::log(y / (1 - y));
        return p50 + log_odds / (2 * log_9) + (1 - 2 * p50) / (0.8 * log_9) * (y - 0.5) * log_odds;
    };
    double least = infinity;
    for (double y = 0.0005; y < 0.9995; y += 0.0005)
        least = std::min(least, (m(y + 1e-5) - m(y - 1e-5)) / 2e-5);
    return least;
}

TEST(Metalog, FeasibilityLimitFromBothSides) {
    const double limit = 0.8 / 1.1996786402577338; // x tanh x = 1
    EXPECT_NEAR(limit, 0.666845, 1e-6);
    for (double side : {-1.0, 1.0}) {
        const double inside = 0.5 * (1 + side * (limit - 1e-4));
        const double outside = 0.5 * (1 + side * (limit + 1e-4));
        EXPECT_GT(least_slope(inside), 0);
        EXPECT_LT(least_slope(outside), 0);
        EXPECT_NO_THROW((Metalog{0, inside, 1}.validate("x")));
        EXPECT_THROW((Metalog{0, outside, 1}.validate("x")), Error);
        // The same limit holds on the scale of the transform.
        EXPECT_NO_THROW((Metalog{1, std::exp(inside), std::exp(1.0), 0}.validate("x")));
        EXPECT_THROW((Metalog{1, std::exp(outside), std::exp(1.0), 0}.validate("x")), Error);
        const auto logistic = [](double m) { return 1 / (1 + std::exp(-m)); };
        EXPECT_NO_THROW((Metalog{0.5, logistic(inside), logistic(1), 0, 1}.validate("x")));
        EXPECT_THROW((Metalog{0.5, logistic(outside), logistic(1), 0, 1}.validate("x")), Error);
    }
}

TEST(Metalog, RefusalsNameTheRange) {
    const auto refusal = [](const Metalog& d) -> std::string {
        try {
            d.validate("x");
        } catch (const Error& error) {
            return error.message();
        }
        return "accepted";
    };
    EXPECT_EQ(refusal({1, 1.05, 2}), "metalog: p50 is 1.05, must be between 1.16658 and 1.83342 "
                                     "for these p10, p90 and bounds");
    EXPECT_EQ(refusal({1, 1, 2}), "metalog: p50 is 1, must be greater than p10 (1)");
    EXPECT_EQ(refusal({1, 2, 2}), "metalog: p90 is 2, must be greater than p50 (2)");
    EXPECT_EQ(refusal({1, 2, 3, 1}), "metalog: p10 is 1, must be greater than lower (1)");
    EXPECT_EQ(refusal({1, 2, 3, {}, 3}), "metalog: upper is 3, must be greater than p90 (3)");
    EXPECT_EQ(refusal({1, std::numeric_limits<double>::quiet_NaN(), 3}),
              "metalog: p50 is nan, must be at least -1e+100 and at most 1e+100");
}

} // namespace
} // namespace rampcast
