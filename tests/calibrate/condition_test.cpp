#include "rampcast/calibrate/condition.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/LU>
#include <gtest/gtest.h>

#include "rampcast/core/error.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace {

using namespace rampcast;
using Eigen::MatrixXd;
using Eigen::VectorXd;

double normal_at(const Stream& stream, std::uint32_t i) {
    return inverse_normal((stream.words(i, 0)[0] + .5) * 0x1p-32);
}

/// What is seen of standard normal numbers z: seen = slopes z + noise of one sd.
struct Linear {
    MatrixXd slopes;
    VectorXd seen;
    double sd;

    static Linear drawn(std::uint64_t seed, Eigen::Index dimensions, Eigen::Index rows, double sd,
                        Eigen::Index told) {
        const Stream stream(seed, "linear");
        std::uint32_t next = 0;
        Linear made{MatrixXd::Zero(rows, dimensions), VectorXd(rows), sd};
        for (Eigen::Index i = 0; i < rows; ++i) {
            for (Eigen::Index k = 0; k < told; ++k) made.slopes(i, k) = normal_at(stream, next++);
            made.seen[i] = normal_at(stream, next++);
        }
        return made;
    }
    void operator()(const MatrixXd& z, VectorXd& out) const {
        MatrixXd off = slopes * z;
        off.colwise() -= seen;
        out = (-.5 * off.colwise().squaredNorm() / (sd * sd)).transpose();
    }
    MatrixXd covariance() const {
        const auto n = slopes.cols();
        return (MatrixXd::Identity(n, n) + slopes.transpose() * slopes / (sd * sd)).inverse();
    }
    VectorXd mean() const { return covariance() * slopes.transpose() * seen / (sd * sd); }
    double log_evidence() const {
        const auto rows = slopes.rows();
        const MatrixXd spread =
            slopes * slopes.transpose() + sd * sd * MatrixXd::Identity(rows, rows);
        return -.5 * seen.dot(spread.ldlt().solve(seen)) - .5 * std::log(spread.determinant()) +
               static_cast<double>(rows) * std::log(sd);
    }
};

/// Means within four standard errors of an effective size that is half of what is told, covariances
/// within as much: of a wrong method by chance in one of thousands.
void expect_truth(const Linear& model, const Conditioned& found) {
    const VectorXd mean = model.mean(), shown = found.draws.rowwise().mean();
    const MatrixXd covariance = model.covariance();
    const MatrixXd off = found.draws.colwise() - shown;
    const double error = 4 * std::sqrt(2 / found.effective_draws);
    for (Eigen::Index i = 0; i < mean.size(); ++i) {
        const double sd = std::sqrt(covariance(i, i));
        EXPECT_NEAR(shown[i], mean[i], error * sd) << i;
        for (Eigen::Index k = 0; k <= i; ++k) {
            const double scale = sd * std::sqrt(covariance(k, k));
            EXPECT_NEAR(off.row(i).dot(off.row(k)) / static_cast<double>(off.cols()),
                        covariance(i, k), error * 1.5 * scale)
                << i << ' ' << k;
        }
    }
}

TEST(Condition, LinearGaussianIsExactToMonteCarloError) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const Linear model = Linear::drawn(seed, 6, 4, .3, 4);
        const Conditioned found = condition(model, 6);
        expect_truth(model, found);
        EXPECT_FALSE(found.tempered);
        EXPECT_LT(found.k_hat, .5);
        EXPECT_GT(found.effective_draws, 800) << seed;
        EXPECT_NEAR(found.log_evidence, model.log_evidence(), .08) << seed;
        // Exact but for the steps of differences.
        EXPECT_NEAR(found.laplace_log_evidence, model.log_evidence(), 1e-6);
        EXPECT_LT((found.mode - model.mean()).norm(), 1e-6);
    }
}

TEST(Condition, TemperingFindsTheSame) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const Linear model = Linear::drawn(seed, 4, 3, .2, 3);
        const Conditioned found = condition(model, 4, {.temper = Tempered::always});
        EXPECT_TRUE(found.tempered);
        expect_truth(model, found);
        EXPECT_NEAR(found.log_evidence, model.log_evidence(), .3) << seed;
    }
}

TEST(Condition, FortyDriversOfWhichFewAreToldOf) {
    const Linear model = Linear::drawn(3, 40, 12, .5, 5);
    const Conditioned found = condition(model, 40);
    EXPECT_FALSE(found.tempered);
    EXPECT_GT(found.effective_draws, 800);
    expect_truth(model, found);
}

TEST(Condition, AllOfFortyDrivers) {
    const Linear model = Linear::drawn(4, 40, 12, .5, 40);
    const Conditioned found = condition(model, 40);
    EXPECT_FALSE(found.tempered);
    expect_truth(model, found);
}

