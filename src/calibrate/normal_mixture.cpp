#include "rampcast/calibrate/normal_mixture.hpp"

#include "rampcast/calibrate/normal_mixture_body.hpp"
