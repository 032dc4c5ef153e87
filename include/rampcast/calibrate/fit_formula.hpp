#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/calibrate/fit.hpp"
#include "rampcast/calibrate/formula_math.hpp"
#include "rampcast/core/dual.hpp"
#include "rampcast/core/error.hpp"

namespace rampcast {

/// What a formula of one's own needs to be fitted.
struct FormulaFit {
    std::vector<std::string> names{};     ///< of the parameters; empty: b1, b2, ...
    std::vector<double> start{};          ///< a parameter each, needed
    std::vector<double> lower{}, upper{}; ///< bounds; empty: none
    std::size_t starts = 5;               ///< searches: from `start`, and from others about it
    FitOptions options{};
};

namespace detail {

/// A formula of any scalar as a model: its values by double, its slopes by dual numbers.
template <class Formula, class X> class FormulaModel {
public:
    FormulaModel(const Formula& formula, std::span<const X> x) : formula_(formula), x_(x) {}

    void operator()(std::span<const double> parameters, std::span<double> values,
                    std::span<double> slopes) const {
        if (slopes.empty()) {
            for (std::size_t i = 0; i < x_.size(); ++i) values[i] = formula_(x_[i], parameters);
            return;
        }
        std::vector<Dual<double>> at(parameters.begin(), parameters.end());
        const std::span<const Dual<double>> read(at);
        for (std::size_t j = 0; j < at.size(); ++j) {
            at[j].slope = 1;
            for (std::size_t i = 0; i < x_.size(); ++i) {
                const Dual<double> y = formula_(x_[i], read);
                values[i] = y.value;
                slopes[j * x_.size() + i] = y.slope;
            }
            at[j].slope = 0;
        }
    }

private:
    const Formula& formula_;
    std::span<const X> x_;
};

} // namespace detail

/// Least squares of a formula of one's own: `formula(x, parameters)` for any scalar T, parameters a
/// `std::span<const T>`, in the functions of `core/math.hpp` and `calibrate/formula_math.hpp`.
/// Gradients are exact, by dual numbers.
/// @param x what the formula is read at, a point each: numbers, or anything else it takes
/// @throws Error for points that cannot be fitted, by row; where no search converged it says why and
///   what was reached
template <class Formula, class X>
Fit fit(const Formula& formula, std::span<const X> x, std::span<const double> y,
        const FormulaFit& how) {
    if (x.size() != y.size())
        throw Error("", "there are " + std::to_string(x.size()) + " of x and " +
                            std::to_string(y.size()) + " of y, must be as many");
    detail::FitTask task{.what = "the formula",
                         .names = how.names,
                         .y = {y.begin(), y.end()},
                         .lower = how.lower,
                         .upper = how.upper};
    for (std::size_t j = task.names.size(); j < how.start.size(); ++j)
        task.names.push_back("b" + std::to_string(j + 1));
    task.starts = detail::starts_about(how.start, how.lower, how.upper, how.starts);
    const detail::FormulaModel<Formula, X> model(formula, x);
    task.linear = detail::linear_parameters(model, x.size(), how.start);
    return detail::fitted(task, model, how.options);
}

/// The ranges that new observations lie in with a probability of `level`.
template <class Formula, class X>
std::vector<Band> predict(const Fit& fit, const Formula& formula, std::span<const X> x,
                          double level = .8) {
    std::vector<double> at, values(x.size()), slopes(x.size() * fit.parameters.size());
    for (const FittedParameter& each : fit.parameters) at.push_back(each.value);
    detail::FormulaModel<Formula, X>(formula, x)(at, values, slopes);
    return prediction_bands(fit, values, slopes, level);
}

} // namespace rampcast
