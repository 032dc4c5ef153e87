#include "rampcast/line/validate_line_body.hpp"
