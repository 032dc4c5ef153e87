#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// The symmetric S-curve: 1 / (1 + exp(-k (t - midpoint))) with k = ln 81 / rise.
template <class T> struct LogisticOf {
    T midpoint_days{}; ///< operating-clock time at half the mature rate
    T rise_days{};     ///< days from 10 % to 90 % of the mature rate

    using scalar = T;
    template <class U> using rebind = LogisticOf<U>;
    static constexpr std::string_view type_name = "Logistic";
    static constexpr std::string_view tag = "logistic";
    static constexpr std::string_view meaning = "The symmetric S-curve.";
    static constexpr auto params() {
        return std::tuple{param("midpoint_days", &LogisticOf::midpoint_days, "days", bounds::any,
                                "operating-clock time at half the mature rate")
                              .needed(),
                          param("rise_days", &LogisticOf::rise_days, "days", bounds::positive,
                                "days from 10 % to 90 % of the mature rate")
                              .needed()};
    }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const {
        const T x = slope_per_day() * (t_days - midpoint_days);
        const auto late = x >= T(0.0);
        const T e = exp(select(late, -x, x));
        return select(late, T(1.0), e) / (T(1.0) + e);
    }
    /// Days' worth of mature output made up to a time, all earlier times included.
    T area(const T& t_days) const {
        const T slope = slope_per_day();
        return softplus(slope * (t_days - midpoint_days)) / slope;
    }
    /// Days' worth of mature output made between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The time a share is reached, shares outside [1e-15, 1 - 1e-15] counting as these.
    T time_to(const T& share) const {
        return midpoint_days +
               (detail::minus_log_lack(share) - detail::minus_log(share)) / slope_per_day();
    }

    bool operator==(const LogisticOf&) const = default;

private:
    T slope_per_day() const { return T(4.394449154672439) / detail::duration(rise_days); }
};

} // namespace rampcast
