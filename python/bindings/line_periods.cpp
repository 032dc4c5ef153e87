#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/plant/validate.hpp"

namespace rampcast::python {

namespace {

std::optional<CurveOf<double>> curve_at_medians(py::handle given, const char* name) {
    if (given.is_none()) return std::nullopt;
    return at_medians(Convert<Curve>::in(given, {"", name, {}}));
}

py::dict line_periods(const Line& line, const Timeline& timeline,
                      const std::vector<Calendar>& calendars, const py::object& cycle_time,
                      const py::object& yield, const py::object& availability, int replications,
                      std::uint64_t seed, double confidence) {
    validate_lines({line}, calendars);
    const Ramps ramps{curve_at_medians(cycle_time, "cycle_time"), curve_at_medians(yield, "yield_"),
                      curve_at_medians(availability, "availability")};
    SimulationOptions options;
    options.replications = replications;
    options.seed = seed;
    options.confidence = confidence;
    std::vector<PeriodUnits> found;
    {
        const LineOf<double> at = at_medians(line);
        const py::gil_scoped_release free;
        found = simulate_periods(at, timeline, calendars, ramps, options);
    }
    py::list label_of, start, end, mean, sd, minimum, p10, p50, p90, maximum, low, high;
    for (const PeriodUnits& each : found) {
        label_of.append(label(timeline.step, each.period, fiscal_year(timeline)));
        start.append(from_date(each.period.start));
        end.append(from_date(each.period.end));
        mean.append(each.mean);
        sd.append(each.sd);
        minimum.append(each.minimum);
        p10.append(each.p10);
        p50.append(each.p50);
        p90.append(each.p90);
        maximum.append(each.maximum);
        low.append(each.mean_interval.low);
        high.append(each.mean_interval.high);
    }
    py::dict rows;
    rows["period"] = label_of;
    rows["start"] = start;
    rows["end"] = end;
    rows["mean"] = mean;
    rows["mean_low"] = low;
    rows["mean_high"] = high;
    rows["sd"] = sd;
    rows["minimum"] = minimum;
    rows["p10"] = p10;
    rows["p50"] = p50;
    rows["p90"] = p90;
    rows["maximum"] = maximum;
    return rows;
}

} // namespace

void add_line_periods(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def("line_periods", &line_periods, py::arg("line"), py::arg("timeline"), py::arg("calendars"),
          py::arg("cycle_time"), py::arg("yield_"), py::arg("availability"),
          py::arg("replications"), py::arg("seed"), py::arg("confidence"),
          "line_periods(line: Line, timeline: Timeline, calendars: list[Calendar], "
          "cycle_time: typing.Any, yield_: typing.Any, availability: typing.Any, "
          "replications: int, seed: int, confidence: float) -> dict[str, list[typing.Any]]\n\n"
          "What `rampcast.simulate_periods` shows, as a dict. Raises ValueError.");
}

} // namespace rampcast::python
