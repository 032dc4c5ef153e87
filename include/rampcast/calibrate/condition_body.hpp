#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "rampcast/calibrate/condition.hpp"
#include "rampcast/calibrate/condition_target.hpp"
#include "rampcast/calibrate/importance.hpp"
#include "rampcast/calibrate/mode_search.hpp"
#include "rampcast/calibrate/pareto_smoothing.hpp"
#include "rampcast/calibrate/proposals.hpp"
#include "rampcast/calibrate/tempered.hpp"
#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/refuse.hpp"

/// What `condition.hpp` declares.
namespace rampcast {

namespace detail {

inline void check_options(const ConditionOptions& options, std::size_t dimensions) {
    if (dimensions < 1) throw Error("", "dimensions is 0, must be at least 1");
    if (options.draws < 16 || options.draws > 1'000'000)
        throw Error("", "draws is " + std::to_string(options.draws) + ", must be 16 to 1,000,000");
    if (options.most_proposals < 1) throw Error("", "most_proposals is 0, must be at least 1");
    if (!options.start.empty() && options.start.size() != dimensions)
        throw Error("", "start has " + std::to_string(options.start.size()) +
                            " numbers, must have " + std::to_string(dimensions));
}

/// The best of the first points, and of the one that is given.
inline PosteriorMode mode_of(ConditionTarget& target, const ConditionOptions& options) {
    const Eigen::Index rows = target.dimensions();
    const auto given = static_cast<Eigen::Index>(options.start.empty() ? 0 : 1);
    const auto spread = static_cast<Eigen::Index>(given ? std::min<std::size_t>(options.starts, 16)
                                                        : options.starts);
    Eigen::MatrixXd points = Eigen::MatrixXd::Zero(rows, 1 + spread + given);
    if (spread > 0)
        points.middleCols(1, spread) = NormalPoints(rows, options.seed, "start").of(0, spread);
    if (given)
        points.col(1 + spread) = Eigen::Map<const Eigen::VectorXd>(options.start.data(), rows);
    const Eigen::VectorXd values = target.posterior(points);
    Eigen::Index best = 0;
    const double value = values.maxCoeff(&best);
    PosteriorMode mode{.at = points.col(best), .value = value};
    if (!(value > impossible)) return mode;
    return ModeSearch(target).from(points.col(best), value);
}

/// Draws of one weight that stand for weighted points.
inline void take(const Importance& found, const ConditionOptions& options, Conditioned& made) {
    made.draws.resize(found.points.rows(), static_cast<Eigen::Index>(options.draws));
    made.log_likelihood.resize(static_cast<Eigen::Index>(options.draws));
    made.log_evidence = found.log_evidence;
    made.effective_draws = std::min(found.effective, static_cast<double>(options.draws));
    const auto word = Stream(options.seed, "choose").words(0, 0)[0];
    const auto chosen = resampled(found.weights, options.draws, (word + .5) * 0x1p-32);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const auto from = static_cast<Eigen::Index>(chosen[i]);
        made.draws.col(static_cast<Eigen::Index>(i)) = found.points.col(from);
        made.log_likelihood[static_cast<Eigen::Index>(i)] = found.likelihood[from];
    }
}

inline double laplace_evidence(const PosteriorMode& mode) {
    if (mode.active.empty()) return mode.value;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(mode.precision,
                                                               Eigen::EigenvaluesOnly);
    return mode.value - .5 * parts.eigenvalues().cwiseMax(.5).array().log().sum();
}

} // namespace detail

RAMPCAST_INLINE Conditioned condition(LogLikelihood log_likelihood, std::size_t dimensions,
                                      const ConditionOptions& options, const Watch& watch) {
    using namespace detail;
    check_options(options, dimensions);
    const Attention attention(watch);
    const auto rows = static_cast<Eigen::Index>(dimensions);
    ConditionTarget target(log_likelihood, rows, attention.poll());
    const PosteriorMode mode = mode_of(target, options);
    target.done(.2);
    Conditioned made{.mode = mode.at, .laplace_log_evidence = laplace_evidence(mode)};
    if (options.only_mode) {
        made.log_evidence = made.laplace_log_evidence;
        made.evaluations = target.evaluations();
        return made;
    }
    Importance found(target, options, mode);
    bool trusted = false;
    const bool importance = mode.value > impossible && options.temper != Tempered::always;
    if (importance) {
        found.run(Proposal::about(mode));
        trusted = found.enough();
        made.k_hat = found.k_hat;
    }
    if (options.exact && importance && found.effective > 0) {
        ConditionTarget better(*options.exact, rows, attention.poll());
        better.done(.5);
        ConditionOptions longer = options;
        longer.most_proposals *= 2;
        Importance exact(better, longer, mode);
        exact.run(found.shown(), 2);
        if (!(exact.effective > 0))
            throw Error("", "what was observed is impossible at every point tried");
        made.k_hat = exact.k_hat;
        made.evaluations = target.evaluations() + better.evaluations();
        take(exact, options, made);
        return made;
    }
    const bool weighted = options.temper == Tempered::never && !found.weights.empty();
    if (trusted || weighted) {
        take(found, options, made);
        made.evaluations = target.evaluations();
        return made;
    }
    made.draws.resize(rows, static_cast<Eigen::Index>(options.draws));
    made.log_likelihood.resize(static_cast<Eigen::Index>(options.draws));
    const auto count = static_cast<Eigen::Index>(std::max<std::size_t>(options.draws, 500));
    const Particles tempered = Tempering(target, options.seed)
                                   .run(NormalPoints(rows, options.seed, "particles").of(0, count));
    made.tempered = true;
    made.log_evidence = tempered.log_evidence;
    made.effective_draws = std::min(tempered.effective, static_cast<double>(options.draws));
    // Chosen points stand beside their kin: spread what is taken over all.
    for (Eigen::Index i = 0; i < made.draws.cols(); ++i) {
        const Eigen::Index from = i * count / made.draws.cols();
        made.draws.col(i) = tempered.at.col(from);
        made.log_likelihood[i] = tempered.likelihood[from];
    }
    made.evaluations = target.evaluations();
    return made;
}

} // namespace rampcast
