#include "rampcast/uncertainty/beta.hpp"

#include "rampcast/uncertainty/beta_body.hpp"
