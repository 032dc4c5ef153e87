#include "rampcast/forecast/forecast.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stop_token>
#include <vector>

#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::plain;
using samples::rich;
using samples::three_years;

ForecastOptions quick(std::uint64_t paths = 4096) { return {.paths = paths, .seed = 3}; }

/// The same with every figure of every step of a timeline by months.
ForecastOptions full(std::uint64_t paths = 4096) {
    ForecastOptions options = quick(paths);
    options.steps = steps_of(three_years());
    return options;
}

/// Every figure of a forecast that is the same bits for the same draws.
std::vector<double> figures(const Forecast& forecast) {
    std::vector<double> all;
    for (const Frequency step : {Frequency::month, Frequency::quarter, Frequency::year})
        for (const Row& row : forecast.rows(step))
            for (const double x : {row.summary.mean, row.summary.sd, row.summary.p10,
                                   row.summary.p50, row.summary.p90, row.summary.p50_se})
                all.push_back(std::isnan(x) ? -1 : x);
    for (const BindingRow& row : forecast.binding(Frequency::month)) all.push_back(row.share);
    for (const TargetRow& row : forecast.targets()) all.push_back(row.both);
    for (const PassageRow& row : forecast.first_passage()) all.push_back(row.probability);
    return all;
}

/// The value with a share p of all at or below it, by sorting.
double sorted_quantile(std::vector<double> values, double p) {
    std::sort(values.begin(), values.end());
    const double place = std::ceil(p * static_cast<double>(values.size()));
    return values[static_cast<std::size_t>(std::max(place, 1.0)) - 1];
}

TEST(Forecast, AMatureLineMakesItsNameplate) {
    const Forecast f = forecast(plain(), three_years(), full());
    // 10 a day round the clock; float lanes carry 1e-6
    EXPECT_NEAR(f.at(Metric::units, year(2025)).p50, 3650, 0.01);
    EXPECT_NEAR(f.at(Metric::units, month(2024, 2)).mean, 290, 0.002);
    EXPECT_NEAR(f.at(Metric::units, quarter(2026, 4)).p10, 920, 0.01);
    EXPECT_LT(f.at(Metric::units, year(2025)).sd, 0.02);
}

TEST(Forecast, QuantilesAreThoseOfTheDistribution) {
    Plant plant = plain();
    plant.lines[0].nameplate->units_per_year = LogNormal::p10_p90(600, 1600);
    const Forecast f = forecast(plant, three_years(), quick(65536));
    // Sobol' points put quantiles within a 1/4096 step of probability; bins are 0.4 % wide
    EXPECT_NEAR(f.at(Metric::units, year(2025)).p10, 600, 600 * 1e-3);
    EXPECT_NEAR(f.at(Metric::units, year(2025)).p90, 1600, 1600 * 1e-3);
    EXPECT_NEAR(f.at(Metric::units, year(2025)).mean, 1054.2273714, 0.5);
    EXPECT_NEAR(f.probability(Metric::units, 1600, year(2025)), 0.1, 1e-3);
    EXPECT_EQ(f.probability(Metric::units, 0, year(2025)), 1);
    EXPECT_EQ(f.probability(Metric::units, 1e9, year(2025)), 0);
}

TEST(Forecast, PlainDrawsAgreeWithinTheirStandardErrors) {
    const Forecast sobol = forecast(rich(), three_years(), quick(16384));
    ForecastOptions options = quick(16384);
    options.sampling = Sampling::plain;
    const Forecast drawn = forecast(rich(), three_years(), options);
    // 3 years x 2 metrics x 4 figures at 5 joint standard errors: false alarms below 1 in 10,000
    // for 15 degrees of freedom
    for (const int y : {2024, 2025, 2026})
        for (const Metric metric : {Metric::units, Metric::gross_output_value}) {
            const Summary a = sobol.at(metric, year(y)), b = drawn.at(metric, year(y));
            EXPECT_NEAR(a.mean, b.mean, 6 * std::hypot(a.mean_se, b.mean_se));
            EXPECT_NEAR(a.p10, b.p10, 6 * std::hypot(a.p10_se, b.p10_se) + 0.004 * a.p10);
            EXPECT_NEAR(a.p50, b.p50, 6 * std::hypot(a.p50_se, b.p50_se) + 0.004 * a.p50);
            EXPECT_NEAR(a.p90, b.p90, 6 * std::hypot(a.p90_se, b.p90_se) + 0.004 * a.p90);
            EXPECT_LT(a.mean_se, b.mean_se);
        }
}

