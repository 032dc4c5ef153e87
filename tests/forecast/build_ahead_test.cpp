#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/plant/validate.hpp"

namespace rampcast {
namespace {

using Random = std::mt19937_64;

double between(Random& random, double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
}
int whole(Random& random, int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
}

const Date begins = parse_date("2024-01-01"), ends = parse_date("2026-01-01");

Arrival steadily(double per_year) {
    return {.from = Uncertain(days_since_epoch(begins)), .per_year = Uncertain(per_year)};
}
/// A season of winter goods.
std::vector<Uncertain> season(Random& random) {
    std::vector<double> each;
    double sum = 0;
    for (int month = 0; month < 12; ++month) {
        each.push_back(between(random, 0, 1) * (month < 9 ? 1 : 6));
        sum += each.back();
    }
    std::vector<Uncertain> factors;
    for (const double x : each) factors.emplace_back(x * 12 / sum);
    return factors;
}

/// So many products at prices that stay, none or some of them made on some lines alone.
Plant random_plant(Random& random, int products, bool restricted) {
    Plant plant;
    plant.id = "ahead";
    plant.as_of = begins;
    plant.timeline = Timeline{begins, ends, Frequency::month};
    MixPoint mix;
    for (int p = 0; p < products; ++p) {
        Product product;
        product.name = "p" + std::to_string(p);
        product.price = Price{.start = Uncertain(between(random, 1, 9))};
        product.material_share = Uncertain(between(random, .1, .7));
        plant.products.push_back(product);
        if (p + 1 < products) mix.shares[product.name] = Uncertain(1.0 / products);
    }
    if (products > 1) plant.mix = {mix};
    for (int l = 0; l < (restricted ? products : 2); ++l) {
        Line line;
        line.name = "l" + std::to_string(l);
        line.starts = Uncertain(days_since_epoch(begins) - 10);
        line.nameplate = Nameplate{.units_per_year = Uncertain(between(random, 500, 1500))};
        if (restricted) {
            line.products = {"p" + std::to_string(l)};
            const std::string other = "p" + std::to_string(whole(random, 0, products - 1));
            if (other != line.products[0]) line.products.push_back(other);
        }
        plant.lines.push_back(line);
    }
    return plant;
}

const Books all_books{
    .accounts = true, .cash = true, .orders = true, .by_product = true, .by_line = true};

/// Stock and backlog month by month, as a planner would in a table.
TEST(BuildAhead, IsAPlainRecursion) {
    Random random(1);
    for (int i = 0; i < 100; ++i) {
        Plant plant = random_plant(random, 1, false);
        const double per_year = between(random, 500, 3000), limit = between(random, 0, 400);
        plant.orders = Orders{.arrivals = {steadily(per_year)},
                              .opening_backlog = Uncertain(between(random, 0, 50)),
                              .build_ahead_units = Uncertain(limit),
                              .season = season(random)};
        const bool lost = i % 2 == 1;
        if (lost) plant.orders->unfilled = Unfilled::lost;
        ASSERT_NO_THROW(validate(plant)) << i;
        const Plant ready = prepared(plant);
        const Grid grid = make_grid(ready, *ready.timeline);
        Projection<double> projection(ready, grid, all_books);
        NoNoise<double> none;
        double stock = 0, backlog = plant.orders->opening_backlog.number();
        std::vector<double> shipped;
        projection.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
            const Cell& month = grid.cells[k];
            const auto of_year = static_cast<std::size_t>(month.month % 12);
            backlog += per_year * month.years * plant.orders->season[of_year].number();
            const double sent = std::min(stock, backlog);
            stock -= sent;
            backlog -= sent;
            const double made = std::min(cell.line_capacity, backlog + std::max(limit - stock, 0.));
            const double at_once = std::min(made, backlog);
            backlog -= at_once;
            stock += made - at_once;
            if (lost) backlog = 0;
            shipped.push_back(sent + at_once);
            EXPECT_NEAR(cell.units, made, 1e-9) << i << " " << k;
            EXPECT_NEAR(projection.orders().backlog[k], backlog, 1e-9) << i << " " << k;
            EXPECT_NEAR(projection.orders().stock[k], stock, 1e-9) << i << " " << k;
        });
        // Revenue comes with what is sent, value added with what is made.
        const double price = plant.products[0].price->start.number();
        const Accounts<double>& books = projection.accounts();
        for (std::size_t k = 0; k < shipped.size(); ++k) {
            EXPECT_NEAR(books.revenue[k], shipped[k] * price, 1e-8) << i << " " << k;
            EXPECT_NEAR(books.gross_profit[k],
                        shipped[k] * price * (1 - plant.products[0].material_share.number()), 1e-8)
                << i << " " << k;
        }
    }
}

