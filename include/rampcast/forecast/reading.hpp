#pragma once

#include "rampcast/core/math.hpp"

namespace rampcast::detail {

/// What a curve gave between two readings of a clock, or `full` where the two differ by no more
/// than what single precision rounds readings of such a size by, which is large beside a week.
template <class X> X unless_rounding(const X& given, const X& full, const X& reading) {
    return select(abs(given - full) <= X(0x1p-22) * reading, full, given);
}

} // namespace rampcast::detail
