#include "rampcast/forecast/forecast_body.hpp"
