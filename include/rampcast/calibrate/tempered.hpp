#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "rampcast/calibrate/condition_target.hpp"
#include "rampcast/calibrate/pareto_smoothing.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/uncertainty/philox.hpp"

/// Tempered sequential Monte Carlo: for bodies.
namespace rampcast::detail {

struct Particles {
    Eigen::MatrixXd at{};
    Eigen::VectorXd likelihood{}; ///< its logarithm
    double log_evidence = 0;
    double effective = 0;
};

/// Moves points from the prior to the posterior, the likelihood's power rising from 0 to 1 so that
/// half of the points stay effective at a time. In between each moves by Crank-Nicolson steps about
/// what the points show, which keep a normal distribution and are accepted by what the target says
/// beyond that.
class Tempering {
public:
    Tempering(ConditionTarget& target, std::uint64_t seed)
        : target_(target), stream_(seed, "temper") {}

    /// @param start points of the prior
    Particles run(Eigen::MatrixXd start) {
        Particles now{.at = std::move(start), .likelihood = {}};
        now.likelihood = target_.likelihood(now.at);
        const Eigen::Index count = now.at.cols();
        double power = 0;
        for (int stage = 0; power < 1 && stage < most_stages; ++stage) {
            if (!(now.likelihood.maxCoeff() > impossible))
                throw Error("", "what was observed is impossible at every point tried");
            const double next = next_power(now.likelihood, power);
            std::vector<double> logs(static_cast<std::size_t>(count));
            for (Eigen::Index i = 0; i < count; ++i)
                logs[static_cast<std::size_t>(i)] = (next - power) * now.likelihood[i];
            const double most = *std::max_element(logs.begin(), logs.end());
            double mean = 0;
            for (const double each : logs)
                mean += std::exp(each - most) / static_cast<double>(count);
            now.log_evidence += most + std::log(mean);
            choose(now, normalised_weights(logs));
            power = next;
            target_.done(.3 + .7 * power);
            move(now, power);
        }
        if (power < 1) throw Error("", "tempering did not come to an end");
        now.effective = effective_of(now);
        return now;
    }

private:
    static constexpr int most_stages = 200;
    static constexpr int most_moves = 40;

    ConditionTarget& target_;
    Stream stream_;
    std::uint32_t turn_ = 0;
    double stretch_ = .5;                 ///< of a move
    std::vector<std::size_t> families_{}; ///< which point each came from when last chosen

