#pragma once

#include <concepts>

namespace rampcast {

/// A number with its derivative: evaluating a formula on it gives the formula's value and its
/// exact slope along one direction (forward-mode automatic differentiation).
/// @tparam S the scalar underneath, `double` or `Lanes`
template <class S> struct Dual {
    S value{};
    S slope{};

    Dual() = default;
    /// A constant.
    template <std::convertible_to<S> U>
    Dual(const U& constant) : value(constant), slope(0.0) {} // NOLINT(google-explicit-constructor)
    /// A value with its slope; `Dual(x, 1)` is the variable one differentiates by.
    Dual(const S& value_, const S& slope_) : value(value_), slope(slope_) {}

    friend Dual operator+(const Dual& a, const Dual& b) {
        return {a.value + b.value, a.slope + b.slope};
    }
    friend Dual operator-(const Dual& a, const Dual& b) {
        return {a.value - b.value, a.slope - b.slope};
    }
    friend Dual operator-(const Dual& a) { return {-a.value, -a.slope}; }
    friend Dual operator*(const Dual& a, const Dual& b) {
        return {a.value * b.value, a.slope * b.value + a.value * b.slope};
    }
    friend Dual operator/(const Dual& a, const Dual& b) {
        const S quotient = a.value / b.value;
        return {quotient, (a.slope - quotient * b.slope) / b.value};
    }
    Dual& operator+=(const Dual& b) { return *this = *this + b; }
    Dual& operator-=(const Dual& b) { return *this = *this - b; }
    Dual& operator*=(const Dual& b) { return *this = *this * b; }
    Dual& operator/=(const Dual& b) { return *this = *this / b; }

    friend auto operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
    friend auto operator<=(const Dual& a, const Dual& b) { return a.value <= b.value; }
    friend auto operator>(const Dual& a, const Dual& b) { return a.value > b.value; }
    friend auto operator>=(const Dual& a, const Dual& b) { return a.value >= b.value; }
    friend auto operator==(const Dual& a, const Dual& b) { return a.value == b.value; }
    friend auto operator!=(const Dual& a, const Dual& b) { return a.value != b.value; }
};

} // namespace rampcast
