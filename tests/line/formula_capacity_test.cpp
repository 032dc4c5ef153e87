#include "rampcast/line/formula_capacity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/line/station_rate.hpp"

namespace rampcast {
namespace {

StationOf<double> place(const char* name, double hours, double places = 1, double scv = 1) {
    StationOf<double> s;
    s.name = name;
    s.cycle_time_s = 3600 * hours;
    s.cycle_time_scv = scv;
    s.places = places;
    return s;
}
LineOf<double> two_hourly(double waiting) {
    LineOf<double> line;
    line.name = "L1";
    line.stations = {place("a", 1), place("b", 1)};
    line.buffers = {waiting};
    return line;
}
/// A line with something of everything.
LineOf<double> rich_line() {
    LineOf<double> line;
    line.name = "L1";
    line.calendar = "two shifts";
    line.stations = {place("assembly", .2, 2, .3), place("test", 1.5, 12, .2),
                     place("burn-in", 12, 100, 0), place("packing", .1, 1, .5)};
    line.buffers = {10, 20, 8};
    line.stations[0].mtbf_h = 60;
    line.stations[0].mttr_h = 3;
    line.stations[1].first_pass_yield = .9;
    line.stations[1].rework_at = "debug";
    line.stations[2].first_pass_yield = .92;
    line.stations[2].on_failure = OnFailure::restart;
    line.stations[3].mtbf_h = 100;
    line.stations[3].mttr_h = 2;
    line.stations[3].failures = Failures::time;
    line.stations[3].first_pass_yield = .99;
    line.stations[3].on_failure = OnFailure::scrap;
    line.stations[0].crew = "fitters";
    line.stations[3].crew = "fitters";
    line.crews = {{"fitters", 5}};
    line.rework_stations = {place("debug", 3, 6)};
    return line;
}
std::vector<Calendar> shifts() {
    return {{.name = "two shifts",
             .hours_per_shift = 10,
             .shifts_per_day = 2,
             .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
             .closed = {},
             .extra_workdays = {}}};
}
void expect_identities(const LineOf<double>& line, const LineCapacity& c) {
    ASSERT_EQ(c.stations.size(), line.stations.size());
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
        const StationPerformance& s = c.stations[i];
        EXPECT_NEAR(s.busy + s.down + s.blocked + s.starved + s.off_shift, 1, 1e-9) << s.name;
        for (const double share : {s.busy, s.down, s.blocked, s.starved, s.off_shift})
            EXPECT_GE(share, 0) << s.name;
        EXPECT_NEAR(s.busy,
                    c.throughput_per_day / 24 * s.visits_per_good *
                        place_time(line, line.stations[i]).mean_s / 3600 /
                        (line.stations[i].places * line.stations[i].batch),
                    1e-12);
        EXPECT_NEAR(c.station_oee[i].oee,
                    c.station_oee[i].availability * c.station_oee[i].effectiveness *
                        c.station_oee[i].quality,
                    1e-15);
    }
    EXPECT_NEAR(c.stations.front().starved, 0, line.crews.empty() ? 1e-9 : 1);
    EXPECT_NEAR(c.stations.back().blocked, 0, 1e-12);
}

TEST(Capacity, TwoStationsExactly) {
    const LineOf<double> line = two_hourly(1);
    const LineCapacity c = formula_capacity(line);
    EXPECT_NEAR(c.throughput_per_h, .75, 1e-12);
    EXPECT_NEAR(c.throughput_per_day, 18, 1e-11);
    EXPECT_NEAR(c.takt_s, 4800, 1e-8);
    EXPECT_EQ(c.method, "two stations, exact");
    EXPECT_EQ(c.error_to_expect, 0);
    EXPECT_NEAR(c.stations[0].busy, .75, 1e-12);
    EXPECT_NEAR(c.stations[0].blocked, .25, 1e-12);
    EXPECT_NEAR(c.stations[1].starved, .25, 1e-12);
    EXPECT_NEAR(c.buffer_levels[0], .5, 1e-9);
    expect_identities(line, c);
}

/// Work in process of three exponential stations, the piece at station 1 included: exact values
/// 2.35897 (no buffers) and 4.63348 (two places each).
TEST(Capacity, WorkInProcess) {
    LineOf<double> line = two_hourly(0);
    line.stations.push_back(place("c", 1));
    for (const auto& [waiting, exact] : {std::pair{0., 2.35897}, {2., 4.63348}}) {
        line.buffers = {waiting, waiting};
        const LineCapacity c = formula_capacity(line);
        EXPECT_NEAR(c.work_in_process / exact, 1, .03);
        EXPECT_NEAR(c.lead_time_h, c.work_in_process / c.throughput_per_h, 1e-12);
        expect_identities(line, c);
    }
}

TEST(Capacity, UnlimitedBuffers) {
    LineOf<double> line = two_hourly(1);
    line.buffers = {};
    line.stations[1].cycle_time_s = 4000;
    const LineCapacity c = formula_capacity(line);
    EXPECT_EQ(c.throughput_per_h, .9);
    EXPECT_EQ(c.method, "bottleneck (buffers unlimited), exact");
    EXPECT_EQ(c.bottleneck, "b");
    EXPECT_EQ(c.error_to_expect, 0);
    EXPECT_TRUE(std::isinf(c.work_in_process));
    EXPECT_NEAR(c.stations[1].busy, 1, 1e-12);
    EXPECT_NEAR(c.stations[1].rate_alone_per_h, .9, 1e-12);
}

TEST(Capacity, OneStation) {
    LineOf<double> line;
    line.stations = {place("a", .5)};
    line.stations[0].first_pass_yield = .9;
    line.stations[0].mtbf_h = 9;
    line.stations[0].mttr_h = 1;
    const LineCapacity c = formula_capacity(line);
    EXPECT_NEAR(c.throughput_per_h, 2 * .9 * .9, 1e-12);
    EXPECT_NEAR(c.oee.availability, .9, 1e-12);
    EXPECT_NEAR(c.oee.quality, .9, 1e-12);
    EXPECT_NEAR(c.oee.effectiveness, 1, 1e-12);
    EXPECT_NEAR(c.oee.oee, .5 * c.throughput_per_h, 1e-12); // ideal cycle × good / planned time
    EXPECT_EQ(c.method, "one station, exact");
    expect_identities(line, c);
}

TEST(Capacity, EverythingAtOnce) {
    const LineOf<double> line = rich_line();
    const LineCapacity c = formula_capacity(line, shifts());
    expect_identities(line, c);
    EXPECT_NEAR(c.stations[0].off_shift, 1 - 20. / 24 * 6 / 7, 1e-12);
    EXPECT_NEAR(c.throughput_per_day / c.throughput_per_h, 20. * 6 / 7, 1e-9);
    EXPECT_EQ(c.method, "decomposition into two-station blocks");
    EXPECT_GT(c.error_to_expect, 0);
    EXPECT_NEAR(c.oee.teep, c.oee.oee * 20 / 24 * 6 / 7, 1e-12);
    double least = 1e30;
    for (const auto& s : c.stations) least = std::min(least, s.rate_alone_per_h);
    EXPECT_LT(c.throughput_per_h, least);
    EXPECT_GT(c.throughput_per_h, .8 * least);
}

TEST(Capacity, StationsOfAnyRatesApartKeepTheSlowestRate) {
    for (const double scv : {.3, 1., 4.})
        for (const Blocking blocking : {Blocking::after, Blocking::before})
            for (double apart = 1e6; apart <= 1e22; apart *= 100)
                for (std::size_t slow = 0; slow < 3; ++slow) {
                    LineOf<double> line;
                    line.name = "apart";
                    line.blocking = blocking;
                    line.buffers = {2, 2};
                    for (std::size_t i = 0; i < 3; ++i) {
                        StationOf<double> s;
                        s.name = std::string(1, static_cast<char>('a' + i));
                        s.cycle_time_s = i == slow ? 1e9 : 1e9 / apart;
                        s.cycle_time_scv = scv;
                        line.stations.push_back(s);
                    }
                    EXPECT_NEAR(formula_capacity(line).throughput_per_h, 3.6e-6, 3.6e-6 * 1e-5)
                        << apart << ' ' << slow << ' ' << scv;
                }
}

TEST(Capacity, StationsOnCalendarsOfTheirOwn) {
    LineOf<double> line = rich_line();
    const double before = formula_capacity(line, shifts()).throughput_per_day;
    line.stations[2].calendar = "round the clock";
    const LineCapacity c = formula_capacity(line, shifts());
    EXPECT_GT(c.throughput_per_day, before);
    EXPECT_EQ(c.stations[2].off_shift, 0);
    EXPECT_NE(c.method.find("calendars of their own"), std::string::npos);
    EXPECT_GE(c.error_to_expect, .05);
    expect_identities(line, c);
    line.stations[2].calendar = "three shifts";
    EXPECT_THROW(formula_capacity(line, shifts()), Error);
}

TEST(Capacity, Gains) {
    const LineCapacity c = formula_capacity(two_hourly(1));
    const auto gain = [&](const std::string& what) {
        for (const CapacityGain& each : c.gains)
            if (each.what == what) return each;
        ADD_FAILURE() << what;
        return CapacityGain{};
    };
    EXPECT_NEAR(gain("buffer a / b: one more place").per_h, .8 - .75, 1e-12);
    EXPECT_NEAR(gain("buffer a / b: ten more places").per_day, 24 * (13. / 14 - .75), 1e-10);
    EXPECT_GT(gain("a: one more place").per_h, 0);
    const double f = 1 / .99, fast = f * (std::pow(f, 3) - 1) / (std::pow(f, 4) - 1);
    EXPECT_NEAR(gain("b: 1 % less cycle time").per_h, fast - .75, 1e-9);
    LineOf<double> rich = rich_line();
    rich.stations[0].failure_modes = {{"jam", 30, .5}};
    rich.repairers = 3;
    std::set<std::string> named;
    for (const CapacityGain& each : formula_capacity(rich, shifts()).gains) {
        EXPECT_GE(each.per_h, -1e-9) << each.what;
        named.insert(each.what);
    }
    for (const char* what : {"crew fitters: one more person", "repairers: one more",
                             "assembly: 1 % less time to repair",
                             "assembly: jam, 1 % less time to repair", "debug: one more place"})
        EXPECT_TRUE(named.contains(what)) << what;
}

TEST(Capacity, NothingVaries) {
    LineOf<double> line = two_hourly(0);
    line.stations = {place("a", 1, 1, 0), place("b", 2, 1, 0), place("c", 1.5, 1, 0)};
    line.buffers = {0, 0};
    const LineCapacity c = formula_capacity(line);
    EXPECT_NEAR(c.throughput_per_h, .5, 1e-15);
    EXPECT_EQ(c.method, "bottleneck (nothing varies), exact");
    EXPECT_NEAR(c.stations[0].blocked, .5, 1e-12);
    EXPECT_NEAR(c.stations[2].starved, .25, 1e-12);
    expect_identities(line, c);
}

/// Of fixed times without a buffer, where the first station scraps, the formula is no more than a
/// bound: after each scrapped piece the second waits.
TEST(Capacity, ScrapVaries) {
    LineOf<double> line = two_hourly(0);
    line.stations = {place("a", 1, 1, 0), place("b", 1.1, 1, 0)};
    line.stations[0].first_pass_yield = .9;
    line.stations[0].on_failure = OnFailure::scrap;
    line.buffers = {0};
    const LineCapacity c = formula_capacity(line);
    EXPECT_NEAR(c.formula_per_h, .9, 1e-12);
    EXPECT_GT(c.error_to_expect, 0);
    EXPECT_EQ(c.method, "bottleneck (what is lost after scrap is left out)");
    std::swap(line.stations[0], line.stations[1]); // what the last one scraps, nobody waits for
    EXPECT_EQ(formula_capacity(line).error_to_expect, 0);
}

TEST(Capacity, Medians) {
    LineOf<Uncertain> line;
    StationOf<Uncertain> s;
    s.name = "a";
    s.cycle_time_s = Triangular{.low = 50, .mode = 60, .high = 70};
    line.stations = {s};
    EXPECT_NEAR(formula_capacity(line).throughput_per_h, 60, 1e-9);
}

TEST(Capacity, Refuses) {
    LineOf<double> line;
    line.name = "L1";
    line.nameplate = NameplateOf<double>{1000, ""};
    EXPECT_THROW(formula_capacity(line), Error);
    line = two_hourly(1);
    line.blocking = Blocking::before;
    EXPECT_NO_THROW(formula_capacity(line));
}

/// Repairers who have more to do by the clock than they can do still mend the rest at times.
TEST(Capacity, TooFewRepairersStillMakeSomething) {
    LineOf<double> line = two_hourly(1);
    const double all = formula_capacity(line).throughput_per_h;
    line.repairers = .2;
    for (auto& station : line.stations) {
        station.mtbf_h = 10;
        station.mttr_h = 10;
        station.failures = Failures::time;
    }
    line.stations[1].failures = Failures::operation;
    const double few = formula_capacity(line).throughput_per_h;
    EXPECT_GT(few, 0);
    EXPECT_LT(few, .5 * all);
}

} // namespace
} // namespace rampcast