    static double next_power(const Eigen::VectorXd& likelihood, double power) {
        const double most = likelihood.maxCoeff();
        const auto share = [&](double to) {
            double sum = 0, squares = 0;
            for (const double each : likelihood) {
                const double weight = std::exp((to - power) * (each - most));
                sum += weight;
                squares += weight * weight;
            }
            return sum * sum / squares / static_cast<double>(likelihood.size());
        };
        if (share(1) >= .5) return 1;
        double low = power, high = 1;
        for (int i = 0; i < 60; ++i) {
            const double middle = .5 * (low + high);
            (share(middle) >= .5 ? low : high) = middle;
        }
        // Where less than half are possible at all, these are all that go on.
        return high - power < 1e-12 ? std::min(1., power + 1e-9) : high;
    }
    void choose(Particles& now, const std::vector<double>& weights) {
        const Eigen::Index count = now.at.cols();
        const auto word = stream_.words(0xffffffffu, turn_++)[0];
        families_ = resampled(weights, static_cast<std::size_t>(count), (word + .5) * 0x1p-32);
        Particles chosen = now;
        for (Eigen::Index i = 0; i < count; ++i) {
            const auto from = static_cast<Eigen::Index>(families_[static_cast<std::size_t>(i)]);
            chosen.at.col(i) = now.at.col(from);
            chosen.likelihood[i] = now.likelihood[from];
        }
        now = std::move(chosen);
    }
    /// How many points the last choice left.
    std::size_t kinds() const {
        std::size_t found = 0;
        for (std::size_t i = 0; i < families_.size(); ++i)
            found += i == 0 || families_[i] != families_[i - 1] ? 1 : 0;
        return found;
    }
    void move(Particles& now, double power) {
        const Eigen::Index rows = now.at.rows(), count = now.at.cols();
        const bool few = kinds() < 5 * static_cast<std::size_t>(rows); // they show too little
        const Eigen::VectorXd centre =
            few ? Eigen::VectorXd(Eigen::VectorXd::Zero(rows)) : now.at.rowwise().mean().eval();
        const Eigen::MatrixXd off = now.at.colwise() - centre;
        // Of few points correlations are drawn to none.
        Eigen::MatrixXd covariance = off * off.transpose() / static_cast<double>(count);
        const double keep = static_cast<double>(count) / static_cast<double>(count + rows);
        const Eigen::VectorXd variances = covariance.diagonal().cwiseMax(1e-8);
        covariance *= keep;
        covariance.diagonal() = variances;
        if (few) covariance.setIdentity();
        const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
        const auto reference = [&](const Eigen::MatrixXd& points) -> Eigen::VectorXd {
            const Eigen::MatrixXd scaled =
                factor.matrixL().solve((points.colwise() - centre).eval());
            return -.5 * scaled.colwise().squaredNorm().transpose();
        };
        const auto beyond = [&](const Eigen::MatrixXd& points, const Eigen::VectorXd& likelihood) {
            return Eigen::VectorXd(power * likelihood -
                                   .5 * points.colwise().squaredNorm().transpose() -
                                   reference(points));
        };
        Eigen::VectorXd value = beyond(now.at, now.likelihood);
        double travelled = 0;
        for (int turn = 0; turn < (few ? 4 : 1) * most_moves && travelled < (few ? 16 : 4);
             ++turn) {
            const double keeps = std::sqrt(1 - stretch_ * stretch_);
            const Eigen::MatrixXd fresh =
                factor.matrixL() * random_normals(stream_, ++turn_, rows, count);
            Eigen::MatrixXd points = keeps * (now.at.colwise() - centre) + stretch_ * fresh;
            points.colwise() += centre;
            const Eigen::VectorXd likelihood = target_.likelihood(points);
            const Eigen::VectorXd there = beyond(points, likelihood);
            ++turn_;
            double accepted = 0;
            for (Eigen::Index i = 0; i < count; ++i) {
                const auto word =
                    stream_.words(static_cast<std::uint32_t>(i), 0x80000000u + turn_)[0];
                if (!(std::log((word + .5) * 0x1p-32) < there[i] - value[i])) continue;
                accepted += 1 / static_cast<double>(count);
                now.at.col(i) = points.col(i);
                now.likelihood[i] = likelihood[i];
                value[i] = there[i];
            }
            travelled += accepted * stretch_ * stretch_ * 2;
            stretch_ = std::clamp(stretch_ * std::exp(accepted - .35), .02, .97);
        }
    }
    /// How many independent points tell as much of the means, on average over dimensions: families
    /// stay alike as far as moves have not parted them.
    double effective_of(const Particles& now) const {
        const Eigen::Index count = now.at.cols();
        const Eigen::VectorXd centre = now.at.rowwise().mean();
        double ratio = 0;
        for (Eigen::Index row = 0; row < now.at.rows(); ++row) {
            std::vector<double> sums(static_cast<std::size_t>(count));
            double squares = 0, of_families = 0;
            for (Eigen::Index i = 0; i < count; ++i) {
                const double off = now.at(row, i) - centre[row];
                squares += off * off;
                sums[families_[static_cast<std::size_t>(i)]] += off;
            }
            for (const double each : sums) of_families += each * each;
            ratio += squares > 0 ? of_families / squares : 1;
        }
        ratio /= static_cast<double>(now.at.rows());
        return static_cast<double>(count) / std::max(ratio, 1.);
    }
};

} // namespace rampcast::detail