/// Made = sent + built ahead, ordered = sent + backlog, of each product; figures of products and
/// lines sum to the plant's; what is there is worth what it was made for.
TEST(BuildAhead, KeepsWhatIsThereByProduct) {
    Random random(2);
    for (int i = 0; i < 200; ++i) {
        const int products = whole(random, 2, 5);
        const bool restricted = i % 2 == 0;
        Plant plant = random_plant(random, products, restricted);
        const auto count = static_cast<std::size_t>(products);
        std::vector<double> limits(count, 0.0);
        for (std::size_t p = 0; p < count; ++p) {
            if (whole(random, 0, 3) == 0) continue;
            limits[p] = whole(random, 0, 2) == 0 ? 0 : between(random, 0, 200);
            plant.product_orders.push_back(Orders{.arrivals = {steadily(between(random, 50, 900))},
                                                  .build_ahead_units = Uncertain(limits[p]),
                                                  .product = "p" + std::to_string(p),
                                                  .season = season(random)});
        }
        double of_any = 0;
        if (plant.product_orders.empty() || i % 3 == 0) {
            of_any = between(random, 1, 100);
            plant.orders =
                Orders{.arrivals = {steadily(between(random, 50, 900))},
                       .contracts = {Contract{.name = "big",
                                              .units = Uncertain(150),
                                              .on = Uncertain(days_since_epoch(begins) + 200),
                                              .product = "p0"}},
                       .build_ahead_units = Uncertain(of_any)};
        }
        if (i % 5 > 2) {
            for (Product& product : plant.products)
                product.components = {{"card", Uncertain(between(random, 0, 2))}};
            Component card;
            card.name = "card";
            card.arrivals = {steadily(between(random, 500, 3000))};
            plant.components = {card};
        }
        if (i % 7 == 0)
            plant.caps = {Cap{.name = "permit", .limits = {steadily(between(random, 500, 2000))}}};
        plant.sales = Sales{};
        ASSERT_NO_THROW(validate(plant)) << i;
        const Plant ready = prepared(plant);
        const Grid grid = make_grid(ready, *ready.timeline);
        Projection<double> projection(ready, grid, all_books);
        NoNoise<double> none;
        std::vector<double> units, value, stock_before(count, 0.0);
        projection.run(none, [&](std::size_t, const CellOutput<double>& cell) {
            units.push_back(cell.units);
            value.push_back(cell.value);
        });
        std::vector<double> ordered(count, 0.0), made(count, 0.0);
        double shipped = 0, worth = 0, ordered_of_any = 0;
        for (std::size_t k = 0; k < units.size(); ++k) {
            const Cell& cell = grid.cells[k];
            const auto of_year = static_cast<std::size_t>(cell.month % 12);
            for (const Orders& each : plant.product_orders)
                ordered[static_cast<std::size_t>(each.product[1] - '0')] +=
                    each.arrivals[0].per_year->number() * cell.years *
                    each.season[of_year].number();
            if (plant.orders) {
                ordered_of_any += plant.orders->arrivals[0].per_year->number() * cell.years;
                if (cell.start_day <= 200 && 200 < cell.end_day) ordered[0] += 150;
            }
            double backlog = 0, stock = 0, all_units = 0, all_ordered = ordered_of_any,
                   all_made = 0, revenue = 0, sent = 0;
            bool builds = false;
            for (std::size_t p = 0; p < count; ++p) {
                const SegmentFigures<double>& own = projection.segment(By::product, p);
                made[p] += own.units[k];
                const double left = made[p] - own.orders().stock[k];
                if (!plant.orders) {
                    EXPECT_NEAR(left, ordered[p] - own.orders().backlog[k], 1e-7)
                        << i << " " << k << " " << p;
                }
                EXPECT_LE(own.orders().stock[k],
                          std::max(stock_before[p], limits[p] + of_any / products) + 1e-9);
                EXPECT_GE(own.orders().backlog[k], 0);
                EXPECT_GE(own.orders().stock[k], 0);
                builds = builds || own.orders().stock[k] > stock_before[p] + 1e-7;
                stock_before[p] = own.orders().stock[k];
                backlog += own.orders().backlog[k];
                stock += own.orders().stock[k];
                worth = p == 0 ? 0 : worth;
                worth += own.orders().stock[k] * plant.products[p].price->start.number();
                all_units += own.units[k];
                all_made += made[p];
                all_ordered += ordered[p];
                revenue += own.accounts().revenue[k];
                sent += own.accounts().shipped[k];
            }
            const std::string at = std::to_string(i) + " " + std::to_string(k);
            EXPECT_NEAR(all_units, units[k], 1e-9) << at;
            EXPECT_NEAR(backlog, projection.orders().backlog[k], 1e-7) << at;
            EXPECT_NEAR(stock, projection.orders().stock[k], 1e-7) << at;
            EXPECT_NEAR(all_made - stock, all_ordered - backlog, 1e-6) << at;
            EXPECT_NEAR(revenue, projection.accounts().revenue[k], 1e-7) << at;
            EXPECT_NEAR(sent, projection.accounts().shipped[k], 1e-7) << at;
            double of_lines = 0, profit = 0;
            for (std::size_t l = 0; l < plant.lines.size(); ++l) {
                of_lines += projection.segment(By::line, l).accounts().shipped[k];
                profit += projection.segment(By::line, l).accounts().gross_profit[k];
            }
            EXPECT_NEAR(of_lines, projection.accounts().shipped[k], 1e-7) << at;
            EXPECT_NEAR(profit, projection.accounts().gross_profit[k], 1e-7) << at;
            shipped += projection.accounts().shipped[k];
            double all_value = 0;
            for (std::size_t j = 0; j <= k; ++j) all_value += value[j];
            EXPECT_NEAR(shipped + worth, all_value, 1e-6) << at;
            // Orders come first, where all lines make all products.
            if (!restricted && backlog > 1e-6) {
                EXPECT_FALSE(builds) << at << " " << backlog;
            }
        }
    }
}

