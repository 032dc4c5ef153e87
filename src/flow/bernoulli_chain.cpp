#include "rampcast/flow/bernoulli_chain_body.hpp"
