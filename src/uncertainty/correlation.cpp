#include "rampcast/uncertainty/correlation_body.hpp"
