#pragma once

#include "rampcast/forecast/cap_limit.hpp"
#include "rampcast/forecast/cash_limit.hpp"
#include "rampcast/forecast/component_limit.hpp"
#include "rampcast/forecast/orders_limit.hpp"
#include "rampcast/forecast/workforce.hpp"

namespace rampcast {

/// Every limit of a plant besides its lines, in the order of `constraint_names`.
template <class T> Limits<T> make_limits(const LimitBasis<T>& basis) {
    Limits<T> limits;
    detail::for_each_limit_kind([&](const auto& kind) { add_limits(kind, basis, limits); });
    return limits;
}

} // namespace rampcast
