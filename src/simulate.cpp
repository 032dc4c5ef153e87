#include "rampcast/flow/simulate_line.hpp"
