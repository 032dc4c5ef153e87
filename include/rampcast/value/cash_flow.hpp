#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/time/date.hpp"

/// The figures of a row of cash flows: present values, rates of return, funding, payback. Flows
/// are in one unit of money, paid out negative; rates are shares of 1.
namespace rampcast {

namespace detail {

inline void check_flows(const char* place, std::span<const double> flows) {
    if (flows.empty()) throw Error(place, "flows is empty, must hold at least one");
    for (std::size_t i = 0; i < flows.size(); ++i)
        if (!std::isfinite(flows[i]))
            throw Error(place, "flows[" + std::to_string(i) + "] is " + number_text(flows[i]) +
                                   ", must be a finite number");
}

inline void check_rate(const char* place, const char* name, double rate) {
    if (!(rate > -1 && std::isfinite(rate)))
        throw Error(place, std::string(name) + " is " + number_text(rate) +
                               ", must be a finite number greater than -1");
}

inline void check_dates(const char* place, std::span<const Date> dates,
                        std::span<const double> flows) {
    check_flows(place, flows);
    if (dates.size() != flows.size())
        throw Error(place, "dates has " + std::to_string(dates.size()) +
                               " elements, must have as many as flows, " +
                               std::to_string(flows.size()));
    for (std::size_t i = 1; i < dates.size(); ++i)
        if (dates[i] < dates[0])
            throw Error(place, "dates[" + std::to_string(i) + "] is " + text(dates[i]) +
                                   ", must not be before the first, " + text(dates[0]));
}

/// A sum of flows in twice the precision (Neumaier 1974) that knows what rounding of the flows
/// themselves amounts to, so that 0.1 + 0.2 - 0.3 is 0.
class CashSum {
public:
    void add(double flow) {
        const double next = total_ + flow;
        lost_ += std::abs(total_) >= std::abs(flow) ? total_ - next + flow : flow - next + total_;
        total_ = next;
        moved_ += std::abs(flow);
    }
    /// What rounding of the flows may have changed the sum by.
    double rounding() const { return std::numeric_limits<double>::epsilon() * moved_; }
    double exact() const { return total_ + lost_; }
    /// The sum, 0 where it is within rounding.
    double value() const { return std::abs(exact()) <= rounding() ? 0 : exact(); }

private:
    double total_{}, lost_{}, moved_{};
};

/// A flow and the time it is due at, in periods of the rate.
struct TimedFlow {
    double time{}, flow{};
};

/// Dated flows in the order of their dates, those of one day in one; times in years of 365 days
/// from the first date listed.
inline std::vector<TimedFlow> timed_flows(std::span<const Date> dates,
                                          std::span<const double> flows) {
    std::map<Date, CashSum> days;
    for (std::size_t i = 0; i < flows.size(); ++i) days[dates[i]].add(flows[i]);
    std::vector<TimedFlow> result;
    result.reserve(days.size());
    for (const auto& [day, sum] : days)
        result.push_back({static_cast<double>((day - dates[0]).count()) / 365, sum.value()});
    return result;
}

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

} // namespace detail

/// Net present value: Σ flows[k] / (1 + rate)^k. The first flow, of period 0, is not discounted.
/// @param rate_per_period above -1
/// @throws Error where the rate is not, there are no flows, or one is not finite
inline double npv(double rate_per_period, std::span<const double> flows) {
    detail::check_flows("npv", flows);
    detail::check_rate("npv", "rate_per_period", rate_per_period);
    double value = 0;
    for (std::size_t k = flows.size(); k-- > 0;) value = flows[k] + value / (1 + rate_per_period);
    return value;
}

/// Internal rates of return: every rate per period above -1 at which `npv` is 0, ascending; none
/// where there is none, and where every flow is 0. Rates that the rounding of the flows does not
/// tell apart (about 1e-7 from each other) are given once. Their number is at most that of the
/// changes of sign in the flows.
/// @throws Error where there are no flows, or one is not finite
inline std::vector<double> irr(std::span<const double> flows) {
    detail::check_flows("irr", flows);
    std::vector<detail::TimedFlow> timed;
    timed.reserve(flows.size());
    for (std::size_t k = 0; k < flows.size(); ++k)
        timed.push_back({static_cast<double>(k), flows[k]});
    return detail::rates_of_return(timed);
}

/// Net present value of dated flows at the first date: Σ flow / (1 + rate)^(days / 365), the
/// XNPV of spreadsheets.
/// @param rate_per_year above -1
/// @param dates of the flows, in any order but none before the first
/// @throws Error where one of these does not hold, there are no flows, not as many dates as
///   flows, or a flow is not finite
inline double xnpv(double rate_per_year, std::span<const Date> dates,
                   std::span<const double> flows) {
    detail::check_dates("xnpv", dates, flows);
    detail::check_rate("xnpv", "rate_per_year", rate_per_year);
    const std::vector<detail::TimedFlow> timed = detail::timed_flows(dates, flows);
    const double log_growth = std::log1p(rate_per_year);
    double value = 0;
    for (std::size_t k = timed.size(); k-- > 0;) {
        const double years = timed[k].time - (k > 0 ? timed[k - 1].time : 0);
        value += timed[k].flow;
        if (value != 0) value /= std::exp(years * log_growth);
    }
    return value;
}

/// Internal rates of return of dated flows: every rate per year above -1 at which `xnpv` is 0,
/// ascending, as `irr` gives them.
/// @param dates of the flows, in any order but none before the first
/// @throws Error as `xnpv` does
inline std::vector<double> xirr(std::span<const Date> dates, std::span<const double> flows) {
    detail::check_dates("xirr", dates, flows);
    return detail::rates_of_return(detail::timed_flows(dates, flows));
}

/// The money a project must bring along, and when it needs the last of it.
struct Funding {
    double peak{};        ///< greatest sum paid out net, at least 0
    std::size_t period{}; ///< index of the flow by which it is first reached; 0 where peak is 0
    bool operator==(const Funding&) const = default;
};

/// The deepest point of cumulated cash; differences within the rounding of the flows count as none.
/// @throws Error where there are no flows, or one is not finite
inline Funding peak_funding(std::span<const double> flows) {
    detail::check_flows("peak_funding", flows);
    Funding deepest;
    detail::CashSum cash;
    for (std::size_t k = 0; k < flows.size(); ++k) {
        cash.add(flows[k]);
        if (-cash.value() > deepest.peak + cash.rounding()) deepest = {-cash.value(), k};
    }
    return deepest;
}

/// The index of the first flow from which on cumulated cash is at 0 or above to the end: 0 where it
/// never is below, nothing where it ends below. Sums within the rounding of the flows are 0.
/// @throws Error where there are no flows, or one is not finite
inline std::optional<std::size_t> payback(std::span<const double> flows) {
    detail::check_flows("payback", flows);
    std::size_t paid_back = 0;
    detail::CashSum cash;
    for (std::size_t k = 0; k < flows.size(); ++k) {
        cash.add(flows[k]);
        if (cash.value() < 0) paid_back = k + 1;
    }
    if (paid_back == flows.size()) return std::nullopt;
    return paid_back;
}

} // namespace rampcast
