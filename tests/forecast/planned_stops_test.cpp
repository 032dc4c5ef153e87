#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/plant/validate.hpp"

namespace rampcast {
namespace {

const Date begins = parse_date("2024-01-01"), ends = parse_date("2025-01-01");

double day_of(const char* iso) { return days_since_epoch(parse_date(iso)); }

/// Two products in equal shares, on one line of one shift with a holiday.
Plant one_line(Frequency step = Frequency::month) {
    Plant plant;
    plant.id = "stops";
    plant.as_of = begins;
    plant.timeline = Timeline{begins, ends, step};
    Calendar shift{.name = "shift",
                   .hours_per_shift = 8,
                   .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"},
                   .closed = {{.from = parse_date("2024-02-09"), .to = parse_date("2024-02-17")}}};
    plant.calendars = {shift};
    Product a, b;
    a.name = "a";
    b.name = "b";
    plant.products = {a, b};
    MixPoint mix;
    mix.shares["a"] = Uncertain(.5);
    plant.mix = {mix};
    Line line;
    line.name = "L";
    line.calendar = "shift";
    line.starts = Uncertain(day_of("2023-10-01"));
    line.nameplate = Nameplate{.units_per_year = Uncertain(3650)};
    plant.lines = {line};
    return plant;
}

struct Found {
    std::vector<double> units, hours, stops, changeovers;
    std::vector<Date> days;
};
Found run(Plant plant) {
    validate(plant);
    plant = prepared(plant);
    const Grid grid = make_grid(plant, *plant.timeline);
    Projection<double> projection(
        plant, grid, {.accounts = false, .cash = false, .hours = true, .by_line = true});
    Found found;
    NoNoise<double> none;
    projection.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
        found.units.push_back(cell.units);
        found.days.push_back(grid.cells[k].days.start);
    });
    found.hours = projection.hours().calendar;
    found.stops = projection.hours().stops;
    found.changeovers = projection.hours().changeovers;
    double of_lines = 0;
    for (std::size_t l = 0; l < plant.lines.size(); ++l)
        for (const double each : projection.segment(By::line, l).hours().calendar) of_lines += each;
    double all = 0;
    for (const double each : found.hours) all += each;
    EXPECT_NEAR(of_lines, all, 1e-9 * all);
    return found;
}
double sum(const std::vector<double>& values) {
    double all = 0;
    for (const double each : values) all += each;
    return all;
}

/// Hours of the line's one shift on a day.
double hours_on(Date day) {
    const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
    const bool holiday = day >= parse_date("2024-02-09") && day <= parse_date("2024-02-17");
    return weekday > 5 || holiday ? 0 : 8;
}

TEST(PlannedStops, TakeTheHoursOfTheirDays) {
    for (const Frequency step : {Frequency::month, Frequency::day, Frequency::week}) {
        Plant plant = one_line(step);
        plant.lines[0].stops = {
            {.name = "overhaul", .from = parse_date("2024-03-11"), .days = 12.},
            {.name = "half",
             .from = parse_date("2024-05-30"),
             .to = parse_date("2024-06-04"),
             .lost = .5},
            {.name = "more", .from = parse_date("2024-06-03"), .days = 1., .lost = .75},
            {.name = "before", .from = parse_date("2023-12-20"), .to = parse_date("2024-01-03")},
            {.name = "year's end", .from = parse_date("2024-12-30"), .days = 30.}};
        const Found found = run(plant);
        for (std::size_t k = 0; k < found.units.size(); ++k) {
            const Date end = k + 1 < found.days.size() ? found.days[k + 1] : ends;
            double hours = 0, lost = 0;
            for (Date day = found.days[k]; day < end; day += std::chrono::days{1}) {
                double share = 0;
                if (day >= parse_date("2024-03-11") && day <= parse_date("2024-03-22")) share = 1;
                if (day >= parse_date("2024-05-30") && day <= parse_date("2024-06-04")) share = .5;
                if (day == parse_date("2024-06-03")) share = 1; // .5 and .75, no more than all
                if (day <= parse_date("2024-01-03") || day >= parse_date("2024-12-30")) share = 1;
                hours += hours_on(day);
                lost += share * hours_on(day);
            }
            EXPECT_NEAR(found.hours[k], hours, 1e-9) << k;
            EXPECT_NEAR(found.stops[k], lost, 1e-9) << k;
            EXPECT_NEAR(found.units[k], 3650 / (365 * 40. / 7) * (hours - lost), 1e-9) << k;
        }
    }
}

