#include "rampcast/line/exponential_block.hpp"

#include "rampcast/line/exponential_block_body.hpp"
