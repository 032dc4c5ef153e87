#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/line/capacity.hpp"

namespace rampcast::python {

namespace {

/// One list a member of the list's elements.
template <class List, class Members> py::dict columns(const List& list, const Members& members) {
    py::dict result;
    for (const auto& [name, member] : members) {
        py::list values;
        for (const auto& each : list) values.append(each.*member);
        result[name] = values;
    }
    return result;
}

py::dict performance(const LinePerformance& found) {
    using Station = StationPerformance;
    py::dict stations =
        columns(found.stations, std::initializer_list<std::pair<const char*, double Station::*>>{
                                    {"busy", &Station::busy},
                                    {"down", &Station::down},
                                    {"blocked", &Station::blocked},
                                    {"starved", &Station::starved},
                                    {"off_shift", &Station::off_shift},
                                    {"rate_alone_per_h", &Station::rate_alone_per_h},
                                    {"visits_per_good", &Station::visits_per_good}});
    py::list names;
    for (const Station& station : found.stations) names.append(station.name);
    stations["name"] = names;
    py::dict result;
    result["throughput_per_h"] = found.throughput_per_h;
    result["throughput_per_day"] = found.throughput_per_day;
    result["takt_s"] = found.takt_s;
    result["bottleneck"] = found.bottleneck;
    result["stations"] = stations;
    result["buffer_levels"] = found.buffer_levels;
    result["work_in_process"] = found.work_in_process;
    result["lead_time_h"] = found.lead_time_h;
    result["method"] = found.method;
    return result;
}

py::object pair(const std::optional<Interval>& interval) {
    if (!interval) return py::none();
    return py::make_tuple(interval->low, interval->high);
}

py::dict capacity_of(const Line& line, const std::vector<Calendar>& calendars) {
    validate_lines({line}, calendars);
    const LineCapacity found = capacity(at_medians(line), calendars);
    py::dict result = performance(found);
    result["error_to_expect"] = found.error_to_expect;
    result["oee"] = found.oee;
    py::list change, per_h, per_day;
    for (const auto& gain : found.gains) {
        change.append(gain.change);
        per_h.append(gain.per_h);
        per_day.append(gain.per_day);
    }
    result["gains"] = py::dict(py::arg("change") = change, py::arg("per_h") = per_h,
                               py::arg("per_day") = per_day);
    return result;
}

py::dict exact_of(const Line& line, std::int64_t most_states) {
    validate_lines({line}, {});
    ExactOptions options;
    options.most_states = most_states;
    const ExactLine found = exact(at_medians(line), options);
    py::dict result = performance(found);
    result["states"] = found.states;
    return result;
}

} // namespace

void add_line_results(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def("line_capacity", &capacity_of, py::arg("line"), py::arg("calendars"),
          "line_capacity(line: Line, calendars: list[Calendar]) -> dict[str, typing.Any]\n\n"
          "What `rampcast.capacity` shows, as a dict. Raises ValueError.");
    m.def("exact_line", &exact_of, py::arg("line"), py::arg("most_states"),
          "exact_line(line: Line, most_states: int) -> dict[str, typing.Any]\n\n"
          "What `rampcast.exact` shows, as a dict. Raises ValueError.");
    m.def(
        "simulate_line",
        [](const Line& line, const std::vector<Calendar>& calendars, std::optional<Date> start,
           std::int64_t pieces, int replications, std::uint64_t seed,
           std::optional<double> precision, double confidence,
           std::optional<std::int64_t> warm_up_pieces, int threads) {
            validate_lines({line}, calendars);
            SimulationOptions options;
            options.pieces = pieces;
            options.replications = replications;
            options.seed = seed;
            options.precision = precision;
            options.confidence = confidence;
            options.warm_up_pieces = warm_up_pieces;
            options.threads = threads;
            const LineOf<double> at = at_medians(line);
            Simulation found;
            {
                const py::gil_scoped_release free;
                found = simulate(at, options);
            }
            py::dict result = performance(found);
            result["throughput_interval"] = pair(found.throughput_interval);
            result["work_in_process_interval"] = pair(found.work_in_process_interval);
            result["lead_time_interval_h"] = pair(found.lead_time_interval);
            result["confidence"] = found.confidence;
            result["precision_reached"] = found.precision_reached;
            result["variance_rate_per_h"] = found.variance_rate_per_h;
            result["replications"] = found.replications;
            result["pieces"] = found.pieces;
            result["warm_up_pieces"] = found.warm_up_pieces;
            result["hours"] = found.hours;
            result["started"] = found.started;
            result["good"] = found.good;
            result["scrapped"] = found.scrapped;
            result["in_process_before"] = found.in_process_before;
            result["in_process_after"] = found.in_process_after;
            return result;
        },
        py::arg("line"), py::kw_only(), py::arg("calendars"), py::arg("start"), py::arg("pieces"),
        py::arg("replications"), py::arg("seed"), py::arg("precision"), py::arg("confidence"),
        py::arg("warm_up_pieces"), py::arg("threads"),
        "simulate_line(line: Line, *, calendars: list[Calendar], start: datetime.date | None,\n"
        "pieces: int, replications: int, seed: int, precision: float | None, confidence: float,\n"
        "warm_up_pieces: int | None, threads: int) -> dict[str, typing.Any]\n\n"
        "What `rampcast.simulate` shows, as a dict. Raises ValueError.");
}

} // namespace rampcast::python
