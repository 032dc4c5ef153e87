#include "rampcast/flow/statistics_body.hpp"
