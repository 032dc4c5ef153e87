#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "departures.hpp"
#include "rampcast/flow/events.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/piece_draws.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/line/formula_capacity.hpp"
#include "random_lines.hpp"

/// Times between failures and repair times that are not exponential.
namespace rampcast {
namespace {

using samples::event_station;
using Line = LineOf<double>;
using Station = StationOf<double>;

Line one_station(double cycle_h, double scv) {
    return {.name = "L", .stations = {event_station("a", cycle_h, scv)}};
}

/// A place that is cleaned for 2 hours after every 10 hours of work, also where a piece takes less
/// or more.
TEST(Stops, TheTimeToTheNextFailureLastsFromPieceToPiece) {
    for (const double cycle_h : {.3, 1., 2.5, 25.}) {
        Line line = one_station(cycle_h, 0);
        line.stations[0].mtbf_h = 10;
        line.stations[0].mttr_h = 2;
        line.stations[0].mtbf_scv = line.stations[0].mttr_scv = 0;
        ASSERT_FALSE(sample_path_covers(line));
        const std::vector<double> departures =
            samples::departures_h(run_events(line, {.pieces = 95, .block = 1})[0]);
        for (std::size_t n = 0; n < departures.size(); ++n) {
            const double worked = cycle_h * static_cast<double>(n + 1);
            const double stops = std::floor((worked - 1e-6) / 10);
            EXPECT_NEAR(departures[n], worked + 2 * stops, 1e-9) << n;
        }
    }
}

/// Two modes that follow work, by a plain account of the work done.
TEST(Stops, FollowAPlainAccountOfWork) {
    Line line = one_station(.4, .5);
    line.stations[0].mtbf_h = 3;
    line.stations[0].mttr_h = .5;
    line.stations[0].mtbf_scv = .2;
    line.stations[0].observed_stops_h = {.1, .2, .2, 1, 4};
    line.stations[0].failure_modes = {
        {.name = "jam", .mtbf_h = 1, .mttr_h = .1, .mtbf_scv = 3, .mttr_scv = .3}};
    const std::vector<double> departures = samples::departures_h(
        run_events(line, {.seed = 4, .first_replication = 2, .pieces = 400, .block = 1})[0]);
    const StationDraws draws(4, station_stream(0), line.stations[0]);
    double worked = 0, stopped = 0;
    std::vector<std::uint64_t> failed(2, 0);
    std::vector<double> next_h(2);
    for (std::size_t j = 0; j < 2; ++j) next_h[j] = draws.work_failures[j].up_s(2, 0, 0) / 3600;
    for (std::size_t n = 0; n < departures.size(); ++n) {
        worked += draws.service.seconds(2, n) / 3600;
        for (std::size_t j = 0; j < 2; ++j)
            while (next_h[j] < worked) {
                stopped += draws.work_failures[j].repair_s(2, failed[j], 0) / 3600;
                ++failed[j];
                next_h[j] += draws.work_failures[j].up_s(2, failed[j], 0) / 3600;
            }
        ASSERT_NEAR(departures[n], worked + stopped, 1e-8) << n;
    }
    EXPECT_GT(failed[0], 20u);
    EXPECT_GT(failed[1], 80u);
}

TEST(Stops, AreThoseObserved) {
    Station station = event_station("a", 1);
    station.mtbf_h = 10;
    station.mttr_h = 2;
    station.observed_stops_h = {.5, 1, 1, 5.5};
    const StationDraws draws(3, "line.L.stations.a", station);
    std::set<double> seen;
    double sum = 0;
    constexpr int count = 20'000;
    for (std::uint64_t n = 0; n < count; ++n) {
        const double hours = draws.work_failures[0].repair_s(0, n, 0) / 3600;
        seen.insert(std::round(hours * 1e9) / 1e9);
        sum += hours;
    }
    EXPECT_EQ(seen, (std::set<double>{.5, 1, 5.5})); // their mean is 2 as it is
    EXPECT_NEAR(sum / count, 2, 4.5 * 2.03 / std::sqrt(count));
    // The mean is theirs where none is stated, and scales them where one is.
    station.mttr_h.reset();
    settle_times(station);
    EXPECT_DOUBLE_EQ(*station.mttr_h, 2);
    station.mttr_h = 4;
    const StationDraws longer(3, "line.L.stations.a", station);
    EXPECT_NEAR(longer.work_failures[0].repair_s(0, 7, 0),
                2 * draws.work_failures[0].repair_s(0, 7, 0), 1e-9);
}

TEST(Stops, HaveTheirMeanAndSpreadAtLength) {
    for (const double scv : {0., .25, 2., 10.}) {
        const FailureDraws draws(5, "line.L.stations.a.failures",
                                 {.mtbf_h = 3, .mttr_h = 2, .mtbf_scv = scv, .mttr_scv = scv});
        EXPECT_FALSE(draws.forgets());
        for (const bool repairs : {false, true}) {
            constexpr int count = 200'000;
            const double mean_s = 3600 * (repairs ? 2 : 3);
            double sum = 0, squares = 0;
            for (std::uint64_t n = 0; n < count; ++n) {
                const double time =
                    (repairs ? draws.repair_s(1, n, 0) : draws.up_s(1, n, 0)) / mean_s;
                sum += time;
                squares += time * time;
            }
            const double mean = sum / count;
            EXPECT_NEAR(mean, 1, 4.5 * std::sqrt(scv / count) + 1e-12) << scv;
            EXPECT_NEAR(squares / count - mean * mean, scv, .07 * scv + 1e-12) << scv;
        }
    }
}

/// By renewal a place is up MTBF / (MTBF + MTTR) of the time whatever the spreads.
TEST(Stops, OfAnySpreadTakeTheirShareOfTimeAtLength) {
    for (const Failures failures : {Failures::operation, Failures::time})
        for (const double mtbf_scv : {.2, 1., 3.})
            for (const double mttr_scv : {.2, 4.}) {
                Line line = one_station(.5, 1);
                line.stations[0].places = 2;
                line.stations[0].mtbf_h = 8;
                line.stations[0].mttr_h = 2;
                line.stations[0].failures = failures;
                line.stations[0].mtbf_scv = mtbf_scv;
                line.stations[0].mttr_scv = mttr_scv;
                EXPECT_NEAR(formula_capacity(line).throughput_per_h, 4 * .8, 1e-12);
                double sum = 0, squares = 0;
                for (const Replication& r : run_events(
                         line, {.replications = 32, .warm_up_pieces = 500, .pieces = 8000})) {
                    sum += r.good / r.hours;
                    squares += r.good / r.hours * (r.good / r.hours);
                }
                const double se = std::sqrt((squares - sum * sum / 32) / 31 / 32);
                EXPECT_NEAR(sum / 32, 3.2, 3.633 * se) << mtbf_scv << ' ' << mttr_scv;
                EXPECT_LT(se, .02);
            }
}

/// Longer stops of the same mean share of time cost more, in the formula as in the simulation.
TEST(Stops, TheFormulaTakesTheirSpreadAtLength) {
    std::mt19937_64 random(6);
    const auto share = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    double error = 0;
    constexpr int lines = 16;
    for (int trial = 0; trial < lines; ++trial) {
        SCOPED_TRACE(trial);
        Line line{.name = "L"};
        const double mttr_scv = std::vector<double>{0, .25, 4, 10}[random() % 4];
        const double mtbf_scv = std::vector<double>{.3, 1, 3}[random() % 3];
        for (std::size_t i = 0; i < (trial % 2 ? 2 : 4); ++i) {
            Station s = event_station("s" + std::to_string(i), (1 + .2 * share()) / 60, .5);
            s.mttr_h = .1 + .2 * share();
            s.mtbf_h = *s.mttr_h / (.05 + .15 * share());
            s.mttr_scv = mttr_scv;
            s.mtbf_scv = mtbf_scv;
            if (i > 0) line.buffers.push_back(std::floor(20 * share()));
            line.stations.push_back(s);
        }
        const double made =
            simulate(line, {.pieces = 20'000, .replications = 16, .warm_up_pieces = 2000})
                .throughput_per_h;
        const double off = std::abs(formula_capacity(line).throughput_per_h / made - 1);
        EXPECT_LT(off, .06);
        error += off / lines;
    }
    EXPECT_LT(error, .02);
}

template <class Change> std::string refusal(Change change) {
    Line line = one_station(1, 1);
    line.stations[0].mtbf_h = 5;
    line.stations[0].mttr_h = 1;
    line.stations[0].failure_modes = {{.name = "jam", .mtbf_h = 3, .mttr_h = 1}};
    change(line.stations[0]);
    try {
        exact(line);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}
TEST(Stops, AreRefusedByName) {
    EXPECT_EQ(refusal([](Station&) {}), "");
    EXPECT_EQ(refusal([](Station& s) { s.mttr_scv = 4; }),
              "line \"L\", station \"a\": mttr_scv is stated; the exact chain needs exponential "
              "repairs (1)");
    EXPECT_EQ(refusal([](Station& s) { s.mtbf_scv = 0; }),
              "line \"L\", station \"a\": mtbf_scv is stated; the exact chain needs exponential "
              "times between failures (1)");
    EXPECT_EQ(refusal([](Station& s) { s.failure_modes[0].observed_stops_h = {1, 2}; }),
              "line \"L\", station \"a\", failure mode \"jam\": observed_stops_h is stated; the "
              "exact chain needs exponential repairs");
}

} // namespace
} // namespace rampcast
