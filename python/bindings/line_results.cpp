#include <cmath>

#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "line_results.hpp"
#include "options.hpp"
#include "rampcast/flow/capacity.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/flow/trace.hpp"
#include "rampcast/forecast/rate_correction.hpp"
#include "rampcast/plant/drivers.hpp"
#include "rampcast/plant/validate.hpp"
#include "watched.hpp"

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

} // namespace

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
    result["hours_share"] = found.hours_share;
    result["days_share"] = found.days_share;
    result["throughput_per_working_day"] = found.throughput_per_working_day();
    result["lead_time_working_h"] = found.lead_time_working_h();
    result["piles_up_before"] = found.piles_up_before;
    return result;
}

py::object pair(const std::optional<Interval>& interval) {
    if (!interval) return py::none();
    return py::make_tuple(interval->low, interval->high);
}

py::dict simulated(const Simulation& found) {
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
    result["weeks"] = found.weeks;
    result["settled"] = found.settled;
    result["hours"] = found.hours;
    result["started"] = found.started;
    result["good"] = found.good;
    result["scrapped"] = found.scrapped;
    result["joined"] = found.joined;
    result["in_process_before"] = found.in_process_before;
    result["in_process_after"] = found.in_process_after;
    return result;
}

SimulationOptions simulation_options(std::optional<std::int64_t> pieces, int replications,
                                     std::uint64_t seed, double confidence,
                                     std::optional<std::int64_t> warm_up_pieces,
                                     std::int64_t most_events, int threads) {
    SimulationOptions options;
    options.pieces = pieces;
    options.replications = replications;
    options.seed = seed;
    options.confidence = confidence;
    options.warm_up_pieces = warm_up_pieces;
    options.most_events = most_events;
    options.threads = threads;
    return options;
}

Date first_day(const py::object& start) {
    return Convert<std::optional<Date>>::in(start, {.name = "start"}).value_or(date(2024, 1, 1));
}

namespace {

py::dict capacity_of(const Line& line, const std::vector<Calendar>& calendars,
                     const py::object& method, std::uint64_t seed, bool gains, int simulated_gains,
                     const py::object& progress) {
    validate_lines({line}, calendars);
    const CapacityOptions options{
        .method = choice<CapacityMethod>(method, "method", capacity_method_names),
        .seed = seed,
        .gains = gains,
        .simulated_gains = simulated_gains};
    const auto found = watched(progress, [&, at = at_medians(line)](const Watch& watch) {
        return capacity(at, calendars, options, watch);
    });
    py::dict result = performance(found);
    result["throughput_interval"] = pair(found.throughput_interval);
    result["work_in_process_interval"] = pair(found.work_in_process_interval);
    result["lead_time_interval_h"] = pair(found.lead_time_interval);
    result["formula_per_h"] = found.formula_per_h;
    result["checked"] = found.checked;
    result["error_to_expect"] = found.error_to_expect;
    result["oee"] = found.oee;
    result["station_oee"] = found.station_oee;
    py::list change, per_h, per_day, low_per_h, high_per_h;
    for (const CapacityGain& gain : found.gains) {
        change.append(gain.what);
        per_h.append(gain.per_h);
        per_day.append(gain.per_day);
        const Interval none{std::nan(""), std::nan("")};
        low_per_h.append(gain.interval_per_h.value_or(none).low);
        high_per_h.append(gain.interval_per_h.value_or(none).high);
    }
    result["gains"] =
        py::dict(py::arg("change") = change, py::arg("per_h") = per_h, py::arg("per_day") = per_day,
                 py::arg("low_per_h") = low_per_h, py::arg("high_per_h") = high_per_h);
    return result;
}

py::dict exact_of(const Line& line, std::size_t most_states, const py::object& variance,
                  const py::object& progress) {
    validate_lines({line}, {});
    ExactOptions options;
    options.most_states = most_states;
    options.variance = to_bool(variance, {.name = "variance"});
    const auto found = watched(progress, [&, at = at_medians(line)](const Watch& watch) {
        return exact(at, options, watch);
    });
    py::dict result = performance(found);
    result["states"] = found.states;
    result["variance_rate_per_h"] = found.variance_rate_per_h;
    return result;
}

py::dict trace_of(const Line& line, const std::vector<Calendar>& calendars, const py::object& start,
                  std::uint64_t seed, std::int64_t pieces, std::int64_t measured_pieces,
                  std::int64_t warm_up_pieces, const py::object& progress) {
    validate_lines({line}, calendars);
    const Date day = first_day(start);
    const auto found = watched(progress, [&, at = at_medians(line)](const Watch& watch) {
        return trace(at, seed, pieces, measured_pieces, warm_up_pieces, calendars, day, watch);
    });
    py::list piece, station, place, start_h, end_h, state;
    for (const PieceStay& stay : found.stays) {
        const std::size_t i = stay.station, in_series = line.stations.size();
        piece.append(stay.piece + 1);
        station.append(i < in_series ? line.stations[i].name
                                     : line.rework_stations[i - in_series].name);
        place.append(stay.place + 1);
        start_h.append(stay.start_h);
        end_h.append(stay.end_h);
        state.append(std::string(stay_state_names[static_cast<std::size_t>(stay.state)]));
    }
    py::dict stays;
    stays["piece"] = piece;
    stays["station"] = station;
    stays["place"] = place;
    stays["start_h"] = start_h;
    stays["end_h"] = end_h;
    stays["state"] = state;
    py::dict result;
    result["stays"] = stays;
    result["buffer_shares"] = found.buffer_shares;
    return result;
}

/// By line whose mature rate a forecast corrects: by how much at the centre of what is uncertain,
/// with the standard error, and what the correction depends on.
py::list rate_corrections(const Plant& plant) {
    Plant first = prepared(combinations(plant).front().plant);
    watched(py::none(), [&](const Watch& watch) {
        correct_rates(first, watch);
        return true;
    });
    py::list result;
    for (const Line& line : first.lines) {
        const auto& found = line.correction.found;
        if (!found) continue;
        py::list depends;
        for (const auto& number : found->numbers) depends.append(number.path);
        result.append(py::dict(py::arg("line") = line.name,
                               py::arg("share") = std::expm1(found->level),
                               py::arg("error") = found->error, py::arg("points") = found->points,
                               py::arg("depends_on") = depends));
    }
    return result;
}

} // namespace

