#include "rampcast/calibrate/fit_many.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace rampcast {
namespace {

struct Series {
    FitTimes times{};
    std::vector<double> y{};
    std::size_t points = 36;

    /// Ramps of all kinds, some barely begun; evenly spaced or not.
    Series(std::size_t count, bool even, std::mt19937_64& random) {
        std::uniform_real_distribution<double> u;
        std::normal_distribution<double> normal;
        for (std::size_t i = 0; i < points; ++i) {
            const auto at = static_cast<double>(i);
            times.from_days.push_back(100 + 30 * at + (even ? 0 : 9 * std::sin(at)));
        }
        for (std::size_t s = 0; s < count; ++s) {
            const double ceiling = 500 + 1000 * u(random), slope = .004 + .03 * u(random);
            const double midpoint = 300 + 700 * u(random), noise = ceiling * .05 * u(random);
            for (const double t : times.from_days)
                y.push_back(std::max(0.0, ceiling / (1 + std::exp(-slope * (t - midpoint))) +
                                              noise * normal(random)));
        }
    }
    std::span<const double> row(std::size_t s) const {
        return std::span(y).subspan(s * points, points);
    }
};

/// What lanes find is what one fit finds: parameters to 1e-7 (steps end when what is left is a
/// 1e-8th), errors to 1e-5 (they are those before the last step).
TEST(FitMany, IsEachSeriesFittedByItself) {
    std::mt19937_64 random(3);
    for (const bool even : {true, false}) {
        const Series all(60, even, random);
        const ManyFits many = fit_many(LogisticOf<double>{}, all.times, all.y);
        ASSERT_EQ(many.series, 60u);
        EXPECT_TRUE(many.reasons.empty());
        for (std::size_t s = 0; s < many.series; ++s) {
            const CurveFit one = fit(LogisticOf<double>{}, all.times, all.row(s));
            for (std::size_t j = 0; j < 3; ++j) {
                const double value = one.parameters[j].value,
                             error = one.parameters[j].standard_error;
                EXPECT_NEAR(many.values[s * 3 + j] / value, 1, 1e-7) << s << " " << many.names[j];
                EXPECT_NEAR(many.standard_errors[s * 3 + j] / error, 1, 1e-5) << s;
            }
            EXPECT_NEAR(many.sum_of_squares[s] / one.sum_of_squares, 1, 1e-8);
        }
    }
}

TEST(FitMany, LeavesOutWhatIsMissing) {
    std::mt19937_64 random(4);
    Series all(20, true, random);
    for (std::size_t s = 0; s < 20; ++s) all.y[s * 36 + s] = NAN, all.y[s * 36 + 35 - s / 2] = NAN;
    const ManyFits many = fit_many(LogisticOf<double>{}, all.times, all.y);
    for (std::size_t s = 0; s < 20; ++s) {
        FitTimes times;
        std::vector<double> y;
        for (std::size_t i = 0; i < 36; ++i)
            if (!std::isnan(all.row(s)[i]))
                times.from_days.push_back(all.times.from_days[i]), y.push_back(all.row(s)[i]);
        const CurveFit one = fit(LogisticOf<double>{}, times, y);
        EXPECT_NEAR(many.values[s * 3] / one.ceiling, 1, 1e-7);
        EXPECT_NEAR(many.standard_errors[s * 3] / one.parameters[0].standard_error, 1, 1e-5);
    }
}

TEST(FitMany, SaysOfEachSeriesWhatIsWrong) {
    std::mt19937_64 random(5);
    Series all(6, true, random);
    for (std::size_t i = 0; i < 36; ++i) {
        all.y[36 + i] = 0;
        if (i > 1) all.y[2 * 36 + i] = NAN;
        all.y[3 * 36 + i] = std::exp(0.2 * static_cast<double>(i));
    }
    all.y[4 * 36 + 7] = -1;
    const ManyFits many = fit_many(LogisticOf<double>{}, all.times, all.y);
    EXPECT_EQ(many.reasons.size(), 4u);
    EXPECT_EQ(many.reasons.at(1), "every y is 0, must not all be; there is nothing to fit");
    EXPECT_NE(many.reasons.at(2).find("there are 2 points"), std::string::npos);
    EXPECT_NE(many.reasons.at(3).find("did not converge"), std::string::npos) << many.reasons.at(3);
    EXPECT_EQ(many.reasons.at(4), "row 8: y is -1, must be at least 0");
    for (const std::size_t s : {1u, 2u, 3u, 4u}) EXPECT_TRUE(std::isnan(many.values[s * 3]));
    EXPECT_FALSE(std::isnan(many.values[5 * 3]));
    EXPECT_THROW(fit_many(LogisticOf<double>{}, {{1, 1}, {}}, std::vector<double>(4, 1.0)), Error);
}

} // namespace
} // namespace rampcast
