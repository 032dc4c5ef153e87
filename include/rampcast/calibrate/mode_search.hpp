#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "rampcast/calibrate/condition_target.hpp"

/// The mode of a posterior of standard normal numbers: for bodies.
namespace rampcast::detail {

struct PosteriorMode {
    Eigen::VectorXd at{};
    double value = impossible;          ///< log posterior, but for what is the same everywhere
    std::vector<Eigen::Index> active{}; ///< dimensions the likelihood tells of
    Eigen::MatrixXd precision{};        ///< of those, less the second derivatives
};

/// Newton's method on central differences, a batch of points a step.
class ModeSearch {
public:
    explicit ModeSearch(ConditionTarget& target) : target_(target) {}

    PosteriorMode from(const Eigen::VectorXd& start, double value) {
        mode_.at = start;
        mode_.value = value;
        step_.setConstant(target_.dimensions(), .1);
        find_active();
        // All second derivatives at first and at the end; in between steps show them, where these
        // cost less.
        const bool few = mode_.active.size() <= most_whole;
        bool whole = true;
        for (int turn = 0; turn < most_turns && !mode_.active.empty(); ++turn) {
            if (!differences(whole)) break;
            const Eigen::VectorXd move = newton();
            const double gain = .5 * move.dot(slope_);
            if (gain < enough) {
                if (whole) {
                    apply(move, 1);
                    break;
                }
                whole = true;
                continue;
            }
            const bool gained = advance(move);
            if (!gained && whole) break;
            whole = few || !gained;
        }
        return mode_;
    }

private:
    static constexpr int most_turns = 25;
    static constexpr double enough = 1e-2; ///< of the log posterior; weights do the rest
    /// Dimensions of which all differences are one block of paths.
    static constexpr std::size_t most_whole = 7;
    static constexpr Eigen::Index most_crossed =
        150; ///< dimensions with second derivatives of pairs

    ConditionTarget& target_;
    PosteriorMode mode_;
    Eigen::VectorXd step_;          ///< of differences
    Eigen::VectorXd slope_, moved_; ///< along the active dimensions

