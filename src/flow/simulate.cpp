#include "rampcast/flow/simulate_body.hpp"
