#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/quadrature.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// The Weibull distribution function: 1 - exp(-ln 2 (t / half)^shape).
template <class T> struct WeibullOf {
    T half_days{}; ///< operating-clock time at half the mature rate
    /// 1 is exponential, less has an abrupt start, more is S-shaped
    T shape{};

    using scalar = T;
    template <class U> using rebind = WeibullOf<U>;
    static constexpr std::string_view type_name = "Weibull";
    static constexpr std::string_view tag = "weibull";
    static constexpr std::string_view meaning =
        "The Weibull distribution function: exponential for shape 1, S-shaped above.";
    static constexpr auto params() {
        return std::tuple{param("half_days", &WeibullOf::half_days, "days", bounds::positive,
                                "operating-clock time at half the mature rate")
                              .needed(),
                          param("shape", &WeibullOf::shape, "1", Bounds{.lower = 0.1, .upper = 20},
                                "1 is exponential, less has an abrupt start, more is S-shaped")
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
        const T y_low = (T(series_end) - T(log_ln2)) / shape;
        const T y_high = min((T(last) - T(log_ln2)) / shape, T(60.0));
        const T low = half * exp(y_low), high = half * exp(y_high);
        const T begin = detail::clamped(a_days, low, high),
                end = detail::clamped(b_days, low, high);
        const T from = detail::log_time_begin(begin, end), to = detail::log_time_begin(end, begin);
        const T y_from = detail::clamped(log(from / half), y_low, y_high);
        const T y_to = detail::clamped(log(to / half), y_low, y_high);
        const auto f = [&](const T& y) { return share_at(y) * half * exp(y); };
        return detail::window_integral(f, y_low, y_high, 4, y_from, y_to,
                                       detail::log_ratio(from, to, y_from, y_to)) +
               (early(b_days, low) - early(a_days, low)) + (max(b_days, high) - max(a_days, high));
    }
    /// The time a share is reached, shares outside [1e-15, 1 - 1e-15] counting as these.
    T time_to(const T& share) const {
        return detail::duration(half_days) *
               exp(min((log(detail::minus_log_lack(share)) - T(log_ln2)) / shape, T(60.0)));
    }

    bool operator==(const WeibullOf&) const = default;

private:
    static constexpr double log_ln2 = -0.36651292058166433;
    static constexpr double series_end = -6.907755278982137; // ln v where v = 1e-3
    static constexpr double last = 3.6;                      // 1 - share = 1e-16

    T share_at(const T& log_time) const {
        return -expm1(-exp(min(T(log_ln2) + shape * log_time, T(5.0))));
    }
    // The integral from the start to an early time: 1 - exp(-v) by its series.
    T early(const T& t_days, const T& low) const {
        const T t = detail::clamped(t_days, T(0.0), low);
        const T log_time = log(max(t, T(1e-30)) / detail::duration(half_days));
        const T v = exp(min(T(log_ln2) + shape * log_time, T(series_end)));
        T power = v, sum(0.0);
        for (int j = 1; j < 6; ++j) {
            const double order = j;
            sum += power / (T(1.0) + T(order) * shape);
            power *= -(v / T(order + 1));
        }
        return t * sum;
    }
};

} // namespace rampcast
