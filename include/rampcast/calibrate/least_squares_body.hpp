#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>
#include <Eigen/QR>

#include "rampcast/calibrate/least_squares.hpp"
#include "rampcast/core/error.hpp"

namespace rampcast {

namespace detail {

/// A point of the search: parameters, and the model and its weighted residuals there.
struct FitPoint {
    Eigen::VectorXd parameters, values, residuals; // residuals: root weight (model - y)
    Eigen::MatrixXd slopes;                        // by root weight
    double sum_of_squares = std::numeric_limits<double>::infinity();
};

/// The undamped step of a point and what it tells.
struct FullStep {
    Eigen::VectorXd step; // of all parameters, 0 of those that are held
    double offset = 1;
    Eigen::Index rank = 0;
    double size = 0; // the largest change relative to its parameter
};

class LeastSquaresSearch {
public:
    LeastSquaresSearch(const LeastSquaresProblem& problem, FitModel model, std::size_t parameters,
                       const SearchWay& way, Poll poll)
        : problem_(problem),
          model_(model),
          way_(way),
          poll_(poll),
          points_(static_cast<Eigen::Index>(problem.y.size())),
          count_(static_cast<Eigen::Index>(parameters)),
          y_(Eigen::Map<const Eigen::VectorXd>(problem.y.data(), points_)),
          root_weights_(Eigen::VectorXd::Ones(points_)),
          scales_(Eigen::VectorXd::Zero(count_)) {
        if (!problem.weights.empty())
            root_weights_ =
                Eigen::Map<const Eigen::VectorXd>(problem.weights.data(), points_).cwiseSqrt();
        weighted_y_ = y_.cwiseProduct(root_weights_).norm();
        is_linear_.assign(parameters, false);
        for (const std::size_t j : problem.linear) is_linear_[j] = true;
    }

    LeastSquares run(std::vector<double> start) {
        Eigen::VectorXd first = Eigen::Map<Eigen::VectorXd>(start.data(), count_);
        clip(first);
        FitPoint at = point(first);
        if (!std::isfinite(at.sum_of_squares))
            return ended(at, "the model has no finite values at the start", 0);
        double lambda = way_.damping, growth = 2;
        std::string reason;
        int step = 0;
        for (;; ++step) {
            poll_(0);
            const std::vector<Eigen::Index> free = free_at(at);
            const FullStep full = full_step(at, free);
            if (done(at, full, free)) break;
            if (step >= way_.most_steps) {
                reason = "the sum of squares was still falling after " +
                         std::to_string(way_.most_steps) + " steps";
                break;
            }
            std::optional<FitPoint> next;
            while (!next && lambda < 1e20) {
                const auto [delta, predicted] = damped_step(at, free, lambda);
                Eigen::VectorXd moved = at.parameters + delta;
                clip(moved);
                if (moved == at.parameters) break;
                FitPoint trial = point(moved);
                const double gain = at.sum_of_squares - trial.sum_of_squares;
                if (std::isfinite(trial.sum_of_squares) && gain > 0) {
                    const double rho = predicted > 0 ? gain / predicted : 0;
                    lambda *= std::max(1.0 / 3, 1 - std::pow(2 * rho - 1, 3));
                    lambda = std::max(lambda, 1e-14);
                    growth = 2;
                    next = std::move(trial);
                } else {
                    lambda = lambda * growth;
                    growth *= 2;
                }
            }
            if (!next) {
                const bool is_exact = at.residuals.norm() <= 1e-10 * weighted_y_;
                if (full.offset > stalled_offset && full.size > 1e-8 && !is_exact)
                    reason = "no step lowers the sum of squares, though its slope there is not 0";
                break;
            }
            at = std::move(*next);
        }
        if (reason.empty()) polish(at);
        return ended(at, reason, step);
    }

private:
    static constexpr double reached_offset = 1e-9, stalled_offset = 1e-5;
    static constexpr double exact = 1e-14; // of y: residuals are rounding

