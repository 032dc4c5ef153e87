#include "rampcast/forecast/rate_correction.hpp"

#include "rampcast/forecast/rate_correction_body.hpp"
