#include "rampcast/line/visits.hpp"

#include <gtest/gtest.h>

#include <random>

namespace rampcast {
namespace {

StationOf<double> visited(const char* name, double yield) {
    StationOf<double> s;
    s.name = name;
    s.cycle_time_s = 60;
    s.first_pass_yield = yield;
    return s;
}

TEST(Visits, MendedAtTheStation) {
    const auto unlimited = passes_until_good(.9, 1.);
    EXPECT_NEAR(unlimited.visits, 1.111111, 5e-7);
    EXPECT_NEAR(unlimited.good, 1, 1e-15);
    const double two = 2;
    const auto limited = passes_until_good(.9, 1., &two);
    EXPECT_NEAR(limited.visits, 1.1, 1e-14);
    EXPECT_NEAR(limited.good, .99, 1e-14);
    EXPECT_NEAR(limited.scrapped, .01, 1e-14);
    const double one = 1;
    EXPECT_NEAR(passes_until_good(.9, 1., &one).visits, 1, 1e-15);
    EXPECT_NEAR(passes_until_good(.9, 1., &one).good, .9, 1e-15);
}

TEST(Visits, MendedOffLine) {
    LineOf<double> line;
    line.stations = {visited("test", .92)};
    line.stations[0].rework_at = "debug";
    line.rework_stations = {visited("debug", .8)};
    line.rework_stations[0].on_failure = OnFailure::scrap;
    const auto v = visits(line);
    EXPECT_NEAR(v.passes[0].visits, 1.068376, 5e-7);
    EXPECT_NEAR(v.passes[0].good, .982906, 5e-7);
    EXPECT_NEAR(v.passes[0].scrapped, .017094, 5e-7);
    EXPECT_NEAR(v.stations[0], 1.068376 / .982906, 1e-6);
    EXPECT_NEAR(v.rework_stations[0], .08 * 1.068376 / .982906, 1e-6);
    EXPECT_NEAR(v.started * .982906, 1, 1e-6);
}

TEST(Visits, RolledYield) {
    LineOf<double> line;
    line.stations = {visited("a", .98), visited("b", .95), visited("c", .99)};
    for (auto& s : line.stations) s.on_failure = OnFailure::scrap;
    const auto v = visits(line);
    EXPECT_NEAR(1 / v.started, .921690, 5e-7);
    EXPECT_NEAR(v.stations[0], 1 / (.98 * .95 * .99), 1e-14);
    EXPECT_NEAR(v.stations[2], 1 / .99, 1e-14);
}

/// Passes drawn piece by piece; each mean is within 5 standard errors (a false alarm once in a
/// million).
TEST(Visits, AsDrawnPieceByPiece) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> u(0, 1);
    const double yield = .7, mended = .8, most = 3;
    const int pieces = 200'000;
    double visits = 0, good = 0, sent = 0;
    for (int i = 0; i < pieces; ++i)
        for (int pass = 1;; ++pass) {
            ++visits;
            if (u(random) < yield) {
                ++good;
                break;
            }
            if (pass == static_cast<int>(most)) break;
            ++sent;
            if (!(u(random) < mended)) break;
        }
    const auto expected = passes_until_good(yield, mended, &most);
    EXPECT_NEAR(visits / pieces, expected.visits, 5 * .6 / std::sqrt(pieces));
    EXPECT_NEAR(good / pieces, expected.good, 5 * .3 / std::sqrt(pieces));
    EXPECT_NEAR(sent / pieces, expected.sent_to_mend, 5 * .6 / std::sqrt(pieces));
}

TEST(Visits, UnknownReworkStation) {
    LineOf<double> line;
    line.name = "L1";
    line.stations = {visited("test", .92)};
    line.stations[0].rework_at = "nowhere";
    EXPECT_THROW(visits(line), Error);
}

} // namespace
} // namespace rampcast
