#include "rampcast/uncertainty/steps_body.hpp"
