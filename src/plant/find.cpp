#include "rampcast/plant/find.hpp"

#include "rampcast/plant/find_body.hpp"
