#include "rampcast/time/calendar.hpp"

#include "rampcast/time/calendar_body.hpp"
