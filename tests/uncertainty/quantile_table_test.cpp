#include "rampcast/uncertainty/quantile_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include "rampcast/uncertainty/quantile_knots.hpp"

namespace rampcast {
namespace {

/// The largest error against exact quantiles for |z| <= reach, in units of P90 - P10 plus
/// `relative` times the distance from the median.
double worst_error(const Distribution& d, double relative = 0, double reach = 8.2) {
    const QuantileTable table(d);
    const double unit = quantile(d, 0.9) - quantile(d, 0.1);
    const double median = quantile(d, 0.5);
    double worst = 0;
    for (int i = 0; i <= 400; ++i) {
        const double z = reach * (i / 200.0 - 1);
        const double exact = quantile_z(d, z);
        const double error =
            std::abs(table.at(z) - exact) / (unit + relative * std::abs(exact - median));
        if (!(error <= worst)) worst = error;
    }
    return worst;
}

TEST(QuantileTable, PertIsExactToEightDigits) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> u(0, 1);
    for (int round = 0; round < 60; ++round) {
        const double low = 200 * u(random) - 100;
        const double span = std::exp(10 * u(random) - 5);
        const double share = u(random);
        SCOPED_TRACE(share);
        EXPECT_LT(worst_error(Pert{low, low + share * span, low + span}), 1e-8);
    }
    EXPECT_LT(worst_error(Pert{1, 3.5, 8}), 4.5e-9);
    EXPECT_LT(worst_error(Pert{0, 0, 1}), 1e-8);
    EXPECT_LT(worst_error(Pert{0, 1, 1}), 1e-8);
}

TEST(QuantileTable, OtherKindsWithRandomParameters) {
    // Hermite's error is step^4 / 384 = 4.5e-8 times the fourth derivative by z: at most .55 for a
    // uniform number, a few for shapes of 1/2.
    std::mt19937_64 random(12);
    std::uniform_real_distribution<double> u(0, 1);
    for (int round = 0; round < 40; ++round) {
        const double share = u(random);
        SCOPED_TRACE(share);
        EXPECT_LT(worst_error(Triangular{2, 2 + 5 * share, 7}), 4e-8);
        EXPECT_LT(worst_error(Uniform{-share, 3}), 4e-8);
        const double a = std::exp(9 * u(random) - 0.7);
        const double b = std::exp(9 * u(random) - 0.7);
        EXPECT_LT(worst_error(Beta{a, b, -1, 4}), 1e-7) << a << ' ' << b;
        EXPECT_LT(worst_error(Gamma{a, 2}), 1e-7) << a;
    }
}

TEST(QuantileTable, MetalogForms) {
    EXPECT_LT(worst_error(Metalog{0.6, 1, 1.6}), 1e-7);
    EXPECT_LT(worst_error(Metalog{0.6, 0.8, 0.9, 0, 1}), 1e-7);
    // With one bound the other tail grows exponentially, so the error is relative there.
    EXPECT_LT(worst_error(Metalog{120, 210, 420, 0}, 1), 1e-5);
    EXPECT_LT(worst_error(Metalog{0.6, 0.8, 0.9, {}, 1}, 1), 1e-5);
}

TEST(QuantileTable, ConstantsStayConstant) {
    for (const Distribution& d : {Distribution{Pert{5, 5, 5}}, Distribution{Triangular{5, 5, 5}},
                                  Distribution{Uniform{5, 5}}, Distribution{Empirical{{5}}},
                                  Distribution{Discrete{{5, 6}, {1, 0}}}})
        for (double z : {-9.0, -1.0, 0.0, 3.0, 9.0}) EXPECT_EQ(QuantileTable(d).at(z), 5);
}

TEST(QuantileTable, ClosedForms) {
    for (double z : {-30.0, -2.0, 0.5, 12.0}) {
        EXPECT_EQ(QuantileTable(Normal{3, 2}).at(z), 3 + 2 * z);
        EXPECT_DOUBLE_EQ(QuantileTable(LogNormal{1, 0.3}).at(z), std::exp(1 + 0.3 * z));
    }
}

const std::vector<Distribution> all = {
    Uniform{-3, 8},
    Normal{5, 2},
    LogNormal{0.3, 0.5},
    Triangular{1, 3.5, 8},
    Pert{1, 3.5, 8},
    Beta{0.6, 0.8, -1, 2},
    Gamma{0.7, 2},
    Discrete{{30, 10, 20}, {3, 1, 6}},
    Empirical{{4, 8, 15, 16, 23, 42}},
    Metalog{0.6, 1, 1.6},
    Metalog{0.6, 1, 1.6, 0},
    Metalog{0.6, 1, 1.6, 0, 3},
};

TEST(QuantileTable, MonotoneAndWithinTheSupport) {
    std::vector<Distribution> steep = all;
    for (double shape : {1e-3, 0.02, 0.1}) {
        steep.push_back(Gamma{shape, 3});
        steep.push_back(Beta{shape, 0.4});
        steep.push_back(Beta{0.4, shape});
        steep.push_back(Beta{shape, shape});
    }
    steep.push_back(Metalog{1e-3, 1, 1e3, 0});
    for (const Distribution& d : steep) {
        SCOPED_TRACE(d.index());
        const QuantileTable table(d);
        double last = support(d).first;
        float last_float = static_cast<float>(last);
        for (int i = 0; i <= 40000; ++i) {
            const double z = (i - 20000) / 2000.0;
            const double value = table.at(z);
            // Within a step the cubic is monotone up to rounding.
            ASSERT_GE(value, last - 1e-15 * std::abs(last)) << z;
            ASSERT_LE(value, support(d).second);
            ASSERT_TRUE(std::isfinite(value));
            last = value;
            const float narrow = table.at(static_cast<float>(z));
            ASSERT_GE(narrow, last_float - 4e-7f * std::abs(last_float)) << z;
            ASSERT_TRUE(std::isfinite(narrow));
            last_float = narrow;
        }
    }
}

TEST(QuantileTable, StepsFollowTheExactQuantile) {
    for (const Distribution& d : {Distribution{Discrete{{30, 10, 20, 7}, {3, 1, 6, 0.001}}},
                                  Distribution{Empirical{{4, 8, 15, 16, 23, 42, 8}}}}) {
        const QuantileTable table(d);
        for (int i = 0; i <= 1000; ++i) {
            const double z = 16.1803398875 * (i / 1000.0 - 0.5);
            EXPECT_EQ(table.at(z), quantile_z(d, z)) << z;
        }
    }
}

TEST(QuantileTable, LanesAgreeWithScalars) {
    std::mt19937_64 random(13);
    std::normal_distribution<double> normal;
    for (const Distribution& d : all) {
        SCOPED_TRACE(d.index());
        const QuantileTable table(d);
        const double unit = quantile(d, 0.9) - quantile(d, 0.1);
        Lanes<double, 64> z;
        Lanes<float, 64> narrow;
        for (int i = 0; i < 64; ++i) {
            narrow.set(i, static_cast<float>(normal(random)));
            z.set(i, static_cast<double>(narrow[i]));
        }
        const auto wide_values = table.at(z);
        const auto narrow_values = table.at(narrow);
        for (int i = 0; i < 64; ++i) {
            const double scalar = table.at(z[i]);
            // Lanes have an exponential of their own.
            if (std::holds_alternative<LogNormal>(d)) {
                EXPECT_NEAR(wide_values[i], scalar, 1e-14 * scalar);
            } else {
                EXPECT_EQ(wide_values[i], scalar);
            }
            // Float has 6e-8; a few roundings of numbers up to a few units in size.
            EXPECT_NEAR(static_cast<double>(narrow_values[i]), scalar,
                        3e-7 * (unit + std::abs(scalar)));
        }
    }
}

TEST(QuantileTable, SlopesAreThoseOfTheValues) {
    for (const Distribution& d : all) {
        SCOPED_TRACE(d.index());
        const QuantileTable table(d);
        const double unit = quantile(d, 0.9) - quantile(d, 0.1);
        // Away from knots, from the kink and from steps.
        for (double z : {-3.01, -1.303, -0.117, 0.213, 1.51, 2.77}) {
            const Dual<double> x = table.at(Dual<double>(z, 2.0));
            const double width = 1e-5;
            const double slope = (table.at(z + width) - table.at(z - width)) / (2 * width);
            EXPECT_EQ(x.value, table.at(z));
            // Rounding 1e-16 / width and the third derivative times width squared.
            EXPECT_NEAR(x.slope, 2 * slope, 1e-8 * (unit + std::abs(x.value)));
            const auto lanes =
                table.at(Dual<Lanes<double, 64>>(Lanes<double, 64>(z), Lanes<double, 64>(2.0)));
            EXPECT_NEAR(lanes.value[63], x.value, 1e-14 * std::abs(x.value));
            EXPECT_NEAR(lanes.slope[63], x.slope, 1e-14 * std::abs(x.slope));
        }
    }
}

TEST(QuantileTable, StaysAtTheLastKnotBeyondTheGrid) {
    const QuantileTable table(Pert{1, 3.5, 8});
    EXPECT_EQ(table.at(-20.0), table.at(-8.25));
    EXPECT_EQ(table.at(20.0), table.at(8.25));
    EXPECT_NEAR(table.at(8.25), (Pert{1, 3.5, 8}.quantile_z(8.25)), 1e-12);
    EXPECT_NEAR(table.at(-8.25), (Pert{1, 3.5, 8}.quantile_z(-8.25)), 1e-12);
}

TEST(QuantileTable, KnotsOfTheMarchAreExact) {
    // Newton is stopped after a step below 1e-5 in the logarithm of the tail, cubic convergence.
    for (const Beta& d :
         {Beta{1, 5}, Beta{2.4, 3.6}, Beta{0.3, 12}, Beta{400, 2}, Beta{0.1, 0.1}}) {
        const detail::Knots knots = detail::knots_of(d);
        for (int i = 0; i < detail::KnotGrid::count; ++i)
            EXPECT_NEAR(knots[static_cast<std::size_t>(i)].value,
                        d.quantile_z(detail::KnotGrid::z(i)), 1e-12)
                << d.a << ' ' << d.b << ' ' << i;
    }
    for (const Gamma& d : {Gamma{1, 1}, Gamma{0.2, 1}, Gamma{30, 1}, Gamma{5000, 1}}) {
        const detail::Knots knots = detail::knots_of(d);
        for (int i = 0; i < detail::KnotGrid::count; ++i)
            EXPECT_NEAR(knots[static_cast<std::size_t>(i)].value /
                            d.quantile_z(detail::KnotGrid::z(i)),
                        1, 1e-10)
                << d.shape << ' ' << i;
    }
}

} // namespace
} // namespace rampcast
