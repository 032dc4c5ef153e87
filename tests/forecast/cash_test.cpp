#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/value/cash_flow.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::plain;
using samples::three_years;

template <class Use> void with_path(const Plant& plant, Use&& use) {
    const Plant ready = prepared(plant);
    validate(plant);
    const Grid grid = make_grid(ready, three_years());
    Projection<double> projection(ready, grid);
    std::vector<double> units, limits;
    NoNoise<double> none;
    projection.run(none, [&](std::size_t, const CellOutput<double>& cell) {
        units.push_back(cell.units);
        if (!projection.limits().empty()) limits.push_back(projection.limits().back());
    });
    use(units, limits, projection);
}
std::vector<double> cash_of(const Plant& plant) {
    std::vector<double> cash;
    with_path(plant, [&](const auto&, const auto&, const auto& p) {
        cash = p.ledger().cash;
        cash.resize(36);
    });
    return cash;
}
std::vector<double> units_of(const Plant& plant) {
    std::vector<double> made;
    with_path(plant, [&](const auto& units, const auto&, const auto&) { made = units; });
    return made;
}
int days_between(Date from, Date to) { return static_cast<int>((to - from).count()); }
double sum(const std::vector<double>& values, std::size_t from = 0, std::size_t to = 36) {
    double total = 0;
    for (std::size_t k = from; k < std::min(to, values.size()); ++k) total += values[k];
    return total;
}

/// 10 units a day at 100 each, three fifths of it material, half of that the customer's.
Plant trader() {
    Plant plant = plain();
    plant.vat_rate = 0.1;
    plant.products = {{.name = "server",
                       .price = Price{.start = 100},
                       .material_share = 0.6,
                       .customer_share = 0.5}};
    return plant;
}

TEST(Accounts, CountMaterialByWhoseItIs) {
    struct Case {
        Material material;
        double value, revenue, added;
    };
    for (const Case& each :
         {Case{Material::own, 100, 100, 40}, Case{Material::consigned, 70, 70, 40},
          Case{Material::buy_sell, 100, 70, 40}}) {
        Plant plant = trader();
        plant.products[0].material = each.material;
        with_path(plant, [&](const auto& units, const auto&, const auto& p) {
            const double made = units[5];
            EXPECT_NEAR(p.accounts().accepted[5], made * each.value, 1e-9 * made);
            EXPECT_NEAR(p.accounts().revenue[5], made * each.revenue, 1e-9 * made);
            EXPECT_NEAR(p.accounts().value_added[5], made * each.added * 1.1, 1e-9 * made);
            EXPECT_NEAR(p.accounts().gross_profit[5], made * 40, 1e-9 * made);
        });
    }
}

TEST(Accounts, CostsLessenValueAddedAndProfit) {
    Plant plant = trader();
    plant.costs = {{.name = "power", .per_unit = 5},
                   {.name = "wages",
                    .rates = {{.from = date(2024, 1, 1), .per_year = 3660}},
                    .bought_in = false}};
    with_path(plant, [&](const auto& units, const auto&, const auto& p) {
        EXPECT_NEAR(p.accounts().value_added[0], units[0] * 35 * 1.1, 1e-9);
        EXPECT_NEAR(p.accounts().gross_profit[0], units[0] * 35 - 310, 1e-9);
    });
}

