#pragma once

#include "rampcast/forecast/grid.hpp"
#include "rampcast/plant/types.hpp"

namespace rampcast {

/// What is subtracted from a stated number to count dates from a grid's reference date; 0 for other
/// units.
inline double zero_of(const NumberInfo& info, const Grid& grid) {
    return info.unit == "date" ? days_since_epoch(grid.reference) : 0;
}

/// A plant on another scalar, dates as days from a grid's reference date.
/// @param at what stands for an uncertain number, as at(Uncertain) -> double
template <class T, class At> PlantOf<T> plant_at(const Plant& plant, const Grid& grid, At&& at) {
    return converted<PlantOf<T>>(plant, [&](const NumberInfo& info, const Uncertain& number) {
        return T((number.is_uncertain() ? at(number) : number.number()) - zero_of(info, grid));
    });
}
template <class T> PlantOf<T> plant_at_medians(const Plant& plant, const Grid& grid) {
    return plant_at<T>(plant, grid, [](const Uncertain& number) { return number.median(); });
}

} // namespace rampcast
