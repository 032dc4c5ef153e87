#include "rampcast/flow/events.hpp"

#include "rampcast/flow/events_body.hpp"
