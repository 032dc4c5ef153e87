#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

#include "rampcast/core/dual.hpp"
#include "rampcast/core/lanes.hpp"

/// The functions a formula may use, on every scalar: double (and float), `Lanes`, `Dual`.
/// All saturate instead of overflowing, so that a formula stays finite for any valid input.
/// `softplus` is log(1 + e^x).
namespace rampcast {

inline bool bits_of(bool mask) { return mask; }

template <class T> struct MaskOf {
    using type = bool;
};
template <class S, int N> struct MaskOf<Lanes<S, N>> {
    using type = LaneMask<S, N>;
};
template <class S> struct MaskOf<Dual<S>> : MaskOf<S> {};
/// What a comparison of two scalars gives.
template <class T> using mask_t = typename MaskOf<T>::type;
/// The same packed, as `bits_of` gives it.
template <class T> using bits_t = decltype(bits_of(std::declval<mask_t<T>>()));

/// True for scalars on which every lane has its own value.
template <class T> inline constexpr bool is_lanes = false;
template <class S, int N> inline constexpr bool is_lanes<Lanes<S, N>> = true;
template <class S> inline constexpr bool is_lanes<Dual<S>> = is_lanes<S>;

/// True for scalars that carry a slope.
template <class T> inline constexpr bool is_dual = false;
template <class S> inline constexpr bool is_dual<Dual<S>> = true;

template <class T> struct NumberOf {
    using type = double;
};
template <class S, int N> struct NumberOf<Lanes<S, N>> {
    using type = S;
};
/// What a plain number becomes on a scalar.
template <class T> using number_of_t = typename NumberOf<T>::type;

/// The number without its slope.
template <class T> const T& value_of(const T& x) { return x; }
template <class S> const S& value_of(const Dual<S>& x) { return x.value; }

// clang-format off
template <std::floating_point S> S exp(S x) { return std::exp(std::min(x, detail::Format<S>::exp_high)); }
template <std::floating_point S> S expm1(S x) { return std::expm1(std::min(x, detail::Format<S>::exp_high)); }
template <std::floating_point S> S log(S x) { return std::log(std::max(x, detail::Format<S>::smallest)); }
template <std::floating_point S> S log1p(S x) { return std::log1p(std::max(x, -1 + std::numeric_limits<S>::epsilon() / 2)); }
template <std::floating_point S> S softplus(S x) { return std::max(x, S(0)) + std::log1p(std::exp(-std::abs(x))); }
template <std::floating_point S> S sqrt(S x) { return std::sqrt(x); }
template <std::floating_point S> S abs(S x) { return std::abs(x); }
template <std::floating_point S> S floor(S x) { return std::floor(x); }
/// Of lanes: exact up to 2^22 in single, 2^51 in double precision; larger numbers stay as they are.
template <class S, int N> Lanes<S, N> floor(const Lanes<S, N>& x) {
    using L = Lanes<S, N>;
    constexpr S half = S(std::uint64_t{1} << (std::numeric_limits<S>::digits - 2)), shift = 3 * half;
    const L rounded = (x + L(shift)) - L(shift);
    const L below = rounded - select(rounded > x, L(1), L(0));
    return select(abs(x) < L(half), below, x);
}
template <std::floating_point S> S min(S a, std::type_identity_t<S> b) { return a < b ? a : b; }
template <std::floating_point S> S max(S a, std::type_identity_t<S> b) { return a > b ? a : b; }
// clang-format on
inline bool both(bool a, bool b) { return a && b; }
inline bool either(bool a, bool b) { return a || b; }
inline bool opposite(bool a) { return !a; }
inline double select(bool mask, double yes, double no) { return mask ? yes : no; }

/// The standard normal quantile of a probability in (0, 1/2] (Wichura's AS 241).
template <std::floating_point S> S inverse_normal_lower(S p) {
    typename detail::ChunkTypes<S>::V chunk{};
    chunk += p;
    return detail::chunk_inverse_normal_lower<S>(chunk)[0];
}

/// The standard normal quantile of a probability in (0, 1). In the upper tail precision is that
/// of 1 - p: use `-inverse_normal_lower(q)` where the upper tail q is known.
template <class T> T inverse_normal(const T& p) {
    const T half(0.5);
    const T z = inverse_normal_lower(min(p, T(1) - p));
    return select(p < half, z, -z);
}

/// x^y for x >= 0 (0 for x = 0 and y > 0), as exp(y log x).
template <class T>
    requires(!std::floating_point<T>)
T pow(const T& x, const std::type_identity_t<T>& y) {
    const T power = exp(y * log(x));
    return select(both(x <= T(0), y > T(0)), T(0), power);
}
template <std::floating_point S> S pow(S x, std::type_identity_t<S> y) { return std::pow(x, y); }

template <class S, class M> Dual<S> select(const M& mask, const Dual<S>& yes, const Dual<S>& no) {
    return {select(mask, yes.value, no.value), select(mask, yes.slope, no.slope)};
}
template <class S> Dual<S> min(const Dual<S>& a, const std::type_identity_t<Dual<S>>& b) {
    return select(a < b, a, b);
}
template <class S> Dual<S> max(const Dual<S>& a, const std::type_identity_t<Dual<S>>& b) {
    return select(a > b, a, b);
}
template <class S> Dual<S> abs(const Dual<S>& a) { return max(a, -a); }
template <class S> Dual<S> floor(const Dual<S>& a) { return {floor(a.value), S(0)}; }
template <class S> Dual<S> exp(const Dual<S>& a) {
    const S e = exp(a.value);
    return {e, a.slope * e};
}
template <class S> Dual<S> expm1(const Dual<S>& a) {
    return {expm1(a.value), a.slope * exp(a.value)};
}
template <class S> Dual<S> log(const Dual<S>& a) { return {log(a.value), a.slope / a.value}; }
template <class S> Dual<S> log1p(const Dual<S>& a) {
    return {log1p(a.value), a.slope / (S(1.0) + a.value)};
}
template <class S> Dual<S> softplus(const Dual<S>& a) {
    const S e = exp(-abs(a.value));
    return {softplus(a.value), a.slope * select(a.value >= S(0), S(1), e) / (S(1) + e)};
}
template <class S> Dual<S> sqrt(const Dual<S>& a) {
    const S root = sqrt(a.value);
    return {root, a.slope / (root + root)};
}
template <class S> Dual<S> inverse_normal_lower(const Dual<S>& p) {
    const S z = inverse_normal_lower(p.value);
    const S density = exp(S(-0.5) * z * z) * S(0.3989422804014326779);
    return {z, p.slope / density};
}

} // namespace rampcast