void add_line_results(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def("line_capacity", &capacity_of, py::arg("line"), py::arg("calendars"), py::arg("method"),
          py::arg("seed"), py::arg("gains"), py::arg("simulated_gains"), py::arg("progress"),
          "line_capacity(line: Line, calendars: list[Calendar], method: str, seed: int, "
          "gains: bool, simulated_gains: int, "
          "progress: collections.abc.Callable[[float], object] | None) -> dict[str, typing.Any]\n\n"
          "What `rampcast.capacity` shows, as a dict. Raises ValueError.");
    m.def("rate_corrections", &rate_corrections, py::arg("plant"),
          "rate_corrections(plant: Plant) -> list[dict[str, typing.Any]]\n\n"
          "By line whose mature rate a forecast corrects by simulation: `line`, `share` (by how\n"
          "much at the centre of what is uncertain), `error` (standard error of that, by leaving\n"
          "points out), `points` simulated and what the correction `depends_on`. Of the first\n"
          "combination of alternatives.");
    m.def("exact_line", &exact_of, py::arg("line"), py::arg("most_states"), py::arg("variance"),
          py::arg("progress"),
          "exact_line(line: Line, most_states: int, variance: bool, "
          "progress: collections.abc.Callable[[float], object] | None) -> dict[str, typing.Any]\n\n"
          "What `rampcast.exact` shows, as a dict. Raises ValueError.");
    m.def(
        "ratio_estimate",
        [](const std::vector<double>& numerators, const std::vector<double>& denominators,
           double confidence) {
            const Estimate found = ratio_estimate(numerators, denominators, confidence);
            return py::make_tuple(found.value, found.interval().low, found.interval().high);
        },
        py::arg("numerators"), py::arg("denominators"), py::arg("confidence"),
        "ratio_estimate(numerators: list[float], denominators: list[float], confidence: float) -> "
        "tuple[float, float, float]\n\n"
        "The ratio of the means of two quantities observed together, and the ends of its interval\n"
        "by linearisation; infinite for a single observation. Raises ValueError.");
    m.def(
        "trace_line", &trace_of, py::arg("line"), py::arg("calendars"), py::arg("start"),
        py::arg("seed"), py::arg("pieces"), py::arg("measured_pieces"), py::arg("warm_up_pieces"),
        py::arg("progress"),
        "trace_line(line: Line, calendars: list[Calendar], start: datetime.date | None, seed: int,"
        " pieces: int, measured_pieces: int, warm_up_pieces: int, "
        "progress: collections.abc.Callable[[float], object] | None) -> dict[str, typing.Any]\n\n"
        "What `rampcast.trace` shows, as a dict. Raises ValueError.");
    m.def(
        "simulate_line",
        [](const Line& line, const std::vector<Calendar>& calendars, const py::object& start,
           std::optional<std::int64_t> pieces, int replications, std::uint64_t seed,
           std::optional<double> precision, double confidence,
           std::optional<std::int64_t> warm_up_pieces, std::int64_t most_events, int threads,
           const py::object& progress) {
            validate_lines({line}, calendars);
            const Date day = first_day(start);
            SimulationOptions options = simulation_options(pieces, replications, seed, confidence,
                                                           warm_up_pieces, most_events, threads);
            options.precision = precision;
            return simulated(watched(progress, [&, at = at_medians(line)](const Watch& watch) {
                return simulate(at, options, calendars, day, watch);
            }));
        },
        py::arg("line"), py::kw_only(), py::arg("calendars"), py::arg("start"), py::arg("pieces"),
        py::arg("replications"), py::arg("seed"), py::arg("precision"), py::arg("confidence"),
        py::arg("warm_up_pieces"), py::arg("most_events"), py::arg("threads"), py::arg("progress"),
        "simulate_line(line: Line, *, calendars: list[Calendar], start: datetime.date | None, "
        "pieces: int | None, replications: int, seed: int, precision: float | None, "
        "confidence: float, warm_up_pieces: int | None, most_events: int, threads: int, "
        "progress: collections.abc.Callable[[float], object] | None) -> dict[str, typing.Any]\n\n"
        "What `rampcast.simulate` shows, as a dict. Raises ValueError.");
}

} // namespace rampcast::python
