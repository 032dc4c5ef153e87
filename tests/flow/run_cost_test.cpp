#include "rampcast/flow/run_cost.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mixed_lines.hpp"
#include "rampcast/flow/capacity.hpp"
#include "rampcast/flow/event_state.hpp"
#include "rampcast/flow/events.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/flow/trace.hpp"

namespace rampcast {
namespace {

StationOf<double> of_time(const std::string& name, double cycle_time_s, double scv = 0) {
    StationOf<double> s;
    s.name = name;
    s.cycle_time_s = cycle_time_s;
    s.cycle_time_scv = scv;
    return s;
}
LineOf<double> line_with(std::vector<StationOf<double>> stations, std::vector<double> buffers) {
    LineOf<double> line;
    line.name = "e";
    line.stations = std::move(stations);
    line.buffers = std::move(buffers);
    return line;
}
std::string refusal_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}
void expect_has(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
}

TEST(RunCost, ARunThatWouldHardlyEndIsRefusedBeforehand) {
    const std::vector<Calendar> day{{.name = "day", .hours_per_shift = 8}};
    auto failing = line_with({of_time("a", 3600)}, {});
    failing.stations[0].mtbf_h = 1e-8;
    failing.stations[0].mttr_h = 1e-12;
    expect_has(refusal_of([&] { simulate(failing, {.pieces = 50, .replications = 2}); }),
               "1e+10 events (visits of stations, or failures and shifts); at most 2e+09 are "
               "simulated (most_events)");
    auto slow = line_with({of_time("packing", 6e13)}, {});
    slow.calendar = "day";
    expect_has(refusal_of([&] { simulate(slow, {}, day); }), "are simulated (most_events)");
    const auto fast = line_with({of_time("a", .001)}, {});
    expect_has(refusal_of([&] {
                   simulate_periods(fast, {.start = date(2024, 1, 1), .end = date(2025, 1, 1)});
               }),
               "are simulated (most_events)");
    const auto plain = line_with({of_time("a", 60)}, {});
    expect_has(refusal_of([&] { trace(plain, 1, 10, 10'000'000'000); }), "(most_events)");
    expect_has(refusal_of([&] { run_events(plain, {.replications = 1000, .pieces = 3'000'000}); }),
               "(most_events)");
    expect_has(refusal_of([&] { simulate(plain, {.pieces = 1000, .most_events = 31'999}); }),
               "32000 good pieces take 32000 that are begun and 32000 events");
    EXPECT_EQ(refusal_of([&] { simulate(plain, {.pieces = 1000, .most_events = 100'000}); }),
              "accepted");
}

TEST(RunCost, ARunThereIsNoRoomForIsRefusedBeforehand) {
    expect_has(refusal_of([&] {
                   auto line = line_with({of_time("a", 3600, 1)}, {});
                   line.stations[0].places = 1e9;
                   simulate(line);
               }),
               " of memory, ");
    expect_has(refusal_of([&] {
                   simulate(line_with({of_time("a", 60)}, {}),
                            {.pieces = 1, .replications = 2'000'000'000});
               }),
               " are available; fewer places, smaller buffers, shorter or fewer replications");
    // A buffer larger than all pieces of a run is no larger than they are.
    const auto large = line_with({of_time("a", 60), of_time("b", 60)}, {1e9});
    EXPECT_EQ(refusal_of([&] { simulate(large, {.pieces = 50, .replications = 2}); }), "accepted");
}

TEST(RunCost, EventsAreThoseThatHappen) {
    // Pieces × (visits, or failures): a mode of a failure each .1 h of work, one each hour.
    auto line = line_with({of_time("a", 3600, 1), of_time("b", 3600, 1)}, {3});
    line.stations[0].mtbf_h = .1;
    line.stations[0].mttr_h = .001;
    line.stations[1].mtbf_h = .5;
    line.stations[1].mttr_h = .5;
    line.stations[1].failures = Failures::time;
    const Visits<double> visited = visits(line);
    const auto alone = detail::stations_alone(line, visited, detail::line_hours(line, {}));
    const double hours = 1 / alone.rates_per_h[1];
    EXPECT_NEAR(hours, 2, 1e-9);
    EXPECT_NEAR(detail::events_per_good(line, visited, alone), 10 + hours, 1e-9);
    line.stations[0].mtbf_h = line.stations[1].mtbf_h = 1e6;
    EXPECT_EQ(
        detail::events_per_good(
            line, visited, detail::stations_alone(line, visited, detail::line_hours(line, {}))),
        2);
}

TEST(RunCost, MemoryIsAtLeastWhatPlacesAndPiecesTake) {
    auto line = line_with({of_time("a", 60, 1), of_time("b", 60, 1)}, {1e6});
    line.crews = {{"team", 1}};
    line.stations[0].crew = "team"; // event by event
    const double few = detail::run_bytes(line, {1e9, 1, 1, 1});
    EXPECT_GE(few, 1e6 * sizeof(detail::EventPiece));
    line.stations[1].places = 1e5;
    EXPECT_GE(detail::run_bytes(line, {1e9, 1, 1, 1}) - few, 1e5 * sizeof(detail::EventPlace));
    EXPECT_GT(detail::run_bytes(line, {1e9, 8, 2, 1}), 1.9 * few);
}

TEST(Lumps, PiecesThatLeaveTogetherDoNotFoolAnIntervalAtLength) {
    const auto parallel = [](double places, double batch) {
        auto line = line_with({of_time("a", 60)}, {});
        line.stations[0].places = places;
        line.stations[0].batch = batch;
        return line;
    };
    for (const auto& [places, batch] :
         std::vector<std::pair<double, double>>{{160, 1}, {1, 160}, {7, 3}, {40, 7}, {33, 1}})
        for (const std::int64_t pieces : {0, 2801, 2800, 3123})
            for (const int replications : {32, 1}) {
                const auto line = parallel(places, batch);
                const Simulation s =
                    simulate(line, {.pieces = pieces > 0 ? std::optional(pieces) : std::nullopt,
                                    .replications = replications});
                const double truth = 60 * places * batch;
                EXPECT_LE(s.throughput_interval.low, truth * (1 + 1e-12))
                    << places << ' ' << pieces;
                EXPECT_GE(s.throughput_interval.high, truth * (1 - 1e-12))
                    << places << ' ' << pieces;
                EXPECT_GE(s.throughput_interval.low, 0);
                if (pieces == 0 && replications > 1)
                    EXPECT_NEAR(s.throughput_per_h, truth, 1e-9 * truth);
            }
    expect_has(refusal_of([&] { simulate(parallel(160, 1), {.pieces = 50}); }),
               "pieces is 50, must be at least 160: so many leave a station at one moment");
    expect_has(refusal_of([&] { simulate(parallel(1, 160), {.pieces = 159}); }),
               "must be at least 160");
}

TEST(Lumps, NoIntervalOfAFixedLineMissesItsRateAtLength) {
    // Fixed times and no limits on buffers: the slowest station's rate is the truth.
    for (unsigned i = 0; i < 100; ++i) {
        auto line = samples::mixed_line(21, i);
        LineOf<double> fixed;
        fixed.name = "fixed";
        for (auto& station : line.stations) {
            StationOf<double> s = of_time(station.name, station.cycle_time_s);
            s.places = station.places;
            s.batch = station.batch;
            fixed.stations.push_back(s);
        }
        const double truth = formula_capacity(fixed).throughput_per_h;
        const Simulation s =
            simulate(fixed, {.pieces = 500 + 17 * i, .replications = 2, .seed = i});
        EXPECT_LE(s.throughput_interval.low, truth * (1 + 1e-9)) << i;
        EXPECT_GE(s.throughput_interval.high, truth * (1 - 1e-9)) << i;
    }
}

} // namespace
} // namespace rampcast
