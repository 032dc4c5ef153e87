#include "rampcast/uncertainty/distribution.hpp"

#include "rampcast/uncertainty/distribution_body.hpp"
