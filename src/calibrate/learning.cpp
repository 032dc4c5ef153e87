#include "rampcast/calibrate/learning.hpp"

#include "rampcast/calibrate/learning_body.hpp"
