#include <gtest/gtest.h>

#include <cmath>
#include <sstream>
#include <string>

#include "rampcast/flow/compare.hpp"
#include "rampcast/flow/events.hpp"
#include "rampcast/flow/exact.hpp"
#include "random_lines.hpp"
#include "sample_lines.hpp"

namespace rampcast {
namespace {

/// Everything named anew.
LineOf<double> renamed(LineOf<double> line) {
    const auto names = [](auto& list) {
        for (auto& each : list) each.name += " (new)";
    };
    line.name += " 2";
    names(line.crews);
    names(line.stations);
    names(line.rework_stations);
    for (auto* list : {&line.stations, &line.rework_stations})
        for (auto& station : *list) {
            names(station.failure_modes);
            if (!station.crew.empty()) station.crew += " (new)";
            if (!station.rework_at.empty()) station.rework_at += " (new)";
        }
    return line;
}

/// Names decide nothing: a line of any features does the same to the bit when it is renamed.
TEST(Compare, ARenamedLineHasTheSameLuck) {
    for (std::uint32_t number = 0; number < 60; ++number) {
        const LineOf<double> line = samples::any_line(number);
        const RunRequest run{
            .seed = 3, .replications = 2, .warm_up_pieces = 10, .pieces = 100, .any_hour = true};
        EXPECT_EQ(run_events(line, run, samples::any_calendars()),
                  run_events(renamed(line), run, samples::any_calendars()))
            << number;
    }
    const LineOf<double> line = samples::exponential_line({1, 1, 1}, {2, 2});
    const LineComparison found = compare(line, renamed(line), {.pieces = 500, .replications = 4});
    EXPECT_EQ(found.difference_per_h, 0);
    EXPECT_EQ(found.interval, (Interval{0, 0}));
    EXPECT_EQ(found.work_in_process_difference, 0);
}

/// Three exponential stations, the middle one 5 % faster in b: 200 seeds. The difference of the
/// exact chains lies in the 95 % interval in at least 180 (fewer in 1 of 800 sets of seeds, where
/// the coverage is 95 %), and the interval is a tenth or less of that of independent runs.
TEST(Compare, TheIntervalHoldsTheTrueDifferenceAndIsNarrowAtLength) {
    const LineOf<double> a = samples::exponential_line({1, 1, 1}, {2, 2});
    const LineOf<double> b = samples::exponential_line({1, 1.05, 1}, {2, 2});
    const ExactLine of_a = exact(a), of_b = exact(b);
    int rate = 0, held = 0, lead = 0;
    double paired = 0, independent = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const LineComparison c =
            compare(a, b, {.pieces = 500, .replications = 16, .seed = seed, .warm_up_pieces = 100});
        const auto holds = [](const Interval& i, double value) {
            return i.low <= value && value <= i.high;
        };
        rate += holds(c.interval, of_b.throughput_per_h - of_a.throughput_per_h);
        held += holds(*c.work_in_process_interval, of_b.work_in_process - of_a.work_in_process);
        lead += holds(*c.lead_time_interval, of_b.lead_time_h - of_a.lead_time_h);
        paired += c.interval.high - c.interval.low;
        const Interval &x = c.a.throughput_interval, &y = c.b.throughput_interval;
        independent += std::hypot(x.high - x.low, y.high - y.low);
        EXPECT_NEAR(c.difference_per_h, c.b.throughput_per_h - c.a.throughput_per_h, 1e-12);
        EXPECT_NEAR(c.difference_per_day, 24 * c.difference_per_h, 1e-10);
    }
    EXPECT_GE(rate, 180);
    EXPECT_GE(held, 180);
    EXPECT_GE(lead, 180);
    EXPECT_LT(paired, independent / 10);
}

TEST(Compare, FiguresByReplicationMakeTheDifference) {
    const LineOf<double> a = samples::exponential_line({1, 1}, {2});
    const LineOf<double> b = samples::exponential_line({1, 1, 2}, {2, 2});
    const LineComparison c = compare(a, b, {.pieces = 300, .replications = 8});
    ASSERT_EQ(c.by_replication.size(), 8u);
    EXPECT_EQ(c.a.warm_up_pieces, c.b.warm_up_pieces);
    double hours_a = 0, hours_b = 0;
    for (const ReplicationPair& each : c.by_replication) {
        hours_a += 300 / each.a_per_h;
        hours_b += 300 / each.b_per_h;
        EXPECT_GT(each.b_work_in_process, each.a_work_in_process);
        EXPECT_GT(each.b_lead_time_h, each.a_lead_time_h);
    }
    EXPECT_NEAR(8 * 300 / hours_b - 8 * 300 / hours_a, c.difference_per_h, 1e-12);
    EXPECT_LT(c.interval.high, .05);
}

/// A line on a calendar: a difference an hour at work and a calendar day.
TEST(Compare, CountsHoursAtWorkAtLength) {
    LineOf<double> a = samples::line_of_times({1}, 60, 0, {});
    a.calendar = "shift";
    LineOf<double> b = a;
    b.stations[0].cycle_time_s = 50;
    const LineComparison c =
        compare(a, b, {.pieces = 480 * 20, .replications = 2}, {samples::one_shift()});
    EXPECT_NEAR(c.difference_per_h, 12, .05);
    EXPECT_NEAR(c.difference_per_day, 12 * 40 / 7., .3);
    EXPECT_NEAR(c.a.hours_share, 40. / 168, 1e-12);
    EXPECT_NEAR(c.a.throughput_per_working_day(), 480, 2);
    EXPECT_NEAR(c.a.stations[0].of_hours_worked().busy, 1, 1e-6);
    EXPECT_NEAR(c.a.lead_time_working_h(), c.a.lead_time_h * 40 / 168, 1e-12);
}

TEST(Compare, PrintsAsATable) {
    const LineOf<double> a = samples::line_of_times({1}, 60, 0, {});
    LineOf<double> b = a;
    b.stations[0].cycle_time_s = 50;
    std::ostringstream text;
    text << compare(a, b, {.pieces = 300, .replications = 4});
    EXPECT_EQ(text.str(),
              R"(                                       a           b       b - a   95 % interval
good pieces an hour at work       60.000      72.000     +12.000   +12.000 to +12.000
good pieces a calendar day        1440.0      1728.0      +288.0   +288.0 to +288.0
work in process                   1.0000      1.0000     +0.0000   +0.0000 to +0.0000
lead time, h                    0.016667    0.013889   -0.002778   -0.002778 to -0.002778
)");
}

TEST(Compare, RefusesWhatCannotBePaired) {
    const LineOf<double> line = samples::exponential_line({1, 1}, {2});
    const auto refusal = [&](const SimulationOptions& options) {
        try {
            compare(line, line, options);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(refusal({.replications = 1}).find("replications is 1, must be at least 2"),
              std::string::npos)
        << refusal({.replications = 1});
    EXPECT_NE(refusal({.precision = .01}).find("precision is stated"), std::string::npos);
    // Pieces pile up without end: their number has no difference to speak of.
    const LineOf<double> open = samples::exponential_line({2, 1}, {});
    const LineComparison c = compare(open, line, {.pieces = 200, .replications = 2});
    EXPECT_FALSE(c.work_in_process_interval);
    EXPECT_FALSE(c.lead_time_interval);
}

} // namespace
} // namespace rampcast
