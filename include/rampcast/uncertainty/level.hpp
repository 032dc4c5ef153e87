#pragma once

#include <cmath>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/error.hpp"

namespace rampcast::detail {

/// Density of the standard normal distribution.
inline double normal_density(double z) { return std::exp(-0.5 * z * z) * 0.3989422804014326779; }

/// Probability below `z` under the standard normal distribution, exact to the last digits in the
/// lower tail.
inline double normal_below(double z) { return 0.5 * std::erfc(-z * 0.70710678118654752440); }

/// A probability level with its complement, both to full relative precision, so that neither tail
/// is lost in 1 - p.
struct Level {
    double below = 0.5;
    double above = 0.5;

    /// The level of a probability. Throws `Error` unless 0 <= p <= 1.
    static Level of_p(double p) {
        if (!(p >= 0 && p <= 1))
            throw Error("", "p is " + number_text(p) + ", must be at least 0 and at most 1");
        return {p, 1 - p};
    }
    /// The level a standard normal variable reaches at `z`.
    static Level of_z(double z) { return {normal_below(z), normal_below(-z)}; }

    bool lower_half() const { return below <= above; }
    double log_odds() const { return std::log(below) - std::log(above); }

    /// The standard normal quantile; infinite at 0 and 1.
    RAMPCAST_INLINE double z() const;
};

} // namespace rampcast::detail

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/level_body.hpp"
#endif
