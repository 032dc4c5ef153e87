#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/plant/validate.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace rampcast {
namespace {

/// Chance, the same on every compiler.
class Chance {
public:
    explicit Chance(std::uint32_t plant) : plant_(plant) {}
    std::uint32_t pick(std::uint32_t choices) { return word() % choices; }
    double between(double low, double high) { return low + (high - low) * word() * 0x1p-32; }
    Date day(Date from, int days) {
        return from + std::chrono::days{pick(static_cast<std::uint32_t>(days))};
    }

private:
    std::uint32_t word() { return philox({plant_, at_++, 7, 1}, {11, 4})[0]; }
    std::uint32_t plant_, at_ = 0;
};

Calendar any_calendar(Chance& chance, const std::string& name) {
    Calendar calendar{.name = name,
                      .hours_per_shift = chance.between(6, 8),
                      .shifts_per_day = 1. + chance.pick(3)};
    calendar.workdays.resize(5 + chance.pick(3));
    if (chance.pick(2))
        for (int y = 2024; y < 2027; ++y) {
            const Date from = chance.day(date(y, 1, 20), 200);
            calendar.closed.push_back({from, from + std::chrono::days{chance.pick(16)}, "holiday"});
        }
    return calendar;
}

/// A valid plant of any limit but cash, by chance, on 2024 to 2026.
Plant any_plant(std::uint32_t number) {
    Chance chance(number);
    const Date first = date(2024, 1, 1);
    Plant plant{.id = "any", .as_of = first};
    const std::uint32_t calendars = 1 + chance.pick(2);
    for (std::uint32_t i = 0; i < calendars; ++i)
        plant.calendars.push_back(any_calendar(chance, "c" + std::to_string(i)));
    const auto calendar = [&] { return plant.calendars[chance.pick(calendars)].name; };
    double rate = 0;
    const std::uint32_t lines = 1 + chance.pick(3);
    for (std::uint32_t l = 0; l < lines; ++l) {
        const double units = chance.between(500, 5000);
        rate += units;
        Line line{.name = "L" + std::to_string(l),
                  .calendar = calendar(),
                  .nameplate = Nameplate{.units_per_year = units}};
        if (chance.pick(2)) line.starts = Uncertain(days_since_epoch(chance.day(first, 300)));
        else line.starts = Uncertain(days_since_epoch(first));
        if (chance.pick(2))
            line.ramp = Logistic{.midpoint_days = chance.between(30, 200),
                                 .rise_days = chance.between(60, 300)};
        if (chance.pick(3) == 0)
            line.changes = {
                {.on = Uncertain(days_since_epoch(chance.day(date(2025, 1, 1), 300))),
                 .set = {{"nameplate.units_per_year", Uncertain(units * chance.between(.5, 2))}}}};
        if (chance.pick(3) == 0)
            line.changes.push_back(
                {.on = Uncertain(days_since_epoch(chance.day(date(2025, 3, 1), 300))),
                 .set = {{"calendar", calendar()}}});
        plant.lines.push_back(line);
    }
    const auto about = [&] { return rate * chance.between(.5, 1.3); };
    const auto arrivals = [&] {
        return std::vector<Arrival>{
            {.from = first, .per_year = about()},
            {.from = chance.day(date(2025, 1, 1), 500), .growth = chance.between(.7, 1.5)}};
    };
    if (chance.pick(2)) plant.caps = {{.name = "power", .limits = arrivals()}};
    if (chance.pick(2)) {
        const double hours = chance.between(2, 20), people = about() * hours / 1920;
        plant.labour = {{.name = "people",
                         .headcount = {{.from = first, .people = people},
                                       {.from = chance.day(date(2024, 6, 1), 700),
                                        .people = people * chance.between(.7, 1.5)}},
                         .hires = {{.from = first, .per_year = people * chance.between(0, .5)}},
                         .attrition_per_year = chance.between(0, .4),
                         .hours_per_unit = hours}};
        if (chance.pick(2)) {
            plant.labour[0].learning_rate = chance.between(.7, 1);
            plant.labour[0].units_at_start = chance.between(1, 500);
            plant.labour[0].hours_per_unit = hours * chance.between(1, 3);
        }
    }
    plant.products = {{.name = "unit"}};
    if (chance.pick(3) == 0) {
        plant.components = {{.name = "part",
                             .arrivals = arrivals(),
                             .opening_stock = about() * .05,
                             .return_share = .02}};
        plant.products[0].components = {{"part", 1}};
    }
    if (chance.pick(3) == 0) {
        plant.orders = Orders{.arrivals = arrivals()};
        if (chance.pick(2)) plant.orders->unfilled = Unfilled::lost;
        else plant.orders->cancelled_per_year = chance.between(0, .5);
    }
    // Two limits by different calendars meet each other by the step alone.
    if (!plant.labour.empty() && plant.caps.empty() &&
        !(plant.orders && plant.orders->unfilled == Unfilled::lost) && chance.pick(2))
        plant.labour[0].calendar = calendar();
    return plant;
}

/// Units by calendar year on the path of medians.
std::map<int, double> by_year(const Plant& plant, Frequency step, std::set<std::string>* idle) {
    const Plant ready = prepared(plant);
    const Grid grid =
        make_grid(ready, {.start = date(2024, 1, 1), .end = date(2027, 1, 1), .step = step});
    Projection<double> projection(ready, grid);
    NoNoise<double> none;
    std::map<int, double> units;
    bool started = false;
    projection.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
        units[detail::year_of(grid.cells[k].days.start)] += cell.units;
        started = started || cell.units > 0;
        projection.limits_bind(k, [&](std::size_t constraint, bool binds, bool) {
            if (binds && started && cell.units == 0)
                idle->insert(projection.constraints()[constraint]);
        });
    });
    return units;
}