TEST(Condition, TwoModesAreTempered) {
    // z0 is near 1.5 or -1.5, equally likely: its second moment is known, its mean is 0.
    const auto likelihood = [](const MatrixXd& z, VectorXd& out) {
        out = -.5 * ((z.row(0).array().abs() - 1.5) / .1).square().transpose();
    };
    const Conditioned found = condition(likelihood, 2);
    // Of 200 independent draws the share above 0 has an sd of .035; one draw of 2,000 by tempering
    // is worth less than one.
    const double above = (found.draws.row(0).array() > 0).cast<double>().mean();
    if (found.tempered) {
        EXPECT_NEAR(above, .5, .15);
    }
    EXPECT_NEAR(found.draws.row(0).array().abs().mean(), 1.485, .02);
}

TEST(Condition, WhatIsExactWeighsWhatTheOtherProposes) {
    // The other takes noise for half of what it is and so is too sure; the exact one is seen with an
    // error of sd .5 whose exponential has mean one.
    const Linear model = Linear::drawn(1, 6, 4, .6, 4);
    Linear rough = model;
    rough.sd = .3;
    const Stream stream(1, "error");
    std::uint32_t next = 0;
    const auto seen = [&](const MatrixXd& z, VectorXd& out) {
        model(z, out);
        for (double& each : out) each += .5 * normal_at(stream, next++) - .125;
    };
    const Conditioned found = condition(rough, 6, {.draws = 4000, .exact = LogLikelihood(seen)});
    expect_truth(model, found);
    EXPECT_GT(found.effective_draws, 1000);
    // Of 1,000 effective draws the mean weight has an error of .03.
    EXPECT_NEAR(found.log_evidence, model.log_evidence(), .12);
}

TEST(Condition, SameForTheSameSeed) {
    const Linear model = Linear::drawn(1, 5, 4, .3, 4);
    for (const Tempered temper : {Tempered::if_needed, Tempered::always}) {
        const Conditioned a = condition(model, 5, {.draws = 500, .temper = temper});
        const Conditioned b = condition(model, 5, {.draws = 500, .temper = temper});
        const Conditioned c = condition(model, 5, {.draws = 500, .seed = 2, .temper = temper});
        EXPECT_EQ(a.draws, b.draws);
        EXPECT_EQ(a.log_evidence, b.log_evidence);
        EXPECT_NE(a.draws, c.draws);
    }
}

TEST(Condition, NothingToldIsThePrior) {
    const auto flat = [](const MatrixXd&, VectorXd& out) { out.setConstant(-3); };
    const Conditioned found = condition(flat, 3);
    EXPECT_NEAR(found.log_evidence, -3, 1e-12);
    EXPECT_NEAR(found.effective_draws, 2000, 1e-6);
    EXPECT_LT(found.draws.rowwise().mean().cwiseAbs().maxCoeff(), .01);
}

TEST(Condition, HardBoundsAreTempered) {
    // Beyond 1.5 in both: P = .0668² of the prior, of which no slope tells.
    const auto beyond = [](const MatrixXd& z, VectorXd& out) {
        for (Eigen::Index i = 0; i < z.cols(); ++i)
            out[i] = z(0, i) > 1.5 && z(1, i) > 1.5 ? 0 : -std::numeric_limits<double>::infinity();
    };
    const Conditioned found = condition(beyond, 2, {.draws = 4000});
    EXPECT_GT(found.draws.topRows(2).minCoeff(), 1.5);
    // The mean of a normal beyond 1.5 is its density there over its tail; it has an sd of .39.
    EXPECT_NEAR(found.draws.row(0).mean(), 1.9386, .05);
    EXPECT_NEAR(found.log_evidence, 2 * std::log(.0668072), .3);
}

TEST(Condition, ImpossibleIsRefused) {
    const auto never = [](const MatrixXd&, VectorXd& out) {
        out.setConstant(std::numeric_limits<double>::quiet_NaN());
    };
    EXPECT_THROW(condition(never, 2), Error);
    const Linear model = Linear::drawn(1, 5, 4, .3, 4);
    EXPECT_THROW(condition(model, 0), Error);
    EXPECT_THROW(condition(model, 5, {.draws = 3}), Error);
    EXPECT_THROW(condition(model, 5, {.start = {1, 2}}), Error);
}

/// No number is made up where no point that was weighed is possible.
TEST(Condition, WithoutAPossiblePointThereIsNoEvidence) {
    const double none = -std::numeric_limits<double>::infinity();
    const auto at_zero = [&](const MatrixXd& z, VectorXd& out) {
        for (Eigen::Index i = 0; i < z.cols(); ++i)
            out[i] = z.col(i).cwiseAbs().maxCoeff() < 1e-9 ? 0 : none;
    };
    const Conditioned found = condition(at_zero, 3, {.draws = 64, .temper = Tempered::never});
    EXPECT_EQ(found.log_evidence, none);
    EXPECT_EQ(found.effective_draws, 0);
    EXPECT_TRUE(found.draws.allFinite());
    const auto flat = [](const MatrixXd&, VectorXd& out) { out.setZero(); };
    const auto nowhere = [&](const MatrixXd&, VectorXd& out) { out.setConstant(none); };
    EXPECT_THROW(condition(flat, 3, {.draws = 64, .exact = LogLikelihood(nowhere)}), Error);
}

} // namespace
