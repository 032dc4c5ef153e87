#pragma once

#include <cstddef>

#include "rampcast/calibrate/logistic_lanes.hpp"
#include "rampcast/calibrate/many_fitter.hpp"
#include "rampcast/core/chunk.hpp"
#include "rampcast/core/lanes.hpp"

namespace rampcast::detail {

template <bool gaps> void fit_logistics(const ManySeries& all, const Poll& poll) {
    constexpr int lanes = ChunkTypes<double>::width;
    LogisticLanes<Lanes<double, lanes>, gaps> fitter(all);
    for (std::size_t begin = 0; begin < all.series; begin += lanes) {
        if (begin % (std::size_t{256} * lanes) == 0)
            poll(static_cast<double>(begin) / static_cast<double>(all.series));
        fitter.run(begin);
    }
}

inline void fit_all_logistics(const ManySeries& all, const Poll& poll) {
    if (all.gaps) fit_logistics<true>(all, poll);
    else fit_logistics<false>(all, poll);
}

/// The fits as this program is compiled.
inline constexpr ManyFitter compiled_many_fitter{&fit_all_logistics};

#ifdef RAMPCAST_HEADER_ONLY
inline const ManyFitter& many_fitter() { return compiled_many_fitter; }
#endif

} // namespace rampcast::detail
