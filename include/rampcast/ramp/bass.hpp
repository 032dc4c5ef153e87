#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// Adoption by innovators and imitators (Bass 1969): the share of those who have adopted,
/// (1 - e) / (1 + (q/p) e) with e = exp(-(p + q) t); a year is 365.25 days.
template <class T> struct BassOf {
    T innovation_per_year{}; ///< rate of adopting by oneself (p)
    T imitation_per_year{};  ///< rate of adopting after others (q)

    using scalar = T;
    template <class U> using rebind = BassOf<U>;
    static constexpr std::string_view type_name = "Bass";
    static constexpr std::string_view tag = "bass";
    static constexpr std::string_view meaning =
        "Adoption by innovators and imitators: the share of those who have adopted.";
    static constexpr auto params() {
        return std::tuple{param("innovation_per_year", &BassOf::innovation_per_year, "1/year",
                                bounds::positive, "rate of adopting by oneself (p)")
                              .needed(),
                          param("imitation_per_year", &BassOf::imitation_per_year, "1/year",
                                bounds::non_negative, "rate of adopting after others (q)")
                              .needed()};
    }

    /// The share of adopters at an operating-clock time, 0 before the start.
    T share(const T& t_days) const {
        const T p = innovation(), q = imitation();
        const T x = (p + q) * max(t_days, T(0.0));
        return p * -expm1(-x) / (p + q * exp(-x));
    }
    /// Days' worth of full adoption since the start.
    T area(const T& t_days) const {
        const T p = innovation(), q = imitation();
        const T t = max(t_days, T(0.0));
        const T x = (p + q) * t, adopted = q / (p + q) * expm1(-x);
        // Near -1 the other form of 1 + adopted loses no digits.
        const T left = log((p + q * exp(-x)) / (p + q));
        return t + select(adopted > T(-0.5), log1p(max(adopted, T(-0.5))), left) / q;
    }
    /// Days' worth of full adoption between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The time a share is reached: 0 for shares up to 0; 1 is never quite reached and counts as
    /// 1 - 1e-15.
    T time_to(const T& share) const {
        const T p = innovation(), q = imitation();
        const T reached = detail::clamped(share, T(0.0), T(1.0));
        return max(log1p(q / p * reached) + detail::minus_log_lack(reached), T(0.0)) / (p + q);
    }

    bool operator==(const BassOf&) const = default;

private:
    // A thousandth of a millionth a year at least, so that quotients stay finite.
    T innovation() const {
        return max(innovation_per_year, T(1e-9)) * T(1.0 / detail::days_per_year);
    }
    T imitation() const {
        return max(imitation_per_year, T(1e-9)) * T(1.0 / detail::days_per_year);
    }
};

} // namespace rampcast
