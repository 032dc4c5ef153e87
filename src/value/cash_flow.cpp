#include "rampcast/value/cash_flow.hpp"

#include "rampcast/value/cash_flow_body.hpp"
