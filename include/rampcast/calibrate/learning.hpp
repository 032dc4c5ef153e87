#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "rampcast/calibrate/fit.hpp"
#include "rampcast/core/compiled.hpp"
#include "rampcast/ramp/wright.hpp"

namespace rampcast {

/// Hours of a lot: of the units from `first` to `last`, both included. A single unit is a lot of
/// one; the average of the first x units is the lot from 1 to x.
struct Lot {
    double first = 1, last = 1;
    double hours = 0;         ///< of the lot in all
    double units_per_day = 1; ///< the rate it was made at, for the rate effect
};

/// How the hours of lots are fitted.
enum class LearningErrors {
    relative, ///< the logarithm of a lot's average: errors are shares (what analysts do)
    absolute, ///< the average itself, weighted by the lot's units: errors of units are equal hours
    midpoints ///< as relative, but regressed on lot midpoints, found anew until they stay: the way of
              ///< spreadsheets
};
inline constexpr std::array<std::string_view, 3> learning_errors_names{"relative", "absolute",
                                                                       "midpoints"};
constexpr const auto& words_of(LearningErrors) { return learning_errors_names; }

/// A learning curve as fitted: parameters `first_unit_hours`, `learning_rate` and, with the rate
/// effect, `rate_effect`: the hours at twice the rate over those before.
struct LearningFit : Fit {
    LearningTheory theory{};
    LearningErrors errors{};
    std::vector<double> midpoints{}; ///< of the lots: the unit whose hours are the lot's average

    /// Average hours of a unit in lots, and the ranges those of new lots lie in with a probability
    /// of `level`; their hours are not read.
    RAMPCAST_INLINE std::vector<Band> predict(std::span<const Lot> lots, double level = .8) const;
};

/// Fits hours of lots by unit theory (Crawford) or by cumulative average (Wright 1936), with exact
/// sums over the units of a lot.
/// @param rate_effect whether hours also go with the power of a lot's `units_per_day`
/// @throws Error for lots that cannot be fitted, by row, and where no search converged
RAMPCAST_INLINE LearningFit fit_learning(std::span<const Lot> lots, LearningTheory theory,
                                         LearningErrors errors = LearningErrors::relative,
                                         bool rate_effect = false);

/// The unit whose hours are the average of a lot: ((Σ x^b) / n)^(1/b) by unit theory, exactly.
RAMPCAST_INLINE double lot_midpoint(double first, double last, LearningTheory theory,
                                    double learning_rate);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/learning_body.hpp"
#endif
