#include "rampcast/calibrate/level_filter.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/LU>
#include <gtest/gtest.h>

#include "rampcast/core/math.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace {

using namespace rampcast;
using Eigen::MatrixXd;
using Eigen::VectorXd;

const double missing = std::numeric_limits<double>::quiet_NaN();

LevelData months(std::vector<double> observed, double sd, double correlation) {
    LevelData data{.observed = std::move(observed), .log_sd = .1};
    data.steps.assign(data.observed.size(), {.sd = sd, .correlation = correlation});
    return data;
}

TEST(LevelFilter, IsTheDensityOfTheWholeNormal) {
    const LevelData data = months({120, 80, missing, 95, 400}, .3, .8);
    const std::vector<double> figures{100, 110, 120, 130, 140};
    const std::vector<std::size_t> seen{0, 1, 3, 4};
    MatrixXd spread(4, 4);
    VectorXd off(4);
    double logs = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        off[row] = std::log(data.observed[seen[i]] / figures[seen[i]]);
        logs += std::log(data.observed[seen[i]]);
        for (std::size_t k = 0; k < 4; ++k)
            spread(row, static_cast<Eigen::Index>(k)) =
                .09 * std::pow(.8, std::abs(static_cast<double>(seen[i]) -
                                            static_cast<double>(seen[k]))) +
                (i == k ? .01 : 0);
    }
    const double whole = -.5 * off.dot(spread.ldlt().solve(off)) -
                         .5 * std::log(spread.determinant()) - 2 * std::log(2 * std::numbers::pi) -
                         logs;
    EXPECT_NEAR(LevelFilter(data).log_likelihood(figures), whole, 1e-12);
}

TEST(LevelFilter, DrawsFollowTheSmoothedNormal) {
    const LevelData data = months({120, missing, 95, 400}, .3, .8);
    const std::vector<double> figures{100, 110, 120, 130};
    // Level given what was seen, by the whole normal.
    MatrixXd before(4, 4), given = MatrixXd::Zero(3, 4);
    const Eigen::Index seen[] = {0, 2, 3};
    VectorXd off(3);
    for (Eigen::Index i = 0; i < 4; ++i)
        for (Eigen::Index k = 0; k < 4; ++k)
            before(i, k) = std::pow(.8, std::abs(static_cast<double>(i - k)));
    for (Eigen::Index i = 0; i < 3; ++i) {
        given(i, seen[i]) = .3;
        const auto t = static_cast<std::size_t>(seen[i]);
        off[i] = std::log(data.observed[t] / figures[t]);
    }
    const MatrixXd spread = given * before * given.transpose() + .01 * MatrixXd::Identity(3, 3);
    const MatrixXd gain = before * given.transpose() * spread.inverse();
    const VectorXd mean = gain * off;
    const MatrixXd covariance = before - gain * given * before;

    const Stream stream(1, "levels");
    constexpr int count = 20000;
    MatrixXd draws(4, count);
    for (int i = 0; i < count; ++i) {
        std::vector<double> normals(4);
        for (std::size_t t = 0; t < 4; ++t)
            normals[t] =
                inverse_normal((stream.words(static_cast<std::uint32_t>(i), 0)[t] + .5) * 0x1p-32);
        const auto levels = LevelFilter(data).draw(figures, normals);
        for (Eigen::Index t = 0; t < 4; ++t) draws(t, i) = levels[static_cast<std::size_t>(t)];
    }
    const VectorXd shown = draws.rowwise().mean();
    const MatrixXd around = draws.colwise() - shown;
    const MatrixXd found = around * around.transpose() / count;
    for (Eigen::Index i = 0; i < 4; ++i) {
        EXPECT_NEAR(shown[i], mean[i], 4 * std::sqrt(covariance(i, i) / count));
        for (Eigen::Index k = 0; k < 4; ++k) // four standard errors of a covariance
            EXPECT_NEAR(found(i, k), covariance(i, k),
                        4 * std::sqrt(2. / count * covariance(i, i) * covariance(k, k)));
    }
}

