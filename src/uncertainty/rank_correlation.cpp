#include "rampcast/uncertainty/rank_correlation_body.hpp"
