#include "rampcast/forecast/variant.hpp"

#include "rampcast/calibrate/many_fitter_body.hpp"
#include "rampcast/flow/sample_path_engine_body.hpp"
#include "rampcast/forecast/simulator_body.hpp"

namespace {
constexpr rampcast::detail::Variant variant{RAMPCAST_VERSION, &rampcast::detail::compiled_simulator,
                                            &rampcast::detail::compiled_sample_path_engine,
                                            &rampcast::detail::compiled_many_fitter};
} // namespace

const rampcast::detail::Variant* rampcast_variant() { return &variant; }
