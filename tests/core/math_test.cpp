#include "rampcast/core/math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <utility>

namespace rampcast {
namespace {

template <class T> class LaneMath : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(LaneMath, Scalars);

/// The largest error of `lanes(x)` against `exact(x)` in units of the format's epsilon times
/// max(|exact|, floor).
template <class S, class F, class G>
double worst(F lanes, G exact, double low, double high, double floor, bool log_spaced = false) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> u(0, 1);
    double worst = 0;
    for (int round = 0; round < 2000; ++round) {
        Lanes<S, 64> x;
        for (int i = 0; i < 64; ++i) {
            const double t = u(random);
            x.set(i, static_cast<S>(log_spaced ? low * std::pow(high / low, t)
                                               : low + (high - low) * t));
        }
        const auto y = lanes(x);
        for (int i = 0; i < 64; ++i) {
            const double truth = exact(static_cast<long double>(x[i]));
            const double error = std::abs(double(y[i]) - truth) / std::max(std::abs(truth), floor);
            worst = std::max(worst, error);
        }
    }
    return worst / std::numeric_limits<S>::epsilon();
}

TYPED_TEST(LaneMath, ExpIsWithinTwoUnits) {
    using S = TypeParam;
    const double edge = sizeof(S) == 4 ? 86 : 700;
    EXPECT_LT(worst<S>([](auto x) { return exp(x); }, [](auto x) { return double(std::exp(x)); },
                       -edge, edge, 0),
              2);
}
TYPED_TEST(LaneMath, Expm1KeepsSmallNumbers) {
    using S = TypeParam;
    EXPECT_LT(worst<S>([](auto x) { return expm1(x); },
                       [](auto x) { return double(std::expm1(x)); }, 1e-12, 10, 0, true),
              3);
    EXPECT_LT(worst<S>([](auto x) { return expm1(x); },
                       [](auto x) { return double(std::expm1(x)); }, -30, 30, 0),
              3);
}
TYPED_TEST(LaneMath, LogIsWithinTwoUnits) {
    using S = TypeParam;
    EXPECT_LT(worst<S>([](auto x) { return log(x); }, [](auto x) { return double(std::log(x)); },
                       1e-30, 1e30, 0, true),
              2);
    EXPECT_LT(worst<S>([](auto x) { return log(x); }, [](auto x) { return double(std::log(x)); },
                       0.5, 2, 1e-3),
              2);
}
TYPED_TEST(LaneMath, Log1pKeepsSmallNumbers) {
    using S = TypeParam;
    EXPECT_LT(worst<S>([](auto x) { return log1p(x); },
                       [](auto x) { return double(std::log1p(x)); }, 1e-12, 1e6, 0, true),
              3);
    EXPECT_LT(worst<S>([](auto x) { return log1p(x); },
                       [](auto x) { return double(std::log1p(x)); }, -0.9, 0.9, 0),
              3);
}
TYPED_TEST(LaneMath, SoftplusHoldsAtBothEnds) {
    using S = TypeParam;
    const auto exact = [](auto x) {
        return double(x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)));
    };
    EXPECT_LT(worst<S>([](auto x) { return softplus(x); }, exact, -80, 80, 0), 4);
    EXPECT_LT(worst<S>([](auto x) { return softplus(x); }, exact, 1e-9, 1e9, 0, true), 3);
    EXPECT_LT(worst<S>([](auto x) { return softplus(-x); }, [&](auto x) { return exact(-x); }, 1e-9,
                       80, 0, true),
              4);
}
TYPED_TEST(LaneMath, SaturatesInsteadOfOverflowing) {
    using S = TypeParam;
    using L = Lanes<S, 16>;
    EXPECT_EQ(exp(L(-1e30))[0], S(0));
    EXPECT_TRUE(std::isfinite(exp(L(1e30))[0]));
    EXPECT_TRUE(std::isfinite(log(L(0))[0]));
    EXPECT_EQ(expm1(L(-1e30))[3], S(-1));
    EXPECT_TRUE(std::isfinite(rampcast::exp(S(1e30))));
    EXPECT_TRUE(std::isfinite(rampcast::log(S(0))));
}

