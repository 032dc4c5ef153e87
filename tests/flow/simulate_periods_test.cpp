#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/ramp_clock.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "sample_lines.hpp"

namespace rampcast {
namespace {

/// Stations of the given times in days.
LineOf<double> ramped_line(const std::vector<double>& cycle_days, std::vector<double> buffers,
                           double scv) {
    return samples::line_of_times(cycle_days, 86400, scv, std::move(buffers));
}

/// A share up to a day, 1 from then on.
CurveOf<double> stepped(double share, double at_days) {
    return TabulatedOf<double>{.points = {{0, share}, {at_days, 1}},
                               .interpolation = Interpolation::step};
}

const Date new_year = date(2024, 1, 1);
Timeline days_from(int first, int last, Frequency step) {
    return {new_year + std::chrono::days{first}, new_year + std::chrono::days{last}, step};
}

/// Three exponential stations, b = 2, rates 1 - .5 e^(-t/20) a day: 63.685400 made in 100 days
/// from empty, by the chain. The 99 % interval misses by chance in one of 100 seeds.
TEST(SimulatePeriods, ALineThatLearnsMakesWhatItsChainSaysAtLength) {
    const LineOf<double> line = ramped_line({1, 1, 1}, {2, 2}, 1);
    Ramps ramps;
    ramps.cycle_time = ExponentialOf<double>{.time_constant_days = 20, .start_share = .5};
    const auto got = simulate_periods(line, days_from(0, 100, Frequency::year), {}, ramps,
                                      {.replications = 20'000, .seed = 1, .confidence = .99});
    ASSERT_EQ(got.size(), 1u);
    EXPECT_LT(got[0].mean_interval.low, 63.685400);
    EXPECT_GT(got[0].mean_interval.high, 63.685400);
    EXPECT_LT(got[0].mean_interval.high - got[0].mean_interval.low, .25);
    EXPECT_LT(got[0].p10, got[0].p50);
    EXPECT_LT(got[0].p50, got[0].p90);
    EXPECT_LE(got[0].minimum, got[0].p10);
    EXPECT_GE(got[0].maximum, got[0].p90);
    // sd / mean spread of a few units: the line's long-run variance rate is .34 a day.
    EXPECT_NEAR(got[0].sd, std::sqrt(.34 * 80), 1.5);
}

/// One station of a tenth of a day, speed 0.5 to 1 over 100 days in a straight line: work done by
/// day t is t / 2 + t² / 400, so 75 days' worth makes 750 units.
TEST(SimulatePeriods, SpeedIsFollowedFromMomentToMoment) {
    const LineOf<double> line = ramped_line({.1}, {}, 0);
    Ramps ramps;
    ramps.cycle_time = LinearOf<double>{.rise_days = 100, .start_share = .5};
    const auto got =
        simulate_periods(line, days_from(0, 200, Frequency::day), {}, ramps, {.replications = 2});
    double sum = 0;
    for (std::size_t k = 0; k < got.size(); ++k) {
        sum += got[k].mean;
        const auto t = static_cast<double>(k + 1);
        const double work = t < 100 ? t / 2 + t * t / 400 : t - 25;
        EXPECT_NEAR(sum, 10 * work, 1) << k;
        EXPECT_EQ(got[k].sd, 0);
    }
    EXPECT_NEAR(sum, 1750, 1);
}

TEST(SimulatePeriods, TheClockStandsStillWhileTheLineDoes) {
    LineOf<double> line = ramped_line({1. / 240}, {}, 0);
    line.calendar = "shift";
    const std::vector<Calendar> calendars{
        {.name = "shift", .hours_per_shift = 8, .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}};
    const auto flat = simulate_periods(line, days_from(0, 14, Frequency::day), calendars);
    for (std::size_t k = 0; k < flat.size(); ++k) EXPECT_EQ(flat[k].mean, k % 7 < 5 ? 80 : 0) << k;
    // Half of the speed for the first 7 mean days, which end with the first week.
    Ramps ramps;
    ramps.cycle_time = stepped(.5, 7);
    const auto got = simulate_periods(line, days_from(0, 14, Frequency::week), calendars, ramps);
    EXPECT_NEAR(got[0].mean, 200, 1);
    EXPECT_NEAR(got[1].mean, 400, 1);
}

TEST(SimulatePeriods, YieldAndAvailabilityMultiplyAtLength) {
    LineOf<double> line = ramped_line({.01}, {}, 0);
    line.stations[0].first_pass_yield = .9;
    line.stations[0].on_failure = OnFailure::scrap;
    line.stations[0].mtbf_h = 9;
    line.stations[0].mttr_h = 1;
    for (const Failures kind : {Failures::operation, Failures::time}) {
        line.stations[0].failures = kind;
        Ramps ramps;
        ramps.yield = stepped(.5, 30);
        ramps.availability = stepped(.8, 30);
        const auto got = simulate_periods(line, days_from(0, 60, Frequency::month), {}, ramps,
                                          {.replications = 200, .confidence = .999});
        EXPECT_NEAR(got[0].mean, 30 * 100 * .45 * .72 + 100 * .9 * .9, 12);
        EXPECT_NEAR(got[1].mean, 29 * 100 * .9 * .9, 12);
        EXPECT_LT(got[1].mean_interval.low, 29 * 81.);
        EXPECT_GT(got[1].mean_interval.high, 29 * 81.);
    }
}

TEST(SimulatePeriods, StartsWhereTheLineDoes) {
    LineOf<double> line = ramped_line({.1}, {}, 0);
    line.starts = days_since_epoch(new_year) + 9.5;
    line.lag_days = 1;
    const auto got = simulate_periods(line, days_from(0, 20, Frequency::day));
    for (std::size_t k = 0; k < got.size(); ++k)
        EXPECT_EQ(got[k].mean, k < 10 ? 0 : k == 10 ? 5 : 10) << k;
    line.starts = days_since_epoch(new_year) - 100;
    const auto later = simulate_periods(line, days_from(0, 2, Frequency::day));
    EXPECT_NEAR(later[0].mean, 10, 1);
}

/// The line's own ramp is that of its speed unless said otherwise; a curve stated for the same share
/// is taken in its place.
TEST(SimulatePeriods, TakesTheLinesOwnRamp) {
    LineOf<double> line = ramped_line({.01, .02}, {5}, 1);
    line.stations[0].first_pass_yield = .9;
    line.stations[0].on_failure = OnFailure::scrap;
    line.stations[0].mtbf_h = 9;
    line.stations[0].mttr_h = 1;
    const CurveOf<double> curve = stepped(.5, 10);
    const Timeline weeks = days_from(0, 21, Frequency::week);
    LineOf<double> own = line;
    own.ramp = curve;
    const SimulationOptions few{.replications = 3};
    EXPECT_EQ(simulate_periods(own, weeks, {}, {}, few),
              simulate_periods(line, weeks, {}, {.cycle_time = curve}, few));
    EXPECT_EQ(simulate_periods(own, weeks, {}, {.own = RampShare::yield}, few),
              simulate_periods(line, weeks, {}, {.yield = curve}, few));
    EXPECT_EQ(simulate_periods(own, weeks, {}, {.own = RampShare::availability}, few),
              simulate_periods(line, weeks, {}, {.availability = curve}, few));
    EXPECT_EQ(simulate_periods(own, weeks, {}, {.own = RampShare::none}, few),
              simulate_periods(line, weeks, {}, {}, few));
    EXPECT_EQ(simulate_periods(own, weeks, {}, {.cycle_time = stepped(.8, 10)}, few),
              simulate_periods(line, weeks, {}, {.cycle_time = stepped(.8, 10)}, few));
}

/// A learning curve of the line goes by what the line makes when mature: 100 a day here.
TEST(SimulatePeriods, TheLinesOwnLearningCurveTakesItsMatureRate) {
    LineOf<double> line = ramped_line({.01}, {}, 0);
    WrightOf<double> curve{.learning_rate = .8, .mature_unit = 1000};
    line.ramp = curve;
    curve.mature_units_per_day = 100;
    LineOf<double> bare = line;
    bare.ramp = {};
    const Timeline days = days_from(0, 40, Frequency::day);
    const auto own = simulate_periods(line, days, {}, {}, {.replications = 1});
    EXPECT_EQ(own, simulate_periods(bare, days, {}, {.cycle_time = CurveOf<double>(curve)},
                                    {.replications = 1}));
    EXPECT_LT(own[0].mean, 90);
    EXPECT_NEAR(own[39].mean, 100, 1);
}

/// At length a period's figures are those of the chain: three exponential stations, b = 2. The two
/// 99.9 % intervals miss by chance in one of 500 seeds. Little's law holds within the period but
/// for what is on the line at its bounds.
TEST(SimulatePeriods, TellsPiecesOnTheLineLeadTimeAndYieldAtLength) {
    const LineOf<double> line = ramped_line({.01, .01, .01}, {2, 2}, 1);
    const ExactLine truth = exact(line);
    const auto got = simulate_periods(line, days_from(0, 60, Frequency::month), {}, {},
                                      {.replications = 200, .confidence = .999});
    const LinePeriod& second = got.at(1);
    const Interval held = second.work_in_process.interval(), lead = second.lead_time_h.interval();
    EXPECT_LT(held.low, truth.work_in_process);
    EXPECT_GT(held.high, truth.work_in_process);
    EXPECT_LT(held.high - held.low, .1);
    EXPECT_LT(lead.low, truth.lead_time_h);
    EXPECT_GT(lead.high, truth.lead_time_h);
    EXPECT_EQ(second.yield.value, 1);
    EXPECT_LT(std::abs(second.work_in_process_end.value - truth.work_in_process),
              2 * second.work_in_process_end.half_width);

    LineOf<double> scraps = ramped_line({.01}, {}, 0);
    scraps.stations[0].first_pass_yield = .9;
    scraps.stations[0].on_failure = OnFailure::scrap;
    const auto half = simulate_periods(scraps, days_from(0, 60, Frequency::month), {},
                                       {.yield = stepped(.5, 31)}, {.replications = 50});
    EXPECT_NEAR(half[0].yield.value, .45, 4.5 * std::sqrt(.25 / (50 * 3100)));
    EXPECT_NEAR(half[1].yield.value, .9, 4.5 * std::sqrt(.09 / (50 * 2900)));
    EXPECT_NEAR(half[0].lead_time_h.value, .24, 1e-3);
    EXPECT_NEAR(half[0].work_in_process.value, 1, 1e-6);

    LineOf<double> late = scraps;
    late.starts = days_since_epoch(new_year) + 40;
    const auto none = simulate_periods(late, days_from(0, 60, Frequency::month));
    EXPECT_TRUE(std::isnan(none[0].lead_time_h.value));
    EXPECT_TRUE(std::isnan(none[0].yield.value));
    EXPECT_EQ(none[0].work_in_process.value, 0);
}

TEST(SimulatePeriods, ThreadsDoNotMatter) {
    LineOf<double> line = ramped_line({.01, .01}, {5}, 1);
    line.ramp = LinearOf<double>{.rise_days = 30, .start_share = .2};
    const Timeline weeks = days_from(0, 21, Frequency::week);
    EXPECT_EQ(simulate_periods(line, weeks, {}, {}, {.replications = 20, .threads = 1}),
              simulate_periods(line, weeks, {}, {}, {.replications = 20, .threads = 3}));
}

TEST(SimulatePeriods, RefusesWhatCannotBe) {
    LineOf<double> line = ramped_line({.1}, {}, 0);
    Ramps ramps;
    ramps.availability = stepped(.8, 30);
    EXPECT_THROW(simulate_periods(line, days_from(0, 9, Frequency::day), {}, ramps), Error);
    EXPECT_THROW(simulate_periods(line, days_from(9, 0, Frequency::day)), Error);
    EXPECT_THROW(
        simulate_periods(line, days_from(0, 9, Frequency::day), {}, {}, {.replications = 0}),
        Error);
    line.starts = std::string("permit");
    EXPECT_THROW(simulate_periods(line, days_from(0, 9, Frequency::day)), Error);
}

/// The clock's table against a curve's own integral.
TEST(RampClock, CountsWorkAndFindsItsEnd) {
    const CurveOf<double> curve = LogisticOf<double>{.midpoint_days = 50, .rise_days = 40};
    const RampClock clock(curve, ShiftPattern(Calendar{}, new_year), 6, 24 * 200);
    for (const double from : {6., 500., 1200., 3000.})
        for (const double to : {from + 1, from + 100, from + 1500}) {
            const double work = 24 * integral(curve, (from - 6) / 24, (to - 6) / 24);
            EXPECT_NEAR(clock.work(from, to), work, 1e-4);
            EXPECT_NEAR(clock.after(from, clock.work(from, to)), to, 1e-6);
        }
    EXPECT_NEAR(clock.after(24 * 300, 10), 24 * 300 + 10, 1e-2);
    const CurveOf<double> never = StepOf<double>{.delay_days = 1e6};
    EXPECT_TRUE(
        std::isinf(RampClock(never, ShiftPattern(Calendar{}, new_year), 0, 100).after(5, 1)));
}

TEST(ShiftPattern, BeginsAtStatedTimes) {
    // 2024-01-01 is a Monday; the night shift of Friday ends on Saturday
    const Calendar calendar{.hours_per_shift = 8,
                            .starts = {"06:00", "22:00"},
                            .hours = {{"Fri", 10}},
                            .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}};
    const ShiftPattern shifts(calendar, date(2024, 1, 1));
    for (const auto& [hour, works] : std::vector<std::pair<double, bool>>{{0, false},
                                                                          {6, true},
                                                                          {13.9, true},
                                                                          {14, false},
                                                                          {22, true},
                                                                          {29.9, true},
                                                                          {30, true},
                                                                          {38, false},
                                                                          {4 * 24 + 13, true},
                                                                          {4 * 24 + 23, true},
                                                                          {5 * 24, false}})
        EXPECT_EQ(shifts.works(hour), works) << hour;
    EXPECT_EQ(shifts.next_change(-1), 6);
    EXPECT_EQ(shifts.next_change(6), 14);
    EXPECT_EQ(shifts.next_change(14), 22);
    EXPECT_EQ(shifts.next_change(22), 24 + 14); // the day shift follows the night's
    EXPECT_EQ(shifts.next_change(4 * 24 + 22), 5 * 24);
    EXPECT_EQ(shifts.next_change(5 * 24), 7 * 24 + 6);
    double worked = 0;
    for (double at = 0; at < 7 * 24; at += .25) worked += shifts.works(at) ? .25 : 0;
    EXPECT_EQ(worked, 7 * shifts.mean_hours_per_day());
}

TEST(ShiftPattern, WorksItsHours) {
    Calendar calendar{.name = "c",
                      .hours_per_shift = 8,
                      .shifts_per_day = 2,
                      .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}};
    calendar.closed = {{date(2024, 1, 3), date(2024, 1, 4), ""}};
    calendar.extra_workdays = {date(2024, 1, 6)};
    const ShiftPattern shifts(calendar, new_year);
    const std::vector<double> changes{16, 24, 40, 96, 112, 120, 136, 168};
    double at = 0;
    bool on = true;
    for (const double change : changes) {
        EXPECT_EQ(shifts.works(at), on);
        at = shifts.next_change(at);
        EXPECT_EQ(at, change);
        on = !on;
    }
    EXPECT_TRUE(std::isinf(ShiftPattern(Calendar{}, new_year).next_change(5)));
}

} // namespace
} // namespace rampcast
