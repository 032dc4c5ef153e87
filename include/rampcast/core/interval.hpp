#pragma once

namespace rampcast {

/// A confidence interval.
struct Interval {
    double low{}, high{};
    bool operator==(const Interval&) const = default;
};

} // namespace rampcast
