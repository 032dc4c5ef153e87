#include "rampcast/flow/stationary.hpp"

#include "rampcast/flow/stationary_body.hpp"
