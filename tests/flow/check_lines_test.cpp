#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include "rampcast/flow/events.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/line/formula_capacity.hpp"
#include "sample_lines.hpp"

/// Lines whose throughput is known from outside.
namespace rampcast {
namespace {

/// The line's throughput by simulation, within its 99.9 % interval and that within `most_off`.
void expect_simulated(const LineOf<double>& line, double throughput_per_h, double most_off) {
    const Simulation made = simulate(line, {.pieces = 100'000,
                                            .replications = 16,
                                            .seed = 3,
                                            .confidence = .999,
                                            .warm_up_pieces = 1000});
    const double rounding = 1e-9 * throughput_per_h;
    EXPECT_LE(made.throughput_interval.low, throughput_per_h + rounding);
    EXPECT_GE(made.throughput_interval.high, throughput_per_h - rounding);
    EXPECT_LE(made.throughput_interval.high - made.throughput_interval.low,
              2 * (most_off + 1e-5) * throughput_per_h + rounding); // a piece a replication
    double hours = 0, good = 0;
    for (const Replication& each : run_events(
             line, {.seed = 4, .replications = 4, .warm_up_pieces = 500, .pieces = 20'000})) {
        hours += each.hours;
        good += each.good;
    }
    EXPECT_NEAR(good / hours, throughput_per_h, 4 * most_off * throughput_per_h + rounding);
}

/// Two alike stations without a buffer begin together each time both are done: 1 / E max of two
/// times, which is the mean × (1 + Gini coefficient of the distribution).
TEST(CheckLines, TwoStationsWithoutABufferAtLength) {
    struct Row {
        const char* times;
        double scv;
        CycleTimeShape shape;
        std::vector<double> observed;
        double gini, formula_off;
    };
    const auto gini_of_gamma = [](double k) {
        return std::tgamma(k + .5) / (std::tgamma(k + 1) * std::sqrt(std::numbers::pi));
    };
    const std::vector<double> even{1, 2, 3, 4, 5, 6, 7, 8, 9};
    double greater = 0;
    for (const double a : even)
        for (const double b : even) greater += std::max(a, b) / 81;
    for (const Row& row : std::vector<Row>{
             {"fixed", 0, CycleTimeShape::gamma, {}, 0, 1e-12},
             {"1 to 9 as observed", 0, CycleTimeShape::gamma, even, greater / 5 - 1, .03},
             {"Erlang of 4 phases", .25, CycleTimeShape::gamma, {}, gini_of_gamma(4), .03},
             {"exponential", 1, CycleTimeShape::gamma, {}, .5, 1e-12},
             {"gamma of scv 4", 4, CycleTimeShape::gamma, {}, gini_of_gamma(.25), .1},
             {"lognormal of scv 1",
              1,
              CycleTimeShape::lognormal,
              {},
              std::erf(std::sqrt(std::log(2.)) / 2),
              .05}}) {
        SCOPED_TRACE(row.times);
        LineOf<double> line = samples::line_of_times({1, 1}, 60, row.scv, {0});
        for (auto& station : line.stations) {
            station.cycle_time_shape = row.shape;
            station.observed_times_s = row.observed;
        }
        const double throughput = 60 / (1 + row.gini);
        expect_simulated(line, throughput, row.gini > 0 ? .005 : 0);
        EXPECT_NEAR(formula_capacity(line).throughput_per_h, throughput,
                    row.formula_off * throughput);
        const bool phases = row.scv > 0 && row.scv <= 1 && row.shape == CycleTimeShape::gamma;
        if (phases) {
            EXPECT_NEAR(exact(line).throughput_per_h, throughput, 1e-9);
        }
    }
}

/// The best line of Pichitlamken, Nelson and Hong (2006) for 20 units of rate and 20 of room: rates
/// 6, 7, 7 and room for 12 and 8 pieces, those on the stations included.
TEST(CheckLines, RatesAndBuffersToBeSharedAtLength) {
    const LineOf<double> line = samples::exponential_line({6, 7, 7}, {11, 7});
    EXPECT_NEAR(exact(line).throughput_per_h, 5.77612, 5e-6);
    const LineOf<double> reversed = samples::exponential_line({7, 7, 6}, {7, 11});
    EXPECT_NEAR(exact(reversed).throughput_per_h, 5.77612, 5e-6);
    expect_simulated(line, 5.77612, .005);
    EXPECT_NEAR(formula_capacity(line).throughput_per_h, 5.77612, .02 * 5.77612);
}

TEST(CheckLines, FiveAndSixExponentialStationsWithoutBuffersAtLength) {
    for (const auto& [stations, throughput] :
         std::vector<std::pair<std::size_t, double>>{{5, .48580}, {6, .46671}}) {
        SCOPED_TRACE(stations);
        const LineOf<double> line = samples::exponential_line(
            std::vector<double>(stations, 1.), std::vector<double>(stations - 1, 0.));
        EXPECT_NEAR(exact(line).throughput_per_h, throughput, 5e-6);
        expect_simulated(line, throughput, .005);
        EXPECT_NEAR(formula_capacity(line).throughput_per_h, throughput, .05 * throughput);
    }
}

} // namespace
} // namespace rampcast
