#include <optional>
#include <vector>

#include "bindings.hpp"
#include "rampcast/line/continuous_line.hpp"
#include "result.hpp"

namespace rampcast::python {

void add_continuous(py::module_& m) {
    using Block = ContinuousBlock<double>;
    using Row = ContinuousLine<double>;
    py::options plain;
    plain.disable_function_signatures();
    add_result(m, "ContinuousBlock",
               "Two machines through which material flows and the buffer between them, in the "
               "long run.",
               figure("throughput", &Block::throughput, "pieces a unit of time"),
               figure("mean_buffer", &Block::mean_buffer, "pieces in the buffer"),
               figure("blocked", &Block::blocked,
                      "share of time in which machine 1 is up and stands, the buffer full"),
               figure("starved", &Block::starved,
                      "share of time in which machine 2 is up and stands, the buffer empty"));
    m.def(
        "two_machine_continuous",
        [](double l1, double r1, double l2, double r2, double buffer, double speed1,
           double speed2) {
            return two_machine_continuous(speed1, l1, r1, speed2, l2, r2, buffer);
        },
        py::arg("failure_rate1"), py::arg("repair_rate1"), py::arg("failure_rate2"),
        py::arg("repair_rate2"), py::arg("buffer"), py::kw_only(), py::arg("speed1") = 1.0,
        py::arg("speed2") = 1.0,
        "two_machine_continuous(failure_rate1: float, repair_rate1: float, failure_rate2: float, "
        "repair_rate2: float, buffer: float, *, speed1: float = 1.0, speed2: float = 1.0)"
        " -> ContinuousBlock\n\n"
        "Two machines through which material flows, with a buffer of finite volume: exact\n"
        "(Gershwin and Schick).\n\n"
        "failure_rate1, failure_rate2: of working at full speed, a unit of time; a machine held\n"
        "back by its neighbour fails in proportion to its speed, a standing one not. "
        "repair_rate1,\n"
        "repair_rate2: a unit of time. buffer: pieces. speed1, speed2: pieces a unit of time.\n"
        "Raises ValueError where a speed or repair rate is not above 0, anything else below 0.");
    add_result(m, "ContinuousLine",
               "A line of machines through which material flows, in the long run.",
               figure("throughput", &Row::throughput, "pieces a unit of time"));
    m.def(
        "continuous_line",
        [](const std::vector<double>& failure_rates, const std::vector<double>& repair_rates,
           const std::vector<double>& buffers, const std::optional<std::vector<double>>& speeds) {
            return continuous_line(failure_rates, repair_rates, buffers,
                                   speeds ? *speeds : std::vector<double>{});
        },
        py::arg("failure_rates"), py::arg("repair_rates"), py::arg("buffers"), py::kw_only(),
        py::arg("speeds") = py::none(),
        "continuous_line(failure_rates: collections.abc.Sequence[float], "
        "repair_rates: collections.abc.Sequence[float], "
        "buffers: collections.abc.Sequence[float], *, "
        "speeds: collections.abc.Sequence[float] | None = None) -> ContinuousLine\n\n"
        "A line of machines as those of two_machine_continuous, by decomposition into blocks of\n"
        "two (Dallery, David and Xie): some tenths of a percent off at equal speeds, exact for "
        "two\n"
        "machines.\n\n"
        "failure_rates, repair_rates: by machine. buffers: pieces between each two of them.\n"
        "speeds: pieces a unit of time; None: all 1. Raises ValueError where a number is out of\n"
        "range or the lists do not fit.");
}

} // namespace rampcast::python
