#include "rampcast/uncertainty/quantile_table.hpp"

#include "rampcast/uncertainty/quantile_table_body.hpp"
