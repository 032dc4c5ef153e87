#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/calibrate/curve_model.hpp"
#include "rampcast/calibrate/fit_curve_body.hpp"
#include "rampcast/calibrate/fit_many.hpp"
#include "rampcast/calibrate/many_fitter.hpp"
#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/params.hpp"

namespace rampcast {

namespace detail {

/// Those of a series that are there, fitted by themselves.
inline void fit_one(const CurveOf<double>& like, const FitTimes& times, std::span<const double> y,
                    const CurveFitOptions& how, std::size_t place, ManyFits& made) {
    FitTimes seen;
    std::vector<double> values;
    CurveFitOptions own = how;
    own.options.weights.clear();
    own.options.watch = {};
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (std::isnan(y[i])) continue;
        values.push_back(y[i]);
        seen.from_days.push_back(times.from_days[i]);
        if (!times.to_days.empty()) seen.to_days.push_back(times.to_days[i]);
        if (!how.options.weights.empty()) own.options.weights.push_back(how.options.weights[i]);
    }
    const std::size_t width = made.names.size();
    try {
        const CurveFit fitted = fit(like, seen, values, own);
        for (std::size_t j = 0; j < width; ++j) {
            made.values[place * width + j] = fitted.parameters[j].value;
            made.standard_errors[place * width + j] = fitted.parameters[j].standard_error;
        }
        made.sum_of_squares[place] = fitted.sum_of_squares;
    } catch (const Error& error) {
        made.reasons[place] = error.what();
    }
}

} // namespace detail

RAMPCAST_INLINE ManyFits fit_many(const CurveOf<double>& like, const FitTimes& times,
                                  std::span<const double> y, const CurveFitOptions& how) {
    using namespace detail;
    const std::size_t points = times.from_days.size();
    if (points == 0 || y.size() % points != 0)
        throw Error("", "there are " + std::to_string(y.size()) +
                            " of y, must be as many a series as the " + std::to_string(points) +
                            " times");
    const std::vector<double> none(points, 1.0);
    check_times(times, none);
    ManyFits made;
    made.series = y.size() / points;
    made.names = {"ceiling"};
    for (const CurveParameter& each : curve_parameters(like, how.fixed))
        made.names.push_back(each.name);
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const std::size_t width = made.names.size();
    made.values.assign(made.series * width, unknown);
    made.standard_errors.assign(made.series * width, unknown);
    made.sum_of_squares.assign(made.series, unknown);
    const Attention attention(how.options.watch);
    const Poll poll = attention.poll();
    const bool lanes = std::holds_alternative<LogisticOf<double>>(like) && times.to_days.empty() &&
                       how.fixed.empty() && how.options.weights.empty() &&
                       how.options.loss == FitLoss::squares && points > 3 && made.series > 0;
    std::unique_ptr<bool[]> done(new bool[made.series]());
    constexpr std::size_t block = 1024; // few enough for their results to stay near
    std::vector<double> results(block * ManySeries::columns);
    for (std::size_t begin = 0; lanes && begin < made.series; begin += block) {
        poll(static_cast<double>(begin) / static_cast<double>(made.series));
        const std::size_t count = std::min(block, made.series - begin);
        const std::span<const double> here = y.subspan(begin * points, count * points);
        std::size_t gaps = 0;
        for (const double each : here) gaps += static_cast<std::size_t>(each != each);
        many_fitter().logistic({.series = count,
                                .points = points,
                                .days = times.from_days.data(),
                                .y = here.data(),
                                .gaps = gaps > 0,
                                .results = results.data(),
                                .converged = done.get() + begin});
        for (std::size_t s = 0; s < count; ++s) {
            if (!done[begin + s]) continue;
            const double* row = &results[s * ManySeries::columns];
            for (std::size_t j = 0; j < 3; ++j) {
                made.values[(begin + s) * 3 + j] = row[j];
                made.standard_errors[(begin + s) * 3 + j] = row[3 + j];
            }
            made.sum_of_squares[begin + s] = row[6];
        }
    }
    for (std::size_t s = 0; s < made.series; ++s) {
        if (done[s]) continue;
        poll(static_cast<double>(s) / static_cast<double>(made.series));
        fit_one(like, times, y.subspan(s * points, points), how, s, made);
    }
    return made;
}

} // namespace rampcast
