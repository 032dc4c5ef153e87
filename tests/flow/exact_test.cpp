#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rampcast/flow/chain.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/exact_count.hpp"
#include "rampcast/flow/exact_model.hpp"
#include "rampcast/flow/exact_states.hpp"
#include "rampcast/line/line.hpp"

namespace rampcast {
namespace {

constexpr double places_6_digits = 1e-6;

StationOf<double> exponential_station(double rate, double places = 1) {
    StationOf<double> station;
    station.cycle_time_s = 3600 / rate;
    station.cycle_time_scv = 1;
    station.places = places;
    return station;
}
LineOf<double> exponential_line(const std::vector<double>& rates,
                                const std::vector<double>& buffers,
                                Blocking blocking = Blocking::after) {
    LineOf<double> line;
    line.name = "L1";
    for (std::size_t i = 0; i < rates.size(); ++i) {
        line.stations.push_back(exponential_station(rates[i]));
        line.stations.back().name = "s" + std::to_string(i + 1);
    }
    line.buffers = buffers;
    line.blocking = blocking;
    return line;
}
LineOf<double> alike(std::size_t stations, double buffer, Blocking blocking = Blocking::after) {
    return exponential_line(std::vector<double>(stations, 1.0),
                            std::vector<double>(stations - 1, buffer), blocking);
}
LineOf<double> parallel_line(const std::vector<double>& rates, const std::vector<double>& places,
                             const std::vector<double>& buffers) {
    LineOf<double> line = exponential_line(rates, buffers);
    for (std::size_t i = 0; i < places.size(); ++i) line.stations[i].places = places[i];
    return line;
}
void fail(LineOf<double>& line, double p, double r, Failures failures = Failures::operation) {
    for (auto& station : line.stations) {
        station.mtbf_h = 1 / p;
        station.mttr_h = 1 / r;
        station.failures = failures;
    }
}
LineOf<double> reversed(LineOf<double> line) {
    std::reverse(line.stations.begin(), line.stations.end());
    std::reverse(line.buffers.begin(), line.buffers.end());
    return line;
}

/// Shares of a station sum to 1; work takes what the throughput needs of it.
void expect_identities(const LineOf<double>& line) {
    const ExactLine result = exact(line);
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
        const StationPerformance& s = result.stations[i];
        SCOPED_TRACE(s.name);
        EXPECT_NEAR(s.busy + s.down + s.blocked + s.starved + s.off_shift, 1, 1e-12);
        const double time_h = line.stations[i].cycle_time_s / 3600 / line.stations[i].performance;
        EXPECT_NEAR(s.busy,
                    result.throughput_per_h * s.visits_per_good * time_h / line.stations[i].places,
                    1e-10);
    }
    EXPECT_NEAR(result.stations.front().starved, 0, 1e-14);
    EXPECT_NEAR(result.stations.back().blocked, 0, 1e-14);
    EXPECT_NEAR(result.takt_s * result.throughput_per_h, 3600, 1e-9);
    EXPECT_NEAR(result.throughput_per_day, 24 * result.throughput_per_h, 1e-12);
}

TEST(Exact, LinesOfHillierAndBoling) {
    struct Row {
        std::size_t stations;
        double buffer, throughput;
    };
    for (const auto& [stations, buffer, throughput] : std::vector<Row>{{2, 0, 2. / 3},
                                                                       {2, 1, .75},
                                                                       {2, 2, .8},
                                                                       {2, 3, 5. / 6},
                                                                       {2, 5, .875},
                                                                       {3, 0, 22. / 39},
                                                                       {3, 1, .670466},
                                                                       {3, 2, .734017},
                                                                       {3, 3, .776712},
                                                                       {3, 5, .830759},
                                                                       {4, 0, .514775},
                                                                       {4, 1, .631153},
                                                                       {4, 2, .700713},
                                                                       {4, 3, .747710},
                                                                       {4, 5, .807665}}) {
        SCOPED_TRACE(std::to_string(stations) + " stations, b = " + std::to_string(buffer));
        EXPECT_NEAR(exact(alike(stations, buffer)).throughput_per_h, throughput, places_6_digits);
    }
}

/// TH = mu1 mu2 (mu2^(b+2) - mu1^(b+2)) / (mu2^(b+3) - mu1^(b+3)).
TEST(Exact, TwoUnequalStationsInClosedForm) {
    for (const double rate : {.3, .9, 1.5, 4.})
        for (const double b : {0., 1., 4., 40.}) {
            const double expected =
                rate * (std::pow(rate, b + 2) - 1) / (std::pow(rate, b + 3) - 1);
            EXPECT_NEAR(exact(exponential_line({1, rate}, {b})).throughput_per_h, expected, 1e-12);
        }
    const double far = exact(exponential_line({1, 4}, {3000})).throughput_per_h;
    EXPECT_NEAR(far, 1, 1e-12);
}

TEST(Exact, UnbalancedLinesAndTheirReversals) {
    struct Row {
        std::vector<double> rates, buffers;
        double throughput;
    };
    for (const auto& [rates, buffers, throughput] :
         std::vector<Row>{{{1, 1.5}, {0}, .789474},
                          {{1, 2, 1}, {0, 0}, .673797},
                          {{1, 2, 3}, {1, 1}, .929563}}) {
        const auto line = exponential_line(rates, buffers);
        EXPECT_NEAR(exact(line).throughput_per_h, throughput, places_6_digits);
        EXPECT_NEAR(exact(reversed(line)).throughput_per_h, exact(line).throughput_per_h, 1e-12);
    }
    auto uneven = exponential_line({1, .8, 1.4, 1.3}, {2, 0, 1});
    EXPECT_NEAR(exact(reversed(uneven)).throughput_per_h, exact(uneven).throughput_per_h, 1e-12);
    fail(uneven, .1, .5);
    EXPECT_NEAR(exact(reversed(uneven)).throughput_per_h, exact(uneven).throughput_per_h, 1e-11);
}

TEST(Exact, PlacesInParallel) {
    EXPECT_NEAR(exact(parallel_line({.5, .5}, {2, 2}, {0})).throughput_per_h, .75, 1e-12);
    EXPECT_NEAR(exact(parallel_line({.5, .5}, {2, 2}, {2})).throughput_per_h, 5. / 6, 1e-12);
    EXPECT_NEAR(exact(parallel_line({1, .5, 1}, {1, 2, 1}, {2, 2})).throughput_per_h, .755748,
                places_6_digits);
}

TEST(Exact, WorkInProcess) {
    EXPECT_NEAR(exact(alike(3, 0)).work_in_process, 2.35897, 5e-6);
    const ExactLine line = exact(alike(3, 2));
    EXPECT_NEAR(line.work_in_process, 4.63348, 5e-6);
    EXPECT_NEAR(line.lead_time_h, 4.63348 / .734017, 1e-5);
    double pieces = line.buffer_levels[0] + line.buffer_levels[1];
    for (const auto& station : line.stations) pieces += station.busy + station.blocked;
    EXPECT_NEAR(pieces, line.work_in_process, 1e-12);
}

TEST(Exact, VarianceOfTheOutput) {
    const ExactOptions wanted{.variance = true};
    EXPECT_FALSE(exact(alike(2, 0)).variance_rate_per_h.has_value());
    EXPECT_NEAR(*exact(alike(2, 0), wanted).variance_rate_per_h, .370370, places_6_digits);
    EXPECT_NEAR(*exact(alike(2, 2), wanted).variance_rate_per_h, .48, 1e-12);
    EXPECT_NEAR(*exact(alike(3, 2), wanted).variance_rate_per_h, .341128, places_6_digits);
    const double mu = 3, p = .1, r = .4;
    auto single = exponential_line({mu}, {});
    fail(single, p, r, Failures::time);
    EXPECT_NEAR(*exact(single, wanted).variance_rate_per_h,
                mu * r / (p + r) + 2 * mu * mu * p * r / std::pow(p + r, 3), 1e-11);
    // An Erlang renewal process: V = rate × scv.
    single = exponential_line({mu}, {});
    single.stations[0].cycle_time_scv = .25;
    EXPECT_NEAR(*exact(single, wanted).variance_rate_per_h, mu / 4, 1e-12);
}

/// States follow m(K+2) = (b+3) m(K+1) - m(K).
TEST(Exact, NumberOfStates) {
    const std::vector<std::size_t> none{1, 3, 8, 21, 55, 144};
    for (std::size_t stations = 1; stations <= 6; ++stations)
        EXPECT_EQ(exact(alike(stations, 0)).states, none[stations - 1]);
    for (const std::size_t b : {1U, 3U}) {
        std::size_t before = 1, now = b + 3;
        for (std::size_t stations = 2; stations <= 4; ++stations) {
            EXPECT_EQ(exact(alike(stations, static_cast<double>(b))).states, now);
            const std::size_t next = (b + 3) * now - before;
            before = now;
            now = next;
        }
    }
}

struct FailingRow {
    double p, r, n, operation, time, after;
};
class FailingLines : public testing::TestWithParam<FailingRow> {};
TEST_P(FailingLines, OfThreeMachines) {
    const auto& [p, r, n, operation, time, after] = GetParam();
    auto line = alike(3, n - 1, Blocking::before);
    fail(line, p, r);
    EXPECT_NEAR(exact(line).throughput_per_h, operation, places_6_digits);
    expect_identities(line);
    fail(line, p, r, Failures::time);
    EXPECT_NEAR(exact(line).throughput_per_h, time, places_6_digits);
    expect_identities(line);
    for (const auto& station : exact(line).stations) EXPECT_NEAR(station.down, p / (p + r), 1e-12);
    line = alike(3, n - 2);
    fail(line, p, r);
    EXPECT_NEAR(exact(line).throughput_per_h, after, places_6_digits);
    expect_identities(line);
}
INSTANTIATE_TEST_SUITE_P(Exact, FailingLines,
                         testing::Values(FailingRow{.01, .1, 10, .729859, .712810, .729640},
                                         FailingRow{.05, .2, 5, .542959, .503591, .541608},
                                         FailingRow{1. / 90, .1, 7, .678384, .652622, .677897}));

TEST(Exact, TwoFailingMachines) {
    auto line = alike(2, 9, Blocking::before);
    fail(line, .01, .1);
    EXPECT_NEAR(exact(line).throughput_per_h, .785921, places_6_digits);
    line = exponential_line({1, 1.5}, {4}, Blocking::before);
    fail(line, .05, .2);
    line.stations[1].mtbf_h = 1 / .1;
    line.stations[1].mttr_h = 1 / .3;
    EXPECT_NEAR(exact(line).throughput_per_h, .695503, places_6_digits);
}

/// Blocking before service with room for a piece more is blocking after service where nothing
/// but service takes time: the blocked piece is the one not begun.
TEST(Exact, BlockingBeforeServiceIsALittleLess) {
    EXPECT_NEAR(exact(alike(3, 3, Blocking::before)).throughput_per_h, .735919, places_6_digits);
    expect_identities(alike(3, 3, Blocking::before));
}

/// One station alone is never idle: availability, yields and passes have closed forms.
TEST(Exact, AStationAloneAtLength) {
    auto line = exponential_line({2}, {});
    auto& station = line.stations[0];
    station.places = 3;
    station.performance = .8;
    station.mtbf_h = 10;
    station.mttr_h = 2;
    station.failure_modes = {
        {.name = "tool", .mtbf_h = 5, .mttr_h = .5},
        {.name = "power", .mtbf_h = 50, .mttr_h = 4, .failures = Failures::time}};
    station.cycle_time_scv = 1. / 3;
    // Power fails whatever goes on: a repair that follows work takes less of what is left the more
    // of it the power is off.
    const double on = 50. / 54, forgets = 1. / 50 + 1. / 4;
    const auto power_on = [&](double repair_h) { return on + (1 - on) / (1 + forgets * repair_h); };
    const double available = on / (1 + .2 * power_on(2) + .1 * power_on(.5));
    station.first_pass_yield = .9;
    EXPECT_NEAR(exact(line).throughput_per_h, 3 * 1.6 * available * .9, 1e-12);
    EXPECT_NEAR(exact(line).stations[0].rate_alone_per_h, 3 * 1.6 * available * .9, 1e-12);
    EXPECT_NEAR(exact(line).stations[0].down, 1 - available, 1e-12);
    expect_identities(line);
    station.on_failure = OnFailure::scrap;
    EXPECT_NEAR(exact(line).throughput_per_h, 3 * 1.6 * available * .9, 1e-12);
    expect_identities(line);
    station.on_failure = OnFailure::restart;
    station.most_passes = 2; // visits 1.1, good .99
    EXPECT_NEAR(exact(line).throughput_per_h, 3 * 1.6 * available * .99 / 1.1, 1e-12);
    EXPECT_NEAR(exact(line).stations[0].visits_per_good, 1.1 / .99, 1e-12);
    EXPECT_NEAR(exact(line).lead_time_h * 1.6 * available, 1.1, 1e-12);
    expect_identities(line);
}

/// Repeating with probability 1 - y an exponential time of rate mu is an exponential time of
/// rate mu y.
TEST(Exact, RepairIsASlowerStation) {
    auto line = exponential_line({1, 2, 1}, {1, 2});
    line.stations[1].first_pass_yield = .6;
    line.stations[2].first_pass_yield = .9;
    line.stations[2].on_failure = OnFailure::restart;
    const double slower = exact(exponential_line({1, 1.2, .9}, {1, 2})).throughput_per_h;
    EXPECT_NEAR(exact(line).throughput_per_h, slower, 1e-12);
    expect_identities(line);
}

TEST(Exact, ScrapLeavesTheLine) {
    auto line = exponential_line({1, 1, 1}, {1, 2});
    line.stations[1].first_pass_yield = .8;
    line.stations[1].on_failure = OnFailure::scrap;
    expect_identities(line);
    EXPECT_EQ(exact(line).bottleneck, "s1");
    EXPECT_NEAR(exact(line).stations[0].rate_alone_per_h, .8, 1e-14);
    EXPECT_NEAR(exact(line).stations[2].rate_alone_per_h, 1, 1e-14);
    // Scrap of the last station leaves all else as it was.
    line.stations[1].first_pass_yield = 1;
    line.stations[2].first_pass_yield = .7;
    line.stations[2].on_failure = OnFailure::scrap;
    const ExactLine without = exact(exponential_line({1, 1, 1}, {1, 2}));
    EXPECT_NEAR(exact(line).throughput_per_h, .7 * without.throughput_per_h, 1e-12);
    EXPECT_NEAR(exact(line).work_in_process, without.work_in_process, 1e-12);
    EXPECT_NEAR(exact(line).lead_time_h, without.lead_time_h, 1e-12);
}

/// A station of two exponential phases in a line is worth more than one of the same mean.
TEST(Exact, ErlangTimes) {
    auto line = alike(3, 1);
    double before = exact(line).throughput_per_h;
    for (const double k : {2., 3., 6.}) {
        for (auto& station : line.stations) station.cycle_time_scv = 1 / k;
        const double now = exact(line).throughput_per_h;
        EXPECT_GT(now, before);
        EXPECT_LT(now, 1);
        before = now;
        EXPECT_NEAR(exact(reversed(line)).throughput_per_h, now, 1e-12);
    }
    expect_identities(line);
}

/// Machines that fail together are the machine-repair model: R repairers, n places, each p and r.
TEST(Exact, FewRepairers) {
    auto line = exponential_line({1}, {});
    line.stations[0].places = 4;
    line.repairers = 1;
    const double p = .3, r = .5;
    fail(line, p, r, Failures::time);
    double weight = 1, sum = 0, up = 0;
    for (int down = 0; down <= 4; ++down) {
        sum += weight;
        up += weight * (4 - down);
        weight *= (4 - down) * p / r;
    }
    EXPECT_NEAR(exact(line).throughput_per_h, up / sum, 1e-12);
    expect_identities(line);
    line.repairers = 4;
    const double enough = exact(line).throughput_per_h;
    line.repairers = {};
    EXPECT_NEAR(exact(line).throughput_per_h, enough, 1e-13);
    EXPECT_NEAR(enough, 4 * r / (p + r), 1e-12);
}

/// Stations in the order in which they fail, all failing by the clock and alike: places down by
/// the machine-repair model whatever the flow of pieces.
TEST(Exact, RepairersAreSharedByTheLine) {
    for (const Blocking blocking : {Blocking::after, Blocking::before}) {
        auto line = parallel_line({1, .6, 1}, {1, 2, 1}, {1, 1});
        line.blocking = blocking;
        line.repairers = 2;
        const double p = .2, r = .4;
        fail(line, p, r, Failures::time);
        double weight = 1, sum = 0, down_places = 0;
        for (int down = 0; down <= 4; ++down) {
            sum += weight;
            down_places += weight * down;
            weight *= (4 - down) * p / (r * std::min(down + 1, 2));
        }
        const ExactLine result = exact(line);
        EXPECT_NEAR(result.stations[0].down, down_places / sum / 4, 1e-12);
        EXPECT_NEAR(result.stations[1].down, down_places / sum / 4, 1e-12);
        expect_identities(line);
        line.repairers = {};
        EXPECT_GT(exact(line).throughput_per_h, result.throughput_per_h);
    }
}

/// Chains of places told apart one by one, enumerated and solved by a program of its own.
TEST(Exact, PlacesAreCountedNotToldApart) {
    struct Row {
        Blocking blocking;
        Failures failures;
        std::optional<double> repairers;
        double three, two;
    };
    constexpr auto after = Blocking::after, before = Blocking::before;
    constexpr auto operation = Failures::operation, time = Failures::time;
    for (const auto& [blocking, failures, repairers, three, two] :
         std::vector<Row>{{after, operation, 1, .433866002544, .522534135080},
                          {after, operation, {}, .488207161564, .575389321580},
                          {after, time, 1, .318305341450, .454716518511},
                          {after, time, {}, .449125404150, .550595866930},
                          {before, operation, 1, .268723566434, .437580538398},
                          {before, operation, {}, .274762835751, .462279479478},
                          {before, time, 1, .173673487877, .341902592655},
                          {before, time, {}, .247566144852, .418078531132}}) {
        auto line = parallel_line({1, .6, 1.2}, {1, 2, 1}, {1, 0});
        auto shorter = parallel_line({.6, 1}, {2, 1}, {1});
        for (auto* each : {&line, &shorter}) {
            each->blocking = blocking;
            each->repairers = repairers;
            fail(*each, .2, .5, failures);
            expect_identities(*each);
        }
        EXPECT_NEAR(exact(line).throughput_per_h, three, 1e-10);
        EXPECT_NEAR(exact(shorter).throughput_per_h, two, 1e-10);
    }
}

/// The number of states by formula, which refuses too large lines, is that of the search.
TEST(Exact, StatesAreCountedWithoutMakingThemAtLength) {
    std::vector<LineOf<double>> lines{alike(4, 1), alike(3, 2), alike(3, 0),
                                      parallel_line({1, .4, .7}, {2, 3, 1}, {1, 0}),
                                      parallel_line({1, .4, .7}, {1, 1, 2}, {0, 2})};
    const std::size_t plain = lines.size();
    for (std::size_t i = 0; i < plain; ++i)
        for (const Failures failures : {Failures::operation, Failures::time}) {
            lines.push_back(lines[i]);
            fail(lines.back(), .1, .5, failures);
            lines.push_back(lines.back());
            lines.back().stations[1].failure_modes = {
                {.name = "tool", .mtbf_h = 9, .mttr_h = 2, .failures = Failures::time}};
            lines.back().stations[2].cycle_time_scv = .5;
            lines.back().stations[2].first_pass_yield = .9;
            lines.back().stations[2].most_passes = 2;
        }
    lines.push_back(parallel_line({1}, {3}, {}));
    fail(lines.back(), .1, .5, Failures::time);
    const std::size_t until = lines.size();
    for (std::size_t i = 0; i < until; ++i) {
        lines.push_back(lines[i]);
        lines.back().blocking =
            lines[i].blocking == Blocking::after ? Blocking::before : Blocking::after;
    }
    for (const auto& line : lines) {
        const auto model = detail::exact_model(line);
        const auto count = detail::ExactCount(model)();
        ASSERT_TRUE(count);
        detail::ExactStates states(model);
        const Chain chain = reachable_chain(
            states.greatest(), states.start(),
            [&](std::span<const std::uint32_t> s, const auto& emit) { states(s, emit); }, 500'000,
            "line");
        EXPECT_EQ(static_cast<double>(chain.states.size()), *count);
    }
}

std::string refusal_of(const LineOf<double>& line, const ExactOptions& options = {}) {
    try {
        exact(line, options);
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing refused";
}
template <class Change> std::string refusal_after(Change change) {
    auto line = alike(2, 1);
    change(line, line.stations[1]);
    return refusal_of(line);
}

TEST(Exact, RefusesLinesOfTooManyStatesWithTheirNumberAtLength) {
    EXPECT_EQ(refusal_of(alike(8, 10)), "line \"L1\": the chain has 60542677 states, at most "
                                        "200000 are solved (most_states)");
    EXPECT_EQ(refusal_of(alike(3, 0), {.most_states = 7}),
              "line \"L1\": the chain has 8 states, at most 7 are solved (most_states)");
    auto few = parallel_line({1, 1, 1, 1}, {5, 5, 5, 5}, {5, 5, 5});
    fail(few, .1, 1);
    few.repairers = 2;
    EXPECT_NE(refusal_of(few).find("has more than 200000 states"), std::string::npos);
    EXPECT_NE(refusal_of(alike(40, 1000)).find("e+"), std::string::npos);
    EXPECT_EQ(refusal_of(alike(2, 1e9)), "line \"L1\": the chain has 1000000003 states, at most "
                                         "200000 are solved (most_states)");
    EXPECT_NE(refusal_of(alike(2, 1e9, Blocking::before)).find("has more than 200000 states"),
              std::string::npos);
    EXPECT_EQ(exact(alike(3, 0), {.most_states = 8}).states, 8U);
}

TEST(Exact, RefusesWhatAChainCannotHold) {
    using Line = LineOf<double>;
    using Station = StationOf<double>;
    EXPECT_EQ(refusal_after([](Line&, Station& s) { s.cycle_time_scv = .7; }),
              "line \"L1\", station \"s2\": cycle_time_scv is 0.7; the exact chain needs "
              "exponential times (1) or Erlang times (1/k, k whole and at most 100)");
    EXPECT_EQ(refusal_after([](Line&, Station& s) { s.cycle_time_s = -1; }),
              "line \"L1\", station \"s2\": cycle_time_s is -1, must be greater than 0");
    EXPECT_EQ(refusal_after([](Line& l, Station&) { l.buffers = {}; }),
              "line \"L1\": buffers are not stated; the exact chain needs a number of waiting "
              "places between each station and the next");
    EXPECT_EQ(refusal_after([](Line& l, Station&) { l.buffers = {1.5}; }),
              "line \"L1\", buffer 1: is 1.5, must be a whole number");
    EXPECT_NE(refusal_after([](Line&, Station& s) { s.cycle_time_scv = 0; }).find("exact chain"),
              std::string::npos);
    EXPECT_NE(refusal_after([](Line&, Station& s) { s.places = 1.5; }).find("places is 1.5"),
              std::string::npos);
    EXPECT_NE(refusal_after([](Line& l, Station&) { l.repairers = .5; }).find("repairers is 0.5"),
              std::string::npos);
    EXPECT_THROW(exact(LineOf<double>{}), Error);
    EXPECT_THROW(exact(exponential_line({1, 1}, {1, 1})), Error);
    EXPECT_THROW(exact(exponential_line({1, NAN}, {1})), Error);
    EXPECT_NE(refusal_after([](Line&, Station& s) { s.mtbf_h = 5; }).find("needs it"),
              std::string::npos);
}

} // namespace
} // namespace rampcast
