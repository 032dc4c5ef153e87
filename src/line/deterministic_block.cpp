#include "rampcast/line/deterministic_block_body.hpp"
