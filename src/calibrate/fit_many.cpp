#include "rampcast/calibrate/fit_many.hpp"

#include "rampcast/calibrate/fit_many_body.hpp"
