#include "rampcast/time/timeline.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "rampcast/time/operating_time.hpp"

namespace rampcast {
namespace {

const Frequency every_step[] = {Frequency::day,   Frequency::week,    Frequency::half_month,
                                Frequency::month, Frequency::quarter, Frequency::half_year,
                                Frequency::year};

void expect_back_to_back(const std::vector<Period>& list, const Timeline& timeline) {
    ASSERT_FALSE(list.empty());
    EXPECT_EQ(list.front().start, timeline.start);
    EXPECT_EQ(list.back().end, timeline.end);
    for (std::size_t i = 0; i < list.size(); ++i) {
        EXPECT_LT(list[i].start, list[i].end);
        if (i > 0) {
            EXPECT_EQ(list[i].start, list[i - 1].end);
        }
    }
}

Timeline random_timeline(std::mt19937& random, Frequency step) {
    const auto day = [&](unsigned range) { return std::chrono::days{random() % range}; };
    const Date start = date(2015, 1, 1) + day(4000);
    return {.start = start, .end = start + std::chrono::days{1} + day(1500), .step = step};
}

TEST(Timeline, ClipsItsFirstAndLastPeriod) {
    const Timeline timeline{
        .start = date(2024, 3, 22), .end = date(2024, 6, 11), .step = Frequency::month};
    const std::vector<Period> expected{{date(2024, 3, 22), date(2024, 4, 1)},
                                       month(2024, 4),
                                       month(2024, 5),
                                       {date(2024, 6, 1), date(2024, 6, 11)}};
    EXPECT_EQ(periods(timeline), expected);
    EXPECT_EQ(nominal(Frequency::month, expected.front()), month(2024, 3));
    EXPECT_EQ(nominal(Frequency::month, expected.back()), month(2024, 6));
    EXPECT_EQ(nominal(Frequency::year, expected.back()), year(2024));
}

TEST(Timeline, PeriodsCoverItBackToBack) {
    std::mt19937 random(11);
    for (const Frequency step : every_step)
        for (int trial = 0; trial < 40; ++trial) {
            const Timeline timeline = random_timeline(random, step);
            const std::vector<Period> list = periods(timeline);
            expect_back_to_back(list, timeline);
            for (std::size_t i = 0; i < list.size(); ++i) {
                const Period whole = nominal(step, list[i]);
                if (i > 0) {
                    EXPECT_EQ(list[i].start, whole.start);
                }
                if (i + 1 < list.size()) {
                    EXPECT_EQ(list[i].end, whole.end);
                }
            }
        }
}

TEST(Timeline, CellsLieInOneMonthAndOnePeriod) {
    std::mt19937 random(12);
    for (const Frequency step : every_step)
        for (int trial = 0; trial < 40; ++trial) {
            const Timeline timeline = random_timeline(random, step);
            const std::vector<Period> grid = cells(timeline);
            expect_back_to_back(grid, timeline);
            for (const Period& cell : grid) {
                EXPECT_NO_THROW(nominal(Frequency::month, cell));
                EXPECT_NO_THROW(nominal(step, cell));
            }
            std::vector<Period> regrouped;
            for (const Group& g : group(grid, step)) regrouped.push_back(g.clipped);
            EXPECT_EQ(regrouped, periods(timeline));
        }
}

TEST(Timeline, SplitsWeeksAndQuartersAtMonthEnds) {
    const Timeline weeks{
        .start = date(2025, 1, 27), .end = date(2025, 2, 10), .step = Frequency::week};
    const std::vector<Period> expected{{date(2025, 1, 27), date(2025, 2, 1)},
                                       {date(2025, 2, 1), date(2025, 2, 3)},
                                       {date(2025, 2, 3), date(2025, 2, 10)}};
    EXPECT_EQ(cells(weeks), expected);
    const Timeline quarters{
        .start = date(2025, 1, 1), .end = date(2026, 1, 1), .step = Frequency::quarter};
    EXPECT_EQ(periods(quarters).size(), 4u);
    EXPECT_EQ(cells(quarters).size(), 12u);
}

TEST(Timeline, GroupsNestInEachOther) {
    std::mt19937 random(13);
    for (const Frequency step : every_step)
        for (const Frequency by : every_step) {
            const std::vector<Period> grid = cells(random_timeline(random, step));
            if (!coarser_or_equal(by, step) && !coarser_or_equal(by, Frequency::month)) continue;
            std::size_t next = 0;
            for (const Group& g : group(grid, by)) {
                EXPECT_EQ(g.first, next);
                EXPECT_LT(g.first, g.last);
                EXPECT_EQ(g.clipped, (Period{grid[g.first].start, grid[g.last - 1].end}));
                EXPECT_EQ(g.nominal, nominal(by, g.clipped));
                next = g.last;
            }
            EXPECT_EQ(next, grid.size());
        }
}

TEST(Timeline, RefusesGroupsItsCellsCross) {
    const std::vector<Period> months =
        cells({.start = date(2025, 1, 1), .end = date(2026, 1, 1), .step = Frequency::month});
    EXPECT_THROW(group(months, Frequency::week), Error);
    EXPECT_THROW(group(months, Frequency::half_month), Error);
    EXPECT_THROW(group(months, Frequency::day), Error);
    EXPECT_EQ(group(months, Frequency::quarter).size(), 4u);
    EXPECT_TRUE(group({}, Frequency::year).empty());
    EXPECT_THROW(group({month(2025, 1), month(2025, 3)}, Frequency::year), Error);
    EXPECT_THROW(group({month(2025, 2), month(2025, 1)}, Frequency::year), Error);
    EXPECT_THROW(group({Period{date(2025, 1, 1), date(2025, 1, 1)}}, Frequency::year), Error);
}

TEST(Timeline, HoursOfMonthsAddUpToQuartersAndYears) {
    const Calendar calendar{
        .name = "six days",
        .hours_per_shift = 10,
        .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
        .closed = {{.from = date(2024, 2, 9), .to = date(2024, 2, 17), .reason = "holiday"},
                   {.from = date(2024, 9, 28), .to = date(2024, 10, 7)}},
        .extra_workdays = {date(2024, 2, 4), date(2024, 2, 18)}};
    const Timeline timeline{
        .start = date(2024, 1, 15), .end = date(2026, 1, 1), .step = Frequency::week};
    const OperatingHours clock(calendar, timeline.start, timeline.end);
    const std::vector<Period> grid = cells(timeline);
    for (const Frequency step :
         {Frequency::month, Frequency::quarter, Frequency::half_year, Frequency::year}) {
        double total = 0;
        for (const Group& g : group(grid, step)) {
            double sum = 0;
            for (std::size_t i = g.first; i < g.last; ++i)
                sum += clock.hours(grid[i].start, grid[i].end);
            // Whole numbers of hours, so sums are exact.
            EXPECT_EQ(sum, clock.hours(g.clipped.start, g.clipped.end)) << text(g.clipped.start);
            total += sum;
        }
        EXPECT_EQ(total, clock.hours(timeline.start, timeline.end));
    }
    // February 2024: 29 days, Sundays 4, 11, 18, 25, closed 9 to 17, worked Sundays 4 and 18:
    // 29 - 4 Sundays - 8 other closed days + 2 = 19 days.
    EXPECT_EQ(clock.hours(date(2024, 2, 1), date(2024, 3, 1)), 190);
}

TEST(Timeline, DefaultsToTheEndOfTheThirdFollowingYear) {
    const Timeline timeline = default_timeline(date(2024, 3, 22));
    EXPECT_EQ(timeline, (Timeline{.start = date(2024, 3, 1), .end = date(2028, 1, 1)}));
    EXPECT_EQ(periods(timeline).size(), 46u);
    EXPECT_EQ(default_timeline(date(2024, 12, 31)).end, date(2028, 1, 1));
    EXPECT_EQ(text(default_timeline(date(2197, 1, 1)).end), "2201-01-01");
    EXPECT_THROW(default_timeline(date(2198, 1, 1)), Error);
}

TEST(Timeline, RefusesWhatMakesNoSense) {
    const auto place_of = [](const Timeline& timeline) -> std::string {
        try {
            validate(timeline);
        } catch (const Error& error) {
            return error.place();
        }
        return "accepted";
    };
    const Date start = date(2025, 1, 1);
    EXPECT_EQ(place_of({}), "timeline");
    EXPECT_EQ(place_of({.start = start, .end = start}), "timeline");
    EXPECT_EQ(place_of({.start = start, .end = date(2024, 1, 1)}), "timeline");
    EXPECT_EQ(
        place_of({.start = start, .end = start + std::chrono::days{5000}, .step = Frequency::day}),
        "accepted");
    EXPECT_EQ(
        place_of({.start = start, .end = start + std::chrono::days{5001}, .step = Frequency::day}),
        "timeline");
    EXPECT_EQ(place_of({.start = date(1900, 1, 1), .end = month_start(12 * 2201)}), "accepted");
    EXPECT_EQ(place_of({.start = start, .end = date(2200, 12, 31) + std::chrono::days{2}}),
              "timeline");
    EXPECT_EQ(place_of({.start = Date{} - std::chrono::days{40000}, .end = start}), "timeline");
}

TEST(Timeline, DescribesItsMembersInOrder) {
    std::string names;
    for_each_param<Timeline>([&](const auto& each) { names += std::string(each.name) + ' '; });
    EXPECT_EQ(names, "start end step fiscal_year_starts quarters ");
}

} // namespace
} // namespace rampcast
