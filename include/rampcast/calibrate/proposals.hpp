#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "rampcast/calibrate/condition_target.hpp"
#include "rampcast/calibrate/mode_search.hpp"

/// Where importance sampling proposes points: for bodies.
namespace rampcast::detail {

/// Multivariate t of 5 degrees of freedom along the directions the likelihood tells of; normal along
/// the rest of the active dimensions, and along all others as before.
class Proposal {
public:
    static constexpr Eigen::Index degrees = 5;

    /// @param covariance of the active dimensions
    Proposal(Eigen::VectorXd centre, std::vector<Eigen::Index> active,
             const Eigen::MatrixXd& covariance)
        : centre_(std::move(centre)), active_(std::move(active)) {
        const auto n = static_cast<Eigen::Index>(active_.size());
        if (n == 0) return;
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(covariance); // ascending
        directions_ = parts.eigenvectors();
        spread_ = parts.eigenvalues().cwiseMax(1e-8).cwiseMin(2.).cwiseSqrt();
        while (told_ < n && spread_[told_] < .9) ++told_;
        for (Eigen::Index i = told_; i < n; ++i) spread_[i] = std::max(spread_[i], 1.);
    }
    /// Of a mode: the inverse of its precision.
    static Proposal about(const PosteriorMode& mode) {
        const auto n = static_cast<Eigen::Index>(mode.active.size());
        if (n == 0) return {mode.at, {}, {}};
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(mode.precision);
        const Eigen::VectorXd variances = parts.eigenvalues().cwiseMax(.5).cwiseInverse();
        return {mode.at, mode.active,
                parts.eigenvectors() * variances.asDiagonal() * parts.eigenvectors().transpose()};
    }

    /// The same, twice as wide along what the likelihood tells of, though no wider than before.
    Proposal wider() const {
        Proposal made = *this;
        for (Eigen::Index i = 0; i < told_; ++i) made.spread_[i] = std::min(2 * spread_[i], 1.);
        return made;
    }

    /// Points of standard normal ones, of `degrees` more rows.
    Eigen::MatrixXd points(const Eigen::MatrixXd& normals) const {
        const auto n = static_cast<Eigen::Index>(active_.size());
        Eigen::MatrixXd made = normals.topRows(centre_.size());
        if (n == 0) return made;
        Eigen::MatrixXd along(n, normals.cols());
        for (Eigen::Index i = 0; i < n; ++i)
            along.row(i) = normals.row(active_[static_cast<std::size_t>(i)]) * spread_[i];
        if (told_ > 0) {
            const Eigen::ArrayXd chi = normals.bottomRows(degrees).colwise().squaredNorm();
            const Eigen::ArrayXd factor = (static_cast<double>(degrees) / chi).sqrt();
            along.topRows(told_).array().rowwise() *= factor.transpose();
        }
        const Eigen::MatrixXd turned = directions_ * along;
        for (Eigen::Index i = 0; i < n; ++i) {
            const Eigen::Index row = active_[static_cast<std::size_t>(i)];
            made.row(row) = turned.row(i).array() + centre_[row];
        }
        return made;
    }

    /// ln of the prior's density over the proposal's.
    Eigen::VectorXd prior_over(const Eigen::MatrixXd& points) const {
        const auto n = static_cast<Eigen::Index>(active_.size());
        if (n == 0) return Eigen::VectorXd::Zero(points.cols());
        Eigen::MatrixXd off(n, points.cols());
        Eigen::VectorXd squares = Eigen::VectorXd::Zero(points.cols());
        for (Eigen::Index i = 0; i < n; ++i) {
            const Eigen::Index row = active_[static_cast<std::size_t>(i)];
            off.row(i) = points.row(row).array() - centre_[row];
            squares += points.row(row).cwiseAbs2().transpose();
        }
        Eigen::MatrixXd along = directions_.transpose() * off;
        along.array().colwise() /= spread_.array();
        const auto told = static_cast<double>(told_), df = static_cast<double>(degrees);
        const Eigen::ArrayXd inside = along.topRows(told_).colwise().squaredNorm();
        const Eigen::ArrayXd rest = along.bottomRows(n - told_).colwise().squaredNorm();
        double constant = spread_.array().log().sum();
        if (told_ > 0)
            constant +=
                std::lgamma(df / 2) - std::lgamma((df + told) / 2) + .5 * told * std::log(df / 2);
        return -.5 * squares.array() + .5 * (df + told) * (inside / df).log1p() + .5 * rest +
               constant;
    }

private:
    Eigen::VectorXd centre_;
    std::vector<Eigen::Index> active_;
    Eigen::MatrixXd directions_{};
    Eigen::VectorXd spread_{}; ///< along directions
    Eigen::Index told_ = 0;    ///< directions of the t
};

} // namespace rampcast::detail
