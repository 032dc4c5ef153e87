#include <string>
#include <vector>

#include "bindings.hpp"
#include "rampcast/line/bernoulli.hpp"
#include "rampcast/line/deterministic_block.hpp"
#include "rampcast/line/exponential_block.hpp"
#include "rampcast/line/queueing.hpp"
#include "result.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace {

void add_waits(py::module_& m) {
    m.def("kingman", &kingman<double>, py::arg("ca2"), py::arg("ce2"), py::arg("utilisation"),
          py::arg("servers") = 1.0,
          "kingman(ca2: float, ce2: float, utilisation: float, servers: float = 1.0) -> float\n\n"
          "Mean wait before a station, in units of its effective process time, by Kingman's\n"
          "approximation: (ca2 + ce2) / 2 * u**(sqrt(2 * (m + 1)) - 1) / (m * (1 - u)).\n\n"
          "ca2, ce2: squared coefficients of variation of the times between arrivals and of the\n"
          "effective process times. utilisation: share of the servers' time that the arrivals\n"
          "need, below 1. Exact for Poisson arrivals at one server. Raises ValueError where an\n"
          "argument is out of range.");
    m.def("mmc_wait", &mmc_wait, py::arg("utilisation"), py::arg("servers"),
          "mmc_wait(utilisation: float, servers: int) -> float\n\n"
          "Mean wait in the queue M/M/m, in units of the mean service time: exact.\n\n"
          "utilisation: share of the servers' time that the arrivals need, below 1. Raises\n"
          "ValueError where an argument is out of range.");
    m.def("lead_time_h", &lead_time_h<double>, py::arg("work_in_process"),
          py::arg("throughput_per_h"),
          "lead_time_h(work_in_process: float, throughput_per_h: float) -> float\n\n"
          "Mean hours a piece is in a system that holds work_in_process pieces on average\n"
          "(Little's law). Raises ValueError where an argument is out of range.");
    m.def("work_in_process", &work_in_process<double>, py::arg("throughput_per_h"),
          py::arg("lead_time_h"),
          "work_in_process(throughput_per_h: float, lead_time_h: float) -> float\n\n"
          "Mean pieces in a system whose pieces stay lead_time_h hours on average (Little's law).\n"
          "Raises ValueError where an argument is out of range.");
}

void add_wip_cases(py::module_& m) {
    add_result(
        m, "WipCase",
        "What a line makes that holds a fixed number of pieces, and how long each takes.",
        figure("throughput_per_h", &WipCase<double>::throughput_per_h, "pieces an hour"),
        figure("lead_time_h", &WipCase<double>::lead_time_h, "hours a piece is on the line"));
    const auto add = [&m](const char* name, auto formula, const std::string& meaning) {
        m.def(name, formula, py::arg("pieces"), py::arg("bottleneck_rate_per_h"),
              py::arg("raw_process_time_h"),
              (std::string(name) +
               "(pieces: float, bottleneck_rate_per_h: float, raw_process_time_h: float) "
               "-> WipCase\n\n" +
               meaning +
               "\n\n"
               "bottleneck_rate_per_h: rate of the slowest station, r_b. raw_process_time_h: a\n"
               "piece's process times summed over the line, T0; at least the time between pieces\n"
               "at the bottleneck. Raises ValueError where an argument is out of range.")
                  .c_str());
    };
    add("best_case", &best_case<double>,
        "A line of so many pieces without any variability: throughput min(w / T0, r_b).");
    add("worst_case", &worst_case<double>,
        "A line whose pieces all move as one batch, the worst there is: throughput 1 / T0.");
    add("practical_worst_case", &practical_worst_case<double>,
        "A balanced line of single machines with exponential times: throughput\n"
        "w * r_b / (r_b * T0 + w - 1). A line that makes less has something to mend.");
}

void add_effective_process_time(py::module_& m) {
    using Effective = EffectiveProcessTime<double>;
    add_result(m, "EffectiveProcessTime", "A process time with the outages met on the way.",
               figure("mean_h", &Effective::mean_h, "mean"),
               figure("scv", &Effective::scv, "squared coefficient of variation"),
               figure("availability", &Effective::availability, "MTBF / (MTBF + MTTR)"));
    m.def("effective_process_time", &effective_process_time<double>, py::arg("process_time_h"),
          py::arg("process_time_scv"), py::arg("mtbf_h"), py::arg("mttr_h"),
          py::arg("repair_scv") = 1.0,
          "effective_process_time(process_time_h: float, process_time_scv: float, mtbf_h: float, "
          "mttr_h: float, repair_scv: float = 1.0) -> EffectiveProcessTime\n\n"
          "The process time a piece sees at a machine that fails while it works.\n\n"
          "process_time_h, process_time_scv: mean without outages and its squared coefficient of\n"
          "variation. mtbf_h: mean time between failures (exponential). mttr_h: mean time to\n"
          "repair. repair_scv: squared coefficient of variation of repairs; 1 is exponential. Any\n"
          "one unit of time will do. Raises ValueError where an argument is out of range.");
}

