#pragma once

#include <cstddef>
#include <memory>

#include "rampcast/forecast/limit.hpp"
#include "rampcast/forecast/people.hpp"
#include "rampcast/plant/limits.hpp"
#include "rampcast/ramp/experience.hpp"

namespace rampcast {

/// The units that a group's hours suffice for, cell by cell.
template <class T> class Workforce final : public Limit<T> {
public:
    /// @param labour the group on the projection's scalar; it must outlive this object
    Workforce(const LabourOf<T>& labour, const Grid& grid)
        : labour_(labour), people_(labour, grid) {}

    void start() override {
        people_.start();
        made_ = T(0);
        if (labour_.learning_rate) learning_ = detail::learning_exponent(*labour_.learning_rate);
    }
    T allowed(std::size_t k, Products<T>&) override {
        const T person_years = people_.person_years(k);
        T units;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            X hours_per_unit = part(labour_.hours_per_unit);
            if (labour_.learning_rate)
                hours_per_unit *=
                    exp(part(learning_) * log1p(part(made_) / part(labour_.units_at_start)));
            part.set(units,
                     part(person_years) * X(12) * part(labour_.hours_per_month) / hours_per_unit);
        });
        return units;
    }
    void take(std::size_t, const T& units, const Products<T>&) override { made_ += units; }

private:
    const LabourOf<T>& labour_;
    People<T> people_;
    T made_{}, learning_{};
};

template <class T>
void add_limits(detail::LabourLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    for (const LabourOf<T>& labour : basis.plant.labour)
        limits.push_back(std::make_unique<Workforce<T>>(labour, basis.grid));
}

} // namespace rampcast
