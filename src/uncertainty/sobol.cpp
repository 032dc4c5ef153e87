#include "rampcast/uncertainty/sobol.hpp"

#include "rampcast/uncertainty/sobol_body.hpp"
