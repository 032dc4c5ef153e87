#pragma once

#include "rampcast/flow/sample_path.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast::detail {

/// What is compiled for one instruction set: a library of its own, which a program loads after it
/// has looked at the processor and hands to `use_simulator` and `use_sample_path_engine`.
struct Variant {
    const char* version; ///< of rampcast; must be the program's
    const Simulator* simulator;
    const SamplePathEngine* sample_path_engine;
};

} // namespace rampcast::detail

/// The variant a library of `src/variant` holds.
extern "C"
#ifdef __GNUC__
    __attribute__((visibility("default")))
#endif
    const rampcast::detail::Variant* rampcast_variant();
