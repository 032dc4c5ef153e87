#include "rampcast/calibrate/condition.hpp"

#include "rampcast/calibrate/condition_body.hpp"
