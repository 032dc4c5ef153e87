#include "rampcast/line/at_medians_body.hpp"
