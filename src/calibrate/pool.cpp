#include "rampcast/calibrate/pool.hpp"

#include "rampcast/calibrate/pool_body.hpp"
