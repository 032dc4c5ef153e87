#include "rampcast/flow/trace_body.hpp"
