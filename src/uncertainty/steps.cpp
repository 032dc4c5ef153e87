#include "rampcast/uncertainty/steps.hpp"

#include "rampcast/uncertainty/steps_body.hpp"
