#pragma once

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/line/rate_correction.hpp"

/// The smooth correction over what single points say.
namespace rampcast::detail {

/// What a point says: the logarithm of the simulated rate over the formula's, and the numbers it
/// was found at.
struct RatePoint {
    double log_ratio;
    double half_width; ///< of its interval of 95 %
    std::vector<double> numbers;
};

/// A least-squares fit with the error at points left out.
struct PolynomialFit {
    Eigen::VectorXd coefficients{};
    double error = std::numeric_limits<double>::infinity();
};
inline PolynomialFit fitted(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
    PolynomialFit result;
    if (2 * x.cols() > x.rows()) return result;
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(x);
    const Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(x.rows(), x.cols());
    result.coefficients = qr.solve(y);
    if (!result.coefficients.allFinite()) return result;
    const Eigen::VectorXd gaps = y - x * result.coefficients;
    double squares = 0;
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
        const double left = gaps[i] / std::max(1 - q.row(i).squaredNorm(), 1e-3);
        squares += left * left;
    }
    result.error = std::sqrt(squares / static_cast<double>(x.rows()));
    return result;
}

/// The smooth fit over the points that predicts those left out best.
inline RateCorrection smooth(const std::vector<RatePoint>& points,
                             const std::vector<std::string>& paths) {
    RateCorrection result;
    const auto rows = static_cast<Eigen::Index>(points.size());
    std::vector<Eigen::VectorXd> columns;
    for (std::size_t j = 0; j < paths.size(); ++j) {
        double least = points.front().numbers[j], largest = least;
        for (const RatePoint& each : points) {
            least = std::min(least, each.numbers[j]);
            largest = std::max(largest, each.numbers[j]);
        }
        if (!(largest > least)) continue;
        RateCorrection::Number number{.path = paths[j]};
        number.shift = least > 0 ? 0 : .1 * largest - least;
        Eigen::VectorXd column(rows);
        for (Eigen::Index i = 0; i < rows; ++i)
            column[i] = std::log(points[static_cast<std::size_t>(i)].numbers[j] + number.shift);
        number.centre = column.mean();
        column.array() -= number.centre;
        number.low = column.minCoeff();
        number.high = column.maxCoeff();
        columns.push_back(std::move(column));
        result.numbers.push_back(std::move(number));
    }
    Eigen::VectorXd y(rows);
    for (Eigen::Index i = 0; i < rows; ++i) y[i] = points[static_cast<std::size_t>(i)].log_ratio;
    // Forward selection: the term that predicts the points left out best comes next, as long as one
    // does so beyond what chance makes of many terms.
    std::vector<RateCorrection::Term> candidates;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        candidates.push_back({i, RateCorrection::none, 0});
        for (std::size_t j = 0; j <= i; ++j) candidates.push_back({i, j, 0});
    }
    const auto fit_of = [&](const std::vector<RateCorrection::Term>& list) {
        Eigen::MatrixXd x = Eigen::MatrixXd::Ones(rows, 1 + static_cast<Eigen::Index>(list.size()));
        for (std::size_t k = 0; k < list.size(); ++k) {
            Eigen::VectorXd column = columns[list[k].first];
            if (list[k].second != RateCorrection::none)
                column.array() *= columns[list[k].second].array();
            x.col(1 + static_cast<Eigen::Index>(k)) = column;
        }
        return fitted(x, y);
    };
    PolynomialFit best = fit_of({});
    for (bool helped = true; helped;) {
        constexpr double ratio_of_squares = 16; // of what a term explains and what is left, each
        helped = false;
        const std::vector<RateCorrection::Term> before = result.terms;
        const double left = static_cast<double>(rows) - static_cast<double>(before.size()) - 2;
        const double bound = best.error / std::sqrt(1 + ratio_of_squares / std::max(left, 1.));
        for (const RateCorrection::Term& next : candidates) {
            if (std::find(before.begin(), before.end(), next) != before.end()) continue;
            std::vector<RateCorrection::Term> longer = before;
            longer.push_back(next);
            PolynomialFit fit = fit_of(longer);
            if (!(fit.error < std::min(bound, best.error))) continue;
            best = std::move(fit);
            result.terms = std::move(longer);
            helped = true;
        }
    }
    // What several terms say together none of them may say alone, as where the slowest of several
    // stations counts: all terms at once, if points left out agree, without those that do not help.
    const double clearly = .9 * best.error;
    std::vector<RateCorrection::Term> all = candidates;
    PolynomialFit whole = fit_of(all);
    for (bool helped = whole.error < std::numeric_limits<double>::infinity(); helped;) {
        helped = false;
        for (std::size_t k = 0; k < all.size() && !helped; ++k) {
            std::vector<RateCorrection::Term> shorter = all;
            shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(k));
            PolynomialFit fit = fit_of(shorter);
            if (!(fit.error < whole.error)) continue;
            whole = std::move(fit);
            all = std::move(shorter);
            helped = true;
        }
    }
    if (whole.error < clearly) {
        best = std::move(whole);
        result.terms = std::move(all);
    }
    result.level = best.coefficients[0];
    result.error = best.error;
    result.points = static_cast<int>(points.size());
    for (std::size_t k = 0; k < result.terms.size(); ++k)
        result.terms[k].coefficient = best.coefficients[1 + static_cast<Eigen::Index>(k)];
    if (result.terms.empty()) result.numbers.clear();
    return result;
}

} // namespace rampcast::detail
