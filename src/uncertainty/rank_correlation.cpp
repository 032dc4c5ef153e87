#include "rampcast/uncertainty/rank_correlation.hpp"

#include "rampcast/uncertainty/rank_correlation_body.hpp"
