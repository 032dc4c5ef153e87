#include "bindings.hpp"
#include "describe.hpp"
#include "rampcast/line/oee.hpp"
#include "replace.hpp"

namespace rampcast::python {

namespace {

void add_oee(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    py::class_<Oee>(m, "Oee", py::module_local(),
                    "Overall equipment effectiveness and its factors, by the names of ISO 22400-2. "
                    "Shares of 1.")
        .def_readonly("availability", &Oee::availability,
                      "(self: Oee) -> float\n\nrunning time / planned busy time")
        .def_readonly(
            "effectiveness", &Oee::effectiveness,
            "(self: Oee) -> float\n\nideal cycle × made / running time (often called performance)")
        .def_readonly("quality", &Oee::quality, "(self: Oee) -> float\n\ngood / made")
        .def_readonly("oee", &Oee::oee,
                      "(self: Oee) -> float\n\navailability × effectiveness × quality")
        .def_readonly("teep", &Oee::teep,
                      "(self: Oee) -> float\n\noee × planned busy time / calendar time")
        .def("__repr__", [](const Oee& self) {
            const auto text = [](double x) { return std::string(py::repr(py::float_(x))); };
            return "Oee(availability=" + text(self.availability) +
                   ", effectiveness=" + text(self.effectiveness) +
                   ", quality=" + text(self.quality) + ", oee=" + text(self.oee) +
                   ", teep=" + text(self.teep) + ")";
        });
    m.def(
        "oee", &oee, py::kw_only(), py::arg("planned_busy_time_h"), py::arg("down_time_h"),
        py::arg("ideal_cycle_s"), py::arg("made"), py::arg("rejected"),
        py::arg("calendar_time_h") = 24.0,
        "oee(*, planned_busy_time_h: float, down_time_h: float, ideal_cycle_s: float, "
        "made: float, rejected: float, calendar_time_h: float = 24.0) -> Oee\n\n"
        "OEE from a shift's record.\n\n"
        "planned_busy_time_h: planned time less planned breaks. down_time_h: unplanned stops\n"
        "within it. ideal_cycle_s: seconds a piece at full speed. made: pieces made, good or\n"
        "not. rejected: pieces of these that were not good. calendar_time_h: hours of the\n"
        "calendar that the TEEP refers to. Of a shift that made nothing, effectiveness, quality,\n"
        "oee and teep are 0. Raises ValueError where a time is not positive, or more is lost\n"
        "than there is.");
}

} // namespace

void add_lines(py::module_& m) {
    describe<Noise>(m);
    describe<Closure>(m);
    describe<Calendar>(m);
    describe<Timeline>(m);
    describe<Milestone>(m);
    describe<FailureMode>(m);
    describe<Station>(m);
    describe<Feed>(m);
    describe<Crew>(m);
    describe<ProductRun>(m);
    describe<Nameplate>(m);
    describe<PlannedStop>(m);
    describe<Change>(m);
    py::class_<Line> line = describe<Line>(m);
    add_replace(line, "Line", "replace(\"burn-in.cycle_time_h\", 40)");
    add_oee(m);
}

} // namespace rampcast::python
