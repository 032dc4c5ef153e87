#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/interval.hpp"

/// Statistics of a simulation's output.
namespace rampcast {

/// An estimated number with the half width of its confidence interval.
struct Estimate {
    double value{};
    double half_width{}; ///< infinite where there are too few observations to tell
    Interval interval() const { return {value - half_width, value + half_width}; }
    bool operator==(const Estimate&) const = default;
};

/// Half the width, in standard errors, of a two-sided interval by Student's t.
/// @throws Error unless 0 < confidence < 1 and degrees > 0
RAMPCAST_INLINE double student_t(double confidence, double degrees);

/// The mean of independent observations.
/// @throws Error where there are none
RAMPCAST_INLINE Estimate mean_estimate(std::span<const double> values, double confidence = 0.95);

/// The ratio of the means of two quantities observed together, such as pieces over hours, and by
/// how much each observation moves it (the delta method): (numerator - ratio × denominator) / mean
/// denominator.
struct Ratio {
    double value{};
    std::vector<double> deviations{};
    bool operator==(const Ratio&) const = default;
};
/// @throws Error where there are none, their numbers differ, or the denominators' mean is 0
RAMPCAST_INLINE Ratio ratio_of(std::span<const double> numerators,
                               std::span<const double> denominators);

/// That ratio with its interval.
/// @throws Error as `ratio_of`
RAMPCAST_INLINE Estimate ratio_estimate(std::span<const double> numerators,
                                        std::span<const double> denominators,
                                        double confidence = 0.95);

/// The second ratio less the first, both observed together (in pairs), with its interval.
/// @throws Error where their numbers of observations differ
RAMPCAST_INLINE Estimate paired_difference(const Ratio& a, const Ratio& b,
                                           double confidence = 0.95);

/// Where a series that starts out of the ordinary has settled.
struct Truncation {
    std::size_t observations{}; ///< to be left out at the start
    bool settled{};             ///< false: the series is too short to show that it settles
    bool operator==(const Truncation&) const = default;
};

/// The truncation by MSER-m (White 1997; m = 5: White, Cobb and Spratt 2000): of the means of m
/// observations each, as many are left out as make the standard error of the rest's mean least.
/// It has not settled where that is more than half of them, or there are fewer than 10 means.
RAMPCAST_INLINE Truncation mser(std::span<const double> series, std::size_t m = 5);

/// The correlation of a series with itself one step later; 0 where the series does not vary.
RAMPCAST_INLINE double lag_one_correlation(std::span<const double> series);

/// The batches of one long run: its consecutive parts, joined until they can pass for
/// independent.
struct Batches {
    std::vector<double> means{};
    std::size_t size{};   ///< observations in each
    double correlation{}; ///< of consecutive means
    bool independent{};   ///< false: still correlated when only 8 were left
    bool operator==(const Batches&) const = default;
};

/// Batch means of a stationary series: 32 batches at first, halved in number (16, 8) while
/// consecutive ones are positively correlated (one-sided, at 5 %). The observations that do not
/// fill a batch are left out at the start.
/// @throws Error where there are fewer than 8 observations
RAMPCAST_INLINE Batches batch_means(std::span<const double> series);

/// The ratio of the sums of two series of one long run, such as pieces over hours, with the
/// interval by batch means of its deviations; infinite for fewer than 8.
/// @throws Error where their numbers differ, or the denominators sum to 0
RAMPCAST_INLINE Estimate batch_ratio(std::span<const double> numerators,
                                     std::span<const double> denominators,
                                     double confidence = 0.95);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/statistics_body.hpp"
#endif
