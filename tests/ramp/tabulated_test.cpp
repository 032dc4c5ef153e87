#include "rampcast/ramp/tabulated.hpp"

#include <gtest/gtest.h>

namespace rampcast {
namespace {

const TabulatedOf<double> plan{.points = {{10, 0.2}, {30, 0.6}, {40, 0.4}, {60, 0.9}}};

TEST(Tabulated, LinearFollowsThePointsAndHoldsTheEnds) {
    EXPECT_DOUBLE_EQ(plan.share(-5), 0.2);
    EXPECT_DOUBLE_EQ(plan.share(10), 0.2);
    EXPECT_DOUBLE_EQ(plan.share(20), 0.4);
    EXPECT_DOUBLE_EQ(plan.share(35), 0.5);
    EXPECT_DOUBLE_EQ(plan.share(60), 0.9);
    EXPECT_DOUBLE_EQ(plan.share(1000), 0.9);
    // Trapezia: 10 x .2 + 20 x .4 + 10 x .5 + 20 x .65 + 5 x .9
    EXPECT_NEAR(plan.integral(0, 65), 2 + 8 + 5 + 13 + 4.5, 1e-13);
}

TEST(Tabulated, StepsStayUntilTheNext) {
    TabulatedOf<double> steps = plan;
    steps.interpolation = Interpolation::step;
    EXPECT_DOUBLE_EQ(steps.share(29.9), 0.2);
    EXPECT_DOUBLE_EQ(steps.share(30), 0.6);
    EXPECT_DOUBLE_EQ(steps.share(45), 0.4);
    EXPECT_NEAR(steps.integral(0, 65), 30 * 0.2 + 10 * 0.6 + 20 * 0.4 + 5 * 0.9, 1e-13);
    EXPECT_DOUBLE_EQ(steps.time_to(0.5), 30);
    EXPECT_DOUBLE_EQ(steps.time_to(0.7), 60);
}

TEST(Tabulated, TimeToIsTheFirstTimeTheShareIsReached) {
    EXPECT_DOUBLE_EQ(plan.time_to(0.1), 0);
    EXPECT_DOUBLE_EQ(plan.time_to(0.4), 20);
    EXPECT_DOUBLE_EQ(plan.time_to(0.6), 30);
    EXPECT_NEAR(plan.time_to(0.65), 50, 1e-12);
    EXPECT_DOUBLE_EQ(plan.time_to(1), 60); // never reached: the highest
}

TEST(Tabulated, OnePointIsAConstant) {
    const TabulatedOf<double> flat{.points = {{0, 0.7}}};
    EXPECT_DOUBLE_EQ(flat.share(123), 0.7);
    EXPECT_DOUBLE_EQ(flat.integral(10, 20), 7);
    EXPECT_DOUBLE_EQ(flat.time_to(0.5), 0);
}

TEST(Tabulated, RefusesDaysOutOfOrder) {
    const TabulatedOf<double> wrong{.points = {{10, 0.2}, {10, 0.6}}};
    try {
        wrong.validate("line.L1.ramp");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.place(), "line.L1.ramp.point.2");
        EXPECT_EQ(error.message(), "days is 10, must be greater than the point before, 10");
    }
    EXPECT_THROW(TabulatedOf<double>{}.validate(""), Error);
    EXPECT_NO_THROW(plan.validate(""));
}

} // namespace
} // namespace rampcast
