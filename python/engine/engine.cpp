#include <pybind11/pybind11.h>

#include "rampcast/flow/sample_path_engine.hpp"
#include "rampcast/forecast/simulate.hpp"

/// The simulations for one instruction set, of forecasts and of lines, as capsules that
/// `rampcast._core.use_engine` takes.
PYBIND11_MODULE(RAMPCAST_MODULE_NAME, m) {
    m.attr("simulator") = pybind11::capsule(&rampcast::detail::compiled_simulator,
                                            "rampcast.Simulator " RAMPCAST_VERSION);
    m.attr("path_engine") = pybind11::capsule(&rampcast::detail::compiled_path_engine,
                                              "rampcast.PathEngine " RAMPCAST_VERSION);
}
