#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::plain;

/// One unit a day, two from 2025-07-01 on.
Plant daily() {
    Plant plant = plain(365);
    plant.lines[0].changes = {
        {.on = date(2025, 7, 1), .set = {{"nameplate.units_per_year", Uncertain(730)}}}};
    return plant;
}
double days(const Period& period) {
    return static_cast<double>((period.end - period.start).count());
}
/// What `daily` makes before a day, counted from 2024 on.
double made_before(Date day) {
    return days({date(2024, 1, 1), day}) +
           (day > date(2025, 7, 1) ? days({date(2025, 7, 1), day}) : 0.0);
}
double made(const Period& period) { return made_before(period.end) - made_before(period.start); }

ForecastOptions all_views(const Timeline& timeline) {
    return {.paths = 1024,
            .metrics = {Metric::units},
            .steps = steps_of(timeline),
            .views = {View::period, View::year_to_date, View::year_on_year}};
}

TEST(FiscalYears, AreThoseOfTablesTargetsAndReports) {
    const Timeline timeline{
        .start = date(2024, 1, 1), .end = date(2026, 10, 1), .fiscal_year_starts = 4};
    const FiscalYear years = fiscal_year(timeline);
    Plant plant = daily();
    plant.as_of = date(2024, 7, 1);
    plant.targets = {{.name = "year", .from = date(2024, 6, 1), .units_per_year = 400},
                     {.name = "fiscal quarter", .at_least = 180, .period = "FY2026-Q2"},
                     {.name = "calendar half", .at_least = 360, .period = "2025-H2"},
                     {.name = "quarters", .at_least = 100, .period = "quarter"}};
    plant.actuals = {{.period = "FY2025-Q1", .units = 500.0}};
    const Forecast f = forecast(plant, timeline, all_views(timeline));
    const auto at = [&](const char* name, View view = View::period) {
        return f.at(Metric::units, parse_period(name, years).period, view).p50;
    };
    EXPECT_NEAR(at("FY2025-Q1"), 500, 1e-2);
    EXPECT_NEAR(at("FY2025"), 500 + 274, 1e-2);
    EXPECT_NEAR(at("FY2025-H2"), 182, 1e-2);
    EXPECT_NEAR(at("FY2026"), 91 + 2 * 274, 1e-2);
    EXPECT_NEAR(at("2025-06", View::year_to_date), 91, 1e-2) << "since April";
    EXPECT_NEAR(at("2026-01", View::year_to_date), 91 + 2 * 215, 1e-2);
    EXPECT_NEAR(at("FY2026-Q3", View::year_on_year), 1, 1e-4);
    EXPECT_NEAR(at("FY2026", View::year_on_year), 639.0 / 774 - 1, 1e-4);
    std::vector<std::string> labels;
    for (const Row& row : f.rows(Frequency::year))
        if (row.metric == Metric::units) labels.push_back(row.period);
    EXPECT_EQ(labels, (std::vector<std::string>{"FY2024", "FY2025", "FY2026", "FY2027"}));
    EXPECT_EQ(f.binding(Frequency::quarter).front().period, "FY2024-Q4");
    std::vector<std::string> rows;
    for (const TargetRow& row : f.targets())
        if (row.target != "quarters")
            rows.push_back(row.target + " " + row.period + " " + std::to_string(row.both > .5));
    EXPECT_EQ(rows, (std::vector<std::string>{"year FY2026 1", "fiscal quarter FY2026-Q2 1",
                                              "calendar half 2025-H2 1"}));
    EXPECT_THROW(f.at(Metric::units, year(2025)), Error);
    EXPECT_FALSE(f.explain(parse_period("FY2026", years).period).empty());
    EXPECT_EQ(f.explain(parse_period("FY2026", years).period).front().step, "year");
}

TEST(FiscalYears, OfWeeksAreThoseOfTables) {
    for (const Frequency step : {Frequency::week, Frequency::day}) {
        const Timeline timeline{.start = date(2024, 1, 1),
                                .end = date(2027, 3, 1),
                                .step = step,
                                .fiscal_year_starts = 2,
                                .quarters = Quarters::weeks_454};
        const FiscalYear years = fiscal_year(timeline);
        const Forecast f = forecast(daily(), timeline, all_views(timeline));
        int whole = 0;
        for (const Frequency by : steps_of(timeline))
            for (const Row& row : f.rows(by)) {
                const Period nominal = period_of(by, row.days.start, years);
                EXPECT_EQ(row.period, label(by, nominal, years));
                EXPECT_NEAR(row.summary.p50, made(row.days), 1e-2) << row.period;
                whole += nominal == row.days ? 1 : 0;
            }
        EXPECT_GT(whole, 36 + 12 + 6 + 3);
        const auto at = [&](const char* name, View view) {
            return f.at(Metric::units, parse_period(name, years).period, view).p50;
        };
        // FY2026 begins on 2025-02-03; its P02 has five weeks.
        EXPECT_NEAR(at("FY2026-P02", View::year_to_date), 63, 1e-3);
        EXPECT_NEAR(at("FY2026-P08", View::year_on_year), 1, 1e-4);
        EXPECT_NEAR(at("FY2026-Q4", View::year_on_year), 2 * 13 / 14. - 1, 1e-4)
            << "the year before has a 53rd week";
    }
}

TEST(FiscalYears, MayBeThoseOfTheTimelineAsked) {
    Plant plant = daily();
    plant.actuals = {{.period = "FY2025", .units = 1.0}};
    EXPECT_THROW(forecast(plant, samples::three_years(), {.paths = 1024}), Error);
    Timeline timeline = samples::three_years();
    timeline.fiscal_year_starts = 4;
    EXPECT_NEAR(forecast(plant, timeline, {.paths = 1024})
                    .at(Metric::units, {date(2024, 4, 1), date(2025, 4, 1)})
                    .p50,
                1, 1e-6);
}

} // namespace
} // namespace rampcast
