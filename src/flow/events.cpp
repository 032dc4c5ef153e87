#include "rampcast/flow/events_body.hpp"
