#pragma once

#include "rampcast/line/field_use.hpp"

/// What the simulation event by event does with the fields of a line; all stated of stations is used.
namespace rampcast::detail {

inline constexpr FieldUse event_line_fields[] = {
    {"name", Use::no_part, "draws go by position; it says whose line it is"},
    {"starts", Use::no_part, "a mature line has started"},
    {"lag_days", Use::no_part, "a mature line has started"},
    {"calendar", Use::used},
    {"stations", Use::used},
    {"feeds", Use::used},
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

inline constexpr FieldUse event_station_fields[] = {
    {"name", Use::used},
    {"cycle_time_s", Use::used},
    {"cycle_time_scv", Use::used},
    {"cycle_time_shape", Use::used},
    {"observed_times_s", Use::used},
    {"handling_time_s", Use::used},
    {"places", Use::used},
    {"batch", Use::used},
    {"batch_wait_h", Use::used},
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
