#include "rampcast/line/continuous_line_body.hpp"
