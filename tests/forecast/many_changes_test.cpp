#include "rampcast/forecast/projection.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::three_years;

/// What one change does to a station that makes as many units in a day of 24 hours as it has places.
struct Step {
    double day = 0;
    std::optional<double> set{}, add{};
    std::string calendar{};
};

/// Units up to a day, from moment to moment.
double made_by(const std::vector<Step>& steps, double places, double end) {
    // Calendars take effect as they are listed, none before an earlier one.
    std::vector<std::pair<double, double>> hours{{0, 8}};
    double latest = 0;
    for (const Step& each : steps)
        if (!each.calendar.empty())
            hours.emplace_back(latest = std::max(latest, each.day),
                               each.calendar == "two shifts" ? 16 : 8);
    std::vector<double> moments{0, end};
    for (const Step& each : steps) moments.push_back(std::min(each.day, end));
    std::sort(moments.begin(), moments.end());
    double made = 0;
    for (std::size_t i = 0; i + 1 < moments.size(); ++i) {
        double set = places, since = -1, added = 0, a_day = 0;
        for (const Step& each : steps) {
            if (each.day > moments[i]) continue;
            if (each.set && each.day >= since) {
                set = *each.set;
                since = each.day;
            }
            added += each.add.value_or(0);
        }
        for (const auto& [from, now] : hours)
            if (from <= moments[i]) a_day = now;
        made += (set + added) * a_day / 24 * (moments[i + 1] - moments[i]);
    }
    return made;
}

std::vector<Step> drawn(std::mt19937_64& random, int count, int days) {
    std::vector<Step> steps;
    for (int i = 0; i < count; ++i) {
        Step step{.day = static_cast<double>(1 + random() % static_cast<unsigned>(days))};
        const double value = static_cast<double>(1 + random() % 100) / 10;
        switch (random() % 4) {
        case 0: step.set = 5 + value; break;
        case 1: step.calendar = random() % 2 ? "two shifts" : "one shift"; break;
        default: step.add = value / 100;
        }
        steps.push_back(step);
    }
    return steps;
}

Plant with_changes(const std::vector<Step>& steps, bool uncertain) {
    Plant plant = samples::plain();
    plant.calendars = {{.name = "one shift", .hours_per_shift = 8},
                       {.name = "two shifts", .hours_per_shift = 8, .shifts_per_day = 2}};
    for (Calendar& each : plant.calendars)
        each.workdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    Line& line = plant.lines[0];
    line.nameplate.reset();
    line.calendar = "one shift";
    line.stations = {{.name = "s", .cycle_time_s = 86'400, .places = 10}};
    const double first = days_since_epoch(*plant.as_of);
    for (const Step& each : steps) {
        Change change;
        if (uncertain) change.on = Uncertain(Uniform{first + 1, first + 1000});
        else change.on = Uncertain(first + each.day);
        if (each.set) change.set.emplace("s.places", *each.set);
        if (each.add) change.add.emplace("s.places", *each.add);
        if (!each.calendar.empty()) change.set.emplace("calendar", each.calendar);
        line.changes.push_back(change);
    }
    return plant;
}

TEST(ManyChanges, MakeWhatASumFromMomentToMomentMakes) {
    std::mt19937_64 random(1);
    for (const int count : {1, 7, 60, 400}) {
        const std::vector<Step> steps = drawn(random, count, 1200);
        const Plant plant = prepared(with_changes(steps, false));
        const Grid grid = make_grid(plant, three_years());
        Projection<double> projection(plant, grid);
        NoNoise<double> none;
        double before = 0;
        projection.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
            const double by_now = made_by(steps, 10, grid.cells[k].end_day);
            EXPECT_NEAR(cell.units, by_now - before, 1e-8 * (by_now + 1)) << count << ' ' << k;
            before = by_now;
        });
        EXPECT_GT(before, 3000);
    }
}

/// Every lane has its changes in an order of its own, several on one day among them.
TEST(ManyChanges, FollowEachLanesOwnDates) {
    using L = Lanes<float, 16>;
    std::mt19937_64 random(2);
    for (const int count : {2, 25, 150}) {
        std::vector<Step> steps = drawn(random, count, 1000);
        const Plant plant = prepared(with_changes(steps, true));
        const Grid grid = make_grid(plant, three_years());
        Projection<L> projection(plant, grid);
        std::vector<std::vector<Step>> by_lane(16, steps);
        std::size_t change = 0;
        detail::for_each_driver(
            plant, [&](std::size_t i, const std::string&, const NumberInfo&, const Distribution&) {
                for (std::size_t lane = 0; lane < by_lane.size(); ++lane) {
                    by_lane[lane][change].day = static_cast<double>(1 + random() % 300 * 3);
                    projection.numbers()[i]->set(static_cast<int>(lane),
                                                 static_cast<float>(by_lane[lane][change].day));
                }
                ++change;
            });
        ASSERT_EQ(change, steps.size());
        NoiseDraws<L> noise({});
        std::vector<double> before(16);
        projection.run(noise, [&](std::size_t k, const CellOutput<L>& cell) {
            for (std::size_t lane = 0; lane < by_lane.size(); ++lane) {
                const double by_now = made_by(by_lane[lane], 10, grid.cells[k].end_day);
                EXPECT_NEAR(cell.units[static_cast<int>(lane)], by_now - before[lane],
                            2e-5 * (by_now + 100))
                    << count << ' ' << k << ' ' << lane;
                before[lane] = by_now;
            }
        });
    }
}

/// A change with a ramp of its own adds what it adds to the rate at its moment, those listed before
/// it on the same day being made and those after it not, whatever the order of days.
TEST(ManyChanges, WithRampsMakeAllButTheirRise) {
    // What rises evenly over 40 days lacks 20 days' worth of itself, whatever else changes.
    std::mt19937_64 random(3);
    std::vector<Step> steps = drawn(random, 120, 300);
    for (Step& each : steps) each.calendar.clear();
    Plant plant = with_changes(steps, false);
    double lacking = 0;
    for (std::size_t i = 0; i < steps.size(); i += 3) {
        if (!steps[i].add) continue;
        plant.lines[0].changes[i].ramp = Linear{.rise_days = 40};
        lacking += 20 * *steps[i].add * 8 / 24;
    }
    ASSERT_GT(lacking, 1);
    const Plant ready = prepared(plant);
    const Grid grid = make_grid(ready, three_years());
    Projection<double> projection(ready, grid);
    NoNoise<double> none;
    double made = 0;
    projection.run(none, [&](std::size_t, const CellOutput<double>& cell) { made += cell.units; });
    const double days = grid.cells.back().end_day;
    EXPECT_NEAR(made, made_by(steps, 10, days) - lacking, 1e-6 * made);
}

} // namespace
} // namespace rampcast
