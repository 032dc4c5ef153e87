#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/plant/validate.hpp"
#include "rampcast/value/cash_flow.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::plain;
using samples::three_years;

/// Luck that is the same in a month however long the run.
struct Luck {
    double noise(std::size_t stream, int month) const {
        return 1.5 * std::sin(12.9898 * month + 78.233 * static_cast<double>(stream));
    }
};
struct None {
    double noise(std::size_t, int) const { return 0; }
};

/// Every figure of a path, by cell.
struct Figures {
    Grid grid{};
    std::vector<double> units{}, limit{};
    std::vector<std::vector<double>> books{};
    const std::vector<double>& cash() const { return books[0]; }
    const std::vector<double>& flow() const { return books[1]; }
    const std::vector<double>& headroom() const { return books[2]; }
    const std::vector<double>& npv() const { return books[4]; }
    const std::vector<double>& closing() const { return books[5]; }
    const std::vector<double>& revenue() const { return books[6]; }
    const std::vector<double>& profit() const { return books[7]; }
    const std::vector<double>& shipped() const { return books[8]; }
};
template <class Draws>
Figures figures_of(const Plant& plant, const Timeline& timeline, Draws draws) {
    validate(plant);
    const Plant ready = prepared(plant);
    Figures figures{.grid = make_grid(ready, timeline)};
    Projection<double> path(ready, figures.grid);
    path.run(draws, [&](std::size_t, const CellOutput<double>& cell) {
        figures.units.push_back(cell.units);
        if (!path.limits().empty()) figures.limit.push_back(path.limits().back());
    });
    const auto& ledger = path.ledger();
    const auto& accounts = path.accounts();
    figures.books = {ledger.cash,
                     ledger.net_cash_flow,
                     ledger.least_headroom,
                     ledger.peak_funding,
                     ledger.npv,
                     ledger.closing_working_capital,
                     accounts.revenue,
                     accounts.gross_profit,
                     accounts.shipped,
                     accounts.value_added};
    return figures;
}
Figures figures_of(const Plant& plant, const Timeline& timeline = three_years()) {
    return figures_of(plant, timeline, None{});
}
double sum(const std::vector<double>& values, std::size_t from, std::size_t to) {
    double total = 0;
    for (std::size_t k = from; k < to; ++k) total += values[k];
    return total;
}