TEST(InverseNormal, PublishedValues) {
    EXPECT_NEAR(inverse_normal(1e-10), -6.361340902404056, 1e-14);
    EXPECT_NEAR(inverse_normal(.001), -3.090232306167813, 1e-14);
    EXPECT_NEAR(inverse_normal(.1), -1.2815515655446004, 1e-15);
    EXPECT_NEAR(inverse_normal(.9), 1.2815515655446004, 1e-15);
    EXPECT_EQ(inverse_normal(.5), 0);
}
TEST(InverseNormal, InvertsTheDistributionFunction) {
    for (double z = -8; z <= 0; z += 0.01) {
        const double p = std::erfc(-z / std::sqrt(2.)) / 2;
        EXPECT_NEAR(inverse_normal_lower(p), z, 4e-15 * (1 + std::abs(z)) / (z < -7 ? 0.5 : 1));
        // one unit of a float p moves z by up to 1e-7 of its size; the float form has 7 digits
        if (z > -6) {
            EXPECT_NEAR(inverse_normal_lower(Lanes<float, 16>(p))[5], z, 6e-7 * (1 + std::abs(z)));
        }
    }
}

/// Both branches of the float form, and the joint between them at p = 0.001.
TEST(InverseNormal, FloatLanesAgreeWithDouble) {
    for (double p = 1.2e-10; p <= 0.5; p *= 1.0037) {
        const auto single = static_cast<float>(p);
        const double z = inverse_normal_lower(static_cast<double>(single));
        EXPECT_NEAR(inverse_normal_lower(Lanes<float, 64>(single))[63], z,
                    1e-6 * (0.2 + std::abs(z)))
            << p;
        EXPECT_EQ(inverse_normal_lower(single), inverse_normal_lower(Lanes<float, 64>(single))[7]);
    }
}

TEST(Lanes, FusedFormulasHaveTheBitsOfStepwiseOnes) {
    Lanes<float, 64> x, y;
    for (int i = 0; i < 64; ++i) {
        x.set(i, 0.1f * static_cast<float>(i) - 3);
        y.set(i, 2 - 0.05f * static_cast<float>(i));
    }
    const auto formula = [](const auto& a, const auto& b) { return exp(a) * b - softplus(a - b); };
    const auto fused_value = fused(formula, x, y), plain = formula(x, y);
    for (int i = 0; i < 64; ++i) EXPECT_EQ(fused_value[i], plain[i]);
    EXPECT_EQ(fused(formula, 0.3, 0.7), formula(0.3, 0.7));
}

TEST(Lanes, HaveTheSameBitsAsOneAtATime) {
    std::mt19937 random(3);
    std::uniform_real_distribution<float> u(-5, 5);
    Lanes<float, 64> x;
    for (int i = 0; i < 64; ++i) x.set(i, u(random));
    const auto y = log1p(exp(x)) / (x * x + 1) - min(x, 0.5) * max(x, -0.25);
    for (int i = 0; i < 64; ++i) {
        const Lanes<float, 16> one(x[i]);
        const auto z = log1p(exp(one)) / (one * one + 1) - min(one, 0.5) * max(one, -0.25);
        EXPECT_EQ(y[i], z[9]);
    }
    EXPECT_EQ(count(x > 0) + count(x <= 0), 64);
    EXPECT_EQ(count(both(x > 0, x < 0)), 0);
    EXPECT_EQ(count(either(opposite(x > 0), x > 0)), 64);
}

