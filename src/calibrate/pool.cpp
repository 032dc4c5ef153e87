#include "rampcast/calibrate/pool.hpp"

#include "rampcast/calibrate/learn_pool_body.hpp"
#include "rampcast/calibrate/pool_body.hpp"
