#pragma once

namespace rampcast {

/// A confidence interval.
struct Interval {
    double low{}, high{};
    bool operator==(const Interval&) const = default;
};

namespace detail {
/// An interval of what cannot be negative.
constexpr Interval not_negative(const Interval& interval) {
    return {interval.low > 0 ? interval.low : 0, interval.high};
}
} // namespace detail

} // namespace rampcast
