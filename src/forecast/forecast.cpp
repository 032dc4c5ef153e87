#include "rampcast/forecast/forecast.hpp"

#include "rampcast/forecast/forecast_body.hpp"
