#include "rampcast/core/walk_body.hpp"
