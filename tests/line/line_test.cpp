#include <gtest/gtest.h>

#include <array>

#include "rampcast/line/mature_rate.hpp"
#include "rampcast/line/oee.hpp"

namespace rampcast {
namespace {

/// A shift of 480 min with 60 of breaks and 47 down, ideal cycle 1 s, 19,271 made, 423 rejected;
/// factors to the six digits published for the example.
TEST(Oee, FactorsOfAShift) {
    const Oee o = oee(7, 47. / 60, 1, 19271, 423);
    EXPECT_NEAR(o.availability, .888095, 5e-7);
    EXPECT_NEAR(o.effectiveness, .861081, 5e-7);
    EXPECT_NEAR(o.quality, .978050, 5e-7);
    EXPECT_NEAR(o.oee, .747937, 5e-7);
    EXPECT_NEAR(o.teep, .218148, 5e-7);
    EXPECT_NEAR(o.oee, 1. * (19271 - 423) / (7 * 3600), 1e-15);
}
TEST(Oee, RefusesWhatCannotBe) {
    EXPECT_EQ(oee(7, 1, 60, 0, 0).oee, 0) << "nothing made";
    EXPECT_THROW(oee(7, 1, 60, -1, 0), Error);
    EXPECT_THROW(oee(0, 0, 1, 1, 0), Error);
    EXPECT_THROW(oee(7, 8, 1, 1, 0), Error);
    EXPECT_THROW(oee(7, 0, -1, 1, 0), Error);
    EXPECT_THROW(oee(7, 0, 1, 10, 11), Error);
    EXPECT_THROW(oee(7, 0, 1, 10, 0, 6), Error);
}

StationOf<double> station(double cycle_s, double places, double yield = 1) {
    StationOf<double> s;
    s.cycle_time_s = cycle_s;
    s.places = places;
    s.first_pass_yield = yield;
    return s;
}

TEST(Station, RateIsPlacesOverTime) {
    StationOf<double> s = station(48 * 3600., 96, .92);
    s.handling_time_s = 4 * 3600;
    EXPECT_NEAR(good_rate_per_h(s), 96 * .92 / 52, 1e-14);
    s.mtbf_h = 744;
    s.mttr_h = 248;
    EXPECT_NEAR(availability(s), .75, 1e-15);
    EXPECT_NEAR(good_rate_per_h(s), 96 * .92 * .75 / 52, 1e-14);
    s.batch = 4;
    s.performance = .5;
    EXPECT_NEAR(good_rate_per_h(s), 2 * 96 * .92 * .75 / 52, 1e-14);
}

/// 20,000 a year on 2 lines, 250 days of 2 shifts of 10 h, is a piece every 30 min a line; with
/// 72 h of burn-in, 4 h of handling, 92 % first pass and .94 of the time, 345 days a year, it
/// takes about 205 places.
TEST(Line, TheArithmeticOfTwentyThousand) {
    LineOf<double> line;
    line.stations = {station(1800, 1)};
    const std::array<double, 1> own{-1};
    const double hours = 250 * 20 / days_per_year;
    EXPECT_NEAR(mature_rate<double>(line, hours, own, 24).units_per_day * days_per_year, 10000,
                1e-9);
    line.stations = {station(72 * 3600., 205, .92)};
    line.stations[0].handling_time_s = 4 * 3600;
    line.stations[0].performance = .94;
    const double burn_in =
        mature_rate<double>(line, 345 * 24 / days_per_year, own, 24).units_per_day;
    EXPECT_NEAR(burn_in * days_per_year, 20000, 20000 * .04);
}

TEST(Line, TheSlowestStationSetsTheRateOverItsOwnHours) {
    LineOf<double> line;
    line.stations = {station(600, 1), station(3600, 4), station(300, 1)};
    const std::array<double, 3> own{-1, 24, -1};
    const auto rate = mature_rate<double>(line, 10, own, 24);
    EXPECT_NEAR(rate.units_per_day, 60, 1e-12); // 6 an hour for 10 h; the second makes 96
    EXPECT_EQ(rate.bottleneck, 0);
    const std::array<double, 3> shift{-1, -1, -1};
    EXPECT_EQ(mature_rate<double>(line, 10, shift, 24).bottleneck, 1);
}

TEST(Line, ScrapMakesTheStationsBeforeWorkMore) {
    LineOf<double> line;
    line.stations = {station(3600, 1), station(360, 1, .8)};
    line.stations[1].on_failure = OnFailure::scrap;
    const std::array<double, 2> own{-1, -1};
    EXPECT_NEAR(mature_rate<double>(line, 24, own, 24).units_per_day, 24 * .8, 1e-12);
    line.stations[1].on_failure = OnFailure::repair;
    EXPECT_NEAR(mature_rate<double>(line, 24, own, 24).units_per_day, 24, 1e-12);
}

TEST(Line, ANameplateFollowsTheHours) {
    LineOf<double> line;
    line.nameplate = NameplateOf<double>{3650, ""};
    const std::array<double, 0> own{};
    EXPECT_NEAR(mature_rate<double>(line, 8, own, 8).units_per_day, 10, 1e-12);
    EXPECT_NEAR(mature_rate<double>(line, 16, own, 8).units_per_day, 20, 1e-12);
}

} // namespace
} // namespace rampcast
