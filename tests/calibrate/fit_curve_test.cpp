#include "rampcast/calibrate/fit_curve.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

namespace rampcast {
namespace {

/// Chick weights of R's ChickWeight (chick 1): a ceiling that is hardly known.
const FitTimes chick_days{.from_days = {0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21}};
const std::vector<double> chick_weights{42, 51, 59, 64, 76, 93, 106, 125, 149, 171, 199, 205};

TEST(FitCurve, ALogisticAsR) {
    const CurveFit found = fit(LogisticOf<double>{}, chick_days, chick_weights);
    EXPECT_NEAR(found.value("ceiling"), 937.020565, 1e-5);
    EXPECT_NEAR(found.standard_error("ceiling"), 465.856906, 1e-5);
    EXPECT_NEAR(found.sum_of_squares, 76.66235626, 1e-7);
    // R: xmid 35.22279, scal 11.40521; AIC of nls with its constant.
    EXPECT_NEAR(found.value("midpoint_days"), 35.22279, 1e-4);
    EXPECT_NEAR(found.value("rise_days") / std::log(81.0), 11.40521, 1e-4);
    const double points = 12;
    const double log_likelihood =
        -0.5 * points * (std::log(2 * M_PI * found.sum_of_squares / points) + 1);
    EXPECT_NEAR(found.aic, 8 - 2 * log_likelihood, 1e-9);
    EXPECT_NEAR(found.bic, 4 * std::log(points) - 2 * log_likelihood, 1e-9);
    EXPECT_NEAR(found.aicc, found.aic + 2 * 4 * 5 / (points - 5), 1e-9);
}

TEST(FitCurve, BassSalesByYearAsPublished) {
    FitTimes years;
    for (int year = 0; year < 10; ++year) {
        years.from_days.push_back(365.25 * year);
        years.to_days.push_back(365.25 * (year + 1));
    }
    const std::vector<double> recorders{840,   1470,  2110, 4000, 7590,
                                        10950, 10530, 9470, 7790, 5890};
    const CurveFit found = fit(BassOf<double>{}, years, recorders, {.share_of_total = true});
    EXPECT_NEAR(found.ceiling, 67660.02493, 1e-4);
    EXPECT_NEAR(found.value("innovation_per_year"), .008788962557, 1e-11);
    EXPECT_NEAR(found.value("imitation_per_year"), .642158903, 1e-9);
    EXPECT_NEAR(found.standard_error("ceiling"), 3070.90594, 1e-4);
    EXPECT_NEAR(found.standard_error("innovation_per_year"), .00177644820, 1e-9);
    EXPECT_NEAR(found.standard_error("imitation_per_year"), .0425712928, 1e-8);
    EXPECT_NEAR(found.sum_of_squares, 3672146.26438, 1e-3);
}

/// Curves whose parameters sixty fortnights tell well.
std::vector<CurveOf<double>> clear_curves() {
    return {LinearOf<double>{400, 0.1},
            ExponentialOf<double>{150, 0.2},
            LogisticOf<double>{250, 300},
            GompertzOf<double>{200, 350},
            RichardsOf<double>{250, 300, 0.4},
            WeibullOf<double>{200, 1.7},
            LogLogisticOf<double>{180, 2.5},
            BassOf<double>{0.1, 2.5},
            HyperbolicOf<double>{120},
            WrightOf<double>{LearningTheory::unit, 0.8, 40'000},
            WrightOf<double>{LearningTheory::cumulative_average, 0.85, 40'000}};
}

class Clear : public testing::TestWithParam<std::size_t> {};

/// Without noise what is fitted is the curve, to the rounding of y magnified by how well it is
/// determined; from totals as from single times, of periods of unequal length.
TEST_P(Clear, GivesBackTheCurveFromWhichTheDataAre) {
    CurveOf<double> curve = clear_curves()[GetParam()];
    set_mature_units_per_day<double>(curve, 250.0);
    for (const bool totals : {false, true}) {
        FitTimes times;
        std::vector<double> y;
        for (int i = 0; i < 60; ++i) {
            const double from = 15.0 * i, to = from + (i % 3 == 0 ? 9 : 15);
            times.from_days.push_back(from);
            if (totals) times.to_days.push_back(to);
            y.push_back(250 *
                        (totals ? integral<double>(curve, from, to) : share<double>(curve, from)));
        }
        CurveFitOptions how;
        if (std::holds_alternative<WrightOf<double>>(curve)) how.fixed = {"mature_unit"};
        const CurveFit found = fit(curve, times, y, how);
        EXPECT_NEAR(found.ceiling, 250, 1e-4);
        for (std::size_t i = 0; i < y.size(); ++i) EXPECT_NEAR(found.fitted[i], y[i], 1e-5);
    }
}

INSTANTIATE_TEST_SUITE_P(Curves, Clear, testing::Range<std::size_t>(0, clear_curves().size()));

TEST(FitCurve, ATotalIsNotItsMiddleTimesItsLength) {
    // The first year of a steep ramp: .2149 by the integral, .1824 by the middle (of 1 a year).
    const LogisticOf<double> steep{365, std::log(81.0) / 3 * 365};
    EXPECT_NEAR(steep.integral(0, 365) / 365, 0.2149, 5e-5);
    FitTimes years;
    std::vector<double> y;
    for (int year = 0; year < 6; ++year) {
        years.from_days.push_back(365.0 * year);
        years.to_days.push_back(365.0 * (year + 1));
        y.push_back(10 * steep.integral(365.0 * year, 365.0 * (year + 1)));
    }
    const CurveFit found = fit(LogisticOf<double>{}, years, y);
    EXPECT_NEAR(found.value("midpoint_days"), 365, 1e-5);
    EXPECT_NEAR(found.value("rise_days"), steep.rise_days, 1e-4);
}

/// Noise of a known size on a known ramp, many times over.
struct Simulated {
    LogisticOf<double> curve{200, 250};
    double ceiling = 100, noise = 4;
    FitTimes times{};
    explicit Simulated(int points = 24) {
        for (int i = 0; i < points; ++i) times.from_days.push_back(25.0 * i);
    }
    std::vector<double> y(std::mt19937_64& random) const {
        std::normal_distribution<double> normal;
        std::vector<double> made;
        for (const double t : times.from_days)
            made.push_back(std::max(ceiling * curve.share(t) + noise * normal(random), 0.0));
        return made;
    }
};

/// Bands of 80 % hold 80 % of what is seen next: of 4,000 the share is within 2.6 % (four of its
/// standard errors) in all but one of 15,000 runs. Standard errors are the spread of what is fitted:
/// within 9 % (four standard errors of a spread of 1,000) in as many.
TEST(FitCurve, BandsAndStandardErrorsHoldAtLength) {
    const Simulated simulated;
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    const int runs = 1000;
    const std::vector<double> later{100, 260, 700, 900};
    int held = 0;
    double sum = 0, squares = 0, variance = 0;
    for (int run = 0; run < runs; ++run) {
        const CurveFit found = fit(LogisticOf<double>{}, simulated.times, simulated.y(random));
        sum += found.ceiling;
        squares += found.ceiling * found.ceiling;
        variance += std::pow(found.standard_error("ceiling"), 2);
        const std::vector<Band> bands = found.predict({.from_days = later});
        for (std::size_t i = 0; i < later.size(); ++i) {
            const double seen = simulated.ceiling * simulated.curve.share(later[i]) +
                                simulated.noise * normal(random);
            held += seen >= bands[i].low && seen <= bands[i].high;
        }
    }
    EXPECT_NEAR(held / 4000.0, 0.8, 0.026);
    const double spread = std::sqrt(squares / runs - std::pow(sum / runs, 2));
    EXPECT_NEAR(std::sqrt(variance / runs) / spread, 1, 0.09);
}

std::string message(const CurveOf<double>& curve, const FitTimes& times,
                    const std::vector<double>& y, const CurveFitOptions& how = {}) {
    try {
        fit(curve, times, y, how);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(FitCurve, SaysWhenTwoParametersStandForOneAnother) {
    // Of a share of all units only ceiling (1 - start_share) acts: no pair of them is best.
    FitTimes weeks;
    std::vector<double> y;
    const ExponentialOf<double> truth{80, 0.3};
    for (int i = 0; i < 30; ++i) {
        weeks.from_days.push_back(7.0 * i);
        weeks.to_days.push_back(7.0 * (i + 1));
        y.push_back(1000 * (truth.share(7.0 * (i + 1)) - truth.share(7.0 * i)) + 2 + i % 3);
    }
    const std::string words = message(ExponentialOf<double>{}, weeks, y, {.share_of_total = true});
    EXPECT_NE(words.find("can be changed together"), std::string::npos) << words;
}

TEST(FitCurve, RefusesKindsWithoutParts) {
    EXPECT_THROW(fit(TabulatedOf<double>{}, chick_days, chick_weights), Error);
    EXPECT_THROW(fit(CurveProductOf<double>{}, chick_days, chick_weights), Error);
}

TEST(FitCurve, RefusesByRow) {
    const LogisticOf<double> curve{};
    EXPECT_EQ(message(curve, {{1, 2, 3, 4}, {}}, {1, -2, 3, 4}),
              "row 2: y is -2, must be at least 0");
    EXPECT_EQ(message(curve, {{1, 2, 2, 4}, {}}, {1, 2, 3, 4}),
              "row 3: t is 2, must be greater than 2, that of the row before");
    EXPECT_EQ(message(curve, {{1, 2}, {2, 2}}, {1, 2}),
              "row 2: its stretch ends at 2, must be after it begins at 2");
    EXPECT_EQ(message(curve, {{0, 2, 3}, {2.5, 3, 4}}, {1, 2, 3}),
              "row 2: begins at 2, must be at least 2.5, that of the row before's end");
    EXPECT_EQ(message(curve, {{1, 2}, {}}, {1, 2}),
              "there are 2 points, must be at least 3, one for each parameter: ceiling, "
              "midpoint_days, rise_days");
    EXPECT_EQ(
        message(curve, {{1, 2, 3, 4}, {}}, {1, 2, 3, 4}, {.fixed = {"rise"}}),
        "fixed is \"rise\", which is not a parameter of Logistic; the nearest is \"rise_days\"");
    // Growth without an end has no ceiling.
    EXPECT_NE(
        message(curve, {{1, 2, 3, 4, 5, 6}, {}}, {1, 2, 4, 8, 16, 32}).find("did not converge"),
        std::string::npos);
}

} // namespace
} // namespace rampcast
