#include "rampcast/forecast/point_masses.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::plain;

const Timeline two_years{.start = date(2025, 1, 1), .end = date(2027, 1, 1)};

/// A cap of 20,000 that binds on 88.5 % of the paths, and a target of just that.
Plant capped() {
    Plant plant = plain();
    plant.as_of = date(2025, 1, 1);
    plant.lines[0].nameplate->units_per_year = Uniform{17700, 37700};
    plant.caps = {{.name = "power", .limits = {{.from = date(2024, 1, 1), .per_year = 20000}}}};
    plant.targets = {{.name = "t", .from = date(2025, 1, 1), .units_per_year = 20000}};
    return plant;
}

TEST(PointMasses, ACapThatIsTheTargetIsReached) {
    for (const std::uint64_t paths : {65536u, 1u << 18}) { // values kept, and counted
        const Forecast f = forecast(capped(), two_years, {.paths = paths, .seed = 5});
        ASSERT_EQ(f.targets().size(), 2u);
        for (const TargetRow& row : f.targets()) {
            EXPECT_TRUE(std::isnan(row.value));
            EXPECT_NEAR(row.units, .885, 1e-3) << row.period;
            const Period when = parse_period(row.period).period;
            // Within the bin below the cap lie .2 % of the paths.
            EXPECT_NEAR(f.probability(Metric::units, 20000, when), row.units, 1e-5);
            EXPECT_NEAR(f.probability(Metric::units, 19999, when), .88505, 1e-3);
            EXPECT_EQ(f.probability(Metric::units, 20001, when), 0);
            for (const double p : {.12, .2, .5, .9, 1.})
                EXPECT_NEAR(f.quantile(Metric::units, p, when), 20000, 20000 * 1e-6);
            EXPECT_NEAR(f.quantile(Metric::units, .1, when), 19700, 19700 / 256.);
        }
        double met = 0;
        for (const PassageRow& row : f.first_passage()) met += row.probability;
        EXPECT_NEAR(met, .885, 1e-3);
    }
}

TEST(PointMasses, ACertainNameplateMakesWhatItSays) {
    Plant plant = plain(20000);
    plant.targets = {{.name = "t", .from = date(2025, 1, 1), .units_per_year = 20000}};
    for (const Frequency step :
         {Frequency::day, Frequency::week, Frequency::month, Frequency::year}) {
        Timeline timeline = two_years;
        timeline.step = step;
        const Forecast f = forecast(plant, timeline, {.paths = 1024});
        for (const TargetRow& row : f.targets()) EXPECT_EQ(row.both, 1) << text(step);
        EXPECT_EQ(f.probability(Metric::units, 20000, year(2026)), 1) << text(step);
        EXPECT_NEAR(f.at(Metric::units, year(2025)).p50, 20000, 20000 * 1e-6) << text(step);
    }
}

/// 5,000 a week since 2015 on weekdays of 24 h, and so 5,000 in each week without a holiday.
TEST(PointMasses, ACertainRateIsReachedInEveryWeek) {
    for (const Uncertain& lag : {Uncertain(0), Uncertain(Uniform{0, 400})})
        for (const bool changes : {false, true}) {
            Plant plant = plain(5000 * 365 / 7.);
            plant.as_of = date(2015, 1, 1);
            plant.calendars = {{.name = "week", .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}};
            Line& line = plant.lines[0];
            line.calendar = "week";
            line.starts = date(2015, 3, 4);
            line.lag_days = lag;
            line.ramp = Logistic{.midpoint_days = 100, .rise_days = 200};
            if (changes)
                line.changes = {{.on = date(2026, 3, 4),
                                 .add = {{"nameplate.units_per_year", 5000 * 365 / 7.}}}};
            plant.targets = {{.name = "t", .at_least = 5000, .period = "week"},
                             {.name = "twice",
                              .from = date(2026, 3, 9),
                              .at_least = changes ? 10000. : 5000,
                              .period = "week"}};
            Timeline timeline = two_years;
            timeline.step = Frequency::week;
            const Forecast f = forecast(plant, timeline, {.paths = 1024});
            EXPECT_EQ(f.targets().size(), 103u + 42u);
            for (const TargetRow& row : f.targets()) EXPECT_EQ(row.both, 1) << row.period;
        }
}

