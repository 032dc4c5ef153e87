#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/ramp/quadrature.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// Several ramps at once, such as speed, availability and yield (Terwiesch and Bohn 2001): the
/// share is the product of the factors' shares.
/// @tparam Factor the variant of curves that may be factors
template <class T, template <class> class Factor> struct CurveProduct {
    std::vector<Factor<T>> factors{}; ///< the ramps that multiply

    using scalar = T;
    template <class U> using rebind = CurveProduct<U, Factor>;
    static constexpr std::string_view type_name = "CurveProduct";
    static constexpr std::string_view tag = "product";
    static constexpr std::string_view meaning =
        "Several ramps at once, such as speed, availability and yield: the product of their "
        "shares.";
    static constexpr auto params() {
        return std::tuple{param("factors", &CurveProduct::factors, "the ramps that multiply")
                              .keyed("factor")
                              .needed()};
    }

    /// @throws Error unless there is a factor, or if one of them is not valid
    void validate(const std::string& place) const {
        if (factors.empty()) throw Error(place, "has no factor, must have at least one");
        for (std::size_t i = 0; i < factors.size(); ++i)
            std::visit(
                [&](const auto& curve) {
                    if constexpr (requires { curve.validate(place); })
                        curve.validate(place + ".factor." + std::to_string(i + 1));
                },
                factors[i]);
    }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const {
        T result(1.0);
        for (const auto& factor : factors)
            result *=
                std::visit([&](const auto& curve) -> T { return curve.share(t_days); }, factor);
        return result;
    }

    /// Days' worth of mature output made between two times, by panels between the factors' corners
    /// and jumps: to 1e-10 of the mature output on double, where the cuts do not depend on the
    /// period; on lanes, where a period is also cut in half and each piece is one panel of 8, to
    /// 1e-5 where the period is no longer than the factors' rises.
    T integral(const T& a_days, const T& b_days) const {
        std::vector<T> cuts = corners();
        if constexpr (is_lanes<T>) cuts.push_back(T(0.5) * (a_days + b_days));
        else add_panel_cuts(cuts);
        sort_cuts(cuts);
        const auto f = [&](const T& t) { return share(t); };
        constexpr int points = is_lanes<T> ? 8 : 16;
        T sum(0.0), from = a_days, to = b_days;
        if (cuts.empty()) return detail::gauss_panel<points>(f, from, to - from);
        for (std::size_t i = 0; i <= cuts.size(); ++i) {
            T left = from, right = to;
            if (i > 0) left = max(left, cuts[i - 1]), right = max(right, cuts[i - 1]);
            if (i < cuts.size()) left = min(left, cuts[i]), right = min(right, cuts[i]);
            if constexpr (!is_lanes<T>)
                if (left == right) continue;
            sum += detail::gauss_panel<points>(f, left, right - left);
        }
        return sum;
    }

    /// The time a share is reached, by bisection between the times the slowest factor reaches it
    /// and all factors reach its n-th root; where shares go down again, one of the times it is
    /// crossed, and the end of that bracket where it is never reached.
    T time_to(const T& share_wanted) const {
        const T wanted = detail::clamped(share_wanted, T(1e-12), T(1.0));
        const T root = exp(log(wanted) / T(static_cast<double>(factors.size())));
        T low = slowest(wanted), high = max(low, slowest(root));
        const T span = high - low;
        for (int i = 0; i < bisections; ++i) {
            const T middle = T(0.5) * (low + high);
            const auto reached = share(middle) >= wanted;
            high = select(reached, middle, high);
            low = select(reached, low, middle);
        }
        if constexpr (is_dual<T>) {
            const T at(value_of(high)), step = T(1e-6) * T(value_of(span)) + T(1e-9);
            const T slope = (share(at + step) - share(at - step)) / (step + step);
            const T miss = share(at) - wanted;
            return at - (miss - T(value_of(miss))) / T(value_of(max(slope, T(1e-12))));
        }
        return high;
    }

    bool operator==(const CurveProduct&) const = default;

private:
    static constexpr int bisections = 60;

    T slowest(const T& wanted) const {
        T latest(0.0);
        bool first = true;
        for (const auto& factor : factors) {
            const T when =
                std::visit([&](const auto& curve) -> T { return curve.time_to(wanted); }, factor);
            latest = first ? when : max(latest, when);
            first = false;
        }
        return latest;
    }

    /// Where a factor bends or jumps.
    std::vector<T> corners() const {
        std::vector<T> cuts;
        for (const auto& factor : factors)
            std::visit(
                [&](const auto& curve) {
                    if constexpr (requires { curve.points; })
                        for (const auto& point : curve.points) cuts.push_back(point.days);
                    if constexpr (requires { curve.delay_days; }) cuts.push_back(curve.delay_days);
                    if constexpr (
                        requires { curve.mature_units_per_day; } ||
                        (requires { curve.rise_days; } && requires { curve.start_share; }))
                        cuts.push_back(curve.time_to(T(1.0)));
                },
                factor);
        return cuts;
    }

    /// Cuts between which 16 points give full precision: where factors pass certain shares, and
    /// powers of 4, as curves may start like a root of time.
    void add_panel_cuts(std::vector<T>& cuts) const {
        constexpr std::array shares{1e-9, 1e-6, 1e-3,     0.03,     0.2,     0.5,
                                    0.8,  0.97, 1 - 1e-3, 1 - 1e-6, 1 - 1e-9};
        for (const auto& factor : factors)
            std::visit(
                [&](const auto& curve) {
                    for (const double wanted : shares) cuts.push_back(curve.time_to(T(wanted)));
                },
                factor);
        cuts.push_back(T(0.0));
        for (int power = -20; power <= 20; power += 2) cuts.push_back(T(std::ldexp(1.0, power)));
    }

    static void sort_cuts(std::vector<T>& cuts) {
        if constexpr (is_lanes<T>) {
            for (std::size_t end = cuts.size(); end > 1; --end)
                for (std::size_t i = 1; i < end; ++i) {
                    const T low = min(cuts[i - 1], cuts[i]);
                    cuts[i] = max(cuts[i - 1], cuts[i]);
                    cuts[i - 1] = low;
                }
        } else {
            std::sort(cuts.begin(), cuts.end(), [](const T& a, const T& b) { return a < b; });
        }
    }
};

} // namespace rampcast
