#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/allotment.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/forecast/people.hpp"
#include "rampcast/plant/limits.hpp"
#include "rampcast/ramp/experience.hpp"

namespace rampcast {

/// The units that a group's hours suffice for, cell by cell.
///
/// Hours fall to the cells as the work is done. With hours a unit of h (1 + x/s)^b after x units,
/// those that M more take are h s ((1 + (x+M)/s)^(b+1) - (1 + x/s)^(b+1)) / (b+1).
template <class T> class Workforce final : public Limit<T> {
public:
    /// @param stated the group as written @param labour on the projection's scalar; it must outlive
    ///   this object
    Workforce(const Labour& stated, const LabourOf<T>& labour, const LimitBasis<T>& basis)
        : labour_(labour), allot_(labour.calendar, basis), people_(stated, labour, basis.rates()) {}

    void start() override {
        people_.start();
        made_ = T(0);
        if (!labour_.learning_rate) return;
        learning_ = detail::learning_exponent(*labour_.learning_rate);
        const T power = learning_ + T(1);
        of_total_ = select(both(power<T(1e-4), power> T(-1e-4)), T(1e-4), power);
    }
    T allowed(std::size_t k, Products<T>&) override {
        const T person_years = people_.person_years(k);
        T units;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            const X hours = part(person_years) * X(12) * part(labour_.hours_per_month);
            part.set(units, hours / part(labour_.hours_per_unit));
        });
        allot_.to_cell(k, units);
        if (labour_.learning_rate) learn(units);
        allot_.to_days(k, units);
        return units;
    }
    void take(std::size_t, const T& units, const Products<T>&) override { made_ += units; }

private:
    /// From the units that the hours suffice for at the outset to those they do after `made_` units.
    ///
    /// With y the units at the present hours a unit, in those counted so far, and c = b + 1:
    /// (1 + c y)^(1/c) - 1, by its series where y is small.
    void learn(T& units) {
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            const X start = part(labour_.units_at_start), made = part(made_);
            const X now = part(units) / exp(part(learning_) * log1p(made / start));
            const X all = start + made, y = now / all, c = part(of_total_);
            const X fourth = X(1) + y * (X(0.25) - X(0.75) * c);
            const X third = X(1) + y * (X(1.0 / 3) - X(2.0 / 3) * c) * fourth;
            part.set(growth_, y);
            part.set(units, now * (X(1) + y * (X(0.5) - X(0.5) * c) * third));
        });
        const auto large = growth_ > T(0.25);
        if (!any_of(large)) return;
        const T power = log1p(max(of_total_ * growth_, T(-0.999999))) / of_total_;
        units = select(large, (labour_.units_at_start + made_) * expm1(min(power, T(60))), units);
    }
    /// Whether a path needs what the others do without.
    template <class Mask> static bool any_of(const Mask& mask) {
        if constexpr (std::is_same_v<Mask, bool>) return mask;
        else return count(mask) > 0;
    }

    const LabourOf<T>& labour_;
    Allotment<T> allot_;
    People<T> people_;
    T made_{}, learning_{}, of_total_{}, growth_{};
};

template <class T>
void add_limits(detail::LabourLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    for (std::size_t i = 0; i < basis.plant.labour.size(); ++i)
        limits.push_back(
            std::make_unique<Workforce<T>>(basis.stated.labour[i], basis.plant.labour[i], basis));
}

} // namespace rampcast
