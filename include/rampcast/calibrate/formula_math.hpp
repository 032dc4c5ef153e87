#pragma once

#include <cmath>
#include <concepts>

#include "rampcast/core/math.hpp"

/// Functions that formulas of one's own may use besides those of `core/math.hpp`.
namespace rampcast {

// clang-format off
template <std::floating_point S> S sin(S x) { return std::sin(x); }
template <std::floating_point S> S cos(S x) { return std::cos(x); }
template <std::floating_point S> S atan(S x) { return std::atan(x); }
// clang-format on
template <class S> Dual<S> sin(const Dual<S>& a) { return {sin(a.value), a.slope * cos(a.value)}; }
template <class S> Dual<S> cos(const Dual<S>& a) { return {cos(a.value), -a.slope * sin(a.value)}; }
template <class S> Dual<S> atan(const Dual<S>& a) {
    return {atan(a.value), a.slope / (S(1.0) + a.value * a.value)};
}

} // namespace rampcast
