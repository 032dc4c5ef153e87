#include "rampcast/uncertainty/correlation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <Eigen/Eigenvalues>

namespace rampcast {
namespace {

double least_eigenvalue(const Eigen::MatrixXd& matrix) {
    return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(matrix).eigenvalues()(0);
}

std::string message_of(const std::vector<std::string>& names,
                       const std::vector<RankCorrelation>& correlations) {
    try {
        cholesky_or_refuse(names, gaussian_copula(names, correlations));
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Correlation, GaussianFromRank) {
    EXPECT_NEAR(gaussian_from_rank(0.3), 0.312869, 5e-7);
    EXPECT_NEAR(gaussian_from_rank(0.5), 0.517638, 5e-7);
    EXPECT_NEAR(gaussian_from_rank(1), 1, 1e-15);
    EXPECT_EQ(gaussian_from_rank(0), 0);
    for (double rank = -1; rank <= 1; rank += 0.125)
        EXPECT_NEAR(rank_from_gaussian(gaussian_from_rank(rank)), rank, 1e-15);
}

TEST(Correlation, DrawsHaveTheRankCorrelation) {
    const std::vector<std::string> names{"a", "b", "c"};
    const Eigen::MatrixXd factor =
        cholesky_or_refuse(names, gaussian_copula(names, {{{"a", "c"}, 0.7}, {{"c", "b"}, -0.4}}));
    const std::size_t count = 40000;
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> draws(3, std::vector<double>(count));
    for (std::size_t i = 0; i < count; ++i) {
        const Eigen::Vector3d z =
            factor * Eigen::Vector3d(normal(random), normal(random), normal(random));
        for (int k = 0; k < 3; ++k) draws[static_cast<std::size_t>(k)][i] = z(k);
    }
    const auto ranks = [&](const std::vector<double>& values) {
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(),
                  [&](std::size_t i, std::size_t k) { return values[i] < values[k]; });
        Eigen::VectorXd rank(static_cast<Eigen::Index>(count));
        for (std::size_t i = 0; i < count; ++i)
            rank(static_cast<Eigen::Index>(order[i])) =
                static_cast<double>(i) - 0.5 * static_cast<double>(count - 1);
        return Eigen::VectorXd(rank / rank.norm());
    };
    // Standard error at most 1 / sqrt(40000) = .005; five of them: false alarms below 2e-6.
    EXPECT_NEAR(ranks(draws[0]).dot(ranks(draws[2])), 0.7, 0.025);
    EXPECT_NEAR(ranks(draws[1]).dot(ranks(draws[2])), -0.4, 0.025);
    EXPECT_NEAR(ranks(draws[0]).dot(ranks(draws[1])), 0, 0.025);
}

TEST(Correlation, FactorReproducesTheMatrix) {
    const std::vector<std::string> names{"a", "b", "c", "d"};
    const Eigen::MatrixXd matrix =
        gaussian_copula(names, {{{"a", "b"}, 0.5}, {{"c", "b"}, -0.3}, {{"d", "a"}, 0.2}});
    EXPECT_EQ(matrix(0, 1), gaussian_from_rank(0.5));
    EXPECT_EQ(matrix(1, 2), gaussian_from_rank(-0.3));
    EXPECT_EQ(matrix(2, 3), 0);
    const Eigen::MatrixXd factor = cholesky_or_refuse(names, matrix);
    EXPECT_LT((factor * factor.transpose() - matrix).norm(), 1e-15 * 10);
    EXPECT_EQ(factor(0, 3), 0);
    EXPECT_EQ(cholesky_or_refuse({}, gaussian_copula({}, {})).size(), 0);
}

TEST(Correlation, NearestMatrixAsPublished) {
    // Higham (2002), IMA Journal of Numerical Analysis 22, 329-343, section 4.
    Eigen::Matrix3d matrix;
    matrix << 1, 1, 0, 1, 1, 1, 0, 1, 1;
    const Eigen::MatrixXd nearest = nearest_correlation(matrix, 0);
    EXPECT_NEAR(nearest(0, 1), 0.7607, 5e-5);
    EXPECT_NEAR(nearest(1, 2), 0.7607, 5e-5);
    EXPECT_NEAR(nearest(0, 2), 0.1573, 5e-5);
}

TEST(Correlation, NearestMatrixIsPositiveDefiniteAndAFixedPoint) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> u(-0.95, 0.95);
    for (int size : {3, 5, 12}) {
        Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
        for (int i = 0; i < size; ++i)
            for (int k = 0; k < i; ++k) matrix(i, k) = matrix(k, i) = u(random);
        matrix(0, 1) = matrix(1, 0) = matrix(1, 2) = matrix(2, 1) = 0.9;
        matrix(0, 2) = matrix(2, 0) = -0.9;
        const Eigen::MatrixXd nearest = nearest_correlation(matrix);
        EXPECT_EQ(nearest, nearest.transpose());
        EXPECT_EQ(nearest.diagonal(), Eigen::VectorXd::Ones(size));
        EXPECT_GT(least_eigenvalue(nearest), 0.99e-6);
        EXPECT_LT((nearest_correlation(nearest) - nearest).norm(), 1e-8);
        // No correlation matrix on the way to a random one is nearer: the distance is convex.
        const double distance = (nearest - matrix).norm();
        for (int round = 0; round < 200; ++round) {
            Eigen::MatrixXd root(size, size);
            for (int i = 0; i < size; ++i)
                for (int k = 0; k < size; ++k) root(i, k) = u(random);
            root.rowwise().normalize();
            Eigen::MatrixXd other = root * root.transpose();
            other.diagonal().setOnes();
            EXPECT_GT((nearest + 1e-3 * (other - nearest) - matrix).norm(), distance - 1e-8);
        }
    }
}

TEST(Correlation, ValidMatricesAreLeftAlone) {
    Eigen::Matrix3d matrix;
    matrix << 1, 0.5, -0.2, 0.5, 1, 0.3, -0.2, 0.3, 1;
    EXPECT_LT((nearest_correlation(matrix) - matrix).norm(), 1e-14);
}

TEST(Correlation, ImpossibleOnesAreRefusedWithTheNearest) {
    const std::vector<std::string> names{"a", "b", "c", "other"};
    EXPECT_EQ(message_of(names, {{{"a", "b"}, 0.8}, {{"b", "c"}, 0.8}, {{"a", "c"}, -0.8}}),
              "correlation: not positive definite; nearest: a–b 0.48 instead of 0.8, "
              "a–c -0.48 instead of -0.8, b–c 0.48 instead of 0.8");
    // Taking the advice leads to a matrix that is accepted.
    EXPECT_EQ(message_of(names, {{{"a", "b"}, 0.48}, {{"b", "c"}, 0.48}, {{"a", "c"}, -0.48}}),
              "accepted");
    EXPECT_EQ(message_of(names, {{{"a", "b"}, 0.9}, {{"b", "c"}, 0.9}}),
              "correlation: not positive definite; nearest: a–b 0.72 instead of 0.9, "
              "b–c 0.72 instead of 0.9, a–c 0.11 instead of 0");
    EXPECT_EQ(message_of(names, {{{"a", "b"}, 0.72}, {{"b", "c"}, 0.72}, {{"a", "c"}, 0.11}}),
              "accepted");
}

TEST(Correlation, WhatIsNotAllowedIsRefusedInWords) {
    const std::vector<std::string> names{"a", "b", "c"};
    EXPECT_EQ(message_of(names, {{{"a", "d"}, 0.3}}),
              "correlation: between names \"d\", which is not an uncertain number; those are: "
              "a, b, c");
    EXPECT_EQ(message_of(names, {{{"a", "b"}, 0.3}, {{"b", "a"}, 0.3}}),
              "correlation: \"b\" and \"a\" stand twice");
    EXPECT_EQ(message_of(names, {{{"a", "a"}, 0.3}}),
              "correlation: between names \"a\" twice, must name two different numbers");
    EXPECT_EQ(message_of(names, {{{"a"}, 0.3}}), "correlation: between has 1 names, must have 2");
    EXPECT_EQ(message_of(names, {{{"a", "b"}, 1}}),
              "correlation: rank is 1, must be greater than -1 and less than 1");
    EXPECT_EQ(message_of(names, {{{"a", "b"}, std::numeric_limits<double>::quiet_NaN()}}),
              "correlation: rank is nan, must be greater than -1 and less than 1");
}

} // namespace
} // namespace rampcast
