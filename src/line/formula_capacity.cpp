#include "rampcast/line/formula_capacity.hpp"

#include "rampcast/line/formula_capacity_body.hpp"
