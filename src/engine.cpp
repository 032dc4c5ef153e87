#include <atomic>

#include "rampcast/flow/sample_path_engine.hpp"
#include "rampcast/forecast/simulate.hpp"

namespace rampcast::detail {

namespace {
std::atomic<const Simulator*> in_use{&compiled_simulator};
std::atomic<const PathEngine*> path_engine_in_use{&compiled_path_engine};
} // namespace

const Simulator& simulator() { return *in_use; }
void use_simulator(const Simulator& simulator) { in_use = &simulator; }

const PathEngine& path_engine() { return *path_engine_in_use; }
void use_path_engine(const PathEngine& engine) { path_engine_in_use = &engine; }

} // namespace rampcast::detail
