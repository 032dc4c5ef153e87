#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/plant/validate.hpp"
#include "sample_plants.hpp"

/// Rates, headcounts and changes that begin at a date or milestone, and ramp.
namespace rampcast {
namespace {

using samples::plain;

Timeline years(Frequency step = Frequency::month) {
    return {.start = date(2025, 1, 1), .end = date(2028, 1, 1), .step = step}; // 365 days each
}
/// Units of a plant on the path of medians, by calendar month.
std::vector<double> by_month(const Plant& plant, Frequency step = Frequency::month) {
    const Plant ready = prepared(plant);
    const Grid grid = make_grid(ready, years(step));
    Projection<double> projection(ready, grid);
    NoNoise<double> none;
    std::vector<double> units(36);
    const int first = grid.cells.front().month;
    projection.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
        units[static_cast<std::size_t>(grid.cells[k].month - first)] += cell.units;
    });
    return units;
}
double in_year(const std::vector<double>& months, int y) {
    double sum = 0;
    for (int m = 0; m < 12; ++m) sum += months[static_cast<std::size_t>(12 * y + m)];
    return sum;
}

/// A plant that makes 10 a day, limited by one kind of rate from the moments of a list.
using Moments = std::vector<When>;
std::vector<Arrival> rates(const Moments& from, std::vector<double> per_year) {
    std::vector<Arrival> list;
    for (std::size_t i = 0; i < from.size(); ++i)
        list.push_back({.from = from[i], .per_year = per_year[i]});
    return list;
}
struct Kind {
    const char* name;
    std::function<void(Plant&, const Moments&)> limit;
};
const std::vector<Kind>& kinds() {
    static const std::vector<Kind> list{
        {"cap",
         [](Plant& plant, const Moments& from) {
             plant.caps = {{.name = "power", .limits = rates(from, {900, 2500})}};
         }},
        {"component",
         [](Plant& plant, const Moments& from) {
             plant.components = {{.name = "part", .arrivals = rates(from, {2000, 5000})}};
             plant.products = {{.name = "unit", .components = {{"part", 2}}}};
         }},
        {"orders",
         [](Plant& plant, const Moments& from) {
             plant.orders = Orders{.arrivals = rates(from, {1200, 3000})};
         }},
        {"lost orders",
         [](Plant& plant, const Moments& from) {
             plant.orders =
                 Orders{.arrivals = rates(from, {1200, 3000}), .unfilled = Unfilled::lost};
         }},
        {"people",
         [](Plant& plant, const Moments& from) {
             plant.labour = {
                 {.name = "people",
                  .headcount = {{.from = from[0], .people = 10}, {.from = from[1], .people = 16}},
                  .attrition_per_year = .2,
                  .hours_per_unit = 12}};
         }},
        {"hires",
         [](Plant& plant, const Moments& from) {
             plant.labour = {{.name = "people",
                              .headcount = {{.from = date(2025, 1, 1), .people = 4}},
                              .hires = rates(from, {10, 3}),
                              .attrition_per_year = .1,
                              .hours_per_unit = 12}};
         }},
    };
    return list;
}
Plant limited(const Kind& kind, const Moments& from) {
    Plant plant = plain(3650);
    plant.as_of = date(2025, 1, 1);
    plant.milestones = {{.name = "zero", .on = date(2025, 3, 1)},
                        {.name = "one", .after = {"zero"}, .days = 15},
                        {.name = "two", .after = {"one"}, .days = 393},
                        {.name = "worked one", .after = {"zero"}, .working_days = 15},
                        {.name = "worked two", .after = {"worked one"}, .working_days = 393}};
    kind.limit(plant, from);
    validate(plant);
    return plant;
}
const Moments by_dates{date(2025, 3, 16), date(2026, 4, 13)};

TEST(Moments, AtAMilestoneOnACertainDateAreThatDate) {
    for (const Kind& kind : kinds()) {
        SCOPED_TRACE(kind.name);
        const std::vector<double> dated = by_month(limited(kind, by_dates));
        EXPECT_EQ(by_month(limited(kind, {"one", "two"})), dated);
        EXPECT_LT(in_year(dated, 1), 3649) << "it limits";
    }
}

/// Days worked round the clock are days, but not told beforehand: the dates are those of the path.
TEST(Moments, FoundOnThePathAreThoseOfDates) {
    for (const Kind& kind : kinds())
        for (const Frequency step : {Frequency::month, Frequency::week, Frequency::day}) {
            SCOPED_TRACE(kind.name + (" by " + text(step)));
            const std::vector<double> dated = by_month(limited(kind, by_dates), step);
            const std::vector<double> found =
                by_month(limited(kind, {"worked one", "worked two"}), step);
            // Hires are spread evenly over the cell in which their rate changes.
            const double part = std::string(kind.name) == "hires" ? 3e-4 : 1e-12;
            for (int y = 0; y < 3; ++y)
                EXPECT_NEAR(in_year(found, y), in_year(dated, y), part * in_year(dated, y)) << y;
        }
}

