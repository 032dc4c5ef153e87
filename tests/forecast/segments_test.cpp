#include "rampcast/forecast/segments.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "rampcast/core/linear_program.hpp"
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

const Date begins = parse_date("2024-01-01"), ends = parse_date("2025-01-01");

Arrival steadily(double per_year) {
    return {.from = Uncertain(days_since_epoch(begins)), .per_year = Uncertain(per_year)};
}

/// Two to six products and lines; lines make all, or some, of them.
Plant random_plant(Random& random, bool restricted) {
    Plant plant;
    plant.id = "random";
    plant.as_of = begins;
    plant.timeline = Timeline{begins, ends, Frequency::month};
    const int products = whole(random, 2, 6), lines = whole(random, 2, 6);
    MixPoint mix;
    double left = 1;
    for (int p = 0; p < products; ++p) {
        Product product;
        product.name = "p" + std::to_string(p);
        product.price = Price{.start = Uncertain(between(random, 1, 9)),
                              .erosion_per_year = Uncertain(between(random, 0, .3))};
        product.material_share = Uncertain(between(random, 0, .8));
        product.components = {{"card", Uncertain(between(random, 0, 3))}};
        if (whole(random, 0, 1) == 1) product.line_work = Uncertain(between(random, .5, 2));
        if (p + 1 < products) {
            const double share = left * between(random, 0, .8);
            mix.shares[product.name] = Uncertain(share);
            left -= share;
        }
        plant.products.push_back(product);
    }
    plant.mix = {mix};
    for (int l = 0; l < lines; ++l) {
        Line line;
        line.name = "l" + std::to_string(l);
        line.starts = Uncertain(days_since_epoch(begins) + whole(random, 0, 100));
        line.nameplate = Nameplate{.units_per_year = Uncertain(between(random, 100, 2000))};
        for (int p = 0; restricted && p < products; ++p)
            if (whole(random, 0, 2) == 0) line.products.push_back("p" + std::to_string(p));
        plant.lines.push_back(line);
    }
    // Somebody makes each.
    if (restricted)
        for (int p = 0; p < products; ++p) {
            Line& line = plant.lines[static_cast<std::size_t>(whole(random, 0, lines - 1))];
            const std::string name = "p" + std::to_string(p);
            if (!line.products.empty() &&
                std::find(line.products.begin(), line.products.end(), name) == line.products.end())
                line.products.push_back(name);
        }
    if (std::any_of(plant.lines.begin(), plant.lines.end(),
                    [](const Line& line) { return line.products.empty(); }) == false &&
        restricted)
        for (int p = 0; p < products; ++p) {
            const std::string name = "p" + std::to_string(p);
            bool made = false;
            for (const Line& line : plant.lines)
                made = made || std::find(line.products.begin(), line.products.end(), name) !=
                                   line.products.end();
            if (!made) plant.lines.front().products.push_back(name);
        }
    return plant;
}

struct Made {
    std::vector<double> units, value, line_capacity;
};

Made run(Projection<double>& projection, const Grid& grid) {
    Made result;
    NoNoise<double> none;
    projection.run(none, [&](std::size_t, const CellOutput<double>& cell) {
        result.units.push_back(cell.units);
        result.value.push_back(cell.value);
        result.line_capacity.push_back(cell.line_capacity);
    });
    result.units.resize(grid.cells.size());
    return result;
}

/// What the lines can make at the mix, as a linear program with what each makes of each product.
double by_program(const Plant& plant, const std::vector<double>& can_make,
                  const std::vector<double>& shares) {
    const std::size_t lines = plant.lines.size(), products = plant.products.size();
    detail::LinearProgram<double> program;
    program.begin(lines * products + 1, lines + products);
    program.set_gain(lines * products, 1);
    for (std::size_t l = 0; l < lines; ++l) {
        program.bound(l) = can_make[l];
        const auto& own = plant.lines[l].products;
        for (std::size_t p = 0; p < products; ++p) {
            if (!own.empty() &&
                std::find(own.begin(), own.end(), plant.products[p].name) == own.end())
                continue;
            program.coefficient(l, l * products + p) = plant.products[p].line_work.number();
            program.coefficient(lines + p, l * products + p) = -1;
        }
    }
    for (std::size_t p = 0; p < products; ++p)
        program.coefficient(lines + p, lines * products) = shares[p];
    program.solve();
    std::vector<double> made(lines * products + 1);
    program.read(made);
    return made.back();
}

