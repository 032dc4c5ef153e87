#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/plant/validate.hpp"

namespace rampcast {
namespace {

const Date begins = parse_date("2024-01-01"), ends = parse_date("2025-01-01");

double day_of(const char* iso) { return days_since_epoch(parse_date(iso)); }

Line line_of(const std::string& name, double units_per_year, std::vector<std::string> products) {
    Line line;
    line.name = name;
    line.starts = Uncertain(day_of("2023-06-01"));
    line.nameplate = Nameplate{.units_per_year = Uncertain(units_per_year)};
    line.products = std::move(products);
    return line;
}
/// An old and a new model on one line that makes both, the new one half of the mix from April on.
Plant models() {
    Plant plant;
    plant.id = "models";
    plant.as_of = begins;
    plant.timeline = Timeline{begins, ends, Frequency::month};
    Product before, after;
    before.name = "old";
    after.name = "new";
    after.starts = Uncertain(day_of("2024-04-01"));
    after.ramp = Linear{.rise_days = Uncertain(122)};
    plant.products = {before, after};
    MixPoint first, last;
    first.on = begins;
    first.shares["new"] = Uncertain(0);
    last.on = parse_date("2024-04-01");
    last.shares["new"] = Uncertain(.5);
    MixPoint march = first;
    march.on = parse_date("2024-03-31");
    plant.mix = {first, march, last};
    plant.lines = {line_of("L", 3650, {})};
    return plant;
}

struct Found {
    std::vector<double> units, of_new;
};
Found run(Plant plant) {
    validate(plant);
    plant = prepared(plant);
    const Grid grid = make_grid(plant, *plant.timeline);
    Projection<double> projection(plant, grid,
                                  {.accounts = false, .cash = false, .by_product = true});
    Found found;
    NoNoise<double> none;
    projection.run(none, [&](std::size_t, const CellOutput<double>& cell) {
        found.units.push_back(cell.units);
    });
    found.of_new = projection.segment(By::product, 1).units;
    return found;
}

/// A unit of what is made at the share s of the line's rate takes 1 / s of its work.
TEST(ProductRamp, TakesTheLineLonger) {
    const Found found = run(models());
    const double days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    double since = 0;
    for (std::size_t k = 0; k < 12; ++k) {
        if (k < 3) {
            EXPECT_NEAR(found.units[k], 10 * days[k], 1e-6) << k;
            EXPECT_NEAR(found.of_new[k], 0, 1e-6) << k;
            continue;
        }
        // The share of a straight line from 0 to 1 in 122 days, on average over the month.
        double share = 0;
        for (int i = 0; i < 1000; ++i)
            share += std::min((since + days[k] * (i + .5) / 1000) / 122, 1.) / 1000;
        since += days[k];
        const double work = .5 + .5 / share;
        EXPECT_NEAR(found.units[k], 10 * days[k] / work, 1e-6 * found.units[k]) << k;
        EXPECT_NEAR(found.of_new[k], found.units[k] / 2, 1e-9) << k;
    }
    EXPECT_NEAR(found.units[11], 310, 1e-9);
}

/// With lines that make only some products the cut goes by the same work.
TEST(ProductRamp, OfLinesThatDiffer) {
    Plant plant = models();
    plant.lines = {line_of("L", 3650, {"old"}), line_of("M", 3650, {"new"})};
    plant.products[1].ramp = Step{};
    plant.products[1].ramp = Linear{.rise_days = Uncertain(122), .start_share = Uncertain(.25)};
    const Found found = run(plant);
    // Half of what is made is new, and April's mean share is .25 + .75 × 15 / 122.
    EXPECT_NEAR(found.units[3], 2 * 300 * (.25 + .75 * 15 / 122), 1e-6);
    EXPECT_NEAR(found.units[11], 620, 1e-6);
}

/// Orders for a product that cannot be made yet wait, and others do not.
TEST(ProductRamp, OrdersWaitForTheStart) {
    Plant plant = models();
    plant.mix.clear();
    plant.lines = {line_of("L", 3650, {"old"}), line_of("M", 3650, {"new"})};
    const auto orders = [](const char* product) {
        return Orders{
            .arrivals = {{.from = Uncertain(days_since_epoch(begins)), .per_year = Uncertain(366)}},
            .product = product};
    };
    plant.product_orders = {orders("old"), orders("new")};
    const Found found = run(plant);
    double old = 0, fresh = 0;
    for (std::size_t k = 0; k < 12; ++k) {
        old += found.units[k] - found.of_new[k];
        fresh += found.of_new[k];
        if (k == 2) {
            EXPECT_NEAR(old, 91, 1e-4);
            EXPECT_NEAR(fresh, 0, 1e-4);
        }
    }
    EXPECT_NEAR(old, 366, 1e-3);
    EXPECT_NEAR(fresh, 366, 1e-3);
}

std::string refusal(const Plant& plant) {
    try {
        validate(plant);
        detail::refuse_unmet_shares(prepared(plant), *plant.timeline);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(UnmetShares, AreNamedWithTheirMonth) {
    Plant plant = models();
    EXPECT_EQ(refusal(plant), "");
    EXPECT_TRUE(detail::unmet_shares(plant, *plant.timeline, .5).empty());
    // A share before the start: for a time.
    plant.mix.erase(plant.mix.begin(), plant.mix.begin() + 2);
    auto found = detail::unmet_shares(plant, *plant.timeline, .5);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].first, month_index(begins));
    EXPECT_EQ(found[0].last, month_index(parse_date("2024-03-01")));
    EXPECT_FALSE(found[0].for_ever);
    EXPECT_EQ(refusal(plant), "");
    const std::vector<std::string> warned = warnings(plant);
    EXPECT_TRUE(std::any_of(warned.begin(), warned.end(), [](const std::string& each) {
        return each.find("product \"new\": has a share of the mix from 2024-01 to 2024-03 that "
                         "cannot be met") != std::string::npos;
    }));
    // The only line that makes it is taken down: for ever.
    plant = models();
    plant.lines = {line_of("L", 3650, {"old"}), line_of("M", 3650, {"new"})};
    EXPECT_EQ(refusal(plant), "");
    plant.lines[1].stops = {
        {.name = "end", .from = parse_date("2024-09-01"), .to = parse_date("2030-12-31")}};
    EXPECT_NE(refusal(plant).find("product \"new\": has a share of the mix from 2024-09 on"),
              std::string::npos)
        << refusal(plant);
    plant.lines[1].stops.clear();
    plant.lines[1].changes = {Change{.on = Uncertain(day_of("2024-08-15")),
                                     .set = {{"nameplate.units_per_year", Uncertain(0)}}}};
    EXPECT_NE(refusal(plant).find("from 2024-09 on"), std::string::npos) << refusal(plant);
    plant.lines[1].changes.clear();
    // A line that may come early enough is none.
    plant.lines[1].starts = Uncertain(Normal{.mean = day_of("2025-03-01"), .sd = 40});
    EXPECT_EQ(refusal(plant), "");
    plant.lines[1].starts = Uncertain(day_of("2025-03-01"));
    EXPECT_NE(refusal(plant).find("product \"new\": has a share of the mix from 2024-04 on"),
              std::string::npos)
        << refusal(plant);
    // Where products are not cut alike the others are made.
    plant.sharing = Sharing::listed;
    EXPECT_EQ(refusal(plant), "");
}

TEST(ProductRamp, IsRefusedInWords) {
    Plant plant = models();
    plant.products[1].starts = std::string();
    EXPECT_NE(refusal(plant).find("ramp is stated and starts is not"), std::string::npos);
    plant.products[1].starts = std::string("launch");
    EXPECT_NE(refusal(plant).find("starts is \"launch\""), std::string::npos) << refusal(plant);
    plant = models();
    plant.products[1].ramp = Wright{.learning_rate = Uncertain(.8), .mature_unit = Uncertain(100)};
    EXPECT_NE(refusal(plant).find("goes by experience"), std::string::npos) << refusal(plant);
}

} // namespace
} // namespace rampcast