/// A line of its own builds ahead while another is short.
TEST(BuildAhead, UsesLinesThatOthersCannot) {
    Random random(3);
    Plant plant = random_plant(random, 2, true);
    for (std::size_t l = 0; l < 2; ++l) {
        plant.lines[l].products = {plant.products[l].name};
        plant.lines[l].nameplate->units_per_year = Uncertain(1200);
        plant.product_orders.push_back(Orders{.arrivals = {steadily(l == 0 ? 5000. : 300.)},
                                              .build_ahead_units = Uncertain(l == 0 ? 0. : 150.),
                                              .product = plant.products[l].name});
    }
    const Plant ready = prepared(plant);
    validate(plant);
    const Grid grid = make_grid(ready, *ready.timeline);
    Projection<double> projection(ready, grid, all_books);
    NoNoise<double> none;
    projection.run(none, [](std::size_t, const CellOutput<double>&) {});
    const auto& short_of = projection.segment(By::product, 0);
    const auto& other = projection.segment(By::product, 1);
    EXPECT_NEAR(short_of.units[0], 1200. / 365 * 31, 1e-9);
    EXPECT_NEAR(other.units[0], 1200. / 365 * 31, 1e-6); // of 25 ordered
    EXPECT_NEAR(other.orders().stock[2], 150, 1e-6);
    EXPECT_NEAR(other.units[5], 300. * 30 / 366, 1e-6);
}

Plant with_cash(Random& random, bool limits) {
    Plant plant = random_plant(random, 1, false);
    plant.vat_rate = .13;
    plant.orders = Orders{.arrivals = {steadily(between(random, 500, 3000))},
                          .build_ahead_units = Uncertain(between(random, 10, 400)),
                          .season = season(random)};
    plant.sales = Sales{.stock_days = Uncertain(between(random, 0, 30)),
                        .acceptance_days = Uncertain(between(random, 0, 60))};
    plant.costs = {Cost{.name = "work", .per_unit = Uncertain(between(random, 0, .3))}};
    plant.cash = Cash{};
    plant.cash->limits_output = limits;
    plant.cash->opening = Uncertain(between(random, 50, 600));
    plant.cash->collection_days = Uncertain(between(random, 0, 90));
    plant.cash->material_days = Uncertain(between(random, 0, 60));
    plant.cash->material_stock_days = Uncertain(between(random, 0, 40));
    return plant;
}