    void apply(const Eigen::VectorXd& move, double length) {
        for (std::size_t i = 0; i < mode_.active.size(); ++i)
            mode_.at[mode_.active[i]] += length * move[static_cast<Eigen::Index>(i)];
    }
    /// Drops dimensions of which the likelihood says nothing, near or far.
    void find_active() {
        const Eigen::Index n = target_.dimensions();
        constexpr double spans[] = {-1.5, -.5, .5, 1.5};
        Eigen::MatrixXd points = mode_.at.replicate(1, 4 * n + 1);
        for (Eigen::Index i = 0; i < n; ++i)
            for (Eigen::Index k = 0; k < 4; ++k) points(i, 4 * i + k) += spans[k];
        const Eigen::VectorXd found = target_.likelihood(points);
        const double middle = found[4 * n];
        mode_.active.clear();
        for (Eigen::Index i = 0; i < n; ++i)
            for (Eigen::Index k = 0; k < 4; ++k)
                if (!(std::abs(found[4 * i + k] - middle) <= 1e-3)) {
                    mode_.active.push_back(i);
                    break;
                }
        for (const Eigen::Index i : mode_.active)
            for (const Eigen::Index k : {4 * i + 1, 4 * i + 2}) { // wide slopes set the first step
                const double change = std::abs(found[k] - middle);
                if (std::isfinite(change) && change > 2)
                    step_[i] = std::clamp(.1 * std::sqrt(2 / change), .005, .1);
            }
        if (static_cast<Eigen::Index>(mode_.active.size()) > most_crossed) {
            std::stable_sort(mode_.active.begin(), mode_.active.end(),
                             [&](Eigen::Index a, Eigen::Index b) {
                                 const auto tells = [&](Eigen::Index i) {
                                     return std::abs(found[4 * i + 1] - middle) +
                                            std::abs(found[4 * i + 2] - middle);
                                 };
                                 return tells(a) > tells(b);
                             });
            mode_.active.resize(most_crossed);
            std::sort(mode_.active.begin(), mode_.active.end());
        }
        const Eigen::VectorXd rest = mode_.at; // of which nothing is told: at their middle
        mode_.at.setZero();
        for (const Eigen::Index i : mode_.active) mode_.at[i] = rest[i];
    }
    /// Slope and second derivatives. @param whole those of pairs too, else they are updated by the
    /// last step @returns whether all are finite
    bool differences(bool whole) {
        const auto n = static_cast<Eigen::Index>(mode_.active.size());
        Eigen::MatrixXd points = mode_.at.replicate(1, whole ? n * n + n + 1 : 2 * n + 1);
        Eigen::Index column = 1;
        const auto move = [&](Eigen::Index i, double by) {
            const Eigen::Index of = mode_.active[static_cast<std::size_t>(i)];
            points(of, column) += by * step_[of];
        };
        for (Eigen::Index i = 0; i < n; ++i)
            for (const double by : {1., -1.}) {
                move(i, by);
                ++column;
            }
        for (Eigen::Index i = 0; whole && i < n; ++i)
            for (Eigen::Index k = 0; k < i; ++k)
                for (const double by : {1., -1.}) {
                    move(i, by);
                    move(k, by);
                    ++column;
                }
        const Eigen::VectorXd found = target_.posterior(points);
        const double middle = found[0];
        const Eigen::VectorXd slope_before = slope_;
        slope_.resize(n);
        Eigen::MatrixXd curved(n, n);
        const auto step = [&](Eigen::Index i) {
            return step_[mode_.active[static_cast<std::size_t>(i)]];
        };
        for (Eigen::Index i = 0; i < n; ++i) {
            const double up = found[1 + 2 * i], down = found[2 + 2 * i];
            slope_[i] = (up - down) / (2 * step(i));
            curved(i, i) = (up - 2 * middle + down) / (step(i) * step(i));
        }
        if (!whole) {
            if (!slope_.allFinite()) return false;
            mode_.value = middle;
            update(slope_before - slope_);
            return true;
        }
        column = 1 + 2 * n;
        for (Eigen::Index i = 0; i < n; ++i)
            for (Eigen::Index k = 0; k < i; ++k, column += 2) {
                const double sides =
                    found[1 + 2 * i] + found[2 + 2 * i] + found[1 + 2 * k] + found[2 + 2 * k];
                curved(i, k) = curved(k, i) =
                    (found[column] + found[column + 1] - sides + 2 * middle) /
                    (2 * step(i) * step(k));
            }
        if (!curved.allFinite() || !slope_.allFinite()) {
            if (mode_.precision.size() == 0) mode_.precision.setIdentity(n, n);
            return false;
        }
        mode_.value = middle;
        mode_.precision = -curved;
        for (Eigen::Index i = 0; i < n; ++i)
            step_[mode_.active[static_cast<std::size_t>(i)]] =
                std::clamp(.5 / std::sqrt(std::max(mode_.precision(i, i), 1.)), .002, .2);
        return true;
    }
    /// Changes the precision as the last step shows (Broyden, Fletcher, Goldfarb, Shanno).
    /// @param change of less the slope
    void update(const Eigen::VectorXd& change) {
        const Eigen::VectorXd turned = mode_.precision * moved_;
        const double shown = change.dot(moved_), had = turned.dot(moved_);
        if (!(shown > 1e-8) || !(had > 1e-8)) return;
        mode_.precision += change * change.transpose() / shown - turned * turned.transpose() / had;
    }
    /// A step uphill, whatever the curvature, of no more than two in all.
    Eigen::VectorXd newton() const {
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(mode_.precision);
        const Eigen::VectorXd turned = parts.eigenvectors().transpose() * slope_;
        const Eigen::VectorXd scales = parts.eigenvalues().cwiseAbs().cwiseMax(.5);
        Eigen::VectorXd move = parts.eigenvectors() * turned.cwiseQuotient(scales);
        if (const double length = move.norm(); length > 2) move *= 2 / length;
        return move;
    }
    /// Goes as far along as gains most. @returns whether anything was gained
    bool advance(const Eigen::VectorXd& move) {
        constexpr double lengths[] = {1, .5, .25, .1, .03, .01};
        Eigen::MatrixXd points = mode_.at.replicate(1, std::size(lengths));
        for (Eigen::Index k = 0; k < points.cols(); ++k)
            for (std::size_t i = 0; i < mode_.active.size(); ++i)
                points(mode_.active[i], k) += lengths[k] * move[static_cast<Eigen::Index>(i)];
        const Eigen::VectorXd found = target_.posterior(points);
        Eigen::Index best = 0;
        const double most = found.maxCoeff(&best);
        const double gain = most - mode_.value;
        if (!(gain > 0)) return false;
        moved_ = lengths[best] * move;
        mode_.at = points.col(best);
        mode_.value = most;
        return gain > enough;
    }
};

} // namespace rampcast::detail
