#include "rampcast/flow/bernoulli_chain.hpp"

#include "rampcast/flow/bernoulli_chain_body.hpp"
