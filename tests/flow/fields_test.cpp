#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "rampcast/flow/event_fields.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/exact_fields.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/flow/sample_path_fields.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/line/capacity_fields.hpp"
#include "rampcast/line/formula_capacity.hpp"
#include "rampcast/line/validate_line.hpp"
#include "random_lines.hpp"

/// What the engines say of the fields of a line is held against what they do with them.
namespace rampcast {
namespace {

using detail::FieldUse;
using detail::Use;
using Line = LineOf<double>;
using Station = StationOf<double>;
using Statements = std::map<std::string, std::function<void(Line&)>>;

void add_mending(Line& line) {
    if (line.rework_stations.empty()) line.rework_stations = {samples::event_station("mend", .2)};
    line.stations[0].rework_at = "mend";
}

/// How each field of a station is stated (or stated otherwise), on a station where it matters.
const Statements station_statements{
    {"name", [](Line& l) { l.stations[0].name = "other"; }},
    {"cycle_time_s", [](Line& l) { l.stations[0].cycle_time_s *= 1.1; }},
    {"cycle_time_scv", [](Line& l) { l.stations[0].cycle_time_scv = .5; }},
    {"cycle_time_shape",
     [](Line& l) { l.stations[0].cycle_time_shape = CycleTimeShape::lognormal; }},
    {"observed_times_s", [](Line& l) { l.stations[0].observed_times_s = {1, 2, 6}; }},
    {"handling_time_s", [](Line& l) { l.stations[0].handling_time_s = 60; }},
    {"places", [](Line& l) { l.stations[0].places = 2; }},
    {"batch", [](Line& l) { l.stations[0].batch = 2; }},
    {"batch_wait_h", [](Line& l) { l.stations.back().batch_wait_h = .01; }},
    {"mtbf_h", [](Line& l) { l.stations[0].mtbf_h = 3; }},
    {"mttr_h", [](Line& l) { l.stations[0].mttr_h = .3; }},
    {"failures", [](Line& l) { l.stations[0].failures = Failures::time; }},
    {"mtbf_scv", [](Line& l) { l.stations[0].mtbf_scv = .5; }},
    {"mttr_scv", [](Line& l) { l.stations[0].mttr_scv = 4; }},
    {"observed_stops_h", [](Line& l) { l.stations[0].observed_stops_h = {.1, .2, 3}; }},
    {"failure_modes", [](Line& l) { l.stations[0].failure_modes = {{"jam", 3, .1}}; }},
    {"performance", [](Line& l) { l.stations[0].performance = .9; }},
    {"first_pass_yield", [](Line& l) { l.stations[0].first_pass_yield = .7; }},
    {"on_failure", [](Line& l) { l.stations[0].on_failure = OnFailure::scrap; }},
    {"rework_at", add_mending},
    {"most_passes", [](Line& l) { l.stations[0].most_passes = 2; }},
    {"crew",
     [](Line& l) {
         l.crews = {{"team", 1}};
         l.stations[0].crew = "team";
     }},
    {"operators", [](Line& l) { l.stations.back().operators = .5; }},
    {"changeover_time_s", [](Line& l) { l.stations[0].changeover_time_s = 300; }},
    {"product_times_s", [](Line& l) { l.stations[0].product_times_s = {{"B", 900}}; }},
    {"calendar", [](Line& l) { l.stations[0].calendar = "shift"; }}};

const Statements line_statements{
    {"name", [](Line& l) { l.name = "other"; }},
    {"starts", [](Line& l) { l.starts = 20'000.; }},
    {"lag_days", [](Line& l) { l.lag_days = 5; }},
    {"calendar", [](Line& l) { l.calendar = "shift"; }},
    {"stations",
     [](Line& l) {
         l.stations.push_back(l.stations[0]);
         l.stations.back().name = "last";
         l.buffers.push_back(2);
     }},
    {"feeds",
     [](Line& l) {
         l.buffers.clear();
         l.sequence.clear();
         for (Station& station : l.stations) station.product_times_s.clear();
         for (std::size_t i = 1; i < l.stations.size(); ++i)
             l.feeds.push_back(
                 {.from = l.stations[i - 1].name, .to = l.stations[i].name, .buffer = 2});
     }},
    {"buffers", [](Line& l) { l.buffers[0] += 2; }},
    {"blocking", [](Line& l) { l.blocking = Blocking::before; }},
    {"rework_stations",
     [](Line& l) {
         if (l.rework_stations.empty()) add_mending(l);
         else l.rework_stations[0].cycle_time_s *= 2;
     }},
    {"crews", [](Line& l) { l.crews = {{"team", 2}}; }},
    {"repairers", [](Line& l) { l.repairers = 1; }},
    {"sequence", [](Line& l) { l.sequence = {{"A", 1}, {"B", 1}}; }},
    {"products", [](Line& l) { l.products = {"A"}; }},
    {"changeover_h",
     [](Line& l) {
         l.changeover_h = 2;
         l.runs_per_month = 4;
     }},
    {"runs_per_month",
     [](Line& l) {
         l.changeover_h = 1;
         l.runs_per_month = 8;
     }},
    {"nameplate", [](Line& l) { l.nameplate = NameplateOf<double>{100, ""}; }},
    {"ramp", [](Line& l) { l.ramp = LinearOf<double>{.rise_days = 90}; }},
    {"noise", [](Line& l) { l.noise.emplace(); }},
    {"changes", [](Line& l) { l.changes.resize(1); }},
    {"stops", [](Line& l) {
         l.stops = {{.name = "overhaul", .from = parse_date("2024-03-01"), .days = 9.}};
     }}};

/// Exponential stations that fail. Both the recursion and the chain take it.
Line simple_line() {
    Line line{.name = "L"};
    line.stations = {samples::event_station("a", .2), samples::event_station("b", .2)};
    for (Station& station : line.stations) {
        station.mtbf_h = 2;
        station.mttr_h = .2;
    }
    line.buffers = {1};
    return line;
}
Line line_with_losses() {
    Line line = simple_line();
    line.stations[0].first_pass_yield = .9;
    return line;
}
/// A line of everything, so that whatever is changed bears on something.
Line rich_line() {
    Line line = line_with_losses();
    line.stations.push_back(samples::event_station("c", .3));
    line.stations[0].mttr_h = line.stations[1].mttr_h = 1;
    line.stations[0].product_times_s = {{"B", 800}};
    line.stations[1].first_pass_yield = .9;
    line.stations[1].rework_at = "mend";
    line.rework_stations = {samples::event_station("mend", .2)};
    line.stations[2].batch = 2;
    line.buffers = {3, 4};
    line.crews = {{"team", 1.5}};
    line.stations[1].crew = line.stations[2].crew = "team";
    line.sequence = {{"A", 3}, {"B", 2}};
    return line;
}

bool valid(const Line& line) {
    try {
        validate(line, {"shift", "two"}, LineUse::pieces);
    } catch (const Error&) {
        return false;
    }
    return true;
}

/// Runs a line; none where it is refused.
template <class Result> using Engine = std::function<Result(const Line&)>;
template <class Result>
std::optional<Result> answer(const Engine<Result>& engine, const Line& line) {
    try {
        return engine(line);
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Each field does what the list says: it changes the result, is refused, or changes nothing.
template <class S, class Result>
void expect_uses(std::span<const FieldUse> uses, const Statements& statements, const Line& base,
                 const Engine<Result>& engine) {
    EXPECT_EQ(detail::unmentioned<S>(uses), std::vector<std::string>{});
    EXPECT_EQ(std::tuple_size_v<decltype(S::params())>, uses.size()) << "a field that is no more";
    const std::optional<Result> before = answer(engine, base);
    ASSERT_TRUE(before);
    for (const FieldUse& each : uses) {
        const std::string field(each.field);
        ASSERT_TRUE(statements.count(field)) << "say how " << field << " is stated";
        Line changed = base;
        statements.at(field)(changed);
        const std::optional<Result> after = answer(engine, changed);
        if (each.use == Use::refused) {
            EXPECT_FALSE(after) << field << " is said to be refused";
        } else if (each.use == Use::used) {
            EXPECT_TRUE(after) << field;
            EXPECT_FALSE(after == before) << field << " is said to be used";
        } else if (valid(changed)) {
            EXPECT_TRUE(after == before) << field << " is said to have no part";
        }
        EXPECT_EQ(each.use == Use::used, each.why.empty()) << field;
    }
}

const SimulationOptions short_run{.pieces = 200, .replications = 2, .warm_up_pieces = 20};

TEST(Fields, OfTheFormula) {
    const Engine<LineCapacity> engine = [](const Line& line) {
        return formula_capacity(line, samples::any_calendars());
    };
    expect_uses<Line>(detail::capacity_line_fields, line_statements, rich_line(), engine);
    expect_uses<Station>(detail::capacity_station_fields, station_statements, rich_line(), engine);
}

TEST(Fields, OfTheExactChain) {
    const Engine<ExactLine> engine = [](const Line& line) { return exact(line); };
    expect_uses<Line>(detail::exact_line_fields, line_statements, line_with_losses(), engine);
    expect_uses<Station>(detail::exact_station_fields, station_statements, line_with_losses(),
                         engine);
}

TEST(Fields, OfTheSimulationEventByEvent) {
    const Engine<Simulation> engine = [](const Line& line) {
        return simulate(line, short_run, samples::any_calendars());
    };
    ASSERT_FALSE(sample_path_covers(rich_line()));
    expect_uses<Line>(detail::event_line_fields, line_statements, rich_line(), engine);
    expect_uses<Station>(detail::event_station_fields, station_statements, rich_line(), engine);
}

TEST(Fields, OfTheSamplePath) {
    const Engine<Simulation> engine = [](const Line& line) {
        if (!sample_path_covers(line)) throw Error("line", "is simulated event by event");
        return simulate(line, short_run, samples::any_calendars());
    };
    std::vector<FieldUse> uses(std::begin(detail::sample_path_station_fields),
                               std::end(detail::sample_path_station_fields));
    // Of those, failures that follow the clock are handed over, failures that follow work are not.
    for (FieldUse& each : uses)
        if (each.field == "failures") each = {"failures", Use::refused, "follows the clock"};
    expect_uses<Line>(detail::sample_path_line_fields, line_statements, simple_line(), engine);
    expect_uses<Station>(uses, station_statements, simple_line(), engine);
}

/// What the recursion does not take, the simulation event by event does.
TEST(Fields, AreHandedOver) {
    for (const auto* statements : {&line_statements, &station_statements})
        for (const auto& [field, state] : *statements) {
            Line line = simple_line();
            state(line);
            if (!valid(line)) continue;
            const std::string method = simulate(line, short_run, samples::any_calendars()).method;
            EXPECT_EQ(method.substr(0, 5), sample_path_covers(line) ? "sampl" : "simul") << field;
        }
}

TEST(Fields, OfFailureModesAreMentioned) {
    using Mode = FailureModeOf<double>;
    for (const std::span<const FieldUse> list :
         {std::span<const FieldUse>(detail::exact_mode_fields),
          std::span<const FieldUse>(detail::sample_path_mode_fields)})
        EXPECT_EQ(detail::unmentioned<Mode>(list), std::vector<std::string>{});
}

/// A field that no list mentions yet is found.
struct Extended {
    std::string name{};
    double novel_s{};
    static constexpr std::string_view type_name = "Extended";
    static constexpr std::string_view meaning = "A station with one more field.";
    static constexpr auto params() {
        return std::tuple{param("name", &Extended::name, "its name"),
                          param("novel_s", &Extended::novel_s, "s", bounds::positive, "new")};
    }
};
TEST(Fields, ANewOneIsNotIgnoredWithoutAWord) {
    for (const std::span<const FieldUse> list :
         {std::span<const FieldUse>(detail::capacity_station_fields),
          std::span<const FieldUse>(detail::exact_station_fields),
          std::span<const FieldUse>(detail::event_station_fields),
          std::span<const FieldUse>(detail::sample_path_station_fields)})
        EXPECT_EQ(detail::unmentioned<Extended>(list), std::vector<std::string>{"novel_s"});
}

} // namespace
} // namespace rampcast