void add_bernoulli(py::module_& m) {
    add_result(m, "BernoulliBlock",
               "Two Bernoulli machines and the buffer between them, in the long run.",
               figure("production_rate", &BernoulliBlock::production_rate, "pieces a slot"),
               figure("blocked", &BernoulliBlock::blocked,
                      "share of slots in which machine 1 is up and has no room"),
               figure("starved", &BernoulliBlock::starved,
                      "share of slots in which machine 2 is up and has no piece"),
               figure("mean_buffer", &BernoulliBlock::mean_buffer,
                      "pieces in the buffer at the end of a slot"));
    m.def(
        "two_machine_bernoulli", &two_machine_bernoulli, py::arg("p1"), py::arg("p2"),
        py::arg("buffer"),
        "two_machine_bernoulli(p1: float, p2: float, buffer: int) -> BernoulliBlock\n\n"
        "Two machines that are able to make a piece in a slot with probabilities p1 and p2:\n"
        "exact.\n\n"
        "Machine 2 is starved where the buffer was empty at the start of the slot; machine 1 is\n"
        "blocked where it was full and machine 2 takes nothing (Li and Meerkov). buffer: places\n"
        "between the machines, which hold nothing themselves; 0 makes nothing. Raises ValueError\n"
        "where a probability is not in (0, 1] or the buffer is negative.");
    add_result(
        m, "BernoulliLine", "A line of Bernoulli machines in the long run.",
        figure("production_rate", &BernoulliLine::production_rate, "pieces a slot"),
        figure("blocked", &BernoulliLine::blocked,
               "by machine: share of slots in which it is up and has no room"),
        figure("starved", &BernoulliLine::starved,
               "by machine: share of slots in which it is up and has no piece"),
        figure("buffer_levels", &BernoulliLine::buffer_levels,
               "mean pieces in each buffer at the end of a slot"),
        figure("sweeps", &BernoulliLine::sweeps, "passes to and fro of the aggregation"),
        figure("converged", &BernoulliLine::converged, "False: stopped before both ends agreed"));
    m.def(
        "bernoulli_line",
        [](const std::vector<double>& probabilities, const std::vector<int>& buffers,
           int most_sweeps, const py::object& progress) {
            return watched(progress, [&](const Watch& watch) {
                return bernoulli_line(probabilities, buffers, most_sweeps, watch);
            });
        },
        py::arg("probabilities"), py::arg("buffers"), py::arg("most_sweeps") = 100'000,
        py::kw_only(), py::arg("progress") = py::none(),
        "bernoulli_line(probabilities: collections.abc.Sequence[float], "
        "buffers: collections.abc.Sequence[int], most_sweeps: int = 100000, *, "
        "progress: collections.abc.Callable[[float], object] | None = None) -> BernoulliLine\n\n"
        "A line of machines as those of two_machine_bernoulli, by recursive aggregation (Li and\n"
        "Meerkov): an approximation within some tenths of a percent, exact for two machines.\n\n"
        "probabilities: of the machines to make a piece in a slot, in order. buffers: places\n"
        "between each two of them. most_sweeps: after so many passes it stops, and says so by\n"
        "converged. progress: called with the share of most_sweeps done; Ctrl-C ends the call.\n"
        "Raises ValueError where a probability is not in (0, 1], a buffer is\n"
        "negative, or their numbers do not fit.");
}

