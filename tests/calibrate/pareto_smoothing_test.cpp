#include "rampcast/calibrate/pareto_smoothing.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace {

using namespace rampcast;

/// Quantiles of a tail in equal steps stand for a sample without luck.
std::vector<double> steps_of(const ParetoTail& tail, std::size_t count) {
    std::vector<double> x(count);
    for (std::size_t i = 0; i < count; ++i)
        x[i] = tail.quantile((static_cast<double>(i) + .5) / static_cast<double>(count));
    return x;
}

TEST(ParetoSmoothing, QuantileIsTheInverseOfTheDistribution) {
    for (const double k : {-.5, 0., .3, 1.2})
        for (const double p : {.01, .5, .99}) {
            const double x = ParetoTail{2, k}.quantile(p);
            const double cdf = k == 0 ? -std::expm1(-x / 2) : 1 - std::pow(1 + k * x / 2, -1 / k);
            EXPECT_NEAR(cdf, p, 1e-13);
        }
}

TEST(ParetoSmoothing, ShapeAndScaleAreFound) {
    for (const double k : {-.3, .2, .5, .9}) {
        const ParetoTail found = fit_pareto(steps_of({3, k}, 2000));
        // Ten more values at .5 move it by (.5 - k) / 200; steps are shorter in the far tail.
        EXPECT_NEAR(found.shape, k, .03) << k;
        EXPECT_NEAR(found.scale, 3, .15) << k;
    }
}

TEST(ParetoSmoothing, ShapeOfWeights) {
    // Weights u^-k have a tail of shape k, whatever the rest.
    for (const double k : {.3, .6, 1.}) {
        std::vector<double> logs(4000);
        for (std::size_t i = 0; i < logs.size(); ++i)
            logs[i] = -k * std::log((static_cast<double>(i) + .5) / 4000) + 7;
        const std::vector<double> before = logs;
        EXPECT_NEAR(smooth_weights(logs), k, .08) << k;
        // A sample without luck is left as it is, but for its largest.
        EXPECT_LE(*std::max_element(logs.begin(), logs.end()), before[0]);
        EXPECT_NEAR(logs[100], before[100], .05);
        EXPECT_EQ(logs[2000], before[2000]);
    }
}

TEST(ParetoSmoothing, AlikeAndImpossible) {
    std::vector<double> alike(500, 3.);
    EXPECT_EQ(smooth_weights(alike), 0);
    std::vector<double> few(10, 0.);
    EXPECT_TRUE(std::isinf(smooth_weights(few)));
    std::vector<double> one(500, -std::numeric_limits<double>::infinity());
    one[7] = 2;
    EXPECT_TRUE(std::isinf(smooth_weights(one)));
    std::vector<double> mixed(500, 0.);
    for (std::size_t i = 0; i < 250; ++i) mixed[i] = std::numeric_limits<double>::quiet_NaN();
    smooth_weights(mixed);
    EXPECT_NEAR(effective_size(normalised_weights(mixed)), 250, 1e-9);
}

TEST(ParetoSmoothing, ResampledAsWeightsSay) {
    const std::vector<double> weights{.5, 0, .3, .2};
    const auto chosen = resampled(weights, 10, .5);
    EXPECT_EQ(chosen, (std::vector<std::size_t>{0, 0, 0, 0, 0, 2, 2, 2, 3, 3}));
    EXPECT_NEAR(effective_size(weights), 1 / .38, 1e-12);
}

} // namespace
