#include "rampcast/plant/find_body.hpp"