TEST(Moments, CarryALag) {
    for (const Kind& kind : kinds()) {
        SCOPED_TRACE(kind.name);
        Plant plant = limited(kind, {"zero", "one"});
        const auto lag = [](auto& list) {
            list[0].lag_days = 15;
            list[1].lag_days = 393;
        };
        for (Cap& each : plant.caps) lag(each.limits);
        for (Component& each : plant.components) lag(each.arrivals);
        if (plant.orders) lag(plant.orders->arrivals);
        for (Labour& each : plant.labour)
            each.hires.empty() ? lag(each.headcount) : lag(each.hires);
        EXPECT_EQ(by_month(plant), by_month(limited(kind, by_dates)));
    }
}

/// A milestone that comes after what is to follow it holds that back.
TEST(Moments, DoNotTakeEffectBeforeAnEarlierOne) {
    Plant plant = limited(kinds()[2], {"worked two", date(2026, 1, 1)});
    const std::vector<double> units = by_month(plant);
    EXPECT_EQ(in_year(units, 0), 0);
    EXPECT_NEAR(in_year(units, 1), 3000 * 263 / 365., 1e-9) << "from 2026-04-13";
}

TEST(Moments, OnUncertainDatesKeepYearlyUnitsByDayWeekAndMonth) {
    for (const Kind& kind : kinds()) {
        SCOPED_TRACE(kind.name);
        Plant plant = limited(kind, {Uncertain(Uniform{days_since_epoch(date(2025, 3, 5)),
                                                       days_since_epoch(date(2025, 8, 1))}),
                                     "worked two"});
        const auto ramp = [](std::vector<Arrival>& list) {
            list[1].ramp = Logistic{.midpoint_days = 50, .rise_days = 70};
        };
        for (Cap& each : plant.caps) ramp(each.limits);
        for (Component& each : plant.components) ramp(each.arrivals);
        if (plant.orders) ramp(plant.orders->arrivals);
        for (Labour& each : plant.labour)
            if (!each.hires.empty()) ramp(each.hires);
        const std::vector<double> month = by_month(plant);
        const double part = std::string(kind.name) == "hires" ? 3e-3 : 1e-3; // spread over a cell
        for (const Frequency step : {Frequency::week, Frequency::day}) {
            const std::vector<double> finer = by_month(plant, step);
            for (int y = 0; y < 3; ++y)
                EXPECT_NEAR(in_year(finer, y), in_year(month, y), part * in_year(month, y))
                    << text(step) << y;
        }
    }
}

CurveOf<double> plain_curve(const Curve& curve) {
    return converted<CurveOf<double>>(
        curve, [](const NumberInfo&, const Uncertain& each) { return each.number(); });
}
/// Units by year of rates that begin and ramp, summed up hour by hour.
std::vector<double> hour_by_hour(const std::vector<Arrival>& list, const std::vector<double>& from,
                                 double pieces) {
    std::vector<CurveOf<double>> curves;
    for (const Arrival& each : list)
        curves.push_back(plain_curve(each.ramp.value_or(Step{.delay_days = 0})));
    std::vector<double> units(3);
    const double hour = 1 / 24.;
    for (int h = 0; h < 3 * 365 * 24; ++h) {
        double rate = 0, before = 0;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const double since = (h + .5) * hour - from[i];
            const double now = list[i].per_year->number();
            if (since > 0) rate += (now - before) * share(curves[i], since);
            before = now;
        }
        units[static_cast<std::size_t>(h / (365 * 24))] += rate * hour / 365 / pieces;
    }
    return units;
}

TEST(Moments, RampByAnyCurve) {
    const std::vector<Curve> curves{Linear{.rise_days = 200, .start_share = .2},
                                    Logistic{.midpoint_days = 90, .rise_days = 120},
                                    Gompertz{.midpoint_days = 90, .rise_days = 120},
                                    Exponential{.time_constant_days = 60, .start_share = .1},
                                    Hyperbolic{.half_days = 40},
                                    Weibull{.half_days = 80, .shape = 2}};
    for (const Curve& curve : curves) {
        Plant plant = limited(kinds()[1], {"worked one", "worked two"});
        for (Arrival& each : plant.components[0].arrivals) each.ramp = curve;
        const std::vector<double> units = by_month(plant);
        const std::vector<double> expected =
            hour_by_hour(plant.components[0].arrivals, {74, 74 + 393}, 2);
        for (int y = 0; y < 3; ++y)
            EXPECT_NEAR(in_year(units, y), expected[static_cast<std::size_t>(y)], .05)
                << curve.index() << " " << y;
    }
}

