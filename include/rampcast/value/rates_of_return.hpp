#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "rampcast/value/cash_sum.hpp"

/// Every rate at which a row of flows is worth nothing.
namespace rampcast::detail {

/// A flow and the time it is due at, in periods of the rate.
struct TimedFlow {
    double time{}, flow{};
};

/// Σ flow exp(time u), a present value over u = -log(1 + rate); equally one of its derivatives of
/// Rolle's kind, `after`. Without flows of 0.
class DiscountedSum {
public:
    /// Each up to the same positive factor.
    struct At {
        double value;
        double slope;    ///< of exp(-split u) × the sum, without that factor
        double rounding; ///< bound of what the value is off by rounding of flows and of itself
    };

    /// @param flows in ascending order of times, all of which differ
    /// @param level number of derivatives taken before
    explicit DiscountedSum(const std::vector<TimedFlow>& flows, int level = 0) : level_(level) {
        double largest = 0;
        for (const TimedFlow& each : flows) largest = std::max(largest, std::abs(each.flow));
        for (const TimedFlow& each : flows) {
            const double flow = largest > 0 ? each.flow / largest : 0;
            if (flow != 0) flows_.push_back({each.time, flow});
        }
        std::vector<double> splits;
        for (std::size_t i = 0; i < flows_.size(); ++i) {
            logs_.push_back(std::log(std::abs(flows_[i].flow)));
            if (i > 0 && (flows_[i].flow > 0) != (flows_[i - 1].flow > 0))
                splits.push_back((flows_[i].time + flows_[i - 1].time) / 2);
        }
        changes_of_sign_ = splits.size();
        if (!splits.empty()) split_ = splits[splits.size() / 2];
    }

    std::size_t changes_of_sign() const { return changes_of_sign_; }
    bool positive_far_below() const { return flows_.front().flow > 0; }

    At at(double u) const {
        double top = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < flows_.size(); ++i)
            top = std::max(top, logs_[i] + flows_[i].time * u);
        CashSum sum;
        double slope = 0;
        double rounding = 0;
        for (std::size_t i = 0; i < flows_.size(); ++i) {
            const double growth = flows_[i].time * u;
            if (logs_[i] + growth - top < -50) continue;
            const double term = flows_[i].flow * std::exp(std::min(growth - top, 709.));
            sum.add(term);
            slope += term * (flows_[i].time - split_);
            rounding +=
                std::abs(term) * (16 + 2 * level_ + std::abs(growth) + std::abs(growth - top));
        }
        return {sum.exact(), slope, rounding * std::numeric_limits<double>::epsilon()};
    }

    /// The derivative of exp(-split u) × the sum, where split lies between the times of two flows
    /// of opposite sign: it has one change of sign less, and between two of its zeros the sum
    /// has at most one.
    DiscountedSum after() const {
        std::vector<TimedFlow> flows = flows_;
        for (TimedFlow& each : flows) each.flow *= each.time - split_;
        return DiscountedSum(flows, level_ + 1);
    }

private:
    std::vector<TimedFlow> flows_;
    std::vector<double> logs_;
    std::size_t changes_of_sign_{};
    double split_{};
    int level_;
};

/// The only zero between `low` and `high`, either of which may be infinite, of a sum that goes
/// up from below 0 (`rising`) or down from above: Newton's steps kept within a bracket.
inline double only_zero(const DiscountedSum& sum, bool rising, double low, double high) {
    const auto beyond = [&](double value) { return rising ? value > 0 : value < 0; };
    const double start = std::isfinite(low) ? low : std::isfinite(high) ? high : 0;
    double stride = 0.1;
    if (!std::isfinite(low))
        for (low = start - stride; beyond(sum.at(low).value); low -= stride *= 2) {
        }
    stride = 0.1;
    if (!std::isfinite(high))
        for (high = start + stride; !beyond(sum.at(high).value); high += stride *= 2) {
        }
    double u = (low + high) / 2;
    double last_step = high - low;
    double step_before = last_step;
    for (int i = 0; i < 200; ++i) {
        const DiscountedSum::At at = sum.at(u);
        if (at.value == 0) return u;
        (beyond(at.value) ? high : low) = u;
        double next = u - at.value / at.slope;
        const bool inside = next > low && next < high;
        if (inside && std::abs(at.value) <= at.rounding) return next;
        if (!inside || std::abs(next - u) > step_before / 2) next = (low + high) / 2;
        step_before = last_step;
        last_step = std::abs(next - u);
        if (last_step <= 1e-17 + std::numeric_limits<double>::epsilon() * std::abs(u)) return next;
        u = next;
    }
    return u;
}

/// The zeros of a sum in ascending order, from those of its derivative. A zero of the derivative
/// where the sum is nothing but rounding is a multiple zero; neighbours of the kind are one.
inline std::vector<double> zeros_of(const DiscountedSum& sum, const std::vector<double>& turns) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<double> zeros;
    int sign = sum.positive_far_below() ? 1 : -1;
    double from = -infinity;
    double touched_from = 0;
    for (const double turn : turns) {
        const DiscountedSum::At at = sum.at(turn);
        const int next = std::abs(at.value) <= at.rounding ? 0 : at.value > 0 ? 1 : -1;
        if (next == 0 && sign == 0) zeros.back() = (touched_from + turn) / 2;
        else if (next == 0) zeros.push_back(touched_from = turn);
        else if (sign == -next) zeros.push_back(only_zero(sum, next > 0, from, turn));
        sign = next;
        from = turn;
    }
    const bool odd = sum.changes_of_sign() % 2 == 1;
    const int last = sum.positive_far_below() != odd ? 1 : -1;
    if (sign == -last) zeros.push_back(only_zero(sum, last > 0, from, infinity));
    return zeros;
}

/// Every rate above -1, ascending, at which Σ flow (1 + rate)^-time is 0: the proof of Descartes'
/// rule for generalised polynomials (Jameson, Math. Gazette 90 (2006) 223) as an algorithm.
inline std::vector<double> rates_of_return(const std::vector<TimedFlow>& flows) {
    std::vector<DiscountedSum> sums{DiscountedSum(flows)};
    while (sums.back().changes_of_sign() > 0) sums.push_back(sums.back().after());
    std::vector<double> zeros;
    for (sums.pop_back(); !sums.empty(); sums.pop_back()) zeros = zeros_of(sums.back(), zeros);
    std::vector<double> rates;
    for (std::size_t i = zeros.size(); i-- > 0;) {
        const double rate = std::expm1(-zeros[i]) + 0.0;
        const bool new_one = rates.empty() || rate > rates.back();
        if (rate > -1 && std::isfinite(rate) && new_one) rates.push_back(rate);
    }
    return rates;
}

} // namespace rampcast::detail
