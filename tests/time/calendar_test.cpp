#include "rampcast/time/operating_time.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace rampcast {
namespace {

using std::chrono::days;

const char* const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// Whether a day is worked, from the definition, one day at a time.
bool worked(const Calendar& calendar, Date day) {
    for (const Date extra : calendar.extra_workdays)
        if (extra == day) return true;
    for (const Closure& closure : calendar.closed)
        if (closure.from <= day && day <= closure.to) return false;
    const std::string name = names[(std::chrono::weekday{day} - std::chrono::Monday).count()];
    return std::count(calendar.workdays.begin(), calendar.workdays.end(), name) > 0;
}

const Date first = date(2023, 1, 1);
const Date last = date(2026, 1, 1);

Calendar random_calendar(std::mt19937& random) {
    Calendar calendar{.name = "random"};
    calendar.shifts_per_day = static_cast<double>(1 + random() % 3);
    calendar.hours_per_shift = 0.1 + 7.9 * std::uniform_real_distribution<>()(random);
    calendar.workdays.clear();
    while (calendar.workdays.empty())
        for (const char* name : names)
            if (random() % 3 != 0) calendar.workdays.push_back(name);
    for (auto n = random() % 6; n > 0; --n) {
        const Date from = first + days{random() % 1200} - days{50};
        calendar.closed.push_back({.from = from, .to = from + days{random() % 25}});
    }
    for (auto n = random() % 6; n > 0; --n) {
        const Date day = first + days{random() % 1200} - days{50};
        if (std::none_of(calendar.closed.begin(), calendar.closed.end(),
                         [&](const Closure& c) { return c.from <= day && day <= c.to; }))
            calendar.extra_workdays.push_back(day);
    }
    validate(calendar, "calendar");
    return calendar;
}

TEST(Calendar, IsRoundTheClockAsItStands) {
    const OperatingHours clock(Calendar{}, first, last);
    EXPECT_EQ(clock.mean_hours_per_day(), 24);
    EXPECT_EQ(clock.knots().size(), 365u + 366u + 365u + 1u);
    for (const double day : {-10.5, 0.0, 0.25, 400.125, 1096.0, 5000.5})
        EXPECT_EQ(clock.at(day), 24 * day) << day;
}

TEST(Calendar, CountsHoursOfTheRegularWeekOnly) {
    Calendar calendar{.name = "two shifts",
                      .hours_per_shift = 8,
                      .shifts_per_day = 2,
                      .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}};
    EXPECT_DOUBLE_EQ(mean_hours_per_day(calendar), 80.0 / 7);
    calendar.closed = {{.from = date(2024, 8, 1), .to = date(2024, 8, 31)}};
    calendar.extra_workdays = {date(2024, 6, 1)};
    EXPECT_DOUBLE_EQ(mean_hours_per_day(calendar), 80.0 / 7);
}

TEST(Calendar, ClosesBothEndsAndWorksTheExtraDays) {
    // China, Spring Festival 2024: off 10 to 17 February, worked Sundays 4 and 18 February.
    const Calendar calendar{.name = "office",
                            .hours_per_shift = 8,
                            .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"},
                            .closed = {{.from = date(2024, 2, 10), .to = date(2024, 2, 17)}},
                            .extra_workdays = {date(2024, 2, 4), date(2024, 2, 18)}};
    const OperatingHours clock(calendar, date(2024, 1, 1), date(2025, 1, 1));
    const auto hours_on = [&](unsigned d) {
        return clock.hours(date(2024, 2, d), date(2024, 2, d) + days{1});
    };
    for (const unsigned open : {4u, 5u, 9u, 18u, 19u}) EXPECT_EQ(hours_on(open), 8) << open;
    for (const unsigned off : {3u, 10u, 12u, 17u, 24u}) EXPECT_EQ(hours_on(off), 0) << off;
    // 21 weekdays and 5 of them closed (12 to 16), two Sundays worked.
    EXPECT_EQ(clock.hours(date(2024, 2, 1), date(2024, 3, 1)), 18 * 8);
    EXPECT_EQ(clock.hours(date(2024, 3, 1), date(2024, 2, 1)), -18 * 8);
    const double monday = clock.day_of(date(2024, 2, 5));
    EXPECT_EQ(clock.at(monday + 0.25) - clock.at(monday), 2);
}

