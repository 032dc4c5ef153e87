#include "rampcast/uncertainty/level_body.hpp"