    const LeastSquaresProblem& problem_;
    FitModel model_;
    SearchWay way_;
    Poll poll_;
    Eigen::Index points_, count_;
    Eigen::VectorXd y_, root_weights_, scales_;
    double weighted_y_ = 0;
    std::vector<bool> is_linear_;

    double lower(Eigen::Index j) const {
        return problem_.lower.empty() ? -std::numeric_limits<double>::infinity()
                                      : problem_.lower[static_cast<std::size_t>(j)];
    }
    double upper(Eigen::Index j) const {
        return problem_.upper.empty() ? std::numeric_limits<double>::infinity()
                                      : problem_.upper[static_cast<std::size_t>(j)];
    }
    void clip(Eigen::VectorXd& parameters) const {
        for (Eigen::Index j = 0; j < count_; ++j)
            parameters[j] = std::min(std::max(parameters[j], lower(j)), upper(j));
    }

    void call(const Eigen::VectorXd& parameters, Eigen::VectorXd& values, Eigen::MatrixXd& slopes) {
        values.resize(points_);
        slopes.resize(points_, count_);
        model_(std::span(parameters.data(), static_cast<std::size_t>(count_)),
               std::span(values.data(), static_cast<std::size_t>(points_)),
               std::span(slopes.data(), static_cast<std::size_t>(points_ * count_)));
    }

    /// The model at parameters, those it is linear in at their best.
    FitPoint point(Eigen::VectorXd parameters) {
        FitPoint made;
        call(parameters, made.values, made.slopes);
        if (!problem_.linear.empty() && made.values.allFinite() && made.slopes.allFinite()) {
            solve_linear(parameters, made);
            call(parameters, made.values, made.slopes);
        }
        made.parameters = std::move(parameters);
        if (!made.values.allFinite() || !made.slopes.allFinite()) return made;
        made.residuals = root_weights_.cwiseProduct(made.values - y_);
        made.slopes = root_weights_.asDiagonal() * made.slopes;
        made.sum_of_squares = made.residuals.squaredNorm();
        for (Eigen::Index j = 0; j < count_; ++j)
            scales_[j] = std::max(way_.keeps_scales ? scales_[j] : 0.0, made.slopes.col(j).norm());
        return made;
    }

    void solve_linear(Eigen::VectorXd& parameters, const FitPoint& made) const {
        const auto count = static_cast<Eigen::Index>(problem_.linear.size());
        Eigen::MatrixXd basis(points_, count);
        Eigen::VectorXd known(count);
        for (Eigen::Index k = 0; k < count; ++k) {
            const auto j = static_cast<Eigen::Index>(problem_.linear[static_cast<std::size_t>(k)]);
            basis.col(k) = made.slopes.col(j);
            known[k] = parameters[j];
        }
        const Eigen::VectorXd rest = y_ - (made.values - basis * known);
        const Eigen::MatrixXd weighted = root_weights_.asDiagonal() * basis;
        const Eigen::VectorXd target = root_weights_.cwiseProduct(rest);
        const Eigen::VectorXd best = bounded_best(weighted, target);
        if (!best.allFinite()) return;
        for (Eigen::Index k = 0; k < count; ++k)
            parameters[static_cast<Eigen::Index>(problem_.linear[static_cast<std::size_t>(k)])] =
                best[k];
        clip(parameters);
    }

