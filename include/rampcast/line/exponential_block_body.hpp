#pragma once

#include <Eigen/Core>
#include <Eigen/LU>

#include "rampcast/line/argument.hpp"
#include "rampcast/line/exponential_block.hpp"
#include "rampcast/line/truncated_geometric.hpp"

/// What `exponential_block.hpp` declares.
namespace rampcast {

namespace detail {

/// An exponential machine: rates of its work, its failures while it works and its repairs.
struct ExponentialMachine {
    double mu, p, r;
};

/// Solves the chain of two such machines level by level of the buffer, from the empty one up: the
/// levels below one are folded into the rates at which it is left downwards and met again. The
/// machines' states are numbered 2 × (1 is up) + (2 is up).
class UnreliableExponentialChain {
public:
    UnreliableExponentialChain(const ExponentialMachine& first, const ExponentialMachine& second,
                               int buffer)
        : first_(first), second_(second), buffer_(buffer) {}

    UnreliableExponentialBlock solve() const {
        Rates folded = Rates::Zero();
        // By state of the present level: what the levels so far have gathered for each unit of
        // time in it. Only ratios count, so all is scaled down before it overflows.
        Gathered gathered = measures(0);
        double scale = 1;
        for (int n = 0; n < buffer_; ++n) {
            const Rates step = step_down(moves(n) + folded);
            folded = step;
            folded.leftCols<2>().setZero();
            folded.rightCols<2>() *= first_.mu;
            gathered = step * gathered + scale * measures(n + 1);
            const double most = gathered.maxCoeff();
            if (most > 1e100) {
                gathered /= most;
                scale /= most;
            }
        }
        const Eigen::RowVector<double, 5> total = stationary(moves(buffer_) + folded) * gathered;
        return {.throughput = second_.mu * (total(working) / total(time)),
                .mean_buffer = total(level) / total(time),
                .blocked = total(blocked) / total(time),
                .starved = total(starved) / total(time)};
    }

private:
    using Rates = Eigen::Matrix4d;
    enum Measure { time, level, working, blocked, starved };
    using Gathered = Eigen::Matrix<double, 4, 5>;

    /// What a unit of time in each state of level n counts for.
    Gathered measures(int n) const {
        Gathered counts = Gathered::Zero();
        counts.col(time).setOnes();
        counts.col(level).setConstant(n);
        for (const int up2 : {1, 3}) counts(up2, n > 0 ? working : starved) = 1;
        if (n == buffer_)
            for (const int up1 : {2, 3}) counts(up1, blocked) = 1;
        return counts;
    }

    /// Rates of failure and repair within level n, without the diagonal.
    Rates moves(int n) const {
        Rates rates = Rates::Zero();
        for (const int up1 : {2, 3}) {
            if (n < buffer_) rates(up1, up1 - 2) = first_.p;
            rates(up1 - 2, up1) = first_.r;
        }
        for (const int up2 : {1, 3}) {
            if (n > 0) rates(up2, up2 - 1) = second_.p;
            rates(up2 - 1, up2) = second_.r;
        }
        return rates;
    }

    /// Time spent in each state of a level for a unit of time in each state of the next, given the
    /// rates within the level and upwards.
    Rates step_down(const Rates& rates) const {
        Rates leaving = -rates;
        for (int s = 0; s < 4; ++s) {
            leaving(s, s) = 0; // the way back to the same state changes nothing
            leaving(s, s) = (s >= 2 ? first_.mu : 0) - leaving.row(s).sum();
        }
        Rates step = leaving.partialPivLu().inverse();
        step.row(0).setZero();
        step.row(2).setZero();
        return step * second_.mu;
    }

    /// Shares of the states of a level that is left for lower ones only, up to a factor.
    static Eigen::RowVector4d stationary(const Rates& rates) {
        Rates balance = rates.transpose();
        for (int s = 0; s < 4; ++s) {
            balance(s, s) = 0;
            balance(s, s) = -balance.col(s).sum();
        }
        balance.row(0).setOnes(); // the equations add up to 0: one gives way to the sum of 1
        return balance.fullPivLu().solve(Eigen::Vector4d::Unit(0)).transpose();
    }

    ExponentialMachine first_, second_;
    int buffer_;
};

} // namespace detail

RAMPCAST_INLINE ExponentialBlock two_machine_exponential(double mu1, double mu2, int buffer) {
    constexpr const char* here = "two_machine_exponential";
    detail::check_argument(here, "mu1", mu1, bounds::positive);
    detail::check_argument(here, "mu2", mu2, bounds::positive);
    detail::check_argument(here, "buffer", buffer, bounds::non_negative);
    // Pieces that station 1 has finished and station 2 has not: a queue M/M/1 with a limit.
    const double most = buffer + 2.;
    const double log_ratio = detail::log_ratio(mu1, mu2, mu1 - mu2);
    const double starved = detail::geometric_zero(log_ratio, most);
    const double blocked = detail::geometric_zero(-log_ratio, most);
    return {.throughput = mu1 < mu2 ? mu1 * (1 - blocked) : mu2 * (1 - starved),
            .mean_in_system = detail::geometric_mean(log_ratio, most) + 1 - blocked,
            .blocked = blocked,
            .starved = starved};
}

RAMPCAST_INLINE UnreliableExponentialBlock two_machine_exponential(double mu1, double p1, double r1,
                                                                   double mu2, double p2, double r2,
                                                                   int buffer) {
    constexpr const char* here = "two_machine_exponential";
    detail::check_argument(here, "mu1", mu1, bounds::positive);
    detail::check_argument(here, "p1", p1, bounds::non_negative);
    detail::check_argument(here, "r1", r1, bounds::positive);
    detail::check_argument(here, "mu2", mu2, bounds::positive);
    detail::check_argument(here, "p2", p2, bounds::non_negative);
    detail::check_argument(here, "r2", r2, bounds::positive);
    detail::check_argument(here, "buffer", buffer, bounds::non_negative);
    if (buffer == 0) return {.throughput = 0, .mean_buffer = 0, .blocked = 1, .starved = 1};
    return detail::UnreliableExponentialChain({mu1, p1, r1}, {mu2, p2, r2}, buffer).solve();
}

} // namespace rampcast