/// Draws of plants in which everything occurs.
class RandomPlants {
public:
    explicit RandomPlants(unsigned seed) : random_(seed) {}
    double between(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random_);
    }
    bool chance(double share) { return between(0, 1) < share; }

    Plant next() {
        Plant plant = plain(between(1000, 5000));
        plant.vat_rate = chance(.8) ? between(.05, .2) : 0;
        plant.calendars = {{.name = "week",
                            .hours_per_shift = 8,
                            .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}};
        Line& line = plant.lines[0];
        line.starts = chance(.5) ? date(2024, 4, 10) : date(2022, 1, 1);
        line.calendar = chance(.5) ? "week" : "";
        line.ramp = Logistic{.midpoint_days = between(30, 300), .rise_days = 200};
        if (chance(.5)) line.noise = Noise{.sd = .2, .month_correlation = .7};
        plant.milestones = {{.name = "power", .on = date(2024, 9, 1)},
                            {.name = "hall", .after = {"power"}, .days = between(100, 700)}};
        plant.products = {
            {.name = "a",
             .price = Price{.start = between(50, 200), .erosion_per_year = between(-.1, .2)},
             .material_share = between(.5, .9),
             .components = {{"card", 2}}},
            {.name = "b",
             .price = Price{.start = between(40, 60)},
             .material_share = between(.5, .9),
             .material = chance(.5) ? Material::consigned : Material::buy_sell,
             .customer_share = between(0, .2)}};
        const double share = between(.2, 1);
        plant.mix = {{.shares = {{"a", share}, {"b", 1 - share}}}};
        plant.components = {
            {.name = "card",
             .arrivals = {{.from = date(2023, 1, 1), .per_year = between(2e3, 1e4)}},
             .opening_stock = between(0, 500),
             .price = chance(.5) ? between(1, 8) : 0,
             .noise = Noise{.sd = .3, .month_correlation = .5}}};
        if (chance(.3)) plant.sharing = Sharing::listed;
        plant.labour = {{.name = "crew",
                         .headcount = {{.from = date(2024, 1, 1), .people = between(5, 30)},
                                       {.from = date(2025, 3, 1), .people = between(5, 30)}},
                         .hires = {{.from = date(2024, 6, 1), .per_year = 5}},
                         .attrition_per_year = .1,
                         .hours_per_unit = between(5, 15)}};
        plant.orders =
            Orders{.arrivals = {{.from = date(2023, 1, 1), .per_year = between(500, 4e3)}}};
        plant.sales = Sales{.stock_days = between(0, 60),
                            .acceptance_days =
                                chance(.5) ? Uncertain(Pert{5, 30, 90}) : Uncertain(between(0, 90)),
                            .own_use_share = chance(.3) ? .1 : 0};
        plant.costs = {
            {.name = "power", .per_unit = between(0, 5)},
            {.name = "rent", .rates = {{.from = date(2023, 1, 1), .per_year = between(0, 1e4)}}},
            {.name = "wages",
             .per_person_per_year = chance(.5) ? between(0, 500) : 0,
             .bought_in = false}};
        plant.investments = {{.name = "rack", .amount = between(0, 2e4), .on = "power"},
                             {.name = "hall", .amount = between(0, 2e4), .on = "hall"}};
        plant.tranches = {{.name = "bank",
                           .amount = between(0, 3e4),
                           .on = date(2024, 2, 10),
                           .rate_per_year = .08,
                           .grace_days = 300,
                           .repaid_by = date(2025, 12, 31)}};
        plant.cash = Cash{.opening = between(0, 50000),
                          .credit_line = between(0, 20000),
                          .credit_rate_per_year = chance(.5) ? between(.02, .1) : 0,
                          .material_days = chance(.3) ? Uncertain(Pert{-60, 0, 40})
                                                      : Uncertain(between(-90, 60)),
                          .material_stock_days = between(0, 60),
                          .advance_share = chance(.5) ? between(0, .4) : 0,
                          .advance_days = between(0, 120),
                          .collection_days = between(20, 250),
                          .discounted_share = between(0, .5),
                          .bill_rate_per_year = between(0, .1),
                          .discount_rate_per_year = between(0, .2),
                          .vat_carried_forward = chance(.5),
                          .limits_output = chance(.6)};
        if (chance(.3)) plant.opening = Opening{.steady = true};
        else if (chance(.5))
            plant.opening = Opening{.receivables = OpeningItem{between(0, 3e4), between(0, 200)},
                                    .finished_stock = OpeningItem{between(0, 3e4), 60},
                                    .payables = OpeningItem{between(0, 3e4), 40}};
        return plant;
    }

private:
    std::mt19937_64 random_;
};

TEST(WorkingCapital, ALongerTimelineDoesNotChangeAYearAtLength) {
    RandomPlants plants(7);
    int moved = 0;
    for (int round = 0; round < 200; ++round) {
        const Plant plant = plants.next();
        const Frequency step = round % 10 == 0 ? Frequency::week : Frequency::month;
        const Timeline two{.start = date(2024, 1, 1), .end = date(2026, 1, 1), .step = step};
        const Timeline more{.start = date(2024, 1, 1), .end = date(2026, 6, 1), .step = step};
        const Figures a = figures_of(plant, two, Luck{});
        const Figures b = figures_of(plant, more, Luck{});
        for (std::size_t k = 0; k < a.units.size(); ++k) {
            ASSERT_NEAR(a.units[k], b.units[k], 1e-9 * (1 + b.units[k])) << round << ' ' << k;
            for (std::size_t i = 0; i < a.books.size(); ++i)
                ASSERT_NEAR(a.books[i][k], b.books[i][k], 1e-9 * (1e5 + std::abs(b.books[i][k])))
                    << "round " << round << " cell " << k << " book " << i;
        }
        moved += std::abs(a.closing().at(a.units.size() - 1)) > 1000;
    }
    EXPECT_GT(moved, 150) << "or there is little to be seen";
}

