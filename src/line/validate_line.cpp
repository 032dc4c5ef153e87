#include "rampcast/line/validate_line.hpp"

#include "rampcast/line/validate_line_body.hpp"