TEST(Accounts, BridgeStockAcceptanceOwnUseNetBasisAndOwnership) {
    Plant plant = trader();
    plant.products[0].material = Material::buy_sell;
    plant.sales =
        Sales{.stock_days = 31, .acceptance_days = 29, .own_use_share = 0.2, .ownership = 0.6};
    with_path(plant, [&](const auto& units, const auto&, const auto& p) {
        const auto& books = p.accounts();
        EXPECT_NEAR(books.shipped[0], 0, 1e-9);
        EXPECT_NEAR(books.shipped[1], units[0] / 31 * 29 * 100, 1e-9) << "of January's 31 days";
        EXPECT_NEAR(books.accepted[1], 0, 1e-9);
        EXPECT_NEAR(sum(books.accepted), sum(units) * 100 - (units[35] + units[34] / 30 * 29) * 100,
                    1e-6);
        EXPECT_NEAR(books.sold[20], books.accepted[20] * 0.8, 1e-9);
        EXPECT_NEAR(books.revenue[20], books.sold[20] * 0.7, 1e-9);
        EXPECT_NEAR(books.parent_revenue[20], books.revenue[20] * 0.6, 1e-9);
    });
    const Forecast f = forecast(plant, three_years(), {.paths = 1024});
    const std::vector<StepRow> bridge = f.bridge(year(2024));
    ASSERT_EQ(bridge.size(), 6u);
    for (std::size_t i = 1; i < bridge.size(); ++i) {
        EXPECT_LT(bridge[i].change, 0) << bridge[i].step;
        EXPECT_NEAR(bridge[i].value, bridge[i - 1].value + bridge[i].change, 1e-3);
    }
    EXPECT_NEAR(bridge.back().value,
                f.with({Metric::parent_revenue}, {Frequency::year}, {View::period})
                    .at(Metric::parent_revenue, year(2024))
                    .mean,
                1e-3);
}

/// Cash at the end of each month of `trader` with every term, booked day by day.
std::vector<double> daily_cash(const Plant& plant, const std::vector<double>& units) {
    const Date first = date(2024, 1, 1);
    const int days = days_between(first, date(2027, 1, 1));
    std::vector<double> flow(static_cast<std::size_t>(days) + 4000);
    const auto pay = [&](int day, double amount) { // before the first it is in the opening cash
        if (day >= 0) flow[static_cast<std::size_t>(day)] += amount;
    };
    const auto month_of = [&](int day) {
        return month_index(first + std::chrono::days{day}) - month_index(first);
    };
    const auto levy = [&](int day, double amount) {
        const int month = month_index(first) + month_of(day) + 1;
        pay(days_between(first, month_start(month)) + 14, amount);
    };
    const CashOf<Uncertain>& terms = *plant.cash;
    const auto number = [](const Uncertain& u) { return u.number(); };
    const double vat = plant.vat_rate, sold = 1 - number(plant.sales->own_use_share);
    const int accepted =
        static_cast<int>(number(plant.sales->stock_days) + number(plant.sales->acceptance_days));
    const auto whole = [&](const Uncertain& u) { return static_cast<int>(u.number()); };
    for (int day = 0; day < days + 150; ++day) { // what is made afterwards is paid for before
        const int month = std::min(month_of(day), 35);
        const int length = days_between(month_start(month_index(first) + month),
                                        month_start(month_index(first) + month + 1));
        const double made = units[static_cast<std::size_t>(month)] / length;
        const double invoice = made * 100 * sold, rest = 1 - number(terms.advance_share);
        const double bills = rest * number(terms.discounted_share);
        const double discount =
            1 - number(terms.bill_rate_per_year) * number(terms.collection_days) / days_per_year;
        pay(day + accepted - whole(terms.advance_days),
            invoice * (1 + vat) * number(terms.advance_share));
        pay(day + accepted + whole(terms.collection_days), invoice * (1 + vat) * (rest - bills));
        pay(day + accepted, invoice * (1 + vat) * bills * discount);
        levy(day + accepted, -invoice * vat);
        const int received = day - whole(terms.material_stock_days);
        pay(received + whole(terms.material_days), -made * 60 * (1 + vat));
        levy(received, made * 60 * vat);
        pay(day, -made * 5 * (1 + vat));
        levy(day, made * 5 * vat);
        const double year = (month < 12 ? 366.0 : 365.0);
        pay(day, -7300 / year);
    }
    pay(days_between(first, date(2024, 5, 20)), -5000 * (1 + vat));
    levy(days_between(first, date(2024, 5, 20)), 5000 * vat);
    pay(days_between(first, date(2024, 2, 10)), 20000);
    double debt = 20000;
    const Date grace_over = date(2024, 2, 10) + std::chrono::days{300};
    const double term = days_between(grace_over, date(2025, 12, 31));
    for (Date day = date(2024, 2, 10); day < date(2025, 12, 31); day += std::chrono::days{1}) {
        const double back = day >= grace_over ? 20000 / term : 0;
        pay(days_between(first, day), -back - 0.08 / days_per_year * (debt - back / 2));
        debt -= back;
    }
    std::vector<double> cash;
    double now = number(terms.opening);
    for (int day = 0; day < days; ++day) {
        now += flow[static_cast<std::size_t>(day)];
        if (month_of(day + 1) > month_of(day)) cash.push_back(now);
    }
    return cash;
}

