#include "rampcast/flow/statistics.hpp"

#include "rampcast/flow/statistics_body.hpp"
