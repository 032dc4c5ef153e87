#include "rampcast/plant/types.hpp"

namespace rampcast {

template const Type& type_of<Distribution>();
template const Type& type_of<Curve>();
template const Type& type_of<CurveOf<double>>();
template const Type& type_of<Setting>();
template const Type& type_of<std::vector<MixPoint>>();
template const Type& type_of<Station>();
template const Type& type_of<Line>();
template const Type& type_of<LineOf<double>>();
template const Type& type_of<Plant>();
template const Type& type_of<PlantOf<double>>();

} // namespace rampcast
