#pragma once

#include "rampcast/line/field_use.hpp"

/// What the formula of a line's capacity does with the fields of a line.
namespace rampcast::detail {

inline constexpr FieldUse capacity_line_fields[] = {
    {"name", Use::no_part, "it says whose line it is where something is refused"},
    {"starts", Use::no_part, "a mature line has started"},
    {"lag_days", Use::no_part, "a mature line has started"},
    {"calendar", Use::used},
    {"stations", Use::used},
    {"feeds", Use::refused, "is of stations in series"},
    {"buffers", Use::used},
    {"blocking", Use::used},
    {"rework_stations", Use::used},
    {"crews", Use::used},
    {"repairers", Use::used},
    {"sequence", Use::used},
    {"products", Use::no_part, "the sequence says what is made"},
    {"changeover_h", Use::no_part, "the sequence says how often it is set up"},
    {"runs_per_month", Use::no_part, "the sequence says how often it is set up"},
    {"nameplate", Use::refused, "needs stations with times of their own"},
    {"ramp", Use::no_part, "the line is mature"},
    {"noise", Use::no_part, "the line is mature"},
    {"changes", Use::no_part, "the line is mature"},
    {"stops", Use::no_part, "they are of single dates"},
};

inline constexpr FieldUse capacity_station_fields[] = {
    {"name", Use::used},
    {"cycle_time_s", Use::used},
    {"cycle_time_scv", Use::used},
    {"cycle_time_shape", Use::no_part, "mean and spread of the times are what counts"},
    {"observed_times_s", Use::used},
    {"handling_time_s", Use::used},
    {"places", Use::used},
    {"batch", Use::used},
    {"batch_wait_h", Use::no_part, "batches are full at capacity"},
    {"mtbf_h", Use::used},
    {"mttr_h", Use::used},
    {"failures", Use::used},
    {"mtbf_scv", Use::used},
    {"mttr_scv", Use::used},
    {"observed_stops_h", Use::used},
    {"failure_modes", Use::used},
    {"performance", Use::used},
    {"first_pass_yield", Use::used},
    {"on_failure", Use::used},
    {"rework_at", Use::used},
    {"most_passes", Use::used},
    {"crew", Use::used},
    {"operators", Use::used},
    {"changeover_time_s", Use::used},
    {"product_times_s", Use::used},
    {"calendar", Use::used},
};

} // namespace rampcast::detail
