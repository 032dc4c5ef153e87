#include "rampcast/line/capacity.hpp"

#include "rampcast/line/capacity_body.hpp"