Plant financed() {
    Plant plant = trader();
    plant.sales = Sales{.stock_days = 10, .acceptance_days = 25, .own_use_share = 0.1};
    plant.costs = {{.name = "power", .per_unit = 5},
                   {.name = "wages",
                    .rates = {{.from = date(2024, 1, 1), .per_year = 7300}},
                    .bought_in = false}};
    plant.investments = {{.name = "rack", .amount = 5000, .on = date(2024, 5, 20)}};
    plant.tranches = {{.name = "bank",
                       .amount = 20000,
                       .on = date(2024, 2, 10),
                       .rate_per_year = 0.08,
                       .grace_days = 300,
                       .repaid_by = date(2025, 12, 31)}};
    plant.cash = Cash{.opening = 1e5,
                      .material_days = 30,
                      .material_stock_days = 20,
                      .advance_share = 0.2,
                      .advance_days = 40,
                      .collection_days = 120,
                      .discounted_share = 0.3,
                      .bill_rate_per_year = 0.05,
                      .limits_output = false};
    return plant;
}

TEST(Cash, IsWhatDailyBooksSay) {
    for (const double material_days : {30.0, -50.0}) {
        Plant plant = financed();
        plant.cash->material_days = material_days;
        const auto cash = cash_of(plant);
        const auto daily = daily_cash(plant, units_of(plant));
        ASSERT_EQ(cash.size(), daily.size());
        for (std::size_t k = 0; k < cash.size(); ++k)
            EXPECT_NEAR(cash[k], daily[k], 1e-3) << material_days << ' ' << k;
    }
}

TEST(Cash, NetFlowsPeakFundingAndPresentValueAreThoseOfTheBalance) {
    Plant plant = financed();
    plant.cash->opening = 300;
    plant.cash->discount_rate_per_year = 0.12;
    with_path(plant, [&](const auto&, const auto&, const auto& p) {
        const auto& ledger = p.ledger();
        const std::span flows(ledger.net_cash_flow.data(), 36);
        EXPECT_NEAR(ledger.peak_funding[35], peak_funding(flows).peak, 1e-6);
        double worth = 0;
        for (std::size_t k = 0; k < 36; ++k) {
            const Date first = date(2024, 1, 1);
            const double days =
                days_between(first, month_start(month_index(first) + static_cast<int>(k) + 1));
            worth += ledger.net_cash_flow[k] * std::pow(1.12, -days / days_per_year);
        }
        worth += ledger.closing_working_capital[35] *
                 std::pow(1.12, -days_between(date(2024, 1, 1), date(2027, 1, 1)) / days_per_year);
        EXPECT_NEAR(ledger.npv[35], worth, 1e-6);
        EXPECT_GT(ledger.peak_funding[35], 0);
    });
}