TEST(WorkingCapital, CashIsConservedAndNeverBelowTheLineWhateverTheTerms) {
    RandomPlants plants(8);
    int bound = 0;
    for (int round = 0; round < 200; ++round) {
        Plant plant = plants.next();
        plant.cash->limits_output = true;
        plant.investments.clear();
        plant.tranches.clear();
        plant.components[0].price = 0;
        plant.costs.resize(1);
        plant.opening.reset();
        const Figures f = figures_of(plant, three_years(), Luck{});
        const double line = plant.cash->credit_line.number();
        double cash = plant.cash->opening.number();
        for (std::size_t k = 0; k < f.units.size(); ++k) {
            bound += f.units[k] > 0 && f.units[k] == f.limit[k];
            EXPECT_GE(f.cash()[k], -line - 1e-6 * (1 + line)) << round << ' ' << k;
            cash += f.flow()[k];
            if (plant.cash->credit_rate_per_year.number() == 0) {
                EXPECT_NEAR(f.cash()[k], cash, 1e-6 * (1 + std::abs(cash)));
            } else {
                EXPECT_LE(f.cash()[k], cash + 1e-6 * (1 + std::abs(cash)));
            }
        }
    }
    EXPECT_GT(bound, 200) << "or nothing was tried";
}

/// 10 units a day at 100 each, three fifths of it material.
Plant trader() {
    Plant plant = plain();
    plant.as_of.reset();
    plant.products = {{.name = "server", .price = Price{.start = 100}, .material_share = 0.6}};
    plant.sales = Sales{.stock_days = 10, .acceptance_days = 25};
    plant.vat_rate = .1;
    plant.cash = Cash{.opening = 1e5,
                      .material_days = 30,
                      .material_stock_days = 20,
                      .advance_share = 0.2,
                      .advance_days = 40,
                      .collection_days = 120,
                      .limits_output = false};
    return plant;
}
const Timeline two_years{.start = date(2024, 1, 1), .end = date(2026, 1, 1)};
const Timeline four_years{.start = date(2024, 1, 1), .end = date(2028, 1, 1)};

/// Where nothing is made after a day, what still comes in is the working capital on it; where more
/// is made, what has been paid and received ahead for it belongs to it too.
TEST(WorkingCapital, IsWhatUnitsMadeStillBring) {
    for (const double material_days : {30.0, -60.0}) {
        Plant plant = trader();
        plant.cash->material_days = material_days;
        const Figures going = figures_of(plant, two_years);
        plant.caps = {{.name = "end",
                       .limits = {{.from = date(2024, 1, 1), .per_year = 1e6},
                                  {.from = date(2026, 1, 1), .per_year = 0}}}};
        const Figures ended = figures_of(plant, four_years);
        const double to_come = sum(ended.flow(), 24, 48);
        EXPECT_NEAR(ended.closing()[23], to_come, 1e-6);
        EXPECT_NEAR(going.closing()[23], to_come + ended.cash()[23] - going.cash()[23], 1e-6);
        EXPECT_NEAR(going.cash()[23] + going.closing()[23], 1e5 + sum(ended.flow(), 0, 48), 1e-6)
            << "whatever is ahead";
        if (material_days < 0) {
            EXPECT_LT(going.cash()[23], ended.cash()[23] - 10000)
                << "material of later units is paid";
        }
    }
}

