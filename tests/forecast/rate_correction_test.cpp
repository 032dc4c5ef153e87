#include "rampcast/forecast/rate_correction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "rampcast/flow/simulate.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/rate_fit.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/line/formula_capacity.hpp"
#include "rampcast/plant/drivers.hpp"

namespace rampcast {
namespace {

Station timed(const std::string& name, Uncertain cycle_time_s, double scv) {
    Station s;
    s.name = name;
    s.cycle_time_s = cycle_time_s;
    s.cycle_time_scv = scv;
    return s;
}
Line shared_crew(Uncertain people) {
    Line line{.name = "L", .starts = date(2024, 1, 1)};
    for (int i = 0; i < 5; ++i) {
        line.stations.push_back(timed("s" + std::to_string(i), Uncertain(60), .4));
        line.stations.back().places = 2;
        line.stations.back().crew = "team";
    }
    line.buffers = {2, 4, 1, 3};
    line.crews = {{"team", people}};
    return line;
}

TEST(RateCorrection, NoneWhereTheFormulaIsExact) {
    Line line{.name = "L", .starts = date(2024, 1, 1)};
    line.stations = {timed("a", Pert{50, 60, 75}, .5), timed("b", Uncertain(50), 1)};
    EXPECT_EQ(rate_correction(line, {}), nullptr);
    line.stations.clear();
    line.nameplate = Nameplate{.units_per_year = 100};
    EXPECT_EQ(rate_correction(line, {}), nullptr);
}

/// A year of a line of certain numbers is what a simulation makes of it, within .5 %; the formula
/// alone is off by more. A line that did not change is not simulated again.
TEST(RateCorrection, AForecastMakesWhatSimulationMakesAtLength) {
    const Line line = shared_crew(8);
    const auto found = rate_correction(line, {});
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->points, 1);
    EXPECT_EQ(found, rate_correction(shared_crew(8), {}));
    const double per_h = simulate(line, {.pieces = 20'000}).throughput_per_h;
    EXPECT_GT(std::abs(std::expm1(found->level)), .01);
    const Plant plant{.id = "p", .lines = {line}};
    const Forecast f =
        forecast(plant, {.start = date(2024, 1, 1), .end = date(2025, 1, 1)}, {.paths = 256});
    EXPECT_NEAR(f.at(Metric::units, year(2024)).p50, 366 * 24 * per_h, .005 * 366 * 24 * per_h);
}

/// So it is of a line whose stations feed each other, of which the formula knows a bound only.
TEST(RateCorrection, AForecastAssemblesAsSimulationDoesAtLength) {
    Line line{.name = "L", .starts = date(2024, 1, 1)};
    for (const char* name : {"boards", "chassis", "assembly"})
        line.stations.push_back(timed(name, Uncertain(60), 1));
    line.feeds = {{.from = "boards", .to = "assembly", .buffer = 2},
                  {.from = "chassis", .to = "assembly", .buffer = 3}};
    const double per_h = simulate(line, {.pieces = 40'000}).throughput_per_h;
    EXPECT_LT(per_h, 50); // of 60 that each could make
    const Plant plant{.id = "p", .lines = {line}};
    const Forecast f =
        forecast(plant, {.start = date(2024, 1, 1), .end = date(2025, 1, 1)}, {.paths = 256});
    EXPECT_NEAR(f.at(Metric::units, year(2024)).p50, 366 * 24 * per_h, .01 * 366 * 24 * per_h);
}

/// Which of two stations is the slower counts: no term by itself says that, three together do.
TEST(RateCorrection, TermsThatOnlyTogetherSayAnything) {
    std::vector<detail::RatePoint> points;
    const auto truth = [](double a, double b) {
        const double apart = std::log(a / b);
        return -.4 + 5 * apart * apart;
    };
    for (int i = 0; i < 32; ++i) {
        const double a = 500 + 200 * std::fmod(.5 + .618034 * i, 1.);
        const double b = 500 + 200 * std::fmod(.5 + .754878 * i, 1.);
        const double noise = .004 * ((i * 7) % 5 - 2);
        points.push_back({truth(a, b) + noise, .01, {a, b, 100. + (i * 11) % 32}});
    }
    const RateCorrection found = detail::smooth(points, {"a", "b", "c"});
    EXPECT_LT(found.error, .01);
    ASSERT_GE(found.numbers.size(), 2u);
    const double a = 520, b = 680, c = 110;
    std::vector<const double*> at;
    for (const auto& number : found.numbers)
        at.push_back(number.path == "a" ? &a : number.path == "b" ? &b : &c);
    EXPECT_NEAR(std::log(found.factor<double>(at)), truth(a, b), .03);
}

/// Where people are uncertain, each number of them gives what a simulation gives: within 4 %, the
/// polynomial's error of one and a half per cent two and a half times over.
TEST(RateCorrection, FollowsWhatIsUncertainAtLength) {
    const Line line = shared_crew(Uniform{5, 10});
    const auto found = rate_correction(line, {});
    ASSERT_NE(found, nullptr);
    EXPECT_LT(found->error, .02);
    ASSERT_LE(found->numbers.size(), 1u);
    for (const double people : {6., 8., 10.}) {
        Line certain = line;
        certain.correction.found = found;
        certain.crews[0].people = people;
        const Plant plant{.id = "p", .lines = {certain}};
        const double per_h = simulate(certain, {.pieces = 10'000}).throughput_per_h;
        const std::vector<const double*> at(found->numbers.size(), &people);
        const double formula = formula_capacity(certain, {}, false).throughput_per_h;
        EXPECT_NEAR(formula * found->factor<double>(at), per_h, .04 * per_h) << people;
    }
}

} // namespace
} // namespace rampcast
