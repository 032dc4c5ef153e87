#pragma once

#include <memory>

#include "rampcast/forecast/allotment.hpp"
#include "rampcast/forecast/inflow.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/plant/limits.hpp"

namespace rampcast {

/// A cap: so many units a cell, as the work is done, from the first cell all of
/// which it is in force. What a cell does not use is lost.
template <class T> class CapLimit final : public Limit<T> {
public:
    CapLimit(const CapOf<T>& cap, const LimitBasis<T>& basis)
        : limits_(cap.limits, basis.grid), allot_(cap.calendar, basis) {}

    void start() override { limits_.start(T(1)); }
    T allowed(std::size_t k, Products<T>&) override {
        if (!limits_.begun(k)) return T(unlimited);
        T units = limits_.amount(k);
        allot_.to_cell(k, units);
        allot_.to_days(k, units);
        return units;
    }
    void take(std::size_t, const T&, const Products<T>&) override {}

private:
    Inflow<T> limits_;
    Allotment<T> allot_;
};

template <class T>
void add_limits(detail::CapLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    for (const CapOf<T>& cap : basis.plant.caps)
        limits.push_back(std::make_unique<CapLimit<T>>(cap, basis));
}

} // namespace rampcast
