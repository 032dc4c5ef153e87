#pragma once

#include <cstddef>
#include <memory>

#include "rampcast/forecast/allotment.hpp"
#include "rampcast/forecast/inflow.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/plant/limits.hpp"

namespace rampcast {

/// A cap: so many units a cell, as the work is done, from the day on from which it is in force;
/// before that the lines make what they can. What a cell does not use is lost.
template <class T> class CapLimit final : public Limit<T> {
public:
    CapLimit(const Cap& stated, const CapOf<T>& cap, const LimitBasis<T>& basis)
        : limits_(stated.limits, cap.limits, basis.rates()),
          allot_(cap.calendar, basis),
          lines_(basis.lines) {}

    void start() override { limits_.start(T(1)); }
    T allowed(std::size_t k, Products<T>&) override {
        if (!limits_.begun(k)) return T(unlimited);
        T units = limits_.amount(k);
        allot_.to_cell(k, units);
        allot_.to_days(k, units);
        if (!limits_.begins_inside()) return units;
        const T before = limits_.before(k);
        return select(before < T(1), units + before * lines_.potential(k), T(unlimited));
    }
    void take(std::size_t, const T&, const Products<T>&) override {}

private:
    Inflow<T> limits_;
    Allotment<T> allot_;
    const PlantLines<T>& lines_;
};

template <class T>
void add_limits(detail::CapLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    for (std::size_t i = 0; i < basis.plant.caps.size(); ++i)
        limits.push_back(
            std::make_unique<CapLimit<T>>(basis.stated.caps[i], basis.plant.caps[i], basis));
}

} // namespace rampcast
