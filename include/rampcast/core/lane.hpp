#pragma once

#include <cstddef>
#include <type_traits>

#include "rampcast/core/math.hpp"

/// A scalar taken apart by lanes; one without lanes counts as one lane.
namespace rampcast::detail {

template <class T> constexpr std::size_t lane_count() {
    if constexpr (is_lanes<T>) return static_cast<std::size_t>(T::size);
    else return 1;
}

/// The number in one lane.
template <class T> auto in_lane(const T& x, std::size_t lane) {
    if constexpr (is_lanes<T>) return x[static_cast<int>(lane)];
    else return x;
}
template <class T> using lane_t = decltype(in_lane(T{}, 0));

template <class T> void set_lane(T& x, std::size_t lane, const lane_t<T>& number) {
    if constexpr (is_lanes<T>) x.set(static_cast<int>(lane), number);
    else x = number;
}

/// True where a comparison holds in every lane.
template <class Mask> bool everywhere(const Mask& mask) {
    if constexpr (std::is_same_v<Mask, bool>) return mask;
    else return count(opposite(mask)) == 0;
}

/// True where a number is (or in lanes: any is) above a limit.
template <class T> bool any_above(const T& x, double limit) {
    if constexpr (is_dual<T>) return any_above(x.value, limit);
    else if constexpr (is_lanes<T>) return count(x > T(limit)) > 0;
    else return x > limit;
}
template <class T> bool all_equal(const T& x, double value) {
    if constexpr (is_dual<T>) return all_equal(x.value, value);
    else if constexpr (is_lanes<T>) return count(x != T(value)) == 0;
    else return x == value;
}

} // namespace rampcast::detail
