#include "rampcast/forecast/path_function.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "options.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace {

template <class S> using RowArray = py::array_t<S, py::array::c_style | py::array::forcecast>;

template <class S> PathRows<S> rows_in(const RowArray<S>& z) {
    if (z.ndim() != 2)
        throw Error("path function",
                    "z has " + std::to_string(z.ndim()) + " dimensions, must have 2: a row a path");
    return Eigen::Map<const PathRows<S>>(z.data(), z.shape(0), z.shape(1));
}
template <class Matrix> auto array_of_rows(const Matrix& values) {
    using S = typename Matrix::Scalar;
    py::array_t<S> result({values.rows(), values.cols()});
    for (Eigen::Index i = 0; i < values.rows(); ++i)
        for (Eigen::Index j = 0; j < values.cols(); ++j) *result.mutable_data(i, j) = values(i, j);
    return result;
}

PathFunction made_function(const Plant& stated, const std::optional<Timeline>& timeline,
                           const py::object& metrics, const py::object& steps,
                           const py::object& views, const py::object& by, const py::object& seed) {
    py::dict keywords;
    keywords["metrics"] = metrics;
    keywords["steps"] = steps;
    keywords["views"] = views;
    keywords["by"] = by;
    keywords["seed"] = seed;
    const ForecastOptions options = options_of(keywords);
    const Plant plant = stated; // NOLINT(performance-unnecessary-copy-initialization)
    const py::gil_scoped_release free;
    return {plant, timeline ? *timeline : timeline_of(plant), options};
}

py::list alternatives_of(const PathFunction& self) {
    py::list list;
    for (const auto& each : self.alternatives())
        list.append(py::make_tuple(each.options, each.weight));
    return list;
}
py::list noise_of(const PathFunction& self, std::size_t alternative) {
    py::list list;
    for (const auto& each : self.noise(alternative))
        list.append(py::make_tuple(each.name, each.first_month, each.months, each.once));
    return list;
}
py::list columns_of(const PathFunction& self) {
    py::list list;
    for (const auto& each : self.figures())
        list.append(py::make_tuple(text(each.metric), text(each.view), text(each.segment.by),
                                   each.segment.name, each.period, from_date(each.days.start),
                                   from_date(each.days.end)));
    return list;
}

py::array_t<float> run_rows(const PathFunction& self, const RowArray<float>& z,
                            std::size_t alternative, std::uint32_t first_path, bool quiet,
                            const py::object& progress) {
    const PathRows<float> rows = rows_in(z);
    const PathRows<float> found = watched(progress, [&](const Watch& watch) {
        return self(rows, alternative, {.first_path = first_path, .quiet = quiet, .watch = watch});
    });
    return array_of_rows(found);
}

/// Rows that a forecast is to take: noise from `months` on is drawn.
std::shared_ptr<GivenDraws> given_rows(const PathFunction& self, const RowArray<float>& z,
                                       std::size_t alternative, int until) {
    const PathRows<float> rows = rows_in(z);
    auto result = std::make_shared<GivenDraws>();
    result->width = static_cast<std::size_t>(rows.cols());
    result->paths = static_cast<std::size_t>(rows.rows());
    result->rows.assign(rows.data(), rows.data() + rows.size());
    if (result->width == self.drivers().size()) return result;
    if (result->width != self.dimensions(alternative))
        throw Error("path function",
                    "rows have " + std::to_string(result->width) + " numbers, must have " +
                        std::to_string(self.drivers().size()) + ", one a driver, or " +
                        std::to_string(self.dimensions(alternative)) + " with all noise");
    result->noise = self.layout(alternative);
    const auto streams = self.noise(alternative);
    for (std::size_t s = 0; s < streams.size(); ++s)
        if (!streams[s].once)
            result->noise[s].months =
                std::clamp(until - streams[s].first_month, 0, streams[s].months);
    return result;
}

} // namespace

