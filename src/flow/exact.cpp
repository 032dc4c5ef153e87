#include "rampcast/flow/exact_body.hpp"
