#include "require_valid.hpp"

#include "rampcast/plant/validate.hpp"

namespace rampcast::detail {

void require_valid(const Plant& plant) { validate(plant); }

} // namespace rampcast::detail
