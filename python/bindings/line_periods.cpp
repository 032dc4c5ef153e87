#include <pybind11/stl.h>

#include <string>
#include <vector>

#include "bindings.hpp"
#include "casters.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/plant/validate.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace {

std::optional<CurveOf<double>> curve_at_medians(py::handle given, const char* name) {
    if (given.is_none()) return std::nullopt;
    return at_medians(Convert<Curve>::in(given, {"", name, {}}));
}

/// Columns of a figure with its interval.
void add_estimate(py::dict& rows, const char* name, const std::vector<LinePeriod>& found,
                  Estimate LinePeriod::* figure) {
    py::list value, low, high;
    for (const LinePeriod& each : found) {
        value.append((each.*figure).value);
        low.append((each.*figure).interval().low);
        high.append((each.*figure).interval().high);
    }
    rows[name] = value;
    rows[(std::string(name) + "_low").c_str()] = low;
    rows[(std::string(name) + "_high").c_str()] = high;
}

void add_numbers(py::dict& rows, const char* name, const std::vector<LinePeriod>& found,
                 double LinePeriod::* figure) {
    py::list values;
    for (const LinePeriod& each : found) values.append(each.*figure);
    rows[name] = values;
}

py::dict line_periods(const Line& line, const Timeline& timeline,
                      const std::vector<Calendar>& calendars, const py::object& cycle_time,
                      const py::object& yield, const py::object& availability,
                      const py::object& own_ramp, int replications, std::uint64_t seed,
                      double confidence, std::int64_t most_events, int threads,
                      const py::object& progress) {
    validate_lines({line}, calendars);
    const Ramps ramps{
        curve_at_medians(cycle_time, "cycle_time"), curve_at_medians(yield, "yield_"),
        curve_at_medians(availability, "availability"),
        static_cast<RampShare>(to_choice(own_ramp, {.name = "own_ramp"}, ramp_share_names))};
    SimulationOptions options;
    options.replications = replications;
    options.seed = seed;
    options.confidence = confidence;
    options.most_events = most_events;
    options.threads = threads;
    const auto call = [&, at = at_medians(line), over = timeline](const Watch& watch) {
        return simulate_periods(at, over, calendars, ramps, options, watch);
    };
    const std::vector<LinePeriod> found = watched(progress, call);
    py::list label_of, start, end, low, high;
    for (const LinePeriod& each : found) {
        label_of.append(label(timeline.step, each.period, fiscal_year(timeline)));
        start.append(from_date(each.period.start));
        end.append(from_date(each.period.end));
        low.append(each.mean_interval.low);
        high.append(each.mean_interval.high);
    }
    py::dict rows;
    rows["period"] = label_of;
    rows["start"] = start;
    rows["end"] = end;
    add_numbers(rows, "mean", found, &LinePeriod::mean);
    rows["mean_low"] = low;
    rows["mean_high"] = high;
    add_numbers(rows, "sd", found, &LinePeriod::sd);
    add_numbers(rows, "minimum", found, &LinePeriod::minimum);
    add_numbers(rows, "p10", found, &LinePeriod::p10);
    add_numbers(rows, "p50", found, &LinePeriod::p50);
    add_numbers(rows, "p90", found, &LinePeriod::p90);
    add_numbers(rows, "maximum", found, &LinePeriod::maximum);
    add_estimate(rows, "work_in_process", found, &LinePeriod::work_in_process);
    add_estimate(rows, "work_in_process_end", found, &LinePeriod::work_in_process_end);
    add_estimate(rows, "lead_time_h", found, &LinePeriod::lead_time_h);
    add_estimate(rows, "yield", found, &LinePeriod::yield);
    return rows;
}

} // namespace

void add_line_periods(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def("line_periods", &line_periods, py::arg("line"), py::arg("timeline"), py::arg("calendars"),
          py::arg("cycle_time"), py::arg("yield_"), py::arg("availability"), py::arg("own_ramp"),
          py::arg("replications"), py::arg("seed"), py::arg("confidence"), py::arg("most_events"),
          py::arg("threads"), py::arg("progress"),
          "line_periods(line: Line, timeline: Timeline, calendars: list[Calendar], "
          "cycle_time: typing.Any, yield_: typing.Any, availability: typing.Any, own_ramp: str, "
          "replications: int, seed: int, confidence: float, most_events: int, threads: int, "
          "progress: collections.abc.Callable[[float], object] | None) "
          "-> dict[str, list[typing.Any]]\n\n"
          "What `rampcast.simulate_periods` shows, as a dict. Raises ValueError.");
}

} // namespace rampcast::python
