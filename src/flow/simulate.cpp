#include "rampcast/flow/simulate.hpp"

#include "rampcast/flow/simulate_body.hpp"
