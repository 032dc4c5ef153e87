#include "rampcast/plant/validate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "plant/sample_plant.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/launch/network.hpp"

namespace rampcast {
namespace {

using testing::sample_plant;

std::string refusal(const Plant& plant) {
    try {
        validate(plant);
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

std::string joined_words(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& each : lines) all += each + "\n";
    return all;
}

struct Broken {
    const char* words;
    std::function<void(Plant&)> spoil;
};

void expect_refused(const std::vector<Broken>& cases) {
    for (const Broken& each : cases) {
        Plant plant = sample_plant();
        each.spoil(plant);
        const std::string words = refusal(plant);
        EXPECT_NE(words.find(each.words), std::string::npos)
            << "expected: " << each.words << "\ngot:      " << words;
    }
}

TEST(Validate, AcceptsAFullPlantWithoutAWarning) {
    EXPECT_EQ(refusal(sample_plant()), "accepted");
    EXPECT_EQ(joined_words(warnings(sample_plant())), "");
}

TEST(Validate, AcceptsASmallPlant) {
    const Plant plant{
        .id = "one-line",
        .lines = {Line{.name = "L1",
                       .starts = date(2023, 12, 3),
                       .nameplate = Nameplate{.units_per_year = 10'000},
                       .ramp = Logistic{.midpoint_days = Pert{90, 180, 400}, .rise_days = 240}}}};
    EXPECT_EQ(refusal(plant), "accepted");
}

TEST(Validate, RefusesNumbersOutsideTheirRange) {
    const double infinity = std::numeric_limits<double>::infinity();
    expect_refused({
        {"line \"L1\", station \"burn-in\": cycle_time_s is -3, must be greater than 0",
         [](Plant& p) { p.lines[0].stations[1].cycle_time_s = -3; }},
        {"line \"L1\", station \"assembly\": cycle_time_s is missing; state it, or "
         "observed_times_s",
         [](Plant& p) { p.lines[0].stations[0].cycle_time_s = {}; }},
        {"places is nan, must be a finite number, greater than 0",
         [](Plant& p) { p.lines[0].stations[0].places = std::nan(""); }},
        {"first_pass_yield is 1.5, must be greater than 0 and at most 1",
         [](Plant& p) { p.lines[0].stations[0].first_pass_yield = 1.5; }},
        {"batch is 0.5, must be at least 1", [](Plant& p) { p.lines[0].stations[0].batch = 0.5; }},
        {"line \"L2\", nameplate: units_per_year is inf",
         [=](Plant& p) { p.lines[1].nameplate->units_per_year = infinity; }},
        {"units_per_year is 1e+16, is larger than any quantity here",
         [](Plant& p) { p.lines[1].nameplate->units_per_year = 1e16; }},
        {"hours_per_shift is 1e-45, is smaller than any quantity here (1e-15)",
         [](Plant& p) { p.calendars[0].hours_per_shift = 1e-45; }},
        {"places is 1e-300, is smaller than any quantity here",
         [](Plant& p) { p.lines[0].stations[0].places = 1e-300; }},
        {"places (gamma) can be 1e-20, smaller than any quantity here (1e-15)",
         [](Plant& p) { p.lines[0].stations[0].places = Gamma{1e8, 1e-28}; }},
        {"cycle_time_scv is 1e+06, must be at least 0 and at most 100",
         [](Plant& p) { p.lines[0].stations[0].cycle_time_scv = 1e6; }},
        {"beta: a is 1e+20, must be at least 0.01 and at most 1e+08",
         [](Plant& p) { p.lines[0].stations[0].places = Beta{1e20, 30, 1, 4}; }},
        {"vat_rate is 13, must be at least 0 and at most 1", [](Plant& p) { p.vat_rate = 13; }},
        {"orders, arrival 2024-01-01: per_year is -1, must be at least 0",
         [](Plant& p) { p.orders->arrivals[0].per_year = -1; }},
        {"product \"training\", price: erosion_per_year is 1, must be at least -10 and less than 1",
         [](Plant& p) { p.products[0].price->erosion_per_year = 1; }},
        {"product \"training\", components: card is -8, must be at least 0",
         [](Plant& p) { p.products[0].components["card"] = -8; }},
        {"line \"L1\", noise: month_correlation is 1, must be at least 0 and less than 1",
         [](Plant& p) { p.lines[0].noise = Noise{.sd = 0.2, .month_correlation = 1}; }},
        {"target \"announced\": units_per_year is 0, must be greater than 0",
         [](Plant& p) { p.targets[0].units_per_year = 0; }},
        {"actual 2023: units is -914, must be at least 0",
         [](Plant& p) { p.actuals[0].units = -914; }},
        {"calendar \"one shift\": hours_per_shift is 0, must be greater than 0",
         [](Plant& p) { p.calendars[0].hours_per_shift = 0; }},
        {"line \"L2\": starts is 1850-01-01, must be a date within the years 1900 to 2200",
         [](Plant& p) { p.lines[1].starts = Uncertain(-43829); }},
    });
}

TEST(Validate, RefusesDistributionsThatMakeNoSenseOrLeaveTheRange) {
    expect_refused({
        {"line \"L1\", ramp, rise_days: pert: high is 400, must be at least mode (500)",
         [](Plant& p) {
             p.lines[0].ramp = Logistic{.midpoint_days = 1, .rise_days = Pert{90, 500, 400}};
         }},
        {"rise_days (normal) can be -312.5, must be greater than 0; state a pert, a lognormal or",
         [](Plant& p) {
             p.lines[0].ramp = Logistic{.midpoint_days = 1, .rise_days = Normal{100, 50}};
         }},
        {"first_pass_yield (pert) can be 1.0", // just below 1.1
         [](Plant& p) { p.lines[0].stations[0].first_pass_yield = Pert{0.8, 0.9, 1.1}; }},
        {"places: metalog: p10 is -5, must be greater than lower (0)",
         [](Plant& p) { p.lines[0].stations[0].places = Metalog{-5, 2, 9}; }},
        {"first_pass_yield: metalog: upper is 1, must be greater than p90",
         [](Plant& p) { p.lines[0].stations[0].first_pass_yield = Metalog{0.8, 0.9, 1.2}; }},
        {"first_pass_yield (metalog) can be 1.56",
         [](Plant& p) {
             p.lines[0].stations[0].first_pass_yield = Metalog{0.8, 0.9, 0.95, 0.0, 2.0};
         }},
        {"larger than any quantity here (1e15); state a narrower range or an upper bound",
         [](Plant& p) { p.orders->multiplier = LogNormal{0, 5}; }},
        {"milestone \"trial run\": on (normal) can be",
         [](Plant& p) { p.milestones[0].on = Normal{19'000, 9000}; }},
        {"changes at the same milestone must not change the same number",
         [](Plant& p) {
             p.lines[0].changes.push_back(p.lines[0].changes[0]);
             p.lines[0].changes[1].lag_days = 100;
         }},
    });
}

TEST(Validate, AcceptsMetalogsUpToTheBounds) {
    Plant plant = sample_plant();
    plant.lines[0].stations[0].first_pass_yield = Metalog{0.8, 0.92, 0.97};
    plant.lines[0].stations[0].performance = Metalog{0.1, 0.5, 0.9};
    plant.lines[0].noise = Noise{.sd = 0.1, .month_correlation = Metalog{0.7, 0.9, 0.97}};
    EXPECT_EQ(refusal(plant), "accepted");
}

TEST(Validate, RefusesNames) {
    expect_refused({
        {"id is empty", [](Plant& p) { p.id = ""; }},
        {"id is 'a\"b', must have no quote", [](Plant& p) { p.id = "a\"b"; }},
        {"line 1: name is empty", [](Plant& p) { p.lines[0].name = ""; }},
        {"name is 'L\"1', must have no quote", [](Plant& p) { p.lines[0].name = "L\"1"; }},
        {"line \"L\\u000A1\": name has a control character or a mark of direction",
         [](Plant& p) { p.lines[0].name = "L\n1"; }},
        {"line \"L\\u202E1\": name has a control", [](Plant& p) { p.lines[0].name = "L\u202E1"; }},
        {"line \"L\\u00851\": name has a control", [](Plant& p) { p.lines[0].name = "L\u00851"; }},
        {"product_times_s: a\\u0000 has a control",
         [](Plant& p) { p.lines[0].stations[0].product_times_s[std::string("a\0", 2)] = 3; }},
        {"line \"a'b.c\": name is 'a\"b.c', must have no quote",
         [](Plant& p) { p.lines[0].name = "a\"b.c"; }},
        {"name is not UTF-8 text", [](Plant& p) { p.lines[0].name = "L\xC3"; }},
        {"name is not UTF-8 text", [](Plant& p) { p.milestones[0].name = "\xED\xA0\x80"; }},
        {"must not begin or end with a space", [](Plant& p) { p.products[0].name = " a"; }},
        {"longer than 200 bytes", [](Plant& p) { p.id = std::string(201, 'x'); }},
        {"line \"L1\": name is \"L1\", which stands twice",
         [](Plant& p) { p.lines[1].name = "L1"; }},
        {"line \"L1\", station \"burn-in\": name is \"burn-in\", which stands twice",
         [](Plant& p) { p.lines[0].stations[0].name = "burn-in"; }},
        {"name is \"calendar\", which is also a parameter of a line",
         [](Plant& p) { p.lines[0].stations[0].name = "calendar"; }},
        {"milestone \"trial run\": name is \"trial run\", which stands twice",
         [](Plant& p) { p.milestones[1].name = "trial run"; }},
        {"currency is \"yuan\", must be three capital letters",
         [](Plant& p) { p.currency = "yuan"; }},
        {"unit is empty", [](Plant& p) { p.unit = ""; }},
    });
    Plant chinese = sample_plant();
    chinese.lines[1].name = "二号线";
    EXPECT_EQ(refusal(chinese), "accepted");
}

TEST(Validate, RefusesABrokenLaunch) {
    expect_refused({
        {"milestone \"trial run\": on and after are both stated",
         [](Plant& p) { p.milestones[0].after = {"phase 2 power"}; }},
        {"milestone \"trial run\": neither on nor after is stated",
         [](Plant& p) { p.milestones[0].on.reset(); }},
        {"days and working_days are both stated",
         [](Plant& p) { p.milestones[1].working_days = 3; }},
        {"neither days nor working_days is stated", [](Plant& p) { p.milestones[1].days.reset(); }},
        {"has a date (on) and days", [](Plant& p) { p.milestones[0].days = 3; }},
        {"calendar is stated without working_days",
         [](Plant& p) { p.milestones[1].calendar = "one shift"; }},
        {"after names \"trail run\", which is not a milestone; the nearest is \"trial run\"",
         [](Plant& p) { p.milestones[1].after = {"trail run"}; }},
        {"after names \"trial run\" twice",
         [](Plant& p) { p.milestones[1].after = {"trial run", "trial run"}; }},
        {"milestones follow each other in a circle: a -> b -> a",
         [](Plant& p) {
             p.milestones.push_back(Milestone{.name = "a", .after = {"b"}, .days = 1});
             p.milestones.push_back(Milestone{.name = "b", .after = {"a"}, .days = 1});
         }},
        {"in a circle: a -> a",
         [](Plant& p) {
             p.milestones.push_back(Milestone{.name = "a", .after = {"a"}, .days = 1});
         }},
        {"line \"L1\": starts is not stated, must be a date or a milestone's name",
         [](Plant& p) { p.lines[0].starts = ""; }},
        {"line \"L1\": starts is \"trail\", which is not a milestone; the nearest is \"trial run\"",
         [](Plant& p) { p.lines[0].starts = "trail"; }},
    });
}

TEST(Network, OrdersMilestonesAfterThoseTheyFollow) {
    const auto milestone = [](const char* name, std::vector<std::string> after) {
        return MilestoneOf<double>{.name = name, .after = std::move(after)};
    };
    EXPECT_EQ(network_order(std::vector{milestone("c", {"a", "b"}), milestone("b", {"a"}),
                                        milestone("a", {})}),
              (std::vector<std::size_t>{2, 1, 0}));
    EXPECT_TRUE(network_order(std::vector<MilestoneOf<double>>{}).empty());
    try {
        network_order(std::vector{milestone("x", {"a"}), milestone("a", {"b"}),
                                  milestone("b", {"c"}), milestone("c", {"a"})});
        FAIL();
    } catch (const Error& error) {
        // c precedes b, b precedes a, a precedes c.
        EXPECT_NE(std::string(error.what()).find("a -> c -> b -> a"), std::string::npos)
            << error.what();
    }
}

TEST(Validate, RefusesBrokenLines) {
    expect_refused({
        {"line: a plant needs at least one line", [](Plant& p) { p.lines.clear(); }},
        {"line \"L1\": stations and nameplate are both stated",
         [](Plant& p) { p.lines[0].nameplate = Nameplate{.units_per_year = 5}; }},
        {"line \"L2\": neither stations nor nameplate is stated",
         [](Plant& p) { p.lines[1].nameplate.reset(); }},
        {"mtbf_h is stated without mttr_h", [](Plant& p) { p.lines[0].stations[0].mtbf_h = 9; }},
        {"mttr_h is stated without mtbf_h", [](Plant& p) { p.lines[0].stations[0].mttr_h = 9; }},
        {"line \"L1\": calendar is \"one shft\", which is not a calendar; the nearest is \"one "
         "shift\"",
         [](Plant& p) { p.lines[0].calendar = "one shft"; }},
        {"line \"L1\", station \"burn-in\": calendar is \"round the cloc\"",
         [](Plant& p) { p.lines[0].stations[1].calendar = "round the cloc"; }},
        {"line \"L2\", nameplate: calendar is \"x\"",
         [](Plant& p) { p.lines[1].nameplate->calendar = "x"; }},
        {"line \"L2\", ramp: has no point", [](Plant& p) { p.lines[1].ramp = Tabulated{}; }},
        {"line \"L2\", ramp, point 2: days is 5, must be greater",
         [](Plant& p) { p.lines[1].ramp = Tabulated{.points = {{9, 0.1}, {5, 0.9}}}; }},
        {"line \"L1\", change \"phase 3\": on is \"phase 3\", which is not a milestone",
         [](Plant& p) { p.lines[0].changes[0].on = "phase 3"; }},
        {"set is empty", [](Plant& p) { p.lines[0].changes[0].set.clear(); }},
        {"burnin.places is not a parameter of the line; the nearest is \"burn-in\"",
         [](Plant& p) { p.lines[0].changes[0].set = {{"burnin.places", 9}}; }},
        {"burn-in.plces is not a parameter of the line; the nearest is \"burn-in.places\"",
         [](Plant& p) { p.lines[0].changes[0].set = {{"burn-in.plces", 9}}; }},
        {"ramp.rise_days cannot change while a line runs; add a second line instead",
         [](Plant& p) { p.lines[0].changes[0].set = {{"ramp.rise_days", 9}}; }},
        {"starts cannot change while a line runs",
         [](Plant& p) { p.lines[0].changes[0].set = {{"starts", "trial run"}}; }},
        {"burn-in.on_failure cannot change: only numbers",
         [](Plant& p) { p.lines[0].changes[0].set = {{"burn-in.on_failure", "scrap"}}; }},
        {"burn-in.mtbf_h cannot change: only numbers stated",
         [](Plant& p) { p.lines[0].changes[0].set = {{"burn-in.mtbf_h", 9}}; }},
        {"nameplate.units_per_year cannot change, it is not stated",
         [](Plant& p) { p.lines[0].changes[0].set = {{"nameplate.units_per_year", 9}}; }},
        {"change \"phase 2 power\", burn-in: cycle_time_h is -2, must be greater than 0",
         [](Plant& p) { p.lines[0].changes[0].set = {{"burn-in.cycle_time_h", -2}}; }},
        {"burn-in.places is \"many\", must be a number",
         [](Plant& p) { p.lines[0].changes[0].set = {{"burn-in.places", "many"}}; }},
        {"calendar is \"two shifts\", which is not a calendar",
         [](Plant& p) { p.lines[0].changes[0].set = {{"calendar", "two shifts"}}; }},
        {"calendar is a number, must be the name of a calendar",
         [](Plant& p) { p.lines[0].changes[0].set = {{"calendar", 2}}; }},
    });
    Plant twice = sample_plant();
    twice.lines[0].changes.push_back(Change{
        .on = date(2026, 1, 1), .set = {{"burn-in.places", 300}, {"calendar", "one shift"}}});
    EXPECT_EQ(refusal(twice), "accepted");
}

TEST(Validate, RefusesBrokenComponentsOrdersAndProducts) {
    expect_refused({
        {"component \"card\": arrivals is empty",
         [](Plant& p) { p.components[0].arrivals.clear(); }},
        {"orders: arrivals is empty", [](Plant& p) { p.orders->arrivals.clear(); }},
        {"component \"card\", arrival 2025-01-01: per_year and growth are both stated",
         [](Plant& p) { p.components[0].arrivals[1].per_year = 3; }},
        {"component \"card\", arrival 2025-01-01: neither per_year nor growth is stated",
         [](Plant& p) { p.components[0].arrivals[1].growth.reset(); }},
        {"orders, arrival 2024-01-01: growth is stated for the first rate",
         [](Plant& p) {
             p.correlations.clear();
             p.orders->arrivals[0] = Arrival{.from = date(2024, 1, 1), .growth = 2};
         }},
        {"from is 2024-01-01, must be after the one before, 2024-01-01",
         [](Plant& p) { p.components[0].arrivals[1].from = date(2024, 1, 1); }},
        {"component \"disk\": no product uses this component",
         [](Plant& p) {
             p.components.push_back(p.components[0]);
             p.components[1].name = "disk";
         }},
        {"product \"training\": components is \"crad\", which is not a component; the nearest is "
         "\"card\"",
         [](Plant& p) { p.products[0].components = {{"crad", 8}}; }},
    });
}

void set_mix(Plant& plant, std::vector<MixPoint> mix) {
    plant.alternatives.erase(plant.alternatives.begin());
    plant.mix = std::move(mix);
}

TEST(Validate, RefusesABrokenMix) {
    const Date early = date(2024, 1, 1), late = date(2026, 1, 1);
    expect_refused({
        {"mix: is not stated", [](Plant& p) { set_mix(p, {}); }},
        {"mix 1: shares sum to 0.9, must sum to 1",
         [](Plant& p) { set_mix(p, {{.shares = {{"training", 0.3}, {"inference", 0.6}}}}); }},
        {"shares is \"traning\", which is not a product; the nearest is \"training\"",
         [](Plant& p) { set_mix(p, {{.shares = {{"traning", 0.3}}}}); }},
        {"shares is empty", [](Plant& p) { set_mix(p, {MixPoint{}}); }},
        {"leaves out \"inference\", \"storage\"; at most one product may be left out",
         [](Plant& p) {
             p.products.push_back(Product{.name = "storage"});
             set_mix(p, {{.shares = {{"training", 0.3}}}});
         }},
        {"has uncertain shares for all products; leave one out",
         [](Plant& p) {
             set_mix(p, {{.shares = {{"training", Pert{0.1, 0.3, 0.5}}, {"inference", 0.7}}}});
         }},
        {"sum to as much as 1.1 without the product left out",
         [](Plant& p) {
             p.products.push_back(Product{.name = "storage"});
             set_mix(p, {{.shares = {{"training", Uniform{0.1, 0.5}}, {"inference", 0.6}}}});
         }},
        {"mix 1, shares: training is 1.2, must be at least 0 and at most 1",
         [](Plant& p) { set_mix(p, {{.shares = {{"training", 1.2}}}}); }},
        {"mix 2: on is not stated; several points need dates",
         [=](Plant& p) {
             set_mix(p, {{.on = early, .shares = {{"training", 0.2}}},
                         {.shares = {{"training", 0.3}}}});
         }},
        {"mix 2024-01-01: on is 2024-01-01, must be after the point before, 2026-01-01",
         [=](Plant& p) {
             set_mix(p, {{.on = late, .shares = {{"training", 0.2}}},
                         {.on = early, .shares = {{"training", 0.3}}}});
         }},
        {"mix: is stated without products",
         [](Plant& p) {
             set_mix(p, {{.shares = {{"training", 0.2}}}});
             p.products.clear();
             p.components.clear();
             p.correlations.clear();
         }},
    });
    Plant shifting = sample_plant();
    set_mix(shifting, {{.on = early, .shares = {{"training", Pert{0.7, 0.8, 0.9}}}},
                       {.on = late, .shares = {{"inference", 0.5}}}});
    EXPECT_EQ(refusal(shifting), "accepted");
    Plant single = sample_plant();
    set_mix(single, {});
    single.products.pop_back();
    EXPECT_EQ(refusal(single), "accepted");
}

TEST(Validate, RefusesBrokenTargetsActualsAndTimelines) {
    expect_refused({
        {"neither units_per_year, value_per_year nor at_least is stated",
         [](Plant& p) { p.targets[0] = Target{.name = "a", .from = date(2025, 1, 1)}; }},
        {"target \"announced\": from is missing", [](Plant& p) { p.targets[0].from.reset(); }},
        {"at_least is stated beside an amount a year", [](Plant& p) { p.targets[0].at_least = 5; }},
        {"period is stated beside an amount a year",
         [](Plant& p) { p.targets[0].period = "week"; }},
        {"target \"a\": period is missing",
         [](Plant& p) { p.targets[0] = Target{.name = "a", .at_least = 5}; }},
        {"target \"a\": period: \"weak\" is not a step",
         [](Plant& p) { p.targets[0] = Target{.name = "a", .at_least = 5, .period = "weak"}; }},
        {"target \"a\": period: \"2025-Q5\" is not a period",
         [](Plant& p) { p.targets[0] = Target{.name = "a", .at_least = 5, .period = "2025-Q5"}; }},
        {"by is stated beside the only period 2025-Q3",
         [](Plant& p) {
             p.targets[0] =
                 Target{.name = "a", .at_least = 5, .period = "2025-Q3", .by = date(2025, 1, 1)};
         }},
        {"value_per_year is stated, but no product has a price",
         [](Plant& p) {
             for (Product& each : p.products) each.price.reset();
         }},
        {"target \"announced\": name is \"announced\", which stands twice",
         [](Plant& p) { p.targets.push_back(p.targets[0]); }},
        {"actual: period: \"2023-Q7\"", [](Plant& p) { p.actuals[0].period = "2023-Q7"; }},
        {"actual 2023: neither units nor value is stated",
         [](Plant& p) { p.actuals[0].units.reset(); }},
        {"actual 2023: the period stands twice",
         [](Plant& p) { p.actuals.push_back(p.actuals[0]); }},
        {"timeline: start is 2025-01-01, must be before end",
         [](Plant& p) {
             p.timeline = Timeline{.start = date(2025, 1, 1), .end = date(2024, 1, 1)};
         }},
        {"as_of is 2300-01-01, must be a date within the years 1900 to 2200",
         [](Plant& p) { p.as_of = date(2200, 1, 1) + std::chrono::days{36'524}; }},
    });
}

TEST(Validate, RefusesBrokenAlternatives) {
    expect_refused({
        {"alternatives \"product mix\": weights sum to 0.9, must sum to 1",
         [](Plant& p) { p.alternatives[0].options[0].weight = 0.5; }},
        {"option \"training leads\": weight is -0.6, must be at least 0",
         [](Plant& p) { p.alternatives[0].options[0].weight = -0.6; }},
        {"alternatives \"product mix\": options is empty",
         [](Plant& p) { p.alternatives[0].options.clear(); }},
        {"option \"inference leads\": name is \"inference leads\", which stands twice",
         [](Plant& p) { p.alternatives[0].options[0].name = "inference leads"; }},
        {"alternatives \"product mix\": name is \"product mix\", which stands twice",
         [](Plant& p) { p.alternatives[1].name = "product mix"; }},
        {"alternatives \"reading of 914\", option \"a rate\": line \"L1\", ramp, midpont_days: "
         "there is no such parameter; the nearest is \"line.L1.ramp.midpoint_days\"",
         [](Plant& p) { p.alternatives[1].options[1].set = {{"line.L1.ramp.midpont_days", 3}}; }},
        {"option \"a rate\": line \"L1\", station \"burn-in\": cycle_time_h is -3, must be greater",
         [](Plant& p) {
             p.alternatives[1].options[1].set = {{"line.L1.burn-in.cycle_time_h", -3}};
         }},
        {"as_of is the same in all alternatives and cannot be set",
         [](Plant& p) {
             p.alternatives[1].options[1].set = {{"as_of", Uncertain(date(2024, 1, 1))}};
         }},
        {"line \"L1\": calendar is \"none\", which is not a calendar; the nearest is \"one shift\""
         " (where product mix: training leads, reading of 914: a rate)",
         [](Plant& p) {
             p.alternatives[1].options[1].set = {{"line.L1.calendar", std::string("none")}};
         }},
        {"there are more than 10000 combinations",
         [](Plant& p) {
             p.alternatives.resize(1);
             for (int i = 0; i < 14; ++i)
                 p.alternatives.push_back(
                     Alternatives{.name = "n" + std::to_string(i),
                                  .options = {Option{.name = "a", .weight = 0.5},
                                              Option{.name = "b", .weight = 0.5}}});
         }},
    });
}

TEST(Validate, GetsThroughThousandsOfCombinationsAtLength) {
    Plant plant = sample_plant();
    for (int i = 0; i < 11; ++i)
        plant.alternatives.push_back(Alternatives{
            .name = "n" + std::to_string(i),
            .options = {Option{.name = "a", .weight = 0.5}, Option{.name = "b", .weight = 0.5}}});
    EXPECT_EQ(refusal(plant), "accepted"); // 8,192
}

TEST(Validate, BlamesThePlantItselfWhereItIsAtFault) {
    Plant plant = sample_plant();
    plant.lines[1].nameplate.reset();
    EXPECT_EQ(refusal(plant), "line \"L2\": neither stations nor nameplate is stated, must be one "
                              "of them");
}

TEST(Validate, RefusesBrokenDriverNames) {
    expect_refused({
        {"correlation 1: between is \"component.card.arrivals.2024-01-01.per_yaer\", which is not "
         "the name of an uncertain number; the nearest is "
         "\"component.card.arrivals.2024-01-01.per_year\"",
         [](Plant& p) {
             p.correlations[0].between[0] = "component.card.arrivals.2024-01-01.per_yaer";
         }},
        {"correlation 1: rank is 1, must be", [](Plant& p) { p.correlations[0].rank = 1; }},
        {"between has 1 names", [](Plant& p) { p.correlations[0].between.pop_back(); }},
        {"stand twice", [](Plant& p) { p.correlations.push_back(p.correlations[0]); }},
        {"not positive definite; nearest:",
         [](Plant& p) {
             const std::string a = p.correlations[0].between[0], b = p.correlations[0].between[1];
             const std::string c = "line.L1.ramp.rise_days";
             p.correlations = {{{a, b}, 0.9}, {{a, c}, 0.9}, {{b, c}, -0.9}};
         }},
        {"shared is \"line.L2.nameplate.units_per_year\", which is not the name of an uncertain",
         [](Plant& p) { p.shared = {"line.L2.nameplate.units_per_year"}; }},
        {"shared is \"line.L1.ramp.rise_days\", which stands twice",
         [](Plant& p) { p.shared = {"line.L1.ramp.rise_days", "line.L1.ramp.rise_days"}; }},
    });
}

TEST(Validate, ErrorsKeepTheDottedPath) {
    Plant plant = sample_plant();
    plant.lines[0].stations[1].places = 0;
    try {
        validate(plant);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.place(), "line.L1.stations.burn-in.places");
        EXPECT_EQ(error.message(), "places is 0, must be greater than 0");
    }
    plant = sample_plant();
    plant.alternatives[1].options[1].set = {{"line.L1.burn-in.places", 0}};
    try {
        validate(plant);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.place(),
                  "alternatives.reading of 914.options.a rate.set.line.L1.burn-in.places");
    }
}

TEST(Warnings, TellWhatMayHaveBeenMeantOtherwise) {
    const std::vector<Broken> cases{
        {"milestone \"trial run\": is uncertain and could lie before the as-of date, 2024-03-22",
         [](Plant& p) { p.milestones[0].on = Pert{19'700, 19'800, 19'900}; }},
        {"milestone \"phase 2 power\": is uncertain and could lie before the as-of date",
         [](Plant& p) { p.milestones[1].days = Pert{10, 100, 540}; }},
        {"product \"training\": its price includes VAT, but vat_rate is 0",
         [](Plant& p) {
             p.vat_rate = 0;
             p.products[0].price->includes_vat = true;
         }},
        {"product \"inference\": has no price", [](Plant& p) { p.products[1].price.reset(); }},
        {"line \"L1\": lag_days is a distribution without spread",
         [](Plant& p) { p.lines[0].lag_days = Uniform{5, 5}; }},
        {"line \"L1\": lag_days was known on 2025-01-01, after the as-of date",
         [](Plant& p) {
             p.lines[0].lag_days = Uncertain(3).stated(
                 {.kind = Kind::fact, .source = "", .known_on = date(2025, 1, 1)});
         }},
        {"actual 2024: ends after the as-of date", [](Plant& p) { p.actuals[0].period = "2024"; }},
        {"actual 2023: units is 100, less than the periods within it report together, 300",
         [](Plant& p) {
             p.actuals = {{.period = "2023", .units = 100},
                          {.period = "2023-H1", .units = 200}, // of which Q1 is a part
                          {.period = "2023-Q1", .units = 150},
                          {.period = "2023-Q3", .units = 100}};
         }},
        {"target \"announced\": from is 2050-01-01, not before the timeline ends on 2028-01-01",
         [](Plant& p) {
             p.timeline = Timeline{.start = date(2024, 1, 1), .end = date(2028, 1, 1)};
             p.targets[0].from = date(2050, 1, 1);
         }},
        {"target \"early\": by is 2020-01-01, not after the timeline starts on 2024-01-01",
         [](Plant& p) {
             p.timeline = Timeline{.start = date(2024, 1, 1), .end = date(2028, 1, 1)};
             p.targets = {
                 {.name = "early", .at_least = 5, .period = "month", .by = date(2020, 1, 1)}};
         }},
        {"calendar \"spare\": nothing uses it",
         [](Plant& p) { p.calendars.push_back(Calendar{.name = "spare"}); }},
        {"option \"a rate\": its weight is 0",
         [](Plant& p) { p.alternatives[1].options[1].weight = 0; }},
        {"alternatives \"reading of 914\": sets mix, as \"product mix\" does",
         [](Plant& p) { p.alternatives[1].options[1].set = p.alternatives[0].options[0].set; }},
    };
    for (const Broken& each : cases) {
        Plant plant = sample_plant();
        each.spoil(plant);
        const std::string words = joined_words(warnings(plant));
        EXPECT_NE(words.find(each.words), std::string::npos)
            << "expected: " << each.words << "\ngot:      " << words;
    }
}

TEST(Validate, NoNumberMayBeADistributionThatMakesNoSense) {
    const std::size_t count = [] {
        Plant plant = sample_plant();
        return numbers_of<Uncertain>(plant).size();
    }();
    for (const Distribution& senseless :
         {Distribution(Beta{.a = 1, .b = 0}), Distribution(Gamma{.shape = 0, .scale = 1})})
        for (std::size_t i = 0; i < count; ++i) {
            Plant plant = sample_plant();
            Uncertain* number = numbers_of<Uncertain>(plant)[i];
            if (!number) continue;
            *number = senseless;
            EXPECT_THROW(validate(plant), Error) << i;
        }
}

} // namespace
} // namespace rampcast
