#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/plant/limits.hpp"
#include "rampcast/plant/validate.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::plain;
using samples::three_years;

/// Noise of one path: independent standard normal values by stream and month.
struct PathNoise {
    std::uint32_t path;
    double noise(std::size_t stream, int month) const {
        const auto words =
            philox({path, static_cast<std::uint32_t>(month), static_cast<std::uint32_t>(stream), 0},
                   {11, 22});
        const std::uint32_t bits[16] = {words[0]};
        return normal_of_bits<double, 16>(bits)[0];
    }
};

struct Month {
    double units = 0, value = 0, backlog = 0;
    std::vector<double> stock{}, limits{};
    std::set<std::string> binding{};
};

/// Every month of one path of a plant without uncertain numbers (those are at their medians).
std::vector<Month> months_of(const Plant& plant, std::uint32_t path = 0, bool noisy = false) {
    const Plant ready = prepared(plant);
    const Grid grid = make_grid(ready, three_years());
    Projection<double> projection(ready, grid);
    std::vector<Month> months;
    const auto observe = [&](std::size_t k, const CellOutput<double>& cell) {
        Month month{.units = cell.units, .value = cell.value};
        if (plant.orders) month.backlog = projection.stock("orders");
        for (const Component& component : plant.components)
            month.stock.push_back(projection.stock(component.name));
        month.limits = projection.limits();
        month.limits.push_back(cell.line_capacity);
        int binding = 0;
        projection.limits_bind(k, [&](std::size_t constraint, bool binds, bool) {
            binding += binds;
            if (binds) month.binding.insert(projection.constraints()[constraint]);
        });
        EXPECT_GE(binding, 1) << k;
        if (k > 0 && grid.cells[k].month == grid.cells[k - 1].month) { // parts of one month
            month.units += months.back().units;
            month.value += months.back().value;
            months.back() = month;
        } else {
            months.push_back(month);
        }
    };
    if (noisy) {
        PathNoise noise{path};
        projection.run(noise, observe);
    } else {
        NoNoise<double> none;
        projection.run(none, observe);
    }
    return months;
}
double total(const std::vector<Month>& months, std::size_t from = 0, std::size_t to = 36) {
    double sum = 0;
    for (std::size_t k = from; k < to; ++k) sum += months[k].units;
    return sum;
}

TEST(Caps, LimitFromTheirDayOn) {
    Plant plant = plain(3650);
    plant.caps = {{.name = "power",
                   .limits = {{.from = date(2024, 6, 15), .per_year = 1200},
                              {.from = date(2026, 1, 1), .growth = 2}}}};
    const auto months = months_of(plant);
    EXPECT_NEAR(months[5].units, months[4].units * 14 / 31 + 1200 * 16 / 366., 1e-9);
    EXPECT_NEAR(total(months, 12, 24), 1200, 1e-9);
    EXPECT_NEAR(total(months, 24, 36), 2400, 1e-9);
}

/// N' = h - a N from N0: the person-years of three years in closed form.
TEST(Labour, PersonYearsAreTheIntegralOfTheHeadcount) {
    for (const double attrition : {0.0, 1e-6, 0.02, 0.5, 3.0}) {
        Plant plant = plain(1e7);
        plant.labour = {{.name = "assemblers",
                         .headcount = {{.from = date(2024, 1, 1), .people = 40}},
                         .hires = {{.from = date(2024, 1, 1), .per_year = 30}},
                         .attrition_per_year = attrition,
                         .hours_per_month = 150,
                         .hours_per_unit = 9}};
        const double t = 3, a = attrition;
        const double person_years =
            a > 1e-5 ? (40 - 30 / a) * -std::expm1(-a * t) / a + 30 / a * t : 40 * t + 15 * t * t;
        EXPECT_NEAR(total(months_of(plant)), person_years * 12 * 150 / 9,
                    (a == 1e-6 ? 1e-5 : 1e-9) * person_years * 200)
            << a;
    }
}

