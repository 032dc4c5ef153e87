#include <pybind11/pybind11.h>

#include "rampcast/forecast/simulate.hpp"

/// The simulation for one instruction set, as a capsule that `rampcast._core.use_engine` takes.
PYBIND11_MODULE(RAMPCAST_MODULE_NAME, m) {
    m.attr("simulator") = pybind11::capsule(&rampcast::detail::compiled_simulator,
                                            "rampcast.Simulator " RAMPCAST_VERSION);
}