void compare_years(std::uint32_t first, std::uint32_t end) {
    std::vector<double> gaps;
    for (std::uint32_t i = first; i < end; ++i) {
        const Plant plant = any_plant(i);
        validate(plant);
        std::set<std::string> idle;
        const auto days = by_year(plant, Frequency::day, &idle);
        const auto weeks = by_year(plant, Frequency::week, &idle);
        const auto months = by_year(plant, Frequency::month, &idle);
        EXPECT_EQ(idle.count("not started"), 0u) << i;
        double worst = 0;
        for (const auto& [y, units] : days) {
            if (!(units > 0)) continue;
            const double gap =
                std::max(std::abs(months.at(y) / units - 1), std::abs(weeks.at(y) / units - 1));
            worst = std::max(worst, gap);
        }
        gaps.push_back(worst);
        EXPECT_LT(worst, 0.01) << i << " lines " << plant.lines.size() << " cap "
                               << plant.caps.size() << " labour " << plant.labour.size()
                               << " components " << plant.components.size() << " orders "
                               << plant.orders.has_value() << " calendar '"
                               << (plant.labour.empty() ? "" : plant.labour[0].calendar) << "' "
                               << (plant.orders && plant.orders->unfilled == Unfilled::lost);
    }
    std::sort(gaps.begin(), gaps.end());
    EXPECT_LT(gaps[gaps.size() / 2], 0.001);
    std::cout << "steps: median " << gaps[gaps.size() / 2] << ", worst " << gaps.back() << '\n';
}
TEST(Steps, YearsDoNotDependOnThem) { compare_years(0, 24); }
TEST(Steps, YearsDoNotDependOnThemAtLength) { compare_years(24, 240); }

