#include "rampcast/uncertainty/quantile_table_body.hpp"