TEST(Labour, HeadcountIsSetOnItsDayAndLearningShortensTheWork) {
    Plant plant = plain(1e7);
    plant.labour = {{.name = "people",
                     .headcount = {{.from = date(2023, 5, 1), .people = 7},
                                   {.from = date(2023, 9, 1), .people = 10},
                                   {.from = date(2025, 7, 2), .people = 20}},
                     .hours_per_month = 100,
                     .hours_per_unit = 10}};
    const auto months = months_of(plant);
    EXPECT_NEAR(total(months, 0, 12), 10 * 12 * 10, 1e-9);
    EXPECT_NEAR(months[18].units, (10 * 1 + 20 * 30) / 365. * 120, 1e-9);
    plant.labour[0].learning_rate = 0.8;
    plant.labour[0].units_at_start = 50;
    const auto learned = months_of(plant);
    // the hours of x units are the integral of 10 (1 + x/50)^b
    const double b = std::log2(0.8);
    const auto hours = [&](double units) {
        return 10 * 50 / (b + 1) * (std::pow(1 + units / 50, b + 1) - 1);
    };
    // small steps by a series, to about a millionth
    EXPECT_NEAR(hours(total(learned, 0, 1)), 10 * total(months, 0, 1), 1e-8);
    EXPECT_NEAR(hours(total(learned, 0, 12)), 10 * total(months, 0, 12), 0.05);
}

