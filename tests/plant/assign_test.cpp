#include "rampcast/plant/assign.hpp"

#include <gtest/gtest.h>

#include <string>

#include "plant/sample_plant.hpp"
#include "rampcast/core/nearest.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/drivers.hpp"
#include "rampcast/plant/find.hpp"

namespace rampcast {
namespace {

using testing::sample_plant;

std::string refusal(const Plant& plant, const std::string& path, const Setting& value) {
    Plant changed = plant;
    try {
        assign(changed, path, value);
    } catch (const Error& error) {
        EXPECT_EQ(changed, plant) << path;
        return error.what();
    }
    return "accepted";
}

TEST(Nearest, CountsEditsAndSwaps) {
    EXPECT_EQ(detail::edit_distance("", "abc"), 3U);
    EXPECT_EQ(detail::edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(detail::edit_distance("ramp", "rmap"), 1U);
    EXPECT_EQ(detail::edit_distance("L1", "l1"), 0U);
    EXPECT_EQ(nearest("midpont_days", {"rise_days", "midpoint_days"}), "midpoint_days");
    EXPECT_EQ(nearest("x", {}), "");
    const std::vector<std::string> names{"power", "modem", "module lines work", "lines 1 and 2"};
    EXPECT_EQ(nearest("module", names), "module lines work");
    EXPECT_EQ(nearest("modul lines", names), "module lines work");
    EXPECT_EQ(nearest("lines 2", names), "lines 1 and 2");
    EXPECT_EQ(nearest("powr", names), "power");
}

TEST(SpokenPlace, NamesElementsBySingularAndName) {
    EXPECT_EQ(spoken_place(""), "");
    EXPECT_EQ(spoken_place("vat_rate"), "vat_rate");
    EXPECT_EQ(spoken_place("line.L1.stations.burn-in"), "line \"L1\", station \"burn-in\"");
    EXPECT_EQ(spoken_place("line.L1.changes.1.set.burn-in.places"),
              "line \"L1\", change 1, burn-in, places");
    EXPECT_EQ(spoken_place("orders.arrivals.2024-01-01"), "orders, arrival 2024-01-01");
    EXPECT_EQ(spoken_place("line.L1.calendar"), "line \"L1\", calendar");
    EXPECT_EQ(spoken_place("alternatives.mix.options.a"), "alternatives \"mix\", option \"a\"");
}

TEST(Assign, ReachesEveryNumberTheWalkNames) {
    Plant plant = sample_plant();
    std::vector<std::string> paths;
    plant.lines[0].noise = Noise{};
    plant.lines[0].stations[0].mtbf_h = 100;
    walk(plant, "",
         [&](const std::string& path, const NumberInfo&, const auto&) { paths.push_back(path); });
    ASSERT_GT(paths.size(), 50U);
    for (const std::string& path : paths) {
        int visits = 0;
        detail::Dead dead;
        const auto use = [&](const Type&, void*, const detail::Spot& spot, const Way&) {
            ++visits;
            EXPECT_EQ(spot.path(), path);
        };
        EXPECT_TRUE(detail::find_member(type_of<Plant>(), &plant, "", path, detail::Absent::lost,
                                        dead, use))
            << path;
        EXPECT_EQ(visits, 1) << path;
    }
}

TEST(Assign, SetsNumbersByTheNamesPeopleUse) {
    Plant plant = sample_plant();
    for (const char* path : {"line.L1.stations.burn-in.places", "lines.L1.station.burn-in.places",
                             "line.L1.burn-in.places"}) {
        plant.lines[0].stations[1].places = 1;
        assign(plant, path, Pert{2, 3, 4});
        EXPECT_EQ(plant.lines[0].stations[1].places, Uncertain(Pert{2, 3, 4})) << path;
    }
    assign(plant, "orders.multiplier", 1.5);
    EXPECT_EQ(plant.orders->multiplier, Uncertain(1.5));
    assign(plant, "orders.arrivals.2024-01-01.per_year", 900);
    EXPECT_EQ(plant.orders->arrivals[0].per_year, Uncertain(900));
    assign(plant, "milestone.phase 2 power.days", Pert{300, 420, 600});
    EXPECT_EQ(plant.milestones[1].days, Uncertain(Pert{300, 420, 600}));
    assign(plant, "vat_rate", 0.09);
    EXPECT_EQ(plant.vat_rate, 0.09);
    assign(plant, "product.training.components.card", 6);
    EXPECT_EQ(plant.products[0].components.at("card"), Uncertain(6));
    assign(plant, "product.training.components.memory", 2);
    EXPECT_EQ(plant.products[0].components.at("memory"), Uncertain(2));
    assign(plant, "line.L1.changes.phase 2 power.set.burn-in.places", 99);
    EXPECT_EQ(std::get<Uncertain>(plant.lines[0].changes[0].set.at("burn-in.places")),
              Uncertain(99));
}

TEST(Assign, TakesTimesInOtherUnits) {
    Plant plant = sample_plant();
    assign(plant, "line.L1.burn-in.cycle_time_h", 48);
    EXPECT_EQ(plant.lines[0].stations[1].cycle_time_s, Uncertain(172'800));
    assign(plant, "line.L1.burn-in.cycle_time_min", Pert{10, 20, 30});
    EXPECT_EQ(plant.lines[0].stations[1].cycle_time_s, Uncertain(Pert{600, 1200, 1800}));
    const Provenance judged{.kind = Kind::assumption, .source = "judgement", .known_on = {}};
    assign(plant, "line.L1.ramp.midpoint_h", Uncertain(Pert{24, 48, 96}).stated(judged));
    const auto& ramp = std::get<Logistic>(plant.lines[0].ramp);
    EXPECT_EQ(ramp.midpoint_days.provenance(), judged);
    EXPECT_NEAR(ramp.midpoint_days.median(), Uncertain(Pert{1, 2, 4}).median(), 1e-12);
}

TEST(Assign, SetsWhatIsNotANumber) {
    Plant plant = sample_plant();
    assign(plant, "line.L1.calendar", std::string("round the clock"));
    EXPECT_EQ(plant.lines[0].calendar, "round the clock");
    assign(plant, "line.L1.starts", Uncertain(date(2024, 5, 1)));
    EXPECT_EQ(std::get<Uncertain>(plant.lines[0].starts), Uncertain(date(2024, 5, 1)));
    assign(plant, "line.L1.starts", std::string("phase 2 power"));
    EXPECT_EQ(std::get<std::string>(plant.lines[0].starts), "phase 2 power");
    const CurveOf<Uncertain> curve = Gompertz{.midpoint_days = 90, .rise_days = 100};
    assign(plant, "line.L1.ramp", curve);
    EXPECT_EQ(plant.lines[0].ramp, curve);
    assign(plant, "mix", std::vector<MixPoint>{MixPoint{.shares = {{"training", 0.5}}}});
    assign(plant, "mix.1.shares.training", 0.25);
    EXPECT_EQ(plant.mix[0].shares.at("training"), Uncertain(0.25));
    assign(plant, "as_of", Uncertain(date(2024, 4, 1)));
    EXPECT_EQ(plant.as_of, date(2024, 4, 1));
    assign(plant, "line.L1.burn-in.on_failure", std::string("scrap"));
    EXPECT_EQ(plant.lines[0].stations[1].on_failure, OnFailure::scrap);
    assign(plant, "product.training.price.includes_vat", 1);
    EXPECT_TRUE(plant.products[0].price->includes_vat);
}

TEST(Assign, MakesAbsentPartsThatNeedNothingElse) {
    Plant plant = sample_plant();
    assign(plant, "line.L1.noise.sd", 0.2);
    EXPECT_EQ(plant.lines[0].noise, (Noise{.sd = 0.2}));
    assign(plant, "line.L1.assembly.mtbf_h", 100);
    EXPECT_EQ(plant.lines[0].stations[0].mtbf_h, Uncertain(100));
    plant.orders.reset();
    EXPECT_NE(refusal(plant, "orders.multiplier", 2).find("orders is not stated"),
              std::string::npos);
    EXPECT_NE(refusal(plant, "orders.noise.sd", 0.2).find("orders is not stated"),
              std::string::npos);
    plant.products[0].price.reset();
    EXPECT_NE(refusal(plant, "product.training.price.noise.sd", 0.2)
                  .find("product.training.price is not stated"),
              std::string::npos);
    assign(plant, "product.training.price.start", 1e6);
    EXPECT_EQ(plant.products[0].price->start, Uncertain(1e6));
}

TEST(Assign, SaysWhatIsWrong) {
    const Plant plant = sample_plant();
    const Setting curve = CurveOf<Uncertain>(Linear{.rise_days = 10});
    const struct {
        const char* path;
        Setting value;
        const char* words;
    } cases[] = {
        {"line.L1.burn-in.cycle_time_h", -3,
         "line \"L1\", station \"burn-in\": cycle_time_h is -3, must be greater than 0"},
        {"line.L1.ramp.midpont_days", 3, "the nearest is \"line.L1.ramp.midpoint_days\""},
        {"line.L3.starts", 3, "the nearest is \"line.L1\""},
        {"lien.L1.starts", 3, "the nearest is \"line\""},
        {"line.L1.burnin.places", 3, "the nearest is \"line.L1.burn-in\""},
        {"line.L1.burn-in.places", std::string("many"), "places is \"many\", must be a number"},
        {"line.L1.starts", curve, "starts is a ramp curve, must be a name or a number"},
        {"line.L1.calendar", 3, "calendar is 3, must be a text"},
        {"line.L1.ramp", 3, "ramp is 3, must be a ramp curve"},
        {"mix", 3, "mix is 3, must be shares by product"},
        {"milestone.trial run.on", std::string("soon"), "on is \"soon\", must be a date"},
        {"milestone.trial run.on", 1e7, "must be a date within the years 1900 to 2200"},
        {"milestone.trial run.on", Uncertain(-25'568),
         "on is 1899-12-31, must be a date within the years 1900 to 2200"},
        {"vat_rate", Uncertain(Pert{0, 0.1, 0.2}), "vat_rate is a distribution, must be a plain"},
        {"vat_rate", 1.3, "vat_rate is 1.3, must be at least 0 and at most 1"},
        {"line.L1.ramp.rise_days", Uncertain(Normal{100, 50}),
         "rise_days (normal) can be -312.5, must be greater than 0"},
        {"line.L1.ramp.rise_days", std::nan(""),
         "rise_days is nan, must be a finite number, greater than 0"},
        {"orders.multiplier", 1e16, "larger than any quantity"},
        {"line.L1.burn-in.on_failure", std::string("cry"), "must be one of repair, restart, scrap"},
        {"line.L1", 3, "cannot be replaced as a whole"},
        {"line", 3, "cannot be replaced as a whole"},
        {"line.L1.starts.x", 3, "there is no such parameter"},
        {"", 3, "there is no such parameter"},
        {"line..starts", 3, "there is no such parameter"},
        {"product.training.price.includes_vat", 2, "must be 0 (no) or 1 (yes)"},
    };
    for (const auto& each : cases) {
        const std::string words = refusal(plant, each.path, each.value);
        EXPECT_NE(words.find(each.words), std::string::npos) << each.path << "\n" << words;
    }
}

TEST(Assign, DatesEndWithTheYears) {
    EXPECT_EQ(detail::first_day, days_since_epoch(date(1900, 1, 1)));
    EXPECT_EQ(std::floor(detail::last_day), days_since_epoch(date(2200, 12, 31)));
}

TEST(Assign, ReplacedLeavesTheOriginal) {
    const Plant plant = sample_plant();
    const Plant changed = replaced(plant, "orders.multiplier", 2);
    EXPECT_EQ(plant, sample_plant());
    EXPECT_EQ(changed.orders->multiplier, Uncertain(2));
}

/// Paths within a line are those of a plant without the line's own part.
TEST(Assign, SetsPartsOfALine) {
    Line line{.name = "L1",
              .stations = {Station{.name = "cut"}, Station{.name = "burn-in"}},
              .buffers = {3, 4}};
    assign(line, "buffers.2", 9);
    assign(line, "burn-in.cycle_time_h", 2);
    assign(line, "stations.burn-in.mtbf_h", 100);
    assign(line, "stations.cut.on_failure", std::string("scrap"));
    assign(line, "repairers", 2);
    EXPECT_EQ(line.buffers[1], Uncertain(9));
    EXPECT_EQ(line.stations[1].cycle_time_s, Uncertain(7200));
    EXPECT_EQ(line.stations[1].mtbf_h, Uncertain(100));
    EXPECT_EQ(line.stations[0].on_failure, OnFailure::scrap);
    EXPECT_EQ(line.repairers, Uncertain(2));
    EXPECT_EQ(replaced(line, "buffers.1", 5).buffers[0], Uncertain(5));
    EXPECT_EQ(line.buffers[0], Uncertain(3));
    const auto refusal = [&](const char* path, const Setting& value) {
        try {
            assign(line, path, value);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    const Line before = line;
    EXPECT_NE(refusal("stations.burn-in.place", 3).find("\"stations.burn-in.places\""),
              std::string::npos)
        << refusal("stations.burn-in.place", 3);
    EXPECT_NE(refusal("burn_in.places", 3).find("the nearest is \"burn-in\""), std::string::npos)
        << refusal("burn_in.places", 3);
    EXPECT_NE(refusal("cut.first_pass_yield", 1.5).find("first_pass_yield is 1.5"),
              std::string::npos);
    EXPECT_NE(refusal("buffers.3", 1).find("the nearest is \"buffers.1\""), std::string::npos)
        << refusal("buffers.3", 1);
    EXPECT_EQ(line, before);
}

TEST(FindParameter, FindsWhatChangesOverride) {
    Line line{.name = "L1", .stations = {Station{.name = "burn-in"}}};
    const auto number_at = [&](const char* path) {
        const auto found = find_parameter(line, path);
        return found ? found->number : nullptr;
    };
    EXPECT_EQ(number_at("burn-in.places"), &line.stations[0].places);
    EXPECT_EQ(number_at("stations.burn-in.places"), &line.stations[0].places);
    EXPECT_EQ(number_at("burn-in.plces"), nullptr);
    EXPECT_EQ(number_at("burn-in.mtbf_h"), nullptr);
    EXPECT_EQ(number_at("nameplate.units_per_year"), nullptr);
    EXPECT_EQ(number_at("starts"), nullptr);
    line.nameplate = Nameplate{.units_per_year = 5};
    EXPECT_EQ(number_at("nameplate.units_per_year"), &line.nameplate->units_per_year);
    const auto in_hours = find_parameter(line, "station.burn-in.cycle_time_h");
    ASSERT_TRUE(in_hours);
    EXPECT_EQ(in_hours->factor, 3600);
    EXPECT_EQ(in_hours->path, "burn-in.cycle_time_s");
    EXPECT_EQ(in_hours->info.bounds, bounds::positive);
    EXPECT_EQ(find_calendar(line, "calendar"), &line.calendar);
    EXPECT_EQ(find_calendar(line, "burn-in.calendar"), &line.stations[0].calendar);
    EXPECT_EQ(find_calendar(line, "nameplate.calendar"), nullptr);
    EXPECT_EQ(find_calendar(line, "burn-in.places"), nullptr);
}

TEST(Bounded, GivesMetalogsTheBoundsOfTheQuantity) {
    const Distribution stated = Metalog{0.8, 0.92, 0.97};
    EXPECT_EQ(bounded(stated, bounds::any), stated);
    EXPECT_EQ(bounded(stated, bounds::share), Distribution(Metalog{0.8, 0.92, 0.97, 0.0, 1.0}));
    EXPECT_EQ(bounded(stated, bounds::positive),
              Distribution(Metalog{0.8, 0.92, 0.97, 0.0, std::nullopt}));
    const Distribution own = Metalog{0.8, 0.92, 0.97, 0.5, std::nullopt};
    EXPECT_EQ(bounded(own, bounds::share), Distribution(Metalog{0.8, 0.92, 0.97, 0.5, 1.0}));
    EXPECT_EQ(bounded(Uncertain(3), bounds::share), Uncertain(3));
}

TEST(Combinations, RunThroughAllOptionsInOrder) {
    const Plant plant = sample_plant();
    const std::vector<Combination> all = combinations(plant);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].options, (std::vector<std::string>{"training leads", "as stated"}));
    EXPECT_EQ(all[1].options, (std::vector<std::string>{"training leads", "a rate"}));
    EXPECT_EQ(all[2].options, (std::vector<std::string>{"inference leads", "as stated"}));
    double sum = 0;
    for (const Combination& each : all) {
        sum += each.weight;
        EXPECT_TRUE(each.plant.alternatives.empty());
    }
    EXPECT_NEAR(sum, 1, 1e-15); // weights of two digits, four products
    EXPECT_EQ(all[3].plant.lines[0].stations[1].cycle_time_s, Uncertain(180'000));
    EXPECT_EQ(all[3].plant.mix[0].shares.at("inference"), Uncertain(0.7));

    Plant plain = plant;
    plain.alternatives.clear();
    ASSERT_EQ(combinations(plain).size(), 1U);
    EXPECT_EQ(combinations(plain)[0].plant, plain);
    EXPECT_EQ(combinations(plain)[0].weight, 1);
}

TEST(Drivers, AreTheUncertainNumbersOfAllCombinations) {
    const std::vector<Stated> drivers = uncertain_numbers(sample_plant());
    std::vector<std::string> paths;
    for (const Stated& each : drivers) paths.push_back(each.path);
    std::sort(paths.begin(), paths.end());
    EXPECT_EQ(paths, (std::vector<std::string>{
                         "component.card.arrivals.2024-01-01.per_year",
                         "line.L1.changes.phase 2 power.set.burn-in.places",
                         "line.L1.ramp.midpoint_days", "line.L1.ramp.midpoint_days",
                         "line.L1.ramp.rise_days", "line.L1.stations.burn-in.cycle_time_s",
                         "line.L1.stations.burn-in.places", "milestone.phase 2 power.days",
                         "orders.arrivals.2024-01-01.per_year", "product.training.price.start"}));
    for (const Stated& each : drivers) {
        if (each.path.find(".set.") != std::string::npos) {
            EXPECT_EQ(each.info.name, "places");
            EXPECT_EQ(each.info.bounds, bounds::positive);
        }
    }
}

TEST(Drivers, StatedNumbersCarryTheirProvenance) {
    const std::vector<Stated> stated = stated_numbers(sample_plant());
    ASSERT_EQ(stated.size(), 3U);
    EXPECT_EQ(stated[0].path, "milestone.trial run.on");
    EXPECT_EQ(stated[1].path, "target.announced.units_per_year");
    EXPECT_EQ(stated[2].path, "target.announced.value_per_year");
    for (const Stated& each : stated) EXPECT_EQ(each.value.provenance().source, "newspaper");
}

TEST(Prepared, SettlesUnitsPathsAndBounds) {
    Plant plant = sample_plant();
    plant.lines[0].changes[0].set = {{"station.burn-in.cycle_time_h", Metalog{20, 24, 30}},
                                     {"calendar", std::string("round the clock")}};
    const Plant ready = prepared(plant);
    const auto& set = ready.lines[0].changes[0].set;
    ASSERT_EQ(set.size(), 2U);
    EXPECT_EQ(std::get<Uncertain>(set.at("burn-in.cycle_time_s")),
              Uncertain(Metalog{72'000, 86'400, 108'000, 0.0, std::nullopt}));
    EXPECT_EQ(std::get<std::string>(set.at("calendar")), "round the clock");
    EXPECT_EQ(ready.alternatives, plant.alternatives);
}

} // namespace
} // namespace rampcast
