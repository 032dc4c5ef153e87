#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// A straight line from the share at the start to the mature rate.
template <class T> struct LinearOf {
    T rise_days{};   ///< days from the start to the mature rate
    T start_share{}; ///< share of the mature rate at the start

    using scalar = T;
    template <class U> using rebind = LinearOf<U>;
    static constexpr std::string_view type_name = "Linear";
    static constexpr std::string_view tag = "linear";
    static constexpr std::string_view meaning =
        "A straight line from the share at the start to the mature rate.";
    static constexpr auto params() {
        return std::tuple{param("rise_days", &LinearOf::rise_days, "days", bounds::positive,
                                "days from the start to the mature rate")
                              .needed(),
                          param("start_share", &LinearOf::start_share, "1", bounds::share,
                                "share of the mature rate at the start")};
    }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const { return start_share + (T(1.0) - start_share) * risen(t_days); }
    /// Days' worth of mature output made since the start (negative before it).
    T area(const T& t_days) const {
        const T rise = detail::duration(rise_days);
        const T part = risen(t_days);
        const T climb = T(0.5) * rise * part * part + max(t_days - rise, T(0.0));
        return start_share * t_days + (T(1.0) - start_share) * climb;
    }
    /// Days' worth of mature output made between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The time a share is first reached: 0 for shares up to the first, `rise_days` for 1 or more.
    T time_to(const T& share) const {
        const T room = max(T(1.0) - start_share, T(detail::share_margin));
        return detail::duration(rise_days) *
               detail::clamped((share - start_share) / room, T(0.0), T(1.0));
    }

    bool operator==(const LinearOf&) const = default;

private:
    T risen(const T& t_days) const {
        return detail::clamped(t_days / detail::duration(rise_days), T(0.0), T(1.0));
    }
};

} // namespace rampcast
