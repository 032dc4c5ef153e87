#pragma once

#include <string>
#include <tuple>

#include "rampcast/uncertainty/rank_correlation.hpp"

/// What `rank_correlation.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE void RankCorrelation::validate(const std::string& place) const {
    if (between.size() != 2)
        throw Error(place, "between has " + std::to_string(between.size()) + " names, must have 2");
    if (between[0] == between[1])
        throw Error(place, "between names " + detail::quoted(between[0]) +
                               " twice, must name two different numbers");
    const Bounds range = std::get<1>(params()).bounds;
    if (!range.allows(rank))
        throw Error(place, "rank is " + detail::number_text(rank) + ", " + range.text());
}

} // namespace rampcast
