#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "rampcast/calibrate/fit.hpp"
#include "rampcast/calibrate/fit_curve.hpp"
#include "rampcast/calibrate/fit_many.hpp"
#include "rampcast/calibrate/learning.hpp"
#include "rampcast/core/refuse.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/ramp/curves.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace {

using FitNumbers = py::array_t<double, py::array::c_style | py::array::forcecast>;

std::vector<double> list_in(const FitNumbers& array) {
    return {array.data(), array.data() + array.size()};
}
std::span<const double> view_of(const FitNumbers& array) {
    return {array.data(), static_cast<std::size_t>(array.size())};
}
FitNumbers array_with(const std::vector<double>& list) {
    return FitNumbers(static_cast<py::ssize_t>(list.size()), list.data());
}

/// A curve, or a kind of curve by its name.
CurveOf<double> curve_of(py::handle given) {
    if (!PyUnicode_Check(given.ptr()))
        return converted<CurveOf<double>>(
            Convert<Curve>::in(given, {.name = "curve"}),
            [](const NumberInfo&, const Uncertain& number) { return number.median(); });
    const auto name = given.cast<std::string>();
    const Type& type = type_of<CurveOf<double>>();
    std::vector<std::string> tags;
    CurveOf<double> curve;
    for (std::size_t i = 0; i < type.alternatives.size(); ++i) {
        const Structure& each = *type.alternatives[i]->structure;
        tags.emplace_back(each.tag);
        if (name != each.tag && name != each.name) continue;
        type.emplace(&curve, i);
        return curve;
    }
    throw Error("", "curve is " + detail::quoted(name) +
                        detail::nearest_words(name, tags, "there are none"));
}

FitTimes times_of(const FitNumbers& from_days, const py::object& to_days) {
    FitTimes times{.from_days = list_in(from_days)};
    if (!to_days.is_none()) times.to_days = list_in(to_days.cast<FitNumbers>());
    return times;
}

FitLoss loss_of(const std::string& word) {
    return static_cast<FitLoss>(to_choice(py::str(word), {.name = "loss"}, fit_loss_names));
}
LearningTheory theory_of(const std::string& word) {
    return static_cast<LearningTheory>(
        to_choice(py::str(word), {.name = "theory"}, learning_theory_names));
}
LearningErrors errors_of(const std::string& word) {
    return static_cast<LearningErrors>(
        to_choice(py::str(word), {.name = "errors"}, learning_errors_names));
}

FitOptions fit_options_of(const py::object& weights, const std::string& loss) {
    FitOptions options{.loss = loss_of(loss)};
    if (!weights.is_none()) options.weights = list_in(weights.cast<FitNumbers>());
    return options;
}

py::dict dict_of(const Fit& fit) {
    const auto count = static_cast<py::ssize_t>(fit.parameters.size());
    std::vector<std::string> names;
    std::vector<double> values, errors;
    py::list at_bound;
    for (const FittedParameter& each : fit.parameters) {
        names.push_back(each.name);
        values.push_back(each.value);
        errors.push_back(each.standard_error);
        at_bound.append(each.at_bound);
    }
    FitNumbers covariance(std::vector<py::ssize_t>{count, count});
    for (py::ssize_t a = 0; a < count; ++a)
        for (py::ssize_t b = 0; b < count; ++b) covariance.mutable_at(a, b) = fit.covariance(a, b);
    py::dict made;
    made["names"] = names;
    made["values"] = array_with(values);
    made["standard_errors"] = array_with(errors);
    made["at_bound"] = at_bound;
    made["covariance"] = covariance;
    made["fitted"] = array_with(fit.fitted);
    made["residuals"] = array_with(fit.residuals);
    made["sum_of_squares"] = fit.sum_of_squares;
    made["degrees_of_freedom"] = fit.degrees_of_freedom;
    made["residual_sd"] = fit.residual_sd;
    made["r_squared"] = fit.r_squared;
    made["log_likelihood"] = fit.log_likelihood;
    made["aic"] = fit.aic;
    made["aicc"] = fit.aicc;
    made["bic"] = fit.bic;
    made["steps"] = fit.steps;
    return made;
}