TEST(Cash, BindsExactlyWhereItsLimitIsTheOutput) {
    Plant plant = trader();
    plant.vat_rate = 0;
    plant.cash = Cash{.opening = 6000, .material_days = 0, .collection_days = 90};
    with_path(plant, [&](const auto& units, const auto& limits, const auto& p) {
        EXPECT_NEAR(units[0], 100, 1e-9) << "6,000 buy the material of 100";
        EXPECT_NEAR(units[1], 0, 1e-9);
        EXPECT_EQ(units[0], limits[0]);
        EXPECT_GT(sum(units, 24), sum(units, 0, 12)) << "earnings are put to work";
        for (std::size_t k = 0; k < 36; ++k) EXPECT_GE(p.ledger().cash[k], -1e-6);
    });
    const Forecast f = forecast(plant, three_years(), {.paths = 1024});
    for (const BindingRow& row : f.binding(Frequency::month))
        if (row.constraint == "cash" && row.period == "2024-01") {
            EXPECT_EQ(row.share, 1);
            EXPECT_EQ(row.alone, 1);
            EXPECT_NEAR(row.units_lost, 310 - 100, 1e-3);
        }
}

/// A plant whose every limit and term is drawn at random, with nothing to pay but its units.
Plant random_trader(std::mt19937_64& random) {
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    Plant plant = plain(between(500, 5000));
    plant.lines[0].ramp = Logistic{.midpoint_days = between(30, 400), .rise_days = 200};
    plant.vat_rate = between(0, 0.2);
    plant.products = {
        {.name = "a",
         .price = Price{.start = between(50, 200), .erosion_per_year = between(-.1, .2)},
         .material_share = between(.3, .9)},
        {.name = "b",
         .price = Price{.start = between(10, 50)},
         .material_share = between(.3, .9),
         .material = Material::consigned,
         .customer_share = between(.2, 1)}};
    const double share = between(0, 1);
    plant.mix = {{.shares = {{"a", share}, {"b", 1 - share}}}};
    plant.orders = Orders{.arrivals = {{.from = date(2024, 1, 1), .per_year = between(300, 4e3)}}};
    plant.sales = Sales{.stock_days = between(0, 60), .acceptance_days = between(0, 60)};
    plant.cash = Cash{.opening = between(0, 30000),
                      .credit_line = between(0, 10000),
                      .material_days = between(-90, 60),
                      .material_stock_days = between(0, 40),
                      .advance_share = between(0, .4),
                      .advance_days = between(0, 60),
                      .collection_days = between(30, 200),
                      .discounted_share = between(0, .5),
                      .bill_rate_per_year = between(0, .1)};
    return plant;
}

TEST(Cash, IsConservedAndNeverBelowTheCreditLine) {
    std::mt19937_64 random(22);
    int bound = 0;
    for (int round = 0; round < 200; ++round) {
        const Plant plant = random_trader(random);
        with_path(plant, [&](const auto& units, const auto& limits, const auto& p) {
            const auto& ledger = p.ledger();
            double cash = plant.cash->opening.number();
            for (std::size_t k = 0; k < units.size(); ++k) {
                EXPECT_LE(units[k], limits[k] * (1 + 1e-12));
                bound += units[k] == limits[k];
                cash += ledger.net_cash_flow[k];
                EXPECT_NEAR(ledger.cash[k], cash, 1e-6 * (1 + std::abs(cash)));
                EXPECT_GE(ledger.cash[k], -plant.cash->credit_line.number() - 1e-6) << round;
            }
        });
    }
    EXPECT_GT(bound, 200) << "or nothing was tried";
}

/// Where cash limits output, headroom is used up to 0 and never overdrawn.
TEST(Cash, HeadroomIsNotOverdrawnByRoundingAtLength) {
    std::mt19937_64 random(23);
    int used_up = 0;
    for (int round = 0; round < 200; ++round) {
        const Plant plant = random_trader(random);
        Timeline timeline{.start = date(2024, 1, 1), .end = date(2026, 1, 1)};
        if (round % 20 == 0) timeline.step = Frequency::week;
        const Forecast f = forecast(plant, timeline,
                                    {.paths = 1024,
                                     .metrics = {Metric::least_headroom, Metric::cash},
                                     .steps = {Frequency::quarter}});
        const double credit = plant.cash->credit_line.number();
        double before = std::numeric_limits<double>::infinity();
        for (const Row& row : f.rows(Frequency::quarter)) {
            EXPECT_EQ(f.probability(Metric::cash, -credit, row.days), 1) << round;
            if (row.metric == Metric::cash) continue;
            EXPECT_GE(row.summary.p10, 0) << round << ' ' << row.period;
            EXPECT_EQ(f.probability(Metric::least_headroom, 0, row.days), 1) << round;
            EXPECT_LE(row.summary.p10, before);
            before = row.summary.p10;
        }
        used_up += before == 0;
    }
    EXPECT_GT(used_up, 50) << "or nothing was tried";
}

