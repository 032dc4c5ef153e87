#include "rampcast/forecast/projection.hpp"

namespace rampcast {

template class Projection<double>;

} // namespace rampcast
