#pragma once

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/line/oee.hpp"
#include "rampcast/value/cash_flow.hpp"
