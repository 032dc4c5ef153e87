#pragma once

#include "rampcast/calibrate/many_series.hpp"
#include "rampcast/core/compiled.hpp"

/// The fits of many series that are computed on lanes.
namespace rampcast::detail {

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