TEST(LineRouting, CutsEqualALinearProgram) {
    Random random(14);
    for (int i = 0; i < 300; ++i) {
        Plant plant = random_plant(random, true);
        for (Product& product : plant.products) product.components.clear();
        plant = prepared(plant);
        if (!LineRouting<double>::is_needed(plant)) continue;
        ASSERT_NO_THROW(validate(plant)) << i;
        const Grid grid = make_grid(plant, *plant.timeline);
        Projection<double> projection(
            plant, grid, {.accounts = false, .cash = false, .by_product = true, .by_line = true});
        const Made result = run(projection, grid);
        // With alike work, what a line could make is its rate.
        Plant alike = plant;
        for (Product& product : alike.products) product.line_work = Uncertain(1);
        Projection<double> rates(alike, grid, {.accounts = false, .cash = false, .by_line = true});
        static_cast<void>(run(rates, grid));
        std::vector<double> shares;
        double rest = 1;
        for (const auto& product : plant.products) {
            const auto found = plant.mix[0].shares.find(product.name);
            shares.push_back(found == plant.mix[0].shares.end() ? -1 : found->second.number());
            rest -= std::max(shares.back(), 0.0);
        }
        for (double& share : shares) share = share < 0 ? rest : share;
        for (std::size_t k = 0; k < grid.cells.size(); ++k) {
            std::vector<double> can_make;
            for (std::size_t l = 0; l < plant.lines.size(); ++l)
                can_make.push_back(rates.segment(By::line, l).line_capacity[k]);
            const double wanted = by_program(plant, can_make, shares);
            EXPECT_NEAR(result.line_capacity[k], wanted, 1e-9 * std::max(1.0, wanted))
                << i << " cell " << k;
            // Each line makes no more than it can, of nothing but its products.
            for (std::size_t l = 0; l < plant.lines.size(); ++l)
                if (std::all_of(plant.products.begin(), plant.products.end(),
                                [](const Product& p) { return p.line_work == Uncertain(1); })) {
                    EXPECT_LE(projection.segment(By::line, l).units[k],
                              can_make[l] * (1 + 1e-9) + 1e-9)
                        << i << " cell " << k << " line " << l;
                }
        }
    }
}

