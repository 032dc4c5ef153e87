#pragma once

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/line/oee.hpp"
