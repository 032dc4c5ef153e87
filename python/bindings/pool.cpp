#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "rampcast/calibrate/learn_pool.hpp"
#include "rampcast/calibrate/normal_mixture.hpp"
#include "rampcast/calibrate/pool.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace {

using Array = py::array_t<double, py::array::c_style | py::array::forcecast>;

const std::pair<const char*, double PoolParameters::*> parameters_of_pools[] = {
    {"ceiling", &PoolParameters::ceiling},
    {"ceiling_sd", &PoolParameters::ceiling_sd},
    {"deficit", &PoolParameters::deficit},
    {"deficit_sd", &PoolParameters::deficit_sd},
    {"correlation", &PoolParameters::correlation},
    {"speed", &PoolParameters::speed},
    {"speed_spread", &PoolParameters::speed_spread},
    {"shock_sd", &PoolParameters::shock_sd},
    {"memory", &PoolParameters::memory},
    {"noise_sd", &PoolParameters::noise_sd},
    {"noise_spread", &PoolParameters::noise_spread},
    {"first_sd", &PoolParameters::first_sd},
    {"pattern_sd", &PoolParameters::pattern_sd},
    {"ceiling_by_speed", &PoolParameters::ceiling_by_speed},
    {"deficit_by_speed", &PoolParameters::deficit_by_speed}};

py::dict told(const Pool& pool) {
    py::dict parameters, groups, made;
    for (const auto& [name, member] : parameters_of_pools)
        parameters[name] = pool.parameters.*member;
    for (const GroupLevel& each : pool.groups) groups[py::str(each.name)] = each.level;
    py::list members;
    for (const PoolMember& each : pool.members) {
        py::dict member;
        member["unique_id"] = each.id;
        member["group"] = each.group;
        member["periods"] = each.periods;
        member["level"] = each.level;
        members.append(member);
    }
    made["parameters"] = parameters;
    made["calendar"] = pool.calendar;
    made["groups"] = groups;
    made["unknown_group_sd"] = pool.unknown_group_sd;
    made["spread"] = pool.spread;
    made["members"] = members;
    return made;
}

/// A pool from what `told` gives.
Pool pool_of(const py::dict& stated) {
    Pool pool;
    const auto parameters = stated["parameters"].cast<py::dict>();
    for (const auto& [name, member] : parameters_of_pools)
        pool.parameters.*member = parameters[name].cast<double>();
    pool.calendar = stated["calendar"].cast<std::vector<double>>();
    for (const auto& [name, level] : stated["groups"].cast<py::dict>())
        pool.groups.push_back({name.cast<std::string>(), level.cast<double>()});
    pool.unknown_group_sd = stated["unknown_group_sd"].cast<double>();
    pool.spread = stated["spread"].cast<double>();
    for (const py::handle each : stated["members"])
        pool.members.push_back({each["unique_id"].cast<std::string>(),
                                each["group"].cast<std::string>(), each["periods"].cast<int>(),
                                each["level"].cast<double>()});
    return pool;
}

/// Series from columns: ids, groups, places in the calendar, numbers of periods, and all values one
/// after another.
std::vector<RampSeries> series_of(const std::vector<std::string>& ids,
                                  const std::vector<std::string>& groups,
                                  const std::vector<int>& places, const std::vector<int>& lengths,
                                  const Array& y) {
    std::vector<RampSeries> made(ids.size());
    const double* at = y.data();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        made[i] = {ids[i], groups.at(i), places.at(i), {at, at + lengths.at(i)}};
        at += lengths[i];
    }
    return made;
}

Array array_of(const std::vector<double>& values, std::vector<py::ssize_t> shape) {
    Array made(std::move(shape));
    std::copy(values.begin(), values.end(), made.mutable_data());
    return made;
}