void add_deterministic(py::module_& m) {
    add_result(m, "DeterministicBlock",
               "Two machines of one deterministic cycle that fail and are repaired, and the buffer "
               "between them, in the long run.",
               figure("efficiency", &DeterministicBlock::efficiency, "pieces a cycle"),
               figure("mean_buffer", &DeterministicBlock::mean_buffer,
                      "pieces between the machines, the one on machine 2 included"),
               figure("blocked", &DeterministicBlock::blocked,
                      "share of cycles in which machine 1 is up and has no room"),
               figure("starved", &DeterministicBlock::starved,
                      "share of cycles in which machine 2 is up and has no piece"));
    m.def("two_machine_deterministic", &two_machine_deterministic, py::arg("r1"), py::arg("p1"),
          py::arg("r2"), py::arg("p2"), py::arg("buffer"),
          "two_machine_deterministic(r1: float, p1: float, r2: float, p2: float, buffer: int) "
          "-> DeterministicBlock\n\n"
          "Two machines that make one piece a cycle and fail (p) and are mended (r) with given\n"
          "probabilities a cycle: exact.\n\n"
          "First the machines change (one fails only where it is neither starved nor blocked at\n"
          "the start of the cycle), then pieces move (Gershwin). buffer: pieces between the\n"
          "machines at most, the one on machine 2 included; 0 makes nothing. Raises ValueError\n"
          "where a probability is not in (0, 1] or all are 1, or the buffer is negative.");
    m.def(
        "buzacott_zero_buffer", &buzacott_zero_buffer, py::arg("p"), py::arg("r"),
        "buzacott_zero_buffer(p: collections.abc.Sequence[float], "
        "r: collections.abc.Sequence[float]) -> float\n\n"
        "Efficiency of a line of one cycle without any buffer, where all machines stop while one\n"
        "is mended: 1 / (1 + the sum of p / r) (Buzacott).\n\n"
        "p, r: probabilities a cycle (or rates) of failure and repair of each machine. Raises\n"
        "ValueError where a p is negative, an r not positive, or their numbers differ.");
}

void add_exponential(py::module_& m) {
    add_result(m, "ExponentialBlock",
               "Two exponential stations and the waiting places between them, in the long run.",
               figure("throughput", &ExponentialBlock::throughput, "pieces a unit of time"),
               figure("mean_in_system", &ExponentialBlock::mean_in_system,
                      "pieces on the stations and between them"),
               figure("blocked", &ExponentialBlock::blocked,
                      "share of time in which station 1 keeps a finished piece"),
               figure("starved", &ExponentialBlock::starved,
                      "share of time in which station 2 has no piece"));
    add_result(
        m, "UnreliableExponentialBlock",
        "Two exponential machines that fail and are mended, and the buffer between them, in "
        "the long run.",
        figure("throughput", &UnreliableExponentialBlock::throughput, "pieces a unit of time"),
        figure("mean_buffer", &UnreliableExponentialBlock::mean_buffer,
               "pieces between the machines, the one on machine 2 included"),
        figure("blocked", &UnreliableExponentialBlock::blocked,
               "share of time in which machine 1 is up and has no room"),
        figure("starved", &UnreliableExponentialBlock::starved,
               "share of time in which machine 2 is up and has no piece"));
    m.def("two_machine_exponential",
          py::overload_cast<double, double, int>(&two_machine_exponential), py::arg("mu1"),
          py::arg("mu2"), py::arg("buffer"),
          "two_machine_exponential(*args, **kwargs)\n"
          "Overloaded function.\n\n"
          "1. two_machine_exponential(mu1: float, mu2: float, buffer: int) -> ExponentialBlock\n\n"
          "Two exponential stations with blocking after service: station 1 always finds a piece\n"
          "and keeps a finished one where there is no room (Hillier and Boling). Exact.\n\n"
          "mu1, mu2: service rates. buffer: waiting places between the stations; the pieces on\n"
          "them are not counted. Raises ValueError where a rate is not positive or the buffer is\n"
          "negative.\n");
    m.def("two_machine_exponential",
          py::overload_cast<double, double, double, double, double, double, int>(
              &two_machine_exponential),
          py::arg("mu1"), py::arg("p1"), py::arg("r1"), py::arg("mu2"), py::arg("p2"),
          py::arg("r2"), py::arg("buffer"),
          "2. two_machine_exponential(mu1: float, p1: float, r1: float, mu2: float, p2: float, "
          "r2: float, buffer: int) -> UnreliableExponentialBlock\n\n"
          "Two exponential machines that fail while they work: one works where it is up, finds a\n"
          "piece and has room for it (blocking before service; Gershwin). Exact.\n\n"
          "mu, p, r: rates of service, of failure while at work, and of repair. buffer: pieces\n"
          "between the machines at most, the one on machine 2 included, unlike that of stations\n"
          "that do not fail; 0 makes nothing. Raises ValueError where a rate is not positive (p\n"
          "may be 0) or the buffer is negative.");
}

} // namespace

void add_formulas(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    add_waits(m);
    add_wip_cases(m);
    add_effective_process_time(m);
    add_bernoulli(m);
    add_deterministic(m);
    add_exponential(m);
}

} // namespace rampcast::python
