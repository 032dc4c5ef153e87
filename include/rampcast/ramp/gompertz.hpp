#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/quadrature.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// The S-curve with a long approach to the mature rate: exp(-w), w = ln 2 exp(-k (t - midpoint)),
/// k = [ln(ln 10) - ln(-ln .9)] / rise.
template <class T> struct GompertzOf {
    T midpoint_days{}; ///< operating-clock time at half the mature rate
    T rise_days{};     ///< days from 10 % to 90 % of the mature rate

    using scalar = T;
    template <class U> using rebind = GompertzOf<U>;
    static constexpr std::string_view type_name = "Gompertz";
    static constexpr std::string_view tag = "gompertz";
    static constexpr std::string_view meaning =
        "An S-curve that rises early and takes long to the last per cents.";
    static constexpr auto params() {
        return std::tuple{param("midpoint_days", &GompertzOf::midpoint_days, "days", bounds::any,
                                "operating-clock time at half the mature rate")
                              .needed(),
                          param("rise_days", &GompertzOf::rise_days, "days", bounds::positive,
                                "days from 10 % to 90 % of the mature rate")
                              .needed()};
    }

    /// The share of the mature rate at an operating-clock time (shares below 1e-170 as one).
    T share(const T& t_days) const { return exp(-exp(-max(stage(t_days), T(-6.0)))); }

    /// Days' worth of mature output made between two times, to 1e-10 of the mature output on
    /// double; on lanes to 1e-6 where the period is no longer than the rise.
    T integral(const T& a_days, const T& b_days) const {
        const T slope = slope_per_day();
        const T low = midpoint_days + T(first_stage - half_stage) / slope;
        const T high = midpoint_days + T(late_stage - half_stage) / slope;
        const T from = detail::clamped(a_days, low, high), to = detail::clamped(b_days, low, high);
        const T moving = detail::window_integral([&](const T& t) { return share(t); }, low, high, 4,
                                                 from, to, to - from);
        const T late_from = max(a_days, high), late_to = max(b_days, high);
        return moving + (late_to - late_from) -
               (lack_from(stage(late_from)) - lack_from(stage(late_to))) / slope;
    }
    /// The time a share is reached, shares outside [1e-15, 1 - 1e-15] counting as these.
    T time_to(const T& share) const {
        return midpoint_days - (log(detail::minus_log(share)) + T(half_stage)) / slope_per_day();
    }

    bool operator==(const GompertzOf&) const = default;

private:
    // The stage u counts in e-folds of w = exp(-u); the share is half at `half_stage`.
    static constexpr double half_stage = 0.36651292058166433;
    static constexpr double first_stage = -3.7; // share 3e-18
    static constexpr double late_stage = 6.9;   // the series takes over at w = 1e-3

    T slope_per_day() const { return T(3.0843997725604013) / detail::duration(rise_days); }
    T stage(const T& t_days) const {
        return T(half_stage) + slope_per_day() * (t_days - midpoint_days);
    }
    // The integral of 1 - share over stages from a late one on.
    static T lack_from(const T& stage) {
        const T w = exp(-max(stage, T(late_stage)));
        return w *
               (T(1.0) - w * (T(1.0 / 4) - w * (T(1.0 / 18) - w * (T(1.0 / 96) - w / T(600.0)))));
    }
};

} // namespace rampcast
