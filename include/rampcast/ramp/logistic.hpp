#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/lane.hpp"
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
    T integral(const T& a_days, const T& b_days) const {
        const T difference = area(b_days) - area(a_days);
        if (!any_far()) return difference;
        // The log of (1 + e^b) / (1 + e^a) for a rise far longer than the stretch; else the two
        // straight parts and what the curve lies above them.
        const T slope = slope_per_day(), width = b_days - a_days;
        const T rising = log1p(share(a_days) * expm1(slope * width)) / slope;
        const auto above = [&](const T& t) { return softplus(-abs(slope * (t - midpoint_days))); };
        const T straight = max(b_days, midpoint_days) - max(a_days, midpoint_days) +
                           (above(b_days) - above(a_days)) / slope;
        return where_far(select(slope * width < T(1.0), rising, straight), difference);
    }
    /// What a timeline's cells are differences of: `area`, but where a stretch would be lost in it
    /// to rounding (rises and midpoints of decades) what is made from 0 on.
    T made_by(const T& t_days) const {
        const T all = area(t_days);
        return any_far() ? where_far(integral(T(0.0), t_days), all) : all;
    }
    /// The time a share is reached, shares outside [1e-15, 1 - 1e-15] counting as these.
    T time_to(const T& share) const {
        return midpoint_days +
               (detail::minus_log_lack(share) - detail::minus_log(share)) / slope_per_day();
    }

    bool operator==(const LogisticOf&) const = default;

private:
    static constexpr double far_days = 10'000; ///< of a rise or midpoint

    bool any_far() const {
        return detail::any_above(rise_days, far_days) ||
               detail::any_above(abs(midpoint_days), far_days);
    }
    T where_far(const T& value, const T& other) const {
        return select(rise_days > T(far_days), value,
                      select(abs(midpoint_days) > T(far_days), value, other));
    }
    T slope_per_day() const { return T(4.394449154672439) / detail::duration(rise_days); }
};

} // namespace rampcast