/// A loan of 1,500 that comes a month late leaves a plant with 1,000 short by 500 for ever.
TEST(Cash, HeadroomThatIsOverdrawnStaysSo) {
    Plant plant = trader();
    plant.vat_rate = 0;
    plant.investments = {{.name = "rack", .amount = Uniform{500, 1500}, .on = date(2024, 3, 15)}};
    plant.tranches = {{.name = "bank", .amount = 1500, .on = date(2024, 4, 15)}};
    plant.cash = Cash{.opening = 1000, .material_days = 0, .collection_days = 90};
    plant.lines[0].starts = date(2024, 6, 1);
    for (const std::uint64_t paths : {4096u, 1u << 18}) {
        const Forecast f = forecast(plant, three_years(),
                                    {.paths = paths,
                                     .seed = 2,
                                     .metrics = {Metric::least_headroom},
                                     .steps = {Frequency::month}});
        double before = 1;
        for (const Row& row : f.rows(Frequency::month)) {
            const double enough = f.probability(Metric::least_headroom, 0, row.days);
            // Of counted paths, those within a millionth of what was sold are at 0.
            EXPECT_LE(enough, before + (paths > 4096 ? 1e-4 : 0)) << row.period;
            before = enough;
        }
        EXPECT_NEAR(before, .5, 1e-3);
        EXPECT_NEAR(f.at(Metric::least_headroom, month(2026, 12)).p10, -400, 2);
    }
}

/// Where a limit is looser early on, money can be lost that is missed later.
TEST(Cash, LooseningAnotherLimitMayThenLowerOutput) {
    Plant plant = trader();
    plant.vat_rate = 0;
    plant.products[0].price = Price{.start = 50, .erosion_per_year = -1};
    plant.costs = {{.name = "work", .per_unit = 70}};
    plant.cash = Cash{.opening = 90000, .collection_days = 60};
    plant.caps = {{.name = "power", .limits = {{.from = date(2024, 1, 1), .per_year = 1200}}}};
    const double tight = sum(units_of(plant));
    plant.caps[0].limits[0].per_year = 3000;
    const double loose = sum(units_of(plant));
    EXPECT_LT(loose, 0.8 * tight);
}

/// Six months of a plan: demand, kits and crews grow, a line takes two crews of six lots, a lot
/// costs 20 and a third of a crew and brings 25 a month later. Money is worth 100 at the start.
double plan_value(double credit, int lines_bought, int month_of_line) {
    Plant plant = plain(1e6);
    const auto month = [](int k) { return date(2024, static_cast<unsigned>(k), 1); };
    const auto monthly = [&](std::initializer_list<double> lots) {
        std::vector<Arrival> rates;
        for (const double each : lots) {
            const int k = static_cast<int>(rates.size()) + 1;
            const double days = days_between(month(k), month(k + 1));
            rates.push_back({.from = month(k), .per_year = each * 366 / days});
        }
        return rates;
    };
    plant.products = {{.name = "lot",
                       .price = Price{.start = 25},
                       .material_share = 0.8,
                       .components = {{"kit", 1}}}};
    plant.components = {{.name = "kit", .arrivals = monthly({3, 8, 12, 22, 24, 30})}};
    plant.orders = Orders{.arrivals = monthly({4, 8, 14, 20, 26, 30})};
    std::vector<double> crews;
    for (int k = 1; k <= 6; ++k)
        crews.push_back(std::min(k, 2 + (k > month_of_line ? 2 * lines_bought : 0)) * 6.0);
    plant.caps = {
        {.name = "crews",
         .limits = monthly({crews[0], crews[1], crews[2], crews[3], crews[4], crews[5]})}};
    plant.costs = {{.name = "crew", .per_unit = 1. / 3, .bought_in = false}};
    plant.cash = Cash{.opening = 100, .credit_line = credit, .collection_days = 30};
    if (lines_bought > 0)
        plant.investments = {
            {.name = "line", .amount = 30. * lines_bought, .on = month(month_of_line)}};
    const auto lots = units_of(plant);
    return 100 + (25 - 20 - 1. / 3) * sum(lots, 0, 6) + lines_bought * (12 - 30.);
}

