#include "rampcast/uncertainty/level.hpp"

#include "rampcast/uncertainty/level_body.hpp"
