#include "rampcast/calibrate/fit_curve.hpp"

#include "rampcast/calibrate/fit_curve_body.hpp"
