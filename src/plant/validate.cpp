#include "rampcast/plant/validate.hpp"

#include "rampcast/plant/validate_body.hpp"
