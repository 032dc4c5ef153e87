#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// The hyperbola t / (t + half): quick at first, with a long way to the last per cents.
template <class T> struct HyperbolicOf {
    T half_days{}; ///< operating-clock time at half the mature rate

    using scalar = T;
    template <class U> using rebind = HyperbolicOf<U>;
    static constexpr std::string_view type_name = "Hyperbolic";
    static constexpr std::string_view tag = "hyperbolic";
    static constexpr std::string_view meaning =
        "Quick at first, with a long way to the last per cents: t / (t + half).";
    static constexpr auto params() {
        return std::tuple{param("half_days", &HyperbolicOf::half_days, "days", bounds::positive,
                                "operating-clock time at half the mature rate")
                              .needed()};
    }

    /// The share of the mature rate at an operating-clock time, 0 before the start.
    T share(const T& t_days) const {
        const T t = max(t_days, T(0.0));
        return t / (t + detail::duration(half_days));
    }
    /// Days' worth of mature output made since the start.
    T area(const T& t_days) const {
        const T t = max(t_days, T(0.0)), half = detail::duration(half_days);
        return t - half * log1p(t / half);
    }
    /// Days' worth of mature output made between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The time a share is reached: 0 for shares up to 0; 1 is never quite reached and counts as
    /// 1 - 1e-15.
    T time_to(const T& share) const {
        const T reached = detail::clamped(share, T(0.0), T(1.0));
        return detail::duration(half_days) * reached /
               max(T(1.0) - reached, T(detail::share_margin));
    }

    bool operator==(const HyperbolicOf&) const = default;
};

} // namespace rampcast
