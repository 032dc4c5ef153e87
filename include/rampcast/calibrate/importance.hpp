#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "rampcast/calibrate/condition.hpp"
#include "rampcast/calibrate/condition_target.hpp"
#include "rampcast/calibrate/mode_search.hpp"
#include "rampcast/calibrate/pareto_smoothing.hpp"
#include "rampcast/calibrate/proposals.hpp"

/// Importance sampling that learns where to propose: for bodies.
namespace rampcast::detail {

/// Points of several proposals, each weighed by the mixture of all of them (Cornuet et al. 2012): so
/// that whichever reaches farthest bounds the weight there.
class Importance {
public:
    Importance(ConditionTarget& target, const ConditionOptions& options, const PosteriorMode& mode)
        : target_(target),
          options_(options),
          mode_(mode),
          normals_(target.dimensions() + Proposal::degrees, options.seed, "propose") {}

    Eigen::MatrixXd points{};
    Eigen::VectorXd likelihood{};
    std::vector<double> weights{}; ///< smoothed; they sum to 1
    double k_hat = 0, effective = 0, log_evidence = 0;

    /// Whether few points carry the weight.
    bool enough() const {
        return k_hat <= options_.most_k_hat &&
               effective >= std::min(options_.least_effective, wanted());
    }
    /// Proposals from here, then from what they show, until enough carry the weight.
    /// @param wide_of one in so many of the first is twice as wide
    void run(const Proposal& about, std::size_t wide_of = 4) {
        const std::size_t first = (options_.draws + 63) / 64 * 64;
        const std::size_t wide = mode_.active.empty() ? 0 : first / wide_of / 64 * 64;
        propose(about, first - wide);
        if (wide > 0) propose(about.wider(), wide);
        weigh();
        while (!mode_.active.empty() && !(effective >= wanted() && enough())) {
            // What few points show is but a step on the way.
            const std::size_t more =
                std::max<std::size_t>(64, first / (effective < 30 ? 4 : 2) / 64 * 64);
            if (static_cast<std::size_t>(points.cols()) + more > first * options_.most_proposals)
                break;
            propose(shown(), more);
            weigh();
        }
    }
    /// Where the points show the posterior: their mean and covariance along the active dimensions.
    Proposal shown() const {
        const auto n = static_cast<Eigen::Index>(mode_.active.size());
        const auto count = points.cols();
        Eigen::MatrixXd along(n, count);
        for (Eigen::Index i = 0; i < n; ++i)
            along.row(i) = points.row(mode_.active[static_cast<std::size_t>(i)]);
        const std::vector<double> even = levelled(6 * static_cast<double>(n + 1));
        const Eigen::Map<const Eigen::VectorXd> shares(even.data(), count);
        const double worth = effective_size(even);
        const Eigen::VectorXd mean = along * shares;
        along.colwise() -= mean;
        Eigen::MatrixXd covariance = along * shares.asDiagonal() * along.transpose();
        // Few effective points tell little of correlations.
        const double keep = worth / (worth + static_cast<double>(n) + 1);
        const Eigen::VectorXd variances = covariance.diagonal();
        covariance *= keep;
        covariance.diagonal() = variances.cwiseMax(1e-8);
        Eigen::VectorXd centre = Eigen::VectorXd::Zero(points.rows());
        for (Eigen::Index i = 0; i < n; ++i)
            centre[mode_.active[static_cast<std::size_t>(i)]] = mean[i];
        return {centre, mode_.active, covariance};
    }

private:
    ConditionTarget& target_;
    const ConditionOptions& options_;
    const PosteriorMode& mode_;
    NormalPoints normals_;
    std::vector<Proposal> proposals_{};
    std::vector<double> counts_{}; ///< of points of each
    Eigen::VectorXd mixed_{};      ///< sum of the counts times the densities, over the prior's

    double wanted() const { return .4 * static_cast<double>(options_.draws); }

    /// The weights; where fewer points carry them than are wanted, to a power at which so many do, so
    /// that a few lucky ones do not narrow what is proposed.
    std::vector<double> levelled(double least) const {
        if (effective >= least) return weights;
        least = std::min(least, .5 * static_cast<double>(weights.size()));
        std::vector<double> made(weights.size());
        double low = 0, high = 1;
        for (int turn = 0; turn < 30; ++turn) {
            const double power = .5 * (low + high);
            double sum = 0;
            for (std::size_t i = 0; i < made.size(); ++i)
                sum += made[i] = weights[i] > 0 ? std::pow(weights[i], power) : 0;
            for (double& each : made) each /= sum;
            (effective_size(made) >= least ? low : high) = power;
        }
        return made;
    }

    void propose(const Proposal& proposal, std::size_t count) {
        const auto before = points.cols(), more = static_cast<Eigen::Index>(count);
        Eigen::MatrixXd fresh =
            proposal.points(normals_.of(static_cast<std::size_t>(before), more));
        const auto here = static_cast<double>(count);
        if (before > 0) mixed_.array() += here * (-proposal.prior_over(points)).array().exp();
        proposals_.push_back(proposal);
        counts_.push_back(here);
        Eigen::VectorXd mixed = Eigen::VectorXd::Zero(more);
        for (std::size_t i = 0; i < proposals_.size(); ++i)
            mixed.array() += counts_[i] * (-proposals_[i].prior_over(fresh)).array().exp();
        points.conservativeResize(fresh.rows(), before + more);
        points.rightCols(more) = fresh;
        likelihood.conservativeResize(before + more);
        likelihood.tail(more) = target_.likelihood(fresh);
        mixed_.conservativeResize(before + more);
        mixed_.tail(more) = mixed;
    }
    void weigh() {
        const auto count = static_cast<double>(points.cols());
        std::vector<double> logs(static_cast<std::size_t>(points.cols()));
        for (std::size_t i = 0; i < logs.size(); ++i) {
            const auto at = static_cast<Eigen::Index>(i);
            logs[i] = likelihood[at] - std::log(mixed_[at] / count);
        }
        const double most = *std::max_element(logs.begin(), logs.end());
        if (!(most > impossible)) {
            k_hat = std::numeric_limits<double>::infinity();
            weights.assign(logs.size(), 1 / count);
            effective = 0;
            log_evidence = -std::numeric_limits<double>::infinity();
            return;
        }
        k_hat = smooth_weights(logs);
        weights = normalised_weights(logs);
        effective = effective_size(weights);
        double mean = 0;
        const double top = *std::max_element(logs.begin(), logs.end());
        for (const double each : logs) mean += std::exp(each - top);
        log_evidence = top + std::log(mean / count);
    }
};

} // namespace rampcast::detail
