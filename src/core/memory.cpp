#include "rampcast/core/memory.hpp"

#include "rampcast/core/memory_body.hpp"