    /// The linear parameters that are best within their bounds: those outside are put on them and
    /// the others solved for anew; one that the slope pulls off its bound is let go (Stark and
    /// Parker 1995).
    Eigen::VectorXd bounded_best(const Eigen::MatrixXd& basis,
                                 const Eigen::VectorXd& target) const {
        const Eigen::Index count = basis.cols();
        Eigen::VectorXd best = basis.colPivHouseholderQr().solve(target);
        std::vector<bool> held(static_cast<std::size_t>(count), false);
        for (Eigen::Index round = 0; round < 4 * count && best.allFinite(); ++round) {
            bool changed = false;
            for (Eigen::Index k = 0; k < count; ++k) {
                const auto place = static_cast<std::size_t>(k);
                const auto j = static_cast<Eigen::Index>(problem_.linear[place]);
                const double inside = std::min(std::max(best[k], lower(j)), upper(j));
                if (held[place] || inside == best[k]) continue;
                best[k] = inside;
                held[place] = changed = true;
            }
            if (!changed) {
                const Eigen::VectorXd pull = basis.transpose() * (basis * best - target);
                for (Eigen::Index k = 0; k < count && !changed; ++k) {
                    const auto place = static_cast<std::size_t>(k);
                    if (!held[place]) continue;
                    const auto j = static_cast<Eigen::Index>(problem_.linear[place]);
                    const bool stays = best[k] <= lower(j) ? pull[k] >= 0 : pull[k] <= 0;
                    if (!stays) {
                        held[place] = false;
                        changed = true;
                    }
                }
            }
            if (!changed) break;
            best = free_best(basis, target, held, best);
        }
        return best;
    }

    /// Those that are not held at their best.
    static Eigen::VectorXd free_best(const Eigen::MatrixXd& basis, const Eigen::VectorXd& target,
                                     const std::vector<bool>& held, Eigen::VectorXd best) {
        std::vector<Eigen::Index> free;
        for (Eigen::Index k = 0; k < basis.cols(); ++k)
            if (!held[static_cast<std::size_t>(k)]) free.push_back(k);
        if (free.empty()) return best;
        Eigen::VectorXd rest = target;
        Eigen::MatrixXd chosen(basis.rows(), static_cast<Eigen::Index>(free.size()));
        for (Eigen::Index k = 0; k < basis.cols(); ++k)
            if (held[static_cast<std::size_t>(k)]) rest -= basis.col(k) * best[k];
        for (std::size_t k = 0; k < free.size(); ++k)
            chosen.col(static_cast<Eigen::Index>(k)) = basis.col(free[k]);
        const Eigen::VectorXd found = chosen.colPivHouseholderQr().solve(rest);
        for (std::size_t k = 0; k < free.size(); ++k)
            best[free[k]] = found[static_cast<Eigen::Index>(k)];
        return best;
    }

    /// The parameters that are not held at a bound against the slope.
    std::vector<Eigen::Index> free_at(const FitPoint& at) const {
        std::vector<Eigen::Index> free;
        for (Eigen::Index j = 0; j < count_; ++j) {
            const double pull = at.slopes.col(j).dot(at.residuals);
            const bool held = (at.parameters[j] <= lower(j) && pull >= 0) ||
                              (at.parameters[j] >= upper(j) && pull <= 0);
            if (!held) free.push_back(j);
        }
        return free;
    }

    Eigen::MatrixXd scaled(const FitPoint& at, const std::vector<Eigen::Index>& free,
                           Eigen::VectorXd& norms) const {
        Eigen::MatrixXd slopes(points_, static_cast<Eigen::Index>(free.size()));
        norms.resize(slopes.cols());
        for (Eigen::Index k = 0; k < slopes.cols(); ++k) {
            const auto column = at.slopes.col(free[static_cast<std::size_t>(k)]);
            norms[k] = column.norm() > 0 ? column.norm() : 1;
            slopes.col(k) = column / norms[k];
        }
        return slopes;
    }

    FullStep full_step(const FitPoint& at, const std::vector<Eigen::Index>& free) const {
        FullStep made{.step = Eigen::VectorXd::Zero(count_)};
        if (free.empty()) {
            made.offset = 0;
            return made;
        }
        Eigen::VectorXd norms;
        Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(scaled(at, free, norms));
        qr.setThreshold(1e-14);
        made.rank = qr.rank();
        const Eigen::VectorXd turned = qr.householderQ().adjoint() * at.residuals;
        const double total = at.residuals.norm();
        made.offset =
            total > 0 ? turned.head(made.rank).norm() / total : 0; // what is left is rounding
        const Eigen::VectorXd step = qr.solve(-at.residuals);
        for (std::size_t k = 0; k < free.size(); ++k) {
            const auto place = static_cast<Eigen::Index>(k);
            const Eigen::Index j = free[k];
            made.step[j] = step[place] / norms[place];
            const double against = std::max(std::abs(at.parameters[j]), 1e-300);
            made.size = std::max(made.size, std::abs(made.step[j]) / against);
        }
        return made;
    }

