#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/plant/validate.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::plain;
using samples::three_years;

/// A plant with luck in all it makes, reported for the first half of 2024 in several ways.
Plant reported_plant() {
    Plant plant = plain(3650);
    plant.as_of = date(2024, 8, 1);
    plant.lines[0].noise = Noise{.sd = 0.3, .month_correlation = 0.5};
    plant.lines[0].starts = date(2024, 2, 1);
    plant.products = {
        {.name = "unit", .price = Price{.start = Uniform{80, 120}}, .components = {{"part", 2}}}};
    plant.components = {{.name = "part",
                         .arrivals = {{.from = date(2024, 1, 1), .per_year = 6000}},
                         .opening_stock = 100}};
    plant.targets = {{.name = "plan", .from = date(2024, 1, 1), .units_per_year = 1000}};
    plant.actuals = {{.period = "2024-Q1", .units = 300.0},
                     {.period = "2024-02", .units = 120.0, .value = 11000.0},
                     {.period = "2024-04", .value = 30000.0},
                     {.period = "2023", .units = 914.0}};
    return plant;
}

TEST(Reported, StandsInForWhatWouldBeMade) {
    const Plant plant = reported_plant();
    const Forecast f = forecast(plant, three_years(),
                                {.paths = 1024,
                                 .metrics = {Metric::units, Metric::gross_output_value},
                                 .steps = {Frequency::month, Frequency::quarter, Frequency::year}});
    const auto is = [&](Metric metric, Period period, double value) {
        const Summary s = f.at(metric, period);
        EXPECT_NEAR(s.p10, value, 1e-5 * value) << period.start.time_since_epoch().count();
        EXPECT_NEAR(s.p90, value, 1e-5 * value) << period.start.time_since_epoch().count();
    };
    is(Metric::units, month(2024, 1), 0); // not running yet: the quarter's rest is March's
    is(Metric::units, month(2024, 2), 120);
    is(Metric::units, month(2024, 3), 180);
    is(Metric::units, quarter(2024, 1), 300);
    is(Metric::gross_output_value, month(2024, 2), 11000);
    is(Metric::gross_output_value, month(2024, 4), 30000);
    // 30,000 at 80 to 120 each
    EXPECT_NEAR(f.at(Metric::units, month(2024, 4)).p10, 30000 / 116.0, 1);
    EXPECT_GT(f.at(Metric::units, month(2024, 5)).sd, 10);
    for (const Row& row : f.rows(Frequency::quarter))
        EXPECT_NEAR(row.reported,
                    row.period == "2024-Q1"   ? 1
                    : row.period == "2024-Q2" ? 30. / 91
                                              : 0,
                    1e-12)
            << row.period;
    for (const BindingRow& row : f.binding(Frequency::month))
        if (row.period <= "2024-04") {
            EXPECT_EQ(row.share, row.constraint == "reported" ? 1 : 0) << row.constraint;
        }
}

/// What was not taken out of a stock is in it, what was is not.
TEST(Reported, StocksGoOnFromIt) {
    Plant plant = reported_plant();
    plant.actuals.pop_back();
    plant.actuals.pop_back();
    const Plant ready = prepared(plant);
    const Grid grid = make_grid(ready, three_years());
    Projection<double> projection(ready, grid);
    NoNoise<double> none;
    projection.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
        if (k == 1) {
            EXPECT_NEAR(cell.units, 120, 1e-9);
            EXPECT_NEAR(projection.stock("part"), 100 + 6000 * 60 / 366. - 240, 1e-9);
        }
        if (k == 2) {
            EXPECT_NEAR(cell.units, 180, 1e-9);
            EXPECT_GE(cell.line_capacity, cell.units);
        }
    });
}

TEST(Reported, AFinerPeriodThanTheTimelinesSplitsIt) {
    Plant plant = plain(3650);
    plant.actuals = {{.period = "2024-03-05", .units = 77.0}};
    const Plant ready = prepared(plant);
    const Grid months = make_grid(ready, three_years());
    Projection<double> projection(ready, months);
    NoNoise<double> none;
    std::map<int, double> made;
    projection.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
        made[months.cells[k].month] += cell.units;
    });
    const int april = month_index(date(2024, 4, 1)); // 30 days, none reported
    EXPECT_NEAR(made[april - 1], made[april] + 77, 1e-9);
}

/// The first of so many units a day starts `on` + days; mean units until the end of 2024.
double mean_units(const Plant& plant) {
    const Forecast f =
        forecast(plant, {.start = date(2024, 1, 1), .end = date(2025, 1, 1)}, {.paths = 1 << 14});
    return f.at(Metric::units, year(2024)).mean;
}

/// A start that has not happened by the as-of date is drawn from what is left of its distribution.
TEST(AsOf, WhatHasNotHappenedIsDrawnGivenThat) {
    Plant plant = plain(3650);
    const double whole = mean_units(plant), a_day = whole / 366;
    plant.as_of = date(2024, 3, 1); // day 60
    const auto mean_start = [&] { return 366 - mean_units(plant) / a_day; };
    plant.milestones = {{.name = "order", .on = date(2024, 1, 1)},
                        {.name = "delivered", .after = {"order"}, .days = Uniform{0, 100}}};
    plant.lines[0].starts = "delivered";
    EXPECT_NEAR(mean_start(), 80, 0.05); // uniform on 60 to 100
    plant.milestones[1].days = Uniform{70, 100};
    EXPECT_NEAR(mean_start(), 85, 0.05); // nothing is known of it yet
    plant.milestones[1].days = Discrete{{10, 70, 90}, {.5, .25, .25}};
    EXPECT_NEAR(mean_start(), 80, 0.05);
    plant.milestones[1].days = Uniform{0, 30};
    EXPECT_NEAR(mean_start(), 60, 0.01); // overdue: any moment now
    plant.milestones.push_back({.name = "built", .after = {"delivered"}, .days = Uniform{0, 20}});
    plant.milestones[1].days = Uniform{0, 100};
    plant.lines[0].starts = "built";
    EXPECT_NEAR(mean_start(), 90, 0.05); // what follows is later by itself
    plant.lines[0].starts =
        Uniform{days_since_epoch(date(2024, 1, 1)), days_since_epoch(date(2024, 1, 1)) + 100};
    EXPECT_NEAR(mean_start(), 80, 0.05);
    plant.lines[0].starts = "order";
    plant.lines[0].lag_days = Uniform{0, 100};
    EXPECT_NEAR(mean_start(), 80, 0.05);
    plant.lines[0].lag_days = Uniform{0, 50};
    EXPECT_NEAR(mean_start(), 25, 0.05); // it has begun on some day
    // 1 January is a Monday; 43 of 60 days are worked by 1 March, a Friday, of 100 at most
    plant.calendars = {{.name = "week", .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}};
    plant.milestones[1] = {.name = "delivered",
                           .after = {"order"},
                           .working_days = Uniform{0, 45},
                           .calendar = "week"};
    plant.lines[0].lag_days = 0;
    plant.lines[0].starts = "delivered";
    // worked days 44 to 45 are Friday, then Monday: 60 to 61 and 63 to 64
    EXPECT_GT(mean_start(), 60);
    EXPECT_LT(mean_start(), 64);
}

} // namespace
} // namespace rampcast
