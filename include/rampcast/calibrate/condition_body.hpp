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

/// Proposals with their weights.
struct Weighted {
    Eigen::MatrixXd points{};
    Eigen::VectorXd likelihood{};
    std::vector<double> log_weights{}; ///< not smoothed
    std::vector<double> weights{};     ///< smoothed; they sum to 1
    double k_hat = 0, effective = 0, log_evidence = 0;

    void weigh() {
        std::vector<double> logs = log_weights;
        k_hat = smooth_weights(logs);
        weights = normalised_weights(logs);
        effective = effective_size(weights);
        const double most = *std::max_element(logs.begin(), logs.end());
        double mean = 0;
        for (const double each : logs) mean += std::exp(each - most);
        log_evidence = most + std::log(mean / static_cast<double>(logs.size()));
    }
    void add(const Weighted& more) {
        Eigen::MatrixXd all(points.rows(), points.cols() + more.points.cols());
        all << points, more.points;
        points = std::move(all);
        Eigen::VectorXd both(likelihood.size() + more.likelihood.size());
        both << likelihood, more.likelihood;
        likelihood = std::move(both);
        log_weights.insert(log_weights.end(), more.log_weights.begin(), more.log_weights.end());
    }
};

class Importance {
public:
    Importance(ConditionTarget& target, const ConditionOptions& options)
        : target_(target),
          options_(options),
          normals_(target.dimensions() + Proposal::degrees, options.seed, "propose") {}

    bool enough(const Weighted& found) const {
        return found.k_hat <= options_.most_k_hat &&
               found.effective >= std::min(options_.least_effective, .4 * drawn());
    }
    /// Proposals, doubled while few carry the weight.
    Weighted from(const Proposal& proposal) {
        const std::size_t first = (options_.draws + 63) / 64 * 64;
        Weighted found = part(proposal, 0, first);
        found.weigh();
        std::size_t made = first;
        while (made < first * options_.most_proposals && found.effective < .4 * drawn() &&
               found.effective >= 10) {
            found.add(part(proposal, made, made));
            made *= 2;
            found.weigh();
        }
        return found;
    }
    /// What weighted points show: their mean and covariance along the active dimensions.
    static Proposal shown(const Weighted& found, const PosteriorMode& mode) {
        const auto n = static_cast<Eigen::Index>(mode.active.size());
        const auto count = found.points.cols();
        Eigen::MatrixXd along(n, count);
        for (Eigen::Index i = 0; i < n; ++i)
            along.row(i) = found.points.row(mode.active[static_cast<std::size_t>(i)]);
        const Eigen::Map<const Eigen::VectorXd> weights(found.weights.data(), count);
        const Eigen::VectorXd mean = along * weights;
        along.colwise() -= mean;
        Eigen::MatrixXd covariance = along * weights.asDiagonal() * along.transpose();
        // Few effective points tell little of correlations.
        const double keep = found.effective / (found.effective + static_cast<double>(n) + 1);
        const Eigen::VectorXd variances = covariance.diagonal();
        covariance *= keep;
        covariance.diagonal() = variances.cwiseMax(1e-8);
        Eigen::VectorXd centre = Eigen::VectorXd::Zero(found.points.rows());
        for (Eigen::Index i = 0; i < n; ++i)
            centre[mode.active[static_cast<std::size_t>(i)]] = mean[i];
        return {centre, mode.active, covariance};
    }

private:
    ConditionTarget& target_;
    const ConditionOptions& options_;
    NormalPoints normals_;

    double drawn() const { return static_cast<double>(options_.draws); }
    Weighted part(const Proposal& proposal, std::size_t first, std::size_t count) {
        Weighted made;
        made.points = proposal.points(normals_.of(first, static_cast<Eigen::Index>(count)));
        made.likelihood = target_.likelihood(made.points);
        const Eigen::VectorXd logs = made.likelihood + proposal.prior_over(made.points);
        made.log_weights.assign(logs.begin(), logs.end());
        return made;
    }
};

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
    Weighted found;
    bool trusted = false;
    if (mode.value > impossible && options.temper != Tempered::always) {
        Importance importance(target, options);
        found = importance.from(Proposal::about(mode));
        trusted = importance.enough(found);
        for (int turn = 0; turn < 2 && !trusted && !mode.active.empty(); ++turn) {
            const Weighted again = importance.from(Importance::shown(found, mode));
            if (again.effective > found.effective) found = again;
            trusted = importance.enough(found);
        }
        made.k_hat = found.k_hat;
    }
    made.draws.resize(rows, static_cast<Eigen::Index>(options.draws));
    made.log_likelihood.resize(static_cast<Eigen::Index>(options.draws));
    const bool weighted = options.temper == Tempered::never && !found.weights.empty();
    if (!trusted && !weighted) {
        const auto count = static_cast<Eigen::Index>(std::max<std::size_t>(options.draws, 500));
        const Particles tempered =
            Tempering(target, options.seed)
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
    } else {
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
    made.evaluations = target.evaluations();
    return made;
}

} // namespace rampcast
