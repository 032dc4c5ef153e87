#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <Eigen/Core>

#include "rampcast/calibrate/curve_model.hpp"
#include "rampcast/calibrate/fit_curve.hpp"
#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/core/refuse.hpp"
#include "rampcast/core/walk.hpp"

namespace rampcast {

namespace detail {

/// What the starts of a parameter are spread over, as the search sees it.
inline std::pair<double, double> spread_of(const CurveParameter& parameter, double first,
                                           double last) {
    const double range = std::max(last - first, 1e-6);
    double low = 0, high = 1;
    const std::string_view unit = parameter.info.unit;
    if (unit == "days" && parameter.by_log) {
        low = std::log(0.03 * range), high = std::log(3 * range);
    } else if (unit == "days") {
        low = first - 0.25 * range, high = last + 0.5 * range;
        if (parameter.info.bounds.has_lower()) low = first, high = last;
    } else if (unit == "1/year") {
        low = 1e-3 * days_per_year / range, high = 10 * days_per_year / range;
        if (parameter.by_log) low = std::log(low), high = std::log(high);
    } else if (unit == "units" && parameter.by_log) {
        low = std::log(3.0), high = std::log(3e4);
    } else if (parameter.info.name == "learning_rate") {
        low = 0.6, high = 0.98;
    } else if (parameter.info.bounds.upper > 1) {
        low = parameter.seen(0.4), high = parameter.seen(8.0);
    }
    return {std::clamp(low, parameter.lower, parameter.upper),
            std::clamp(high, parameter.lower, parameter.upper)};
}

/// Starts from points spread over what may be: those that fit best, not too near each other.
inline std::vector<std::vector<double>> curve_starts(CurveModel& model, const FitTask& task,
                                                     const std::vector<CurveParameter>& parameters,
                                                     const FitTimes& times, bool own_rate,
                                                     const FitOptions& options, Poll poll) {
    const auto& ends = times.to_days.empty() ? times.from_days : times.to_days;
    const double first = *std::min_element(times.from_days.begin(), times.from_days.end());
    const double last = *std::max_element(ends.begin(), ends.end());
    const double begin = std::min(first, std::max(0.0, first - (last - first)));
    double highest = 0;
    for (std::size_t i = 0; i < task.y.size(); ++i) {
        const double days = times.to_days.empty() ? 1 : times.to_days[i] - times.from_days[i];
        highest = std::max(highest, task.y[i] / days);
    }
    std::vector<std::pair<double, double>> spreads;
    for (const CurveParameter& each : parameters) spreads.push_back(spread_of(each, begin, last));
    std::vector<std::pair<double, std::vector<double>>> tried;
    std::vector<double> values(task.y.size());
    const std::size_t count = 64 * (parameters.size() + (own_rate ? 1 : 0));
    for (std::size_t i = 1; i <= count; ++i) {
        poll(0);
        std::vector<double> at{own_rate ? highest * std::pow(4.0, halton(i, 15) - 0.25) : 1};
        for (std::size_t j = 0; j < parameters.size(); ++j)
            at.push_back(spreads[j].first + halton(i, j) * (spreads[j].second - spreads[j].first));
        model(at, values, {});
        double products = 0, squares = 0, total = 0;
        for (std::size_t p = 0; p < values.size(); ++p) {
            const double weight = options.weights.empty() ? 1 : options.weights[p];
            products += weight * values[p] * task.y[p];
            squares += weight * values[p] * values[p];
            total += weight * task.y[p] * task.y[p];
        }
        const double scale = own_rate ? 1 : squares > 0 ? products / squares : 0;
        const double left = total - 2 * scale * products + scale * scale * squares;
        if (!std::isfinite(left) || !(scale > 0)) continue;
        if (!own_rate) at[0] = scale;
        tried.emplace_back(left, std::move(at));
    }
    std::sort(tried.begin(), tried.end());
    std::vector<std::vector<double>> starts;
    for (const auto& each : tried) {
        const std::vector<double>& at = each.second;
        const bool near = std::any_of(starts.begin(), starts.end(), [&](const auto& other) {
            bool same = true;
            for (std::size_t j = 0; j < parameters.size(); ++j)
                same = same && std::abs(at[j + 1] - other[j + 1]) <
                                   0.15 * (spreads[j].second - spreads[j].first);
            return same;
        });
        if (!near) starts.push_back(at);
        if (starts.size() == 3) break;
    }
    return starts;
}

inline void check_times(const FitTimes& times, std::span<const double> y) {
    const auto row = [](std::size_t i) { return "row " + std::to_string(i + 1) + ": "; };
    const bool totals = !times.to_days.empty();
    if (times.from_days.size() != y.size() || (totals && times.to_days.size() != y.size()))
        throw Error("", "there are " + std::to_string(times.from_days.size()) + " times and " +
                            std::to_string(y.size()) + " of y, must be as many");
    constexpr Bounds readable{.lower = -1e15, .upper = 1e15};
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double from = times.from_days[i];
        if (!readable.allows(from))
            throw Error("", row(i) + "t is " + number_text(from) + ", " + readable.text());
        if (totals && !readable.allows(times.to_days[i]))
            throw Error("",
                        row(i) + "t is " + number_text(times.to_days[i]) + ", " + readable.text());
        if (totals && !(times.to_days[i] > from))
            throw Error("", row(i) + "its stretch ends at " + number_text(times.to_days[i]) +
                                ", must be after it begins at " + number_text(from));
        if (!bounds::non_negative.allows(y[i]))
            throw Error("", row(i) + "y is " + number_text(y[i]) + ", " +
                                bounds::non_negative.text_for(y[i]));
        if (i == 0) continue;
        const double before = totals ? times.to_days[i - 1] : times.from_days[i - 1];
        const std::string words = totals ? "begins at " : "t is ";
        if (totals ? from < before : from <= before)
            throw Error("", row(i) + words + number_text(from) + ", must be " +
                                (totals ? "at least " : "greater than ") + number_text(before) +
                                ", that of the row before" + (totals ? "'s end" : ""));
    }
}

inline std::string_view curve_name(const CurveOf<double>& curve) {
    return std::visit([]<class C>(const C&) { return C::type_name; }, curve);
}

/// Raises for a plan without points and a product without factors, in products too.
inline void check_parts(const CurveOf<double>& curve) {
    std::visit(
        []<class C>(const C& c) {
            const auto need = [](bool there, const char* parts) {
                if (!there)
                    throw Error("", std::string(C::type_name) + " has no " + parts +
                                        ", must be given with them as a curve, not as a kind");
            };
            if constexpr (requires { c.points; }) need(!c.points.empty(), "points");
            if constexpr (requires { c.factors; }) {
                need(!c.factors.empty(), "factors");
                for (const auto& factor : c.factors)
                    std::visit(
                        [&]<class F>(const F& f) {
                            if constexpr (requires { f.points; })
                                need(!f.points.empty(), "points in a factor");
                        },
                        factor);
            }
        },
        curve);
}

/// The parameters and covariance of a search as a person reads them.
inline void unseen(Fit& fit, const std::vector<CurveParameter>& parameters) {
    for (std::size_t j = 0; j < parameters.size(); ++j) {
        FittedParameter& at = fit.parameters[j + 1];
        at.value = parameters[j].value(at.value);
        if (!parameters[j].by_log) continue;
        const auto place = static_cast<Eigen::Index>(j + 1);
        at.standard_error *= at.value;
        fit.covariance.row(place) *= at.value;
        fit.covariance.col(place) *= at.value;
    }
}

inline void put(CurveOf<double>& curve, const Fit& fit,
                const std::vector<CurveParameter>& parameters) {
    const std::vector<double*> numbers = numbers_of<double>(curve);
    for (std::size_t j = 0; j < parameters.size(); ++j)
        *numbers[parameters[j].number] = fit.parameters[j + 1].value;
    set_mature_units_per_day<double>(curve, fit.parameters.front().value);
}

} // namespace detail