TEST(Forecast, ThreadsDoNotMatterAtLength) {
    for (const std::uint64_t paths : {4096u, 1u << 18}) { // values kept, and counted
        ForecastOptions options = full(paths);
        if (paths > 4096) options.steps = {Frequency::year};
        options.threads = 1;
        const std::vector<double> one = figures(forecast(rich(), three_years(), options));
        for (const int threads : {2, 7}) {
            options.threads = threads;
            EXPECT_EQ(figures(forecast(rich(), three_years(), options)), one) << paths;
        }
    }
}

TEST(Forecast, FiguresDoNotDependOnWhatElseIsCollectedAtLength) {
    for (const std::uint64_t paths : {4096u, 1u << 18}) {
        const Forecast table = forecast(rich(), three_years(), quick(paths));
        ForecastOptions options = quick(paths);
        options.steps = {Frequency::year, Frequency::quarter};
        options.views = {View::period, View::cumulative};
        const Forecast more = forecast(rich(), three_years(), options);
        for (const Row& row : table.rows(Frequency::year)) {
            const Summary same = more.at(row.metric, row.days);
            for (const double Summary::* figure :
                 {&Summary::mean, &Summary::sd, &Summary::p10, &Summary::p50, &Summary::p90,
                  &Summary::mean_se, &Summary::p10_se, &Summary::p50_se, &Summary::p90_se})
                EXPECT_EQ(same.*figure, row.summary.*figure) << text(row.metric);
        }
        EXPECT_FALSE(table.has(Metric::units, Frequency::month));
    }
}

TEST(Forecast, QuantilesAreThoseOfTheSortedPaths) {
    ForecastOptions options = quick(8192);
    options.keep_paths = options.common_draws = true;
    const Forecast f = forecast(rich(), three_years(), options);
    std::vector<double> values;
    const Forecast late = f.by_alternative("reading")[1].second;
    for (std::size_t p = 0; p < f.paths(); ++p) {
        float sum = 0; // months are added as floats
        for (std::size_t k = 12; k < 24; ++k) sum += f.kept_units(1)[k * f.paths() + p];
        values.push_back(static_cast<double>(sum));
    }
    for (const double p : {0., .001, .1, .25, .5, .9, 1.})
        EXPECT_EQ(late.quantile(Metric::units, p, year(2025)), sorted_quantile(values, p)) << p;
    for (const double at : {values[0], sorted_quantile(values, .3), 1e3}) {
        const auto below =
            std::count_if(values.begin(), values.end(), [&](double x) { return x < at; });
        EXPECT_DOUBLE_EQ(late.probability(Metric::units, at, year(2025)),
                         1 - static_cast<double>(below) / static_cast<double>(values.size()));
    }
}

TEST(Forecast, CountedQuantilesAreThoseOfThePathsWithinABin) {
    Plant plant = plain();
    plant.lines[0].nameplate->units_per_year = LogNormal::p10_p90(600, 1600);
    ForecastOptions options = quick(1 << 18);
    options.keep_paths = true;
    const Forecast f = forecast(plant, three_years(), options);
    std::vector<double> values;
    for (std::size_t p = 0; p < f.paths(); ++p) {
        float sum = 0;
        for (std::size_t k = 12; k < 24; ++k) sum += f.kept_units(0)[k * f.paths() + p];
        values.push_back(static_cast<double>(sum));
    }
    for (const double p : {.01, .1, .5, .9, .99}) {
        const double exact = sorted_quantile(values, p);
        EXPECT_NEAR(f.quantile(Metric::units, p, year(2025)), exact, exact / 256);
    }
}