/// What bands are made from, of such a dict.
void read_fit(const py::dict& from, Fit& fit) {
    const auto names = from["names"].cast<std::vector<std::string>>();
    const auto values = from["values"].cast<FitNumbers>();
    const auto covariance = from["covariance"].cast<FitNumbers>();
    const auto count = static_cast<py::ssize_t>(names.size());
    fit.covariance.resize(count, count);
    for (py::ssize_t a = 0; a < count; ++a) {
        fit.parameters.push_back({names[static_cast<std::size_t>(a)], values.at(a)});
        for (py::ssize_t b = 0; b < count; ++b) fit.covariance(a, b) = covariance.at(a, b);
    }
    fit.residual_sd = from["residual_sd"].cast<double>();
    fit.degrees_of_freedom = from["degrees_of_freedom"].cast<std::size_t>();
}

FitNumbers bands_of(const std::vector<Band>& bands) {
    FitNumbers made(std::vector<py::ssize_t>{3, static_cast<py::ssize_t>(bands.size())});
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const auto place = static_cast<py::ssize_t>(i);
        made.mutable_at(0, place) = bands[i].value;
        made.mutable_at(1, place) = bands[i].low;
        made.mutable_at(2, place) = bands[i].high;
    }
    return made;
}

py::object curve_out(const CurveOf<double>& curve) {
    return Convert<Curve>::out(
        converted<Curve>(curve, [](const NumberInfo&, double number) { return Uncertain(number); }),
        "");
}

py::dict fit_curve(py::handle curve, const FitNumbers& from_days, const py::object& to_days,
                   const FitNumbers& y, const py::object& weights, std::vector<std::string> held,
                   bool start_at_curve, bool share_of_total, const std::string& loss) {
    const CurveOf<double> like = curve_of(curve);
    const FitTimes times = times_of(from_days, to_days);
    CurveFitOptions how{.fixed = std::move(held),
                        .start_at_curve = start_at_curve,
                        .share_of_total = share_of_total,
                        .options = fit_options_of(weights, loss)};
    const std::vector<double> seen = list_in(y);
    const CurveFit fitted = watched(py::none(), [&](const Watch& watch) {
        how.options.watch = watch;
        return fit(like, times, seen, how);
    });
    py::dict made = dict_of(fitted);
    made["curve"] = curve_out(fitted.curve);
    return made;
}

FitNumbers predict_curve(const py::dict& state, py::handle curve, std::vector<std::string> held,
                         bool share_of_total, const FitNumbers& from_days,
                         const py::object& to_days, double level) {
    CurveFit fit;
    read_fit(state, fit);
    fit.curve = curve_of(curve);
    fit.fixed = std::move(held);
    fit.ceiling = fit.parameters.front().value;
    fit.share_of_total = share_of_total;
    return bands_of(fit.predict(times_of(from_days, to_days), level));
}

py::dict fit_many_series(py::handle curve, const FitNumbers& from_days, const py::object& to_days,
                         const FitNumbers& y, const py::object& weights,
                         std::vector<std::string> held, bool share_of_total,
                         const std::string& loss, const py::object& progress) {
    const CurveOf<double> like = curve_of(curve);
    const FitTimes times = times_of(from_days, to_days);
    CurveFitOptions how{.fixed = std::move(held),
                        .start_at_curve = false,
                        .share_of_total = share_of_total,
                        .options = fit_options_of(weights, loss)};
    const std::span<const double> seen = view_of(y);
    const ManyFits fits = watched(progress, [&](const Watch& watch) {
        how.options.watch = watch;
        return fit_many(like, times, seen, how);
    });
    py::dict made;
    made["names"] = fits.names;
    made["values"] = array_with(fits.values);
    made["standard_errors"] = array_with(fits.standard_errors);
    made["sum_of_squares"] = array_with(fits.sum_of_squares);
    made["reasons"] = fits.reasons;
    return made;
}

py::dict fit_model(const py::function& model, std::vector<std::string> names, const FitNumbers& y,
                   const py::object& weights, const FitNumbers& start, const FitNumbers& lower,
                   const FitNumbers& upper, std::size_t starts, double precision,
                   const std::string& loss, const std::string& what) {
    detail::FitTask task{.what = what,
                         .names = std::move(names),
                         .y = list_in(y),
                         .lower = list_in(lower),
                         .upper = list_in(upper)};
    FitOptions options = fit_options_of(weights, loss);
    const Watch watch{.progress = [](double) {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    }};
    options.watch = watch;
    const auto call = [&](std::span<const double> at, std::span<double> values,
                          std::span<double> slopes) {
        const FitNumbers parameters(static_cast<py::ssize_t>(at.size()), at.data());
        const py::tuple found = model(parameters, !slopes.empty());
        const auto put = [](const FitNumbers& from, std::span<double> into) {
            std::copy(from.data(), from.data() + into.size(), into.begin());
        };
        put(found[0].cast<FitNumbers>(), values);
        if (!slopes.empty()) put(found[1].cast<FitNumbers>(), slopes);
    };
    task.starts = detail::starts_about(list_in(start), task.lower, task.upper, starts);
    detail::check_points(task, options);
    task.linear = detail::linear_parameters(call, task.y.size(), task.starts.front(), precision);
    return dict_of(detail::fitted(task, call, options));
}

