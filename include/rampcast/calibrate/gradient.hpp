#pragma once

#include <array>
#include <cmath>
#include <cstddef>

namespace rampcast::detail {

/// A number with its slopes along `N` directions at once: evaluating a formula on it gives the
/// value and the exact gradient. `Dual` is the same along one direction.
template <std::size_t N> struct Gradient {
    double value = 0;
    std::array<double, N> slopes{};

    Gradient() = default;
    /// A constant.
    Gradient(double constant) : value(constant) {} // NOLINT(google-explicit-constructor)
    /// The variable `direction`.
    Gradient(double at, std::size_t direction) : value(at) { slopes[direction] = 1; }

    /// f(this), where f is `result` and has the slope `slope` there.
    Gradient through(double result, double slope) const {
        Gradient made(result);
        for (std::size_t i = 0; i < N; ++i) made.slopes[i] = slope * slopes[i];
        return made;
    }
    /// f(a, b) likewise.
    static Gradient of(double result, double slope_a, const Gradient& a, double slope_b,
                       const Gradient& b) {
        Gradient made(result);
        for (std::size_t i = 0; i < N; ++i)
            made.slopes[i] = slope_a * a.slopes[i] + slope_b * b.slopes[i];
        return made;
    }

    friend Gradient operator+(const Gradient& a, const Gradient& b) {
        return of(a.value + b.value, 1, a, 1, b);
    }
    friend Gradient operator-(const Gradient& a, const Gradient& b) {
        return of(a.value - b.value, 1, a, -1, b);
    }
    friend Gradient operator*(const Gradient& a, const Gradient& b) {
        return of(a.value * b.value, b.value, a, a.value, b);
    }
    friend Gradient operator/(const Gradient& a, const Gradient& b) {
        const double quotient = a.value / b.value;
        return of(quotient, 1 / b.value, a, -quotient / b.value, b);
    }
    friend Gradient operator+(Gradient a, double b) {
        a.value += b;
        return a;
    }
    friend Gradient operator+(double a, const Gradient& b) { return b + a; }
    friend Gradient operator-(const Gradient& a, double b) { return a + (-b); }
    friend Gradient operator-(double a, const Gradient& b) { return b.through(a - b.value, -1); }
    friend Gradient operator-(const Gradient& a) { return a.through(-a.value, -1); }
    friend Gradient operator*(const Gradient& a, double b) { return a.through(a.value * b, b); }
    friend Gradient operator*(double a, const Gradient& b) { return b * a; }
    friend Gradient operator/(const Gradient& a, double b) { return a * (1 / b); }
    friend Gradient operator/(double a, const Gradient& b) {
        const double quotient = a / b.value;
        return b.through(quotient, -quotient / b.value);
    }
    Gradient& operator+=(const Gradient& b) { return *this = *this + b; }
    Gradient& operator-=(const Gradient& b) { return *this = *this - b; }
    Gradient& operator*=(const Gradient& b) { return *this = *this * b; }

    friend Gradient exp(const Gradient& a) {
        const double e = std::exp(a.value);
        return a.through(e, e);
    }
    friend Gradient log(const Gradient& a) { return a.through(std::log(a.value), 1 / a.value); }
    friend Gradient sqrt(const Gradient& a) {
        const double root = std::sqrt(a.value);
        return a.through(root, .5 / root);
    }
};

/// The number without its slopes.
template <std::size_t N> double plain(const Gradient<N>& x) { return x.value; }
inline double plain(double x) { return x; }

} // namespace rampcast::detail
