#include "rampcast/flow/trace.hpp"

#include "rampcast/flow/trace_body.hpp"
