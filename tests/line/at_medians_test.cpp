#include "rampcast/line/at_medians.hpp"

#include <gtest/gtest.h>

#include "rampcast/plant/plant.hpp"

namespace rampcast {
namespace {

TEST(AtMedians, OfALine) {
    LineOf<Uncertain> line;
    line.name = "L1";
    StationOf<Uncertain> s;
    s.name = "a";
    s.cycle_time_s = Triangular{.low = 50, .mode = 60, .high = 70};
    line.stations = {s};
    EXPECT_NEAR(at_medians(line).stations[0].cycle_time_s, 60, 1e-9);
    EXPECT_EQ(at_medians(line).stations[0].places, 1);
}

TEST(AtMedians, TakeAMeanThatIsLeftOutFromTheTimesObserved) {
    Line line{.name = "L1", .stations = {{.name = "a", .observed_times_s = {30, 60, 120}}}};
    EXPECT_EQ(at_medians(line).stations[0].cycle_time_s, 70);
    line.stations[0].cycle_time_s = 50;
    EXPECT_EQ(at_medians(line).stations[0].cycle_time_s, 50);
}

TEST(AtMedians, OfACurve) {
    LinearOf<Uncertain> curve;
    curve.rise_days = Uniform{.low = 10, .high = 30};
    const CurveOf<double> found = at_medians(CurveOf<Uncertain>{curve});
    EXPECT_NEAR(std::get<LinearOf<double>>(found).rise_days, 20, 1e-9);
}

} // namespace
} // namespace rampcast
