#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/flow/events.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/line/formula_capacity.hpp"
#include "rampcast/line/place_failures.hpp"
#include "random_lines.hpp"

/// Places that fail in several ways, each with a clock of its own.
namespace rampcast {
namespace {

using samples::event_station;
using Line = LineOf<double>;
using Station = StationOf<double>;

struct MeanAndError {
    double mean, se;
};
MeanAndError throughput(const Line& line, const RunRequest& run) {
    double sum = 0, squares = 0;
    const double n = run.replications;
    for (const Replication& each : run_events(line, run)) {
        const double rate = each.good / each.hours;
        sum += rate;
        squares += rate * rate;
    }
    return {sum / n, std::sqrt(std::max(squares - sum * sum / n, 0.) / (n - 1) / n)};
}
const RunRequest thirty_two{.seed = 1, .replications = 32, .warm_up_pieces = 300, .pieces = 5000};
/// Half width of a 99.9 % interval in standard errors of 32 replications (Student's t).
constexpr double t999 = 3.633;

/// Share of time in which a place that always has a piece works: the chain of its modes, one bit
/// each, a failure that follows work striking only a place that is up.
double share_working(const Station& station) {
    auto modes = station.failure_modes;
    if (station.mtbf_h)
        modes.push_back({"own", *station.mtbf_h, *station.mttr_h, station.failures});
    const std::size_t states = std::size_t{1} << modes.size();
    std::vector<std::vector<double>> rates(states, std::vector<double>(states + 1, 0.));
    const auto step = [&](std::size_t from, std::size_t to, double rate) {
        rates[to][from] += rate;
        rates[from][from] -= rate;
    };
    for (std::size_t down = 0; down < states; ++down)
        for (std::size_t j = 0; j < modes.size(); ++j) {
            const std::size_t bit = std::size_t{1} << j;
            if (down & bit) step(down, down - bit, 1 / modes[j].mttr_h);
            else if (modes[j].failures == Failures::time || down == 0)
                step(down, down + bit, 1 / modes[j].mtbf_h);
        }
    rates[0].assign(states + 1, 1.); // the shares sum to 1
    for (std::size_t i = 0; i < states; ++i) {
        std::size_t pivot = i;
        for (std::size_t k = i; k < states; ++k)
            if (std::abs(rates[k][i]) > std::abs(rates[pivot][i])) pivot = k;
        if (rates[pivot][i] == 0) continue; // two that follow work are never down together
        std::swap(rates[i], rates[pivot]);
        for (std::size_t k = 0; k < states; ++k) {
            if (k == i) continue;
            const double factor = rates[k][i] / rates[i][i];
            for (std::size_t j = i; j <= states; ++j) rates[k][j] -= factor * rates[i][j];
        }
    }
    return rates[0][states] / rates[0][0];
}

TEST(FailureModes, OfTheClockGoOnDuringOtherRepairs) {
    Line line{.name = "L", .stations = {event_station("a", 1)}};
    line.stations[0].failure_modes = {{"x", 20, 10, Failures::time}, {"y", 20, 10, Failures::time}};
    const double each = 20. / 30; // up, whatever the other does
    EXPECT_NEAR(exact(line).throughput_per_h, each * each, 1e-12);
    EXPECT_NEAR(exact(line).stations[0].down, 1 - each * each, 1e-12);
    EXPECT_NEAR(formula_capacity(line).throughput_per_h, each * each, 1e-12);
    EXPECT_NEAR(formula_capacity(line).stations[0].down, 1 - each * each, 1e-12);
    const MeanAndError got = throughput(line, thirty_two);
    EXPECT_NEAR(got.mean, each * each, t999 * got.se);
    EXPECT_LT(got.se, .005);
}

/// Few repairers take one repair after the other, also of one place.
TEST(FailureModes, OfOnePlaceWaitForARepairerByThemselves) {
    Line line{.name = "L", .stations = {event_station("a", 1)}};
    line.stations[0].failure_modes = {{"x", 20, 10, Failures::time}, {"y", 20, 10, Failures::time}};
    line.repairers = 1;
    // Both up, one down, both down: 1, 2 × .5 and .5 as much.
    const MeanAndError got = throughput(line, thirty_two);
    EXPECT_NEAR(got.mean, 1 / 2.5, t999 * got.se);
    try {
        exact(line);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("station \"a\": failure_modes make several"),
                  std::string::npos);
    }
    line.stations[0].failure_modes.pop_back();
    EXPECT_NEAR(exact(line).throughput_per_h, 2. / 3, 1e-12);
}

/// Stations with random modes, their own and others, work or clock.
Line random_modes(std::mt19937_64& random, std::size_t stations) {
    const auto share = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    const auto follow = [&] { return random() % 2 ? Failures::time : Failures::operation; };
    Line line{.name = "L"};
    for (std::size_t i = 0; i < stations; ++i) {
        Station station = event_station("s" + std::to_string(i), .3 + share(), 1);
        station.places = 1. + static_cast<double>(random() % (stations > 1 ? 2 : 3));
        if (random() % 2) {
            station.mtbf_h = 2 + 20 * share();
            station.mttr_h = .1 + 5 * share();
            station.failures = follow();
        }
        const std::size_t others = random() % (stations > 1 ? 3 : 4);
        for (std::size_t j = 0; j < others; ++j)
            station.failure_modes.push_back(
                {"m" + std::to_string(j), 2 + 20 * share(), .1 + 5 * share(), follow()});
        if (i > 0) line.buffers.push_back(static_cast<double>(random() % 3));
        line.stations.push_back(station);
    }
    return line;
}

TEST(FailureModes, OfAStationAloneAgreeEverywhereAtLength) {
    std::mt19937_64 random(8);
    for (int trial = 0; trial < 60; ++trial) {
        SCOPED_TRACE(trial);
        const Line line = random_modes(random, 1);
        const Station& station = line.stations[0];
        const double up = share_working(station);
        EXPECT_NEAR(availability(station), up, 1e-12);
        const double rate = 3600 * station.places / station.cycle_time_s * up;
        EXPECT_NEAR(exact(line).throughput_per_h, rate, 1e-10 * rate);
        const LineCapacity formula = formula_capacity(line);
        EXPECT_NEAR(formula.throughput_per_h, rate, 1e-10 * rate);
        EXPECT_NEAR(formula.stations[0].down, 1 - up, 1e-10);
        if (trial >= 15) continue;
        const MeanAndError got = throughput(line, thirty_two);
        EXPECT_NEAR(got.mean, rate, t999 * got.se);
    }
}

/// The chain and the engine event by event are programs of their own.
TEST(FailureModes, OfALineAgreeAtLength) {
    std::mt19937_64 random(9);
    for (int trial = 0; trial < 12; ++trial) {
        SCOPED_TRACE(trial);
        Line line = random_modes(random, 2);
        if (trial % 2) line.blocking = Blocking::before, line.buffers[0] += 1;
        const MeanAndError got = throughput(line, thirty_two);
        EXPECT_NEAR(got.mean, exact(line).throughput_per_h, t999 * got.se);
        EXPECT_LT(got.se, .02 * got.mean);
    }
}

/// Many modes are told apart up to a number and then taken together, at no cost in time.
TEST(FailureModes, ManyOfTheClockAtLength) {
    Station station = event_station("a", 1);
    station.mtbf_h = 10;
    station.mttr_h = 2;
    for (int j = 0; j < 9; ++j)
        station.failure_modes.push_back(
            {"m" + std::to_string(j), 40. + j, 1. + .2 * j, Failures::time});
    EXPECT_NEAR(availability(station), share_working(station), 2e-4);
    for (int j = 9; j < 60; ++j)
        station.failure_modes.push_back({"m" + std::to_string(j), 900, 1, Failures::time});
    EXPECT_GT(availability(station), .5);
}

} // namespace
} // namespace rampcast
