#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/bernoulli_chain.hpp"
#include "rampcast/flow/capacity.hpp"
#include "rampcast/flow/compare.hpp"
#include "rampcast/flow/deterministic_chain.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/flow/trace.hpp"
#include "rampcast/line/bernoulli.hpp"
#include "sample_lines.hpp"

namespace rampcast {
namespace {

using Call = std::function<void(const Watch&)>;

LineOf<double> of_events() {
    LineOf<double> line = samples::exponential_line({60, 60, 60}, {5, 5});
    line.stations[1].first_pass_yield = .9;
    line.stations[1].on_failure = OnFailure::scrap;
    return line;
}

/// Calls of every verb that take from a tenth of a second to minutes.
std::vector<std::pair<std::string, Call>> long_calls() {
    const LineOf<double> events = of_events();
    const LineOf<double> recursion = samples::exponential_line({60, 60, 60}, {5, 5});
    const SimulationOptions longer{.pieces = 2'000'000, .replications = 8, .threads = 2};
    SimulationOptions alone = longer;
    alone.threads = 1;
    const std::vector<double> up(6, .8), mended(5, .3), fails(5, .1);
    return {{"recursion",
             [=](const Watch& w) { simulate(recursion, longer, {}, date(2024, 1, 1), w); }},
            {"one thread",
             [=](const Watch& w) { simulate(recursion, alone, {}, date(2024, 1, 1), w); }},
            {"failures within a piece",
             [](const Watch& w) {
                 LineOf<double> line = samples::exponential_line({1}, {});
                 line.stations[0].mtbf_h = 1e-7;
                 line.stations[0].mttr_h = 1e-9;
                 simulate(line, {.pieces = 50, .replications = 2, .warm_up_pieces = 0}, {},
                          date(2024, 1, 1), w);
             }},
            {"events", [=](const Watch& w) { simulate(events, longer, {}, date(2024, 1, 1), w); }},
            {"compare",
             [=](const Watch& w) { compare(events, recursion, longer, {}, date(2024, 1, 1), w); }},
            {"periods",
             [=](const Watch& w) {
                 const Timeline timeline{.start = date(2024, 1, 1), .end = date(2034, 1, 1)};
                 simulate_periods(events, timeline, {}, {}, {.replications = 64}, w);
             }},
            {"trace",
             [=](const Watch& w) { trace(events, 1, 10, 5'000'000, 0, {}, date(2024, 1, 1), w); }},
            {"capacity", [=](const Watch& w) { capacity(events, {}, {.simulated_gains = 20}, w); }},
            {"exact",
             [](const Watch& w) {
                 exact(samples::exponential_line({60, 60, 60, 60}, {40, 40, 40}), {}, w);
             }},
            {"Bernoulli chain",
             [=](const Watch& w) { exact_bernoulli_line(up, {8, 8, 8, 8, 8}, 200'000, w); }},
            {"deterministic chain",
             [=](const Watch& w) {
                 exact_deterministic_line(mended, fails, {6, 6, 6, 6}, 200'000, w);
             }},
            {"Bernoulli line", [](const Watch& w) {
                 bernoulli_line(std::vector<double>(400, .8), std::vector<int>(399, 30),
                                1'000'000'000, w);
             }}};
}

TEST(Watched, EveryVerbStopsWhereAsked) {
    for (const auto& [name, call] : long_calls()) {
        std::stop_source source;
        const Watch watch{.stop = source.get_token(),
                          .progress = [&](double) { source.request_stop(); }};
        EXPECT_THROW(call(watch), Stopped) << name;
    }
}

TEST(Watched, WhatProgressThrowsArrivesFromEveryVerb) {
    struct Enough {};
    for (const auto& [name, call] : long_calls())
        EXPECT_THROW(call({.progress = [](double) { throw Enough(); }}), Enough) << name;
}

TEST(Watched, FiguresAreThoseOfACallThatNobodyWatches) {
    for (const LineOf<double>& line :
         {of_events(), samples::exponential_line({60, 60, 60}, {5, 5})}) {
        const SimulationOptions options{.pieces = 20'000, .replications = 8};
        std::vector<double> told;
        const Watch watch{.progress = [&](double share) { told.push_back(share); }};
        EXPECT_EQ(simulate(line, options, {}, date(2024, 1, 1), watch), simulate(line, options));
        EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
        for (const double share : told) EXPECT_TRUE(share >= 0 && share <= 1) << share;
    }
}

} // namespace
} // namespace rampcast
