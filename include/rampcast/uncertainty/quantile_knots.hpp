#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "rampcast/uncertainty/distribution.hpp"
#include "rampcast/uncertainty/hermite_table.hpp"
#include "rampcast/uncertainty/math_policy.hpp"

/// Quantile functions and their slopes on the knots of `KnotGrid`.
namespace rampcast::detail {

/// One half of the grid, from the centre outwards.
inline constexpr int half_count = KnotGrid::centre + 1;
template <class Number> using Half = std::array<Number, static_cast<std::size_t>(half_count)>;

/// The tail probability and the density k knots from the centre.
struct KnotTail {
    double tail = 0;
    double density = 0;
};
inline const Half<KnotTail>& knot_tails() {
    static const Half<KnotTail> tails = [] {
        Half<KnotTail> made{};
        for (int k = 0; k < half_count; ++k)
            made[static_cast<std::size_t>(k)] = {normal_below(-k * KnotGrid::step),
                                                 normal_density(k * KnotGrid::step)};
        return made;
    }();
    return tails;
}

/// A variable u at the knots of one half, with du/dz.
struct March {
    Half<Knot> knots{};
    bool converged = true;
};

/// Follows the quantile of a variable u from its median outwards: each knot is predicted from the
/// last two and corrected by Halley's method on the logarithm of the tail.
/// @param median the median of u
/// @param sign -1 into the lower tail, +1 into the upper
/// @param tail the probability beyond u
/// @param density the density of u
/// @param bend the slope of the logarithm of the density
/// Below u = -600, where e^u no longer counts, knots are left at -infinity with slope 0.
template <class Tail, class Density, class Bend>
March march(double median, int sign, const Tail& tail, const Density& density, const Bend& bend) {
    constexpr double nothing = -600;
    March result;
    double u = median;
    double rise = 0; // du for one knot outwards
    double last_u = 0;
    double last_rise = 0;
    const Half<KnotTail>& levels = knot_tails();
    for (int k = 0; k < half_count; ++k) {
        Knot& knot = result.knots[static_cast<std::size_t>(k)];
        const KnotTail& level = levels[static_cast<std::size_t>(k)];
        if (k == 1) {
            last_u = u;
            last_rise = rise;
            u += rise - 0.5 * bend(u) * rise * rise;
        } else if (k > 1) {
            const double next = 5 * last_u - 4 * u + 2 * last_rise + 4 * rise;
            last_u = u;
            last_rise = rise;
            u = next;
        }
        if (u < nothing) {
            for (int rest = k; rest < half_count; ++rest)
                result.knots[static_cast<std::size_t>(rest)] = {
                    -std::numeric_limits<double>::infinity(), 0};
            return result;
        }
        bool close = k == 0;
        for (int tries = 0; !close && tries < 30; ++tries) {
            const double beyond = tail(u);
            const double gap = std::log(beyond / level.tail);
            const double slope = -sign * density(u) / beyond;
            const double newton = gap / slope;
            const double halley = 1 - 0.5 * newton * (bend(u) - slope);
            u -= halley > 0.5 ? newton / halley : newton;
            close = std::abs(gap) < 1e-5;
            if (!std::isfinite(u)) break;
        }
        knot = {u, level.density / density(u)};
        rise = sign * knot.slope * KnotGrid::step;
        if (!close || !std::isfinite(knot.slope)) {
            result.converged = false;
            return result;
        }
    }
    return result;
}

/// Knots from exact quantiles, one at a time and slow; slopes by central differences.
template <class D> Knots exact_knots(const D& d) {
    constexpr double width = 1e-4;
    Knots knots;
    for (int i = 0; i < KnotGrid::count; ++i) {
        const double z = KnotGrid::z(i);
        const double slope = (d.quantile_z(z + width) - d.quantile_z(z - width)) / (2 * width);
        knots[static_cast<std::size_t>(i)] = {d.quantile_z(z), slope};
    }
    return knots;
}

/// The lower half of a beta variable on [0, 1], in the logarithm of its odds.
inline March march_beta(double a, double b, double median_odds) {
    const double log_beta = boost::math::lgamma(a, MathPolicy{}) +
                            boost::math::lgamma(b, MathPolicy{}) -
                            boost::math::lgamma(a + b, MathPolicy{});
    const auto tail = [&](double u) {
        const double odds = std::exp(-std::abs(u));
        const double near = odds / (1 + odds);
        return u < 0 ? boost::math::ibeta(a, b, near, MathPolicy{})
                     : boost::math::ibetac(b, a, near, MathPolicy{});
    };
    const auto density = [&](double u) {
        const double shared = std::log1p(std::exp(-std::abs(u)));
        const double log_x = std::min(u, 0.0) - shared;
        const double log_rest = std::min(-u, 0.0) - shared;
        return std::exp(a * log_x + b * log_rest - log_beta);
    };
    const auto bend = [&](double u) {
        const double x = 1 / (1 + std::exp(-u));
        return a * (1 - x) - b * x;
    };
    return march(median_odds, -1, tail, density, bend);
}

inline Knots knots_of(const Beta& d) {
    double rest = 0;
    const double median = boost::math::ibeta_inv(d.a, d.b, 0.5, &rest, MathPolicy{});
    const double log_odds = std::log(median / rest);
    if (!std::isfinite(log_odds)) return exact_knots(d);
    const March lower = march_beta(d.a, d.b, log_odds);
    const March upper = march_beta(d.b, d.a, -log_odds);
    if (!lower.converged || !upper.converged) return exact_knots(d);
    Knots knots;
    const double span = d.high - d.low;
    for (int k = 0; k < half_count; ++k) {
        const auto shape = [&](const Knot& knot) {
            const double x = 1 / (1 + std::exp(-knot.value));
            return Knot{span * x, span * x * (1 - x) * knot.slope};
        };
        const Knot left = shape(lower.knots[static_cast<std::size_t>(k)]);
        const Knot right = shape(upper.knots[static_cast<std::size_t>(k)]);
        const int above = KnotGrid::centre + k, below = KnotGrid::centre - k;
        knots[static_cast<std::size_t>(above)] = {d.high - right.value, right.slope};
        knots[static_cast<std::size_t>(below)] = {d.low + left.value, left.slope};
    }
    return knots;
}

inline Knots knots_of(const Pert& d) {
    if (d.low < d.high) return knots_of(d.beta());
    Knots knots;
    knots.fill({d.low, 0});
    return knots;
}

inline Knots knots_of(const Gamma& d) {
    const double median = std::log(boost::math::gamma_p_inv(d.shape, 0.5, MathPolicy{}));
    if (!std::isfinite(median)) return exact_knots(d);
    const double log_gamma = boost::math::lgamma(d.shape, MathPolicy{});
    const auto density = [&](double u) { return std::exp(d.shape * u - std::exp(u) - log_gamma); };
    const auto bend = [&](double u) { return d.shape - std::exp(u); };
    const March lower = march(
        median, -1,
        [&](double u) { return boost::math::gamma_p(d.shape, std::exp(u), MathPolicy{}); }, density,
        bend);
    const March upper = march(
        median, 1,
        [&](double u) { return boost::math::gamma_q(d.shape, std::exp(u), MathPolicy{}); }, density,
        bend);
    if (!lower.converged || !upper.converged) return exact_knots(d);
    Knots knots;
    for (int i = 0; i < KnotGrid::count; ++i) {
        const int k = i - KnotGrid::centre;
        const Knot& knot = k < 0 ? lower.knots[static_cast<std::size_t>(-k)]
                                 : upper.knots[static_cast<std::size_t>(k)];
        const double value = d.scale * std::exp(knot.value);
        knots[static_cast<std::size_t>(i)] = {value, value * knot.slope};
    }
    return knots;
}

inline Knots knots_of(const Uniform& d) {
    Knots knots;
    for (int i = 0; i < KnotGrid::count; ++i) {
        const double z = KnotGrid::z(i);
        knots[static_cast<std::size_t>(i)] = {d.quantile_z(z),
                                              (d.high - d.low) * normal_density(z)};
    }
    return knots;
}

inline Knots knots_of(const Metalog& d) {
    const Metalog::Terms terms = d.terms();
    Knots knots;
    for (int i = 0; i < KnotGrid::count; ++i) {
        const double z = KnotGrid::z(i);
        const Level level = Level::of_z(z);
        const double log_odds = level.log_odds();
        const double m = terms.at(log_odds);
        knots[static_cast<std::size_t>(i)] = {d.bounded(m),
                                              d.bounded_slope(m) * terms.slope(log_odds) *
                                                  normal_density(z) / (level.below * level.above)};
    }
    return knots;
}

/// One straight piece of a triangular density, `end` being where it comes from zero: the quantile
/// is end + width sqrt(probability of the tail at z).
inline Knots square_root_knots(double end, double width, int sign) {
    Knots knots;
    for (int i = 0; i < KnotGrid::count; ++i) {
        const double z = KnotGrid::z(i);
        const double root = std::sqrt(normal_below(sign * z));
        knots[static_cast<std::size_t>(i)] = {end + sign * width * root,
                                              width * normal_density(z) / (2 * root)};
    }
    return knots;
}

inline HermiteTable hermite_table(const Triangular& d) {
    const double span = d.high - d.low;
    if (!(span > 0)) return HermiteTable(square_root_knots(d.low, 0, 1));
    const double rise = (d.mode - d.low) / span;
    const double fall = (d.high - d.mode) / span;
    return HermiteTable(square_root_knots(d.low, span * std::sqrt(rise), 1),
                        square_root_knots(d.high, span * std::sqrt(fall), -1),
                        Level{rise, fall}.z());
}
template <class D> HermiteTable hermite_table(const D& d) { return HermiteTable(knots_of(d)); }

} // namespace rampcast::detail
