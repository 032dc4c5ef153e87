#pragma once

#include "rampcast/line/field_use.hpp"

/// What the sample-path recursion does with the fields of a line; lines it does not take are
/// simulated event by event, as are those whose failures follow the clock.
namespace rampcast::detail {

inline constexpr FieldUse sample_path_line_fields[] = {
    {"name", Use::no_part, "draws go by position; it says whose line it is"},
    {"starts", Use::no_part, "a mature line has started"},
    {"lag_days", Use::no_part, "a mature line has started"},
    {"calendar", Use::refused, "all stations work at all times"},
    {"stations", Use::used},
    {"feeds", Use::refused, "stations are in series"},
    {"buffers", Use::used},
    {"blocking", Use::used},
    {"rework_stations", Use::no_part, "no piece fails"},
    {"crews", Use::no_part, "no station names one"},
    {"repairers", Use::refused, "repairs do not wait"},
    {"sequence", Use::refused, "there is one product"},
    {"products", Use::no_part, "there is one product"},
    {"changeover_h", Use::no_part, "there is one product"},
    {"runs_per_month", Use::no_part, "there is one product"},
    {"nameplate", Use::refused, "needs stations with times of their own"},
    {"ramp", Use::no_part, "the line is mature"},
    {"noise", Use::no_part, "the line is mature"},
    {"changes", Use::no_part, "the line is mature"},
    {"stops", Use::no_part, "they are of single dates"},
};

inline constexpr FieldUse sample_path_station_fields[] = {
    {"name", Use::used},
    {"cycle_time_s", Use::used},
    {"cycle_time_scv", Use::used},
    {"cycle_time_shape", Use::used},
    {"observed_times_s", Use::used},
    {"handling_time_s", Use::used},
    {"places", Use::used},
    {"batch", Use::refused, "pieces are worked on by themselves"},
    {"batch_wait_h", Use::no_part, "there are no batches"},
    {"mtbf_h", Use::used},
    {"mttr_h", Use::used},
    {"failures", Use::used},
    {"mtbf_scv", Use::refused, "every service begins the time between failures anew"},
    {"mttr_scv", Use::used},
    {"observed_stops_h", Use::used},
    {"failure_modes", Use::used},
    {"performance", Use::used},
    {"first_pass_yield", Use::refused, "every piece passes"},
    {"on_failure", Use::no_part, "no piece fails"},
    {"rework_at", Use::no_part, "no piece fails"},
    {"most_passes", Use::no_part, "no piece fails"},
    {"crew", Use::refused, "people are always at hand"},
    {"operators", Use::no_part, "people are always at hand"},
    {"changeover_time_s", Use::no_part, "there is one product"},
    {"product_times_s", Use::no_part, "there is one product"},
    {"calendar", Use::refused, "all stations work at all times"},
};

inline constexpr FieldUse sample_path_mode_fields[] = {
    {"name", Use::used},
    {"mtbf_h", Use::used},
    {"mttr_h", Use::used},
    {"failures", Use::refused, "repairs are part of services"},
    {"mtbf_scv", Use::refused, "every service begins the time between failures anew"},
    {"mttr_scv", Use::used},
    {"observed_stops_h", Use::used},
};

} // namespace rampcast::detail