TEST(OperatingHours, FollowTheDefinitionDayByDay) {
    std::mt19937 random(21);
    for (int trial = 0; trial < 60; ++trial) {
        const Calendar calendar = random_calendar(random);
        const OperatingHours clock(calendar, first, last);
        const double a_day = calendar.hours_per_shift * calendar.shifts_per_day;
        EXPECT_EQ(clock.knots().front(), 0);
        for (Date day = first; day < last; day += days{1})
            // Differences of sums up to 3e4 hours.
            EXPECT_NEAR(clock.hours(day, day + days{1}), worked(calendar, day) ? a_day : 0, 1e-10);
    }
}

TEST(OperatingHours, OfAnySplitAddUpToTheWhole) {
    std::mt19937 random(22);
    std::uniform_real_distribution<> moment(-200, 1300);
    for (int trial = 0; trial < 200; ++trial) {
        const OperatingHours clock(random_calendar(random), first, last);
        std::vector<double> cuts(2 + random() % 50);
        for (double& cut : cuts) cut = moment(random);
        std::sort(cuts.begin(), cuts.end());
        double sum = 0;
        for (std::size_t i = 1; i < cuts.size(); ++i) {
            const double part = clock.at(cuts[i]) - clock.at(cuts[i - 1]);
            EXPECT_GE(part, 0);
            sum += part;
        }
        // Fifty differences of numbers below 4e4, each rounded to 4e-12.
        EXPECT_NEAR(sum, clock.at(cuts.back()) - clock.at(cuts.front()), 1e-9);
    }
}

TEST(OperatingHours, GoOnAtTheMeanOutsideTheTable) {
    std::mt19937 random(23);
    for (int trial = 0; trial < 20; ++trial) {
        const Calendar calendar = random_calendar(random);
        const OperatingHours clock(calendar, first, last);
        const auto end = static_cast<double>(clock.knots().size() - 1);
        EXPECT_EQ(clock.at(end), clock.knots().back());
        EXPECT_NEAR(clock.at(end + 70) - clock.at(end), 70 * mean_hours_per_day(calendar), 1e-9);
        EXPECT_NEAR(clock.at(-7), -7 * mean_hours_per_day(calendar), 1e-12);
        EXPECT_NEAR(clock.hours(last, last + days{7}),
                    calendar.hours_per_shift * calendar.shifts_per_day *
                        static_cast<double>(calendar.workdays.size()),
                    1e-9);
    }
    EXPECT_TRUE(std::isnan(OperatingHours(Calendar{}, first, last).at(std::nan(""))));
}

TEST(OperatingHours, MayHaveAnEmptyTable) {
    const OperatingHours clock(Calendar{}, first, first);
    EXPECT_EQ(clock.knots().size(), 1u);
    EXPECT_EQ(clock.at(2), 48);
    EXPECT_EQ(WorkingDays(Calendar{}, first, first).after(1, 3), 4);
    EXPECT_THROW(OperatingHours(Calendar{}, last, first), Error);
    EXPECT_THROW(WorkingDays(Calendar{}, last, first), Error);
}

TEST(WorkingDays, SkipWeekendsAndHolidays) {
    const Calendar calendar{.name = "office",
                            .hours_per_shift = 8,
                            .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"},
                            .closed = {{.from = date(2025, 1, 28), .to = date(2025, 2, 4)}},
                            .extra_workdays = {date(2025, 1, 26), date(2025, 2, 8)}};
    const WorkingDays work(calendar, date(2025, 1, 1), date(2025, 12, 31));
    const auto after = [&](Date start, double n) { return work.after(work.day_of(start), n); };
    const auto midnight_ending = [&](Date day) { return work.day_of(day) + 1; };
    // From a Monday: five days end with Friday, six with the next Monday.
    EXPECT_EQ(after(date(2025, 3, 3), 5), midnight_ending(date(2025, 3, 7)));
    EXPECT_EQ(after(date(2025, 3, 3), 5.5), midnight_ending(date(2025, 3, 10)) - 0.5);
    EXPECT_EQ(after(date(2025, 3, 3), 6), midnight_ending(date(2025, 3, 10)));
    // From a Saturday the first day of work is Monday, and no work is no move.
    EXPECT_EQ(after(date(2025, 3, 8), 1), midnight_ending(date(2025, 3, 10)));
    EXPECT_EQ(after(date(2025, 3, 8), 0), work.day_of(date(2025, 3, 8)));
    // Across the holiday: 26 January is a worked Sunday, 5 February the first day back.
    EXPECT_EQ(after(date(2025, 1, 26), 2), midnight_ending(date(2025, 1, 27)));
    EXPECT_EQ(after(date(2025, 1, 26), 3), midnight_ending(date(2025, 2, 5)));
    EXPECT_EQ(after(date(2025, 1, 26), 6), midnight_ending(date(2025, 2, 8)));
    // Counting back from Monday's midnight: Friday's work ends on Thursday's midnight without it.
    EXPECT_EQ(after(date(2025, 3, 10), -1), midnight_ending(date(2025, 3, 6)));
    // A tenth of Friday ten times is Friday, not Friday and a weekend.
    double moment = work.day_of(date(2025, 3, 7));
    for (int i = 0; i < 10; ++i) moment = work.after(moment, 0.1);
    EXPECT_NEAR(moment, midnight_ending(date(2025, 3, 7)), 1e-9);
}