TEST(WorkingCapital, BelongsToPresentValueReturnsAndPayback) {
    Plant plant = trader();
    plant.investments = {{.name = "line", .amount = 220000, .on = date(2024, 1, 15)}};
    plant.cash->discount_rate_per_year = .12;
    const Figures f = figures_of(plant, two_years);
    double worth = 0;
    std::vector<double> flows(f.flow().begin(), f.flow().begin() + 24);
    for (std::size_t k = 0; k < 24; ++k)
        worth += flows[k] * std::pow(1.12, -f.grid.cells[k].end_day / days_per_year);
    EXPECT_NEAR(f.npv()[23],
                worth + f.closing()[23] * std::pow(1.12, -f.grid.cells[23].end_day / days_per_year),
                1e-6);
    const Forecast forecasted = forecast(plant, two_years, {.paths = 1024});
    const std::vector<ReturnRow> rows = forecasted.returns(100);
    EXPECT_LT(sum(flows, 0, 24), 0) << "without it there is no return";
    flows.back() += f.closing()[23];
    EXPECT_EQ(rows[0].share, 1);
    EXPECT_NEAR(rows[0].p50, std::pow(1 + irr(flows).at(0), 12) - 1, 1e-3);
    EXPECT_EQ(rows[2].p50, static_cast<double>(*payback(flows)) + 1);
}

TEST(Opening, SteadyIsAsIfThePlantHadRunBefore) {
    Plant plant = trader();
    plant.lines[0].starts = date(2015, 1, 1);
    plant.costs = {{.name = "power", .per_unit = 5},
                   {.name = "rent", .rates = {{.from = date(2015, 1, 1), .per_year = 3650}}}};
    for (const bool carried : {false, true}) {
        plant.cash->vat_carried_forward = carried;
        const Figures before =
            figures_of(plant, {.start = date(2021, 1, 1), .end = date(2025, 1, 1)});
        plant.opening = Opening{.steady = true};
        plant.cash->opening = before.cash()[23];
        const Figures after =
            figures_of(plant, {.start = date(2023, 1, 1), .end = date(2025, 1, 1)});
        plant.opening.reset();
        plant.cash->opening = 1e5;
        for (std::size_t k = 0; k < 24; ++k)
            for (const std::size_t book : {0u, 1u, 5u, 6u, 7u, 8u})
                EXPECT_NEAR(after.books[book][k], before.books[book][k + 24], 1e-4)
                    << "book " << book << " month " << k;
    }
}

TEST(Opening, NinetyDaysToAcceptanceLoseAQuarterOfAYearUnlessItIsSteady) {
    Plant plant = plain();
    plant.currency = "EUR";
    plant.lines[0].starts = date(2020, 1, 1);
    plant.products = {{.name = "server", .price = Price{.start = 100}}};
    plant.sales = Sales{.acceptance_days = 90};
    plant.timeline = three_years();
    const auto revenue = [&] {
        return forecast(plant, three_years(), {.paths = 1024, .metrics = {Metric::revenue}})
            .at(Metric::revenue, Period{date(2024, 1, 1), date(2025, 1, 1)})
            .mean;
    };
    const double value = 10 * 366 * 100;
    EXPECT_NEAR(revenue(), value * 276 / 366, 1e-6 * value);
    const auto warned = warnings(plant);
    ASSERT_EQ(warned.size(), 1u);
    EXPECT_EQ(warned[0],
              "line \"L1\": started on 2020-01-01, before the projection begins on 2024-01-01, and "
              "the plant's opening is not stated: no receivables, no finished stock and no "
              "payables are brought along; state amounts or steady");
    plant.opening = Opening{.steady = true};
    EXPECT_NEAR(revenue(), value, 1e-6 * value);
    EXPECT_TRUE(warnings(plant).empty());
    plant.opening = Opening{.finished_stock = OpeningItem{Uncertain(Uniform{0, 2e4}), 90}};
    EXPECT_NEAR(revenue(), value * 276 / 366 + 1e4, 1e-4 * value);
    EXPECT_TRUE(warnings(plant).empty());
}

