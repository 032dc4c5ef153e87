#include "rampcast/flow/simulate_periods_body.hpp"