/// ln of the integral of a count's probabilities over the level, by the rule of rectangles.
double by_sum(double y, double mean, double sd, double phi) {
    double sum = 0;
    constexpr double step = 1e-3;
    for (double x = -9; x < 9; x += step) {
        const double m = mean * std::exp(sd * x), share = m / (phi + m);
        const double logs = std::lgamma(y + phi) - std::lgamma(phi) - std::lgamma(y + 1) +
                            y * std::log(share) - phi * std::log1p(m / phi);
        sum += step * std::exp(logs - .5 * x * x) / std::sqrt(2 * std::numbers::pi);
    }
    return std::log(sum);
}

TEST(LevelFilter, SmallCountsAreNegativeBinomial) {
    for (const double y : {0., 1., 4., 12.})
        for (const double mean : {.5, 3., 15.}) {
            LevelData data = months({y}, .3, .8);
            data.counts = true;
            const std::vector<double> figures{mean};
            // What the normal about the mode leaves out.
            EXPECT_NEAR(LevelFilter(data).log_likelihood(figures), by_sum(y, mean, .3, 100), .02)
                << y << ' ' << mean;
        }
}

TEST(LevelFilter, ProbabilitiesOfSmallCountsSumToOne) {
    LevelData data = months({0}, .4, .8);
    data.counts = true;
    data.small = 1e9;
    const std::vector<double> figures{5};
    double sum = 0;
    for (int y = 0; y < 300; ++y) {
        data.observed[0] = y;
        sum += std::exp(LevelFilter(data).log_likelihood(figures));
    }
    EXPECT_NEAR(sum, 1, .01);
}

TEST(LevelFilter, MonthsGatheredAreAsTheirSumsOnPaths) {
    const NoiseOf<double> noise{.5, .8};
    const std::vector<double> units{10, 20, 40, 80, 90, 100};
    const std::vector<std::size_t> quarters{3, 3};
    const auto steps = gathered(units, quarters, noise);
    const Stream stream(2, "quarters");
    constexpr int count = 100000;
    VectorXd first(count), second(count);
    for (int i = 0; i < count; ++i) {
        double x = 0, sums[2]{};
        for (std::uint32_t t = 0; t < 6; ++t) {
            const double e = inverse_normal(
                (stream.words(static_cast<std::uint32_t>(i), t / 4)[t % 4] + .5) * 0x1p-32);
            x = t == 0 ? e : .8 * x + .6 * e;
            sums[t / 3] += units[t] * std::exp(.5 * x - .125);
        }
        first[i] = std::log(sums[0] / 70) + .125;
        second[i] = std::log(sums[1] / 270) + .125;
    }
    const double mean = second.mean();
    const VectorXd a = first.array() - first.mean(), b = second.array() - mean;
    // A sum of lognormals is nearly one; its log's sd is within some per cent of the moments'.
    EXPECT_NEAR(mean, steps[1].shift, .01);
    EXPECT_NEAR(std::sqrt(b.squaredNorm() / count), steps[1].sd, .015);
    EXPECT_NEAR(std::sqrt(a.squaredNorm() / count), steps[0].sd, .015);
    EXPECT_NEAR(a.dot(b) / (a.norm() * b.norm()), steps[1].correlation, .015);
    // Single months are what they were.
    const std::vector<std::size_t> single{1, 1};
    const auto alone = gathered(std::vector<double>{10, 20}, single, noise);
    EXPECT_NEAR(alone[1].sd, .5, 1e-12);
    EXPECT_NEAR(alone[1].shift, 0, 1e-12);
    // By moments of lognormals: ln(1 + (e^{s² r} - 1)) / s² = r.
    EXPECT_NEAR(alone[1].correlation, .8, 1e-12);
}

} // namespace
