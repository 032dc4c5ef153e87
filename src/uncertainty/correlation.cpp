#include "rampcast/uncertainty/correlation.hpp"

#include "rampcast/uncertainty/correlation_body.hpp"
