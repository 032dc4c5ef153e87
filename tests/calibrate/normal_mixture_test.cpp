#include "rampcast/calibrate/normal_mixture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <gtest/gtest.h>

#include "rampcast/core/error.hpp"

namespace {

using namespace rampcast;

const std::array<NormalPart, 3> three{{{.5, 0, 1}, {.3, 2, .2}, {.2, -4, 3}}};

double between(const auto& f, double a, double b) {
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(f, a, b, 15, 1e-12);
}

TEST(NormalMixture, QuantileIsTheInverseOfTheCdf) {
    // To rounding of the lesser tail, over what the cdf's slope makes of it.
    for (const double p : {1e-12, 1e-4, .05, .1, .5, .61, .9, .999, 1 - 1e-9}) {
        const double x = mixture_quantile(three, p);
        EXPECT_NEAR(mixture_cdf(three, x), p, 1e-14 + 1e-12 * std::min(p, 1 - p)) << p;
    }
}

TEST(NormalMixture, QuantileOfOnePartIsTheNormals) {
    const std::array<NormalPart, 1> one{{{1, 3, 2}}};
    EXPECT_NEAR(mixture_quantile(one, .9), 3 + 2 * 1.2815515655446004, 1e-14);
    EXPECT_EQ(mixture_quantile(one, .9, 1e9), mixture_quantile(one, .9));
}

TEST(NormalMixture, QuantileFindsEachOfTwoFarParts) {
    const std::array<NormalPart, 2> far{{{.5, -1000, 1e-3}, {.5, 1000, 1e-3}}};
    EXPECT_NEAR(mixture_quantile(far, .25), -1000, 1e-9);
    EXPECT_NEAR(mixture_quantile(far, .75), 1000, 1e-9);
}

TEST(NormalMixture, DensityIsTheSlopeOfTheCdf) {
    const double h = 1e-5;
    for (const double x : {-5., 0., 1.9, 2.1})
        EXPECT_NEAR(mixture_density(three, x),
                    (mixture_cdf(three, x + h) - mixture_cdf(three, x - h)) / (2 * h), 1e-8);
}

TEST(NormalMixture, CrpsOfOnePartIsAsPublished) {
    // Closed forms of R's scoringRules 1.1.3.
    EXPECT_NEAR(crps_normal_mixture(std::array<NormalPart, 1>{{{1, 0, 1}}}, -3), 2.436574725086339,
                1e-14);
    EXPECT_NEAR(crps_normal_mixture(std::array<NormalPart, 1>{{{1, .5, 2}}}, 1.2),
                .5641451322181056, 1e-14);
    EXPECT_NEAR(crps_lognormal_mixture(std::array<NormalPart, 1>{{{1, .1, .9}}}, 3),
                1.135526446237508, 1e-14);
    EXPECT_NEAR(crps_lognormal_mixture(std::array<NormalPart, 1>{{{1, 6.5, .4}}}, 1000),
                196.9405580431739, 1e-11);
}

TEST(NormalMixture, CrpsIsTheIntegralOfTheSquaredDistance) {
    const double y = 1.3;
    const auto below = [&](double x) { return std::pow(mixture_cdf(three, x), 2); };
    const auto above = [&](double x) { return std::pow(1 - mixture_cdf(three, x), 2); };
    EXPECT_NEAR(crps_normal_mixture(three, y), between(below, -50, y) + between(above, y, 50),
                1e-9);
    const std::array<NormalPart, 2> two{{{.7, 1, .5}, {.3, 2, .8}}};
    const auto squared = [&](double x, bool up) {
        const double p = mixture_cdf(two, std::log(x));
        return std::pow(up ? 1 - p : p, 2);
    };
    EXPECT_NEAR(crps_lognormal_mixture(two, 4),
                between([&](double x) { return squared(x, false); }, 1e-9, 4) +
                    between([&](double x) { return squared(x, true); }, 4, 2000),
                1e-7);
}

TEST(NormalMixture, SaysWhatIsWrong) {
    EXPECT_THROW(mixture_quantile(three, 0), Error);
    EXPECT_THROW(mixture_quantile(three, 1), Error);
    EXPECT_THROW(mixture_quantile({}, .5), Error);
    EXPECT_THROW(crps_lognormal_mixture(three, 0), Error);
}

} // namespace
