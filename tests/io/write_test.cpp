#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "io/sample.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/io/io.hpp"

namespace {

using namespace rampcast;

std::string content(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

Plant small_plant() {
    Plant plant;
    plant.id = "one";
    plant.lines = {Line{.name = "L1",
                        .starts = Uncertain(date(2024, 1, 1)),
                        .nameplate = Nameplate{.units_per_year = 20'000}}};
    return plant;
}

TEST(Write, DefaultsAreLeftOut) {
    EXPECT_EQ(io::to_toml(small_plant()), R"([plant]
id = "one"

[[line]]
name = "L1"
starts = 2024-01-01
nameplate = { units_per_year = 20000 }
)");
}

TEST(Write, SampleComesBackEqual) {
    const Plant plant = io::parse_plant(sample);
    const std::string text = io::to_toml(plant);
    EXPECT_EQ(io::parse_plant(text), plant);
    EXPECT_EQ(io::to_toml(io::parse_plant(text)), text);
}

TEST(Write, LogNormalsAreWrittenByTheirQuantilesWhereThatIsExact) {
    Plant plant = small_plant();
    plant.lines[0].nameplate->units_per_year = LogNormal::p10_p90(5'000, 40'000);
    EXPECT_NE(io::to_toml(plant).find("{ lognormal = { p10 = 5000, p90 = 40000 } }"),
              std::string::npos);
    plant.lines[0].nameplate->units_per_year = LogNormal{2, 0.5};
    EXPECT_NE(io::to_toml(plant).find("{ lognormal = { log_mean = 2, log_sd = 0.5 } }"),
              std::string::npos);
}

TEST(Write, AnyTextComesBackEqual) {
    Plant plant = small_plant();
    plant.lines[0].starts = Uncertain(date(2024, 1, 1))
                                .stated({.source = "tab\t \"quoted\" \\ \x01\x7F"
                                                   "\r\nline, \xE5\xA4\xA9\xE6\xB0\xB4"});
    plant.name = "'''\"\"\"[x] # = {";
    EXPECT_EQ(io::parse_plant(io::to_toml(plant)), plant);
    plant.name = "\xFF";
    EXPECT_THROW(io::to_toml(plant), Error);
}

TEST(Write, NumbersComeBackToTheBit) {
    for (const double value : {0.1, 1.0 / 3, 1e-300, 5e-324, 123456789012345.0, 999999999999999.0,
                               1e15, 20'000.0, 0.30000000000000004}) {
        Plant plant = small_plant();
        plant.lines[0].nameplate->units_per_year = value;
        const Plant back = io::parse_plant(io::to_toml(plant));
        EXPECT_EQ(back.lines[0].nameplate->units_per_year.number(), value);
    }
}

TEST(Write, DatesKeepFractionsOfDays) {
    Plant plant = small_plant();
    const double day = days_since_epoch(date(2024, 1, 1));
    for (const Uncertain& start :
         {Uncertain(day + 0.25), Uncertain(Pert{day, day + 10, day + 30.5}),
          Uncertain(Discrete{{day, day + 1}, {0.5, 0.5}}), Uncertain(Normal{day, 12})}) {
        plant.lines[0].starts = start;
        EXPECT_EQ(io::parse_plant(io::to_toml(plant)), plant) << io::to_toml(plant);
    }
}

TEST(Write, SettingsWhosePathsWouldBeReadAsSomethingElse) {
    Plant plant = small_plant();
    plant.lines[0].name = "normal";
    plant.milestones = {Milestone{.name = "value", .on = date(2025, 1, 1)}};
    plant.alternatives = {Alternatives{
        .name = "which",
        .options = {
            Option{.name = "a",
                   .weight = 0.5,
                   .set = {{"line.normal.lag_days", Uncertain(3)},
                           {"milestone.value.on", Uncertain(date(2026, 1, 1))}}},
            Option{.name = "b",
                   .weight = 0.5,
                   .set = {{"line.normal.ramp", CurveOf<Uncertain>(LogisticOf<Uncertain>{10, 20})},
                           {"line.normal.ramp.rise_days", Uncertain(Uniform{5, 6})}}}}}};
    const std::string text = io::to_toml(plant);
    EXPECT_EQ(io::parse_plant(text), plant) << text;
}

/// A plant with every kind of member; numbers are random within their ranges, plain or as one of
/// the distributions, some with provenance.
class RandomPlant {
public:
    explicit RandomPlant(unsigned seed) : engine_(seed) {}

    Plant plant() {
        Plant plant;
        plant.id = "plant-" + std::to_string(engine_());
        plant.name = one_of<std::string>({"", "Works \"two\"", "\xE5\xA4\xA9\xE6\xB0\xB4 # 1"});
        plant.currency = one_of<std::string>({"CNY", "EUR"});
        plant.vat_rate = share();
        plant.as_of = date(2024, 3, 22);
        if (flip())
            plant.timeline = Timeline{
                .start = date(2024, 1, 1), .end = date(2027, 1, 1), .step = Frequency::half_year};
        if (plant.timeline && flip()) plant.timeline->fiscal_year_starts = 4;
        if (plant.timeline && flip()) {
            plant.timeline->step = Frequency::week;
            plant.timeline->quarters =
                one_of<Quarters>({Quarters::weeks_445, Quarters::weeks_454, Quarters::weeks_544});
        }
        plant.targets = {Target{.name = "t",
                                .from = date(2025, 1, 1),
                                .units_per_year = 1 + share(),
                                .stated = provenance()},
                         Target{.name = "rate",
                                .from = date(2025, 7, 1),
                                .at_least = 1 + share(),
                                .period = "week",
                                .by = date(2026, 12, 31)}};
        plant.actuals = {Actual{.period = "2023-Q4", .units = share(), .stated = provenance()}};
        plant.calendars = {
            Calendar{.name = "two shifts",
                     .hours_per_shift = 8 * (0.1 + share()),
                     .shifts_per_day = 1.25,
                     .workdays = {"Mon", "Sun"},
                     .closed = {Closure{date(2024, 2, 9), date(2024, 2, 17), "festival"}},
                     .extra_workdays = {date(2024, 2, 4), date(2024, 2, 18)}}};
        plant.milestones = {
            Milestone{.name = "contract", .on = Uncertain{}},
            Milestone{.name = "trial run",
                      .after = {"contract"},
                      .working_days = Uncertain{},
                      .calendar = "two shifts"},
            Milestone{.name = "phase 2", .after = {"contract", "trial run"}, .days = Uncertain{}}};
        plant.lines = {line("L1"), line("\xE4\xBA\x8C line")};
        plant.lines[1].stations = {Station{.name = "burn in",
                                           .mtbf_h = Uncertain{},
                                           .mttr_h = Uncertain{},
                                           .on_failure = OnFailure::scrap},
                                   Station{.name = "pack", .calendar = "two shifts"}};
        plant.lines[1].changes = {
            Change{.on = "phase 2", .set = {{"burn in.places", Uncertain(5)}}},
            Change{.on = Uncertain(date(2026, 1, 1)), .set = {{"calendar", "two shifts"}}}};
        if (flip()) plant.lines[1].changes[0].ramp = curve();
        plant.lines[0].nameplate = Nameplate{.calendar = "two shifts"};
        plant.components = {
            Component{.name = "card",
                      .arrivals = {Arrival{.from = date(2024, 1, 1), .per_year = Uncertain{}},
                                   Arrival{.from = date(2025, 1, 1), .growth = Uncertain{}}}}};
        for (Arrival& each : plant.components[0].arrivals)
            if (flip()) each.ramp = curve();
        plant.products = {Product{.name = "big",
                                  .price = Price{.noise = Noise{}},
                                  .components = {{"card", Uncertain{}}}},
                          Product{.name = "small box",
                                  .price = Price{.on = Uncertain{}, .includes_vat = flip()}}};
        const std::vector<MixPoint> one{{.shares = {{"big", 0.25}, {"small box", 0.75}}}};
        const std::vector<MixPoint> two{
            {.on = date(2024, 1, 1), .shares = {{"big", Uniform{0.1, 0.3}}}},
            {.on = date(2026, 1, 1), .shares = {{"small box", 0.5}}}};
        plant.mix = flip() ? one : two;
        plant.orders =
            Orders{.arrivals = {Arrival{.from = date(2024, 1, 1), .per_year = Uncertain{}}},
                   .noise = Noise{}};
        plant.products[0].material =
            one_of<Material>({Material::own, Material::consigned, Material::buy_sell});
        plant.sales = Sales{};
        plant.costs = {Cost{.name = "wages",
                            .rates = {Arrival{.from = date(2024, 1, 1), .per_year = Uncertain{}}},
                            .people = flip() ? "crew" : "",
                            .bought_in = flip()}};
        plant.investments = {Investment{.name = "hall", .on = "phase 2"}};
        plant.tranches = {
            Tranche{.name = "bank",
                    .kind = one_of<TrancheKind>({TrancheKind::fund, TrancheKind::fixed_asset_loan}),
                    .on = Uncertain{},
                    .currency = flip() ? plant.currency : ""}};
        plant.cash = Cash{.vat_carried_forward = flip(), .limits_output = flip()};
        plant.labour = {
            Labour{.name = "crew",
                   .headcount = {Headcount{.from = date(2024, 1, 1), .people = Uncertain{}}}}};
        if (flip()) plant.opening = Opening{.steady = true};
        else plant.opening = Opening{.receivables = OpeningItem{}, .payables = OpeningItem{}};
        plant.alternatives = {Alternatives{
            .name = "mix",
            .options = {Option{.name = "x", .weight = 0.25, .set = {{"mix", two}}},
                        Option{.name = "y",
                               .weight = 0.75,
                               .set = {{"mix", one},
                                       {"line.L1.ramp", curve()},
                                       {"milestone.contract.on", Uncertain(date(2023, 7, 24))}}}}}};
        walk(plant, "", [&](const std::string& path, const NumberInfo& info, auto& value) {
            if constexpr (std::same_as<std::remove_cvref_t<decltype(value)>, Uncertain>)
                if (path.find(".set.") == std::string::npos && path.rfind("mix", 0) != 0 &&
                    path.find(".point.") == std::string::npos)
                    value = number(info);
        });
        if (flip()) plant.components[0].arrivals[1].from = "phase 2";
        else plant.components[0].arrivals[1].from = date(2040, 1, 1);
        plant.orders->multiplier = Uniform{0.5, 2};
        plant.components[0].multiplier = Pert{0.5, 1, 2};
        plant.correlations = {
            {.between = {"orders.multiplier", "component.card.multiplier"}, .rank = share() - 0.5}};
        if (flip()) plant.shared = {"orders.multiplier"};
        return plant;
    }

private:
    bool flip() { return engine_() % 2 == 0; }
    double share() { return static_cast<double>(engine_()) / 4294967296.0; }
    template <class X> X one_of(const std::vector<X>& all) { return all[engine_() % all.size()]; }

    Line line(const std::string& name) {
        Line line{.name = name, .ramp = curve()};
        if (flip()) line.starts = "trial run";
        else line.starts = Uncertain{};
        if (flip()) line.noise = Noise{};
        return line;
    }

    CurveOf<Uncertain> curve() {
        CurveOf<Uncertain> curve;
        const std::size_t chosen = engine_() % std::variant_size_v<CurveOf<Uncertain>>;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((I == chosen ? void(curve.emplace<I>()) : void()), ...);
        }(std::make_index_sequence<std::variant_size_v<CurveOf<Uncertain>>>{});
        if (auto* plan = std::get_if<TabulatedOf<Uncertain>>(&curve))
            plan->points = {{0, share()}, {30.5, share()}, {100, 1}};
        if (auto* product = std::get_if<CurveProductOf<Uncertain>>(&curve))
            product->factors = {LogisticOf<Uncertain>{}, WrightOf<Uncertain>{}};
        std::visit(
            [&](auto& each) {
                walk(each, "",
                     [&](const std::string& path, const NumberInfo& info, Uncertain& value) {
                         if (path.rfind("point", 0) != 0) value = number(info);
                     });
            },
            curve);
        return curve;
    }

    Provenance provenance() {
        Provenance stated;
        if (flip()) stated.kind = one_of<Kind>({Kind::fact, Kind::assumption});
        if (flip())
            stated.source = one_of<std::string>({"a \"paper\"\n", "\xE5\x85\xAC\xE5\x91\x8A"});
        if (flip()) stated.known_on = date(2024, 3, 1) + std::chrono::days{engine_() % 20};
        return stated;
    }

    Uncertain number(const NumberInfo& info) {
        double low = info.bounds.has_lower() ? info.bounds.lower : -50;
        double high = info.bounds.has_upper() ? info.bounds.upper : low + 1000;
        if (info.unit == "date") {
            low = days_since_epoch(date(2023, 1, 1));
            high = low + 400;
        }
        std::vector<double> at(3);
        for (double& each : at) each = low + (high - low) * (0.02 + 0.96 * share());
        if (info.unit == "date" && flip())
            for (double& each : at) each = std::floor(each);
        std::sort(at.begin(), at.end());
        const auto distribution = [&]() -> Uncertain {
            switch (engine_() % 10) {
            case 0: return Uniform{at[0], at[2]};
            case 1: return Triangular{at[0], at[1], at[2]};
            case 2: return Pert{at[0], at[1], at[2]};
            case 3: return Beta{.a = 1 + share(), .b = 2, .low = at[0], .high = at[2]};
            case 4: return Discrete{{at[0], at[1]}, {0.25, 0.75}};
            case 5: return Empirical{{at[2], at[0], at[1]}};
            case 6:
                return Metalog{.p10 = low + 0.3 * (high - low),
                               .p50 = low + 0.45 * (high - low),
                               .p90 = low + 0.6 * (high - low),
                               .lower = low + 0.01 * (high - low),
                               .upper = low + 0.99 * (high - low)};
            case 7:
                if (info.bounds == bounds::any && info.unit != "date")
                    return Normal{at[1], share() + 1};
                return at[1];
            case 8:
                if (info.bounds == bounds::positive) return LogNormal{share(), 0.1 + share()};
                return at[0];
            default: return at[2];
            }
        };
        const Uncertain result = distribution();
        return flip() ? result : result.stated(provenance());
    }

    std::mt19937 engine_;
};

void come_back_equal(unsigned first, unsigned last) {
    for (unsigned seed = first; seed <= last; ++seed) {
        const Plant plant = RandomPlant(seed).plant();
        const std::string text = io::to_toml(plant);
        try {
            const Plant back = io::parse_plant(text);
            EXPECT_TRUE(back == plant) << "seed " << seed << "\n"
                                       << text << "\n"
                                       << io::to_toml(back);
        } catch (const Error& error) {
            FAIL() << "seed " << seed << ": " << error.what() << "\n" << text;
        }
    }
}
TEST(Write, RandomPlantsComeBackEqual) { come_back_equal(1, 20); }
TEST(Write, RandomPlantsComeBackEqualAtLength) { come_back_equal(21, 200); }

class Save : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::size_t files() const {
        const std::filesystem::directory_iterator begin(folder_);
        return static_cast<std::size_t>(
            std::distance(begin, std::filesystem::directory_iterator()));
    }

    std::filesystem::path folder_ =
        std::filesystem::path(testing::TempDir()) / "rampcast_write_test";
    std::filesystem::path file_ = folder_ / "plant.toml";
};

TEST_F(Save, LoadsEqualAndLeavesNothingElse) {
    io::save_plant(small_plant(), file_);
    EXPECT_EQ(io::load_plant(file_), small_plant());
    EXPECT_EQ(files(), 1U);
}

TEST_F(Save, ReplacesAFileAndKeepsItsPermissions) {
    std::ofstream(file_) << std::string(10'000, 'x');
    ::chmod(file_.c_str(), 0640);
    io::save_plant(small_plant(), file_);
    EXPECT_EQ(content(file_), io::to_toml(small_plant()));
    struct stat status{};
    ASSERT_EQ(::stat(file_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
    EXPECT_EQ(files(), 1U);
}

TEST_F(Save, FollowsLinks) {
    std::ofstream(folder_ / "real.toml") << "x";
    std::filesystem::create_symlink("real.toml", file_);
    io::save_plant(small_plant(), file_);
    EXPECT_TRUE(std::filesystem::is_symlink(file_));
    EXPECT_EQ(content(folder_ / "real.toml"), io::to_toml(small_plant()));
}

TEST_F(Save, WhatIsNotValidIsNotWritten) {
    std::ofstream(file_) << "before";
    Plant plant = small_plant();
    plant.lines[0].nameplate->units_per_year = -1;
    EXPECT_THROW(io::save_plant(plant, file_), Error);
    EXPECT_EQ(content(file_), "before");
    EXPECT_EQ(files(), 1U);
}

TEST_F(Save, FilesThatCannotBeWritten) {
    EXPECT_THROW(io::save_plant(small_plant(), folder_), FileError);
    EXPECT_THROW(io::save_plant(small_plant(), folder_ / "none" / "plant.toml"), FileError);
    EXPECT_THROW(io::save_plant(small_plant(), "/dev/null"), FileError);
    EXPECT_EQ(files(), 0U);
}

} // namespace
