#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Dense>

#include "mixed_lines.hpp"
#include "rampcast/flow/capacity.hpp"
#include "rampcast/flow/compare.hpp"
#include "rampcast/flow/events.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/flow/trace.hpp"
#include "rampcast/line/visits.hpp"
#include "sample_lines.hpp"

/// Stations that several feed, and stations that feed several.
namespace rampcast {
namespace {

using Line = LineOf<double>;
using Feed = FeedOf<double>;

Line fed_line(const std::vector<double>& rates, std::vector<Feed> feeds) {
    Line line = samples::exponential_line(rates, {});
    line.feeds = std::move(feeds);
    return line;
}

/// A small chain of moves in continuous time, solved without anything of ours.
class Chain {
public:
    using State = std::array<int, 4>;
    using Moves = std::vector<std::pair<State, double>>;

    /// @param moves of a state: where to, at which rate
    template <class Of> Chain(const State& first, Of moves) {
        number(first);
        struct Rate {
            std::size_t from, to;
            double per_h;
        };
        std::vector<Rate> rates;
        for (std::size_t i = 0; i < states_.size(); ++i) {
            const State from = states_[i];
            for (const auto& [to, rate] : moves(from)) rates.push_back({i, number(to), rate});
        }
        const auto n = static_cast<Eigen::Index>(states_.size());
        Eigen::MatrixXd balance = Eigen::MatrixXd::Zero(n, n);
        for (const Rate& each : rates) {
            const auto i = static_cast<Eigen::Index>(each.from);
            balance(static_cast<Eigen::Index>(each.to), i) += each.per_h;
            balance(i, i) -= each.per_h;
        }
        balance.row(n - 1).setOnes();
        Eigen::VectorXd right = Eigen::VectorXd::Zero(n);
        right(n - 1) = 1;
        shares_ = balance.fullPivLu().solve(right);
    }
    template <class Of> double mean(Of figure) const {
        double sum = 0;
        for (std::size_t i = 0; i < states_.size(); ++i)
            sum += shares_(static_cast<Eigen::Index>(i)) * figure(states_[i]);
        return sum;
    }

private:
    std::vector<State> states_{};
    std::map<State, std::size_t> numbers_{};
    Eigen::VectorXd shares_{};