TEST(Contracts, ArePlacedOnTheirDayWithTheirChance) {
    Plant plant = plain(1e7);
    plant.orders =
        Orders{.arrivals = {},
               .contracts = {{.name = "old", .units = 5, .on = date(2023, 2, 1)},
                             {.name = "sure", .units = 70, .on = date(2024, 3, 1)},
                             {.name = "never", .units = 9e3, .on = date(2024, 4, 1), .chance = 0}}};
    const auto months = months_of(plant);
    EXPECT_EQ(months[0].units, 5);
    EXPECT_EQ(months[1].units, 0);
    EXPECT_EQ(months[2].units, 70);
    EXPECT_EQ(total(months), 75);

    // 20,000 paths: the share's standard deviation is 0.0032; 4 of them: one false alarm in 16,000.
    plant.orders->contracts = {
        {.name = "perhaps", .units = 100, .on = date(2025, 1, 10), .chance = 0.3}};
    const Forecast f = forecast(plant, three_years(), {.paths = 20'000, .seed = 4});
    EXPECT_NEAR(f.probability(Metric::units, 100, year(2025)), 0.3, 4 * 0.0032);
}

TEST(Orders, AreLostOrCancelledWhereNotFilled) {
    Plant plant = plain(3650);
    plant.lines[0].starts = date(2024, 7, 1);
    plant.orders =
        Orders{.arrivals = {{.from = date(2024, 1, 1), .per_year = 366}}, .opening_backlog = 50};
    EXPECT_NEAR(total(months_of(plant), 0, 7), 50 + 213, 1e-9);
    plant.orders->unfilled = Unfilled::lost;
    EXPECT_NEAR(total(months_of(plant), 0, 7), 31, 1e-9);
    plant.orders->unfilled = Unfilled::carried;
    plant.orders->cancelled_per_year = 0.4;
    double backlog = 50;
    for (const double days : {31., 29., 31., 30., 31., 30.})
        backlog = (backlog + days) * std::exp(-0.4 * days / 366);
    EXPECT_NEAR(total(months_of(plant), 0, 7), backlog + 31, 1e-9);
}

TEST(Components, SparesAndReturnsTakePieces) {
    Plant plant = plain(1e6);
    plant.products = {{.name = "server", .components = {{"card", 8}}}};
    plant.components = {{.name = "card",
                         .arrivals = {{.from = date(2024, 1, 1), .per_year = 8000}},
                         .spare_share = 0.05,
                         .return_share = 0.1}};
    EXPECT_NEAR(total(months_of(plant), 0, 12), 8000 * 0.9 / (8 * 1.05), 1e-9);
}

/// Cards for 1,000 servers a year; 600 of the first product are wanted and 600 of the second.
TEST(Components, AreSharedByTheMixOrInTheOrderListed) {
    Plant plant = plain(1200);
    plant.products = {{.name = "first", .price = Price{.start = 10}, .components = {{"card", 8}}},
                      {.name = "second", .price = Price{.start = 1}, .components = {{"card", 8}}}};
    plant.mix = {{.shares = {{"first", 0.5}, {"second", 0.5}}}};
    plant.components = {
        {.name = "card", .arrivals = {{.from = date(2024, 1, 1), .per_year = 8000}}}};
    const auto by_mix = months_of(plant);
    EXPECT_NEAR(total(by_mix, 12, 24), 1000, 1e-9);
    double value = 0;
    for (std::size_t k = 12; k < 24; ++k) value += by_mix[k].value;
    EXPECT_NEAR(value, 500 * 10 + 500 * 1, 1e-6);
    plant.sharing = Sharing::listed;
    const auto listed = months_of(plant);
    EXPECT_NEAR(total(listed, 12, 24), 1000, 1e-9);
    value = 0;
    for (std::size_t k = 12; k < 24; ++k) value += listed[k].value;
    EXPECT_NEAR(value, 600 * 10 + 400 * 1, 1e-6);
    const Forecast f = forecast(plant, three_years(), {.paths = 1024, .seed = 1});
    for (const BindingRow& row : f.binding(Frequency::year))
        EXPECT_EQ(row.share, row.constraint == "card" ? 1 : 0) << row.period << row.constraint;
    plant.components[0].arrivals[0].per_year = 1e6;
    EXPECT_NEAR(total(months_of(plant), 12, 24), 1200, 1e-9);
}

/// A plant with every limit, its numbers drawn at random.
Plant random_plant(std::mt19937_64& random) {
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    Plant plant = plain(between(500, 5000));
    plant.lines[0].ramp = Logistic{.midpoint_days = between(30, 400), .rise_days = 200};
    plant.lines[0].noise = Noise{.sd = 0.3, .month_correlation = 0.5};
    plant.caps = {
        {.name = "power", .limits = {{.from = date(2024, 1, 1), .per_year = between(500, 4000)}}}};
    plant.labour = {{.name = "people",
                     .headcount = {{.from = date(2024, 1, 1), .people = between(5, 60)}},
                     .hires = {{.from = date(2024, 6, 1), .per_year = between(0, 30)}},
                     .attrition_per_year = between(0, 0.5),
                     .hours_per_unit = between(5, 40),
                     .learning_rate = between(0.7, 1)}};
    plant.products = {
        {.name = "a", .price = Price{.start = 3}, .components = {{"card", 8}, {"box", 1}}},
        {.name = "b", .price = Price{.start = 1}, .components = {{"card", between(0, 8)}}}};
    const double share = between(0, 1);
    plant.mix = {{.shares = {{"a", share}, {"b", 1 - share}}}};
    plant.components = {
        {.name = "card",
         .arrivals = {{.from = date(2024, 1, 1), .per_year = between(2e3, 3e4)}},
         .opening_stock = between(0, 5000),
         .spare_share = between(0, 0.2),
         .return_share = between(0, 0.2),
         .noise = Noise{.sd = 0.4, .month_correlation = 0.3}},
        {.name = "box", .arrivals = {{.from = date(2024, 3, 1), .per_year = between(300, 3e3)}}}};
    plant.sharing = between(0, 1) < 0.5 ? Sharing::mix : Sharing::listed;
    plant.orders = Orders{
        .arrivals = {{.from = date(2024, 1, 1), .per_year = between(300, 4e3)}},
        .opening_backlog = between(0, 500),
        .contracts = {{.name = "big",
                       .units = between(100, 2000),
                       .on = Uncertain(days_since_epoch(date(2024, 1, 1)) + between(0, 1000)),
                       .chance = between(0, 1)}},
        .noise = Noise{.sd = 0.5, .month_correlation = 0}};
    return plant;
}

TEST(Constraints, OutputIsWithinEachAndNothingIsMadeFromNothing) {
    std::mt19937_64 random(20);
    for (int round = 0; round < 200; ++round) {
        const Plant plant = random_plant(random);
        const auto months = months_of(plant, static_cast<std::uint32_t>(round), true);
        Plant without = plant; // the same arrivals with nothing made: what came in
        without.lines[0].nameplate->units_per_year = 1e-9;
        const auto idle = months_of(without, static_cast<std::uint32_t>(round), true);
        double made = 0;
        for (std::size_t k = 0; k < months.size(); ++k) {
            const Month& month = months[k];
            for (const double limit : month.limits)
                EXPECT_LE(month.units, limit * (1 + 1e-12)) << round << ' ' << k;
            made += month.units;
            EXPECT_NEAR(idle[k].backlog, made + month.backlog, 1e-9 * (1 + idle[k].backlog));
            const double boxes = idle[k].stock[1] - month.stock[1];
            if (plant.sharing == Sharing::mix) {
                EXPECT_NEAR(boxes, made * plant.mix[0].shares.at("a").number(), 1e-8 * (1 + made));
            }
            EXPECT_LE(boxes, made * (1 + 1e-9) + 1e-9);
            EXPECT_GE(boxes, -1e-9);
        }
    }
}

/// A plant that states every kind of limit there is; cash seldom binds.
Plant limited_plant(std::mt19937_64& random) {
    Plant plant = random_plant(random);
    plant.sharing = Sharing::mix;
    for (Product& product : plant.products) product.material_share = 0.5;
    plant.cash = Cash{.opening = std::uniform_real_distribution<double>(100, 2000)(random),
                      .collection_days = 60};
    return plant;
}
bool ever_binds(const std::vector<Month>& months, const std::string& constraint) {
    return std::any_of(months.begin(), months.end(),
                       [&](const Month& month) { return month.binding.count(constraint) > 0; });
}

TEST(Limits, AreListedByUniqueNamesAsTheProjectionHasThem) {
    std::mt19937_64 random(23);
    for (int round = 0; round < 20; ++round) {
        const Plant plant = prepared(limited_plant(random));
        const Grid grid = make_grid(plant, three_years());
        const Projection<double> projection(plant, grid);
        const std::vector<std::string> names = constraint_names(plant);
        EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
        EXPECT_EQ(projection.constraints(), names);
        std::size_t limits = 0;
        detail::for_each_limit_kind([&](const auto& kind) {
            const std::vector<std::string> own = kind.names(plant);
            EXPECT_FALSE(own.empty()) << kind.key << ": this test's plant must state it";
            for (const std::string& name : own)
                EXPECT_EQ(std::count(names.begin(), names.end(), name), 1) << name;
            limits += own.size();
        });
        EXPECT_EQ(projection.limits().size(), limits);
    }
}

TEST(Limits, LooseningOneNeverLowersCumulatedOutputWhileCashDoesNotBindAtLength) {
    std::mt19937_64 random(21);
    std::map<std::string, int> bound, raised;
    for (int round = 0; round < 120; ++round) {
        const Plant plant = limited_plant(random);
        const auto path = static_cast<std::uint32_t>(round);
        const auto tight = months_of(plant, path, true);
        for (const std::string& constraint : constraint_names(plant)) {
            if (constraint == "not started") continue;
            Plant changed = plant;
            loosen(changed, constraint, 1.3);
            EXPECT_NE(changed, plant) << constraint;
            const auto loose = months_of(changed, path, true);
            bound[constraint] += ever_binds(tight, constraint);
            raised[constraint] += total(loose) > total(tight);
            if (ever_binds(tight, "cash") || ever_binds(loose, "cash")) continue;
            double before = 0, after = 0;
            for (std::size_t k = 0; k < tight.size(); ++k) {
                before += tight[k].units;
                after += loose[k].units;
                EXPECT_GE(after, before * (1 - 1e-12)) << round << ' ' << constraint << " in " << k;
            }
        }
    }
    EXPECT_EQ(bound.size(), 7u);
    for (const auto& [constraint, rounds] : bound) {
        EXPECT_GT(rounds, 0) << constraint << " is never tight";
        EXPECT_GT(raised[constraint], 0) << constraint;
    }
}

TEST(Limits, RemovingAKindLeavesTheOthers) {
    std::mt19937_64 random(24);
    for (int round = 0; round < 20; ++round) {
        const Plant plant = limited_plant(random);
        const double before = total(months_of(plant));
        detail::for_each_limit_kind([&](const auto& kind) {
            Plant without = plant;
            kind.remove(without);
            EXPECT_NO_THROW(validate(without)) << kind.key;
            EXPECT_TRUE(kind.names(without).empty()) << kind.key;
            EXPECT_EQ(constraint_names(without).size() + kind.names(plant).size(),
                      constraint_names(plant).size())
                << kind.key;
            const auto after = months_of(without);
            if (!ever_binds(after, "cash")) {
                EXPECT_GE(total(after), before * (1 - 1e-12));
            }
        });
    }
}

TEST(ShadowValues, AreWhatOnePerCentMoreWouldBring) {
    Plant plant = plain(1e5);
    plant.products = {{.name = "server", .price = Price{.start = 7}, .components = {{"card", 8}}}};
    plant.components = {
        {.name = "card", .arrivals = {{.from = date(2024, 1, 1), .per_year = 80'000}}}};
    plant.orders = Orders{.arrivals = {{.from = date(2024, 1, 1), .per_year = Uniform{900, 1100}}}};
    const Forecast f = forecast(plant, three_years(), {.paths = 4096, .seed = 1});
    const std::vector<ShadowRow> rows = f.shadow_values(year(2025));
    ASSERT_EQ(rows.size(), 6u);
    for (const ShadowRow& row : rows) {
        const double unit = row.metric == Metric::units ? 1 : 7;
        EXPECT_NEAR(row.gain, row.constraint == "orders" ? 10 * unit : 0, 0.01 * unit)
            << row.constraint;
    }
    EXPECT_THROW(f.shadow_values(year(2025), 0), Error);
    EXPECT_THROW(f.shadow_values(year(2031)), Error);
}

} // namespace
} // namespace rampcast