/// Nothing is learnt while the line stands still.
TEST(PlannedStops, HoldTheRampUp) {
    Plant plant = one_line(Frequency::day);
    plant.lines[0].calendar = {};
    plant.lines[0].starts = Uncertain(days_since_epoch(begins));
    plant.lines[0].ramp = Logistic{.midpoint_days = Uncertain(90), .rise_days = Uncertain(120)};
    const Found whole = run(plant);
    plant.lines[0].stops = {{.name = "s", .from = parse_date("2024-03-01"), .days = 20.}};
    const Found stopped = run(plant);
    for (std::size_t k = 0; k < 366; ++k) {
        if (k < 60) { // 1 March is the 61st day
            EXPECT_EQ(stopped.units[k], whole.units[k]) << k;
        } else if (k < 80) {
            EXPECT_EQ(stopped.units[k], 0) << k;
        } else {
            EXPECT_NEAR(stopped.units[k], whole.units[k - 20], 1e-9) << k;
        }
    }
}

/// The day at which clocks show 0 may lie anywhere.
TEST(PlannedStops, AreTheSameWheneverThePlantWasKnown) {
    Plant plant = one_line();
    plant.lines[0].ramp = Logistic{.midpoint_days = Uncertain(300), .rise_days = Uncertain(120)};
    plant.lines[0].stops = {{.name = "s", .from = parse_date("2024-03-01"), .days = 20.}};
    const Found known_before = run(plant);
    for (const char* day : {"2024-03-10", "2024-12-31", "2025-01-01", "2025-03-03", "2060-01-01"}) {
        plant.as_of = parse_date(day);
        const Found later = run(plant);
        for (std::size_t k = 0; k < 12; ++k) {
            EXPECT_NEAR(later.units[k], known_before.units[k], 1e-8) << day << ", cell " << k;
            EXPECT_NEAR(later.stops[k], known_before.stops[k], 1e-8) << day << ", cell " << k;
        }
    }
}

/// Those of a line that starts, changes its calendar and is stopped on the way.
TEST(PlannedStops, HoursAreThoseOfTheCalendarInForce) {
    Plant plant = one_line();
    plant.lines[0].starts = Uncertain(day_of("2024-02-20"));
    plant.lines[0].changes = {Change{.on = Uncertain(day_of("2024-07-01")),
                                     .set = {{"calendar", std::string(round_the_clock)}}}};
    plant.lines[0].stops = {
        {.name = "s", .from = parse_date("2024-06-24"), .to = parse_date("2024-07-07")}};
    const Found found = run(plant);
    double before = 0;
    for (Date day = parse_date("2024-02-20"); day < parse_date("2024-07-01");
         day += std::chrono::days{1})
        before += hours_on(day);
    EXPECT_NEAR(sum(found.hours), before + 24 * 184, 1e-9);
    EXPECT_NEAR(sum(found.stops), 5 * 8 + 7 * 24, 1e-9); // a week each
    EXPECT_EQ(found.hours[0], 0);
}

TEST(PlannedStops, LeaveWhatAYearAllows) {
    Plant plant = one_line();
    plant.caps = {Cap{
        .name = "permit",
        .limits = {{.from = Uncertain(days_since_epoch(begins)), .per_year = Uncertain(1000)}}}};
    plant.lines[0].stops = {{.name = "s", .from = parse_date("2024-06-01"), .days = 61.}};
    const Found found = run(plant);
    EXPECT_EQ(found.units[5], 0);
    EXPECT_NEAR(sum(found.units), 1000, 1e-9);
}

