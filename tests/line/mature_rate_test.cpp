#include "rampcast/core/walk.hpp"
#include "rampcast/line/mature_rate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace rampcast {
namespace {

StationOf<double> exponential_place(double hours, double places = 1) {
    StationOf<double> s;
    s.cycle_time_s = 3600 * hours;
    s.cycle_time_scv = 1;
    s.places = places;
    return s;
}
LineOf<double> exponential_line(const std::vector<double>& rates, double waiting) {
    LineOf<double> line;
    for (const double rate : rates) line.stations.push_back(exponential_place(1 / rate));
    line.buffers.assign(rates.size() - 1, waiting);
    return line;
}
double daily(const LineOf<double>& line, double hours = 24, std::vector<double> own = {}) {
    return mature_rate<double>(line, hours, own, 24).units_per_day;
}

/// Without buffers, crews and the rest the rate is the least of the stations', to the last bit.
TEST(MatureRate, UnlimitedBuffersToTheBit) {
    LineOf<double> line;
    StationOf<double> s = exponential_place(.37, 3);
    s.mtbf_h = 77;
    s.mttr_h = 3;
    s.performance = .93;
    s.first_pass_yield = .97;
    line.stations = {s, s, s};
    line.stations[1].cycle_time_s = 4321;
    line.stations[2].on_failure = OnFailure::scrap;
    const double available = 77. / (77. + 3.);
    const double expected =
        3600. * 3. * 1. * available * .93 * .97 / (4321. + 0.) * 24. * (1. * .97);
    EXPECT_EQ(daily(line), expected);
    EXPECT_EQ(mature_rate<double>(line, 24, {}, 24).bottleneck, 1);
}

TEST(MatureRate, TwoExponentialStationsExactly) {
    for (const double b : {0., 1., 2., 3., 5.})
        EXPECT_NEAR(daily(exponential_line({1, 1}, b)), 24 * (b + 2) / (b + 3), 1e-12);
    EXPECT_NEAR(daily(exponential_line({1, 1.5}, 0)), 24 * .789474, 24 * 6e-7);
    EXPECT_NEAR(daily(exponential_line({1 + 1e-7, 1}, 3)), 24 * 5. / 6, 24 * 1e-7);
    LineOf<double> line = exponential_line({1, 1.5}, 1);
    line.blocking = Blocking::before;
    EXPECT_NEAR(daily(line), 24 * .789474, 24 * 6e-7);
}

/// Exact rates of Hillier and Boling's lines; the decomposition is within 2.5 %, 1 % with a buffer.
TEST(MatureRate, LongerExponentialLines) {
    struct Row {
        std::size_t stations;
        double waiting, exact;
    };
    const std::vector<Row> rows{{3, 0, .564103}, {3, 1, .670466}, {3, 2, .734017}, {3, 3, .776712},
                                {3, 5, .830759}, {4, 0, .514775}, {4, 1, .631153}, {4, 2, .700713},
                                {4, 3, .747710}, {4, 5, .807665}};
    for (const Row& row : rows) {
        const double rate =
            daily(exponential_line(std::vector<double>(row.stations, 1), row.waiting)) / 24;
        EXPECT_NEAR(rate / row.exact, 1, row.waiting == 0 ? .025 : .005);
    }
    EXPECT_NEAR(daily(exponential_line({1, 2, 1}, 0)) / 24 / .673797, 1, .02);
    EXPECT_NEAR(daily(exponential_line({1, 2, 3}, 1)) / 24 / .929563, 1, .002);
    EXPECT_NEAR(daily(exponential_line({1, 2, 3}, 1)), daily(exponential_line({3, 2, 1}, 1)), 1e-4);
}

TEST(MatureRate, ParallelPlaces) {
    LineOf<double> line = exponential_line({1, 1}, 0);
    for (auto& s : line.stations) s = exponential_place(2, 2);
    EXPECT_NEAR(daily(line) / 24, .75, .005);
    line.buffers = {2};
    EXPECT_NEAR(daily(line) / 24, .833333, .005);
    line.stations = {exponential_place(1), exponential_place(2, 2), exponential_place(1)};
    line.buffers = {2, 2};
    EXPECT_NEAR(daily(line) / 24, .755748, .005);
}

/// Exponential service with failures, blocked after service; exact values.
TEST(MatureRate, FailingExponentialStations) {
    struct Row {
        double mtbf, mttr, places, exact, clock;
    };
    for (const Row& row : std::vector<Row>{{100, 10, 10, .729640, .712810},
                                           {20, 5, 5, .541608, .503591},
                                           {90, 10, 7, .677897, .652622}}) {
        LineOf<double> line = exponential_line({1, 1, 1}, row.places - 2);
        for (auto& s : line.stations) {
            s.mtbf_h = row.mtbf;
            s.mttr_h = row.mttr;
        }
        EXPECT_NEAR(daily(line) / 24 / row.exact, 1, .04);
        line.blocking = Blocking::before;
        line.buffers = {row.places - 1, row.places - 1};
        EXPECT_NEAR(daily(line) / 24 / row.exact, 1, .04);
        for (auto& s : line.stations) s.failures = Failures::time;
        EXPECT_NEAR(daily(line) / 24 / row.clock, 1, .04);
    }
}

TEST(MatureRate, WithoutVariabilityTheSlowestExactly) {
    LineOf<double> line = exponential_line({1, 1.1, .9, 1}, 0);
    for (auto& s : line.stations) s.cycle_time_scv = 0;
    EXPECT_NEAR(daily(line), 24 * .9, 1e-12);
    line.blocking = Blocking::before;
    EXPECT_NEAR(daily(line), 24 / (1 / .9 + 1 / 1.), 1e-12); // two places take turns
    line.buffers = {1, 1, 1};
    EXPECT_NEAR(daily(line), 24 * .9, 1e-12);
}

/// Two places whose times do not vary need no buffer between them, whatever comes after.
TEST(MatureRate, StationsThatDoNotVaryAmongOthers) {
    LineOf<double> line = exponential_line({1 / .613, 1 / .827, 1}, 0);
    line.stations[0].cycle_time_scv = line.stations[1].cycle_time_scv = 0;
    line.stations[2] = exponential_place(5.51, 8);
    line.stations[2].cycle_time_scv = .05;
    line.buffers = {0, 11};
    EXPECT_NEAR(daily(line), 24 / .827, 24e-3);
}

TEST(MatureRate, FollowsBuffersSpeedAndDirection) {
    LineOf<double> line = exponential_line({1, 1.1, .95, 1.2, 1}, 0);
    for (std::size_t i = 0; i < 5; ++i) {
        line.stations[i].cycle_time_scv = .2 * static_cast<double>(i);
        line.stations[i].mtbf_h = 100;
        line.stations[i].mttr_h = 4. + static_cast<double>(i);
    }
    double before = 0;
    for (const double waiting : {0., 1., 2., 5., 20., 100., 1e5}) {
        line.buffers.assign(4, waiting);
        const double now = daily(line);
        EXPECT_GT(now, before);
        before = now;
    }
    EXPECT_NEAR(before, 24 * .95 / 1.06, .01);
    line.buffers = {3, 0, 8, 2};
    LineOf<double> backwards = line;
    std::reverse(backwards.stations.begin(), backwards.stations.end());
    std::reverse(backwards.buffers.begin(), backwards.buffers.end());
    EXPECT_NEAR(daily(line), daily(backwards), 24 * 1e-4);
    for (std::size_t i = 0; i < 5; ++i) {
        LineOf<double> faster = line;
        faster.stations[i].cycle_time_s *= .9;
        EXPECT_GE(daily(faster), daily(line) * (1 - 1e-5));
    }
}

/// On random lines that fail, times spread or not: speed and buffers do not lower what is made by
/// more than the decomposition is rough, which is more where failures follow the clock.
TEST(MatureRate, MoreNeverLowersRandomLines) {
    std::mt19937_64 generator(2401);
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(generator);
    };
    for (int n = 0; n < 200; ++n) {
        const bool clock = n % 4 == 3;
        LineOf<double> line = exponential_line({1, 1, 1, 1}, 0);
        line.stations.resize(static_cast<std::size_t>(2 + n % 5), exponential_place(1));
        line.buffers.clear();
        for (auto& s : line.stations) {
            s.cycle_time_s = 3600 * between(.75, 1);
            s.cycle_time_scv = n % 3 == 0 ? 0 : between(.02, 1.5);
            const double available = between(.8, .97);
            s.mttr_h = std::exp(between(0, 4));
            s.mtbf_h = *s.mttr_h * available / (1 - available);
            s.failures = clock ? Failures::time : Failures::operation;
            if (&s != &line.stations.back()) line.buffers.push_back(std::floor(between(0, 20)));
        }
        const double made = buffered_rate_per_h(line);
        const double rough = clock ? 3e-3 : 2e-4;
        for (auto& s : line.stations) {
            s.cycle_time_s *= .99;
            EXPECT_GE(buffered_rate_per_h(line) / made, 1 - rough) << n << ' ' << s.name;
            s.cycle_time_s /= .99;
        }
        for (double& places : line.buffers) {
            places += 1;
            EXPECT_GE(buffered_rate_per_h(line) / made, 1 - rough) << n;
            places -= 1;
        }
    }
}

