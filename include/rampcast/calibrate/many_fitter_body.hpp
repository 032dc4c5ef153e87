#pragma once

#include <cstddef>

#include "rampcast/calibrate/logistic_lanes.hpp"
#include "rampcast/calibrate/many_fitter.hpp"
#include "rampcast/core/chunk.hpp"
#include "rampcast/core/lanes.hpp"

namespace rampcast::detail {

template <bool gaps> void fit_logistics(const ManySeries& all) {
    constexpr int lanes = ChunkTypes<double>::width;
    LogisticLanes<Lanes<double, lanes>, gaps> fitter(all);
    for (std::size_t begin = 0; begin < all.series; begin += lanes) fitter.run(begin);
}

inline void fit_all_logistics(const ManySeries& all) {
    if (all.gaps) fit_logistics<true>(all);
    else fit_logistics<false>(all);
}

/// The fits as this program is compiled.
inline constexpr ManyFitter compiled_many_fitter{&fit_all_logistics};

#ifdef RAMPCAST_HEADER_ONLY
inline const ManyFitter& many_fitter() { return compiled_many_fitter; }
#endif

} // namespace rampcast::detail
