#include <gtest/gtest.h>

#include <cmath>

#include "rampcast/ramp/ramp.hpp"

namespace rampcast {
namespace {

using Product = CurveProductOf<double>;

TEST(Product, OfOneFactorIsThatFactor) {
    const LogisticOf<double> logistic{.midpoint_days = 120, .rise_days = 80};
    const Product product{{logistic}};
    for (double t = 0; t < 400; t += 31) {
        EXPECT_DOUBLE_EQ(product.share(t), logistic.share(t));
        EXPECT_NEAR(product.integral(t, t + 31), logistic.integral(t, t + 31), 31e-10);
    }
    // Bisection 60 times leaves rounding.
    for (const double q : {0.01, 0.5, 0.99})
        EXPECT_NEAR(product.time_to(q), logistic.time_to(q), 1e-10);
}

TEST(Product, OfLinesIsAPolynomial) {
    const Product product{{LinearOf<double>{.rise_days = 100}, LinearOf<double>{.rise_days = 50}}};
    EXPECT_NEAR(product.integral(0, 50), 50.0 * 50 * 50 / (3 * 5000), 1e-12);
    EXPECT_NEAR(product.integral(0, 100), 25.0 / 3 + (100.0 * 100 - 50 * 50) / 200, 1e-12);
    EXPECT_NEAR(product.time_to(0.125), 25, 1e-10);
    EXPECT_NEAR(product.time_to(0.75), 75, 1e-10);
}

TEST(Product, OfExponentialsIsASumOfExponentials) {
    const Product product{{ExponentialOf<double>{.time_constant_days = 40},
                           ExponentialOf<double>{.time_constant_days = 100}}};
    const auto part = [](double tau, double t) { return tau * -std::expm1(-t / tau); };
    const double both = 1 / (1.0 / 40 + 1.0 / 100);
    EXPECT_NEAR(product.integral(0, 300), 300 - part(40, 300) - part(100, 300) + part(both, 300),
                1e-11);
}

TEST(Product, CutsAtJumpsOnLanesToo) {
    const Product product{{StepOf<double>{.delay_days = 40},
                           TabulatedOf<double>{.points = {{0, 0.5}, {47, 0.8}},
                                               .interpolation = Interpolation::step}}};
    EXPECT_NEAR(product.integral(30, 60), 7 * 0.5 + 13 * 0.8, 1e-12);
    using L = Lanes<float, 16>;
    const CurveProductOf<L> lanes{
        {StepOf<L>{.delay_days = 40},
         TabulatedOf<L>{.points = {{0, 0.5}, {47, 0.8}}, .interpolation = Interpolation::step}}};
    EXPECT_NEAR(lanes.integral(L(30), L(60))[7], 7 * 0.5 + 13 * 0.8, 1e-5); // float
}

TEST(Product, TimeToCarriesTheSlope) {
    using D = Dual<double>;
    const CurveProductOf<D> product{
        {LinearOf<D>{.rise_days = D(100, 1)}, LinearOf<D>{.rise_days = D(50)}}};
    const D t = product.time_to(D(0.125)); // t^2 / (100 x 50) = .125, so dt / d100 = t / 200
    EXPECT_NEAR(t.value, 25, 1e-10);
    EXPECT_NEAR(t.slope, 0.125, 1e-6); // slope by a difference quotient
}

TEST(Product, RefusesNoFactorAndWrongFactors) {
    EXPECT_THROW(Product{}.validate("line.L1.ramp"), Error);
    const Product wrong{{TabulatedOf<double>{}}};
    try {
        wrong.validate("line.L1.ramp");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.place(), "line.L1.ramp.factor.1");
    }
}

} // namespace
} // namespace rampcast
