#include "rampcast/line/capacity_body.hpp"
