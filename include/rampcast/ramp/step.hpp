#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/math.hpp"
#include "rampcast/core/params.hpp"

namespace rampcast {

/// Nothing for some days, then the mature rate at once.
template <class T> struct StepOf {
    T delay_days{}; ///< days on the operating clock before anything is made

    using scalar = T;
    template <class U> using rebind = StepOf<U>;
    static constexpr std::string_view type_name = "Step";
    static constexpr std::string_view tag = "step";
    static constexpr std::string_view meaning =
        "Nothing for some days, then the mature rate at once.";
    static constexpr auto params() {
        return std::tuple{param("delay_days", &StepOf::delay_days, "days", bounds::non_negative,
                                "days on the operating clock before anything is made")
                              .needed()};
    }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const { return select(t_days < delay_days, T(0.0), T(1.0)); }
    /// Days' worth of mature output made up to a time.
    T area(const T& t_days) const { return max(t_days - delay_days, T(0.0)); }
    /// Days' worth of mature output made between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The delay, whatever the share.
    T time_to(const T&) const { return delay_days; }

    bool operator==(const StepOf&) const = default;
};

} // namespace rampcast
