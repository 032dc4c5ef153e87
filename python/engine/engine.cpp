#include <pybind11/pybind11.h>

#include "rampcast/forecast/variant.hpp"

/// The simulations for one instruction set, as a capsule that `rampcast._core.use_engine` takes.
PYBIND11_MODULE(RAMPCAST_MODULE_NAME, m) {
    m.attr("variant") = pybind11::capsule(rampcast_variant(), "rampcast.Variant");
}
