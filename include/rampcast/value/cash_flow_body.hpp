#pragma once

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/value/cash_flow.hpp"
#include "rampcast/value/rates_of_return.hpp"

/// What `cash_flow.hpp` declares.
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

} // namespace detail

RAMPCAST_INLINE double npv(double rate_per_period, std::span<const double> flows) {
    detail::check_flows("npv", flows);
    detail::check_rate("npv", "rate_per_period", rate_per_period);
    double value = 0;
    for (std::size_t k = flows.size(); k-- > 0;) value = flows[k] + value / (1 + rate_per_period);
    return value;
}

RAMPCAST_INLINE std::vector<double> irr(std::span<const double> flows) {
    detail::check_flows("irr", flows);
    std::vector<detail::TimedFlow> timed;
    timed.reserve(flows.size());
    for (std::size_t k = 0; k < flows.size(); ++k)
        timed.push_back({static_cast<double>(k), flows[k]});
    return detail::rates_of_return(timed);
}

RAMPCAST_INLINE double xnpv(double rate_per_year, std::span<const double> flows,
                            std::span<const Date> dates) {
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

RAMPCAST_INLINE std::vector<double> xirr(std::span<const double> flows,
                                         std::span<const Date> dates) {
    detail::check_dates("xirr", dates, flows);
    return detail::rates_of_return(detail::timed_flows(dates, flows));
}

RAMPCAST_INLINE Funding peak_funding(std::span<const double> flows) {
    detail::check_flows("peak_funding", flows);
    Funding deepest;
    detail::CashSum cash;
    for (std::size_t k = 0; k < flows.size(); ++k) {
        cash.add(flows[k]);
        if (-cash.value() > deepest.peak + cash.rounding()) deepest = {-cash.value(), k};
    }
    return deepest;
}

RAMPCAST_INLINE std::optional<std::size_t> payback(std::span<const double> flows) {
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
