#include "rampcast/flow/sample_path.hpp"

#include "rampcast/flow/sample_path_engine_body.hpp"

#include <atomic>

namespace rampcast::detail {

namespace {
std::atomic<const SamplePathEngine*> engine_in_use{&compiled_sample_path_engine};
} // namespace

const SamplePathEngine& sample_path_engine() { return *engine_in_use; }
void use_sample_path_engine(const SamplePathEngine& engine) { engine_in_use = &engine; }

} // namespace rampcast::detail
