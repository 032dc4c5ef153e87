#include "rampcast/plant/warnings_body.hpp"
