#include "rampcast/flow/compare.hpp"

#include "rampcast/flow/compare_body.hpp"
