#pragma once

#include "rampcast/plant/plant.hpp"
#include "rampcast/ramp/curves.hpp"

namespace rampcast::testing {

/// A valid plant with something of everything.
inline Plant sample_plant() {
    const Provenance newspaper{.kind = Kind::fact, .source = "newspaper", .known_on = {}};
    return Plant{
        .id = "tianshui",
        .name = "天水 AI servers",
        .currency = "CNY",
        .unit = "server",
        .as_of = date(2024, 3, 22),
        .vat_rate = 0.13,
        .targets = {Target{.name = "announced",
                           .from = date(2025, 1, 1),
                           .units_per_year = 20'000.0,
                           .value_per_year = 5e9,
                           .stated = newspaper}},
        .actuals = {Actual{.period = "2023", .units = 914.0}},
        .milestones = {Milestone{.name = "trial run",
                                 .on = Uncertain(date(2023, 11, 24)).stated(newspaper)},
                       Milestone{.name = "phase 2 power",
                                 .after = {"trial run"},
                                 .days = Pert{180, 300, 540}}},
        .calendars = {Calendar{.name = "one shift", .hours_per_shift = 10}},
        .lines = {Line{.name = "L1",
                       .starts = "trial run",
                       .calendar = "one shift",
                       .stations = {Station{.name = "assembly", .cycle_time_s = 600},
                                    Station{.name = "burn-in",
                                            .cycle_time_s = Pert{86'400, 172'800, 259'200},
                                            .places = Pert{8, 16, 40},
                                            .calendar = "round the clock"}},
                       .ramp = Logistic{.midpoint_days = Metalog{60, 150, 320},
                                        .rise_days = Pert{90, 200, 400}},
                       .changes = {Change{.on = "phase 2 power",
                                          .set = {{"burn-in.places", Pert{56, 116, 280}}}}}},
                  Line{.name = "L2",
                       .starts = date(2024, 10, 1),
                       .nameplate = Nameplate{.units_per_year = 10'000},
                       .ramp = Exponential{.time_constant_days = 120}}},
        .components = {Component{.name = "card",
                                 .arrivals = {Arrival{.from = date(2024, 1, 1),
                                                      .per_year = LogNormal::p10_p90(5e3, 4e4)},
                                              Arrival{.from = date(2025, 1, 1), .growth = 1.5}}}},
        .products = {Product{.name = "training",
                             .price = Price{.start = Pert{850e3, 1.1e6, 1.55e6}},
                             .components = {{"card", 8}}},
                     Product{.name = "inference",
                             .price = Price{.start = 220e3, .erosion_per_year = 0.1},
                             .components = {{"card", 4}}}},
        .orders = Orders{.arrivals = {Arrival{.from = date(2024, 1, 1),
                                              .per_year = LogNormal::p10_p90(700, 5200)}}},
        .alternatives =
            {Alternatives{.name = "product mix",
                          .options = {Option{.name = "training leads",
                                             .weight = 0.6,
                                             .set = {{"mix", std::vector<MixPoint>{MixPoint{
                                                                 .shares = {{"training", 0.8}}}}}}},
                                      Option{.name = "inference leads",
                                             .weight = 0.4,
                                             .set = {{"mix",
                                                      std::vector<MixPoint>{MixPoint{
                                                          .shares = {{"training", 0.3}, {"inference", 0.7}}}}}}}}},
             Alternatives{
                 .name = "reading of 914",
                 .options =
                     {Option{.name = "as stated", .weight = 0.5},
                      Option{
                          .name = "a rate",
                          .weight =
                              0.5,
                          .set = {{"line.L1.ramp.midpoint_days", Uniform{30, 60}},
                                  {"line.L1.burn-in.cycle_time_h", 50}}}}}},
        .correlations = {RankCorrelation{.between = {"component.card.arrivals.2024-01-01.per_year",
                                                     "orders.arrivals.2024-01-01.per_year"},
                                         .rank = 0.4}}};
}

} // namespace rampcast::testing
