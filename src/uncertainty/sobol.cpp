#include "rampcast/uncertainty/sobol_body.hpp"
