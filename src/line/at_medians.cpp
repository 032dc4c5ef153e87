#include "rampcast/line/at_medians.hpp"

#include "rampcast/line/at_medians_body.hpp"
