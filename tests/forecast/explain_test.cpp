#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/uncertainty/philox.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::three_years;

Period year(int y) { return period_of(Frequency::year, date(y, 1, 1)); }
double days(Date day) { return days_since_epoch(day); }

/// A line that makes 10 a day at each of its places from the first day on, at 100 each.
Plant maker(double places = 1) {
    return {.id = "maker",
            .as_of = date(2024, 1, 1),
            .lines = {Line{.name = "L1",
                           .starts = date(2023, 1, 1),
                           .stations = {{.name = "s", .cycle_time_s = 8640, .places = places}}}},
            .products = {{.name = "server", .price = Price{.start = 100}}}};
}
/// Doubles the places.
Change module_on(When when) { return {.on = std::move(when), .set = {{"s.places", 2}}}; }

std::vector<ExplainRow> walk_of(const Plant& plant, Period period = year(2025)) {
    return forecast(plant, three_years(), {.paths = 1024}).explain(period);
}
std::vector<std::string> names(const std::vector<ExplainRow>& walk) {
    std::vector<std::string> list;
    for (const ExplainRow& row : walk) list.push_back(row.step);
    return list;
}
using Names = std::vector<std::string>;

void expect_to_add_up(const std::vector<ExplainRow>& walk) {
    for (std::size_t i = 1; i < walk.size(); ++i) {
        if (!std::isnan(walk[i - 1].units)) {
            EXPECT_NEAR(walk[i].units, walk[i - 1].units + walk[i].units_change, 1e-6);
        }
        if (!std::isnan(walk[i - 1].value)) {
            EXPECT_NEAR(walk[i].value, walk[i - 1].value + walk[i].change, 1e-3);
        }
    }
}

TEST(Explain, ALateModuleHasAStep) {
    for (const When& when : {When("module"), When(Uncertain(days(date(2025, 7, 1))))}) {
        Plant plant = maker();
        plant.milestones = {{.name = "module", .on = date(2025, 7, 1)}};
        plant.lines[0].changes = {module_on(when)};
        const std::vector<ExplainRow> walk = walk_of(plant);
        const bool named = std::holds_alternative<std::string>(when);
        ASSERT_EQ(names(walk), (Names{"what the lines could make",
                                      named ? "module" : "L1: s.places, 2025-07-01"}));
        EXPECT_NEAR(walk[0].units, 7300, .01);
        EXPECT_NEAR(walk[1].units_change, -1810, .01) << "181 days of 10";
        EXPECT_NEAR(walk[1].change, -181000, 1);
        expect_to_add_up(walk);
    }
}

TEST(Explain, EachMilestoneOfAChainHasItsDelay) {
    Plant plant = maker();
    plant.milestones = {{.name = "works", .after = {"delivery"}, .days = 20},
                        {.name = "order", .on = date(2023, 12, 1)},
                        {.name = "delivery", .after = {"order"}, .days = 416}, // 2025-01-20
                        {.name = "opening day", .on = date(2025, 10, 1)}};
    plant.lines[0].changes = {module_on("works")};
    plant.lines[0].changes[0].lag_days = 10;
    const std::vector<ExplainRow> walk = walk_of(plant);
    ASSERT_EQ(names(walk), (Names{"what the lines could make", "delivery", "works",
                                  "L1: s.places, after works"}));
    EXPECT_NEAR(walk[1].units_change, -190, .02);
    EXPECT_NEAR(walk[2].units_change, -200, .02);
    EXPECT_NEAR(walk[3].units_change, -100, .02);
}

TEST(Explain, ChangesNotListedInOrderAreMadeInOrder) {
    Plant plant = maker();
    plant.lines[0].changes = {{.on = date(2025, 7, 1), .set = {{"s.places", 3}}},
                              {.on = date(2024, 7, 1), .set = {{"s.places", 2}}}};
    const std::vector<ExplainRow> walk = walk_of(plant);
    EXPECT_NEAR(walk[0].units, 365 * 30, .01) << "the later one holds";
    EXPECT_NEAR(walk.back().units, 181 * 20 + 184 * 30, .01);
}

TEST(Explain, WalksFromTheAnnouncementToTheForecast) {
    Plant plant = maker();
    plant.targets = {{.name = "announced",
                      .from = date(2025, 1, 1),
                      .units_per_year = 5000,
                      .value_per_year = 1e6}};
    plant.lines[0].starts = date(2025, 3, 1);
    plant.lines[0].ramp = Linear{.rise_days = 100};
    plant.products[0].price = Price{.start = 100, .erosion_per_year = 0.2};
    plant.orders =
        Orders{.arrivals = {{.from = date(2025, 1, 1), .per_year = Uniform{1500, 2500}}}};
    const Forecast f = forecast(plant, three_years(), {.paths = 4096});
    const std::vector<ExplainRow> walk = f.explain(year(2025));
    ASSERT_EQ(names(walk), (Names{"announced", "what the lines could make", "start date", "ramp",
                                  "orders", "value a unit", "price"}));
    expect_to_add_up(walk);
    EXPECT_NEAR(walk[0].value, 1e6, 1e-6);
    EXPECT_EQ(walk[0].units, 5000);
    EXPECT_NEAR(walk[1].value, 3650 * 200, 1) << "365 days of 10 units at 200 each";
    EXPECT_NEAR(walk[2].value, 3060 * 200, 1) << "from March on";
    EXPECT_NEAR(walk[3].value, 2560 * 200, 1) << "half of the first 100 days";
    EXPECT_LT(walk[4].value, walk[3].value);
    EXPECT_NEAR(walk[5].value, walk[4].value / 2, 1e-3) << "at 100 instead of 200";
    EXPECT_NEAR(walk[6].value, f.at(Metric::gross_output_value, year(2025)).mean, 1e-3);
}

