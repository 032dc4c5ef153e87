#include "rampcast/time/operating_time.hpp"

#include "rampcast/time/operating_time_body.hpp"