/// By experience: 100 pieces a day when mature, of which so many days' worth by integral.
TEST(Moments, RampByExperience) {
    Plant plant = limited(kinds()[1], {"worked one", "worked two"});
    Wright curve{.learning_rate = .8, .mature_unit = 5000};
    plant.components[0].arrivals = {
        {.from = "worked one", .per_year = 100 * days_per_year, .ramp = curve}};
    WrightOf<double> known{.learning_rate = .8, .mature_unit = 5000};
    known.mature_units_per_day = 100;
    plant.lines[0].nameplate->units_per_year = 1e6;
    EXPECT_NEAR(in_year(by_month(plant), 0),
                known.integral(0, 365 - 74) * 100 * days_per_year / 365 / 2, 1e-6);
}

TEST(Moments, RampedInNoTimeAreReachedAtOnce) {
    for (const Curve& curve :
         {Curve{Step{.delay_days = 0}}, Curve{Linear{.rise_days = 1e-7, .start_share = 0}}})
        for (const Kind& kind : kinds()) {
            if (std::string(kind.name) == "people") continue;
            SCOPED_TRACE(kind.name);
            Plant plant = limited(kind, by_dates);
            const std::vector<double> plain = by_month(plant);
            const auto ramp = [&](std::vector<Arrival>& list) {
                for (Arrival& each : list) each.ramp = curve;
            };
            for (Cap& each : plant.caps) ramp(each.limits);
            for (Component& each : plant.components) ramp(each.arrivals);
            if (plant.orders) ramp(plant.orders->arrivals);
            for (Labour& each : plant.labour) ramp(each.hires);
            const std::vector<double> ramped = by_month(plant);
            for (std::size_t m = 0; m < 36; ++m)
                EXPECT_NEAR(ramped[m], plain[m], std::string(kind.name) == "hires" ? 1e-2 : 1e-4)
                    << m;
        }
}

/// Means and percentiles of a logistic ramp from an uncertain date, by quadrature over the date.
TEST(Moments, OnAnUncertainDateAgreeWithQuadrature) {
    const double first = days_since_epoch(date(2025, 1, 1));
    Plant plant = limited(kinds()[1], by_dates);
    const Logistic ramp{.midpoint_days = 60, .rise_days = 90};
    plant.components[0].arrivals = {
        {.from = Uncertain(Uniform{first + 30, first + 330}), .per_year = 3000, .ramp = ramp}};
    const Forecast f = forecast(plant, years(), {.paths = 16384, .steps = {Frequency::year}});
    std::vector<double> sum(3);
    std::vector<std::vector<double>> of(3);
    const int nodes = 300;
    for (int i = 0; i < nodes; ++i) {
        const std::vector<double> units =
            hour_by_hour(plant.components[0].arrivals, {30 + (i + .5) * 300 / nodes}, 2);
        for (std::size_t y = 0; y < 3; ++y) {
            sum[y] += units[y] / nodes;
            of[y].push_back(units[y]);
        }
    }
    for (int y = 0; y < 3; ++y) {
        const auto i = static_cast<std::size_t>(y);
        std::sort(of[i].begin(), of[i].end());
        const Summary s = f.at(Metric::units, year(2025 + y));
        EXPECT_NEAR(s.mean, sum[i], .3) << y;
        EXPECT_NEAR(s.p10, (of[i][29] + of[i][30]) / 2, 1) << y;
        EXPECT_NEAR(s.p90, (of[i][269] + of[i][270]) / 2, 1) << y;
    }
}

TEST(Moments, HaveNotHappenedByTheAsOfDate) {
    const double first = days_since_epoch(date(2025, 1, 1));
    Plant plant = limited(kinds()[2], by_dates);
    plant.as_of = date(2025, 7, 1); // day 181
    plant.orders->arrivals = {
        {.from = Uncertain(Uniform{first + 81, first + 281}), .per_year = 730}};
    const Forecast f = forecast(plant, years(), {.paths = 16384});
    EXPECT_NEAR(f.at(Metric::units, year(2025)).mean, 2 * (365 - 231), .5);
}

TEST(Moments, OfCostsMoveTheMoney) {
    const double first = days_since_epoch(date(2025, 1, 1));
    Plant plant = plain(3650);
    plant.as_of = date(2025, 1, 1);
    plant.milestones = {{.name = "move", .on = Uncertain(Uniform{first + 50, first + 150})}};
    plant.products = {{.name = "unit", .price = Price{.start = 10}}};
    plant.costs = {{.name = "rent", .rates = {{.from = "move", .per_year = 36500}}}};
    plant.cash = Cash{.opening = 1e6};
    const Forecast f = forecast(plant, years(),
                                {.paths = 16384,
                                 .metrics = {Metric::gross_profit, Metric::net_cash_flow},
                                 .steps = {Frequency::year}});
    for (const Metric metric : {Metric::gross_profit, Metric::net_cash_flow}) {
        const Summary s = f.at(metric, year(2025));
        EXPECT_NEAR(s.mean, 36500 - 100 * 265, 20) << text(metric);
        EXPECT_NEAR(s.p90 - s.p10, 8000, 50) << text(metric);
    }
}