TEST(Forecast, StandardErrorsComeFromTheScrambles) {
    ForecastOptions options = quick(8192);
    options.keep_paths = true;
    Plant plant = plain();
    plant.lines[0].nameplate->units_per_year = LogNormal::p10_p90(600, 1600);
    const Forecast f = forecast(plant, three_years(), options);
    const std::size_t each = f.paths() / scrambles;
    std::vector<double> means(scrambles), shares(scrambles);
    const double median = f.quantile(Metric::units, .5, year(2025));
    for (std::size_t p = 0; p < f.paths(); ++p) {
        float sum = 0;
        for (std::size_t k = 12; k < 24; ++k) sum += f.kept_units(0)[k * f.paths() + p];
        means[p / each] += static_cast<double>(sum) / static_cast<double>(each);
        shares[p / each] += (static_cast<double>(sum) <= median) / static_cast<double>(each);
    }
    const auto standard_error = [](const std::vector<double>& x) {
        double mean = 0, square = 0;
        for (const double v : x) mean += v / static_cast<double>(x.size());
        for (const double v : x) square += (v - mean) * (v - mean);
        return std::sqrt(square / static_cast<double>(x.size() * (x.size() - 1)));
    };
    const Summary summary = f.at(Metric::units, year(2025));
    EXPECT_NEAR(summary.mean_se, standard_error(means), 1e-9 * summary.mean);
    const double slope =
        (f.quantile(Metric::units, .52, year(2025)) - f.quantile(Metric::units, .48, year(2025))) /
        .04;
    EXPECT_NEAR(summary.p50_se, standard_error(shares) * slope, 1e-9 * summary.p50);
}

TEST(Forecast, TellsItsMemory) {
    const auto bytes = [](std::uint64_t paths, bool keep = false) {
        ForecastOptions options = quick(paths);
        options.threads = 2;
        options.keep_paths = keep;
        return memory_bytes(plain(), three_years(), options);
    };
    const std::uint64_t series = 6; // units and line capacity of three years
    EXPECT_EQ(bytes(65536) - bytes(32768), series * 32768 * sizeof(float));
    EXPECT_EQ(bytes(1 << 18), bytes(1 << 24));
    EXPECT_LT(bytes(1 << 24), 10u << 20);
    EXPECT_EQ(bytes(65536, true) - bytes(65536), 2 * 36 * 65536 * sizeof(float));
}

