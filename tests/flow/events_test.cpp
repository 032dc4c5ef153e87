#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "departures.hpp"
#include "rampcast/flow/event_planner.hpp"
#include "rampcast/flow/event_run.hpp"
#include "rampcast/flow/events.hpp"
#include "random_lines.hpp"

namespace rampcast {
namespace {

using samples::any_line;
using samples::event_station;
using samples::one_shift;

LineOf<double> event_line(const std::vector<double>& cycle_h, std::vector<double> buffers,
                          double scv = 1) {
    LineOf<double> line;
    line.name = "L";
    for (std::size_t i = 0; i < cycle_h.size(); ++i)
        line.stations.push_back(
            event_station(std::string(1, static_cast<char>('a' + i)), cycle_h[i], scv));
    line.buffers = std::move(buffers);
    return line;
}

void set_failures(LineOf<double>& line, double p, double r, Failures kind) {
    for (auto& station : line.stations) {
        station.mtbf_h = 1 / p;
        station.mttr_h = 1 / r;
        station.failures = kind;
    }
}

struct MeanAndError {
    double mean, se;
};
MeanAndError estimate(const std::vector<double>& values) {
    double mean = 0, squares = 0;
    const auto n = static_cast<double>(values.size());
    for (const double v : values) mean += v / n;
    for (const double v : values) squares += (v - mean) * (v - mean);
    return {mean, std::sqrt(squares / (n - 1) / n)};
}
MeanAndError throughput(const LineOf<double>& line, RunRequest run) {
    std::vector<double> values;
    for (const Replication& each : run_events(line, run)) values.push_back(each.good / each.hours);
    return estimate(values);
}

/// Half width of a 99 % interval in standard errors of 32 replications (Student's t, 31 degrees
/// of freedom). Each comparison fails by chance in one of 100 seeds; those here hold.
constexpr double t99 = 2.744;
const RunRequest thirty_two{.seed = 1, .replications = 32, .warm_up_pieces = 500, .pieces = 8000};

struct LineRow {
    const char* name;
    std::vector<double> rates, places, buffers;
    Blocking blocking;
    double p, r;
    Failures failures;
    double throughput;
};

TEST(Events, AgreeWithExactChainsAtLength) {
    constexpr auto ODF = Failures::operation, TDF = Failures::time;
    constexpr auto after = Blocking::after, before = Blocking::before;
    const std::vector<double> one{1, 1, 1};
    const std::vector<LineRow> rows{
        {"three", one, one, {0, 0}, after, 0, 0, ODF, 22. / 39},
        {"three, b 2", one, one, {2, 2}, after, 0, 0, ODF, .734017},
        {"four, b 1", {1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1}, after, 0, 0, ODF, .631153},
        {"unequal", {1, 2, 3}, one, {1, 1}, after, 0, 0, ODF, .929563},
        {"parallel", {.5, .5}, {2, 2}, {2}, after, 0, 0, ODF, .833333},
        {"parallel in the middle", {1, .5, 1}, {1, 2, 1}, {2, 2}, after, 0, 0, ODF, .755748},
        {"before service", one, one, {3, 3}, before, 0, 0, ODF, .735919},
        {"before, ODF 10", one, one, {9, 9}, before, .01, .1, ODF, .729859},
        {"before, ODF 5", one, one, {4, 4}, before, .05, .2, ODF, .542959},
        {"before, ODF 7", one, one, {6, 6}, before, 1. / 90, .1, ODF, .678384},
        {"before, TDF 10", one, one, {9, 9}, before, .01, .1, TDF, .712810},
        {"before, TDF 5", one, one, {4, 4}, before, .05, .2, TDF, .503591},
        {"before, TDF 7", one, one, {6, 6}, before, 1. / 90, .1, TDF, .652622},
        {"after, ODF 10", one, one, {8, 8}, after, .01, .1, ODF, .729640},
        {"after, ODF 5", one, one, {3, 3}, after, .05, .2, ODF, .541608},
        {"one alone, TDF", {1}, {1}, {}, after, .05, .2, TDF, .8},
    };
    for (const LineRow& row : rows) {
        LineOf<double> line;
        line.name = "L";
        for (std::size_t i = 0; i < row.rates.size(); ++i)
            line.stations.push_back(event_station(std::string(1, static_cast<char>('a' + i)),
                                                  1 / row.rates[i], 1, row.places[i]));
        line.buffers = row.buffers;
        line.blocking = row.blocking;
        if (row.p > 0) set_failures(line, row.p, row.r, row.failures);
        const MeanAndError got = throughput(line, thirty_two);
        EXPECT_NEAR(got.mean, row.throughput, t99 * got.se) << row.name;
        EXPECT_LT(got.se, .004) << row.name;
        RecordProperty(row.name, std::to_string(got.mean) + " +- " + std::to_string(t99 * got.se));
    }
}

/// The sample path of a line of single places by the recursion of its departures.
struct ScalarPath {
    std::vector<std::vector<double>> departures_h{};

