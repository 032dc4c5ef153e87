#pragma once

#include <string>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/uncertainty/rank_correlation.hpp"

namespace rampcast {

/// The lower Cholesky factor, row by row, of the correlation matrix of the standard normal
/// variables behind the named numbers (see `gaussian_copula`). @throws Error as that, or where the
/// correlations are not possible together
RAMPCAST_INLINE std::vector<double>
correlation_factor(const std::vector<std::string>& names,
                   const std::vector<RankCorrelation>& correlations);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/correlation_body.hpp"
#endif