TEST(Forecast, TheOrderOfLinesDoesNotMatter) {
    Plant plant = rich();
    plant.lines.resize(1);
    plant.lines.push_back(Line{.name = "A0",
                               .starts = date(2024, 6, 1),
                               .nameplate = Nameplate{.units_per_year = Gamma{9, 120}}});
    Plant turned = plant;
    std::swap(turned.lines[0], turned.lines[1]);
    const auto a = forecast(plant, three_years(), full()),
               b = forecast(turned, three_years(), full());
    for (const Frequency step : {Frequency::month, Frequency::year}) {
        const std::vector<Row> rows = a.rows(step), same = b.rows(step);
        ASSERT_EQ(rows.size(), same.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            EXPECT_EQ(rows[i].summary.p50, same[i].summary.p50);
    }
}

TEST(Forecast, AnAddedDriverLeavesTheOthersDraws) {
    const Plant base = plain(1000);
    Plant uncertain = base;
    uncertain.lines[0].nameplate->units_per_year = Pert{500, 1000, 3000};
    Plant more = uncertain;
    more.components = {
        {.name = "aa", .arrivals = {{.from = date(2024, 1, 1), .per_year = Uniform{1e6, 2e6}}}}};
    more.products = {{.name = "p", .components = {{"aa", 1}}}};
    ForecastOptions options = quick();
    options.sampling = Sampling::plain;
    EXPECT_EQ(forecast(uncertain, three_years(), options).at(Metric::units, year(2025)).p90,
              forecast(more, three_years(), options).at(Metric::units, year(2025)).p90);
    const Forecast first = forecast(uncertain, three_years(), quick());
    const Forecast second = forecast(more, three_years(), quick(), &first);
    EXPECT_EQ(second.drivers().front(), "line.L1.nameplate.units_per_year");
    EXPECT_EQ(first.at(Metric::units, year(2025)).p90, second.at(Metric::units, year(2025)).p90);
}

TEST(Forecast, ChangeIsTheDifferenceOnTheSameDraws) {
    const Forecast base = forecast(rich(), three_years(), quick());
    Plant late = rich();
    late.lines[1].lag_days = 31;
    const Forecast changed = forecast(late, three_years(), quick(), &base);
    const Forecast change = changed.change_from(base);
    for (const int y : {2024, 2025}) {
        const double expected =
            changed.at(Metric::units, year(y)).mean - base.at(Metric::units, year(y)).mean;
        EXPECT_NEAR(change.at(Metric::units, year(y)).mean, expected,
                    1e-3 * std::abs(expected) + 1e-3);
    }
    EXPECT_LT(change.at(Metric::units, year(2024)).sd, base.at(Metric::units, year(2024)).sd);
    EXPECT_EQ(base.change_from(base).at(Metric::units, year(2025)).p90, 0);
    EXPECT_THROW(changed.change_from(forecast(rich(), three_years(), quick(8192))), Error);
}

TEST(Forecast, AlternativesMixByWeight) {
    ForecastOptions options = quick();
    options.common_draws = true;
    const Forecast f = forecast(rich(), three_years(), options);
    const auto parts = f.by_alternative("reading");
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_NEAR(.6 * parts[0].second.at(Metric::units, year(2025)).mean +
                    .4 * parts[1].second.at(Metric::units, year(2025)).mean,
                f.at(Metric::units, year(2025)).mean, 1e-6);
    EXPECT_GT(parts[0].second.at(Metric::units, year(2024)).p50,
              parts[1].second.at(Metric::units, year(2024)).p50);
    EXPECT_EQ(f.reweighted({1, 0}).at(Metric::units, year(2025)).p10,
              parts[0].second.at(Metric::units, year(2025)).p10);
    EXPECT_THROW(f.by_alternative("nothing"), Error);
    EXPECT_THROW(f.reweighted({.5, .6}), Error);
}

/// Options that state the same differ by nothing where they are compared, and their mix is as sure
/// as one run of all their paths: its error is half of that on common draws of a quarter of them.
TEST(Forecast, AlternativesShareDrawsOnlyWhereTheyAreComparedAtLength) {
    Plant plant = plain();
    plant.lines[0].nameplate->units_per_year = LogNormal::p10_p90(600, 1600);
    plant.lines[0].noise = Noise{.sd = .3, .month_correlation = .5};
    plant.alternatives = {{.name = "reading"}};
    for (const char* name : {"a", "b", "c", "d"})
        plant.alternatives[0].options.push_back({.name = name, .weight = .25});
    const Period in = year(2025);
    double own = 0, common = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        ForecastOptions options = quick(8192);
        options.seed = seed;
        const Forecast f = forecast(plant, three_years(), options);
        own += std::pow(f.at(Metric::units, in).mean_se, 2);
        common += std::pow(f.on_common_draws().at(Metric::units, in).mean_se, 2);
        if (seed > 1) continue;
        const auto parts = f.by_alternative("reading");
        for (const auto& part : parts)
            EXPECT_EQ(part.second.at(Metric::units, in).p50,
                      parts[0].second.at(Metric::units, in).p50);
        EXPECT_NE(f.reweighted({1, 0, 0, 0}).at(Metric::units, in).mean,
                  f.reweighted({0, 1, 0, 0}).at(Metric::units, in).mean);
        EXPECT_EQ(f.change_from(f).by_alternative("reading")[2].second.at(Metric::units, in).p90,
                  0);
    }
    // Two mean squares of 300 degrees of freedom each: .25 expected, above .4 once in 10,000.
    EXPECT_LT(own, .4 * common);
}

