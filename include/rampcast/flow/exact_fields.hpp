#pragma once

#include "rampcast/line/field_use.hpp"

/// What the exact chain does with the fields of a line; a reason goes on after "the exact chain".
namespace rampcast::detail {

inline constexpr FieldUse exact_line_fields[] = {
    {"name", Use::no_part, "says whose line it is where something is refused"},
    {"starts", Use::no_part, "a mature line has started"},
    {"lag_days", Use::no_part, "a mature line has started"},
    {"calendar", Use::refused, "is of round-the-clock work"},
    {"stations", Use::used},
    {"feeds", Use::refused, "is of stations in series"},
    {"buffers", Use::used},
    {"blocking", Use::used},
    {"rework_stations", Use::refused, "has no off-line stations"},
    {"crews", Use::no_part, "no station names one"},
    {"repairers", Use::used},
    {"sequence", Use::refused, "is of one product"},
    {"products", Use::no_part, "there is one product"},
    {"changeover_h", Use::no_part, "there is one product"},
    {"runs_per_month", Use::no_part, "there is one product"},
    {"nameplate", Use::refused, "is of stations with times of their own"},
    {"ramp", Use::no_part, "the line is mature"},
    {"noise", Use::no_part, "the line is mature"},
    {"changes", Use::no_part, "the line is mature"},
    {"stops", Use::no_part, "they are of single dates"},
};

inline constexpr FieldUse exact_station_fields[] = {
    {"name", Use::used},
    {"cycle_time_s", Use::used},
    {"cycle_time_scv", Use::used},
    {"cycle_time_shape", Use::refused, "needs exponential or Erlang times (gamma)"},
    {"observed_times_s", Use::refused, "needs exponential or Erlang times"},
    {"handling_time_s", Use::refused, "needs exponential or Erlang times, without an addition"},
    {"places", Use::used},
    {"batch", Use::refused, "is of pieces that are worked on by themselves (1)"},
    {"batch_wait_h", Use::no_part, "there are no batches"},
    {"mtbf_h", Use::used},
    {"mttr_h", Use::used},
    {"failures", Use::used},
    {"mtbf_scv", Use::refused, "needs exponential times between failures (1)"},
    {"mttr_scv", Use::refused, "needs exponential repairs (1)"},
    {"observed_stops_h", Use::refused, "needs exponential repairs"},
    {"failure_modes", Use::used},
    {"performance", Use::used},
    {"first_pass_yield", Use::used},
    {"on_failure", Use::used},
    {"rework_at", Use::refused, "has no off-line stations"},
    {"most_passes", Use::used},
    {"crew", Use::refused, "has people always at hand"},
    {"operators", Use::no_part, "people are always at hand"},
    {"changeover_time_s", Use::no_part, "there is one product"},
    {"product_times_s", Use::no_part, "there is one product"},
    {"calendar", Use::refused, "is of round-the-clock work"},
};

inline constexpr FieldUse exact_mode_fields[] = {
    {"name", Use::no_part, "the rates are all there is to it"},
    {"mtbf_h", Use::used},
    {"mttr_h", Use::used},
    {"failures", Use::used},
    {"mtbf_scv", Use::refused, "needs exponential times between failures (1)"},
    {"mttr_scv", Use::refused, "needs exponential repairs (1)"},
    {"observed_stops_h", Use::refused, "needs exponential repairs"},
};

} // namespace rampcast::detail
