#include "rampcast/flow/deterministic_chain_body.hpp"