RAMPCAST_INLINE CurveFit fit(const CurveOf<double>& like, const FitTimes& times,
                             std::span<const double> y, const CurveFitOptions& how) {
    using namespace detail;
    const std::string name(curve_name(like));
    for (const std::string& each : how.fixed) {
        const auto all = curve_parameters(like, {});
        std::vector<std::string> names;
        for (const CurveParameter& one : all) names.push_back(one.name);
        check_reference(each, names, "", "fixed", "a parameter of " + name);
    }
    check_parts(like);
    const std::vector<CurveParameter> parameters = curve_parameters(like, how.fixed);
    if (std::holds_alternative<StepOf<double>>(like) && !parameters.empty() &&
        times.to_days.empty())
        throw Error("", "a Step has no slope by its delay at single times; fit it to totals of "
                        "periods (totals=True), or hold delay_days");
    if (how.share_of_total && times.to_days.empty())
        throw Error("", "a curve that is the share of all units is fitted to totals of periods; "
                        "cumulative output has errors that add up, so take its differences");
    FitTask task{.what = name, .y = {y.begin(), y.end()}};
    check_times(times, y);
    const bool own_rate = by_experience(like);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    task.names = {"ceiling"};
    task.lower = {own_rate ? 1e-9 : 0};
    task.upper = {infinity};
    for (const CurveParameter& each : parameters) {
        task.names.push_back(each.name);
        task.lower.push_back(each.lower);
        task.upper.push_back(each.upper);
    }
    task.by_log.push_back(false);
    for (const CurveParameter& each : parameters) task.by_log.push_back(each.by_log);
    if (!own_rate) task.linear = {0};
    check_points(task, how.options);
    CurveModel model(like, parameters, times, how.share_of_total);
    const Attention attention(how.options.watch);
    task.starts =
        curve_starts(model, task, parameters, times, own_rate, how.options, attention.poll());
    if (how.start_at_curve || task.starts.empty()) {
        CurveOf<double> copy = like;
        const std::vector<double*> numbers = numbers_of<double>(copy);
        std::vector<double> start{*std::max_element(y.begin(), y.end())};
        for (const CurveParameter& each : parameters)
            start.push_back(std::clamp(each.seen(*numbers[each.number]), each.lower, each.upper));
        task.starts.insert(task.starts.begin(), std::move(start));
    }
    CurveFit made;
    static_cast<Fit&>(made) = fitted(
        task, [&](auto at, auto values, auto slopes) { model(at, values, slopes); }, how.options);
    unseen(made, parameters);
    made.curve = like;
    put(made.curve, made, parameters);
    made.ceiling = made.parameters.front().value;
    made.share_of_total = how.share_of_total;
    made.fixed = how.fixed;
    return made;
}

RAMPCAST_INLINE std::vector<Band> CurveFit::predict(const FitTimes& times, double level) const {
    std::vector<detail::CurveParameter> list = detail::curve_parameters(curve, fixed);
    for (detail::CurveParameter& each : list) each.by_log = false;
    std::vector<double> at{ceiling};
    for (std::size_t j = 1; j < parameters.size(); ++j) at.push_back(parameters[j].value);
    const std::size_t points = times.from_days.size();
    std::vector<double> values(points), slopes(points * at.size());
    detail::CurveModel model(curve, list, times, share_of_total);
    model(at, values, slopes);
    std::vector<Band> bands = prediction_bands(*this, values, slopes, level);
    for (Band& each : bands) each.low = std::max(each.low, 0.0);
    return bands;
}

} // namespace rampcast