TEST(MatureRate, HoursScaleALine) {
    LineOf<double> line = exponential_line({1, 1.1, .95}, 2);
    line.stations[1].mtbf_h = 50;
    line.stations[1].mttr_h = 5;
    EXPECT_NEAR(daily(line, 10), daily(line, 24) * 10 / 24, 1e-4);
    const std::vector<double> own{-1, 24, -1};
    EXPECT_GT(daily(line, 10, own), daily(line, 10));
}

TEST(MatureRate, CrewsAndOffLineStations) {
    LineOf<double> line = exponential_line({10, 10}, 0);
    line.buffers = {};
    line.crews = {{"fitters", 3}};
    for (auto& s : line.stations) {
        s.crew = "fitters";
        s.operators = 2;
        s.places = 4;
    }
    // One place of each at a time, and 3 people for 2 × 0.1 + 2 × 0.1 hours a piece.
    EXPECT_NEAR(daily(line), 24 * 3 / .4, 1e-9);
    line.crews[0].people = 100;
    EXPECT_NEAR(daily(line), 24 * 40, 1e-9);

    line = exponential_line({10, 10}, 0);
    line.buffers = {};
    line.stations[0].first_pass_yield = .8;
    line.stations[0].rework_at = "debug";
    StationOf<double> debug = exponential_place(1);
    debug.name = "debug";
    line.rework_stations = {debug};
    EXPECT_NEAR(daily(line), 24 / .25, 1e-9); // a quarter of a mending for each good piece
    line.rework_stations[0].places = 9;
    EXPECT_NEAR(daily(line), 24 * 8, 1e-9);
}