TEST(Explain, AnAbsentAnnouncementHasNoSteps) {
    Plant plant = maker();
    EXPECT_EQ(names(walk_of(plant)), Names{"what the lines could make"});
    plant.products[0].price->erosion_per_year = .1;
    EXPECT_EQ(names(walk_of(plant)), (Names{"what the lines could make", "price"}));
    plant.targets = {{.name = "units", .from = date(2025, 1, 1), .units_per_year = 4000}};
    const std::vector<ExplainRow> walk = walk_of(plant);
    EXPECT_EQ(names(walk), (Names{"units", "what the lines could make", "price"}));
    EXPECT_NEAR(walk[1].units_change, -350, .01);
    EXPECT_NEAR(walk[0].value, 4000 * 100, 1e-3) << "at the first price";
}

TEST(Explain, AMixThatMovesHasAStep) {
    Plant plant = maker();
    plant.products.push_back({.name = "rack", .price = Price{.start = 300}});
    plant.mix = {{.on = date(2025, 1, 1), .shares = {{"server", 1}, {"rack", 0}}},
                 {.on = date(2026, 1, 1), .shares = {{"server", 0}, {"rack", 1}}}};
    const std::vector<ExplainRow> walk = walk_of(plant);
    ASSERT_EQ(names(walk), (Names{"what the lines could make", "mix"}));
    EXPECT_NEAR(walk[0].value, 365000, 1);
    EXPECT_NEAR(walk[1].value, 730000, 5) << "half of each on average";
}

TEST(Explain, NeedsNoPrice) {
    Plant plant = maker();
    plant.products.clear();
    plant.lines[0].starts = date(2025, 2, 1);
    const std::vector<ExplainRow> walk = walk_of(plant);
    ASSERT_EQ(names(walk), (Names{"what the lines could make", "start date"}));
    EXPECT_NEAR(walk[1].units_change, -310, .01);
    EXPECT_TRUE(std::isnan(walk[1].value));
}

/// Chance of its own, the same on every compiler.
class Chance {
public:
    explicit Chance(std::uint32_t plant) : plant_(plant) {}
    double share() {
        return static_cast<double>(philox({plant_, at_++, 7, 1}, {2, 3})[0]) * 0x1p-32;
    }
    double between(double low, double high) { return low + (high - low) * share(); }
    bool often() { return share() < .6; }
    Date day(int from, int to) {
        return date(2023, 1, 1) + std::chrono::days{static_cast<int>(between(from, to))};
    }

private:
    std::uint32_t plant_, at_ = 0;
};

/// A plant whose dates are certain: two lines, milestones in a chain, changes on them and on dates.
Plant dated(Chance& chance) {
    Plant plant = maker();
    plant.id = "dated";
    plant.milestones = {{.name = "m0", .on = chance.day(0, 900)}};
    for (int m = 1; m < 4; ++m)
        plant.milestones.push_back({.name = "m" + std::to_string(m),
                                    .after = {"m" + std::to_string(m - 1)},
                                    .days = std::floor(chance.between(0, 250))});
    plant.lines[0].name = "A";
    plant.lines.push_back(plant.lines[0]);
    plant.lines[1].name = "B";
    for (Line& line : plant.lines) {
        if (chance.often()) line.starts = "m" + std::to_string(chance.often() ? 0 : 2);
        else line.starts = chance.day(0, 900);
        if (chance.often()) line.lag_days = std::floor(chance.between(0, 60));
        for (int c = 0; c < 3; ++c) {
            Change change{.add = {{"s.places", chance.between(.1, 2)}}};
            if (chance.often()) change.on = "m" + std::to_string(c + 1);
            else change.on = chance.day(200, 1100);
            if (chance.share() < .3) change.lag_days = std::floor(chance.between(0, 90));
            line.changes.push_back(change);
        }
    }
    return plant;
}

/// Units of 2025 that the lines of a `dated` plant make, added up day by day; what is at or after
/// a step not yet taken counts from the first day.
struct ByHand {
    const Plant& plant;
    std::map<std::string, Date> milestones; ///< those put back, and what follows of the others
    bool starts, changes;