void add_path_function(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    py::class_<GivenDraws, std::shared_ptr<GivenDraws>>(
        m, "GivenDraws", py::module_local(),
        "Draws that a forecast takes instead of making them: what `PathFunction.given` makes.")
        .def_readonly("paths", &GivenDraws::paths, "How many rows there are.")
        .def("__repr__", [](const GivenDraws& self) {
            return "GivenDraws(" + std::to_string(self.paths) + " rows of " +
                   std::to_string(self.width) + ")";
        });
    py::class_<PathFunction>(
        m, "PathFunction", py::module_local(),
        "What `rampcast.PathFunction` holds: a plant's figures as a function of standard normal\n"
        "numbers.")
        .def(py::init(&made_function), py::arg("plant"), py::arg("timeline"), py::arg("metrics"),
             py::arg("steps"), py::arg("views"), py::arg("by"), py::arg("seed"),
             "__init__(self, plant: Plant, timeline: Timeline | None, "
             "metrics: collections.abc.Sequence[str] | None, "
             "steps: collections.abc.Sequence[str] | None, "
             "views: collections.abc.Sequence[str] | None, "
             "by: collections.abc.Sequence[str] | None, seed: int) -> None\n\n"
             "Raises ValueError for an invalid plant, timeline or option.")
        .def_property_readonly("drivers", &PathFunction::drivers,
                               "drivers(self) -> list[str]\n\nPaths of the uncertain numbers.")
        .def_property_readonly("alternatives", &alternatives_of,
                               "alternatives(self) -> list[tuple[list[str], float]]\n\n"
                               "Options and weight of each combination.")
        .def_property_readonly(
            "reference", [](const PathFunction& self) { return from_date(self.reference()); },
            "reference(self) -> datetime.date\n\nThe day from which dates are counted.")
        .def_property_readonly(
            "figures", &columns_of,
            "figures(self) -> list[tuple[str, str, str, str, str, datetime.date, "
            "datetime.date]]\n\n"
            "Metric, view, by, member, period, first day and the day after the last of each "
            "column.")
        .def("noise", &noise_of, py::arg("alternative"),
             "noise(self, alternative: int) -> list[tuple[str, int, int, bool]]\n\n"
             "Name, first absolute month, how many months, and whether it is drawn once.")
        .def("dimensions", &PathFunction::dimensions, py::arg("alternative"),
             "dimensions(self, alternative: int) -> int\n\nLength of a row with all noise.")
        .def("run", &run_rows, py::arg("z"), py::arg("alternative"), py::arg("first_path"),
             py::arg("quiet"), py::arg("progress"),
             "run(self, z: typing.Any, alternative: int, first_path: int, quiet: bool, "
             "progress: collections.abc.Callable[[float], object] | None) -> typing.Any\n\n"
             "Figures of each row.")
        .def(
            "precise",
            [](const PathFunction& self, const RowArray<double>& z, std::size_t alternative,
               const py::object& progress) {
                const PathRows<double> rows = rows_in(z);
                return array_of_rows(watched(progress, [&](const Watch& watch) {
                    return self.precise(rows, alternative, watch);
                }));
            },
            py::arg("z"), py::arg("alternative"), py::arg("progress"),
            "precise(self, z: typing.Any, alternative: int, "
            "progress: collections.abc.Callable[[float], object] | None) -> typing.Any\n\n"
            "The same in double precision.")
        .def(
            "gradient",
            [](const PathFunction& self, const RowArray<double>& z, std::size_t alternative,
               const py::object& progress) {
                if (z.ndim() != 1)
                    throw Error("path function", "z has " + std::to_string(z.ndim()) +
                                                     " dimensions, must have 1: one path");
                const Eigen::VectorXd row = Eigen::Map<const Eigen::VectorXd>(z.data(), z.shape(0));
                const auto found = watched(progress, [&](const Watch& watch) {
                    return self.gradient(row, alternative, watch);
                });
                return py::make_tuple(
                    py::array_t<double>(found.figures.size(), found.figures.data()),
                    array_of_rows(found.slopes));
            },
            py::arg("z"), py::arg("alternative"), py::arg("progress"),
            "gradient(self, z: typing.Any, alternative: int, "
            "progress: collections.abc.Callable[[float], object] | None) "
            "-> tuple[typing.Any, typing.Any]\n\n"
            "Figures of one row and their derivatives, a row a figure.")
        .def(
            "numbers",
            [](const PathFunction& self, const RowArray<double>& z, std::size_t alternative) {
                return array_of_rows(self.numbers(rows_in(z), alternative));
            },
            py::arg("z"), py::arg("alternative"),
            "numbers(self, z: typing.Any, alternative: int) -> typing.Any\n\n"
            "The drivers' own values, dates as days from `reference`.")
        .def(
            "correlated",
            [](const PathFunction& self, const RowArray<double>& z) {
                return array_of_rows(self.correlated(rows_in(z)));
            },
            py::arg("z"),
            "correlated(self, z: typing.Any) -> typing.Any\n\n"
            "The drivers' standard normal values as correlations make them.")
        .def("given", &given_rows, py::arg("z"), py::arg("alternative"), py::arg("until"),
             "given(self, z: typing.Any, alternative: int, until: int) -> GivenDraws\n\n"
             "Rows for a forecast to take; monthly noise from the absolute month `until` on is\n"
             "drawn.");
}

} // namespace rampcast::python