TEST(MatureRate, SequenceAndFailureModes) {
    LineOf<double> line = exponential_line({1}, 0);
    line.sequence = {{"A", 3}, {"B", 1}};
    line.stations[0].changeover_time_s = 1800;
    line.stations[0].product_times_s = {{"B", 7200}};
    EXPECT_NEAR(daily(line), 24 * 4 / (3 + 2 + 2 * .5), 1e-12);
    line.sequence = {};
    line.stations[0].product_times_s = {};
    line.stations[0].mtbf_h = 100;
    line.stations[0].mttr_h = 10;
    line.stations[0].failure_modes = {{"jam", 10, 1, Failures::operation},
                                      {"power", 40, 10, Failures::time}};
    // Of a repair that begins with power on, .8 + .2 / (1 + (1 / 40 + 1 / 10) × hours) are so.
    EXPECT_NEAR(daily(line), 24 * .8 / (1 + .1 * (.8 + .2 / 2.25) + .1 * (.8 + .2 / 1.125)), 1e-12);
}

/// The number a Monte Carlo forecast calls for, on all its scalars.
TEST(MatureRate, OnLanesAndDuals) {
    LineOf<double> line = exponential_line({1, 1.1, .95, 1}, 3);
    for (auto& s : line.stations) {
        s.cycle_time_scv = .5;
        s.mtbf_h = 80;
        s.mttr_h = 4;
    }
    using L = Lanes<float, 64>;
    using D = Dual<double>;
    const auto on = [&]<class T>(T) {
        return converted<LineOf<T>>(line, [](const NumberInfo&, double x) { return T(x); });
    };
    const double number = buffered_rate_per_h(line);
    const L lanes = buffered_rate_per_h(on(L(0.)));
    EXPECT_NEAR(static_cast<double>(lanes[7]), number, 2e-5);
    LineOf<D> varied = on(D(0.));
    varied.stations[2].cycle_time_s.slope = 1;
    const D dual = buffered_rate_per_h(varied);
    EXPECT_NEAR(dual.value, number, 1e-5);
    LineOf<double> changed = line;
    changed.stations[2].cycle_time_s += 5;
    EXPECT_NEAR(dual.slope / ((buffered_rate_per_h(changed) - number) / 5), 1, .05);
}

} // namespace
} // namespace rampcast
