#include "rampcast/uncertainty/gamma.hpp"

#include "rampcast/uncertainty/gamma_body.hpp"
