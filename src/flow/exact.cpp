#include "rampcast/flow/exact.hpp"

#include "rampcast/flow/exact_body.hpp"