    std::size_t number(const State& state) {
        const auto [found, fresh] = numbers_.emplace(state, states_.size());
        if (fresh) states_.push_back(state);
        return found->second;
    }
};

/// Within the interval of 99.9 %, which is narrow.
void expect_in(const Interval& interval, double truth, double most_off) {
    EXPECT_LE(interval.low, truth);
    EXPECT_GE(interval.high, truth);
    EXPECT_LE(interval.high - interval.low, 2 * most_off * truth);
}
Simulation at_length(const Line& line) {
    return simulate(line, {.pieces = 20'000, .replications = 16, .seed = 5, .confidence = .999});
}

/// Two stations feed a third, which needs one piece of the first and `pieces` of the second. State:
/// finished pieces of each that are not yet taken (those that block included), whether the third
/// works.
Chain assembly_chain(const std::array<double, 3>& rates, const std::array<int, 2>& buffers,
                     int pieces) {
    const std::array<int, 2> needed{1, pieces};
    return Chain({0, 0, 0, 0}, [=](const Chain::State& now) {
        Chain::Moves moves;
        const auto settled = [&](Chain::State s) {
            if (s[2] == 0 && s[0] >= needed[0] && s[1] >= needed[1]) {
                s[0] -= needed[0];
                s[1] -= needed[1];
                s[2] = 1;
            }
            return s;
        };
        for (std::size_t i = 0; i < 2; ++i) {
            // What waits, beside the place that is free, and one more that blocks.
            const int most = buffers[i] + (now[2] ? 0 : needed[i]) + 1;
            if (now[i] >= most) continue;
            Chain::State to = now;
            ++to[i];
            moves.emplace_back(settled(to), rates[i]);
        }
        if (now[2]) {
            Chain::State to = now;
            to[2] = 0;
            moves.emplace_back(settled(to), rates[2]);
        }
        return moves;
    });
}

// Intervals of 99.9 %, 18 of them: one fails by chance in 55 draws of the seed.
TEST(Feeds, AssemblyIsThatOfItsChainAtLength) {
    struct Row {
        std::array<double, 3> rates;
        std::array<int, 2> buffers;
        int pieces;
    };
    for (const Row& row : std::vector<Row>{{{10, 12, 14}, {0, 0}, 1},
                                           {{10, 10, 10}, {2, 3}, 1},
                                           {{10, 25, 11}, {1, 4}, 2},
                                           {{10, 26, 9}, {0, 0}, 3},
                                           {{30, 8, 12}, {5, 1}, 1},
                                           {{9, 20, 40}, {3, 6}, 2}}) {
        const Chain chain = assembly_chain(row.rates, row.buffers, row.pieces);
        const double rate = row.rates[2] * chain.mean([](const auto& s) { return s[2]; });
        // Places at work hold a piece each, those that block one that is counted already.
        const double held = chain.mean([&](const Chain::State& s) {
            double pieces = s[2];
            for (std::size_t i = 0; i < 2; ++i) {
                const int needed = i == 0 ? 1 : row.pieces;
                const int most = row.buffers[i] + (s[2] ? 0 : needed) + 1;
                pieces += s[i] + (s[i] < most ? 1 : 0);
            }
            return pieces;
        });
        const Line line = fed_line(
            {row.rates[0], row.rates[1], row.rates[2]},
            {{.from = "s0", .to = "s2", .buffer = row.buffers[0]},
             {.from = "s1", .to = "s2", .buffer = row.buffers[1], .pieces = double(row.pieces)}});
        const Simulation found = at_length(line);
        expect_in(found.throughput_interval, rate, .01);
        ASSERT_TRUE(found.work_in_process_interval);
        expect_in(*found.work_in_process_interval, held, .02);
        EXPECT_NEAR(found.started, (1 + row.pieces) * found.good, 16 * 60);
    }
}

/// A station whose pieces go to one of two others, each of which ends the line.
TEST(Feeds, PartingIsThatOfItsChainAtLength) {
    struct Row {
        std::array<double, 3> rates;
        std::array<int, 2> buffers;
        double share;
    };
    for (const Row& row : std::vector<Row>{
             {{10, 6, 6}, {0, 0}, .5}, {{10, 8, 4}, {2, 1}, .7}, {{20, 30, 3}, {0, 5}, .9}}) {
        // State: pieces at each of the two (on the place and waiting), what the first is blocked by.
        const Chain chain({0, 0, 0, 0}, [&](const Chain::State& now) {
            Chain::Moves moves;
            for (std::size_t i = 0; i < 2; ++i) {
                const double share = i == 0 ? row.share : 1 - row.share;
                const int most = row.buffers[i] + 1;
                if (now[2] == 0) {
                    Chain::State to = now;
                    if (now[i] < most) ++to[i];
                    else to[2] = static_cast<int>(i) + 1;
                    moves.emplace_back(to, row.rates[0] * share);
                }
                if (now[i] == 0) continue;
                Chain::State to = now;
                if (now[2] == static_cast<int>(i) + 1) to[2] = 0;
                else --to[i];
                moves.emplace_back(to, row.rates[i + 1]);
            }
            return moves;
        });
        const double rate =
            row.rates[0] * chain.mean([](const auto& s) { return s[2] == 0 ? 1. : 0.; });
        const double held = chain.mean([](const auto& s) { return 1. + s[0] + s[1]; });
        const Line line = fed_line(
            {row.rates[0], row.rates[1], row.rates[2]},
            {{.from = "s0", .to = "s1", .buffer = row.buffers[0], .share = row.share},
             {.from = "s0", .to = "s2", .buffer = row.buffers[1], .share = 1 - row.share}});
        const Simulation found = at_length(line);
        expect_in(found.throughput_interval, rate, .03);
        expect_in(*found.work_in_process_interval, held, .03);
        EXPECT_DOUBLE_EQ(found.stations[1].visits_per_good, row.share);
        EXPECT_NEAR(found.stations[1].busy * row.rates[1] / rate, row.share, .01);
    }
}

/// A line in series is the same line when its feeds are stated, bit by bit.
TEST(Feeds, InSeriesAreTheLineInSeriesAtLength) {
    int compared = 0;
    for (std::uint32_t number = 0; number < 60; ++number) {
        Line line = samples::mixed_line(11, number);
        line.sequence.clear();
        for (auto& station : line.stations) station.product_times_s.clear();
        Line fed = line;
        fed.buffers.clear();
        for (std::size_t i = 1; i < line.stations.size(); ++i) {
            Feed feed{.from = line.stations[i - 1].name, .to = line.stations[i].name};
            if (!line.buffers.empty()) feed.buffer = line.buffers[i - 1];
            fed.feeds.push_back(feed);
        }
        const RunRequest run{.seed = 3, .replications = 2, .warm_up_pieces = 50, .pieces = 500};
        EXPECT_EQ(run_events(line, run, samples::mixed_calendars()),
                  run_events(fed, run, samples::mixed_calendars()));
        const Visits<double> a = visits(line), b = visits(fed);
        for (std::size_t i = 0; i < line.stations.size(); ++i) {
            EXPECT_NEAR(a.stations[i], b.stations[i], 1e-12 * a.stations[i]);
            EXPECT_NEAR(a.good_later[i], b.good_later[i], 1e-12 * a.good_later[i]);
        }
        EXPECT_NEAR(a.started, b.started, 1e-12 * a.started);
        ++compared;
    }
    EXPECT_EQ(compared, 60);
}

/// Two halves of a line in parallel by share, which come together again: as the exact chain has two
/// places where both are alike and nothing is ever waited for.
TEST(Feeds, WaysThatMeetAgainStandInForEachOtherAtLength) {
    Line line = fed_line({4, 5, 5, 30}, {{.from = "s0", .to = "s1", .share = 3},
                                         {.from = "s0", .to = "s2", .share = 1},
                                         {.from = "s1", .to = "s3", .buffer = 2, .part = "done"},
                                         {.from = "s2", .to = "s3", .buffer = 0, .part = "done"}});
    const Simulation found = at_length(line);
    EXPECT_DOUBLE_EQ(found.stations[1].visits_per_good, .75);
    EXPECT_DOUBLE_EQ(found.stations[2].visits_per_good, .25);
    expect_in(found.throughput_interval, 4, .01); // s0 never waits
    // An M/M/1 queue each, as far as s3 blocks hardly ever: 3 / (5 - 3) and 1 / (5 - 1).
    EXPECT_NEAR(found.work_in_process, 1 + 3 / 2. + 1 / 4. + 4 / 26., .1);
    EXPECT_EQ(found.in_process_before + found.started,
              found.good + found.scrapped + found.in_process_after);
    const LineCapacity capable = capacity(line);
    EXPECT_NEAR(capable.throughput_per_h, 4, .05);
    EXPECT_DOUBLE_EQ(capable.formula_per_h, 4);
    EXPECT_TRUE(capable.checked);
    EXPECT_TRUE(capable.gains.empty());
}

/// A line by chance whose stations feed each other.
Line mixed_fed_line(std::uint32_t number) {
    samples::Chance c(23, number);
    Line line;
    line.name = "fed";
    const int sources = static_cast<int>(c.whole(2, 4));
    const auto add = [&](double cycle_s) {
        StationOf<double> s;
        s.name = "s" + std::to_string(line.stations.size());
        s.cycle_time_s = cycle_s;
        s.cycle_time_scv = c.of(.3) ? 0 : c.between(.1, 1.5);
        if (c.of(.3)) s.places = c.whole(2, 3);
        if (c.of(.2)) s.batch = c.whole(2, 3);
        if (c.of(.3)) s.mtbf_h = 1, s.mttr_h = .1;
        if (c.of(.2)) s.first_pass_yield = .9;
        if (c.of(.5)) s.on_failure = OnFailure::scrap;
        s.cycle_time_s *= s.places * s.batch;
        line.stations.push_back(s);
        return s.name;
    };
    std::vector<std::string> parts;
    for (int i = 0; i < sources; ++i) parts.push_back(add(60 * c.between(.8, 1.2)));
    const std::string join = add(60 * c.between(.8, 1.2));
    for (const std::string& part : parts)
        line.feeds.push_back(
            {.from = part, .to = join, .buffer = c.whole(0, 8), .pieces = c.whole(1, 3)});
    if (c.of(.6)) {
        const std::string left = add(110), right = add(110);
        line.feeds.push_back(
            {.from = join, .to = left, .buffer = c.whole(0, 4), .share = c.between(.3, .7)});
        line.feeds.push_back({.from = join, .to = right, .buffer = c.whole(0, 4), .share = .5});
        if (c.of(.5)) {
            const std::string last = add(50);
            line.feeds.push_back(
                {.from = left, .to = last, .buffer = c.whole(0, 4), .part = "done"});
            line.feeds.push_back(
                {.from = right, .to = last, .buffer = c.whole(0, 4), .part = "done"});
        }
    } else if (c.of(.4)) {
        line.blocking = Blocking::before;
        for (Feed& feed : line.feeds) feed.buffer = *feed.buffer + 12;
    }
    return line;
}

/// Every piece is somewhere, whatever a line mixes.
TEST(Feeds, PiecesAreConserved) {
    int many = 0;
    for (std::uint32_t number = 0; number < 80; ++number) {
        const Line line = mixed_fed_line(number);
        for (const Replication& each : run_events(
                 line, {.seed = number, .replications = 2, .warm_up_pieces = 20, .pieces = 100})) {
            EXPECT_EQ(each.in_process_before + each.started,
                      each.good + each.scrapped + each.joined + each.in_process_after);
            ASSERT_EQ(each.buffer_hours.size(), line.feeds.size());
            for (std::size_t i = 0; i < line.feeds.size(); ++i)
                EXPECT_LE(each.buffer_hours[i], *line.feeds[i].buffer * each.hours * (1 + 1e-9));
            for (std::size_t i = 0; i < line.stations.size(); ++i) {
                const PlaceHours& p = each.stations[i];
                EXPECT_NEAR(p.busy + p.down + p.blocked + p.starved,
                            line.stations[i].places * each.hours, 1e-6 * each.hours);
            }
        }
        many += line.stations.size() > 5;
    }
    EXPECT_GT(many, 15);
}

/// Each station does its share of the work: within 8 %, four deviations and more of a share that is
/// drawn.
TEST(Feeds, StationsDoTheirSharesAtLength) {
    for (std::uint32_t number = 0; number < 80; ++number) {
        const Line line = mixed_fed_line(number);
        const Visits<double> v = visits(line);
        double good = 0, started = 0;
        std::vector<double> busy(line.stations.size(), 0.0);
        for (const Replication& each : run_events(
                 line,
                 {.seed = number, .replications = 4, .warm_up_pieces = 200, .pieces = 4000})) {
            for (std::size_t i = 0; i < busy.size(); ++i) busy[i] += each.stations[i].busy;
            good += each.good;
            started += each.started;
        }
        EXPECT_NEAR(started / good, v.started, .05 * v.started) << number;
        for (std::size_t i = 0; i < busy.size(); ++i) {
            const StationOf<double>& s = line.stations[i];
            const double expected = v.stations[i] * s.cycle_time_s / (3600 * s.batch);
            EXPECT_NEAR(busy[i] / good, expected, .08 * expected) << number << " " << s.name;
        }
    }
}

TEST(Feeds, WhatPilesUpIsNamed) {
    const auto before = [](double a, double b, std::optional<double> buffer) {
        const Line line = fed_line({a, b, 20}, {{.from = "s0", .to = "s2", .buffer = buffer},
                                                {.from = "s1", .to = "s2", .buffer = 3}});
        return simulate(line, {.pieces = 2000, .replications = 4}).piles_up_before;
    };
    EXPECT_EQ(before(10, 9, {}), "s2");  // s0 makes more than s1 lets be used
    EXPECT_EQ(before(10, 10, {}), "s2"); // as much, but its times vary
    EXPECT_EQ(before(8, 10, {}), "");
    EXPECT_EQ(before(10, 9, 5), "");
}

TEST(Feeds, ChangesAreComparedAtLength) {
    Line line = fed_line({10, 10, 12}, {{.from = "s0", .to = "s2", .buffer = 1},
                                        {.from = "s1", .to = "s2", .buffer = 1}});
    const double now =
        12 * assembly_chain({10, 10, 12}, {1, 1}, 1).mean([](const auto& s) { return s[2]; });
    const double more =
        12 * assembly_chain({10, 10, 12}, {2, 1}, 1).mean([](const auto& s) { return s[2]; });
    Line changed = line;
    *changed.feeds[0].buffer += 1;
    const LineComparison found = compare(line, changed, {.pieces = 20'000, .confidence = .999});
    expect_in(found.interval, more - now, .3);

    const LineCapacity capable = capacity(line, {}, {.simulated_gains = 1});
    ASSERT_FALSE(capable.gains.empty());
    for (const CapacityGain& gain : capable.gains) {
        ASSERT_TRUE(gain.interval_per_h) << gain.what;
        if (gain.what != "buffer s0 / s2: one more place") continue;
        EXPECT_NEAR(gain.per_h, more - now, .1);
    }
}

/// What is on the line at a period's end is what entered less what left and what was joined.
TEST(Feeds, PeriodsHoldWhatIsOnTheLine) {
    const Line line =
        fed_line({10, 25, 11}, {{.from = "s0", .to = "s2", .buffer = 1},
                                {.from = "s1", .to = "s2", .buffer = 4, .pieces = 2}});
    for (const LinePeriod& each :
         simulate_periods(line, {date(2024, 1, 1), date(2024, 1, 29), Frequency::week}, {}, {},
                          {.replications = 8})) {
        EXPECT_LE(each.work_in_process_end.value, 3 + 1 + 4 + 3); // on places, in buffers, idle
        EXPECT_NEAR(each.work_in_process_end.value, each.work_in_process.value, 4);
    }
}

TEST(Feeds, AreTraced) {
    const Line line =
        fed_line({10, 25, 11}, {{.from = "s0", .to = "s2", .buffer = 1},
                                {.from = "s1", .to = "s2", .buffer = 4, .pieces = 2}});
    const LineTrace found = trace(line, 3, 20, 20'000, 500);
    ASSERT_EQ(found.buffer_shares.size(), 2u);
    EXPECT_LE(found.buffer_shares[0].size(), 2u);
    EXPECT_LE(found.buffer_shares[1].size(), 5u);
    for (const auto& shares : found.buffer_shares) {
        double sum = 0;
        for (const double share : shares) sum += share;
        EXPECT_NEAR(sum, 1, 1e-9);
    }
    EXPECT_FALSE(found.stays.empty());
}

TEST(Feeds, TheFormulaAndTheChainSaySo) {
    const Line line = fed_line({10, 12, 11}, {{.from = "s0", .to = "s2", .buffer = 1},
                                              {.from = "s1", .to = "s2", .buffer = 1}});
    EXPECT_THROW(formula_capacity(line), Error);
    EXPECT_THROW(capacity(line, {}, {.method = CapacityMethod::formula}), Error);
    EXPECT_THROW(exact(line), Error);
    Line half = line;
    half.stations[0].places = 1.5;
    EXPECT_THROW(capacity(half), Error);
}

} // namespace
} // namespace rampcast
