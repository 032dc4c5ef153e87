#pragma once

#include "rampcast/forecast/forecast.hpp"

namespace rampcast::samples {

/// One line by nameplate, mature at once, no noise: everything about it is arithmetic.
inline Plant plain(double units_per_year = 3650) {
    return {.id = "plain",
            .as_of = date(2024, 1, 1),
            .lines = {Line{.name = "L1",
                           .starts = date(2024, 1, 1),
                           .nameplate = Nameplate{.units_per_year = units_per_year}}}};
}

/// A bit of everything: stations, calendars, launch, changes, limits, products, alternatives.
inline Plant rich() {
    Plant plant{
        .id = "rich",
        .currency = "EUR",
        .as_of = date(2024, 3, 22),
        .vat_rate = 0.2,
        .targets = {{.name = "plan",
                     .from = date(2025, 1, 1),
                     .units_per_year = 2500,
                     .value_per_year = 2e6}},
        .milestones = {{.name = "power", .on = date(2024, 2, 1)},
                       {.name = "trial run",
                        .after = {"power"},
                        .working_days = Pert{20, 40, 90},
                        .calendar = "day"},
                       {.name = "second shift",
                        .after = {"trial run"},
                        .days = Triangular{60, 200, 500}}},
        .calendars = {{.name = "day",
                       .hours_per_shift = 8,
                       .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"},
                       .closed = {{date(2024, 8, 5), date(2024, 8, 16), "summer"}}},
                      {.name = "two",
                       .hours_per_shift = 8,
                       .shifts_per_day = 2,
                       .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}},
        .lines = {Line{.name = "L1",
                       .starts = "trial run",
                       .lag_days = 10,
                       .calendar = "day",
                       .stations = {{.name = "assembly",
                                     .cycle_time_s = Pert{1200, 1800, 2600},
                                     .places = 2},
                                    {.name = "test",
                                     .cycle_time_s = Pert{86400, 130000, 200000},
                                     .places = Pert{8, 12, 20},
                                     .first_pass_yield = Beta{18, 2},
                                     .calendar = ""}},
                       .ramp =
                           Logistic{.midpoint_days = Normal{90, 20}, .rise_days = LogNormal{5, .3}},
                       .noise = Noise{.sd = 0.2, .month_correlation = 0.8},
                       .changes = {{.on = "second shift", .set = {{"calendar", "two"}}},
                                   {.on = "second shift",
                                    .lag_days = 30,
                                    .add = {{"test.places", Uniform{2, 9}}}}}},
                  Line{.name = "L2",
                       .starts = date(2024, 6, 1),
                       .nameplate = Nameplate{.units_per_year = Gamma{9, 120}},
                       .ramp = Exponential{.time_constant_days = 120}}},
        .components = {{.name = "card",
                        .arrivals = {{.from = date(2024, 1, 1),
                                      .per_year = LogNormal::p10_p90(3000, 9000)},
                                     {.from = date(2025, 1, 1), .growth = Pert{.8, 1.3, 2}}},
                        .noise = Noise{.sd = .3, .month_correlation = .5}}},
        .products = {{.name = "big",
                      .price = Price{.start = Metalog{800, 1000, 1400},
                                     .erosion_per_year = .1,
                                     .volatility_per_year = .15,
                                     .includes_vat = true},
                      .components = {{"card", 4}}},
                     {.name = "small",
                      .price = Price{.start = 300,
                                     .learning_rate = .9,
                                     .noise = Noise{.sd = .1, .month_correlation = .6}},
                      .components = {{"card", Discrete{{1, 2}, {.5, .5}}}}}},
        .mix = {{.on = date(2024, 1, 1), .shares = {{"big", Uniform{.4, .6}}}},
                {.on = date(2026, 1, 1), .shares = {{"big", .2}}}},
        .orders = Orders{.arrivals = {{.from = date(2024, 1, 1),
                                       .per_year = Empirical{{900, 1500, 2500, 4000}}}},
                         .noise = Noise{.sd = .4, .month_correlation = 0}},
        .alternatives = {{.name = "reading",
                          .options = {{.name = "as is", .weight = .6},
                                      {.name = "late",
                                       .weight = .4,
                                       .set = {{"line.L1.ramp.midpoint_days", Normal{150, 20}}}}}}},
        .correlations = {{.between = {"orders.arrivals.2024-01-01.per_year",
                                      "component.card.arrivals.2024-01-01.per_year"},
                          .rank = .5}}};
    return plant;
}

inline Timeline three_years() { return {.start = date(2024, 1, 1), .end = date(2027, 1, 1)}; }

} // namespace rampcast::samples
