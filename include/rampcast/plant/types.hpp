#pragma once

#include <vector>

#include "rampcast/core/type.hpp"
#include "rampcast/plant/plant.hpp"

/// The run-time descriptions that most of the library asks for, made once in the compiled library.
#ifndef RAMPCAST_HEADER_ONLY
namespace rampcast {

extern template const Type& type_of<Distribution>();
extern template const Type& type_of<Curve>();
extern template const Type& type_of<CurveOf<double>>();
extern template const Type& type_of<Setting>();
extern template const Type& type_of<std::vector<MixPoint>>();
extern template const Type& type_of<Station>();
extern template const Type& type_of<Line>();
extern template const Type& type_of<LineOf<double>>();
extern template const Type& type_of<Plant>();
extern template const Type& type_of<PlantOf<double>>();

} // namespace rampcast
#endif
