#include "rampcast/plant/validation.hpp"
#include "rampcast/plant/warnings.hpp"
