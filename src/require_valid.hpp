#pragma once

#include "rampcast/plant/plant.hpp"

namespace rampcast::detail {

/// `validate(plant)`, compiled once. @throws Error
void require_valid(const Plant& plant);

} // namespace rampcast::detail
