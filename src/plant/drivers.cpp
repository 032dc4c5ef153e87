#include "rampcast/plant/drivers_body.hpp"
