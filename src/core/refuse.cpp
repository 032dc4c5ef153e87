#include "rampcast/core/refuse_body.hpp"
