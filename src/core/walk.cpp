#include "rampcast/core/walk.hpp"

#include "rampcast/core/walk_body.hpp"
