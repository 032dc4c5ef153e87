#include "rampcast/calibrate/learn_pool.hpp"

#include "rampcast/calibrate/learn_pool_body.hpp"
