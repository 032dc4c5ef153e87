#include "rampcast/flow/deterministic_chain.hpp"

#include "rampcast/flow/deterministic_chain_body.hpp"