    Date at(const When& when, const Uncertain& lag, bool with_lag) const {
        const auto* name = std::get_if<std::string>(&when);
        const Date day =
            name ? milestones.at(*name)
                 : Date{std::chrono::days{static_cast<int>(std::get<Uncertain>(when).number())}};
        return day + std::chrono::days{with_lag ? static_cast<int>(lag.number()) : 0};
    }
    double units() const {
        double sum = 0;
        for (const Line& line : plant.lines)
            for (Date day = date(2025, 1, 1); day < date(2026, 1, 1); day += std::chrono::days{1}) {
                const bool by_date = std::holds_alternative<Uncertain>(line.starts);
                if ((starts || !by_date) && day < at(line.starts, line.lag_days, starts)) continue;
                double places = 1;
                for (const Change& change : line.changes) {
                    const bool dated_one = std::holds_alternative<Uncertain>(change.on);
                    if ((changes || !dated_one) && day < at(change.on, change.lag_days, changes))
                        continue;
                    places += std::get<Uncertain>(change.add.at("s.places")).number();
                }
                sum += 10 * places;
            }
        return sum;
    }
};

void agree_with_a_second_implementation(std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t number = first; number < end; ++number) {
        Chance chance(number);
        const Plant plant = dated(chance);
        const std::vector<ExplainRow> walk = walk_of(plant);
        expect_to_add_up(walk);
        ByHand hand{plant, {}, false, false};
        const Date early = date(2023, 12, 1);
        std::map<std::string, double> reached;
        for (std::size_t back = 0; back <= 4; ++back) { // milestones put back so far
            Date day = early;
            for (std::size_t m = 0; m < 4; ++m) {
                const Milestone& each = plant.milestones[m];
                if (m == 0) {
                    const Date own{std::chrono::days{static_cast<int>(each.on->number())}};
                    day = back > 0 ? own : std::min(own, early);
                } else if (m < back) {
                    day += std::chrono::days{static_cast<int>(each.days->number())};
                }
                hand.milestones[each.name] = day;
            }
            reached[back == 0 ? "what the lines could make" : plant.milestones[back - 1].name] =
                hand.units();
        }
        hand.starts = true;
        reached["start date"] = hand.units();
        hand.changes = true;
        const double whole = hand.units();
        for (std::size_t i = 0; i < walk.size(); ++i) {
            const auto found = reached.find(walk[i].step);
            const bool last = i + 1 == walk.size();
            // Changes not yet put back are kept in order by parts of a day.
            if (last) {
                EXPECT_NEAR(walk[i].units, whole, .05) << number;
            } else if (found != reached.end()) {
                EXPECT_NEAR(walk[i].units, found->second, .5) << number << " " << walk[i].step;
            }
            EXPECT_TRUE(i == 0 || walk[i].units_change != 0 || walk[i].change != 0);
        }
    }
}
TEST(Explain, AgreesWithASecondImplementationOnRandomPlants) {
    agree_with_a_second_implementation(0, 4);
}
TEST(Explain, AgreesWithASecondImplementationOnRandomPlantsAtLength) {
    agree_with_a_second_implementation(4, 200);
}

void add_up_on_any_plant(std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t number = first; number < end; ++number) {
        Chance chance(1000 + number);
        Plant plant = chance.often() ? samples::rich() : dated(chance);
        for (Milestone& each : plant.milestones) {
            if (each.days) each.days = Pert{0, chance.between(10, 200), 400};
            else if (each.on && chance.often())
                each.on = Uniform{days(date(2024, 2, 1)), days(date(2024, 12, 1))};
        }
        if (chance.often())
            plant.lines[0].changes.push_back(
                {.on = Uniform{days(date(2024, 6, 1)), days(date(2025, 9, 1))},
                 .lag_days = Uniform{0, 50},
                 .add = {{plant.lines[0].stations.back().name + ".places", Uniform{.1, 2}}}});
        if (chance.often())
            plant.caps = {
                {.name = "cap", .limits = {{.from = date(2024, 1, 1), .per_year = 3000}}}};
        if (chance.often()) plant.targets.clear();
        const Forecast f = forecast(plant, three_years(), {.paths = 1024, .seed = number});
        const std::vector<ExplainRow> walk = f.explain(year(2025));
        expect_to_add_up(walk);
        const double value = f.at(Metric::gross_output_value, year(2025)).mean;
        const double units = f.at(Metric::units, year(2025)).mean;
        EXPECT_NEAR(walk.back().units, units, 2e-6 * units) << number;
        EXPECT_NEAR(walk.back().value, value, 2e-6 * value) << number;
        Names seen = names(walk);
        std::sort(seen.begin(), seen.end());
        EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end());
    }
}
TEST(Explain, AddsUpOnAnyPlant) { add_up_on_any_plant(0, 2); }
TEST(Explain, AddsUpOnAnyPlantAtLength) { add_up_on_any_plant(2, 200); }

} // namespace
} // namespace rampcast