/// Columns of forecasts, a row a series.
py::dict columns_of(const std::vector<RampForecast>& found, const RampOptions& options) {
    const auto rows = static_cast<py::ssize_t>(found.size());
    const auto levels = static_cast<py::ssize_t>(options.levels.size());
    const py::ssize_t horizon = options.horizon;
    std::vector<double> quantiles, totals, mixtures, draws, weights;
    for (const RampForecast& each : found) {
        quantiles.insert(quantiles.end(), each.quantiles.begin(), each.quantiles.end());
        totals.insert(totals.end(), each.totals.begin(), each.totals.end());
        weights.insert(weights.end(), each.weights.begin(), each.weights.end());
        draws.insert(draws.end(), each.draws.begin(), each.draws.end());
        for (const auto& mixture : each.mixtures)
            for (const NormalPart& part : mixture)
                mixtures.insert(mixtures.end(), {part.weight, part.mean, part.sd});
    }
    py::dict made;
    made["quantiles"] = array_of(quantiles, {rows, horizon, levels});
    made["totals"] = array_of(totals, {rows, levels});
    made["weights"] = array_of(weights, {rows, 9});
    const std::pair<const char*, double RampForecast::*> figures[] = {
        {"least_relative_error", &RampForecast::least_relative_error},
        {"ceiling", &RampForecast::ceiling},
        {"ceiling_sd", &RampForecast::ceiling_sd},
        {"ceiling_sd_before", &RampForecast::ceiling_sd_before},
        {"expected_ceiling", &RampForecast::expected_ceiling}};
    for (const auto& [name, figure] : figures) {
        std::vector<double> column;
        for (const RampForecast& each : found) column.push_back(each.*figure);
        made[name] = array_of(column, {rows});
    }
    if (options.keep) {
        made["mixtures"] = array_of(mixtures, {rows, horizon, 9, 3});
        made["draws"] = array_of(draws, {rows, options.paths});
    }
    return made;
}

py::dict pool_ramps(const py::dict& pool, const std::vector<std::string>& ids,
                    const std::vector<std::string>& groups, const std::vector<int>& places,
                    const std::vector<int>& lengths, const Array& y, int horizon,
                    const std::vector<double>& levels, int paths, std::uint64_t seed, int threads,
                    bool leave_one_out, bool keep, const std::vector<std::vector<int>>& counted,
                    const py::object& progress) {
    RampOptions options{.horizon = horizon,
                        .levels = levels,
                        .paths = paths,
                        .seed = seed,
                        .threads = threads,
                        .leave_one_out = leave_one_out,
                        .keep = keep,
                        .counted = {}};
    for (const auto& each : counted) options.counted.emplace_back(each.begin(), each.end());
    const auto call = [&options, made = pool_of(pool),
                       series = series_of(ids, groups, places, lengths, y)](const Watch& watch) {
        return forecast_ramps(made, series, options, watch);
    };
    return columns_of(watched(progress, call), options);
}

py::dict learned(const std::vector<std::string>& ids, const std::vector<std::string>& groups,
                 const std::vector<int>& places, const std::vector<int>& lengths, const Array& y,
                 int cycle, int horizon, bool recalibrate, int threads,
                 const py::object& progress) {
    const LearnOptions options{
        .cycle = cycle, .horizon = horizon, .threads = threads, .recalibrate = recalibrate};
    const auto call = [&options, series = series_of(ids, groups, places, lengths, y)](
                          const Watch& watch) { return learn_pool(series, options, watch); };
    const LearnedPool found = watched(progress, call);
    py::dict made;
    made["pool"] = told(found.pool);
    made["objective"] = found.objective;
    made["steps"] = found.steps;
    made["converged"] = found.converged;
    return made;
}

/// A figure of mixtures (rows of nine or so triples) at a number each.
template <class Figure> Array each_mixture(const Array& mixtures, const Array& at, Figure figure) {
    if (mixtures.ndim() != 3 || mixtures.shape(2) != 3 || at.ndim() != 1 ||
        at.shape(0) != mixtures.shape(0))
        throw Error("", "mixtures must be rows of (weight, mean, sd), one a number");
    const auto parts = static_cast<std::size_t>(mixtures.shape(1));
    std::vector<double> found;
    for (py::ssize_t i = 0; i < at.shape(0); ++i) {
        std::vector<NormalPart> mixture;
        for (std::size_t k = 0; k < parts; ++k) {
            const double* const of =
                mixtures.data() + (static_cast<std::size_t>(i) * parts + k) * 3;
            mixture.push_back({of[0], of[1], of[2]});
        }
        found.push_back(figure(mixture, at.data()[i]));
    }
    return array_of(found, {at.shape(0)});
}

} // namespace

