#include "rampcast/forecast/path_function.hpp"

#include "rampcast/forecast/path_function_body.hpp"
