#include "rampcast/plant/driver_walk_body.hpp"