TEST(WorkingDays, TablesFollowTheDefinition) {
    std::mt19937 random(24);
    for (int trial = 0; trial < 60; ++trial) {
        const Calendar calendar = random_calendar(random);
        const WorkingDays work(calendar, first, last);
        std::size_t count = 0;
        ASSERT_EQ(work.ends()[0], 0);
        for (Date day = first; day < last; day += days{1}) {
            const auto i = static_cast<std::size_t>((day - first).count());
            EXPECT_EQ(work.counts()[i], static_cast<double>(count));
            if (worked(calendar, day)) {
                ++count;
                ASSERT_LT(count, work.ends().size());
                EXPECT_EQ(work.ends()[count], static_cast<double>(i + 1));
            }
        }
        EXPECT_EQ(work.ends().size(), count + 1);
    }
}

TEST(WorkingDays, InverseUndoesTheCount) {
    std::mt19937 random(25);
    std::uniform_real_distribution<> moment(-200, 1300);
    std::uniform_real_distribution<> duration(0, 400);
    for (int trial = 0; trial < 100; ++trial) {
        const WorkingDays work(random_calendar(random), first, last);
        for (int i = 0; i < 50; ++i) {
            const double start = moment(random);
            const double n = i % 2 == 0 ? duration(random) : std::floor(duration(random));
            const double end = work.after(start, n);
            EXPECT_GE(end, start);
            // Days below 1e4 (a week of one day makes 400 working days 2,800 days) carry 2e-12;
            // counts within 1e-9 of a whole one may be taken as whole.
            EXPECT_NEAR(work.count(end) - work.count(start), n, 2e-9);
            // The earliest such moment: no work is left to do before it.
            EXPECT_LE(work.inverse(work.count(end)), end + 1e-9);
            EXPECT_LT(work.count(end - 1e-6), work.count(start) + n + (n == 0 ? 1e-6 : 0));
            EXPECT_NEAR(work.count(work.inverse(-n)), -n, 1e-9);
        }
    }
}

TEST(Calendar, RefusesWhatMakesNoSense) {
    const auto refused = [](const std::function<void(Calendar&)>& change) -> std::string {
        Calendar calendar{.name = "one shift"};
        change(calendar);
        try {
            validate(calendar, "calendar.one shift");
        } catch (const Error& error) {
            EXPECT_EQ(error.place(), "calendar.one shift");
            return error.message();
        }
        return "accepted";
    };
    EXPECT_EQ(refused([](Calendar&) {}), "accepted");
    EXPECT_EQ(refused([](Calendar& c) { c.hours_per_shift = -3; }),
              "hours_per_shift is -3, must be greater than 0 and at most 24");
    EXPECT_EQ(refused([](Calendar& c) { c.shifts_per_day = 2; }),
              "hours_per_shift * shifts_per_day is 48, must be at most 24");
    EXPECT_EQ(refused([](Calendar& c) { c.hours_per_shift = 8, c.shifts_per_day = 3; }),
              "accepted");
    EXPECT_EQ(refused([](Calendar& c) { c.workdays = {"Mon", "Mon"}; }),
              "workdays has \"Mon\" twice");
    EXPECT_EQ(refused([](Calendar& c) { c.workdays = {"Monday"}; }),
              "workdays has \"Monday\", must be Mon, Tue, Wed, Thu, Fri, Sat or Sun");
    EXPECT_EQ(refused([](Calendar& c) {
                  c.closed = {{.from = date(2024, 2, 17), .to = date(2024, 2, 9)}};
              }),
              "closed from 2024-02-17 to 2024-02-09: the last day must not be before the first");
    EXPECT_EQ(refused([](Calendar& c) {
                  c.closed = {{.from = date(2024, 2, 9), .to = date(2024, 2, 17)}};
                  c.extra_workdays = {date(2024, 2, 17)};
              }),
              "extra_workdays has 2024-02-17, which is closed (2024-02-09 to 2024-02-17); a day "
              "must be one or the other");
    for (const double bad : {0.0, 24.5, std::nan(""), HUGE_VAL}) {
        EXPECT_NE(refused([=](Calendar& c) { c.hours_per_shift = bad; }), "accepted") << bad;
        EXPECT_NE(refused([=](Calendar& c) { c.shifts_per_day = bad; }), "accepted") << bad;
    }
    EXPECT_NE(refused([](Calendar& c) { c.workdays.clear(); }), "accepted");
    EXPECT_NE(refused([](Calendar& c) { c.extra_workdays = {date(2200, 12, 31) + days{1}}; }),
              "accepted");
}

