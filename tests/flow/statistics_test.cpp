#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "rampcast/flow/statistics.hpp"

namespace rampcast {
namespace {

/// Table of Student's t, two-sided.
TEST(Statistics, StudentT) {
    EXPECT_NEAR(student_t(0.95, 10), 2.228139, 1e-6);
    EXPECT_NEAR(student_t(0.99, 31), 2.744042, 1e-6);
    EXPECT_NEAR(student_t(0.90, 1), 6.313752, 1e-6);
    EXPECT_THROW(student_t(1, 10), Error);
    EXPECT_THROW(student_t(0.95, 0), Error);
    EXPECT_THROW(student_t(std::nan(""), 3), Error);
}
/// 1 .. 5: mean 3, standard error sqrt(2.5 / 5), t(.95, 4) = 2.776445.
TEST(Statistics, MeanOfIndependentValues) {
    const Estimate e = mean_estimate(std::vector<double>{1, 2, 3, 4, 5});
    EXPECT_DOUBLE_EQ(e.value, 3);
    EXPECT_NEAR(e.half_width, 2.776445 * std::sqrt(0.5), 1e-6);
    EXPECT_DOUBLE_EQ(e.interval().high, e.value + e.half_width);
    EXPECT_TRUE(std::isinf(mean_estimate(std::vector<double>{1}).half_width));
    EXPECT_THROW(mean_estimate({}), Error);
}
TEST(Statistics, RatioWithAConstantDenominatorIsAMean) {
    const std::vector<double> top{1, 2, 3, 4, 5}, bottom(5, 2.);
    const Estimate ratio = ratio_estimate(top, bottom), mean = mean_estimate(top);
    EXPECT_DOUBLE_EQ(ratio.value, mean.value / 2);
    EXPECT_NEAR(ratio.half_width, mean.half_width / 2, 1e-14);
    EXPECT_THROW(ratio_estimate(top, std::vector<double>{1.}), Error);
    EXPECT_THROW(ratio_estimate(top, std::vector<double>(5)), Error);
    EXPECT_THROW(ratio_estimate({}, {}), Error);
}
/// Proportional columns have a ratio without error.
TEST(Statistics, RatioOfProportionalColumns) {
    const std::vector<double> top{1, 2, 3}, bottom{2, 4, 6};
    EXPECT_DOUBLE_EQ(ratio_estimate(top, bottom).value, 0.5);
    EXPECT_NEAR(ratio_estimate(top, bottom).half_width, 0, 1e-15);
}
/// The interval of a ratio covers it about as often as it says: 2,000 samples of 20, binomial
/// error .005, within 4 of these and the bias of a small sample.
TEST(Statistics, RatioIntervalCovers) {
    std::mt19937_64 random(5);
    std::exponential_distribution<double> time(1);
    int covered = 0;
    for (int run = 0; run < 2000; ++run) {
        std::vector<double> pieces(20, 50.), hours(20);
        for (double& hour : hours)
            for (int i = 0; i < 50; ++i) hour += time(random);
        const Estimate e = ratio_estimate(pieces, hours);
        covered += std::abs(e.value - 1) <= e.half_width;
    }
    EXPECT_NEAR(covered / 2000., 0.95, 0.025);
}

/// A transient of known length, 300 observations from 10 down to 0, in noise of spread 1.
TEST(Statistics, MserFindsTheTransient) {
    std::mt19937_64 random(3);
    std::normal_distribution<double> noise;
    for (int run = 0; run < 20; ++run) {
        std::vector<double> series(4000);
        for (std::size_t i = 0; i < series.size(); ++i)
            series[i] = 10 * std::max(0.0, 1 - static_cast<double>(i) / 300) + noise(random);
        const Truncation found = mser(series);
        EXPECT_TRUE(found.settled);
        EXPECT_GE(found.observations, 200u);
        EXPECT_LE(found.observations, 700u);
        EXPECT_EQ(found.observations % 5, 0u);
    }
}
/// A jump without noise is cut exactly; a series at rest is kept whole; a trend never settles.
TEST(Statistics, MserOfPlainSeries) {
    std::vector<double> jump(1000, 1.);
    for (std::size_t i = 0; i < 100; ++i) jump[i] = 5;
    EXPECT_EQ(mser(jump), (Truncation{100, true}));
    EXPECT_EQ(mser(std::vector<double>(1000, 1.)), (Truncation{0, true}));
    std::vector<double> late(1000, 1.);
    for (std::size_t i = 0; i < 900; ++i) late[i] = 50;
    EXPECT_FALSE(mser(late).settled);
    EXPECT_FALSE(mser(std::vector<double>(40, 1.)).settled);
    EXPECT_THROW(mser(jump, 0), Error);
}
TEST(Statistics, LagOneCorrelation) {
    EXPECT_NEAR(lag_one_correlation(std::vector<double>{1, -1, 1, -1}), -0.75, 1e-15);
    EXPECT_EQ(lag_one_correlation(std::vector<double>(5, 2.)), 0);
    EXPECT_EQ(lag_one_correlation(std::vector<double>{1}), 0);
}
TEST(Statistics, BatchesOfIndependentValuesStayThirtyTwo) {
    std::mt19937_64 random(11);
    std::normal_distribution<double> noise;
    std::vector<double> series(3203);
    for (double& value : series) value = noise(random);
    const Batches batches = batch_means(series);
    EXPECT_EQ(batches.means.size(), 32u);
    EXPECT_EQ(batches.size, 100u);
    EXPECT_TRUE(batches.independent);
    EXPECT_THROW(batch_means(std::vector<double>(7)), Error);
}
/// A slow wave over the whole run keeps even 8 batches correlated.
TEST(Statistics, BatchesOfASlowWaveAreNotIndependent) {
    std::vector<double> series(3200);
    for (std::size_t i = 0; i < series.size(); ++i)
        series[i] = std::sin(static_cast<double>(i) / 3200 * 6.28);
    const Batches batches = batch_means(series);
    EXPECT_EQ(batches.means.size(), 8u);
    EXPECT_FALSE(batches.independent);
}

} // namespace
} // namespace rampcast