std::vector<Lot> lots_of(const FitNumbers& first, const FitNumbers& last, const FitNumbers& hours,
                         const py::object& units_per_day) {
    std::vector<Lot> lots;
    for (py::ssize_t i = 0; i < first.size(); ++i)
        lots.push_back({first.at(i), last.at(i), hours.at(i)});
    if (!units_per_day.is_none()) {
        const auto rates = units_per_day.cast<FitNumbers>();
        for (std::size_t i = 0; i < lots.size(); ++i)
            lots[i].units_per_day = rates.at(static_cast<py::ssize_t>(i));
    }
    return lots;
}

} // namespace

void add_fit(py::module_& m) {
    m.def("fit_curve", &fit_curve, py::arg("curve"), py::arg("from_days"), py::arg("to_days"),
          py::arg("y"), py::arg("weights"), py::arg("held"), py::arg("start_at_curve"),
          py::arg("share_of_total"), py::arg("loss"),
          "What `rampcast.fit` does with a ramp curve.");
    m.def("predict_curve", &predict_curve, py::arg("state"), py::arg("curve"), py::arg("held"),
          py::arg("share_of_total"), py::arg("from_days"), py::arg("to_days"), py::arg("level"),
          "Values, and low and high ends of prediction bands.");
    m.def("fit_many_series", &fit_many_series, py::arg("curve"), py::arg("from_days"),
          py::arg("to_days"), py::arg("y"), py::arg("weights"), py::arg("held"),
          py::arg("share_of_total"), py::arg("loss"), py::arg("progress"),
          "What `rampcast.fit_many` does.");
    m.def("fit_model", &fit_model, py::arg("model"), py::arg("names"), py::arg("y"),
          py::arg("weights"), py::arg("start"), py::arg("lower"), py::arg("upper"),
          py::arg("starts"), py::arg("precision"), py::arg("loss"), py::arg("what"),
          "What `rampcast.fit` does with a function: model(parameters, with_slopes) gives values "
          "and\n"
          "slopes, a row a parameter.");
    m.def(
        "prediction_bands",
        [](const py::dict& state, const FitNumbers& values, const FitNumbers& slopes,
           double level) {
            Fit fit;
            read_fit(state, fit);
            return bands_of(prediction_bands(fit, view_of(values), view_of(slopes), level));
        },
        py::arg("state"), py::arg("values"), py::arg("slopes"), py::arg("level"),
        "Values, and low and high ends of prediction bands.");
    m.def(
        "fit_lots",
        [](const FitNumbers& first, const FitNumbers& last, const FitNumbers& hours,
           const py::object& units_per_day, const std::string& theory, const std::string& errors) {
            const std::vector<Lot> lots = lots_of(first, last, hours, units_per_day);
            const LearningFit fitted =
                fit_learning(lots, theory_of(theory), errors_of(errors), !units_per_day.is_none());
            py::dict made = dict_of(fitted);
            made["midpoints"] = array_with(fitted.midpoints);
            return made;
        },
        py::arg("first"), py::arg("last"), py::arg("hours"), py::arg("units_per_day"),
        py::arg("theory"), py::arg("errors"), "What `rampcast.fit_learning` does.");
    m.def(
        "predict_lots",
        [](const py::dict& state, const FitNumbers& first, const FitNumbers& last,
           const py::object& units_per_day, const std::string& theory, const std::string& errors,
           double level) {
            LearningFit fit;
            read_fit(state, fit);
            fit.theory = theory_of(theory);
            fit.errors = errors_of(errors);
            std::vector<Lot> lots = lots_of(first, last, first, units_per_day);
            for (Lot& each : lots) each.hours = 1;
            return bands_of(fit.predict(lots, level));
        },
        py::arg("state"), py::arg("first"), py::arg("last"), py::arg("units_per_day"),
        py::arg("theory"), py::arg("errors"), py::arg("level"),
        "Average hours of lots, and low and high ends of prediction bands.");
}

} // namespace rampcast::python
