#include "rampcast/plant/driver_walk.hpp"

#include "rampcast/plant/driver_walk_body.hpp"
