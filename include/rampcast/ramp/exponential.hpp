#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// What is missing to the mature rate shrinks at a steady pace (the time-constant model of
/// practice: 1 - (1 - start) exp(-t / tau)).
template <class T> struct ExponentialOf {
    T time_constant_days{}; ///< days in which what is missing falls to 37 %
    T start_share{};        ///< share of the mature rate at the start

    using scalar = T;
    template <class U> using rebind = ExponentialOf<U>;
    static constexpr std::string_view type_name = "Exponential";
    static constexpr std::string_view tag = "exponential";
    static constexpr std::string_view meaning =
        "What is missing to the mature rate shrinks at a steady pace.";
    static constexpr auto params() {
        return std::tuple{param("time_constant_days", &ExponentialOf::time_constant_days, "days",
                                bounds::positive, "days in which what is missing falls to 37 %")
                              .needed(),
                          param("start_share", &ExponentialOf::start_share, "1", bounds::share,
                                "share of the mature rate at the start")};
    }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const { return start_share + (T(1.0) - start_share) * risen(t_days); }
    /// Days' worth of mature output made since the start (negative before it).
    T area(const T& t_days) const {
        const T tau = detail::duration(time_constant_days);
        const T climb = max(t_days, T(0.0)) - tau * risen(t_days);
        return start_share * t_days + (T(1.0) - start_share) * climb;
    }
    /// Days' worth of mature output made between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The time a share is first reached: 0 for shares up to the first; 1 is never quite reached
    /// and counts as 1 - 1e-15.
    T time_to(const T& share) const {
        const T room = max(T(1.0) - start_share, T(detail::share_margin));
        const T lack = detail::clamped((T(1.0) - share) / room, T(detail::share_margin), T(1.0));
        return -detail::duration(time_constant_days) * log(lack);
    }

    bool operator==(const ExponentialOf&) const = default;

private:
    T risen(const T& t_days) const {
        const T tau = detail::duration(time_constant_days);
        return -expm1(-(max(t_days, T(0.0)) / tau));
    }
};

} // namespace rampcast
