#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "rampcast/calibrate/fit_formula.hpp"
#include "rampcast/calibrate/learning.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/params.hpp"

namespace rampcast {

namespace detail {

/// The logarithm of a lot's average hours over those of the first unit.
template <class T> T log_average(const Lot& lot, LearningTheory theory, const T& learning_rate) {
    const WrightOf<T> curve{
        .theory = theory, .learning_rate = learning_rate, .mature_unit = T(2.0)};
    const T before = lot.first > 1 ? curve.total_hours(T(lot.first - 1)) : T(0.0);
    return log((curve.total_hours(T(lot.last)) - before) / T(lot.last - lot.first + 1));
}

/// Parameters: the logarithm of the first unit's hours, the learning rate, and the logarithm of the
/// rate effect where there are three.
struct LearningFormula {
    LearningTheory theory;
    bool logs;

    template <class T> T operator()(const Lot& lot, std::span<const T> b) const {
        T average = b[0] + log_average(lot, theory, b[1]);
        if (b.size() > 2) average += b[2] * T(std::log2(lot.units_per_day));
        return logs ? average : exp(average);
    }
};

inline void check_lots(std::span<const Lot> lots, bool rate_effect) {
    for (std::size_t i = 0; i < lots.size(); ++i) {
        const auto check = [&](std::string_view name, double value, const Bounds& bounds) {
            if (!bounds.allows(value))
                throw Error("", "row " + std::to_string(i + 1) + ": " + std::string(name) + " is " +
                                    number_text(value) + ", " + bounds.text_for(value));
        };
        check("first", lots[i].first, {.lower = 1, .upper = 1e12});
        check("last", lots[i].last, {.lower = lots[i].first, .upper = 1e12});
        check("hours", lots[i].hours, bounds::positive);
        if (rate_effect) check("units_per_day", lots[i].units_per_day, bounds::positive);
    }
}

/// The regression of analysts: logarithms of averages on those of the lots' midpoints.
inline Fit on_midpoints(std::span<const Lot> lots, std::span<const double> logs,
                        std::span<const double> midpoints, std::size_t parameters) {
    const auto line = [&]<class T>(std::size_t i, std::span<const T> b) {
        T value = b[0] + b[1] * T(std::log2(midpoints[i]));
        if (b.size() > 2) value += b[2] * T(std::log2(lots[i].units_per_day));
        return value;
    };
    std::vector<std::size_t> rows(lots.size());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
    std::vector<double> start(parameters, 0.1);
    const std::vector<std::string> names{"first_unit_hours", "learning_rate", "rate_effect"};
    return fit(line, std::span<const std::size_t>(rows), logs,
               {.names = {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(parameters)},
                .start = start,
                .starts = 1});
}

/// A parameter that was fitted by its logarithm: its value, error and covariances.
inline void unlog(Fit& fit, std::size_t j) {
    FittedParameter& at = fit.parameters[j];
    at.value = std::exp(at.value);
    at.standard_error *= at.value;
    const auto place = static_cast<Eigen::Index>(j);
    fit.covariance.row(place) *= at.value;
    fit.covariance.col(place) *= at.value;
}

/// By cumulative average the line through midpoints begins at 1 + b of the first unit's hours.
inline void to_first_unit(Fit& fit) {
    constexpr double log_2 = 0.69314718055994531;
    const double exponent = fit.parameters[1].value / log_2, slope = -1 / ((1 + exponent) * log_2);
    fit.parameters[0].value -= std::log1p(exponent);
    Eigen::MatrixXd change =
        Eigen::MatrixXd::Identity(fit.covariance.rows(), fit.covariance.cols());
    change(0, 1) = slope;
    fit.covariance = change * fit.covariance * change.transpose();
    fit.parameters[0].standard_error = std::sqrt(fit.covariance(0, 0));
}

} // namespace detail

RAMPCAST_INLINE double lot_midpoint(double first, double last, LearningTheory theory,
                                    double learning_rate) {
    if (learning_rate == 1) return 0.5 * (first + last);
    const double exponent = std::log2(learning_rate);
    const double average = detail::log_average(Lot{first, last}, theory, learning_rate);
    if (theory == LearningTheory::unit) return std::exp(average / exponent);
    return std::exp((average - std::log1p(exponent)) / exponent);
}

RAMPCAST_INLINE LearningFit fit_learning(std::span<const Lot> lots, LearningTheory theory,
                                         LearningErrors errors, bool rate_effect) {
    using namespace detail;
    check_lots(lots, rate_effect);
    const bool logs = errors != LearningErrors::absolute;
    std::vector<double> y, weights;
    for (const Lot& lot : lots) {
        const double units = lot.last - lot.first + 1;
        y.push_back(logs ? std::log(lot.hours / units) : lot.hours / units);
        weights.push_back(units);
    }
    const std::size_t count = rate_effect ? 3 : 2;
    LearningFit made;
    if (errors == LearningErrors::midpoints) {
        double rate = 0.85;
        std::vector<double> at(lots.size());
        for (int round = 0;; ++round) {
            for (std::size_t i = 0; i < lots.size(); ++i)
                at[i] = lot_midpoint(lots[i].first, lots[i].last, theory, rate);
            static_cast<Fit&>(made) = on_midpoints(lots, y, at, count);
            const double next = std::exp(made.parameters[1].value);
            const bool settled = std::abs(next - rate) < 1e-13;
            rate = next;
            if (settled) break;
            if (round == 200 || !(rate > 0.5 && rate < 2))
                throw Error("",
                            "the lot midpoints did not settle; reached was a learning rate of " +
                                number_text(rate));
        }
        if (theory == LearningTheory::cumulative_average) to_first_unit(made);
        unlog(made, 1);
    } else {
        const LearningFormula formula{theory, logs};
        const double first = logs ? y.front() : std::log(y.front());
        std::vector<double> start{first, 0.85}, lower{-700, 0.5 + 1e-9}, upper{700, 2};
        if (rate_effect) start.push_back(0), lower.push_back(-50), upper.push_back(50);
        FormulaFit how{.names = {"first_unit_hours", "learning_rate"},
                       .start = start,
                       .lower = lower,
                       .upper = upper,
                       .starts = 1};
        if (rate_effect) how.names.push_back("rate_effect");
        if (!logs) how.options.weights = weights;
        static_cast<Fit&>(made) = fit(formula, lots, std::span<const double>(y), how);
    }
    unlog(made, 0);
    if (rate_effect) unlog(made, 2);
    made.theory = theory;
    made.errors = errors;
    for (const Lot& lot : lots)
        made.midpoints.push_back(
            lot_midpoint(lot.first, lot.last, theory, made.parameters[1].value));
    return made;
}

RAMPCAST_INLINE std::vector<Band> LearningFit::predict(std::span<const Lot> lots,
                                                       double level) const {
    using namespace detail;
    check_lots(lots, parameters.size() > 2);
    const bool logs = errors != LearningErrors::absolute;
    const LearningFormula formula{theory, logs};
    std::vector<double> at{std::log(parameters[0].value), parameters[1].value};
    if (parameters.size() > 2) at.push_back(std::log(parameters[2].value));
    std::vector<double> values(lots.size()), slopes(lots.size() * at.size());
    FormulaModel<LearningFormula, Lot>(formula, lots)(at, values, slopes);
    for (std::size_t i = 0; i < lots.size(); ++i) {
        slopes[i] /= parameters[0].value;
        if (at.size() > 2) slopes[2 * lots.size() + i] /= parameters[2].value;
    }
    std::vector<Band> bands = prediction_bands(*this, values, slopes, level);
    if (logs)
        for (Band& each : bands)
            each = {std::exp(each.value), std::exp(each.low), std::exp(each.high)};
    return bands;
}

} // namespace rampcast
