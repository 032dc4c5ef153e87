#include "rampcast/line/deterministic_block.hpp"

#include "rampcast/line/deterministic_block_body.hpp"
