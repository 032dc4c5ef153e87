#pragma once

#include <cstddef>

#include "rampcast/core/compiled.hpp"

/// The fits of many series that are computed on lanes.
namespace rampcast::detail {

/// Series over the same times, and where what is found goes.
struct ManySeries {
    /// of a series: ceiling, midpoint, rise, their standard errors, and the sum of squares
    static constexpr std::size_t columns = 7;

    std::size_t series = 0, points = 0; ///< at least 1 and 4
    const double* days = nullptr;       ///< increasing
    const double* y = nullptr;          ///< [series * points]; NaN: not seen
    bool gaps = false;                  ///< there are such
    double* results = nullptr;          ///< [series * columns]
    bool* converged = nullptr; ///< [series]; false also where another start might do better
};

/// What is compiled for an instruction set, as the simulator is.
struct ManyFitter {
    void (*logistic)(const ManySeries& all);
};

/// The one in use.
RAMPCAST_INLINE const ManyFitter& many_fitter();

#ifndef RAMPCAST_HEADER_ONLY
/// Replaces it by one of another instruction set, which must outlive its use.
void use_many_fitter(const ManyFitter& fitter);
#endif

} // namespace rampcast::detail

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/many_fitter_body.hpp"
#endif
