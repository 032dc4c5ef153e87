#include "rampcast/uncertainty/distribution_body.hpp"