TEST(Calendar, DescribesItsMembersInOrder) {
    std::string list;
    for_each_param<Calendar>([&](const auto& each) { list += std::string(each.name) + ' '; });
    for_each_param<Closure>([&](const auto& each) { list += std::string(each.name) + ' '; });
    EXPECT_EQ(
        list,
        "name hours_per_shift shifts_per_day starts hours workdays closed extra_workdays from to "
        "reason ");
}

/// Monday to Friday 8 hours, 2 more on Wednesday, half a Saturday: 5 * 8 + 2 + 4 a week.
TEST(Calendar, HoursOfSingleDays) {
    Calendar calendar{.name = "half",
                      .hours_per_shift = 8,
                      .hours = {{"Sat", 4}, {"Wed", 10}},
                      .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}};
    calendar.extra_workdays = {date(2024, 1, 7)}; // a Sunday, as any other day
    calendar.closed = {{date(2024, 1, 10), date(2024, 1, 10), ""}};
    validate(calendar, "calendar");
    EXPECT_NEAR(mean_hours_per_day(calendar), 46. / 7, 1e-12);
    const OperatingHours clock(calendar, date(2024, 1, 1), date(2024, 2, 1)); // a Monday
    EXPECT_NEAR(clock.hours(date(2024, 1, 1), date(2024, 1, 8)), 46 + 8, 1e-9);
    EXPECT_NEAR(clock.hours(date(2024, 1, 8), date(2024, 1, 15)), 46 - 10, 1e-9);
    EXPECT_NEAR(clock.at(5.5), 8 + 8 + 10 + 8 + 8 + 2, 1e-9);
    EXPECT_EQ(WorkingDays(calendar, date(2024, 1, 1), date(2024, 2, 1)).count(6), 6);
}

TEST(Calendar, RefusesShiftsThatMakeNoSense) {
    const auto refused = [](Calendar calendar, const std::string& words) {
        try {
            validate(calendar, "calendar.c");
            ADD_FAILURE() << "accepted, must say " << words;
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
        }
    };
    refused({.hours_per_shift = 9, .starts = {"06:00", "14:00"}}, "must not overlap");
    refused({.hours_per_shift = 8, .starts = {"6:00"}}, "must be a time of day such as 06:00");
    refused({.hours_per_shift = 8, .starts = {"24:00"}}, "must be a time of day such as 06:00");
    refused({.hours_per_shift = 4, .starts = {"14:00", "06:00"}}, "must be in order");
    refused({.hours_per_shift = 8, .shifts_per_day = 3, .starts = {"06:00"}}, "1 starts");
    refused({.hours_per_shift = 8, .hours = {{"Sa", 4}}}, "\"Sa\"");
    refused({.hours_per_shift = 8, .hours = {{"Sat", 0}}}, "greater than 0");
    refused({.hours_per_shift = 8, .starts = {"06:00", "22:00"}, .hours = {{"Fri", 20}}},
            "hours of Fri is 20");
    validate({.hours_per_shift = 8, .starts = {"06:00", "14:00", "22:00"}}, "calendar.c");
}

/// One working day after a Friday's beginning is done as Saturday begins; work goes on on Monday.
TEST(WorkingDays, NextOpenMoment) {
    const Calendar calendar{.workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"},
                            .closed = {{date(2024, 1, 8), date(2024, 1, 8), "holiday"}}};
    const WorkingDays table(calendar, date(2024, 1, 1), date(2024, 2, 1)); // a Monday
    EXPECT_EQ(table.after(4, 1), 5);
    EXPECT_EQ(table.next_open(5), 8); // the Monday is a holiday
    EXPECT_EQ(table.next_open(6.5), 8);
    EXPECT_EQ(table.next_open(8), 8);
    EXPECT_EQ(table.next_open(3.25), 3.25);
    EXPECT_EQ(table.next_open(4), 4);
}

} // namespace
} // namespace rampcast
