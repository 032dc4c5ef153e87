#include "rampcast/calibrate/many_fitter.hpp"
#include "rampcast/forecast/variant.hpp"

/// Makes a program's forecasts and simulations run on the variant it is linked with.
namespace {
const bool used = [] {
    const rampcast::detail::Variant& variant = *rampcast_variant();
    rampcast::detail::use_simulator(*variant.simulator);
    rampcast::detail::use_sample_path_engine(*variant.sample_path_engine);
    rampcast::detail::use_many_fitter(*variant.many_fitter);
    return true;
}();
} // namespace
