#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "rampcast/calibrate/condition.hpp"
#include "rampcast/calibrate/level_filter.hpp"
#include "rampcast/calibrate/pareto_smoothing.hpp"
#include "rampcast/core/error.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace {

using DrawnNumbers = py::array_t<double, py::array::c_style | py::array::forcecast>;

/// Columns of a matrix as rows of an array.
DrawnNumbers rows_of_points(const Eigen::MatrixXd& columns) {
    DrawnNumbers made(
        {static_cast<py::ssize_t>(columns.cols()), static_cast<py::ssize_t>(columns.rows())});
    std::copy(columns.data(), columns.data() + columns.size(), made.mutable_data());
    return made;
}
DrawnNumbers list_of_points(const Eigen::VectorXd& list) {
    return DrawnNumbers(static_cast<py::ssize_t>(list.size()), list.data());
}

py::dict conditioned(const py::function& log_likelihood, std::size_t dimensions, std::size_t draws,
                     std::uint64_t seed, const std::vector<double>& start,
                     const std::string& temper, bool only_mode, const py::object& progress,
                     const std::optional<py::function>& exact) {
    ConditionOptions options{.draws = draws,
                             .seed = seed,
                             .temper = static_cast<Tempered>(
                                 to_choice(py::str(temper), {.name = "temper"}, tempered_names)),
                             .only_mode = only_mode,
                             .start = start};
    const auto asked = [](const py::function& of, const Eigen::MatrixXd& points,
                          Eigen::VectorXd& out) {
        const py::gil_scoped_acquire gil;
        const DrawnNumbers found = of(rows_of_points(points)).cast<DrawnNumbers>();
        if (found.ndim() != 1 || found.shape(0) != points.cols())
            throw Error("", "the log likelihood gave another shape, must be one number a row");
        std::copy(found.data(), found.data() + found.size(), out.data());
    };
    const auto ask = [&](const Eigen::MatrixXd& points, Eigen::VectorXd& out) {
        asked(log_likelihood, points, out);
    };
    const auto ask_exact = [&](const Eigen::MatrixXd& points, Eigen::VectorXd& out) {
        asked(*exact, points, out);
    };
    if (exact) options.exact = LogLikelihood(ask_exact);
    const Conditioned found = watched(
        progress, [&](const Watch& watch) { return condition(ask, dimensions, options, watch); });
    py::dict made;
    made["draws"] = rows_of_points(found.draws);
    made["log_likelihood"] = list_of_points(found.log_likelihood);
    made["mode"] = list_of_points(found.mode);
    made["k_hat"] = found.k_hat;
    made["effective_draws"] = found.effective_draws;
    made["log_evidence"] = found.log_evidence;
    made["laplace_log_evidence"] = found.laplace_log_evidence;
    made["tempered"] = found.tempered;
    made["evaluations"] = found.evaluations;
    return made;
}

LevelData level_data(const DrawnNumbers& observed, const DrawnNumbers& sd,
                     const DrawnNumbers& correlation, const DrawnNumbers& shift, double log_sd,
                     bool counts) {
    LevelData data{.log_sd = log_sd, .counts = counts};
    data.observed.assign(observed.data(), observed.data() + observed.size());
    if (sd.size() != observed.size() || correlation.size() != observed.size() ||
        shift.size() != observed.size())
        throw Error("", "observed, sd, correlation and shift must be of one length");
    for (py::ssize_t i = 0; i < observed.size(); ++i)
        data.steps.push_back({sd.data()[i], correlation.data()[i], shift.data()[i]});
    return data;
}

std::span<const double> row_of_figures(const DrawnNumbers& figures, py::ssize_t row) {
    const py::ssize_t width = figures.shape(1);
    return {figures.data() + row * width, static_cast<std::size_t>(width)};
}

void check_level_figures(const DrawnNumbers& figures, const LevelData& data) {
    if (figures.ndim() != 2 || static_cast<std::size_t>(figures.shape(1)) != data.observed.size())
        throw Error("", "figures must be rows of a number a period");
}

