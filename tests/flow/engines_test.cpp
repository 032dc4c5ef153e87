#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "rampcast/flow/events.hpp"
#include "rampcast/flow/sample_path_engine_body.hpp"

namespace rampcast {
namespace {

/// A random line that both engines cover, whose times never tie.
LineOf<double> line_for_both(std::mt19937_64& random) {
    const auto up_to = [&](int most) {
        return static_cast<int>(random() % static_cast<std::uint64_t>(most + 1));
    };
    LineOf<double> line{.name = "L"};
    if (up_to(3) == 0) line.blocking = Blocking::before;
    const int count = 1 + up_to(4);
    for (int i = 0; i < count; ++i) {
        StationOf<double> station{.name = "s" + std::to_string(i)};
        station.places = 1 + up_to(3);
        station.cycle_time_s = (20 + up_to(20)) * station.places;
        station.cycle_time_scv = 0.3 + 0.5 * up_to(2);
        if (up_to(1)) station.handling_time_s = 3;
        if (up_to(1)) {
            station.mtbf_h = 0.2;
            station.mttr_h = 0.05;
            if (up_to(2) == 0) station.mttr_scv = 4;
            if (up_to(2) == 0) station.observed_stops_h = {1, 1, 2, 9};
        }
        line.stations.push_back(station);
    }
    if (up_to(4) > 0)
        for (std::size_t i = 0; i + 1 < line.stations.size(); ++i) {
            const double held = line.blocking == Blocking::before ? line.stations[i].places - 1 : 0;
            line.buffers.push_back(held + up_to(5));
        }
    return line;
}

TEST(Engines, GiveTheSameNumbersWhereBothApply) {
    std::mt19937_64 random(20);
    for (int trial = 0; trial < 60; ++trial) {
        SCOPED_TRACE(trial);
        const LineOf<double> line = line_for_both(random);
        ASSERT_TRUE(sample_path_covers(line));
        const RunRequest run{.seed = static_cast<std::uint64_t>(trial),
                             .first_replication = trial % 5,
                             .replications = 3,
                             .warm_up_pieces = 17 * (trial % 3),
                             .pieces = 200};
        const auto lanes = detail::run_on_lanes(line, run);
        const auto events = run_events(line, run);
        for (std::size_t r = 0; r < 3; ++r) {
            const Replication &a = lanes[r], &b = events[r];
            const double close = 1e-9 * a.hours;
            EXPECT_NEAR(a.hours, b.hours, close);
            EXPECT_EQ(a.good, b.good);
            EXPECT_EQ(a.started, b.started);
            EXPECT_EQ(a.in_process_before, b.in_process_before);
            EXPECT_EQ(a.in_process_after, b.in_process_after);
            EXPECT_NEAR(a.piece_hours, b.piece_hours, 1e-9 * a.piece_hours);
            for (std::size_t i = 0; i < line.stations.size(); ++i) {
                EXPECT_NEAR(a.stations[i].busy + a.stations[i].down,
                            b.stations[i].busy + b.stations[i].down, close);
                EXPECT_NEAR(a.stations[i].blocked, b.stations[i].blocked, close);
            }
            for (std::size_t i = 0; i < line.buffers.size(); ++i)
                EXPECT_NEAR(a.buffer_hours[i], b.buffer_hours[i], 1e-9 * a.piece_hours);
        }
    }
}

/// Memory grows with the pieces that pass, and a buffer that is never full is no limit.
TEST(Engines, LargeBuffersTakeWhatIsThere) {
    LineOf<double> line{.name = "L"};
    line.stations = {{.name = "a", .cycle_time_s = 30, .cycle_time_scv = 1},
                     {.name = "b", .cycle_time_s = 60, .cycle_time_scv = 1}};
    const RunRequest run{.replications = 2, .warm_up_pieces = 2000, .pieces = 3000};
    const auto unlimited = detail::run_on_lanes(line, run);
    line.buffers = {1e9};
    const auto large = detail::run_on_lanes(line, run);
    line.buffers = {1500}; // full before the window
    const auto lanes = detail::run_on_lanes(line, run), events = run_events(line, run);
    for (std::size_t r = 0; r < 2; ++r) {
        EXPECT_EQ(large[r].hours, unlimited[r].hours);
        EXPECT_EQ(large[r].piece_hours, unlimited[r].piece_hours);
        EXPECT_LT(lanes[r].piece_hours, unlimited[r].piece_hours);
        EXPECT_NEAR(lanes[r].hours, events[r].hours, 1e-9 * events[r].hours);
        EXPECT_NEAR(lanes[r].piece_hours, events[r].piece_hours, 1e-9 * events[r].piece_hours);
        EXPECT_NEAR(lanes[r].stations[0].blocked, events[r].stations[0].blocked, 1e-6);
    }
}

} // namespace
} // namespace rampcast
