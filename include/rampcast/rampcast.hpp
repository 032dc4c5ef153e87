#pragma once

#include "rampcast/calibrate/learn_pool.hpp"
#include "rampcast/calibrate/pool.hpp"
#include "rampcast/flow/capacity.hpp"
#include "rampcast/flow/compare.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/line/oee.hpp"
#include "rampcast/value/cash_flow.hpp"
