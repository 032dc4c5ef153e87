#include <pybind11/stl.h>

#include <string>
#include <vector>

#include "bindings.hpp"
#include "rampcast/flow/bernoulli_chain.hpp"
#include "rampcast/flow/deterministic_chain.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace py = pybind11;

void add_chains(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    py::class_<SlottedLine>(m, "SlottedLine", py::module_local(),
                            "A line of slotted machines in the long run. Shares are of all slots.")
        .def_readonly("production_rate", &SlottedLine::production_rate,
                      "(self: SlottedLine) -> float\n\npieces a slot")
        .def_readonly("buffer_levels", &SlottedLine::buffer_levels,
                      "(self: SlottedLine) -> list[float]\n\n"
                      "mean pieces between machines at the end of a slot")
        .def_readonly("blocked", &SlottedLine::blocked,
                      "(self: SlottedLine) -> list[float]\n\n"
                      "by machine: up, with a piece and no room for it")
        .def_readonly("starved", &SlottedLine::starved,
                      "(self: SlottedLine) -> list[float]\n\nby machine: up, without a piece")
        .def_readonly("down", &SlottedLine::down,
                      "(self: SlottedLine) -> list[float]\n\nby machine")
        .def_readonly("states", &SlottedLine::states,
                      "(self: SlottedLine) -> int\n\nstates of the chain")
        .def("__repr__", [](const SlottedLine& self) {
            const auto text = [](const auto& x) { return std::string(py::repr(py::cast(x))); };
            return "SlottedLine(production_rate=" + text(self.production_rate) +
                   ", buffer_levels=" + text(self.buffer_levels) +
                   ", blocked=" + text(self.blocked) + ", starved=" + text(self.starved) +
                   ", down=" + text(self.down) + ", states=" + text(self.states) + ")";
        });
    m.def(
        "exact_bernoulli_line",
        [](const std::vector<double>& probabilities, const std::vector<int>& buffers,
           std::size_t most_states, const py::object& progress) {
            return watched(progress, [&](const Watch& watch) {
                return exact_bernoulli_line(probabilities, buffers, most_states, watch);
            });
        },
        py::arg("probabilities"), py::arg("buffers"), py::kw_only(),
        py::arg("most_states") = 200'000, py::arg("progress") = py::none(),
        "exact_bernoulli_line(probabilities: collections.abc.Sequence[float], "
        "buffers: collections.abc.Sequence[int], *, most_states: int = 200000, "
        "progress: collections.abc.Callable[[float], object] | None = None) -> SlottedLine\n\n"
        "A line of machines that each work in a slot with a probability of their own, by its\n"
        "Markov chain.\n\n"
        "A piece is begun only where there is room for it: a full buffer does not block if the\n"
        "next machine takes a piece in the same slot; a machine is starved where the buffer\n"
        "before it is empty at the start of the slot (Li and Meerkov, Production Systems\n"
        "Engineering, 2009). probabilities: by machine, that it is up in a slot. buffers:\n"
        "places between each machine and the next; machines hold nothing. progress: called\n"
        "with the share done, 0 to 1; Ctrl-C ends the call. Raises ValueError where a number\n"
        "is outside its range or there are more states than most_states.");
    m.def(
        "exact_deterministic_line",
        [](const std::vector<double>& r, const std::vector<double>& p,
           const std::vector<int>& buffers, std::size_t most_states, const py::object& progress) {
            return watched(progress, [&](const Watch& watch) {
                return exact_deterministic_line(r, p, buffers, most_states, watch);
            });
        },
        py::arg("r"), py::arg("p"), py::arg("buffers"), py::kw_only(),
        py::arg("most_states") = 200'000, py::arg("progress") = py::none(),
        "exact_deterministic_line(r: collections.abc.Sequence[float], "
        "p: collections.abc.Sequence[float], buffers: collections.abc.Sequence[int], *, "
        "most_states: int = 200000, "
        "progress: collections.abc.Callable[[float], object] | None = None) -> SlottedLine\n\n"
        "A line of machines of one speed, a piece a slot, with geometric times up and down, by\n"
        "its Markov chain.\n\n"
        "In each slot the machines change first (one that is up fails only if it was neither\n"
        "starved nor blocked at the start of the slot), then pieces move (Gershwin,\n"
        "Manufacturing Systems Engineering, 1994). r: by machine, probability that it is\n"
        "repaired in a slot. p: that it fails in a slot in which it could work. buffers:\n"
        "pieces there may be between each machine and the next, the piece on the downstream\n"
        "machine included. progress: called with the share done, 0 to 1; Ctrl-C ends the call.\n"
        "Raises ValueError where a number is outside its range or there are more states than\n"
        "most_states.");
}

} // namespace rampcast::python
