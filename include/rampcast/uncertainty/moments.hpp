#pragma once

namespace rampcast {

/// Mean and standard deviation of a distribution; infinite where the tail is too heavy.
struct Moments {
    double mean = 0;
    double sd = 0;

    bool operator==(const Moments&) const = default;
};

} // namespace rampcast
