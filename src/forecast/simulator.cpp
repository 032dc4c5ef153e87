#include "rampcast/forecast/simulator.hpp"

#include "rampcast/forecast/simulator_body.hpp"

#include <atomic>

namespace rampcast::detail {

namespace {
std::atomic<const Simulator*> in_use{&compiled_simulator};
} // namespace

const Simulator& simulator() { return *in_use; }
void use_simulator(const Simulator& simulator) { in_use = &simulator; }

} // namespace rampcast::detail
