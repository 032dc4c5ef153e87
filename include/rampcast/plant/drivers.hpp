#pragma once

#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/plant/combination.hpp"
#include "rampcast/plant/plant.hpp"

/// What is uncertain or stated in a plant, and the plants its alternatives stand for.
namespace rampcast {

/// Every combination of the options of all alternatives in listed order, the last set's options
/// changing fastest; without alternatives the plant itself with weight 1.
/// @throws Error where a setting cannot be made, or there are more than 10,000 combinations
RAMPCAST_INLINE std::vector<Combination> combinations(const Plant& plant);

/// The plant as a projection runs on it: values in changes in stored units under short paths
/// (`burn-in.cycle_time_s`), mean times left out as observed, metalogs with the bounds of the quantity they stand for. Names of
/// drivers are paths in this plant.
RAMPCAST_INLINE Plant prepared(Plant plant);

/// The uncertain numbers of a plant in every combination of its alternatives, under the paths they
/// stand at or override: its drivers. A path stands as often as it has different values. Values
/// are as stated (`bounded(value, info.bounds)` is what is drawn from).
/// @throws Error as `combinations`
RAMPCAST_INLINE std::vector<Stated> uncertain_numbers(const Plant& plant);

/// The numbers of a plant, its targets and reported actuals that say what they rest on, in every
/// combination of its alternatives.
/// @throws Error as `combinations`
RAMPCAST_INLINE std::vector<Stated> stated_numbers(const Plant& plant);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/plant/drivers_body.hpp"
#endif
