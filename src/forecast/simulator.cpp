#include "rampcast/forecast/simulator.hpp"

#include "rampcast/forecast/simulator_body.hpp"

#include <atomic>

namespace rampcast::detail {

namespace {
std::atomic<const Simulator*> simulator_in_use{&compiled_simulator};
} // namespace

const Simulator& simulator() { return *simulator_in_use; }
void use_simulator(const Simulator& simulator) { simulator_in_use = &simulator; }

} // namespace rampcast::detail
