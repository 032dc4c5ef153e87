#include "rampcast/line/bernoulli.hpp"

#include "rampcast/line/bernoulli_body.hpp"
