#include "rampcast/uncertainty/gamma_body.hpp"
