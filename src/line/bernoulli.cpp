#include "rampcast/line/bernoulli_body.hpp"
