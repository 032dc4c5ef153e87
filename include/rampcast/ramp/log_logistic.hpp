#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/quadrature.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// The log-logistic distribution function: 1 / (1 + (t / half)^-shape).
template <class T> struct LogLogisticOf {
    T half_days{}; ///< operating-clock time at half the mature rate
    /// 1 is hyperbolic, less has an abrupt start, more is S-shaped
    T shape{};

    using scalar = T;
    template <class U> using rebind = LogLogisticOf<U>;
    static constexpr std::string_view type_name = "LogLogistic";
    static constexpr std::string_view tag = "log-logistic";
    static constexpr std::string_view meaning =
        "The log-logistic distribution function: hyperbolic for shape 1, S-shaped above.";
    static constexpr auto params() {
        return std::tuple{param("half_days", &LogLogisticOf::half_days, "days", bounds::positive,
                                "operating-clock time at half the mature rate")
                              .needed(),
                          param("shape", &LogLogisticOf::shape, "1",
                                Bounds{.lower = 0.1, .upper = 20},
                                "1 is hyperbolic, less has an abrupt start, more is S-shaped")
                              .needed()};
    }

    /// The share of the mature rate at an operating-clock time, 0 before the start.
    T share(const T& t_days) const {
        const T log_time = log(max(t_days, T(1e-30)) / detail::duration(half_days));
        return select(t_days <= T(0.0), T(0.0), share_at(log_time));
    }

    /// Days' worth of mature output made between two times, to 1e-10 on double; on lanes to 1e-5.
    /// Integrated in the logarithm of time, in which the curve has no corner at the start.
    T integral(const T& a_days, const T& b_days) const {
        const T half = detail::duration(half_days);
        const T y_low = T(series_end) / shape;
        const T y_high = min(T(last) / shape, T(60.0));
        const T low = half * exp(y_low), high = half * exp(y_high);
        const T begin = detail::clamped(a_days, low, high),
                end = detail::clamped(b_days, low, high);
        const T from = detail::log_time_begin(begin, end), to = detail::log_time_begin(end, begin);
        const T y_from = detail::clamped(log(from / half), y_low, y_high);
        const T y_to = detail::clamped(log(to / half), y_low, y_high);
        const auto f = [&](const T& y) { return share_at(y) * half * exp(y); };
        return detail::window_integral(f, y_low, y_high, 12, y_from, y_to,
                                       detail::log_ratio(from, to, y_from, y_to)) +
               (early(b_days, low) - early(a_days, low)) + (max(b_days, high) - max(a_days, high));
    }
    /// The time a share is reached, shares outside [1e-15, 1 - 1e-15] counting as these, and at
    /// most e^60 half times.
    T time_to(const T& share) const {
        const T log_odds = detail::minus_log_lack(share) - detail::minus_log(share);
        return detail::duration(half_days) * exp(min(log_odds / shape, T(60.0)));
    }

    bool operator==(const LogLogisticOf&) const = default;

private:
    static constexpr double series_end = -6.907755278982137; // ln of the odds where they are 1e-3
    static constexpr double last = 37;                       // 1 - share = 1e-16

    T share_at(const T& log_time) const {
        const T x = shape * log_time;
        const auto late = x >= T(0.0);
        const T e = exp(select(late, -x, x));
        return select(late, T(1.0), e) / (T(1.0) + e);
    }
    // The integral from the start to an early time: v / (1 + v) by its series.
    T early(const T& t_days, const T& low) const {
        const T t = detail::clamped(t_days, T(0.0), low);
        const T log_time = log(max(t, T(1e-30)) / detail::duration(half_days));
        const T v = exp(min(shape * log_time, T(series_end)));
        T power = v, sum(0.0);
        for (int j = 1; j < 7; ++j) {
            sum += power / (T(1.0) + T(static_cast<double>(j)) * shape);
            power *= -v;
        }
        return t * sum;
    }
};

} // namespace rampcast
