#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "rampcast/calibrate/fit_curve.hpp"
#include "rampcast/core/compiled.hpp"

namespace rampcast {

/// One curve fitted to each of many series. Rows of series that could not be fitted are NaN.
struct ManyFits {
    std::vector<std::string> names{}; ///< of the parameters, `ceiling` first
    std::size_t series = 0;
    std::vector<double> values{};                 ///< [series * names.size()]
    std::vector<double> standard_errors{};        ///< likewise
    std::vector<double> sum_of_squares{};         ///< [series]
    std::map<std::size_t, std::string> reasons{}; ///< why not, by series that could not be fitted
};

/// Fits a ramp curve to each of many series over the same times.
///
/// Logistic curves at single times are fitted a series a lane, millions a second; what does not
/// converge there, and all else, goes through `fit` one by one.
/// @param y [series * times], NaN where a series has no observation
/// @throws Error for times that cannot be fitted; what is wrong with a series is its reason
RAMPCAST_INLINE ManyFits fit_many(const CurveOf<double>& like, const FitTimes& times,
                                  std::span<const double> y, const CurveFitOptions& how = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/fit_many_body.hpp"
#endif
