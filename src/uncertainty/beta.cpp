#include "rampcast/uncertainty/beta_body.hpp"