    /// A step of a trust region, and by how much the linear model lowers the sum of squares.
    std::pair<Eigen::VectorXd, double>
    damped_step(const FitPoint& at, const std::vector<Eigen::Index>& free, double lambda) const {
        const auto width = static_cast<Eigen::Index>(free.size());
        Eigen::MatrixXd stacked = Eigen::MatrixXd::Zero(points_ + width, width);
        Eigen::VectorXd target = Eigen::VectorXd::Zero(points_ + width);
        target.head(points_) = -at.residuals;
        for (Eigen::Index k = 0; k < width; ++k) {
            const Eigen::Index j = free[static_cast<std::size_t>(k)];
            const double scale = scales_[j] > 0 ? scales_[j] : 1;
            stacked.col(k).head(points_) = at.slopes.col(j) / scale;
            const bool solved = is_linear_[static_cast<std::size_t>(j)];
            stacked(points_ + k, k) = std::sqrt(solved ? 1e-30 : lambda);
        }
        const Eigen::VectorXd step = stacked.colPivHouseholderQr().solve(target);
        const Eigen::VectorXd after = at.residuals + stacked.topRows(points_) * step;
        Eigen::VectorXd delta = Eigen::VectorXd::Zero(count_);
        for (Eigen::Index k = 0; k < width; ++k) {
            const Eigen::Index j = free[static_cast<std::size_t>(k)];
            delta[j] = step[k] / (scales_[j] > 0 ? scales_[j] : 1);
        }
        return {delta, at.sum_of_squares - after.squaredNorm()};
    }

    bool done(const FitPoint& at, const FullStep& full,
              const std::vector<Eigen::Index>& free) const {
        if (free.empty() || full.offset <= reached_offset) return true;
        if (at.residuals.norm() <= exact * weighted_y_) return true;
        return full.rank == static_cast<Eigen::Index>(free.size()) && full.size <= 1e-11;
    }

    /// Undamped steps while they get smaller.
    void polish(FitPoint& at) {
        double last = std::numeric_limits<double>::infinity();
        for (int i = 0; i < 12; ++i) {
            const std::vector<Eigen::Index> free = free_at(at);
            const FullStep full = full_step(at, free);
            if (free.empty() || full.rank < static_cast<Eigen::Index>(free.size())) return;
            if (!(full.size < last) || full.size == 0) return;
            last = full.size;
            Eigen::VectorXd moved = at.parameters + full.step;
            clip(moved);
            FitPoint next = point(moved);
            // Rounding alone may raise the sum.
            if (!(next.sum_of_squares <=
                  at.sum_of_squares * (1 + 1e-9) + 1e-28 * weighted_y_ * weighted_y_))
                return;
            const std::vector<Eigen::Index> later = free_at(next);
            if (later != free || !(full_step(next, later).size < last)) return;
            at = std::move(next);
        }
    }

