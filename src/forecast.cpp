#ifndef RAMPCAST_PRECOMPILED
#define RAMPCAST_PRECOMPILED
#endif
#include "rampcast/forecast/run.hpp"