TEST(Opening, AmountsGoEvenlyOverTheirDays) {
    Plant plant = trader();
    plant.caps = {{.name = "none", .limits = {{.from = date(2024, 1, 1), .per_year = 0}}}};
    plant.opening = Opening{.receivables = OpeningItem{6000, 60},
                            .finished_stock = OpeningItem{9100, 91},
                            .payables = OpeningItem{500, 0}};
    const Figures f = figures_of(plant);
    EXPECT_NEAR(f.revenue()[0], 3100, 1e-6) << "of January's 31 days";
    EXPECT_NEAR(sum(f.revenue(), 0, 4), 9100, 1e-6);
    EXPECT_NEAR(f.profit()[1], 2900 * .4, 1e-6);
    EXPECT_NEAR(sum(f.shipped(), 0, 4), 100 * (91 - 25), 1e-6) << "the rest is with customers";
    const auto advances = 9100 * 1.1 * .2 * (91 - 40) / 91; // those of the first 40 days are paid
    EXPECT_NEAR(sum(f.flow(), 0, 36), 6000 - 500 + 9100 * 1.1 * .8 + advances - 9100 * .1, 1e-6);
    const double first = 6000 * 31. / 60 - 500 + 9100 * 1.1 * .2 * 31 / 91;
    EXPECT_NEAR(f.flow()[0], first, 1e-6);
    EXPECT_NEAR(f.closing()[0], sum(f.flow(), 1, 36), 1e-6);
}

TEST(Opening, IsRefusedWhereItMakesNoSense) {
    Plant plant = trader();
    plant.opening = Opening{.payables = OpeningItem{1, 1}, .steady = true};
    EXPECT_THROW(validate(plant), Error);
    plant.opening->steady = false;
    EXPECT_NO_THROW(validate(plant));
    plant.cash.reset();
    EXPECT_THROW(validate(plant), Error);
}

/// What is due before the projection begins is in the opening cash: of units of January whose
/// material is paid 50 days ahead, those from February 20 on are paid within it.
TEST(Cash, WhatIsDueBeforeTheBeginIsInTheOpeningCash) {
    Plant plant = trader();
    plant.vat_rate = 0;
    plant.cash->material_days = -30;
    plant.cash->advance_share = 0;
    plant.caps = {{.name = "three months",
                   .limits = {{.from = date(2024, 1, 1), .per_year = 1e6},
                              {.from = date(2024, 4, 1), .per_year = 0}}}};
    const Figures f = figures_of(plant);
    EXPECT_NEAR(f.flow()[0], -(31) * 600., 1e-6) << "of February 20 to March 21";
    EXPECT_NEAR(f.flow()[1], -(10) * 600., 1e-6) << "of March 22 to 31";
}

TEST(Cash, CreditDrawnBearsInterest) {
    Plant plant = trader();
    plant.vat_rate = 0;
    plant.cash->opening = 1000;
    plant.cash->credit_line = 1e6;
    const Figures free = figures_of(plant);
    plant.cash->credit_rate_per_year = .06;
    const Figures dear = figures_of(plant);
    double interest = 0, drawn = 0;
    for (std::size_t k = 0; k < 36; ++k) {
        const Cell& cell = free.grid.cells[k];
        const double before = free.cash()[k] - interest;
        const double now = std::max(-before, 0.0);
        const double charge =
            .06 * (cell.end_day - cell.start_day) / days_per_year * (drawn + now) / 2;
        interest += charge;
        drawn = std::max(charge - before, 0.0);
        EXPECT_NEAR(dear.cash()[k], free.cash()[k] - interest, 1e-6) << k;
        EXPECT_NEAR(dear.flow()[k], free.flow()[k], 1e-9) << "before financing";
    }
    EXPECT_GT(interest, 500);
}

/// By hand, month by month: the credit of a purchase lessens what later months owe.
TEST(Cash, VatCreditIsCarriedForwardWhereThePlantSaysSo) {
    Plant plant = trader();
    plant.cash->advance_share = 0;
    plant.investments = {{.name = "rack", .amount = 50000, .on = date(2024, 5, 20)}};
    const Figures back = figures_of(plant);
    plant.cash->vat_carried_forward = true;
    const Figures carried = figures_of(plant);
    // VAT due in a month: on what is accepted the month before, less that on what was bought.
    double credit = 0, kept = 0;
    const double price = 100, material = 60;
    const auto days = [&](std::size_t k) {
        return back.grid.cells[k].end_day - back.grid.cells[k].start_day;
    };
    const auto in_month = [&](double from, std::size_t k) { // of days from a first one on
        return std::clamp(back.grid.cells[k].end_day - from, 0.0, days(k));
    };
    for (std::size_t k = 0; k < 36; ++k) {
        double due = 0;
        if (k > 0) {
            const double sales = 10 * price * in_month(35, k - 1);
            double bought = 10 * material * days(k - 1);
            if (k - 1 == 4) bought += 50000;
            due = .1 * (sales - bought);
        } else {
            due = -.1 * 10 * material * 20; // material of December for the first 20 days
        }
        credit = std::max(credit - due, 0.0);
        kept = credit;
        EXPECT_NEAR(carried.cash()[k], back.cash()[k] - kept, 1e-6) << k;
    }
    EXPECT_NEAR(carried.closing()[5] - back.closing()[5], back.cash()[5] - carried.cash()[5], 1e-6);
    EXPECT_LT(carried.cash()[5], back.cash()[5] - 3000);
    EXPECT_NEAR(carried.cash()[35], back.cash()[35], 1e-6) << "all of it used up";
}

