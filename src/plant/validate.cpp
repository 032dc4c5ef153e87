#include "rampcast/plant/validate_body.hpp"
