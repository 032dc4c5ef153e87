#include "rampcast/time/fiscal.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "rampcast/time/timeline.hpp"

namespace rampcast {
namespace {

constexpr std::chrono::days one_day{1};

/// The last day of a period by its label.
Date last(const char* name, const FiscalYear& years) {
    return parse_period(name, years).period.end - one_day;
}

/// Johnson & Johnson: "the Sunday nearest to the end of December".
TEST(FiscalYear, EndsAsThatOfACompanyWithTheYearsEnd) {
    const FiscalYear years{.quarters = Quarters::weeks_445};
    EXPECT_EQ(last("FY2009", years), date(2010, 1, 3));
    EXPECT_EQ(last("FY2014", years), date(2014, 12, 28));
    EXPECT_EQ(last("FY2015", years), date(2016, 1, 3));
    EXPECT_EQ(last("FY2019", years), date(2019, 12, 29));
    EXPECT_EQ(last("FY2020-Q1", years), date(2020, 3, 29));
    EXPECT_EQ(last("FY2020-Q2", years), date(2020, 6, 28));
    EXPECT_EQ(last("FY2020-Q3", years), date(2020, 9, 27));
    EXPECT_EQ(last("FY2020", years), date(2021, 1, 3));
    EXPECT_EQ(last("FY2023", years), date(2023, 12, 31));
    EXPECT_EQ(last("FY2020-W53", years), date(2021, 1, 3));
    EXPECT_THROW(last("FY2019-W53", years), Error);
}

/// The Home Depot: "the Sunday nearest to January 31st"; its fiscal 2024 is named FY2025 here.
TEST(FiscalYear, EndsAsThatOfACompanyWithJanuary) {
    const FiscalYear years{2, Quarters::weeks_454};
    EXPECT_EQ(last("FY2002", years), date(2002, 2, 3));
    EXPECT_EQ(last("FY2008", years), date(2008, 2, 3));
    EXPECT_EQ(last("FY2013", years), date(2013, 2, 3));
    EXPECT_EQ(last("FY2019", years), date(2019, 2, 3));
    EXPECT_EQ(last("FY2021", years), date(2021, 1, 31));
    EXPECT_EQ(last("FY2022", years), date(2022, 1, 30));
    EXPECT_EQ(last("FY2024-Q1", years), date(2023, 4, 30));
    EXPECT_EQ(last("FY2024-Q2", years), date(2023, 7, 30));
    EXPECT_EQ(last("FY2024-Q3", years), date(2023, 10, 29));
    EXPECT_EQ(last("FY2024-Q4", years), date(2024, 1, 28));
    EXPECT_EQ(last("FY2025-Q3", years), date(2024, 10, 27));
    EXPECT_EQ(last("FY2025-Q4", years), date(2025, 2, 2)) << "of 14 weeks";
}

/// The National Retail Federation's 4-5-4 calendar of 2022, whose weeks begin a day earlier, on
/// Sundays.
TEST(FiscalYear, HasTheMonthsOfARetailCalendar) {
    const FiscalYear years{2, Quarters::weeks_454};
    const std::vector<Date> begins{date(2022, 1, 30),  date(2022, 2, 27),  date(2022, 4, 3),
                                   date(2022, 5, 1),   date(2022, 5, 29),  date(2022, 7, 3),
                                   date(2022, 7, 31),  date(2022, 8, 28),  date(2022, 10, 2),
                                   date(2022, 10, 30), date(2022, 11, 27), date(2023, 1, 1)};
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const std::string name = "FY2023-P" + detail::padded(static_cast<int>(i) + 1, 2);
        EXPECT_EQ(parse_period(name, years).period.start, begins[i] + one_day) << name;
    }
}

/// Years of weeks that begin near 1 January are those of ISO 8601.
TEST(FiscalYear, OfWeeksFromJanuaryIsThatOfIso8601) {
    for (const Quarters quarters :
         {Quarters::weeks_445, Quarters::weeks_454, Quarters::weeks_544}) {
        const FiscalYear years{1, quarters};
        for (Date day = date(2000, 1, 3); day < date(2100, 1, 1); day += std::chrono::days{7}) {
            const Period whole = period_of(Frequency::week, day);
            EXPECT_EQ(label(Frequency::week, whole, years), "FY" + label(Frequency::week, whole));
        }
    }
}

struct Written {
    Period days;
    std::string name;
};

/// A second implementation: a year written out in full, period by period.
std::vector<Written> write_out(const FiscalYear& years, int number, Frequency step) {
    const int began = years.first_month == 1 ? number : number - 1;
    const std::string of_year = "FY" + std::to_string(number);
    std::vector<Date> begins; // of months, and of the next year
    if (years.has_weeks()) {
        std::vector<Date> firsts;
        for (const int y : {began, began + 1})
            for (int off = -3; off <= 3; ++off) {
                const Date day = date(y, years.first_month, 1) + std::chrono::days{off};
                if (std::chrono::weekday{day} == std::chrono::Monday) firsts.push_back(day);
            }
        std::vector<int> weeks{4, 4, 5};
        if (years.quarters == Quarters::weeks_454) weeks = {4, 5, 4};
        if (years.quarters == Quarters::weeks_544) weeks = {5, 4, 4};
        Date day = firsts.at(0);
        for (std::size_t m = 0; m < 12; ++m) {
            begins.push_back(day);
            day += std::chrono::days{7 * weeks[m % 3]};
        }
        begins.push_back(firsts.at(1));
        if (step == Frequency::week) {
            std::vector<Written> list;
            for (Date at = firsts.at(0); at < firsts.at(1); at += std::chrono::days{7}) {
                const std::string n = std::to_string(list.size() + 1);
                list.push_back({{at, at + std::chrono::days{7}},
                                of_year + "-W" + (n.size() == 1 ? "0" + n : n)});
            }
            return list;
        }
    } else {
        for (unsigned m = 0; m <= 12; ++m) {
            const unsigned month = years.first_month + m;
            begins.push_back(
                date(began + static_cast<int>((month - 1) / 12), (month - 1) % 12 + 1, 1));
        }
    }
    if (step == Frequency::year) return {{{begins[0], begins[12]}, of_year}};
    const std::size_t each = step == Frequency::half_year ? 6 : step == Frequency::quarter ? 3 : 1;
    const char* mark = each == 6 ? "-H" : each == 3 ? "-Q" : "-P";
    std::vector<Written> list;
    for (std::size_t m = 0; m < 12; m += each) {
        const std::string n = std::to_string(m / each + 1);
        list.push_back({{begins[m], begins[m + each]},
                        of_year + mark + (each == 1 && n.size() == 1 ? "0" + n : n)});
    }
    return list;
}

TEST(FiscalYear, AgreesWithYearsWrittenOutInFullAtLength) {
    std::mt19937 random(5);
    for (int trial = 0; trial < 400; ++trial) {
        const FiscalYear years{1 + static_cast<unsigned>(random() % 12),
                               static_cast<Quarters>(random() % 4)};
        if (years.is_calendar()) continue;
        const int number = 1990 + static_cast<int>(random() % 80);
        std::vector<Frequency> steps{Frequency::quarter, Frequency::half_year, Frequency::year};
        if (years.has_weeks()) steps.insert(steps.end(), {Frequency::week, Frequency::month});
        for (const Frequency step : steps) {
            const std::vector<Written> list = write_out(years, number, step);
            const std::vector<Written> before = write_out(years, number - 1, step);
            for (std::size_t i = 0; i < list.size(); ++i) {
                const Period& days = list[i].days;
                SCOPED_TRACE(list[i].name + " from month " + std::to_string(years.first_month));
                const auto inside =
                    days.start +
                    std::chrono::days{static_cast<int>(
                        random() % static_cast<unsigned>((days.end - days.start).count()))};
                EXPECT_EQ(period_of(step, inside, years), days);
                EXPECT_EQ(label(step, {inside, days.end}, years), list[i].name);
                const LabelledPeriod read = parse_period(list[i].name, years);
                EXPECT_EQ(read.step, step);
                EXPECT_EQ(read.period, days);
                const auto earlier = year_before(step, days, years);
                EXPECT_EQ(earlier.has_value(), i < before.size());
                if (earlier) {
                    EXPECT_EQ(*earlier, before.at(i).days);
                }
            }
        }
    }
}

TEST(FiscalYear, LeavesFinerPeriodsToTheCalendar) {
    const FiscalYear april{.first_month = 4};
    EXPECT_EQ(label(Frequency::month, month(2025, 3), april), "2025-03");
    EXPECT_EQ(label(Frequency::week, week(2025, 7), april), "2025-W07");
    EXPECT_EQ(label(Frequency::year, {date(2025, 3, 31), date(2025, 4, 1)}, april), "FY2025");
    EXPECT_EQ(parse_period("2025", april).period, year(2025)) << "the calendar's";
    EXPECT_EQ(label(Frequency::year, year(2025), FiscalYear{}), "2025");
}

std::string refusal(const char* name, const FiscalYear& years) {
    try {
        parse_period(name, years);
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

TEST(FiscalYear, RefusesWhatItHasNot) {
    const FiscalYear april{.first_month = 4}, weeks{4, Quarters::weeks_445};
    EXPECT_NE(refusal("FY2025", {}).find("fiscal_year_starts"), std::string::npos);
    for (const char* name :
         {"FY", "FY25", "FY2025-", "FY2025-Q5", "FY2025-Q0", "FY2025-H3", "FY2025-P03",
          "FY2025-W07", "FY2025-03", "FY2025-Q1x", "FY2300", "FY20251", "fy2025"})
        EXPECT_NE(refusal(name, april), "") << name;
    for (const char* name : {"FY2025-P00", "FY2025-P13", "FY2025-P3", "FY2025-W00", "FY2025-W54"})
        EXPECT_NE(refusal(name, weeks), "") << name;
    EXPECT_EQ(refusal("FY2025-P03", weeks), "");
}

TEST(FiscalYear, IsWhatTheTimelineSays) {
    Timeline timeline{.start = date(2024, 1, 1), .end = date(2026, 1, 1)};
    const auto error = [&] {
        try {
            validate(timeline);
        } catch (const Error& e) {
            return std::string(e.what());
        }
        return std::string();
    };
    for (const double wrong : {0.0, 13.0, 4.5, -1.0}) {
        timeline.fiscal_year_starts = wrong;
        EXPECT_NE(error().find("fiscal_year_starts is "), std::string::npos) << wrong;
    }
    timeline.fiscal_year_starts = 4;
    EXPECT_EQ(error(), "");
    timeline.quarters = Quarters::weeks_445;
    EXPECT_EQ(error(), "timeline: quarters is 4-4-5, which is made of weeks, but step is month; it "
                       "must be week or day");
    timeline.step = Frequency::week;
    EXPECT_EQ(error(), "");
    const std::vector<Period> grid = cells(timeline);
    for (const Frequency step : {Frequency::week, Frequency::month, Frequency::quarter,
                                 Frequency::half_year, Frequency::year}) {
        Date at = timeline.start;
        for (const Group& each : group(grid, step, fiscal_year(timeline))) {
            EXPECT_EQ(each.clipped.start, at);
            at = each.clipped.end;
        }
        EXPECT_EQ(at, timeline.end);
    }
}

TEST(FiscalYear, CutsATimelineByItsOwnQuarters) {
    const Timeline timeline{.start = date(2024, 1, 1),
                            .end = date(2025, 1, 1),
                            .step = Frequency::quarter,
                            .fiscal_year_starts = 2};
    const std::vector<Period> list = periods(timeline);
    ASSERT_EQ(list.size(), 5u);
    EXPECT_EQ(list[0], (Period{date(2024, 1, 1), date(2024, 2, 1)}));
    EXPECT_EQ(list[1], (Period{date(2024, 2, 1), date(2024, 5, 1)}));
}

} // namespace
} // namespace rampcast