TEST(Forecast, ViewsAgreeWithEachOther) {
    ForecastOptions options = quick();
    options.views = {View::period, View::cumulative, View::year_to_date, View::year_on_year};
    options.keep_paths = true;
    const Forecast f = forecast(plain(), three_years(), options);
    EXPECT_NEAR(f.at(Metric::units, month(2026, 12), View::cumulative).p50, 10960, 0.05);
    EXPECT_NEAR(f.at(Metric::units, month(2025, 2), View::year_to_date).p50, 590, 0.01);
    EXPECT_NEAR(f.at(Metric::units, year(2025), View::year_on_year).p50, 3650. / 3660 - 1, 1e-5);
    const auto kept = f.kept_units(0);
    ASSERT_EQ(kept.size(), 36 * f.paths());
    EXPECT_NEAR(kept[17], 310, 0.01);
}

/// Weeks belong to the ISO year they are named by, days to the date: 2024-12-30 begins 2025-W01, and
/// 2026-W53 has no week 53 a year before.
TEST(Forecast, WeeksAreTakenByTheYearOfTheirName) {
    ForecastOptions options = quick(1024);
    options.metrics = {Metric::units};
    options.steps = {Frequency::week};
    options.views = {View::year_to_date, View::year_on_year};
    const Timeline timeline{
        .start = date(2024, 1, 1), .end = date(2027, 1, 4), .step = Frequency::week};
    Plant plant = plain(365); // one a day
    plant.lines[0].changes = {
        {.on = date(2025, 12, 29), .set = {{"nameplate.units_per_year", Uncertain(730)}}}};
    const Forecast f = forecast(plant, timeline, options);
    const auto so_far = [&](int y, int w) {
        return f.at(Metric::units, week(y, w), View::year_to_date).p50;
    };
    EXPECT_NEAR(so_far(2024, 52), 364, 1e-3);
    EXPECT_NEAR(so_far(2025, 1), 7, 1e-4);
    EXPECT_NEAR(so_far(2025, 2), 14, 1e-4);
    EXPECT_NEAR(so_far(2026, 53), 2 * 371, 2e-3);
    const auto on_year = [&](int y, int w) {
        return f.at(Metric::units, week(y, w), View::year_on_year).p50;
    };
    EXPECT_NEAR(on_year(2025, 52), 0, 1e-5);
    EXPECT_NEAR(on_year(2026, 1), 1, 1e-5) << "the first week at twice the rate";
    EXPECT_THROW(on_year(2026, 53), Error);
    EXPECT_THROW(on_year(2024, 52), Error);
}

TEST(Forecast, MonthsAddUpPathByPath) {
    ForecastOptions options = quick();
    options.keep_paths = options.common_draws = true;
    const Forecast f = forecast(rich(), three_years(), options);
    for (std::size_t c = 0; c < 2; ++c) {
        double mean = 0;
        const auto kept = f.kept_units(c);
        for (std::size_t k = 12; k < 24; ++k)
            for (std::size_t p = 0; p < f.paths(); ++p)
                mean += kept[k * f.paths() + p] / static_cast<double>(f.paths());
        const auto part = f.by_alternative("reading")[c].second;
        EXPECT_NEAR(mean, part.at(Metric::units, year(2025)).mean, 1e-6 * mean);
    }
}

TEST(Forecast, BindingSharesNameWhatLimits) {
    Plant plant = plain();
    plant.orders = Orders{.arrivals = {{.from = date(2024, 1, 1), .per_year = 1200}}};
    const Forecast f = forecast(plant, three_years(), quick());
    EXPECT_NEAR(f.at(Metric::units, year(2025)).p50, 1200, 0.01);
    for (const BindingRow& row : f.binding(Frequency::year))
        EXPECT_EQ(row.share, row.constraint == "orders" ? 1 : 0) << row.constraint;
    EXPECT_NEAR(f.at(Metric::line_capacity, year(2025)).p50, 3650, 0.05);
}

