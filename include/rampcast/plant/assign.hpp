#pragma once

#include <string_view>

#include "rampcast/core/compiled.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/plant/setting.hpp"

/// Setting any one parameter of a plant or line by its dotted path.
namespace rampcast {

/// Sets the parameter at a dotted path, such as `line.L1.ramp.midpoint_days`: a number or
/// distribution, a name, a date, a whole ramp curve (`line.L1.ramp`) or the mix. List elements go
/// by their names (else their dates or positions from 1), lists by singular or plural; a station
/// also directly by its name, `line.L1.burn-in.places`. Times may be given in another unit by the
/// ending of the key (`cycle_time_h`). Optional parameters and entries of tables that are absent
/// are made.
/// @throws Error where the path leads nowhere (naming the nearest), the value is of the wrong kind
///   or outside its range, and where an absent part needs more than this one value; then the
///   plant is as it was
RAMPCAST_INLINE void assign(Plant& plant, std::string_view path, const Setting& value);

/// The same of one line, whose paths begin within it: `buffers.2`, `burn-in.cycle_time_h`,
/// `ramp.midpoint_days`.
RAMPCAST_INLINE void assign(Line& line, std::string_view path, const Setting& value);

/// A copy with one parameter changed, see `assign`.
/// @throws Error as `assign`
template <class PlantOrLine>
PlantOrLine replaced(PlantOrLine from, std::string_view path, const Setting& value) {
    assign(from, path, value);
    return from;
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/plant/assign_body.hpp"
#endif
