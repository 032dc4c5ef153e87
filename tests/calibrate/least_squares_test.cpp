#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "calibrate/nist.hpp"
#include "rampcast/calibrate/fit_formula.hpp"

namespace rampcast {
namespace {

/// How many digits of a certified value are met.
double digits(double found, double certified) {
    return found == certified ? 15 : -std::log10(std::abs(found - certified) / std::abs(certified));
}

/// Lanczos1 is generated data: what is left are the digits its y were printed to, so that neither
/// its sum of squares nor, in proportion, the standard errors come out of the file.
const std::string rounded_residuals = "Lanczos1";

void certified(const std::string& name, const test::NistSet& set, bool second) {
    SCOPED_TRACE(name + (second ? " from the second start" : " from the first start"));
    test::with_nist_formula(name, [&](const auto& formula, const auto&) {
        FormulaFit how;
        for (const test::NistParameter& each : set.parameters)
            how.start.push_back(second ? each.second_start : each.first_start);
        const Fit found =
            fit(formula, std::span<const test::NistX>(set.x), std::span<const double>(set.y), how);
        for (std::size_t j = 0; j < set.parameters.size(); ++j)
            EXPECT_GE(digits(found.parameters[j].value, set.parameters[j].value), 8)
                << "b" << j + 1;
        if (name == rounded_residuals) return;
        for (std::size_t j = 0; j < set.parameters.size(); ++j)
            EXPECT_GE(digits(found.parameters[j].standard_error, set.parameters[j].standard_error),
                      6)
                << "of b" << j + 1;
        EXPECT_GE(digits(found.sum_of_squares, set.sum_of_squares), 8);
    });
}

TEST(Nist, CertifiedParametersFromTheSecondStartOfSome) {
    const auto sets = test::nist_sets();
    for (const std::string name : {"BoxBOD", "MGH10", "Misra1a", "Nelson", "Rat43", "Roszman1"})
        certified(name, sets.at(name), true);
}

TEST(Nist, CertifiedParametersOfAllFromBothStartsAtLength) {
    const auto sets = test::nist_sets();
    EXPECT_EQ(sets.size(), 27u);
    for (const auto& [name, set] : sets)
        for (const bool second : {false, true}) certified(name, set, second);
}

TEST(Nist, WhatIsLinearIsFound) {
    for (const auto& each_set : test::nist_sets()) {
        const auto& set = each_set.second;
        SCOPED_TRACE(each_set.first);
        test::with_nist_formula(each_set.first, [&](const auto& formula, const auto& linear) {
            const detail::FormulaModel model(formula, std::span<const test::NistX>(set.x));
            std::vector<double> start;
            for (const test::NistParameter& each : set.parameters)
                start.push_back(each.second_start);
            EXPECT_EQ(detail::linear_parameters(model, set.y.size(), start), linear);
        });
    }
}

const auto exponential = [](double x, auto b) { return b[0] * exp(-b[1] * x); };

struct Decay {
    std::vector<double> x{}, y{};
    Decay() {
        for (int i = 0; i < 30; ++i) {
            x.push_back(0.2 * i);
            y.push_back(5 * std::exp(-0.7 * x.back()) + 0.05 * std::sin(37.0 * i));
        }
    }
    Fit with(FormulaFit how) const {
        if (how.start.empty()) how.start = {1, 1};
        return fit(exponential, std::span<const double>(x), std::span<const double>(y), how);
    }
};

TEST(LeastSquares, AWeightIsSoManyPoints) {
    const Decay decay;
    FormulaFit weighted;
    weighted.options.weights.assign(30, 1);
    weighted.options.weights[4] = 3;
    Decay thrice = decay;
    for (int i = 0; i < 2; ++i) thrice.x.push_back(decay.x[4]), thrice.y.push_back(decay.y[4]);
    const Fit a = decay.with(weighted), b = thrice.with({});
    for (std::size_t j = 0; j < 2; ++j)
        EXPECT_NEAR(a.parameters[j].value, b.parameters[j].value, 1e-9); // both to 1e-11
    EXPECT_NEAR(a.sum_of_squares, b.sum_of_squares, 1e-12);
}

TEST(LeastSquares, HoldsBoundsAndSaysSo) {
    const Fit found = Decay().with({.start = {4, 1}, .lower = {0, 0.9}, .upper = {10, 3}});
    EXPECT_EQ(found.parameters[1].value, 0.9);
    EXPECT_TRUE(found.parameters[1].at_bound);
    EXPECT_TRUE(std::isnan(found.parameters[1].standard_error));
    // The rest is linear least squares, whose solution is known.
    double products = 0, squares = 0;
    const Decay decay;
    for (std::size_t i = 0; i < decay.x.size(); ++i) {
        const double e = std::exp(-0.9 * decay.x[i]);
        products += e * decay.y[i];
        squares += e * e;
    }
    EXPECT_NEAR(found.parameters[0].value, products / squares, 1e-12);
    EXPECT_EQ(found.degrees_of_freedom, 29u);
}

TEST(LeastSquares, WhatIsLinearIsBestWithinItsBounds) {
    // a sin(b t) + c with a held below its best: c is the best beside that a, in closed form.
    std::vector<double> t, y;
    for (int i = 0; i < 25; ++i) {
        t.push_back(0.25 * i);
        y.push_back(3.2 * std::sin(1.7 * t.back()) + 1 + 0.05 * std::cos(37.0 * i));
    }
    const auto model = [&](auto at, auto values, auto slopes) {
        for (std::size_t i = 0; i < t.size(); ++i) {
            values[i] = at[0] * std::sin(1.7 * t[i]) + at[1];
            slopes[i] = std::sin(1.7 * t[i]);
            slopes[t.size() + i] = 1;
        }
    };
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const LeastSquaresProblem problem{
        .y = y, .lower = {-infinity, -infinity}, .upper = {2, infinity}, .linear = {0, 1}};
    const LeastSquares found = least_squares(problem, model, std::vector<double>{1, 0}, {}, {});
    ASSERT_TRUE(found.converged) << found.reason;
    EXPECT_EQ(found.parameters[0], 2);
    EXPECT_TRUE(found.at_bound[0]);
    double level = 0;
    for (std::size_t i = 0; i < t.size(); ++i) level += y[i] - 2 * std::sin(1.7 * t[i]);
    EXPECT_NEAR(found.parameters[1], level / static_cast<double>(t.size()), 1e-12);
}

TEST(LeastSquares, AnOutlierDrawsLessWithSoftL1) {
    Decay decay;
    const double truth = decay.with({}).parameters[1].value;
    decay.y[9] += 20; // a residual of 600 usual ones
    const double plain = decay.with({}).parameters[1].value;
    FormulaFit how{.start = {5, 0.5}};
    how.options.loss = FitLoss::soft_l1;
    const Fit soft = decay.with(how);
    EXPECT_GT(std::abs(plain - truth), 0.1);
    EXPECT_LT(std::abs(soft.parameters[1].value - truth), 0.01);
    EXPECT_TRUE(std::isnan(soft.aic));
    // What is least there: the slope of the loss along each parameter is 0.
    std::vector<double> size(soft.residuals);
    double along = 0, total = 0;
    std::sort(size.begin(), size.end(),
              [](double a, double b) { return std::abs(a) < std::abs(b); });
    const double usual =
        1.4826022185056018 * 0.5 * (std::abs(size[14]) + std::abs(size[15])) * std::sqrt(30.0 / 28);
    for (std::size_t i = 0; i < decay.x.size(); ++i) {
        const double r = soft.residuals[i];
        const double pull = r / std::sqrt(1 + r * r / (usual * usual));
        along += pull * std::exp(-soft.parameters[1].value * decay.x[i]);
        total += std::abs(pull);
    }
    EXPECT_LT(std::abs(along), 1e-6 * total);
}

TEST(LeastSquares, WhatCannotBeFittedIsRefusedByRow) {
    const auto message = [](Decay decay, const FormulaFit& how = {}) -> std::string {
        try {
            decay.with(how);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };
    Decay decay;
    decay.y[2] = NAN;
    EXPECT_EQ(message(decay), "row 3: y is nan, must be a finite number");
    decay = Decay();
    decay.x.resize(1), decay.y.resize(1);
    EXPECT_EQ(message(decay),
              "there is 1 point, must be at least 2, one for each parameter: b1, b2");
    FormulaFit weighted;
    weighted.options.weights.assign(30, 1);
    weighted.options.weights[6] = 0;
    EXPECT_EQ(message(Decay(), weighted), "row 7: weight is 0, must be greater than 0");
    decay = Decay();
    std::fill(decay.y.begin(), decay.y.end(), 0.0);
    EXPECT_EQ(message(decay), "every y is 0, must not all be; there is nothing to fit");
}

TEST(LeastSquares, WhatDoesNotConvergeSaysWhyAndWhatWasReached) {
    // b1 and b2 can be changed together.
    const auto twice = [](double x, auto b) { return b[0] * b[1] * exp(-0.7 * x); };
    const Decay decay;
    try {
        fit(twice, std::span<const double>(decay.x), std::span<const double>(decay.y),
            {.start = {1, 2}});
        FAIL() << "fitted what is not determined";
    } catch (const Error& error) {
        const std::string words = error.what();
        EXPECT_NE(words.find("did not converge: the points do not determine"), std::string::npos);
        EXPECT_NE(words.find("reached was b1"), std::string::npos) << words;
    }
}

} // namespace
} // namespace rampcast