TEST(Changeovers, TakeHoursOfEachRun) {
    Plant plant = one_line();
    const Found without = run(plant);
    plant.lines[0].changeover_h = Uncertain(3);
    plant.lines[0].runs_per_month = Uncertain(5);
    plant.lines[0].stops = {{.name = "s", .from = parse_date("2024-03-01"), .days = 5.}};
    const Found with = run(plant);
    const double share = 15 / (40. / 7 * 365.2425 / 12);
    for (std::size_t k = 0; k < with.units.size(); ++k) {
        const double left = with.hours[k] - with.stops[k];
        EXPECT_NEAR(with.changeovers[k], share * left, 1e-9);
        EXPECT_NEAR(with.units[k], without.units[k] * left / with.hours[k] * (1 - share), 1e-9);
    }
    // Shorter ones from a day on.
    plant.lines[0].stops.clear();
    plant.lines[0].changes = {
        Change{.on = Uncertain(day_of("2024-04-11")), .set = {{"changeover_h", Uncertain(1)}}}};
    const Found changed = run(plant);
    for (std::size_t k = 0; k < changed.units.size(); ++k) {
        const double now = changed.days[k] < parse_date("2024-04-11") ? share : share / 3;
        EXPECT_NEAR(changed.changeovers[k], now * changed.hours[k], 1e-9) << k;
    }
    // Of a line that makes one product there are none; and there is nothing below nothing.
    plant.lines[0].products = {"a"};
    Line other = plant.lines[0];
    other.name = "M";
    other.products = {"b"};
    plant.lines.push_back(other);
    EXPECT_EQ(sum(run(plant).changeovers), 0);
    plant = one_line();
    plant.lines[0].changeover_h = Uncertain(100);
    plant.lines[0].runs_per_month = Uncertain(5);
    EXPECT_EQ(sum(run(plant).units), 0);
}

TEST(PlannedStops, AreRefusedInWords) {
    const auto words = [](const auto& change) {
        Plant plant = one_line();
        change(plant.lines[0]);
        try {
            validate(plant);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    const Date day = parse_date("2024-03-01");
    const auto with = [&](const PlannedStop& stop) {
        return words([&](Line& line) { line.stops = {stop}; });
    };
    EXPECT_EQ(with({.name = "s", .from = day, .days = 3.}), "");
    for (const auto& [found, expected] : std::vector<std::pair<std::string, std::string>>{
             {with({.name = "s", .from = day}), "neither to nor days is stated"},
             {with({.name = "s", .from = day, .to = day, .days = 3.}), "both stated"},
             {with({.name = "s", .from = day, .to = begins}), "must not be before from"},
             {with({.name = "s", .from = day, .days = 2.5}), "must be a whole number"},
             {with({.name = "s", .from = day, .days = 2., .lost = 1.5}), "lost is 1.5"},
             {with({.name = "s", .from = day, .days = 2., .lost = 0}), "lost is 0"},
             {with({.from = day, .days = 2.}), "name is empty"},
             {words([&](Line& line) {
                  line.stops = {{.name = "s", .from = day, .days = 2.},
                                {.name = "s", .from = day, .days = 2.}};
              }),
              "stands twice"},
             {words([](Line& line) { line.changeover_h = Uncertain(1); }), "must be both"},
             {words([](Line& line) { line.runs_per_month = Uncertain(1); }), "must be both"},
             {words([&](Line& line) {
                  line.changes = {Change{.on = Uncertain(days_since_epoch(day)),
                                         .set = {{"stops.s.lost", Uncertain(.5)}}}};
              }),
              "stops.s.lost"}})
        EXPECT_NE(found.find(expected), std::string::npos) << found << " / " << expected;
}

} // namespace
} // namespace rampcast
