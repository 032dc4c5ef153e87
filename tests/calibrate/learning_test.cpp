#include "rampcast/calibrate/learning.hpp"

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace rampcast {
namespace {

constexpr LearningTheory unit = LearningTheory::unit, average = LearningTheory::cumulative_average;

/// Hours of lots by adding up units, the plain way: 80 %, 1,000 hours, 95 % at twice the rate.
std::vector<Lot> lots(LearningTheory theory, bool rated) {
    const double b = std::log2(0.8);
    std::vector<Lot> made;
    int first = 1, count = 0;
    for (const int units : {1, 4, 10, 20, 40, 60, 25}) {
        Lot lot{static_cast<double>(first), static_cast<double>(first + units - 1), 0};
        for (int x = first; x < first + units; ++x)
            lot.hours += theory == unit ? 1000 * std::pow(x, b)
                                        : 1000 * (std::pow(x, 1 + b) - std::pow(x - 1, 1 + b));
        if (rated) {
            lot.units_per_day = 0.1 * (1 + (count++ * 5) % 7);
            lot.hours *= std::pow(lot.units_per_day, std::log2(0.95));
        }
        made.push_back(lot);
        first += units;
    }
    return made;
}

TEST(Learning, GivesBackTheCurveOfLotsByEachTheory) {
    for (const LearningTheory theory : {unit, average})
        for (const LearningErrors errors :
             {LearningErrors::relative, LearningErrors::absolute, LearningErrors::midpoints})
            for (const bool rated : {false, true}) {
                const std::vector<Lot> seen = lots(theory, rated);
                const LearningFit found = fit_learning(seen, theory, errors, rated);
                EXPECT_NEAR(found.value("first_unit_hours"), 1000, 1e-6);
                EXPECT_NEAR(found.value("learning_rate"), 0.8, 1e-10);
                if (rated) {
                    EXPECT_NEAR(found.value("rate_effect"), 0.95, 1e-10);
                }
                const std::vector<Band> again = found.predict(seen);
                for (std::size_t i = 0; i < seen.size(); ++i)
                    EXPECT_NEAR(again[i].value * (seen[i].last - seen[i].first + 1) / seen[i].hours,
                                1, 1e-9);
            }
}

TEST(Learning, TheSameHoursAreAnotherRateByTheOtherTheory) {
    const double other = fit_learning(lots(unit, false), average).value("learning_rate");
    EXPECT_GT(other, 0.81);
    EXPECT_LT(other, 0.9);
}

/// Values of the power law of learning: 85 %, 100 hours.
TEST(Learning, CheckValues) {
    std::vector<Lot> units;
    for (const double x : {1.0, 2.0, 10.0, 100.0, 125.0})
        units.push_back({x, x, 100 * std::pow(x, std::log2(0.85))});
    EXPECT_NEAR(units.back().hours, 32.23647, 5e-6);
    const LearningFit found = fit_learning(units, unit);
    const std::vector<Lot> all{{1, 125, 1}};
    EXPECT_NEAR(found.predict(all)[0].value * 125, 5201.085148, 1e-6);
    EXPECT_NEAR(found.predict(std::vector<Lot>{{125, 125, 1}})[0].value, 32.23647, 5e-6);
}

/// The lot's average is the hours of its midpoint.
TEST(Learning, Midpoints) {
    const double b = std::log2(0.85);
    double sum = 0;
    for (int x = 6; x <= 15; ++x) sum += std::pow(x, b);
    EXPECT_NEAR(lot_midpoint(6, 15, unit, 0.85), std::pow(sum / 10, 1 / b), 1e-10);
    // The common approximation by an integral is near.
    const double about =
        std::pow((std::pow(15.5, 1 + b) - std::pow(5.5, 1 + b)) / (10 * (1 + b)), 1 / b);
    EXPECT_NEAR(lot_midpoint(6, 15, unit, 0.85), about, 0.01);
    EXPECT_EQ(lot_midpoint(6, 15, unit, 1), 10.5);
}

/// Of single units the regression of logarithms has a closed form.
TEST(Learning, RelativeErrorsOfUnitsAreALineOfLogarithms) {
    const std::vector<double> x{1, 2, 3, 5, 8, 13, 21}, hours{100, 83, 71, 60, 49, 44, 38};
    std::vector<Lot> seen;
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        seen.push_back({x[i], x[i], hours[i]});
        const double u = std::log2(x[i]), v = std::log(hours[i]);
        n += 1, sx += u, sy += v, sxx += u * u, sxy += u * v;
    }
    const double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    const double level = (sy - slope * sx) / n;
    for (const LearningErrors errors : {LearningErrors::relative, LearningErrors::midpoints}) {
        const LearningFit found = fit_learning(seen, unit, errors);
        EXPECT_NEAR(found.value("learning_rate"), std::exp(slope), 1e-10);
        EXPECT_NEAR(found.value("first_unit_hours"), std::exp(level), 1e-7);
        const double error =
            found.residual_sd * std::sqrt(n / (n * sxx - sx * sx)) * std::exp(slope);
        EXPECT_NEAR(found.standard_error("learning_rate"), error, 1e-10);
    }
}

TEST(Learning, RefusesByRow) {
    const auto message = [](const std::vector<Lot>& seen, bool rated = false) -> std::string {
        try {
            fit_learning(seen, unit, LearningErrors::relative, rated);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_EQ(message({{1, 1, 10}, {3, 2, 10}, {4, 5, 1}}),
              "row 2: last is 2, must be at least 3 and at most 1e+12");
    EXPECT_EQ(message({{1, 1, 10}, {2, 2, 0}, {4, 5, 1}}),
              "row 2: hours is 0, must be greater than 0");
    EXPECT_NE(message({{1, 1, 10}}).find("there is 1 point"), std::string::npos);
}

} // namespace
} // namespace rampcast
