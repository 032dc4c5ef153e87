#include "rampcast/line/exponential_block_body.hpp"