/// A line of two places, then four, whose stations' hours are those of a year round the clock.
Plant growing(const std::optional<Curve>& ramp) {
    const double first = days_since_epoch(date(2025, 1, 1));
    return {.id = "growing",
            .as_of = date(2025, 1, 1),
            .lines = {Line{.name = "L1",
                           .starts = date(2025, 1, 1),
                           .stations = {{.name = "cell", .cycle_time_s = 8640, .places = 2}},
                           .changes = {{.on = Uncertain(Uniform{first + 100, first + 300}),
                                        .add = {{"cell.places", Uncertain(2)}},
                                        .ramp = ramp}}}}};
}

TEST(AddedPlaces, RampBesideALineThatIsMature) {
    const LogisticOf<double> ramp{.midpoint_days = 60, .rise_days = 90};
    const Forecast f = forecast(growing(Logistic{.midpoint_days = 60, .rise_days = 90}), years(),
                                {.paths = 16384});
    for (int y = 0; y < 3; ++y) {
        double more = 0;
        const int nodes = 200;
        for (int i = 0; i < nodes; ++i) {
            const double from = 100 + i + .5;
            for (double day = 365 * y; day < 365 * (y + 1); day += .25)
                if (day + .125 > from) more += .25 * 20 * ramp.share(day + .125 - from) / nodes;
        }
        EXPECT_NEAR(f.at(Metric::units, year(2025 + y)).mean, 20 * 365 + more, 1) << y;
    }
}

TEST(AddedPlaces, RampedInNoTimeAreMatureAtOnce) {
    const std::vector<double> plain = by_month(growing({}));
    for (const Curve& curve :
         {Curve{Step{.delay_days = 0}}, Curve{Linear{.rise_days = 1e-7, .start_share = 0}}}) {
        const std::vector<double> ramped = by_month(growing(curve));
        for (std::size_t m = 0; m < 36; ++m) EXPECT_NEAR(ramped[m], plain[m], 1e-4) << m;
    }
}

/// As two lines, of which the second starts when the change is made; calendars and ramps of both.
TEST(AddedPlaces, RampAsALineStartedThen) {
    Plant one = growing(Gompertz{.midpoint_days = 70, .rise_days = 100});
    one.calendars = {{.name = "day",
                      .hours_per_shift = 8,
                      .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"},
                      .closed = {{date(2025, 8, 4), date(2025, 8, 22), "summer"}}}};
    one.lines[0].calendar = "day";
    one.lines[0].ramp = Logistic{.midpoint_days = 120, .rise_days = 200};
    Plant two = one;
    two.lines.push_back(two.lines[0]);
    two.lines[0].changes.clear();
    two.lines[1].name = "L2";
    two.lines[1].changes.clear();
    two.lines[1].starts = one.lines[0].changes[0].on;
    two.lines[1].ramp = *one.lines[0].changes[0].ramp;
    for (const Frequency step : {Frequency::month, Frequency::day}) {
        const std::vector<double> a = by_month(one, step), b = by_month(two, step);
        for (std::size_t m = 0; m < 36; ++m) EXPECT_NEAR(a[m], b[m], 1e-8) << m;
    }
    const ForecastOptions options{.paths = 4096, .steps = {Frequency::month}};
    const Forecast f = forecast(one, years(), options), g = forecast(two, years(), options);
    for (int m = 1; m <= 12; ++m)
        EXPECT_NEAR(f.at(Metric::units, month(2026, m)).p50,
                    g.at(Metric::units, month(2026, m)).p50, .05)
            << m;
}

/// Of changes at the same moment each ramps by itself.
TEST(AddedPlaces, RampEachByItself) {
    Plant plant = growing(Linear{.rise_days = 100, .start_share = 0});
    Line& line = plant.lines[0];
    line.changes[0].on = date(2025, 4, 11); // day 100
    line.changes.push_back(line.changes[0]);
    line.changes[1].ramp = Linear{.rise_days = 50, .start_share = 0};
    line.changes.push_back(line.changes[0]);
    line.changes[2].ramp.reset();
    const std::vector<double> units = by_month(plant);
    // Twice two places by 10 a day each: 50 and 25 days' worth are lost; the third is at once.
    EXPECT_NEAR(in_year(units, 0), 20 * 365 + 20 * (265 - 50) + 20 * (265 - 25) + 20 * 265, 1e-6);
    EXPECT_NEAR(in_year(units, 1), 80 * 365, 1e-6);
}

} // namespace
} // namespace rampcast