/// A plant with point masses in its output: what limits it is certain or takes few values.
Plant lumpy(std::mt19937_64& random) {
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    const auto one_in = [&](unsigned n) { return random() % n == 0; };
    Plant plant = plain(between(500, 50000));
    plant.as_of = date(2020, 1, 1);
    Line& line = plant.lines[0];
    const double rate = line.nameplate->units_per_year.number();
    line.starts = date(2020 + static_cast<int>(random() % 6), 1 + unsigned(random() % 12), 1);
    if (one_in(2)) line.lag_days = Uniform{0, between(1, 400)};
    if (one_in(3)) line.ramp = Linear{.rise_days = between(1, 300), .start_share = .2};
    if (one_in(3))
        line.nameplate->units_per_year = Discrete{{rate, 1.3 * rate, 1.7 * rate}, {.2, .3, .5}};
    else if (one_in(2)) line.nameplate->units_per_year = Uniform{.5 * rate, 3 * rate};
    if (one_in(2))
        plant.caps = {
            {.name = "power",
             .limits = {{.from = date(2024, 1, 1), .per_year = between(.7, 1.5) * rate}}}};
    if (one_in(2))
        plant.orders =
            Orders{.arrivals = {{.from = date(2024, 1, 1),
                                 .per_year = Discrete{{.8 * rate, 1.2 * rate}, {.5, .5}}}},
                   .unfilled = one_in(2) ? Unfilled::lost : Unfilled::carried};
    if (one_in(3)) {
        plant.products = {
            {.name = "p", .components = {{"card", Discrete{{1, 2, 4}, {.4, .3, .3}}}}}};
        plant.components = {
            {.name = "card",
             .arrivals = {{.from = date(2024, 1, 1), .per_year = between(1, 3) * rate}}}};
    }
    return plant;
}

/// What each path made in the cells [from, to), added up in double precision.
std::vector<double> made(const Forecast& f, std::size_t from, std::size_t to) {
    std::vector<double> sums(f.paths());
    for (std::size_t k = from; k < to; ++k)
        for (std::size_t p = 0; p < sums.size(); ++p)
            sums[p] += static_cast<double>(f.kept_units(0)[k * sums.size() + p]);
    return sums;
}
double share_reaching(const std::vector<double>& values, double at_least) {
    const auto reach = std::count_if(values.begin(), values.end(),
                                     [&](double x) { return x >= at_least * (1 - 1e-6); });
    return static_cast<double>(reach) / static_cast<double>(values.size());
}

