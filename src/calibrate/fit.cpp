#include "rampcast/calibrate/fit.hpp"

#include "rampcast/calibrate/fit_body.hpp"