/// What has been built ahead has been paid, and brings its money when it is sent; until then it is
/// working capital.
TEST(BuildAhead, CashFollowsWhatIsSent) {
    Random random(4);
    for (int i = 0; i < 50; ++i) {
        Plant plant = with_cash(random, false);
        plant.vat_rate = 0;
        plant.sales = Sales{};
        plant.cash->collection_days = plant.cash->material_days = plant.cash->material_stock_days =
            Uncertain(0);
        ASSERT_NO_THROW(validate(plant)) << i;
        const Plant ready = prepared(plant);
        const Grid grid = make_grid(ready, *ready.timeline);
        Projection<double> projection(ready, grid, all_books);
        NoNoise<double> none;
        double cash = plant.cash->opening.number();
        const double price = plant.products[0].price->start.number();
        const double costs =
            price * plant.products[0].material_share.number() + plant.costs[0].per_unit.number();
        std::vector<double> units;
        projection.run(none, [&](std::size_t, const CellOutput<double>& cell) {
            units.push_back(cell.units);
        });
        for (std::size_t k = 0; k < units.size(); ++k) {
            cash += projection.accounts().revenue[k] - units[k] * costs;
            EXPECT_NEAR(projection.ledger().cash[k], cash, 1e-7) << i << " " << k;
            EXPECT_NEAR(projection.ledger().closing_working_capital[k],
                        projection.orders().stock[k] * price, 1e-6)
                << i << " " << k;
        }
    }
}

/// Months in which cash binds, being never short.
int months_bound_by_cash(const Plant& plant) {
    EXPECT_NO_THROW(validate(plant));
    const Plant ready = prepared(plant);
    const Grid grid = make_grid(ready, *ready.timeline);
    Projection<double> projection(ready, grid, all_books);
    NoNoise<double> none;
    int bound = 0;
    projection.run(none, [&](std::size_t, const CellOutput<double>& cell) {
        if (projection.limits().back() == cell.units) ++bound;
    });
    for (std::size_t k = 0; k < grid.cells.size(); ++k)
        EXPECT_GE(projection.ledger().least_headroom[k], -1e-7) << k;
    return bound;
}

/// Cash that limits output is never short, whatever is built ahead.
TEST(BuildAhead, IsNotPaidWithWhatIsNotThere) {
    Random random(5);
    int bound = 0;
    for (int i = 0; i < 200; ++i) {
        Plant plant = with_cash(random, true);
        if (i % 3 == 1) plant.cash->vat_carried_forward = true;
        if (i % 3 == 2) {
            plant.cash->credit_line = Uncertain(between(random, 0, 200));
            plant.cash->credit_rate_per_year = Uncertain(.08);
        }
        SCOPED_TRACE(i);
        bound += months_bound_by_cash(plant);
    }
    EXPECT_GT(bound, 100) << "months in which cash binds";
}

/// The same of several products, whose units cost and bring different money.
TEST(BuildAhead, OfSeveralProductsIsNotPaidWithWhatIsNotThere) {
    Random random(7);
    int bound = 0;
    for (int i = 0; i < 200; ++i) {
        Plant plant = random_plant(random, 3, i % 2 == 0);
        const Plant money = with_cash(random, true);
        plant.vat_rate = i % 4 < 2 ? 0 : money.vat_rate;
        plant.sales = money.sales;
        plant.costs = money.costs;
        plant.cash = money.cash;
        for (const Product& product : plant.products)
            plant.product_orders.push_back(
                Orders{.arrivals = {steadily(between(random, 50, 900))},
                       .build_ahead_units = Uncertain(between(random, 0, 200)),
                       .product = product.name,
                       .season = season(random)});
        SCOPED_TRACE(i);
        bound += months_bound_by_cash(plant);
    }
    EXPECT_GT(bound, 100) << "months in which cash binds";
}

TEST(BuildAhead, IsRefusedWhereWhoComesFirstIsNotSaid) {
    Random random(6);
    Plant plant = random_plant(random, 2, false);
    plant.product_orders = {
        Orders{.arrivals = {steadily(5)}, .build_ahead_units = Uncertain(3), .product = "p0"}};
    EXPECT_NO_THROW(validate(plant));
    plant.sharing = Sharing::value;
    try {
        validate(plant);
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("build_ahead_units"), std::string::npos);
    }
}

} // namespace
} // namespace rampcast
