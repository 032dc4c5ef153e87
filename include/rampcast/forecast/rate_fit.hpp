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

/// Which terms of the second degree in some columns tell a value best.
class TermSelection {
public:
    using Terms = std::vector<RateCorrection::Term>;
    struct Chosen {
        Terms terms{};
        PolynomialFit fit{};
    };

    TermSelection(std::vector<Eigen::VectorXd> columns, Eigen::VectorXd values)
        : columns_(std::move(columns)), values_(std::move(values)) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            candidates_.push_back({i, RateCorrection::none, 0});
            for (std::size_t j = 0; j <= i; ++j) candidates_.push_back({i, j, 0});
        }
    }

    /// Those that predict points left out best.
    Chosen best() const {
        Chosen one_by_one = forward(), together = backward();
        return together.fit.error < .9 * one_by_one.fit.error ? together : one_by_one;
    }

private:
    std::vector<Eigen::VectorXd> columns_;
    Eigen::VectorXd values_;
    Terms candidates_{};

    PolynomialFit fit_of(const Terms& list) const {
        const auto count = static_cast<Eigen::Index>(list.size());
        Eigen::MatrixXd x = Eigen::MatrixXd::Ones(values_.size(), 1 + count);
        for (std::size_t k = 0; k < list.size(); ++k) {
            Eigen::VectorXd column = columns_[list[k].first];
            if (list[k].second != RateCorrection::none)
                column.array() *= columns_[list[k].second].array();
            x.col(1 + static_cast<Eigen::Index>(k)) = column;
        }
        return fitted(x, values_);
    }

    /// The term that predicts best comes next, as long as one does so beyond what chance makes of
    /// many terms.
    Chosen forward() const {
        constexpr double ratio_of_squares = 16; // of what a term explains and what is left, each
        Chosen chosen{{}, fit_of({})};
        for (bool helped = true; helped;) {
            helped = false;
            const Terms before = chosen.terms;
            const double left =
                static_cast<double>(values_.size()) - static_cast<double>(before.size()) - 2;
            const double bound =
                chosen.fit.error / std::sqrt(1 + ratio_of_squares / std::max(left, 1.));
            for (const RateCorrection::Term& next : candidates_) {
                if (std::find(before.begin(), before.end(), next) != before.end()) continue;
                Terms longer = before;
                longer.push_back(next);
                PolynomialFit fit = fit_of(longer);
                if (!(fit.error < std::min(bound, chosen.fit.error))) continue;
                chosen = {std::move(longer), std::move(fit)};
                helped = true;
            }
        }
        return chosen;
    }

    /// All terms, without those that do not help: what several say together none of them may say
    /// alone, as where the slowest of several stations counts. Infinite error: too few points.
    Chosen backward() const {
        Chosen chosen{candidates_, fit_of(candidates_)};
        for (bool helped = std::isfinite(chosen.fit.error); helped;) {
            helped = false;
            for (std::size_t k = 0; k < chosen.terms.size() && !helped; ++k) {
                Terms shorter = chosen.terms;
                shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(k));
                PolynomialFit fit = fit_of(shorter);
                if (!(fit.error < chosen.fit.error)) continue;
                chosen = {std::move(shorter), std::move(fit)};
                helped = true;
            }
        }
        return chosen;
    }
};

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
    Eigen::VectorXd values(rows);
    for (Eigen::Index i = 0; i < rows; ++i)
        values[i] = points[static_cast<std::size_t>(i)].log_ratio;
    const auto [terms, fit] = TermSelection(std::move(columns), std::move(values)).best();
    result.terms = terms;
    result.level = fit.coefficients[0];
    result.error = fit.error;
    result.points = static_cast<int>(points.size());
    for (std::size_t k = 0; k < terms.size(); ++k)
        result.terms[k].coefficient = fit.coefficients[1 + static_cast<Eigen::Index>(k)];
    if (terms.empty()) result.numbers.clear();
    return result;
}

} // namespace rampcast::detail
