#include "rampcast/flow/capacity.hpp"

#include "rampcast/flow/capacity_body.hpp"
