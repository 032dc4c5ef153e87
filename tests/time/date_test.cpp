#include "rampcast/time/date.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/time/period.hpp"

namespace rampcast {
namespace {

const Frequency every_step[] = {Frequency::day,   Frequency::week,    Frequency::half_month,
                                Frequency::month, Frequency::quarter, Frequency::half_year,
                                Frequency::year};

std::string message_of(std::string_view label_text) {
    try {
        parse_period(label_text);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(Date, ReadsBackWhatItWrites) {
    for (Date day = date(1999, 12, 25); day < date(2005, 1, 5); day += std::chrono::days{1})
        EXPECT_EQ(parse_date(text(day)), day) << text(day);
    EXPECT_EQ(text(date(2025, 3, 5)), "2025-03-05");
}

TEST(Date, CountsDaysFrom1970) {
    EXPECT_EQ(days_since_epoch(date(1970, 1, 1)), 0);
    EXPECT_EQ(days_since_epoch(date(1969, 12, 31)), -1);
    // Published Unix times of these midnights, divided by 86,400.
    EXPECT_EQ(days_since_epoch(date(2000, 1, 1)), 946684800.0 / 86400);
    EXPECT_EQ(days_since_epoch(date(2024, 3, 1)), 1709251200.0 / 86400);
}

TEST(Date, KnowsLeapYears) {
    for (const int y : {1904, 2000, 2024, 2196}) EXPECT_NO_THROW(date(y, 2, 29)) << y;
    for (const int y : {1900, 2023, 2100, 2200}) EXPECT_THROW(date(y, 2, 29), Error) << y;
    EXPECT_EQ(year(2024).end - year(2024).start, std::chrono::days{366});
    EXPECT_EQ(year(2100).end - year(2100).start, std::chrono::days{365});
}

TEST(Date, RefusesWhatIsNoDate) {
    EXPECT_THROW(date(2025, 0, 1), Error);
    EXPECT_THROW(date(2025, 13, 1), Error);
    EXPECT_THROW(date(2025, 1, 0), Error);
    EXPECT_THROW(date(2025, 4, 31), Error);
    EXPECT_THROW(date(2025, 257, 1), Error);
    EXPECT_THROW(date(2025, 1, 257), Error);
    EXPECT_THROW(date(1899, 12, 31), Error);
    EXPECT_THROW(date(2201, 1, 1), Error);
    EXPECT_NO_THROW(date(1900, 1, 1));
    EXPECT_NO_THROW(date(2200, 12, 31));
    for (const char* words :
         {"", "2025", "2025-3-5", "2025-03-5x", "2025/03/05", " 2025-03-05", "2025-03-05 ",
          "2025-03-05T00:00", "20250305", "-025-03-05", "2025-02-29", "2025-00-10", "2025-+1-10"})
        EXPECT_THROW(parse_date(words), Error) << words;
}

TEST(Date, NumbersCalendarMonths) {
    EXPECT_EQ(month_index(date(2025, 1, 31)), 24300);
    EXPECT_EQ(month_index(date(2025, 12, 1)) + 1, month_index(date(2026, 1, 1)));
    for (int m = 12 * 1900; m < 12 * 2201; ++m) {
        EXPECT_EQ(month_index(month_start(m)), m);
        EXPECT_EQ(month_index(month_start(m + 1) - std::chrono::days{1}), m);
    }
    EXPECT_THROW(month_start(12 * 1900 - 1), Error);
    EXPECT_THROW(month_start(12 * 2201 + 1), Error);
    EXPECT_THROW(month_start(-5), Error);
}

TEST(Frequency, ReadsBackItsName) {
    for (const Frequency step : every_step) EXPECT_EQ(parse_frequency(text(step)), step);
    EXPECT_EQ(text(Frequency::half_month), "half-month");
    try {
        parse_frequency("fortnight");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "\"fortnight\" is not a step; write day, week, half-month, "
                                   "month, quarter, half-year or year");
    }
}

TEST(Period, HasTheDaysItsNameSays) {
    EXPECT_EQ(year(2025), (Period{date(2025, 1, 1), date(2026, 1, 1)}));
    EXPECT_EQ(half_year(2025, 1), (Period{date(2025, 1, 1), date(2025, 7, 1)}));
    EXPECT_EQ(half_year(2025, 2), (Period{date(2025, 7, 1), date(2026, 1, 1)}));
    EXPECT_EQ(quarter(2025, 1), (Period{date(2025, 1, 1), date(2025, 4, 1)}));
    EXPECT_EQ(quarter(2025, 4), (Period{date(2025, 10, 1), date(2026, 1, 1)}));
    EXPECT_EQ(month(2024, 2), (Period{date(2024, 2, 1), date(2024, 3, 1)}));
    EXPECT_EQ(half_month(2024, 2, 1), (Period{date(2024, 2, 1), date(2024, 2, 16)}));
    EXPECT_EQ(half_month(2024, 2, 2), (Period{date(2024, 2, 16), date(2024, 3, 1)}));
    EXPECT_EQ(day(date(2025, 3, 5)), (Period{date(2025, 3, 5), date(2025, 3, 6)}));
    EXPECT_EQ(year(2200).end - date(2200, 12, 31), std::chrono::days{1});
    EXPECT_LT(month(2025, 1), month(2025, 2));
    EXPECT_LT(month(2025, 1), quarter(2025, 1));
}

TEST(Period, NumbersWeeksAsIso8601Does) {
    // Pairs printed in the Wikipedia article "ISO week date".
    struct Case {
        Date day;
        const char* label;
    };
    const Case cases[] = {
        {date(1977, 1, 1), "1976-W53"},   {date(1977, 1, 2), "1976-W53"},
        {date(1977, 12, 31), "1977-W52"}, {date(1978, 1, 1), "1977-W52"},
        {date(1978, 1, 2), "1978-W01"},   {date(1978, 12, 31), "1978-W52"},
        {date(1979, 1, 1), "1979-W01"},   {date(1979, 12, 30), "1979-W52"},
        {date(1979, 12, 31), "1980-W01"}, {date(1980, 1, 1), "1980-W01"},
        {date(1980, 12, 28), "1980-W52"}, {date(1980, 12, 29), "1981-W01"},
        {date(1981, 12, 31), "1981-W53"}, {date(1982, 1, 1), "1981-W53"},
        {date(1982, 1, 3), "1981-W53"},   {date(1982, 1, 4), "1982-W01"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(label(Frequency::week, period_of(Frequency::week, c.day)), c.label)
            << text(c.day);
        const LabelledPeriod read = parse_period(c.label);
        EXPECT_EQ(read.step, Frequency::week);
        EXPECT_TRUE(read.period.start <= c.day && c.day < read.period.end) << text(c.day);
    }
    EXPECT_EQ(week(2020, 53), (Period{date(2020, 12, 28), date(2021, 1, 4)}));
    EXPECT_THROW(week(2021, 53), Error);
    EXPECT_THROW(week(2020, 54), Error);
    EXPECT_THROW(week(2020, 0), Error);
}

TEST(Period, HasAWeek53InYearsThatBeginOrEndWithAThursday) {
    const auto thursday = [](Date d) { return std::chrono::weekday{d} == std::chrono::Thursday; };
    for (int y = 1900; y <= 2200; ++y) {
        if (thursday(date(y, 1, 1)) || thursday(date(y, 12, 31))) {
            EXPECT_NO_THROW(week(y, 53)) << y;
        } else {
            EXPECT_THROW(week(y, 53), Error) << y;
        }
    }
}

TEST(Period, ContainsTheDayAndReadsBackItsLabel) {
    for (const Frequency step : every_step)
        for (const auto& [from, to] : {Period{date(1900, 1, 1), date(1902, 1, 1)},
                                       Period{date(1999, 12, 1), date(2005, 2, 1)},
                                       Period{date(2199, 12, 1), date(2200, 12, 31)}})
            for (Date d = from; d <= to; d += std::chrono::days{1}) {
                const Period period = period_of(step, d);
                EXPECT_TRUE(period.start <= d && d < period.end) << text(step) << ' ' << text(d);
                const Date last = std::min(period.end - std::chrono::days{1}, date(2200, 12, 31));
                EXPECT_EQ(period_of(step, last), period);
                EXPECT_EQ(parse_period(label(step, period)), (LabelledPeriod{step, period}));
                EXPECT_EQ(label(step, {d, d + std::chrono::days{1}}), label(step, period));
            }
    EXPECT_THROW(period_of(Frequency::year, date(1900, 1, 1) - std::chrono::days{1}), Error);
}

TEST(Period, IsLabelledAsExpected) {
    const Period only = day(date(2025, 3, 5));
    const char* expected[] = {"2025-03-05", "2025-W10", "2025-03a", "2025-03",
                              "2025-Q1",    "2025-H1",  "2025"};
    for (std::size_t i = 0; i < std::size(every_step); ++i)
        EXPECT_EQ(label(every_step[i], only), expected[i]);
    EXPECT_EQ(label(Frequency::half_month, day(date(2025, 3, 31))), "2025-03b");
    EXPECT_THROW(label(Frequency::month, quarter(2025, 1)), Error);
    EXPECT_THROW(label(Frequency::month, Period{}), Error);
}

TEST(Period, HasANamesakeInTheYearBefore) {
    const auto before = [](const char* name) -> std::string {
        const LabelledPeriod read = parse_period(name);
        const std::optional<Period> found = year_before(read.step, read.period);
        return found ? label(read.step, *found) : "none";
    };
    for (const auto& [now, then] :
         std::vector<std::pair<const char*, const char*>>{{"2025", "2024"},
                                                          {"2025-H2", "2024-H2"},
                                                          {"2025-Q1", "2024-Q1"},
                                                          {"2025-02b", "2024-02b"},
                                                          {"2025-03-01", "2024-03-01"},
                                                          {"2024-02-29", "none"},
                                                          {"2025-02-28", "2024-02-28"},
                                                          {"2025-W01", "2024-W01"},
                                                          {"2026-W52", "2025-W52"},
                                                          {"2026-W53", "none"},
                                                          {"2027-W01", "2026-W01"},
                                                          {"1900-05", "none"}})
        EXPECT_EQ(before(now), then) << now;
}

TEST(Period, RefusesOtherLabels) {
    for (const char* words :
         {"",         "25",       "202",      "20255",   "2025-",       "2025-1",   "2025-13",
          "2025-00",  "2025-Q0",  "2025-Q5",  "2025-q1", "2025-H3",     "2025-03c", "2025-13a",
          "2025-W54", "2025-W53", "2025-W00", "2025-W1", "2025-02-30",  "2025 Q1",  "2025Q1",
          "2025-Q1 ", "Q1-2025",  "1899",     "2201",    "2025-03-05a", "2025/03"})
        EXPECT_NE(message_of(words).find("2025-Q1"), std::string::npos) << words;
    EXPECT_EQ(message_of("2025-Q5"),
              "\"2025-Q5\" is not a period (quarter is 5, must be 1 to 4); write it like 2025, "
              "2025-H1, 2025-Q1, 2025-03, 2025-03a or 2025-03b (half months), 2025-W07 or "
              "2025-03-05");
}

TEST(Frequency, NestsWhereNoPeriodCrossesABoundary) {
    for (const Frequency a : every_step)
        for (const Frequency b : every_step) {
            bool nests = true;
            for (Date d = date(2020, 1, 1); d < date(2026, 1, 1); d += std::chrono::days{1}) {
                const Period inner = period_of(b, d);
                nests = nests && inner.end <= period_of(a, inner.start).end;
            }
            EXPECT_EQ(coarser_or_equal(a, b), nests) << text(a) << ' ' << text(b);
        }
}

} // namespace
} // namespace rampcast
