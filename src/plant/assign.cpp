#include "rampcast/plant/assign.hpp"

#include "rampcast/plant/assign_body.hpp"
