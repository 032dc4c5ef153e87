#include "rampcast/flow/simulate_periods.hpp"

#include "rampcast/flow/simulate_periods_body.hpp"
