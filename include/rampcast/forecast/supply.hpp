#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/forecast/inflow.hpp"

namespace rampcast {

/// What comes to a stock: rates by date, times the shock on them.
template <class T> class Supply {
public:
    /// @param stated the rates as written @param shock the factor of the shock, null for none
    Supply(const std::vector<Arrival>& stated, const std::vector<ArrivalOf<T>>& arrivals,
           const RateBasis<T>& basis, const T* shock)
        : inflow_(stated, arrivals, basis), shock_(shock) {}

    /// Begins a path. @param multiplier on all that comes
    void start(const T& multiplier) { inflow_.start(multiplier); }
    /// What comes in a cell without the shock.
    T planned(std::size_t k) const { return inflow_.amount(k); }
    /// What comes in a cell.
    T arriving(std::size_t k) const {
        const T amount = inflow_.amount(k);
        return shock_ ? amount * *shock_ : amount;
    }

private:
    Inflow<T> inflow_;
    const T* shock_;
};

} // namespace rampcast