    ScalarPath(const LineOf<double>& line, std::uint64_t seed, std::uint32_t replication,
               std::size_t pieces) {
        const std::size_t m = line.stations.size();
        std::vector<StationDraws> draws;
        for (const auto& s : line.stations)
            draws.emplace_back(seed, station_stream(draws.size()), s);
        departures_h.assign(m, std::vector<double>(pieces));
        for (std::size_t n = 0; n < pieces; ++n) {
            for (std::size_t i = 0; i < m; ++i) {
                double service = draws[i].service.seconds(replication, n);
                double down = 0;
                for (const auto& mode : draws[i].work_failures)
                    down += mode.down_s(replication, n, service);
                double start = i > 0 ? departures_h[i - 1][n] : 0;
                if (n > 0) start = std::max(start, departures_h[i][n - 1]);
                double room = 0;
                if (i + 1 < m && !line.buffers.empty()) {
                    const auto lag = static_cast<std::size_t>(line.buffers[i]) + 1;
                    if (n >= lag) room = departures_h[i + 1][n - lag];
                }
                const double done = line.blocking == Blocking::before
                                        ? std::max(start, room) + (service + down) / 3600
                                        : std::max(start + (service + down) / 3600, room);
                departures_h[i][n] = done;
            }
        }
    }
};

TEST(Events, FollowTheSamplePathPieceByPiece) {
    for (const Blocking blocking : {Blocking::after, Blocking::before}) {
        LineOf<double> line = event_line({1, .7, .9, .5}, {2, 0, 3});
        line.blocking = blocking;
        line.stations[0].cycle_time_scv = .3;
        line.stations[1].mtbf_h = 5;
        line.stations[1].mttr_h = 1;
        line.stations[1].failure_modes = {{.name = "jam", .mtbf_h = 2, .mttr_h = .1}};
        line.stations[2].cycle_time_shape = CycleTimeShape::lognormal;
        line.stations[2].handling_time_s = 300;
        line.stations[2].performance = .9;
        line.stations[3].cycle_time_scv = 0;
        const std::vector<double> departures = samples::departures_h(
            run_events(line, {.seed = 7, .first_replication = 3, .pieces = 3000, .block = 1})[0]);
        const ScalarPath path(line, 7, 3, 3000);
        for (std::size_t n = 0; n < departures.size(); ++n)
            ASSERT_NEAR(departures[n], path.departures_h.back()[n], 1e-9 * (1 + departures[n]))
                << n;
    }
}

TEST(Events, ADeterministicLineIsExact) {
    const LineOf<double> line = event_line({1, 2, 1}, {1, 1}, 0);
    const Replication r = run_events(line, {.warm_up_pieces = 10, .pieces = 100})[0];
    EXPECT_NEAR(r.hours, 200, 1e-9);
    EXPECT_NEAR(r.stations[0].busy, 100, 1e-9);
    EXPECT_NEAR(r.stations[0].blocked, 100, 1e-9);
    EXPECT_NEAR(r.stations[1].busy, 200, 1e-9);
    EXPECT_NEAR(r.stations[2].busy, 100, 1e-9);
    EXPECT_NEAR(r.stations[2].starved, 100, 1e-9);
    EXPECT_NEAR(r.buffer_hours[0], 200, 1e-9);
    EXPECT_NEAR(r.buffer_hours[1], 0, 1e-9);
    // Little: one piece at a, one waiting, one at b and half of one at c, times 2 h a piece.
    EXPECT_NEAR(r.lead_hours / r.good, 7, 1e-9);
    EXPECT_EQ(r.good, 100);
}

/// Visits of good pieces, by closed forms; yields per pass and most passes in the row.
struct PassRow {
    double yield, rework_yield, most_passes, visits, good;
};
TEST(Events, VisitsOfPiecesThatFailAtLength) {
    RunRequest run = thirty_two;
    run.seed = 3;
    // (rework at the station itself where rework_yield is 0; no limit where most_passes is 0)
    const std::array<PassRow, 4> rows{{{.9, 0, 0, 1.111111, 1},
                                       {.9, 0, 2, 1.1, .99},
                                       {.92, .8, 0, 1.068376, .982906},
                                       {.9, 1, 2, 1.1, .99}}};
    for (const PassRow& row : rows)
        for (const OnFailure kind : {OnFailure::repair, OnFailure::restart}) {
            LineOf<double> line = event_line({1, .5}, {}, 0);
            line.stations[0].first_pass_yield = row.yield;
            line.stations[0].on_failure = kind;
            if (row.most_passes > 0) line.stations[0].most_passes = row.most_passes;
            if (row.rework_yield > 0) {
                line.stations[0].rework_at = "mend";
                line.rework_stations = {event_station("mend", .3, 0)};
                line.rework_stations[0].first_pass_yield = row.rework_yield;
            }
            std::vector<double> visits, good;
            for (const Replication& r : run_events(line, run)) {
                EXPECT_EQ(r.in_process_before + r.started,
                          r.good + r.scrapped + r.in_process_after);
                visits.push_back(r.stations[0].busy / (r.good + r.scrapped));
                good.push_back(r.good / (r.good + r.scrapped));
            }
            const MeanAndError v = estimate(visits), g = estimate(good);
            EXPECT_NEAR(v.mean, row.visits, t99 * v.se + 1e-4) << row.yield;
            EXPECT_NEAR(g.mean, row.good, t99 * g.se + 1e-6) << row.yield;
        }
}

TEST(Events, ScrapLeavesTheLine) {
    LineOf<double> line = event_line({.5, 1}, {3}, 0);
    line.stations[1].first_pass_yield = .8;
    line.stations[1].on_failure = OnFailure::scrap;
    std::vector<double> shares;
    for (const Replication& r : run_events(line, thirty_two)) {
        EXPECT_NEAR(r.hours, r.good + r.scrapped, 1e-6);
        shares.push_back(r.good / (r.good + r.scrapped));
    }
    const MeanAndError share = estimate(shares);
    EXPECT_NEAR(share.mean, .8, t99 * share.se);
}

/// Finished pieces that come back never stop a line without buffers.
TEST(Events, ReturnedPiecesDoNotBlockTheLine) {
    LineOf<double> line = event_line({1, 1, 1}, {0, 0});
    for (auto& station : line.stations) {
        station.first_pass_yield = .5;
        station.rework_at = "mend";
    }
    line.rework_stations = {event_station("mend", .01)};
    for (const Blocking blocking : {Blocking::after, Blocking::before}) {
        line.blocking = blocking;
        const Replication r = run_events(line, {.pieces = 5000})[0];
        EXPECT_EQ(r.good, 5000);
        EXPECT_EQ(r.scrapped, 0);
    }
}

TEST(Events, ABatchSharesItsPlaceAndTime) {
    LineOf<double> line = event_line({1, 6}, {}, 0);
    line.stations[1].batch = 4;
    Replication r = run_events(line, {.warm_up_pieces = 100, .pieces = 100})[0];
    EXPECT_NEAR(r.good / r.hours, 4. / 6, 1e-9);
    // Slow enough to wait: a batch of 4 each 4 h, busy 3 of them.
    line.stations[1].cycle_time_s = 3 * 3600;
    r = run_events(line, {.warm_up_pieces = 100, .pieces = 100})[0];
    EXPECT_NEAR(r.hours, 100, 1e-9);
    EXPECT_NEAR(r.stations[1].busy, 75, 1e-9);
}

TEST(Events, AnUnfinishedBatchWaitsNoLongerThanStated) {
    LineOf<double> line = event_line({10, 1}, {}, 0);
    line.stations[1].batch = 4;
    line.stations[1].batch_wait_h = 2;
    const std::vector<double> departures =
        samples::departures_h(run_events(line, {.pieces = 3, .block = 1})[0]);
    EXPECT_NEAR(departures[0], 13, 1e-9);
    EXPECT_NEAR(departures[2], 33, 1e-9);
}

/// An oven loaded at most 3 hours after its first piece came, also where it was at work meanwhile.
TEST(Events, ABatchWaitsFromItsFirstPieceOn) {
    LineOf<double> line = event_line({2, 4.5}, {}, 0);
    line.stations[1].batch = 4;
    line.stations[1].batch_wait_h = 3;
    const std::vector<double> departures =
        samples::departures_h(run_events(line, {.pieces = 4, .block = 1})[0]);
    // Pieces come at 2, 4, 6, ..: two are loaded at 5, two more once the oven is free at 9.5.
    const std::array<double, 4> expected{9.5, 9.5, 14, 14};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(departures[i], expected[i], 1e-9);
}

/// Departures of a line of single places with fixed whole times, buffers without limit and one crew,
/// hour by hour: who asked first is served first, of one hour the last station.
std::vector<double> plain_crew_line(const LineOf<double>& line, std::size_t pieces) {
    struct At {
        std::int64_t waiting = 0, asked = -1, end = -1;
    };
    std::vector<At> stations(line.stations.size());
    std::vector<double> left;
    double free = line.crews[0].people;
    for (std::int64_t hour = 0; left.size() < pieces; ++hour) {
        for (std::size_t i = 0; i < stations.size(); ++i) {
            if (stations[i].end != hour) continue;
            stations[i].end = -1;
            free += line.stations[i].operators;
            if (i + 1 < stations.size()) ++stations[i + 1].waiting;
            else left.push_back(static_cast<double>(hour));
        }
        for (std::size_t i = 0; i < stations.size(); ++i) {
            At& s = stations[i];
            if (s.end >= 0 || s.asked >= 0 || (i > 0 && s.waiting == 0)) continue;
            --s.waiting;
            s.asked = hour;
        }
        for (;;) {
            std::size_t first = stations.size();
            for (std::size_t i = stations.size(); i-- > 0;)
                if (stations[i].asked >= 0 &&
                    (first == stations.size() || stations[i].asked < stations[first].asked))
                    first = i;
            if (first == stations.size() || line.stations[first].operators > free) break;
            free -= line.stations[first].operators;
            stations[first].asked = -1;
            stations[first].end = hour + std::lround(line.stations[first].cycle_time_s / 3600);
        }
    }
    return left;
}

TEST(Events, OfThoseWhoAskAtOneMomentTheLastStationIsServedFirst) {
    LineOf<double> two = event_line({1, 1}, {}, 0);
    two.crews = {{.name = "team", .people = 1}};
    for (auto& station : two.stations) station.crew = "team";
    EXPECT_EQ(plain_crew_line(two, 3), (std::vector<double>{2, 4, 6}));
    std::uint32_t at = 0;
    const auto pick = [&](std::uint32_t choices) { return samples::word(77, at++) % choices; };
    for (int trial = 0; trial < 60; ++trial) {
        LineOf<double> line = trial == 0 ? two : event_line({}, {}, 0);
        if (trial > 0) line.crews = {{.name = "team", .people = 2. + pick(2)}};
        for (std::uint32_t i = trial > 0 ? 2 + pick(4) : 0; i > 0; --i) {
            line.stations.push_back(event_station("s" + std::to_string(i), 1. + pick(4), 0));
            line.stations.back().crew = "team";
            line.stations.back().operators = 1. + pick(2);
        }
        const std::vector<double> expected = plain_crew_line(line, 40);
        const std::vector<double> departures =
            samples::departures_h(run_events(line, {.pieces = 40, .block = 1})[0]);
        for (std::size_t n = 0; n < 40; ++n)
            ASSERT_NEAR(departures[n], expected[n], 1e-9) << trial << ' ' << n;
    }
}

TEST(Events, ACrewIsShared) {
    LineOf<double> line = event_line({1, 1}, {2}, 0);
    line.crews = {{.name = "team", .people = 1}};
    for (auto& station : line.stations) station.crew = "team";
    Replication r = run_events(line, {.warm_up_pieces = 10, .pieces = 100})[0];
    EXPECT_NEAR(r.good / r.hours, .5, .01);
    EXPECT_NEAR(r.stations[0].busy + r.stations[1].busy, r.hours, 1e-9);
    line.crews[0].people = 2;
    r = run_events(line, {.warm_up_pieces = 10, .pieces = 100})[0];
    EXPECT_NEAR(r.good / r.hours, 1, 1e-9);
    line.stations[0].operators = 3;
    EXPECT_THROW(run_events(line, {}), Error);
}

/// Three identical places under time-dependent failures and one repairer: the machine repair
/// model, 3 - L working on average with L by the birth-death chain.
TEST(Events, OneRepairerForThreePlaces) {
    LineOf<double> line;
    line.name = "L";
    line.stations = {event_station("press", .1, 0, 3)};
    line.repairers = 1;
    set_failures(line, .1, .5, Failures::time);
    const double a = .1 / .5;
    const std::array<double, 4> weight{1, 3 * a, 6 * a * a, 6 * a * a * a};
    const double all = weight[0] + weight[1] + weight[2] + weight[3];
    const double down = (weight[1] + 2 * weight[2] + 3 * weight[3]) / all;
    std::vector<double> shares;
    for (const Replication& r : run_events(line, thirty_two))
        shares.push_back(r.stations[0].down / r.hours);
    const MeanAndError got = estimate(shares);
    EXPECT_NEAR(got.mean, down, t99 * got.se);
    EXPECT_LT(got.se, .05);
}

TEST(Events, SeveralModesOfFailure) {
    LineOf<double> line = event_line({.2}, {}, 0);
    line.stations[0].failure_modes = {
        {.name = "jam", .mtbf_h = 2, .mttr_h = .2},
        {.name = "wear", .mtbf_h = 10, .mttr_h = 2},
        {.name = "power", .mtbf_h = 10, .mttr_h = 1, .failures = Failures::time}};
    const MeanAndError got = throughput(line, thirty_two);
    // Power is on 10 of 11 hours, and of a repair that begins with it on the more the shorter it is.
    const auto on = [](double repair_h) { return (10 + 1 / (1 + 1.1 * repair_h)) / 11; };
    EXPECT_NEAR(got.mean, 5 * 10 / 11. / (1 + .1 * on(.2) + .2 * on(2)), t99 * got.se);
}

TEST(Events, ChangeoversTakeTheirTime) {
    LineOf<double> line = event_line({1, .5}, {}, 0);
    line.sequence = {{.product = "A", .pieces = 3}, {.product = "B", .pieces = 2}};
    line.stations[0].changeover_time_s = 1800;
    line.stations[0].product_times_s = {{"B", 2 * 3600.}};
    // A cycle of 5 pieces: 3 × 1 + 2 × 2 + 2 × .5 = 8 h.
    const Replication r = run_events(line, {.warm_up_pieces = 50, .pieces = 500})[0];
    EXPECT_NEAR(r.hours, 800, 1e-9);
    EXPECT_NEAR(r.stations[0].busy, 800, 1e-9);
    const std::vector<double> departures =
        samples::departures_h(run_events(line, {.pieces = 5, .block = 1})[0]);
    const std::array<double, 5> expected{1.5, 2.5, 3.5, 6, 8};
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(departures[i], expected[i], 1e-9);
}

/// 2024-01-01 is a Monday: 4 weeks hold 160 working hours.
TEST(Events, ALineWorksItsShifts) {
    LineOf<double> line = event_line({.3}, {}, 0);
    line.calendar = "shift";
    const std::vector<Calendar> calendars{one_shift()};
    const Replication r = run_events(line, {.pieces = 534, .block = 1}, calendars)[0];
    const std::vector<double> departures = samples::departures_h(r);
    for (std::size_t n = 0; n < departures.size(); ++n) {
        const double worked = .3 * static_cast<double>(n + 1);
        const double days = std::floor((worked - 1e-9) / 8), weeks = std::floor(days / 5);
        EXPECT_NEAR(departures[n], 24 * (days + 2 * weeks) + worked - 8 * days, 1e-7) << n;
    }
    EXPECT_NEAR(r.stations[0].busy, 534 * .3, 1e-7);
    EXPECT_NEAR(r.stations[0].off_shift, r.hours - 534 * .3, 1e-7);
}

TEST(Events, FailuresThatFollowWorkPauseWithTheShift) {
    LineOf<double> line = event_line({.3}, {}, 0);
    set_failures(line, .2, 1, Failures::operation);
    const std::vector<double> round_the_clock =
        samples::departures_h(run_events(line, {.pieces = 300, .block = 1})[0]);
    line.calendar = "shift";
    const std::vector<double> shifts =
        samples::departures_h(run_events(line, {.pieces = 300, .block = 1}, {one_shift()})[0]);
    for (std::size_t n = 0; n < shifts.size(); ++n) {
        const double days = std::floor(round_the_clock[n] / 8);
        const double left = round_the_clock[n] - 8 * days;
        EXPECT_NEAR(shifts[n], 24 * (days + 2 * std::floor(days / 5)) + left, 1e-6);
    }
}

TEST(Events, StationsMayHaveCalendarsOfTheirOwn) {
    LineOf<double> line = event_line({.5, 1}, {}, 0);
    line.calendar = "shift";
    line.stations[1].calendar = "always";
    const std::vector<Calendar> calendars{one_shift(), {.name = "always"}};
    // 16 pieces a working day from the shift, 80 a week, which the second makes round the clock.
    const Replication r = run_events(line, {.warm_up_pieces = 80, .pieces = 80}, calendars)[0];
    EXPECT_NEAR(r.hours, 168, 1e-6);
    EXPECT_NEAR(r.stations[1].busy, 80, 1e-6);
    EXPECT_NEAR(r.stations[1].off_shift, 0, 1e-9);
    EXPECT_THROW(run_events(line, {}), Error);
}

/// As many places as pieces: nobody waits, and the line holds rate × time pieces (Little).
TEST(Events, ManyPlacesHoldWhatLittleSays) {
    LineOf<double> line = event_line({.1, 5}, {}, 1);
    line.stations[1].places = 200;
    const Replication r = run_events(line, {.warm_up_pieces = 2000, .pieces = 20000})[0];
    EXPECT_NEAR(r.stations[1].busy / r.good, 5, .15);
    EXPECT_NEAR(r.piece_hours / r.hours, 51, 3);
    EXPECT_NEAR(r.buffer_hours[0], 0, 1e-9);
}

TEST(Events, PiecesAndHoursAreConserved) {
    const std::vector<Calendar> calendars = samples::any_calendars();
    for (std::uint32_t number = 0; number < 60; ++number) {
        const LineOf<double> line = any_line(number);
        for (const Replication& r : run_events(
                 line, {.replications = 2, .warm_up_pieces = 50, .pieces = 400}, calendars)) {
            EXPECT_EQ(r.in_process_before + r.started, r.good + r.scrapped + r.in_process_after);
            EXPECT_EQ(r.good, 400);
            EXPECT_GE(r.in_process_after, 0);
            for (std::size_t i = 0; i < r.stations.size(); ++i) {
                const auto& s = i < line.stations.size()
                                    ? line.stations[i]
                                    : line.rework_stations[i - line.stations.size()];
                const PlaceHours& h = r.stations[i];
                EXPECT_NEAR(h.busy + h.down + h.blocked + h.starved + h.off_shift,
                            s.places * r.hours, 1e-9 * s.places * r.hours)
                    << number;
                for (const double each : {h.busy, h.down, h.blocked, h.starved, h.off_shift})
                    EXPECT_GE(each, -1e-9) << number;
            }
            EXPECT_NEAR(r.stations[line.stations.size() - 1].blocked, 0, 1e-12);
            EXPECT_EQ(r.buffer_hours.size() + 1, line.stations.size());
            for (std::size_t i = 0; i < line.buffers.size(); ++i)
                EXPECT_LE(r.buffer_hours[i], line.buffers[i] * r.hours * (1 + 1e-12));
        }
    }
}

TEST(Events, ARunIsTheSameEveryTime) {
    const LineOf<double> line = any_line(17);
    const std::vector<Calendar> calendars = samples::any_calendars();
    const RunRequest run{.seed = 5, .replications = 3, .pieces = 300};
    const auto first = run_events(line, run, calendars), again = run_events(line, run, calendars);
    RunRequest last = run;
    last.first_replication = 2;
    last.replications = 1;
    EXPECT_EQ(first[2].hours, again[2].hours);
    EXPECT_EQ(first[2].hours, run_events(line, last, calendars)[0].hours);
    EXPECT_NE(first[0].hours, first[2].hours);
}

std::string refusal(const LineOf<double>& line, const std::vector<Calendar>& calendars = {}) {
    try {
        run_events(line, {.pieces = 10}, calendars);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

/// What a run says that gets stuck: its line's first station loads 4 pieces at a time, with room
/// for 2 behind it, which is refused beforehand unless the plan is changed.
std::string words_when_stuck(const LineOf<double>& line) {
    detail::EventPlan plan = detail::EventPlanner(line, 1, {}, date(2024, 1, 1)).plan();
    plan.stations[0].batch = 4;
    try {
        detail::EventRun(plan, 0).run({.pieces = 10});
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(Events, ALineThatCanMakeNothingIsRefused) {
    LineOf<double> line = event_line({1, 1}, {1}, 0);
    line.blocking = Blocking::before;
    EXPECT_NE(words_when_stuck(line).find("makes nothing"), std::string::npos);
    EXPECT_NE(words_when_stuck(line).find("station \"a\" has 0 pieces"), std::string::npos);
    set_failures(line, .01, .1, Failures::time);
    EXPECT_NE(words_when_stuck(line).find("no piece has left for"), std::string::npos);
    line.stations[0].batch = 4;
    EXPECT_NE(refusal(line).find("only 2 pieces can ever be there"), std::string::npos);
    line.blocking = Blocking::after;
    EXPECT_EQ(refusal(line), "");
    line.calendar = "closed";
    Calendar closed{.name = "closed"};
    closed.closed = {{date(2024, 1, 1), date(2190, 1, 1), ""}};
    EXPECT_EQ(refusal(line, {closed}), "");
}

TEST(Events, RefusesWhatCannotBeSimulated) {
    LineOf<double> line = event_line({1, 1}, {1});
    line.stations[1].places = 1.5;
    EXPECT_NE(refusal(line).find("places is 1.5"), std::string::npos);
    line = event_line({1, 1}, {.5});
    EXPECT_NE(refusal(line).find("buffer 1: is 0.5"), std::string::npos);
    line = event_line({1, 1}, {1});
    line.stations[0].rework_at = "nowhere";
    EXPECT_NE(refusal(line).find("rework_at is \"nowhere\""), std::string::npos);
    line = event_line({1, -1}, {1});
    EXPECT_NE(refusal(line).find("cycle_time_s"), std::string::npos);
    line.stations.clear();
    EXPECT_NE(refusal(line).find("has no stations"), std::string::npos);
    line = event_line({1, 1, 1}, {});
    for (auto& station : line.stations) {
        station.first_pass_yield = .05;
        station.on_failure = OnFailure::scrap;
    }
    try {
        run_events(line, {.pieces = 1'000'000});
        FAIL();
    } catch (const Error& error) {
        // 8000 + 400 + 20 visits for a good piece
        EXPECT_EQ(
            std::string(error.what()),
            "line \"L\": 1e+06 good pieces take 8e+09 that are begun and 8.42e+09 events (visits "
            "of stations, or failures and shifts); at most 2e+09 are simulated (most_events)");
    }
    EXPECT_THROW(run_events(event_line({1}, {}), {.replications = 0}), Error);
    EXPECT_THROW(run_events(event_line({1}, {}), {.pieces = 0}), Error);
}

} // namespace
} // namespace rampcast