/// Pieces are paid as they arrive: 900 a year more than are used tie up their price.
TEST(Cash, ComponentsNotUsedTieUpMoney) {
    Plant plant = trader();
    plant.vat_rate = 0;
    plant.cash->material_days = 0;
    plant.cash->material_stock_days = 0;
    plant.products[0].components = {{"card", 2}};
    const double used = 2 * 10 * 366; // in 2024
    plant.components = {{.name = "card",
                         .arrivals = {{.from = date(2024, 1, 1), .per_year = used + 900}},
                         .opening_stock = 300}};
    const Figures free = figures_of(plant);
    plant.components[0].price = 5;
    const Figures paid = figures_of(plant);
    for (std::size_t k = 0; k < 12; ++k) {
        const double by = free.grid.cells[k].end_day / 366;
        EXPECT_NEAR(free.cash()[k] - paid.cash()[k], 5 * 900 * by, 1e-6) << k;
        EXPECT_NEAR(paid.closing()[k] - free.closing()[k], 5 * (300 + 900 * by), 1e-6) << k;
        EXPECT_NEAR(paid.profit()[k], free.profit()[k], 1e-9);
    }
}

TEST(Cost, ForPeopleFollowsTheHeadcount) {
    Plant plant = trader();
    plant.labour = {{.name = "crew",
                     .headcount = {{.from = date(2024, 1, 1), .people = Uniform{10, 30}},
                                   {.from = date(2025, 1, 1), .people = 40}},
                     .hours_per_unit = .01},
                    {.name = "office",
                     .headcount = {{.from = date(2024, 1, 1), .people = 5}},
                     .hours_per_unit = .01}};
    plant.costs = {{.name = "wages", .per_person_per_year = 700, .bought_in = false}};
    const Figures none = [&] {
        Plant without = plant;
        without.costs.clear();
        return figures_of(without);
    }();
    const Figures all = figures_of(plant);
    EXPECT_NEAR(sum(none.profit(), 0, 12) - sum(all.profit(), 0, 12), 25 * 700., 1e-6);
    EXPECT_NEAR(sum(none.profit(), 12, 24) - sum(all.profit(), 12, 24), 45 * 700., 1e-6);
    EXPECT_NEAR(none.cash()[23] - all.cash()[23], 70 * 700., 1e-6);
    plant.costs[0].people = "crew";
    const Figures crew = figures_of(plant);
    EXPECT_NEAR(sum(none.profit(), 0, 12) - sum(crew.profit(), 0, 12), 20 * 700., 1e-6);
    const Forecast f =
        forecast(plant, three_years(), {.paths = 1024, .metrics = {Metric::gross_profit}});
    const Summary profit = f.at(Metric::gross_profit, Period{date(2024, 1, 1), date(2025, 1, 1)});
    EXPECT_NEAR(profit.p90 - profit.p10, .8 * 20 * 700, 100) << "of people between 10 and 30";
    plant.costs[0].people = "staff";
    EXPECT_THROW(validate(plant), Error);
    plant.costs[0].people.clear();
    plant.labour.clear();
    EXPECT_THROW(validate(plant), Error);
}

} // namespace
} // namespace rampcast
