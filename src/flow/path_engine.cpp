#include "rampcast/flow/path_engine.hpp"

#include "rampcast/flow/path_engine_body.hpp"

#include <atomic>

namespace rampcast::detail {

namespace {
std::atomic<const PathEngine*> in_use{&compiled_path_engine};
} // namespace

const PathEngine& path_engine() { return *in_use; }
void use_path_engine(const PathEngine& engine) { in_use = &engine; }

} // namespace rampcast::detail
