#include "rampcast/flow/stationary_body.hpp"
