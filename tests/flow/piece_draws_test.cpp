#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "rampcast/flow/piece_draws.hpp"

namespace rampcast {
namespace {

constexpr int draw_lanes = 2 * detail::ChunkTypes<double>::width;

StationOf<double> drawn_station(double scv, CycleTimeShape shape = CycleTimeShape::gamma) {
    StationOf<double> s;
    s.name = "test";
    s.cycle_time_s = 20;
    s.cycle_time_scv = scv;
    s.cycle_time_shape = shape;
    return s;
}

/// Mean and squared coefficient of variation of many times, by lanes; each must equal the single
/// draw of its address to the bit.
struct DrawnMoments {
    double mean = 0, scv = 0;
};
DrawnMoments moments_of(const ServiceDraws& draws) {
    constexpr std::uint64_t quads = 25000;
    double sum = 0, squares = 0, count = 0;
    for (std::uint64_t quad = 0; quad < quads; ++quad) {
        Lanes<double, draw_lanes> times[4];
        draws.seconds<draw_lanes>(3, quad, times);
        for (std::size_t k = 0; k < 4; ++k)
            for (int lane = 0; lane < draw_lanes; ++lane) {
                const double time = times[k][lane];
                sum += time;
                squares += time * time;
                ++count;
                if (quad < 100) {
                    EXPECT_EQ(time,
                              draws.seconds(3 + static_cast<std::uint32_t>(lane), 4 * quad + k));
                }
            }
    }
    const double mean = sum / count;
    return {mean, (squares / count - mean * mean) / (mean * mean)};
}

/// Means within 4.5 standard errors (false alarm below 1e-5 each), spreads within some per cent.
TEST(PieceDraws, TimesHaveTheirMeanAndSpreadAtLength) {
    const double error = 20 / std::sqrt(4. * 25000 * draw_lanes);
    for (const auto shape : {CycleTimeShape::gamma, CycleTimeShape::lognormal})
        for (const double scv : {0., 0.05, 0.5, 1., 2., 5.}) {
            const ServiceDraws draws(7, "stations.test", drawn_station(scv, shape));
            const DrawnMoments m = moments_of(draws);
            EXPECT_NEAR(m.mean, 20, 4.5 * error * std::sqrt(scv) + 1e-12) << scv;
            EXPECT_NEAR(m.scv, scv, (0.02 + 0.03 * scv) * scv) << scv;
        }
}
TEST(PieceDraws, ObservedTimesAreScaledToTheMean) {
    StationOf<double> s = drawn_station(0);
    s.observed_times_s = {9, 1, 2};
    const ServiceDraws draws(7, "stations.test", s);
    std::set<double> seen;
    for (std::uint64_t n = 0; n < 200; ++n) seen.insert(draws.seconds(0, n));
    EXPECT_EQ(seen, (std::set<double>{20 * (1 / 4.), 20 * (2 / 4.), 20 * (9 / 4.)}));
    EXPECT_NEAR(moments_of(draws).mean, 20, 0.2);
}
TEST(PieceDraws, HandlingAndPerformanceAreInTheTime) {
    StationOf<double> s = drawn_station(1);
    const ServiceDraws plain(7, "stations.test", s);
    s.handling_time_s = 5;
    s.performance = 0.5;
    const ServiceDraws slow(7, "stations.test", s);
    for (std::uint64_t n = 0; n < 20; ++n)
        EXPECT_DOUBLE_EQ(slow.seconds(1, n), (plain.seconds(1, n) + 5) / 0.5);
    EXPECT_NEAR(moments_of(slow).mean, 50, 0.5);
}
/// Exponential and nearly exponential times of one address are nearly equal, so that variants of
/// a line share their luck; longer means give longer times, piece by piece.
TEST(PieceDraws, VariantsShareTheirLuck) {
    const ServiceDraws one(7, "stations.test", drawn_station(1));
    const ServiceDraws near(7, "stations.test", drawn_station(1.0001));
    for (std::uint64_t n = 0; n < 500; ++n) {
        EXPECT_NEAR(one.seconds(0, n), near.seconds(0, n), 0.02);
        EXPECT_GT(one.seconds(0, n, 21), one.seconds(0, n));
    }
}
TEST(PieceDraws, AddressesDiffer) {
    const PieceStream a(1, "stations.a.service"), b(1, "stations.b.service"),
        other_seed(2, "stations.a.service");
    std::set<std::uint32_t> seen;
    for (std::uint32_t replication = 0; replication < 4; ++replication)
        for (std::uint64_t n : {0u, 1u, 4u, 5u})
            for (std::uint32_t part = 0; part < 3; ++part) {
                seen.insert(a.bits(replication, n, part));
                seen.insert(b.bits(replication, n, part));
                seen.insert(other_seed.bits(replication, n, part));
            }
    EXPECT_EQ(seen.size(), 144u);
    EXPECT_NE(a.bits(0, 0), a.bits(0, std::uint64_t{1} << 34));
}
/// The layout of the addresses is frozen: a known answer.
TEST(PieceDraws, KnownAnswer) {
    const PieceStream stream(1, "line.L.stations.a.service");
    const std::array<std::uint32_t, 4> words = {stream.bits(0, 0), stream.bits(0, 3),
                                                stream.bits(5, 1000, 2),
                                                stream.bits(1, (std::uint64_t{1} << 34) + 1)};
    EXPECT_EQ(words,
              (std::array<std::uint32_t, 4>{1730740369u, 3352257089u, 2571501836u, 638094388u}));
}
/// Failures of a service are a Poisson process over its work: mean number work / MTBF, mean down
/// time that times MTTR. Within 4.5 standard errors.
TEST(PieceDraws, FailuresFollowWork) {
    const FailureDraws mode(7, "stations.test.failures", {.mtbf_h = 0.5, .mttr_h = 0.1});
    ASSERT_TRUE(mode.forgets());
    constexpr int services = 40000;
    const double work_s = 0.4 * 1800;
    double down = 0;
    int without = 0;
    for (std::uint64_t n = 0; n < services; ++n) {
        const double here = mode.down_s(2, n, work_s);
        down += here;
        without += here == 0;
        if (n < 100) {
            Lanes<double, draw_lanes> bound[4];
            mode.least_up_s<draw_lanes>(2, n / 4, bound);
            EXPECT_LE(bound[n % 4][0], mode.up_s(2, n, 0));
        }
    }
    // A compound Poisson sum of exponentials has variance 2 × mean number × MTTR².
    EXPECT_NEAR(down / services, 0.4 * 360, 4.5 * 360 * std::sqrt(2 * 0.4 / services));
    EXPECT_NEAR(without, services * std::exp(-0.4), 4.5 * std::sqrt(services * 0.23));
}
TEST(PieceDraws, ModesAreSortedByWhatTheyFollow) {
    StationOf<double> s = drawn_station(1);
    s.mtbf_h = 2;
    s.mttr_h = 0.2;
    s.failures = Failures::time;
    s.failure_modes = {{.name = "jam", .mtbf_h = 1, .mttr_h = 0.1}};
    const StationDraws draws(7, station_stream(2), s);
    ASSERT_EQ(draws.clock_failures.size(), 1u);
    ASSERT_EQ(draws.work_failures.size(), 1u);
    EXPECT_EQ(draws.clock_failures[0].mean_up_s(), 7200);
    EXPECT_EQ(draws.work_failures[0].mean_repair_s(), 360);
    EXPECT_EQ(station_stream(0), "stations.1");
    EXPECT_EQ(station_stream(1, true), "rework_stations.2");
}

} // namespace
} // namespace rampcast
