#pragma once

#include "rampcast/core/math.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/ramp/shares.hpp"

/// Ramps by experience: each unit takes fewer hours than the one before, until a mature unit from
/// which on nothing is learned any more.
///
/// A curve `c` of this family has the members `mature_unit` and `mature_units_per_day` (in a line
/// the line's own rate takes the latter's place) and says, relative to a first unit without
/// experience,
/// - `c.unit_hours(x)`: the hours of unit x;
/// - `c.total_hours(x)`: the hours of the first x units, exact for whole x. Between whole units it
///   is the smooth function with total(x) - total(x - 1) = unit_hours(x);
/// - `c.current_hours(x)`: its derivative, the hours a unit takes at the pace after x units;
/// - `c.units_within(hours)` and `c.units_at(current_hours)`: their inverses.
///
/// The clock at which x units are done is total(x) / (unit_hours(mature) R), R the mature units a
/// day. So `area` (units done over R) has the slope `share` exactly, whole units fall on their
/// exact times, and the share steps to 1 when work on the mature unit begins.
namespace rampcast::detail {

inline constexpr Bounds learning_rate_bounds{.lower = 0.5, .upper = 1, .lower_open = true};
inline constexpr Bounds prior_units_bounds{.lower = 0, .upper = 10};
inline constexpr Bounds mature_unit_bounds{.lower = 1, .lower_open = true};

/// b = log2(learning rate): each doubling of the units multiplies what x^b stands for by the rate.
template <class T> T learning_exponent(const T& learning_rate) {
    return log(learning_rate) * T(1.4426950408889634);
}

/// Unit-theory hours `floor + (1 - floor) (x + prior)^b`, b = log2(learning rate).
///
/// Sums by Euler-Maclaurin (Johnson 2014 for the Hurwitz zeta function): 8 explicit terms and 6
/// Bernoulli terms on double (1e-13), 3 and 3 on lanes (3e-7). Inverses by a fixed number of
/// Newton steps in ln(x + prior + 1/2), in which these functions are nearly exponential.
template <class T> struct UnitHours {
    T learning_rate, prior, floor;

    static constexpr int explicit_terms = is_lanes<T> ? 3 : 8;
    static constexpr int bernoulli_terms = is_lanes<T> ? 3 : 6;
    static constexpr int newton_steps = is_lanes<T> ? 5 : 8;

    T exponent() const { return learning_exponent(learning_rate); }
    T power() const { return max(T(1.0) + exponent(), T(1e-6)); } // of the total
    T learned() const { return T(1.0) - floor; }

    T unit(const T& x) const {
        return floor + learned() * exp(exponent() * log(max(x + prior, T(1e-6))));
    }

    T total(const T& x) const {
        return floor * x + learned() * (remainder(T(0.0)).total + advance(x) - remainder(x).total);
    }

    T current(const T& x) const { return floor + learned() * remainder(x).slope; }

    /// The units done within `hours` >= 0.
    T units_within(const T& hours) const {
        const T p = power(), start = prior + T(0.5);
        const T rate = max(learned(), T(share_margin)) * exp(exponent() * log(start));
        const T steady = log1p(p * hours / (rate * start)) / p;
        const T bound = log1p(hours / (max(floor, T(1e-12)) * start));
        T z = min(min(steady, bound), T(60.0));
        const T first = remainder(T(0.0)).total;
        for (int i = 0; i < newton_steps; ++i) {
            const T x = start * expm1(z);
            const Remainder at = remainder(x);
            const T excess = floor * x + learned() * (first + advance(x) - at.total) - hours;
            const T slope = (floor + learned() * at.slope) * (x + start);
            z = max(z - excess / slope, T(0.0));
        }
        return start * expm1(z);
    }

    /// The units done when the pace is `hours` a unit, at most `most`.
    T units_at(const T& hours, const T& most) const {
        const T b = min(exponent(), T(-1e-4)), start = prior + T(0.5);
        const T top = log1p(most / start);
        const T wanted = log(max((hours - floor) / max(learned(), T(1e-9)), T(1e-9)));
        T z = clamped(wanted / b - log(start), T(0.0), top);
        for (int i = 0; i < newton_steps; ++i) {
            const T x = start * expm1(z);
            const Remainder at = remainder(x);
            const T slope = min(at.bend * (x + start) / at.slope, T(-1e-6));
            z = clamped(z - (log(at.slope) - wanted) / slope, T(0.0), top);
        }
        return start * expm1(z);
    }

private:
    /// What Euler-Maclaurin leaves of the sum of (prior + 1 + x + k)^b over k = 0, 1, ... once
    /// the integral from x = 0 is taken out (see `advance`), with minus the first and second
    /// derivatives of the whole by x.
    struct Remainder {
        T total, slope, bend;
    };
    T shift() const { return prior + T(1.0 + explicit_terms); }
    // (y^p - y0^p) / p, y = x + shift, y0 = shift
    T advance(const T& x) const {
        const T p = power(), y0 = shift();
        return exp(p * log(y0)) * expm1(p * log1p(x / y0)) / p;
    }
    Remainder remainder(const T& x) const {
        constexpr double ratio[] = {1.0 / 12,         -1.0 / 720,     1.0 / 30240,
                                    -1.0 / 1209600,   1.0 / 47900160, -691.0 / 1307674368000,
                                    1.0 / 74724249600};
        const T b = power() - T(1.0);
        T total(0.0), slope(0.0), bend(0.0);
        for (int k = 0; k < explicit_terms; ++k) {
            const T y = x + prior + T(1.0 + k);
            const T term = exp(b * log(y));
            total += term;
            slope -= b * term / y;
            bend -= b * (b - T(1.0)) * term / (y * y);
        }
        const T y = x + shift(), inverse = T(1.0) / y;
        const T term = exp(b * log(y));
        total += T(0.5) * term;
        slope += term * (T(1.0) - T(0.5) * b * inverse);
        bend += b * term * inverse * (T(1.0) - T(0.5) * (b - T(1.0)) * inverse);
        // falling = the derivative of y^b of order 2 j - 1
        T falling = b * term * inverse;
        for (int j = 0; j < bernoulli_terms; ++j) {
            const double order = 2 * j + 1;
            const T next = falling * (b - T(order)) * inverse;
            const T after = next * (b - T(order + 1)) * inverse;
            total -= T(ratio[j]) * falling;
            slope += T(ratio[j]) * next;
            bend += T(ratio[j]) * after;
            falling = after;
        }
        return {total, slope, bend};
    }
};

/// The pace and the clock of a curve by experience (see above).
template <class Curve> struct ExperienceClock {
    using T = typename Curve::scalar;
    const Curve& curve;
    T rate = max(curve.mature_units_per_day, T(1e-9));
    T learning_units = max(curve.mature_unit - T(1.0), T(1e-6));
    T mature_hours = curve.unit_hours(learning_units + T(1.0));
    T learning_hours = curve.total_hours(learning_units);

    explicit ExperienceClock(const Curve& c) : curve(c) {}

    /// When work on the mature unit begins.
    T mature_days() const { return learning_hours / (mature_hours * rate); }
    T hours_worked(const T& t_days) const {
        return clamped(mature_hours * rate * t_days, T(0.0), learning_hours);
    }

    T share(const T& t_days) const {
        const T units = curve.units_within(hours_worked(t_days));
        const T pace = mature_hours / max(curve.current_hours(units), mature_hours);
        return select(t_days < mature_days(), pace, T(1.0));
    }
    T area(const T& t_days) const {
        return curve.units_within(hours_worked(t_days)) / rate +
               max(t_days - mature_days(), T(0.0));
    }
    T time_to(const T& share) const {
        const T wanted = mature_hours / clamped(share, T(1e-9), T(1.0));
        const T units = curve.units_at(wanted, learning_units);
        const T days = min(curve.total_hours(units) / (mature_hours * rate), mature_days());
        return select(wanted >= curve.current_hours(T(0.0)), T(0.0), days);
    }
};

} // namespace rampcast::detail