TEST(Forecast, UnusedStockAndUnfilledOrdersAreKept) {
    Plant plant = plain(365); // one a day
    plant.lines[0].starts = date(2025, 1, 1);
    plant.products = {{.name = "p", .components = {{"card", 2}}}};
    plant.components = {{.name = "card",
                         .arrivals = {{.from = date(2024, 1, 1), .per_year = 100},
                                      {.from = date(2025, 1, 1), .per_year = 0}},
                         .opening_stock = 44}};
    const Forecast f = forecast(plant, three_years(), quick());
    EXPECT_EQ(f.at(Metric::units, year(2024)).p90, 0);
    EXPECT_NEAR(f.at(Metric::units, year(2025)).p50 + f.at(Metric::units, year(2026)).p50, 72,
                1e-3);
}

TEST(Forecast, TargetsAreCountedJointly) {
    Plant plant = plain();
    plant.lines[0].nameplate->units_per_year = Uniform{0, 2000};
    plant.products = {{.name = "p", .price = Price{.start = 10}}};
    plant.targets = {
        {.name = "t", .from = date(2025, 1, 1), .units_per_year = 1000, .value_per_year = 5000}};
    const Forecast f = forecast(plant, three_years(), quick(65536));
    ASSERT_EQ(f.targets().size(), 2u);
    EXPECT_NEAR(f.targets()[0].units, .5, 1e-3);
    EXPECT_NEAR(f.targets()[0].value, .75, 1e-3);
    EXPECT_EQ(f.targets()[0].both, f.targets()[0].units);
    double met = 0;
    for (const PassageRow& row : f.first_passage()) met += row.probability;
    EXPECT_NEAR(met, .5, 2e-3);
}

/// A line that makes N a day from its first day on, N uniform in [0, 20], in 2025 and 2026.
Plant any_rate() {
    Plant plant = plain();
    plant.as_of = date(2025, 1, 1);
    plant.lines[0].nameplate->units_per_year = Uniform{0, 7300};
    plant.products = {{.name = "p", .price = Price{.start = 10}}};
    return plant;
}

TEST(Forecast, TargetsMayBeOfAnyPeriodMetricAndDateAtLength) {
    Plant plant = any_rate();
    plant.lines[0].changes = {{.on = date(2026, 1, 5), .set = {{"nameplate.units_per_year", 0}}}};
    plant.targets = {
        {.name = "quarter", .at_least = 450, .period = "2025-Q1"},
        {.name = "week", .at_least = 105, .period = "week", .by = date(2026, 2, 1)},
        {.name = "too early", .at_least = 105, .period = "week", .by = date(2025, 1, 12)},
        {.name = "each", .from = date(2025, 11, 1), .at_least = 300, .period = "month"},
        {.name = "money", .metric = "revenue", .at_least = 36500, .period = "2025"},
        {.name = "outside", .at_least = 1, .period = "2028"}};
    for (const Frequency step : {Frequency::day, Frequency::week, Frequency::month}) {
        const Timeline timeline{.start = date(2025, 1, 1), .end = date(2027, 1, 1), .step = step};
        const Forecast f = forecast(plant, timeline, quick(65536));
        std::vector<std::string> names;
        for (const TargetRow& row : f.targets()) {
            names.push_back(row.target + ": " + row.period);
            const double truth = row.target == "quarter"         ? .75
                                 : row.period == "by 2026-02-01" ? .25
                                 : row.target == "too early"     ? .25
                                 : row.period == "2025-11"       ? .5
                                 : row.period == "2025-12"       ? 1 - 300 / 31. / 20
                                 : row.target == "money"         ? .5
                                                                 : 0;
            EXPECT_NEAR(row.both, truth, 1e-3) << names.back() << ' ' << text(step);
            if (row.target == "money") EXPECT_TRUE(std::isnan(row.units));
            else EXPECT_EQ(row.units, row.both) << names.back();
            EXPECT_TRUE(std::isnan(row.value)) << names.back();
        }
        std::vector<std::string> expected{"quarter: 2025-Q1", "week: by 2026-02-01"};
        if (step != Frequency::month) expected.push_back("too early: by 2025-01-12");
        for (int m = 0; m < 14; ++m)
            expected.push_back(
                "each: " + label(Frequency::month, month(2025 + (10 + m) / 12, (10 + m) % 12 + 1)));
        expected.push_back("money: 2025");
        EXPECT_EQ(names, expected);
        double passed = 0;
        for (const PassageRow& row : f.first_passage())
            if (row.target == "week") {
                const bool first = row.period == "2025-01";
                EXPECT_NEAR(row.probability, first ? .25 : 0, 1e-3) << row.period;
                passed += row.probability;
            }
        EXPECT_NEAR(passed, .25, 1e-3);
    }
    plant.targets = {{.name = "x", .metric = "unts", .at_least = 1, .period = "2025"}};
    EXPECT_THROW(forecast(plant, three_years(), quick()), Error);
    plant.targets[0].metric = "cash";
    EXPECT_THROW(forecast(plant, three_years(), quick()), Error);
}