/// The optimal plans are worth 292, 404 and 485 in whole lots, crews and lines.
TEST(Cash, CreditIsWorthMoreThanLines) {
    const double none = plan_value(0, 0, 6), some = plan_value(100, 1, 4),
                 much = plan_value(200, 1, 1);
    EXPECT_NEAR(none, 292, 0.1 * 292);
    EXPECT_NEAR(some, 404, 0.1 * 404);
    EXPECT_NEAR(much, 485, 0.1 * 485);
    EXPECT_LT(plan_value(0, 1, 4), none) << "without credit a line is a loss";
}

TEST(Returns, AreThoseOfTheFlows) {
    Plant plant = trader();
    plant.investments = {{.name = "line", .amount = 50000, .on = date(2024, 1, 15)}};
    plant.cash = Cash{.opening = 1e6, .collection_days = 30};
    std::vector<double> flows;
    with_path(plant, [&](const auto&, const auto&, const auto& p) {
        flows = p.ledger().net_cash_flow;
        flows.resize(36);
        flows.back() += p.ledger().closing_working_capital[35];
    });
    const Forecast f = forecast(plant, three_years(), {.paths = 1024});
    const std::vector<ReturnRow> rows = f.returns(100);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0].share, 1);
    EXPECT_NEAR(rows[0].p50, std::pow(1 + irr(flows).at(0), 12) - 1, 1e-3 * rows[0].p50);
    EXPECT_EQ(rows[1].share, 0) << "no path has several";
    EXPECT_EQ(rows[2].p50, static_cast<double>(*payback(flows)) + 1);
    EXPECT_EQ(rows[3].p50, static_cast<double>(peak_funding(flows).period) + 1);
    plant.cash.reset();
    plant.investments.clear();
    EXPECT_THROW(forecast(plant, three_years(), {.paths = 1024}).returns(), Error);
}

TEST(Money, IsRefusedWhereItMakesNoSense) {
    const auto refused = [](const std::function<void(Plant&)>& edit, const std::string& words) {
        Plant plant = financed();
        edit(plant);
        try {
            validate(plant);
            ADD_FAILURE() << "not refused: " << words;
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
        }
    };
    refused([](Plant& p) { p.tranches[0].repaid_by = date(2024, 1, 1); },
            "tranche \"bank\": repaid_by is 2024-01-01, must not be before it is drawn");
    refused([](Plant& p) { p.tranches[0].kind = TrancheKind::equity; }, "equity is not repaid");
    refused([](Plant& p) { p.tranches[0].currency = "USD"; },
            "tranche \"bank\": currency is \"USD\", must be the plant's, CNY");
    refused([](Plant& p) { p.products[0].price->currency = "EUR"; }, "must be the plant's, CNY");
    refused([](Plant& p) { p.investments[0].on = "never"; }, "which is not a milestone");
    refused([](Plant& p) { p.cash.reset(); }, "is stated without the plant's cash");
    refused([](Plant& p) { p.products[0].price.reset(); }, "no product has a price");
    refused([](Plant& p) { p.cash->advance_share = 1.2; }, "advance_share is 1.2");
    refused([](Plant& p) { p.costs.push_back(p.costs[0]); }, "stands twice");
    refused([](Plant& p) { p.caps = {{.name = "cash", .limits = p.costs[1].rates}}; },
            "the name \"cash\" is that of the cash");
}

} // namespace
} // namespace rampcast
