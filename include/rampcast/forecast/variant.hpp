#pragma once

#include "rampcast/flow/sample_path.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast::detail {

struct ManyFitter; // of calibrate/many_fitter.hpp

/// What is compiled for one instruction set: a library of its own, which a program loads after it
/// has looked at the processor and hands to `use_simulator`, `use_sample_path_engine` and
/// `use_many_fitter`.
struct Variant {
    const char* version; ///< of rampcast; must be the program's
    const Simulator* simulator;
    const SamplePathEngine* sample_path_engine;
    const ManyFitter* many_fitter;
};

} // namespace rampcast::detail

/// The variant a library of `src/variant` holds.
extern "C"
#ifdef __GNUC__
    __attribute__((visibility("default")))
#endif
    const rampcast::detail::Variant* rampcast_variant();