void agree_however_asked(std::uint32_t seed, int plants) {
    std::mt19937_64 random(seed);
    int masses = 0;
    for (int round = 0; round < plants; ++round) {
        Plant plant = lumpy(random);
        const ForecastOptions options{.paths = 1024,
                                      .seed = 7,
                                      .metrics = {Metric::units},
                                      .steps = {Frequency::month, Frequency::year},
                                      .keep_paths = true};
        const Forecast first = forecast(plant, two_years, options);
        std::vector<double> sums = made(first, 12, 24);
        std::sort(sums.begin(), sums.end());
        for (const std::size_t rank : {100u, 500u, 900u}) {
            const double wanted = sums[rank];
            if (!(wanted > 0)) continue;
            masses +=
                share_reaching(sums, wanted) - share_reaching(sums, wanted * (1 + 3e-6)) > .05;
            plant.targets = {{.name = "t", .from = date(2025, 1, 1), .units_per_year = wanted}};
            const Forecast f = forecast(plant, two_years, options);
            // What is wanted was rounded like the rest, by some ten-millionths.
            EXPECT_GE(f.targets()[1].units, share_reaching(sums, wanted * (1 + 3e-7))) << round;
            EXPECT_LE(f.targets()[1].units, share_reaching(sums, wanted * (1 - 3e-7))) << round;
            EXPECT_NEAR(f.probability(Metric::units, wanted, year(2026)), f.targets()[1].units,
                        1e-12)
                << round;
            std::vector<double> most(f.paths());
            for (std::size_t k = 0; k + 12 <= 24; ++k) {
                const std::vector<double> twelve = made(f, k, k + 12);
                for (std::size_t p = 0; p < most.size(); ++p)
                    most[p] = std::max(most[p], twelve[p]);
            }
            double passed = 0;
            for (const PassageRow& row : f.first_passage()) passed += row.probability;
            EXPECT_GE(passed, share_reaching(most, wanted * (1 + 3e-7))) << round;
            EXPECT_LE(passed, share_reaching(most, wanted * (1 - 3e-7))) << round;
        }
        std::vector<double> march = made(first, 14, 15);
        std::sort(march.begin(), march.end());
        EXPECT_NEAR(first.probability(Metric::units, march[500], month(2026, 3)),
                    share_reaching(made(first, 14, 15), march[500]), 1e-12);
        for (const double p : {.1, .5, .9}) {
            const double q = first.quantile(Metric::units, p, year(2026));
            EXPECT_GE(first.probability(Metric::units, q, year(2026)), 1 - p);
        }
    }
    EXPECT_GT(masses, plants) << "or nothing was tried";
}
TEST(PointMasses, EveryWayToAskAgrees) { agree_however_asked(31, 5); }
TEST(PointMasses, EveryWayToAskAgreesAtLength) { agree_however_asked(33, 215); }

TEST(PointMasses, AreCountedBesideTheBinsAtLength) {
    std::mt19937_64 random(32);
    for (int round = 0; round < 8; ++round) {
        const Plant plant = lumpy(random);
        const Forecast f = forecast(plant, {.start = date(2025, 1, 1), .end = date(2026, 1, 1)},
                                    {.paths = 1 << 18,
                                     .seed = 7,
                                     .metrics = {Metric::units},
                                     .steps = {Frequency::year},
                                     .keep_paths = true});
        std::vector<double> sums = made(f, 0, 12);
        std::sort(sums.begin(), sums.end());
        for (double p = .05; p < 1; p += .1) {
            const double wanted = sums[static_cast<std::size_t>(p * 262144)];
            // Of what masses of less than one per cent there are, bins spread some.
            EXPECT_NEAR(f.probability(Metric::units, wanted, year(2025)),
                        share_reaching(sums, wanted), 4e-3)
                << round << ' ' << wanted;
            EXPECT_NEAR(f.quantile(Metric::units, p, year(2025)), wanted, wanted / 256) << round;
        }
    }
}

TEST(PointMasses, BinsReachWhereTheMedianMakesNothing) {
    Plant plant = plain();
    plant.as_of = date(2025, 1, 1);
    plant.lines[0].nameplate->units_per_year = Discrete{{0, 20000}, {.6, .4}};
    for (const std::uint64_t paths : {65536u, 1u << 18}) {
        const Forecast f = forecast(plant, two_years, {.paths = paths, .seed = 5});
        EXPECT_NEAR(f.quantile(Metric::units, .9, year(2025)), 20000, .02);
        EXPECT_NEAR(f.probability(Metric::units, 20000, year(2025)), .4, 1e-4);
    }
}

TEST(PointMasses, AreFoundInASampleAndNothingElse) {
    std::vector<float> sample;
    for (int i = 0; i < 1000; ++i) sample.push_back(1000 + 0.1f * static_cast<float>(i));
    for (int i = 0; i < 20; ++i)
        sample.push_back(20000 * (1 + static_cast<float>(i % 3 - 1) * 5e-7f));
    for (int i = 0; i < 5; ++i) sample.push_back(0);
    std::sort(sample.begin(), sample.end());
    const std::vector<PointMass> masses = detail::point_masses(sample);
    ASSERT_EQ(masses.size(), 2u);
    EXPECT_EQ(masses[0].value, 0);
    EXPECT_NEAR(masses[1].value, 20000, 20000 * 5e-7);
}

} // namespace
} // namespace rampcast