template <class L> void compare_bits_with_masks() {
    std::mt19937 random(4);
    std::uniform_real_distribution<double> u(-1, 1);
    for (int round = 0; round < 50; ++round) {
        L x, y;
        for (int i = 0; i < L::size; ++i) {
            x.set(i, static_cast<typename L::scalar>(u(random)));
            y.set(i, static_cast<typename L::scalar>(u(random)));
        }
        const auto mask = x < y;
        const auto bits = bits_of(mask);
        int holds = 0;
        for (int i = 0; i < L::size; ++i) {
            EXPECT_EQ(bits[i], x[i] < y[i]);
            EXPECT_EQ(opposite(bits)[i], !(x[i] < y[i]));
            EXPECT_EQ(select(bits, x, y)[i], x[i] < y[i] ? x[i] : y[i]);
            holds += x[i] < y[i];
        }
        EXPECT_EQ(count(mask), holds);
        EXPECT_EQ(count(bits), holds);
        EXPECT_EQ(count(opposite(bits)), L::size - holds);
        EXPECT_EQ(count(both(bits, bits_of(y < x))), 0);
    }
}
TEST(Lanes, BitsSayWhatMasksSay) {
    compare_bits_with_masks<Lanes<float, 16>>();
    compare_bits_with_masks<Lanes<float, 64>>();
    compare_bits_with_masks<Lanes<double, 8>>();
    compare_bits_with_masks<Lanes<double, 64>>();
}

/// `a < b ? a : b`, also where neither is less: the second, with its sign.
TEST(Lanes, MinAndMaxTakeTheSecondOfEqualsAndBesideNaN) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    using F = Lanes<float, 16>;
    using D = Lanes<double, 8>;
    for (const auto& [a, b] : {std::pair{0.0, -0.0}, std::pair{-0.0, 0.0}}) {
        EXPECT_EQ(std::signbit(min(F(a) * F(1), F(b) * F(1))[3]), std::signbit((F(b) * F(1))[3]));
        EXPECT_EQ(std::signbit(max(D(a) * D(1), D(b) * D(1))[3]), std::signbit((D(b) * D(1))[3]));
    }
    EXPECT_EQ(min(F(nan), F(2))[0], 2);
    EXPECT_EQ(max(D(nan), D(2))[0], 2);
    EXPECT_TRUE(std::isnan(min(D(2), D(nan))[0]));
    EXPECT_TRUE(std::isnan(max(F(2), F(nan))[0]));
}

/// A loop of parts has the bits of the same steps on the whole.
TEST(Lanes, PartsAddUpToTheWhole) {
    Lanes<float, 64> x, by_part(0);
    for (int i = 0; i < 64; ++i) x.set(i, 0.1f * static_cast<float>(i) - 3);
    by_parts<Lanes<float, 64>>([&](const auto part) {
        part_t<decltype(part), Lanes<float, 64>> sum(0);
        for (int n = 0; n < 3; ++n) sum += exp(part(x)) * sum + part(x);
        part.set(by_part, sum);
    });
    Lanes<float, 64> whole(0);
    for (int n = 0; n < 3; ++n) whole += exp(x) * whole + x;
    for (int i = 0; i < 64; ++i) EXPECT_EQ(by_part[i], whole[i]);
    double one = 3;
    by_parts<double>([&](const auto part) { part.set(one, part(one) * 2); });
    EXPECT_EQ(one, 6);
}

/// A slope by central differences; error of order step^2, some 1e-9 here.
template <class F> double difference(F f, double x) {
    const double step = 1e-5;
    return (f(x + step) - f(x - step)) / (2 * step);
}
TEST(Dual, SlopesAreThoseOfDifferences) {
    const auto formula = [](auto x) {
        using T = decltype(x);
        return exp(T(-1) * x) * log(x + 2) + log1p(x) / sqrt(x + T(1)) - expm1(x * T(0.5)) +
               pow(x, T(1.7)) + max(x, T(0.2)) * min(x, T(0.7)) + inverse_normal_lower(x * T(0.3)) +
               abs(x - T(9));
    };
    for (double x : {0.1, 0.5, 0.9, 1.3}) {
        const Dual<double> y = formula(Dual<double>(x, 1.0));
        EXPECT_DOUBLE_EQ(y.value, formula(x));
        EXPECT_NEAR(y.slope, difference(formula, x), 1e-7);
        const auto lanes = formula(Dual<Lanes<double, 16>>(Lanes<double, 16>(x), 1.0));
        EXPECT_NEAR(lanes.slope[2], y.slope, 1e-12);
    }
}

} // namespace
} // namespace rampcast