DrawnNumbers level_likelihoods(const DrawnNumbers& figures, const DrawnNumbers& observed,
                               const DrawnNumbers& sd, const DrawnNumbers& correlation,
                               const DrawnNumbers& shift, double log_sd, bool counts) {
    const LevelData data = level_data(observed, sd, correlation, shift, log_sd, counts);
    check_level_figures(figures, data);
    DrawnNumbers made(figures.shape(0));
    double* const out = made.mutable_data();
    const py::gil_scoped_release free;
    const LevelFilter filter(data);
    for (py::ssize_t i = 0; i < figures.shape(0); ++i)
        out[i] = filter.log_likelihood(row_of_figures(figures, i));
    return made;
}

DrawnNumbers drawn_levels(const DrawnNumbers& figures, const DrawnNumbers& observed,
                          const DrawnNumbers& sd, const DrawnNumbers& correlation,
                          const DrawnNumbers& shift, double log_sd, bool counts,
                          const DrawnNumbers& normals) {
    const LevelData data = level_data(observed, sd, correlation, shift, log_sd, counts);
    check_level_figures(figures, data);
    if (normals.ndim() != 2 || normals.shape(0) != figures.shape(0) ||
        normals.shape(1) != figures.shape(1))
        throw Error("", "normals must be of the shape of figures");
    DrawnNumbers made({figures.shape(0), figures.shape(1)});
    const LevelFilter filter(data);
    for (py::ssize_t i = 0; i < figures.shape(0); ++i) {
        const auto levels = filter.draw(row_of_figures(figures, i), row_of_figures(normals, i));
        std::copy(levels.begin(), levels.end(), made.mutable_data() + i * figures.shape(1));
    }
    return made;
}

} // namespace

void add_condition(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def("condition", &conditioned, py::arg("log_likelihood"), py::arg("dimensions"),
          py::arg("draws") = 2000, py::arg("seed") = 1, py::arg("start") = std::vector<double>{},
          py::arg("temper") = "if_needed", py::arg("only_mode") = false,
          py::arg("progress") = py::none(), py::arg("exact") = py::none(),
          "condition(log_likelihood: collections.abc.Callable[[typing.Any], typing.Any], "
          "dimensions: int, draws: int = 2000, seed: int = 1, start: list[float] = [], "
          "temper: str = 'if_needed', only_mode: bool = False, "
          "progress: collections.abc.Callable[[float], object] | None = None, "
          "exact: collections.abc.Callable[[typing.Any], typing.Any] | None = None) "
          "-> dict[str, typing.Any]\n\n"
          "Standard normal numbers given a log likelihood, which takes an array with a row a point "
          "and gives a number a row. exact: a better one, which what the other proposes is weighed "
          "by. Raises ValueError where no point is possible.");
    m.def("level_log_likelihood", &level_likelihoods, py::arg("figures"), py::arg("observed"),
          py::arg("sd"), py::arg("correlation"), py::arg("shift"), py::arg("log_sd"),
          py::arg("counts"),
          "level_log_likelihood(figures: typing.Any, observed: typing.Any, sd: typing.Any, "
          "correlation: typing.Any, shift: typing.Any, log_sd: float, counts: bool) "
          "-> typing.Any\n\n"
          "The log likelihood of each path (a row of figures, a period each) of what was observed, "
          "the persistent shock on its level integrated out. sd, correlation, shift: of the shock, "
          "by period. log_sd: of what comes on top.");
    m.def(
        "draw_levels", &drawn_levels, py::arg("figures"), py::arg("observed"), py::arg("sd"),
        py::arg("correlation"), py::arg("shift"), py::arg("log_sd"), py::arg("counts"),
        py::arg("normals"),
        "draw_levels(figures: typing.Any, observed: typing.Any, sd: typing.Any, "
        "correlation: typing.Any, shift: typing.Any, log_sd: float, counts: bool, "
        "normals: typing.Any) -> typing.Any\n\n"
        "A level a path and period, in its sds, given what was observed. normals: a number each.");
    m.def(
        "smooth_weights",
        [](const DrawnNumbers& log_weights) {
            std::vector<double> logs(log_weights.data(), log_weights.data() + log_weights.size());
            const double k_hat = smooth_weights(logs);
            return py::make_tuple(DrawnNumbers(static_cast<py::ssize_t>(logs.size()), logs.data()),
                                  k_hat);
        },
        py::arg("log_weights"),
        "smooth_weights(log_weights: typing.Any) -> tuple[typing.Any, float]\n\n"
        "Logarithms of weights whose largest are smoothed by a generalised Pareto distribution, "
        "and "
        "k-hat, its shape.");
}

} // namespace rampcast::python
