#include "rampcast/core/refuse.hpp"

#include "rampcast/core/refuse_body.hpp"
