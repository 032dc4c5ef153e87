#include "rampcast/flow/sample_path.hpp"

#include "rampcast/flow/sample_path_body.hpp"