TEST(Forecast, ARateIsAskedForWithinACoarserRun) {
    const Forecast f = forecast(any_rate(), three_years(), quick(65536));
    EXPECT_NEAR(f.probability_of_rate(Metric::units, 105, Frequency::week, year(2025)), .25, 1e-3);
    EXPECT_NEAR(f.probability_of_rate(Metric::units, 5, Frequency::day, year(2026)), .75, 1e-3);
    EXPECT_THROW(f.probability_of_rate(Metric::unit_value, 5, Frequency::day, year(2025)), Error);
}

TEST(Forecast, ANormalYearDoesNotDependOnTheStep) {
    const Forecast months = forecast(rich(), three_years(), quick());
    Timeline timeline = three_years();
    timeline.step = Frequency::year;
    EXPECT_EQ(forecast(rich(), timeline, quick()).at(Metric::units, year(2025)).p50,
              months.at(Metric::units, year(2025)).p50);
    timeline.step = Frequency::week;
    const double weekly = forecast(plain(), timeline, quick()).at(Metric::units, year(2025)).p50;
    EXPECT_NEAR(weekly, 3650, 0.05);
}

TEST(Forecast, StopsAndReportsProgress) {
    std::stop_source stop;
    ForecastOptions options = quick(1 << 22);
    options.stop = stop.get_token();
    int calls = 0;
    options.progress = [&](double share) {
        EXPECT_LE(share, 1);
        if (++calls == 2) stop.request_stop();
    };
    EXPECT_THROW(forecast(rich(), three_years(), options), Stopped);
    EXPECT_GE(calls, 2);
}

TEST(Forecast, RefusesWhatItCannotAnswer) {
    const Forecast f = forecast(plain(), three_years(), quick());
    EXPECT_THROW(f.at(Metric::units, year(2031)), Error);
    EXPECT_THROW(f.at(Metric::gross_output_value, year(2025)), Error);
    EXPECT_THROW(f.quantile(Metric::units, 1.5, year(2025)), Error);
    EXPECT_THROW(forecast(plain(), three_years(), {.paths = 0}), Error);
    EXPECT_THROW(forecast(plain(), three_years(), {.metrics = {Metric::unit_value}}), Error);
    EXPECT_THROW(forecast(plain(), {.start = date(2025, 1, 1), .end = date(2024, 1, 1)}), Error);
    EXPECT_THROW(f.kept_units(0), Error);
}

TEST(Forecast, RanksItsDrivers) {
    Plant plant = plain();
    plant.lines[0].nameplate->units_per_year = Pert{500, 1000, 3000};
    plant.lines[0].lag_days = Uniform{0, 5};
    const Forecast f = forecast(plant, three_years(), quick());
    const auto ranks = f.rank_correlations(Metric::units, year(2025));
    ASSERT_EQ(ranks.size(), 2u);
    EXPECT_EQ(ranks[0].first, "line.L1.nameplate.units_per_year");
    EXPECT_NEAR(ranks[0].second, 1, 1e-6);
    EXPECT_LT(std::abs(ranks[1].second), .1);
}

} // namespace
} // namespace rampcast
