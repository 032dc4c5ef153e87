#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "rampcast/core/names.hpp"
#include "rampcast/uncertainty/correlation.hpp"
#include "rampcast/uncertainty/correlation_factor.hpp"

/// What `correlation.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE Eigen::MatrixXd gaussian_copula(const std::vector<std::string>& names,
                                                const std::vector<RankCorrelation>& correlations) {
    const auto size = static_cast<Eigen::Index>(names.size());
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
    const Names known_names(names);
    std::set<std::pair<Eigen::Index, Eigen::Index>> seen;
    for (const RankCorrelation& each : correlations) {
        each.validate("correlation");
        const auto index = [&](const std::string& name) {
            if (const auto found = known_names.find(name)) return static_cast<Eigen::Index>(*found);
            std::string known;
            for (std::size_t i = 0; i < names.size() && i < 20; ++i)
                known += (i > 0 ? ", " : "") + names[i];
            if (names.size() > 20) known += ", ...";
            throw Error("correlation", "between names " + detail::quoted(name) +
                                           ", which is not an uncertain number; those are: " +
                                           (known.empty() ? "none" : known));
        };
        const Eigen::Index i = index(each.between[0]);
        const Eigen::Index k = index(each.between[1]);
        if (!seen.insert(std::minmax({i, k})).second)
            throw Error("correlation", detail::quoted(each.between[0]) + " and " +
                                           detail::quoted(each.between[1]) + " stand twice");
        matrix(i, k) = matrix(k, i) = gaussian_from_rank(each.rank);
    }
    return matrix;
}

RAMPCAST_INLINE Eigen::MatrixXd nearest_correlation(const Eigen::MatrixXd& matrix, double floor) {
    const auto floored = [&](const Eigen::MatrixXd& symmetric) -> Eigen::MatrixXd {
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(symmetric);
        const Eigen::VectorXd values = solver.eigenvalues().cwiseMax(floor);
        return solver.eigenvectors() * values.asDiagonal() * solver.eigenvectors().transpose();
    };
    Eigen::MatrixXd nearest = matrix;
    Eigen::MatrixXd correction = Eigen::MatrixXd::Zero(matrix.rows(), matrix.cols());
    for (int round = 0; round < 1000; ++round) {
        const Eigen::MatrixXd start = nearest - correction;
        const Eigen::MatrixXd definite = floored(start);
        correction = definite - start;
        nearest = definite;
        nearest.diagonal().setOnes();
        if ((nearest - definite).norm() < 1e-10 * static_cast<double>(matrix.rows())) break;
    }
    // The last projection may leave an eigenvalue a rounding below the floor; rescaling does not.
    const Eigen::MatrixXd definite = floored(nearest);
    const Eigen::VectorXd scale = definite.diagonal().cwiseSqrt().cwiseInverse();
    nearest = scale.asDiagonal() * definite * scale.asDiagonal();
    nearest.diagonal().setOnes();
    return 0.5 * (nearest + nearest.transpose());
}

namespace detail {

/// Eigenvalues below this count as zero.
inline constexpr double least_eigenvalue = 1e-9;

inline bool positive_definite(const Eigen::MatrixXd& matrix) {
    if (matrix.rows() == 0) return true;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix, Eigen::EigenvaluesOnly);
    return solver.eigenvalues()(0) >= least_eigenvalue;
}

/// Rank correlations near those of a matrix, in as few decimals as leave them positive definite.
inline Eigen::MatrixXd nearest_ranks(const Eigen::MatrixXd& matrix, int& decimals) {
    constexpr std::array floors{1e-6, 1e-4, 1e-3, 1e-2};
    std::array<Eigen::MatrixXd, floors.size()> nearest;
    Eigen::MatrixXd ranks;
    for (decimals = 2; decimals <= 7; ++decimals) {
        const double unit = std::pow(10.0, decimals);
        for (std::size_t f = 0; f < floors.size(); ++f) {
            if (nearest[f].size() == 0) nearest[f] = nearest_correlation(matrix, floors[f]);
            ranks = nearest[f].unaryExpr([&](double correlation) {
                return std::round(rank_from_gaussian(correlation) * unit) / unit;
            });
            if (positive_definite(ranks.unaryExpr(&gaussian_from_rank))) return ranks;
        }
    }
    decimals = 7;
    return ranks;
}

inline std::string fixed_text(double value, int decimals) {
    std::string text = std::to_string(std::llround(std::abs(value) * std::pow(10.0, decimals)));
    const auto digits = static_cast<std::size_t>(decimals);
    if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
    text.insert(text.size() - digits, ".");
    return (value < 0 ? "-" : "") + text;
}

} // namespace detail

RAMPCAST_INLINE Eigen::MatrixXd cholesky_or_refuse(const std::vector<std::string>& names,
                                                   const Eigen::MatrixXd& matrix) {
    if (detail::positive_definite(matrix)) return matrix.llt().matrixL();
    int decimals = 2;
    const Eigen::MatrixXd ranks = detail::nearest_ranks(matrix, decimals);
    struct RankChange {
        Eigen::Index i;
        Eigen::Index k;
        double from;
        double to;
    };
    std::vector<RankChange> changes;
    for (Eigen::Index i = 0; i < matrix.rows(); ++i)
        for (Eigen::Index k = i + 1; k < matrix.cols(); ++k) {
            const double from = std::round(rank_from_gaussian(matrix(i, k)) * 1e9) / 1e9;
            if (std::abs(ranks(i, k) - from) > 1e-9) changes.push_back({i, k, from, ranks(i, k)});
        }
    std::stable_sort(changes.begin(), changes.end(), [](const RankChange& a, const RankChange& b) {
        return std::abs(a.to - a.from) > std::abs(b.to - b.from);
    });
    constexpr std::size_t most = 12;
    std::string words = "not positive definite; nearest: ";
    for (std::size_t c = 0; c < changes.size() && c < most; ++c)
        words += (c > 0 ? ", " : "") + names[static_cast<std::size_t>(changes[c].i)] + "–" +
                 names[static_cast<std::size_t>(changes[c].k)] + " " +
                 detail::fixed_text(changes[c].to, decimals) + " instead of " +
                 detail::number_text(changes[c].from);
    if (changes.size() > most) words += " and " + std::to_string(changes.size() - most) + " more";
    throw Error("correlation", words);
}

RAMPCAST_INLINE std::vector<double>
correlation_factor(const std::vector<std::string>& names,
                   const std::vector<RankCorrelation>& correlations) {
    const Eigen::MatrixXd factor = cholesky_or_refuse(names, gaussian_copula(names, correlations));
    std::vector<double> rows;
    for (Eigen::Index i = 0; i < factor.rows(); ++i)
        for (Eigen::Index j = 0; j < factor.cols(); ++j)
            rows.push_back(j <= i ? factor(i, j) : 0.0);
    return rows;
}

} // namespace rampcast
