#include "rampcast/plant/drivers.hpp"

#include "rampcast/plant/drivers_body.hpp"
