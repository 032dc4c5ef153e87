#include "rampcast/plant/assigner.hpp"
#include "rampcast/plant/driver_lists.hpp"