    LeastSquares ended(const FitPoint& at, std::string reason, int steps) const {
        LeastSquares made;
        made.parameters.assign(at.parameters.data(), at.parameters.data() + count_);
        made.sum_of_squares = at.sum_of_squares;
        made.values.assign(at.values.data(), at.values.data() + points_);
        made.at_bound.assign(static_cast<std::size_t>(count_), false);
        made.inverse_information = Eigen::MatrixXd::Zero(count_, count_);
        made.steps = steps;
        made.reason = std::move(reason);
        if (!std::isfinite(at.sum_of_squares)) return made;
        const std::vector<Eigen::Index> free = free_at(at);
        made.offset = full_step(at, free).offset;
        std::vector<bool> is_free(static_cast<std::size_t>(count_), false);
        for (const Eigen::Index j : free) is_free[static_cast<std::size_t>(j)] = true;
        for (std::size_t j = 0; j < is_free.size(); ++j) made.at_bound[j] = !is_free[j];
        if (!free.empty()) {
            Eigen::VectorXd norms;
            Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(scaled(at, free, norms));
            qr.setThreshold(1e-14);
            const auto width = static_cast<Eigen::Index>(free.size());
            if (qr.rank() < width) {
                if (made.reason.empty())
                    made.reason = "the points do not determine all parameters: some can be changed "
                                  "together without any effect";
            } else {
                const Eigen::MatrixXd inverse = qr.matrixR()
                                                    .topLeftCorner(width, width)
                                                    .triangularView<Eigen::Upper>()
                                                    .solve(Eigen::MatrixXd::Identity(width, width));
                const Eigen::MatrixXd rooted = qr.colsPermutation() * inverse;
                const Eigen::MatrixXd whole = rooted * rooted.transpose();
                for (Eigen::Index a = 0; a < width; ++a)
                    for (Eigen::Index b = 0; b < width; ++b)
                        made.inverse_information(free[static_cast<std::size_t>(a)],
                                                 free[static_cast<std::size_t>(b)]) =
                            whole(a, b) / (norms[a] * norms[b]);
            }
        }
        made.converged = made.reason.empty();
        return made;
    }
};

/// Whether a minimum has more parameters on the side of 0 they started on than another as low.
inline bool keeps_sides(const LeastSquares& found, const LeastSquares& other,
                        const std::vector<double>& start) {
    int lead = 0;
    for (std::size_t j = 0; j < start.size(); ++j)
        lead += static_cast<int>(found.parameters[j] * start[j] > 0) -
                static_cast<int>(other.parameters[j] * start[j] > 0);
    return lead > 0;
}

inline bool is_better(const LeastSquares& found, const LeastSquares& other,
                      const std::vector<double>& start) {
    const double low = found.sum_of_squares, held = other.sum_of_squares;
    if (low > held * (1 - 1e-9) && low < held * (1 + 1e-9)) return keeps_sides(found, other, start);
    return low < held;
}

} // namespace detail

RAMPCAST_INLINE LeastSquares least_squares(const LeastSquaresProblem& problem, FitModel model,
                                           std::vector<double> start, const SearchWay& way,
                                           detail::Poll poll) {
    detail::LeastSquaresSearch search(problem, model, start.size(), way, poll);
    return search.run(std::move(start));
}

RAMPCAST_INLINE LeastSquares least_squares(const LeastSquaresProblem& problem, FitModel model,
                                           const std::vector<std::vector<double>>& starts,
                                           detail::Poll poll) {
    if (starts.empty()) throw Error("", "there is no start, must be at least one");
    LeastSquaresProblem whole = problem;
    whole.linear.clear();
    std::optional<LeastSquares> best, other;
    const auto keep = [&](std::optional<LeastSquares>& held, LeastSquares&& found) {
        if (!held || detail::is_better(found, *held, starts.front())) held = std::move(found);
    };
    const auto search = [&](const std::vector<double>& start, const LeastSquaresProblem& of,
                            const SearchWay& way) {
        LeastSquares found = least_squares(of, model, start, way, poll);
        const bool converged = found.converged;
        keep(converged ? best : other, std::move(found));
        return converged;
    };
    for (const std::vector<double>& start : starts) {
        const bool converged = search(start, problem, {}) ||
                               search(start, problem, {.damping = 10}) ||
                               search(start, problem, {.keeps_scales = false}) ||
                               search(start, problem, {.damping = 1e4, .keeps_scales = false});
        if (!converged && !problem.linear.empty() && !best)
            search(start, whole, {}) || search(start, whole, {.keeps_scales = false});
    }
    const bool lower = best && other && other->sum_of_squares < best->sum_of_squares * (1 - 1e-4);
    return std::move(best && !lower ? *best : *other);
}

} // namespace rampcast
