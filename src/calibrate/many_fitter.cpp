#include "rampcast/calibrate/many_fitter.hpp"

#include "rampcast/calibrate/many_fitter_body.hpp"

#include <atomic>

namespace rampcast::detail {

namespace {
std::atomic<const ManyFitter*> many_fitter_in_use{&compiled_many_fitter};
} // namespace

const ManyFitter& many_fitter() { return *many_fitter_in_use; }
void use_many_fitter(const ManyFitter& fitter) { many_fitter_in_use = &fitter; }

} // namespace rampcast::detail
