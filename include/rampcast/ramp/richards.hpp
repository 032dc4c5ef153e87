#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/quadrature.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// The S-curve of any asymmetry: (1 + v)^(-1/asymmetry), v falling by exp(-k t); asymmetry 1 is
/// the logistic curve, near 0 the Gompertz curve, above 1 a slow start with an abrupt end.
template <class T> struct RichardsOf {
    T midpoint_days{}; ///< operating-clock time at half the mature rate
    T rise_days{};     ///< days from 10 % to 90 % of the mature rate
    /// 1 is symmetric, less takes long to the last per cents, more has a long start
    T asymmetry{};

    using scalar = T;
    template <class U> using rebind = RichardsOf<U>;
    static constexpr std::string_view type_name = "Richards";
    static constexpr std::string_view tag = "richards";
    static constexpr std::string_view meaning = "An S-curve of any asymmetry.";
    static constexpr auto params() {
        return std::tuple{
            param("midpoint_days", &RichardsOf::midpoint_days, "days", bounds::any,
                  "operating-clock time at half the mature rate")
                .needed(),
            param("rise_days", &RichardsOf::rise_days, "days", bounds::positive,
                  "days from 10 % to 90 % of the mature rate")
                .needed(),
            param("asymmetry", &RichardsOf::asymmetry, "1",
                  Bounds{.lower = 0, .upper = 10, .lower_open = true},
                  "1 is symmetric, less takes long to the last per cents, more has a long start")
                .needed()};
    }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const { return Shape(*this).share(t_days); }

    /// Days' worth of mature output made between two times, to 1e-10 of the mature output on
    /// double; on lanes to 1e-6 where the period is no longer than the rise.
    T integral(const T& a_days, const T& b_days) const {
        const Shape shape(*this);
        const T low = shape.time_at(shape.first_log_odds());
        const T high = shape.time_at(shape.late_log_odds());
        const T from = detail::clamped(a_days, low, high), to = detail::clamped(b_days, low, high);
        const T moving = detail::window_integral([&](const T& t) { return shape.share(t); }, low,
                                                 high, 6, from, to, to - from);
        const T late_from = max(a_days, high), late_to = max(b_days, high);
        return moving + (late_to - late_from) +
               (shape.early(b_days) - shape.early(a_days) + shape.late_lack(b_days) -
                shape.late_lack(a_days)) /
                   shape.slope;
    }
    /// The time a share is reached, shares outside [1e-15, 1 - 1e-15] counting as these.
    T time_to(const T& share) const {
        const Shape shape(*this);
        return shape.time_at(Shape::log_odds(shape.nu * detail::minus_log(share)));
    }

    bool operator==(const RichardsOf&) const = default;

private:
    // The curve in z = ln v, which falls by `slope` a day: share = (1 + e^z)^(-1/nu).
    struct Shape {
        T nu, half, slope, midpoint;

        explicit Shape(const RichardsOf& curve)
            : nu(max(curve.asymmetry, T(1e-6))),
              half(log_odds(nu * T(0.6931471805599453))),
              slope((log_odds(nu * T(2.302585092994046)) - log_odds(nu * T(0.10536051565782628))) /
                    detail::duration(curve.rise_days)),
              midpoint(curve.midpoint_days) {}

        // ln(e^y - 1): the z at which -ln share = y / nu.
        static T log_odds(const T& y) { return y + log(-expm1(-y)); }
        T at(const T& t_days) const { return half - slope * (t_days - midpoint); }
        T time_at(const T& z) const { return midpoint + (half - z) / slope; }

        T share(const T& t_days) const {
            const T z = at(t_days);
            const auto early = z >= T(0.0);
            const T small = exp(select(early, -z, z));
            return exp(-(select(early, z, T(0.0)) + log1p(small)) / nu);
        }
        // Before this the series in 1/v holds, and before 1e-18 nothing matters.
        T series_log_odds() const { return log(T(1000.0) * (T(1.0) + T(1.0) / nu)); }
        T first_log_odds() const { return min(series_log_odds(), log_odds(nu * T(41.4))); }
        // From here on the series in v holds.
        T late_log_odds() const { return log(T(1e-3) * nu / (T(1.0) + nu)); }

        // The integral of the share over z up to an early time.
        T early(const T& t_days) const {
            const T z = max(at(t_days), series_log_odds());
            const T r = exp(-z), c = T(1.0) / nu;
            T power = exp(-(z / nu)), sum(0.0);
            for (int j = 0; j < 6; ++j) {
                const T order = c + T(static_cast<double>(j));
                sum += power / order;
                power *= -(order / T(j + 1.0)) * r;
            }
            return sum;
        }
        // The integral of 1 - share over z from a late time on.
        T late_lack(const T& t_days) const {
            const T w = exp(min(at(t_days), late_log_odds())) / nu;
            T power = w, sum(0.0);
            for (int j = 1; j < 6; ++j) {
                const double order = j;
                sum += power / T(order);
                power *= -((T(1.0) + T(order) * nu) / T(order + 1)) * w;
            }
            return sum;
        }
    };
};

} // namespace rampcast
