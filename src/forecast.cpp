#include "rampcast/forecast/run.hpp"