/// Calls use(entry) for every rate and headcount of a plant.
template <class Use> void for_each_moment(Plant& plant, Use&& use) {
    const auto all = [&](auto& list) {
        for (auto& each : list) use(each);
    };
    for (Cap& each : plant.caps) all(each.limits);
    for (Component& each : plant.components) all(each.arrivals);
    if (plant.orders) all(plant.orders->arrivals);
    for (Labour& each : plant.labour) {
        all(each.headcount);
        all(each.hires);
    }
}
/// The plant with a milestone in place of the date of every rate and headcount.
/// @param worked days to it are worked round the clock, and so not certain beforehand
Plant by_milestones(Plant plant, bool worked) {
    const Date zero = date(2023, 1, 1);
    plant.milestones.push_back({.name = "zero", .on = zero});
    for_each_moment(plant, [&](auto& each) {
        const double days = std::get<Uncertain>(each.from).number() - days_since_epoch(zero);
        const std::string name = "m" + std::to_string(plant.milestones.size());
        Milestone milestone{.name = name, .after = {"zero"}};
        if (worked) milestone.working_days = days;
        else milestone.days = days;
        plant.milestones.push_back(milestone);
        each.from = name;
    });
    validate(plant);
    return plant;
}

TEST(Steps, RatesAtMilestonesOnCertainDatesAreThoseOfTheDates) {
    for (std::uint32_t i = 0; i < 24; ++i) {
        const Plant plant = any_plant(i);
        std::set<std::string> idle;
        EXPECT_EQ(by_year(by_milestones(plant, false), Frequency::month, &idle),
                  by_year(plant, Frequency::month, &idle))
            << i;
    }
}

/// Dates found on the path cut no cells: what limits output before and after one within a month is
/// told apart by finer steps alone, and days of the month share what it allows as if it were one.
void compare_dates(std::uint32_t first, std::uint32_t end) {
    std::vector<double> gaps;
    for (std::uint32_t i = first; i < end; ++i) {
        const Plant plant = any_plant(i), moved = by_milestones(plant, true);
        std::set<std::string> idle;
        const auto certain = by_year(plant, Frequency::day, &idle);
        double worst = 0;
        for (const Frequency step : {Frequency::day, Frequency::week, Frequency::month})
            for (const auto& [y, units] : by_year(moved, step, &idle)) {
                if (!(certain.at(y) > 0)) continue;
                const double gap = std::abs(units / certain.at(y) - 1);
                EXPECT_LT(gap, step == Frequency::day ? 3e-3 : 0.02) << i << " by " << text(step);
                worst = std::max(worst, gap);
            }
        gaps.push_back(worst);
    }
    std::sort(gaps.begin(), gaps.end());
    EXPECT_LT(gaps[gaps.size() / 2], 0.001);
    std::cout << "dates: median " << gaps[gaps.size() / 2] << ", worst " << gaps.back() << '\n';
}
TEST(Steps, RatesFromDatesOfThePathAreThoseOfCertainDates) { compare_dates(0, 24); }
TEST(Steps, RatesFromDatesOfThePathAreThoseOfCertainDatesAtLength) { compare_dates(24, 240); }

/// 10 people of 160 hours a mean month make 1,200 a year at 16 hours each, as does the line.
TEST(Steps, PeopleWorkAsTheLineDoes) {
    Plant plant{.id = "week", .as_of = date(2024, 1, 1)};
    plant.calendars = {
        {.name = "week", .hours_per_shift = 8, .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}};
    plant.lines = {Line{.name = "L",
                        .starts = date(2020, 1, 1),
                        .calendar = "week",
                        .nameplate = Nameplate{.units_per_year = 1202}}};
    plant.labour = {{.name = "people",
                     .headcount = {{.from = date(2020, 1, 1), .people = 10}},
                     .hours_per_unit = 16}};
    for (const Frequency step : {Frequency::day, Frequency::week, Frequency::month}) {
        std::set<std::string> idle;
        const auto units = by_year(plant, step, &idle);
        EXPECT_NEAR(units.at(2025), 1200, 1) << text(step);
        EXPECT_NEAR(units.at(2026), 1200, 1) << text(step);
        if (step == Frequency::month) {
            EXPECT_TRUE(idle.empty());
        } else {
            EXPECT_EQ(idle, std::set<std::string>{"closed"}); // weeks have days of two months
        }
    }
}

} // namespace
} // namespace rampcast
