#include "rampcast/line/continuous_line.hpp"

#include "rampcast/line/continuous_line_body.hpp"
