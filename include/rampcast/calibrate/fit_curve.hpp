#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "rampcast/calibrate/fit.hpp"
#include "rampcast/calibrate/fit_times.hpp"
#include "rampcast/core/compiled.hpp"
#include "rampcast/ramp/ramp.hpp"

namespace rampcast {

/// How to fit a ramp curve.
struct CurveFitOptions {
    /// parameters that stay as they are in the curve given, by their names
    std::vector<std::string> fixed{};
    bool start_at_curve = false; ///< the curve given is a start besides those chosen here
    /// the curve is the share of all units there ever will be (Bass 1969), not of the mature rate: y of
    /// a stretch is the ceiling times the share's growth in it
    bool share_of_total = false;
    FitOptions options{};
};

/// A ramp curve as fitted. Its first parameter is `ceiling`: what y is, or the units a day, when the
/// share is 1 (with `share_of_total` the units in all); the others are the curve's own.
struct CurveFit : Fit {
    CurveOf<double> curve{};
    double ceiling = 0;
    bool share_of_total = false;
    std::vector<std::string> fixed{};

    /// The ranges that new observations lie in with a probability of `level`; not below 0, as units
    /// are not.
    RAMPCAST_INLINE std::vector<Band> predict(const FitTimes& times, double level = .8) const;
};

/// Least squares of a ramp curve times a ceiling: the curve at the times, or its exact integral
/// over the stretches. Gradients are exact, by dual numbers; the ceiling is solved for at each
/// step; starts are the best of points spread over what the times allow.
/// @param like the kind of curve, with the words and numbers that are held
/// @throws Error for points that cannot be fitted, by row, and a curve without parameters to fit;
///   where no search converged it says why and what was reached
RAMPCAST_INLINE CurveFit fit(const CurveOf<double>& like, const FitTimes& times,
                             std::span<const double> y, const CurveFitOptions& how = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/fit_curve_body.hpp"
#endif
