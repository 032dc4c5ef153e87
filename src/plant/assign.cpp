#include "rampcast/plant/assign_body.hpp"
