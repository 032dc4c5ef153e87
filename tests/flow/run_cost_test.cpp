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
#include "rampcast/flow/lots.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/flow/trace.hpp"
#include "sample_lines.hpp"

namespace rampcast {
namespace {

/// Stations s0, s1, ... that take these seconds.
LineOf<double> line_with(const std::vector<double>& cycles_s, std::vector<double> buffers,
                         double scv = 0) {
    return samples::line_of_times(cycles_s, 1, scv, std::move(buffers));
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
    auto failing = line_with({3600}, {});
    failing.stations[0].mtbf_h = 1e-8;
    failing.stations[0].mttr_h = 1e-12;
    expect_has(refusal_of([&] { simulate(failing, {.pieces = 50, .replications = 2}); }),
               "1e+10 events (visits of stations, or failures and shifts); at most 2e+09 are "
               "simulated (most_events)");
    auto slow = line_with({6e13}, {});
    slow.calendar = "day";
    expect_has(refusal_of([&] { simulate(slow, {}, day); }), "are simulated (most_events)");
    const auto fast = line_with({.001}, {});
    expect_has(refusal_of([&] {
                   simulate_periods(fast, {.start = date(2024, 1, 1), .end = date(2025, 1, 1)});
               }),
               "are simulated (most_events)");
    const auto plain = line_with({60}, {});
    expect_has(refusal_of([&] { trace(plain, 1, 10, 10'000'000'000); }), "(most_events)");
    expect_has(refusal_of([&] { run_events(plain, {.replications = 1000, .pieces = 3'000'000}); }),
               "(most_events)");
    auto weekly = plain;
    weekly.calendar = "day";
    expect_has(refusal_of([&] { run_events(weekly, {.replications = 1000, .weeks = 3000}, day); }),
               "(most_events)");
    expect_has(refusal_of([&] { simulate(plain, {.pieces = 1000, .most_events = 31'999}); }),
               "32000 good pieces take 32000 that are begun and 32000 events");
    EXPECT_EQ(refusal_of([&] { simulate(plain, {.pieces = 1000, .most_events = 100'000}); }),
              "accepted");
}

TEST(RunCost, ARunThereIsNoRoomForIsRefusedBeforehand) {
    expect_has(refusal_of([&] {
                   auto line = line_with({3600}, {}, 1);
                   line.stations[0].places = 1e9;
                   simulate(line);
               }),
               " of memory, ");
    expect_has(refusal_of([&] {
                   simulate(line_with({60}, {}), {.pieces = 1, .replications = 2'000'000'000});
               }),
               " are available; fewer places, smaller buffers, shorter or fewer replications");
    // A buffer larger than all pieces of a run is no larger than they are.
    const auto large = line_with({60, 60}, {1e9});
    EXPECT_EQ(refusal_of([&] { simulate(large, {.pieces = 50, .replications = 2}); }), "accepted");
}

TEST(RunCost, EventsAreThoseThatHappen) {
    // Pieces × (visits, or failures): a mode of a failure each .1 h of work, one each hour.
    auto line = line_with({3600, 3600}, {3}, 1);
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
    auto line = line_with({60, 60}, {1e6}, 1);
    line.crews = {{"team", 1}};
    line.stations[0].crew = "team"; // event by event
    const double few =
        detail::run_bytes(line, {.good_pieces = 1e9, .replications = 1, .threads = 1});
    EXPECT_GE(few, 1e6 * sizeof(detail::EventPiece));
    line.stations[1].places = 1e5;
    EXPECT_GE(detail::run_bytes(line, {.good_pieces = 1e9, .replications = 1, .threads = 1}) - few,
              1e5 * sizeof(detail::EventPlace));
    EXPECT_GT(detail::run_bytes(line, {.good_pieces = 1e9, .replications = 8, .threads = 2}),
              1.9 * few);
}

TEST(Lumps, PiecesThatLeaveTogetherDoNotFoolAnIntervalAtLength) {
    const auto parallel = [](double places, double batch) {
        auto line = line_with({60}, {});
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
                if (pieces == 0 && replications > 1) {
                    EXPECT_NEAR(s.throughput_per_h, truth, 1e-9 * truth);
                }
            }
    expect_has(refusal_of([&] { simulate(parallel(160, 1), {.pieces = 50}); }),
               "pieces is 50, must be at least 160: so many leave a station at one moment");
    expect_has(refusal_of([&] { simulate(parallel(1, 160), {.pieces = 159}); }),
               "must be at least 160");
}

TEST(Lumps, NoIntervalOfAFixedLineMissesItsRateAtLength) {
    // Fixed times and no limits on buffers: the slowest station's rate is the truth.
    for (unsigned i = 0; i < 100; ++i) {
        const auto line = samples::mixed_line(21, i);
        std::vector<double> cycles_s, places;
        for (const auto& station : line.stations) {
            cycles_s.push_back(station.cycle_time_s);
            places.push_back(station.places);
        }
        auto fixed = samples::line_of_times(cycles_s, 1, 0, {}, places);
        for (std::size_t k = 0; k < fixed.stations.size(); ++k)
            fixed.stations[k].batch = line.stations[k].batch;
        const double truth = formula_capacity(fixed).throughput_per_h;
        const Simulation s =
            simulate(fixed, {.pieces = 500 + 17 * i, .replications = 2, .seed = i});
        EXPECT_LE(s.throughput_interval.low, truth * (1 + 1e-9)) << i;
        EXPECT_GE(s.throughput_interval.high, truth * (1 - 1e-9)) << i;
    }
}

/// Of 40 intervals of 95 % 32 hold but once in 3,000 times (binomial, fixed seeds).
TEST(Lumps, PlacesThatHardlyPartDoNotFoolAnIntervalAtLength) {
    for (const double places : {7., 160.})
        for (const double scv : {1e-9, 1e-4, 1e-3, .01, .03}) {
            const auto line = samples::line_of_times({60}, 1, scv, {}, {places});
            int held = 0;
            for (std::uint64_t seed = 1; seed <= 40; ++seed) {
                const Interval found =
                    simulate(line, {.pieces = 9999, .seed = seed}).throughput_interval;
                held += found.low <= 60 * places && 60 * places <= found.high;
            }
            EXPECT_GE(held, 32) << places << " places, scv " << scv;
        }
}

TEST(Lumps, PlacesPartAsTheRenewalEquationSays) {
    // Gamma times of scv 1/4: the roots of (1 + s/4)^4 = 1 are 4 (i - 1), -8 and 4 (-i - 1).
    EXPECT_NEAR(detail::parting_a_cycle(.25), 4, 1e-12);
    EXPECT_NEAR(detail::parting_a_cycle(1e-4), 2 * 9.8696044 * 1e-4, 1e-9);
    auto line = samples::line_of_times({60}, 1, .25, {}, {100});
    EXPECT_NEAR(detail::leave_together(line, 50), 100 * std::exp(-2), 1e-9);
    EXPECT_EQ(detail::leave_together(line, 1e6), 1);
    line.stations[0].cycle_time_scv = 0;
    EXPECT_EQ(detail::leave_together(line, 1e6), 100);
}

} // namespace
} // namespace rampcast
