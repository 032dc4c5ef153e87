#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "io/sample.hpp"
#include "rampcast/io/io.hpp"

namespace {

using namespace rampcast;

std::string edited(const std::string& from, const std::string& to) {
    std::string text = sample;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// What is said about a scenario, or nothing where it is accepted.
std::string complaint(const std::string& text) {
    try {
        io::parse_plant(text, "s.toml");
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

/// Line and column of the first place of `word`, as errors begin with them.
std::string position_of(const std::string& text, const std::string& word) {
    const std::size_t at = text.find(word);
    EXPECT_NE(at, std::string::npos) << word;
    if (at == std::string::npos) return "nowhere";
    int line = 1;
    std::size_t start = 0;
    for (std::size_t i = 0; i < at; ++i)
        if (text[i] == '\n') {
            ++line;
            start = i + 1;
        }
    return "s.toml:" + std::to_string(line) + ":" + std::to_string(at - start + 1) + ": ";
}

Uncertain price_start(const std::string& value) {
    const std::string text =
        edited("start = { pert = [120_000, 220_000, 350_000] }", "start = " + value);
    return io::parse_plant(text).products[1].price->start;
}

TEST(Read, SampleHoldsWhatItSays) {
    const Plant plant = io::parse_plant(sample);
    EXPECT_EQ(plant.id, "tianshui");
    EXPECT_EQ(plant.currency, "CNY");
    EXPECT_EQ(plant.as_of, date(2024, 3, 22));
    EXPECT_EQ(plant.vat_rate, 0.13);
    ASSERT_EQ(plant.targets.size(), 1U);
    EXPECT_EQ(plant.targets[0].units_per_year, 20'000.0);
    EXPECT_EQ(plant.targets[0].stated.kind, Kind::fact);
    EXPECT_EQ(plant.targets[0].stated.source, "newspaper, \"2024\"");
    EXPECT_EQ(plant.actuals.at(0).stated.known_on, date(2024, 3, 22));
    EXPECT_EQ(plant.milestones[0].on->number(), days_since_epoch(date(2023, 11, 24)));
    EXPECT_EQ(plant.milestones[0].on->provenance().source, "newspaper, 2024-03-22");
    EXPECT_EQ(plant.milestones[1].after, std::vector<std::string>{"trial run"});
    EXPECT_EQ(plant.milestones[1].days->distribution(), Distribution(Pert{180, 300, 540}));
    EXPECT_EQ(plant.calendars[0].workdays.size(), 6U);
    EXPECT_EQ(plant.calendars[0].closed[0].to, date(2024, 2, 17));
    const Line& line = plant.lines.at(0);
    EXPECT_EQ(std::get<std::string>(line.starts), "trial run");
    EXPECT_EQ(line.stations[0].cycle_time_s, Uncertain(600));
    EXPECT_EQ(line.stations[1].cycle_time_s, Uncertain(Pert{86'400, 172'800, 259'200}));
    EXPECT_EQ(line.stations[1].on_failure, OnFailure::restart);
    const auto& ramp = std::get<LogisticOf<Uncertain>>(line.ramp);
    EXPECT_EQ(ramp.midpoint_days, Uncertain(Metalog{.p10 = 60, .p50 = 150, .p90 = 320}));
    EXPECT_EQ(std::get<Uncertain>(line.changes[0].set.at("burn-in.places")),
              Uncertain(Pert{56, 116, 280}));
    EXPECT_EQ(plant.components[0].arrivals[0].per_year,
              Uncertain(LogNormal::p10_p90(5'000, 40'000)));
    EXPECT_EQ(plant.products[0].components.at("accelerator card"), Uncertain(8));
    ASSERT_EQ(plant.mix.size(), 1U);
    EXPECT_EQ(plant.mix[0].shares.at("training server"), Uncertain(0.8));
    const Option& option = plant.alternatives[0].options[1];
    EXPECT_EQ(
        std::get<std::vector<MixPoint>>(option.set.at("mix"))[0].shares.at("inference server"),
        Uncertain(0.7));
    EXPECT_EQ(std::get<Uncertain>(option.set.at("milestone.trial run.on")),
              Uncertain(date(2024, 1, 1)));
    const auto& curve = std::get<CurveOf<Uncertain>>(option.set.at("line.L1.ramp"));
    EXPECT_EQ(std::get<GompertzOf<Uncertain>>(curve).rise_days, Uncertain(200));
    EXPECT_EQ(plant.correlations[0].rank, 0.4);
    EXPECT_EQ(plant.timeline->step, Frequency::quarter);
    EXPECT_EQ(plant.shared.size(), 1U);
}

TEST(Read, EveryFormOfAnUncertainNumber) {
    EXPECT_EQ(price_start("3"), Uncertain(3));
    EXPECT_EQ(price_start("3.5"), Uncertain(3.5));
    EXPECT_EQ(price_start("{ value = 3 }"), Uncertain(3));
    EXPECT_EQ(price_start("{ uniform = [1, 2] }"), Uncertain(Uniform{1, 2}));
    EXPECT_EQ(price_start("{ uniform = { low = 1, high = 2 } }"), Uncertain(Uniform{1, 2}));
    EXPECT_EQ(price_start("{ triangular = [1, 2, 4] }"), Uncertain(Triangular{1, 2, 4}));
    EXPECT_EQ(price_start("{ pert = { low = 1, mode = 2, high = 4 } }"), Uncertain(Pert{1, 2, 4}));
    EXPECT_EQ(price_start("{ normal = { mean = 100, sd = 2 } }"), Uncertain(Normal{100, 2}));
    EXPECT_EQ(price_start("{ lognormal = { log_mean = 1, log_sd = 0.5 } }"),
              Uncertain(LogNormal{1, 0.5}));
    EXPECT_EQ(price_start("{ beta = { a = 2, b = 3 } }"), Uncertain(Beta{2, 3, 0, 1}));
    EXPECT_EQ(price_start("{ gamma = { shape = 2, scale = 3 } }"), Uncertain(Gamma{2, 3}));
    EXPECT_EQ(price_start("{ discrete = { values = [1, 2], weights = [0.5, 0.5] } }"),
              Uncertain(Discrete{{1, 2}, {0.5, 0.5}}));
    EXPECT_EQ(price_start("{ empirical = { values = [1, 2.5] } }"), Uncertain(Empirical{{1, 2.5}}));
    const Metalog bounded{.p10 = 1, .p50 = 2, .p90 = 4, .lower = 0};
    EXPECT_EQ(price_start("{ p10 = 1, p50 = 2, p90 = 4, lower = 0 }"), Uncertain(bounded));
    EXPECT_EQ(price_start("{ metalog = { p10 = 1, p50 = 2, p90 = 4, lower = 0 } }"),
              Uncertain(bounded));
    const Provenance stated{Kind::assumption, "judgement", date(2024, 3, 1)};
    EXPECT_EQ(price_start("{ pert = [1, 2, 4], kind = \"assumption\", source = \"judgement\", "
                          "known_on = 2024-03-01 }"),
              Uncertain(Pert{1, 2, 4}).stated(stated));
}

TEST(Read, DatesMayBeUncertain) {
    const Plant plant = io::parse_plant(
        edited("{ value = 2023-11-24,", "{ pert = [2023-11-20, 2023-11-24, 2023-12-04],"));
    const double first = days_since_epoch(date(2023, 11, 20));
    EXPECT_EQ(plant.milestones[0].on->distribution(),
              Distribution(Pert{first, first + 4, first + 14}));
}

TEST(Read, EveryCurveByItsTag) {
    const std::vector<std::string> curves{
        R"({ curve = "step", delay_days = 3 })",
        R"({ curve = "linear", rise_days = 30 })",
        R"({ curve = "exponential", time_constant_days = 30 })",
        R"({ curve = "log-logistic", half_days = 30, shape = 2 })",
        R"({ curve = "tabulated", point = [{ days = 0, share = 0.1 }, { days = 9, share = 1 }] })",
        R"({ curve = "wright", theory = "cumulative average", learning_rate = 0.8, mature_unit = 99 })",
        R"({ curve = "product", factor = [{ curve = "linear", rise_days = 5 }, { curve = "step", delay_days = 2 }] })"};
    for (const std::string& curve : curves) {
        const std::string text =
            edited("ramp    = { curve = \"logistic\", midpoint_days = { p10 = 60, "
                   "p50 = 150, p90 = 320 }, rise_days = { pert = [90, 200, 400] } }",
                   "ramp = " + curve);
        EXPECT_EQ(complaint(text), "") << curve;
        const std::string tag = curve.substr(11, curve.find('"', 11) - 11);
        std::visit([&](const auto& read) { EXPECT_EQ(read.tag, tag); },
                   io::parse_plant(text).lines[0].ramp);
    }
}

TEST(Read, MixMayShiftWithTime) {
    const Plant plant = io::parse_plant(edited(
        "[mix]\n\"training server\" = 0.8\n\"inference server\" = 0.2\n",
        "[[mix]]\non = 2024-01-01\nshares = { \"training server\" = 0.8, \"inference server\" = "
        "0.2 }\n[[mix]]\non = 2026-01-01\nshares.\"training server\" = 0.5\n"));
    ASSERT_EQ(plant.mix.size(), 2U);
    EXPECT_EQ(plant.mix[1].on, date(2026, 1, 1));
    EXPECT_EQ(plant.mix[1].shares.size(), 1U);
}

TEST(Read, InlineTablesMayGoOverLines) {
    EXPECT_EQ(complaint(edited("{ name = \"packing\",  cycle_time_min = 8,",
                               "{ name = \"packing\",\n    cycle_time_min = 8,")),
              "");
}

TEST(Read, ErrorBeginsWithFileLineColumnAndPlace) {
    const std::string text = edited("cycle_time_h = { pert = [24, 48, 72] }", "cycle_time_h = -3");
    EXPECT_EQ(complaint(text), position_of(text, "-3,") +
                                   "line \"L1\", station \"burn-in\": cycle_time_h is -3, must be "
                                   "greater than 0");
}

struct Broken {
    std::string from, to, at, said; ///< `at` is the text the error points at
};

TEST(Read, EachMistakeGetsItsError) {
    const std::string cycle = "{ pert = [24, 48, 72] }";
    const std::vector<Broken> cases{
        {"vat_rate = 0.13", "vat_rate = nan", "nan", "plant: vat_rate is nan, must be at least 0"},
        {"hours_per_shift = 10", "hours_per_shift = inf", "inf",
         "hours_per_shift is inf, must be greater"},
        {"on_failure", "on_failur", "on_failur",
         "unknown key \"on_failur\"; the nearest is \"on_failure\""},
        {"\"restart\"", "\"restrat\"", "\"restrat\"",
         "must be \"repair\", \"restart\" or \"scrap\""},
        {"places = 1,", "places = \"one\",", "\"one\"",
         "places is \"one\", must be a number or a dist"},
        {"name = \"packing\",", "", "{   cycle_time_min = 8", "station 3: needs name"},
        {"as_of    = 2024-03-22", "as_of = \"2024-03-22\"", "\"2024-03-22\"\nvat",
         "must be a date such as"},
        {"as_of    = 2024-03-22", "as_of = 2024-03-22T10:00:00", "2024-03-22T",
         "as_of is a time, must"},
        {"as_of    = 2024-03-22", "as_of = 0024-03-22", "0024", "year is 24, must be 1900 to 2200"},
        {"as_of    = 2024-03-22", "as_of = = 1", "= 1", "is not TOML: "},
        {"name     = \"L1\"", "name = \"L1\"\nname = \"L2\"", "\"L2\"", "is not TOML: "},
        {cycle, "{ pert = [24, 48] }", "[24, 48]",
         "cycle_time_h: pert has 2 numbers, must have 3: low, mode and high"},
        {cycle, "{ pert = [24, 80, 72] }", "[24, 80",
         "cycle_time_h: pert: high is 72, must be at least mode (80)"},
        {cycle, "{ pert = [24, nan, 72] }", "nan", "pert: mode is nan, must be a finite number"},
        {cycle, "{ pert = [24, \"x\", 72] }", "\"x\"", "pert: mode is \"x\", must be a number"},
        {cycle, "{ kind = \"fact\" }", "{ kind = \"fact\" }",
         "cycle_time_h: is a table without a number"},
        {cycle, "{ pert = [24, 48, 72], value = 3 }", "value = 3",
         "has both \"pert\" and \"value\""},
        {cycle, "{ prt = [24, 48, 72] }", "prt", "unknown key \"prt\"; the nearest is \"pert\""},
        {cycle, "{ normal = { mean = 3, ds = 4 } }", "ds",
         "unknown key \"ds\"; the nearest is \"sd\""},
        {cycle, "{ lognormal = { p10 = 3 } }", "{ p10 = 3 }",
         "must have p10 and p90, or log_mean and"},
        {cycle, "3, cycle_time_min = 4", "cycle_time_min = 4",
         "\"cycle_time_min\" and \"cycle_time_h\" say the same"},
        {cycle, "true", "true", "cycle_time_h is true, must be a number"},
        {", p90 = 320", "", "{ p10 = 60, p50 = 150 }", "metalog: needs p90"},
        {"p50 = 150", "p50 = 319", "{ p10 = 60", "metalog: p50 is 319, must be between"},
        {"\"logistic\"", "\"logistics\"", "\"logistics\"", "the nearest is \"logistic\""},
        {"curve = \"logistic\", ", "", "{ midpoint_days", "ramp: needs curve, one of step, linear"},
        {", rise_days = { pert = [90, 200, 400] }", "", "{ curve = \"logistic\"",
         "ramp: needs rise_days"},
        {"gompertz", "gomperz", "\"gomperz\"", "option \"inference leads\""},
        {"\"trial run\".on = 2024-01-01", "\"trial run\".on = 2024", "2024 } },\n]",
         "must be a date"},
        {"{ value = 2023-11-24,", "{ value = 2023,", "2023, kind", "value is 2023, must be a date"},
        {"starts   = \"trial run\"", "starts = 3", "3\ncalendar",
         "starts is 3, must be a date such as"},
        {"burn-in.places = { pert = [56, 116, 280] }", "burn-in.places = 2024-01-01",
         "2024-01-01 }", "must be a number or"},
        {"[plant]\n", "vat = 3\n[plant]\n", "vat = 3",
         "unknown key \"vat\"; known: plant, timeline"},
        {"[plant]\n", "as_of = 2024-01-01\n[plant]\n", "as_of = 2024-01-01",
         "it belongs in [plant]"},
        {"vat_rate = 0.13", "orders = 0.13", "orders = 0.13",
         "\"orders\" does not belong in [plant]"},
        {"[[line]]", "[line]", "[line]", "line is a table, must be a list of tables, [[line]]"},
        {"[orders]", "[[orders]]", "[[orders]]", "orders is a list, must be a table"},
        {"workdays        = [", "workdays = [3, ", "3, \"Mon\"", "workdays[1] is 3, must be text"},
        {"components = { \"accelerator card\" = 8 }", "components = { \"accelerator card\" = -8 }",
         "-8", "is -8, must be at least 0"},
        {"rank = 0.4", "rank = 1.4", "1.4",
         "correlation 1: rank is 1.4, must be greater than -1 and less"},
        {"places = 1,", "places = 99999999999999999999,", ", first_pass_yield = 0.99",
         "is not TOML: "},
        // Found by validation, pointed at by the reader.
        {"calendar = \"one shift\"", "calendar = \"one shfit\"", "\"one shfit\"", "\"one shfit\""},
        {"after = [\"trial run\"]", "after = [\"phase 2 power\"]",
         "[[milestone]]\nname  = \"phase 2", "milestone \"phase 2 power\""},
        {"weight = 0.6", "weight = 0.7", "[[alternatives]]", "weights sum to 1.1"},
    };
    for (const Broken& each : cases) {
        const std::string text = edited(each.from, each.to);
        const std::string said = complaint(text);
        EXPECT_NE(said.find(each.said), std::string::npos) << each.to << "\n" << said;
        EXPECT_EQ(said.rfind(position_of(text, each.at), 0), 0U)
            << each.to << "\n"
            << position_of(text, each.at) << "\n"
            << said;
    }
}

TEST(Read, WhatIsNoScenarioAtAll) {
    EXPECT_EQ(complaint(""), "s.toml:1:1: needs [plant] with the plant's id");
    EXPECT_EQ(complaint("[plant]\nid = \"\xE4\xB8\xAD\xFF\"\n"),
              "s.toml:2:8: is not UTF-8 text (byte 0xFF)");
    EXPECT_NE(complaint("[plant]\nname = \"x\"\n").find("plant: needs id"), std::string::npos);
    EXPECT_NE(complaint(std::string(100, '\0')).find("is not TOML"), std::string::npos);
    EXPECT_NE(complaint("a = \"\"\"" + std::string(1'000'000, 'x')).find("is not TOML"),
              std::string::npos);
    EXPECT_NE(complaint(std::string(io::largest_scenario + 1, '#')).find("must be at most 4000000"),
              std::string::npos);
}

TEST(Read, DepthIsLimited) {
    std::string dots = "a", tables = "a = ";
    for (int i = 0; i < 100'000; ++i) dots += ".a";
    for (int i = 0; i < 100'000; ++i) tables += "{ a = ";
    for (const std::string& text : {dots + " = 1", tables, "a = " + std::string(100'000, '[')})
        EXPECT_NE(complaint(text).find("is nested more than 32 deep"), std::string::npos);
    EXPECT_EQ(complaint(edited("judgement", std::string(100, '[') + std::string(100, '.'))), "");
}

TEST(Read, ByteOrderMarkAndCarriageReturnsAreFine) {
    std::string text;
    for (const char c : std::string(sample)) text += c == '\n' ? "\r\n" : std::string(1, c);
    EXPECT_EQ(io::parse_plant(text), io::parse_plant(sample));
    EXPECT_EQ(io::parse_plant("\xEF\xBB\xBF" + std::string(sample)), io::parse_plant(sample));
}

TEST(Read, FilesThatCannotBeRead) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "rampcast_read_test";
    std::filesystem::create_directories(folder);
    EXPECT_THROW(io::load_plant(folder), FileError);
    EXPECT_THROW(io::load_plant(folder / "missing.toml"), FileError);
    const auto large = folder / "large.toml";
    std::ofstream(large) << sample;
    std::filesystem::resize_file(large, 50'000'000);
    EXPECT_THROW(io::load_plant(large), FileError);
    const auto good = folder / "good.toml";
    std::ofstream(good) << sample;
    EXPECT_EQ(io::load_plant(good), io::parse_plant(sample));
    std::ofstream(good) << "[plant]\n";
    try {
        io::load_plant(good);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).rfind(good.string() + ":1:1: ", 0), 0U) << error.what();
    }
    std::filesystem::remove_all(folder);
}

} // namespace