TEST(Segments, SumToThePlant) {
    Random random(15);
    for (int i = 0; i < 200; ++i) {
        Plant plant = random_plant(random, i % 2 == 0);
        plant.sharing = static_cast<Sharing>(i % 3);
        Component card;
        card.name = "card";
        card.arrivals = {steadily(between(random, 100, 3000))};
        card.spare_share = Uncertain(between(random, 0, .2));
        plant.components = {card};
        if (i % 5 > 1) plant.orders = Orders{.arrivals = {steadily(between(random, 100, 5000))}};
        if (i % 5 == 4) {
            Orders own{.arrivals = {steadily(between(random, 50, 900))}, .product = "p1"};
            plant.product_orders = {own};
        }
        plant.sales = Sales{.stock_days = Uncertain(between(random, 0, 40)),
                            .acceptance_days = Uncertain(between(random, 0, 40))};
        plant.costs = {Cost{.name = "rent",
                            .rates = {steadily(between(random, 0, 500))},
                            .per_unit = Uncertain(between(random, 0, 1)),
                            .bought_in = i % 2 == 1}};
        plant.opening = Opening{};
        plant.opening->steady = i % 4 == 0;
        ASSERT_NO_THROW(validate(plant)) << i;
        plant = prepared(plant);
        const Grid grid = make_grid(plant, *plant.timeline);
        Projection<double> projection(plant, grid,
                                      {.accounts = true,
                                       .cash = false,
                                       .components = true,
                                       .by_product = true,
                                       .by_line = true});
        NoNoise<double> none;
        Made result;
        std::vector<double> components;
        projection.run(none, [&](std::size_t, const CellOutput<double>& cell) {
            result.units.push_back(cell.units);
            result.value.push_back(cell.value);
            result.line_capacity.push_back(cell.line_capacity);
            components.push_back(projection.components_used());
        });
        const Accounts<double>& all = projection.accounts();
        for (const By by : {By::product, By::line}) {
            const std::size_t members =
                by == By::product ? plant.products.size() : plant.lines.size();
            for (std::size_t k = 0; k < grid.cells.size(); ++k) {
                double units = 0, value = 0, used = 0, revenue = 0, profit = 0, added = 0,
                       shipped = 0, capacity = 0;
                for (std::size_t m = 0; m < members; ++m) {
                    const SegmentFigures<double>& own = projection.segment(by, m);
                    units += own.units[k];
                    value += own.value[k];
                    used += own.components_used[k];
                    capacity += own.line_capacity[k];
                    revenue += own.accounts().revenue[k];
                    profit += own.accounts().gross_profit[k];
                    added += own.accounts().value_added[k];
                    shipped += own.accounts().shipped[k];
                }
                const std::string at = std::to_string(i) + " " + text(by) + " " + std::to_string(k);
                const double scale = 1e-9 * (1 + std::abs(result.value[k]) + result.units[k] +
                                             std::abs(all.gross_profit[k]));
                EXPECT_NEAR(units, result.units[k], scale) << at;
                EXPECT_NEAR(value, result.value[k], scale) << at;
                EXPECT_NEAR(used, components[k], 3 * scale) << at;
                EXPECT_NEAR(revenue, all.revenue[k], scale) << at;
                EXPECT_NEAR(profit, all.gross_profit[k], scale) << at;
                EXPECT_NEAR(added, all.value_added[k], scale) << at;
                EXPECT_NEAR(shipped, all.shipped[k], scale) << at;
                const bool alike = !LineRouting<double>::is_needed(plant);
                if (by == By::line && alike) {
                    EXPECT_NEAR(capacity, result.line_capacity[k], scale) << at;
                }
            }
        }
    }
}

TEST(Demand, IsFilledOrLeft) {
    Random random(16);
    for (int i = 0; i < 60; ++i) {
        Plant plant = random_plant(random, i % 2 == 0);
        plant.sharing = static_cast<Sharing>(i % 3);
        for (Product& product : plant.products) product.components.clear();
        plant.orders = Orders{.arrivals = {steadily(600)}, .opening_backlog = Uncertain(30)};
        plant.orders->contracts = {Contract{.name = "big",
                                            .units = Uncertain(200),
                                            .on = Uncertain(days_since_epoch(begins) + 100),
                                            .product = "p0"}};
        Orders own{.arrivals = {steadily(between(random, 50, 900))}, .product = "p1"};
        own.season = std::vector<Uncertain>(12, Uncertain(1));
        own.season[0] = Uncertain(1.5);
        own.season[6] = Uncertain(.5);
        plant.product_orders = {own};
        ASSERT_NO_THROW(validate(plant)) << i;
        plant = prepared(plant);
        const Grid grid = make_grid(plant, *plant.timeline);
        Projection<double> projection(plant, grid, {.accounts = false, .cash = false});
        NoNoise<double> none;
        double made = 0;
        const double any = 600, of_own = own.arrivals[0].per_year->number();
        double ordered = 30;
        projection.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
            made += cell.units;
            const Cell& at = grid.cells[k];
            const int calendar_month = at.month % 12;
            ordered +=
                any * at.years +
                of_own * at.years * own.season[static_cast<std::size_t>(calendar_month)].number();
            if (at.start_day <=
                    100 - (days_since_epoch(grid.reference) - days_since_epoch(begins)) &&
                100 - (days_since_epoch(grid.reference) - days_since_epoch(begins)) < at.end_day)
                ordered += 200;
            EXPECT_NEAR(projection.stock("orders"), ordered - made, 1e-6 * ordered)
                << i << " " << k;
        });
    }
}

} // namespace
} // namespace rampcast
