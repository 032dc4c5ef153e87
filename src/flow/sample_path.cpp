#include "rampcast/flow/sample_path_body.hpp"
