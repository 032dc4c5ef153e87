#include <pybind11/stl.h>

#include <utility>
#include <vector>

#include "bindings.hpp"
#include "casters.hpp"
#include "line_results.hpp"
#include "rampcast/flow/compare.hpp"
#include "rampcast/plant/validate.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace {

py::dict compared(const LineComparison& found) {
    py::dict result;
    result["a"] = simulated(found.a);
    result["b"] = simulated(found.b);
    result["difference_per_h"] = found.difference_per_h;
    result["interval"] = pair(found.interval);
    result["difference_per_day"] = found.difference_per_day;
    result["interval_per_day"] = pair(found.interval_per_day);
    result["work_in_process_difference"] = found.work_in_process_difference;
    result["work_in_process_interval"] = pair(found.work_in_process_interval);
    result["lead_time_difference_h"] = found.lead_time_difference_h;
    result["lead_time_interval_h"] = pair(found.lead_time_interval);
    result["confidence"] = found.confidence;
    using Pair = ReplicationPair;
    const std::pair<const char*, double Pair::*> members[] = {
        {"a_per_h", &Pair::a_per_h},
        {"b_per_h", &Pair::b_per_h},
        {"a_work_in_process", &Pair::a_work_in_process},
        {"b_work_in_process", &Pair::b_work_in_process},
        {"a_lead_time_h", &Pair::a_lead_time_h},
        {"b_lead_time_h", &Pair::b_lead_time_h}};
    py::dict pairs;
    for (const auto& [name, figure] : members) {
        py::list values;
        for (const Pair& each : found.by_replication) values.append(each.*figure);
        pairs[name] = values;
    }
    result["replications"] = pairs;
    return result;
}

} // namespace

void add_line_comparison(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def(
        "compare_lines",
        [](const Line& a, const Line& b, const std::vector<Calendar>& calendars,
           const py::object& start, std::optional<std::int64_t> pieces, int replications,
           std::uint64_t seed, double confidence, std::optional<std::int64_t> warm_up_pieces,
           std::int64_t most_events, int threads, const py::object& progress) {
            validate_lines({a}, calendars);
            validate_lines({b}, calendars);
            const Date day = first_day(start);
            const SimulationOptions options = simulation_options(
                pieces, replications, seed, confidence, warm_up_pieces, most_events, threads);
            const auto call = [&, at_a = at_medians(a), at_b = at_medians(b)](const Watch& watch) {
                return compare(at_a, at_b, options, calendars, day, watch);
            };
            return compared(watched(progress, call));
        },
        py::arg("a"), py::arg("b"), py::kw_only(), py::arg("calendars"), py::arg("start"),
        py::arg("pieces"), py::arg("replications"), py::arg("seed"), py::arg("confidence"),
        py::arg("warm_up_pieces"), py::arg("most_events"), py::arg("threads"), py::arg("progress"),
        "compare_lines(a: Line, b: Line, *, calendars: list[Calendar], start: datetime.date | "
        "None, pieces: int | None, replications: int, seed: int, confidence: float, "
        "warm_up_pieces: int | None, most_events: int, threads: int, "
        "progress: collections.abc.Callable[[float], object] | None) -> dict[str, typing.Any]\n\n"
        "What `rampcast.compare` shows of two lines, as a dict. Raises ValueError.");
}

} // namespace rampcast::python