void add_pool(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def(
        "default_pool", [] { return told(default_pool()); },
        "default_pool() -> dict[str, typing.Any]\n\n"
        "What `rampcast.Pool.default` shows, as a dict.");
    m.def(
        "check_pool", [](const py::dict& pool) { validate(pool_of(pool)); }, py::arg("pool"),
        "check_pool(pool: dict[str, typing.Any]) -> None\n\nRaises ValueError for a pool that "
        "makes no sense.");
    m.def("pool_ramps", &pool_ramps, py::arg("pool"), py::arg("ids"), py::arg("groups"),
          py::arg("places"), py::arg("lengths"), py::arg("y"), py::arg("horizon"),
          py::arg("levels"), py::arg("paths"), py::arg("seed"), py::arg("threads"),
          py::arg("leave_one_out"), py::arg("keep"), py::arg("counted"), py::arg("progress"),
          "pool_ramps(pool: dict[str, typing.Any], ids: list[str], groups: list[str], "
          "places: list[int], lengths: list[int], y: typing.Any, horizon: int, "
          "levels: list[float], paths: int, seed: int, threads: int, leave_one_out: bool, "
          "keep: bool, counted: list[list[int]], "
          "progress: collections.abc.Callable[[float], object] | None) "
          "-> dict[str, typing.Any]\n\n"
          "What `rampcast.ramps` shows, as arrays, a row a series. Raises ValueError.");
    m.def("learn_pool", &learned, py::arg("ids"), py::arg("groups"), py::arg("places"),
          py::arg("lengths"), py::arg("y"), py::arg("cycle"), py::arg("horizon"),
          py::arg("recalibrate"), py::arg("threads"), py::arg("progress"),
          "learn_pool(ids: list[str], groups: list[str], places: list[int], lengths: list[int], "
          "y: typing.Any, cycle: int, horizon: int, recalibrate: bool, threads: int, "
          "progress: collections.abc.Callable[[float], object] | None) "
          "-> dict[str, typing.Any]\n\n"
          "What `rampcast.learn_pool` learns, as a dict. Raises ValueError.");
    m.def(
        "crps_normal_mixtures",
        [](const Array& mixtures, const Array& y) {
            return each_mixture(mixtures, y, [](const auto& mixture, double at) {
                return crps_normal_mixture(mixture, at);
            });
        },
        py::arg("mixtures"), py::arg("y"),
        "crps_normal_mixtures(mixtures: typing.Any, y: typing.Any) -> typing.Any\n\n"
        "The CRPS of mixtures, rows of (weight, mean, sd), at a number each.");
    m.def(
        "crps_lognormal_mixtures",
        [](const Array& mixtures, const Array& y) {
            return each_mixture(mixtures, y, [](const auto& mixture, double at) {
                return crps_lognormal_mixture(mixture, at);
            });
        },
        py::arg("mixtures"), py::arg("y"),
        "crps_lognormal_mixtures(mixtures: typing.Any, y: typing.Any) -> typing.Any\n\n"
        "The same of exp of them, at a number above 0 each.");
    m.def(
        "normal_mixture_cdfs",
        [](const Array& mixtures, const Array& x) {
            return each_mixture(mixtures, x, [](const auto& mixture, double at) {
                return mixture_cdf(mixture, at);
            });
        },
        py::arg("mixtures"), py::arg("x"),
        "normal_mixture_cdfs(mixtures: typing.Any, x: typing.Any) -> typing.Any\n\n"
        "The probability that a draw of each mixture is at most x.");
}

} // namespace rampcast::python
