#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/allotment.hpp"
#include "rampcast/forecast/grid.hpp"
#include "rampcast/forecast/inflow.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/plant/limits.hpp"
#include "rampcast/ramp/experience.hpp"

namespace rampcast {

/// People and the units their hours suffice for, cell by cell.
///
/// Over a stretch of t years with h hires a year and attrition a, from N
/// people: N(t) = N e^(-at) + h (1 - e^(-at)) / a, and the person-years are its
/// integral. Hours fall to the cells as the work is done. With hours a unit of
/// h (1 + x/s)^b after x units, those that M more take are h s ((1 +
/// (x+M)/s)^(b+1) - (1 + x/s)^(b+1)) / (b+1).
template <class T> class Workforce final : public Limit<T> {
public:
    /// @param labour the group on the projection's scalar; it must outlive this
    /// object
    Workforce(const LabourOf<T>& labour, const LimitBasis<T>& basis)
        : labour_(&labour), allot_(labour.calendar, basis) {
        const Grid& grid = basis.grid;
        std::vector<double> days;
        days.reserve(labour.headcount.size());
        for (const auto& each : labour.headcount) days.push_back(grid.day(each.from));
        for (const Cell& cell : grid.cells) {
            const bool first = stretches_.empty();
            auto& stretches = stretches_.emplace_back();
            const double days_a_year = (cell.end_day - cell.start_day) / cell.years;
            double from = cell.start_day;
            std::size_t set_to = none;
            for (std::size_t i = 0; i < days.size() && days[i] < cell.end_day; ++i) {
                if (days[i] < cell.start_day && !first) continue;
                if (days[i] > from) {
                    stretches.push_back({length((days[i] - from) / days_a_year), set_to});
                    from = days[i];
                }
                set_to = i;
            }
            stretches.push_back({length((cell.end_day - from) / days_a_year), set_to});
        }
        for (const std::vector<Stretch>& cell : stretches_) {
            double& years = years_.emplace_back(0);
            for (const Stretch& each : cell) years += lengths_[each.length].years;
        }
        hires_ = Inflow<T>(labour.hires, grid);
    }

    void start() override {
        people_ = labour_->headcount.front().people;
        made_ = T(0);
        hires_.start(T(1));
        for (Length& each : lengths_) {
            const T x = labour_->attrition_per_year * T(each.years);
            each.left = share_left(x);
            each.gain = mean_gain(x, each.left);
            each.stay = exp(-x);
        }
        if (!labour_->learning_rate) return;
        learning_ = detail::learning_exponent(*labour_->learning_rate);
        const T power = learning_ + T(1);
        of_total_ = select(both(power<T(1e-4), power> T(-1e-4)), T(1e-4), power);
    }
    T allowed(std::size_t k, Products<T>&) override {
        const T hires = hires_.amount(k);
        T units;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            const X hires_per_year = part(hires) / X(years_[k]);
            X person_years(0), people = part(people_);
            for (const Stretch& each : stretches_[k]) {
                if (each.set_to != none) people = part(labour_->headcount[each.set_to].people);
                const Length& length = lengths_[each.length];
                const X t(length.years), gained = hires_per_year * t;
                person_years += t * (people * part(length.left) + gained * part(length.gain));
                people = people * part(length.stay) + gained * part(length.left);
            }
            part.set(people_, people);
            const X hours = person_years * X(12) * part(labour_->hours_per_month);
            part.set(units, hours / part(labour_->hours_per_unit));
        });
        allot_.to_cell(k, units);
        if (labour_->learning_rate) learn(units);
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
            const X start = part(labour_->units_at_start), made = part(made_);
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
        units = select(large, (labour_->units_at_start + made_) * expm1(min(power, T(60))), units);
    }
    /// Whether a path needs what the others do without.
    template <class Mask> static bool any_of(const Mask& mask) {
        if constexpr (std::is_same_v<Mask, bool>) return mask;
        else return count(mask) > 0;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Stretch {
        std::size_t length; ///< among `lengths_`
        std::size_t set_to; ///< the headcount at its start, or none
    };
    /// What attrition does over a stretch of so many years: few lengths serve all months.
    struct Length {
        double years;
        T left{}, gain{}, stay{};
    };

    std::size_t length(double years) {
        for (std::size_t i = 0; i < lengths_.size(); ++i)
            if (lengths_[i].years == years) return i;
        lengths_.push_back({years});
        return lengths_.size() - 1;
    }

    /// (1 - e^-x) / x.
    static T share_left(const T& x) {
        const T series = T(1) - x * (T(0.5) - x * T(1.0 / 6));
        return select(x < T(1e-3), series, -expm1(-x) / max(x, T(1e-3)));
    }
    /// (1 - share_left(x)) / x.
    static T mean_gain(const T& x, const T& left) {
        const T series = T(0.5) - x * (T(1.0 / 6) - x * (T(1.0 / 24) - x * T(1.0 / 120)));
        return select(x < T(0.05), series, (T(1) - left) / max(x, T(0.05)));
    }

    const LabourOf<T>* labour_;
    Allotment<T> allot_;
    Inflow<T> hires_;
    std::vector<std::vector<Stretch>> stretches_; ///< by cell
    std::vector<Length> lengths_;
    std::vector<double> years_; ///< of each cell
    T people_{}, made_{}, learning_{}, of_total_{}, growth_{};
};

template <class T>
void add_limits(detail::LabourLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    for (const LabourOf<T>& labour : basis.plant.labour)
        limits.push_back(std::make_unique<Workforce<T>>(labour, basis));
}

} // namespace rampcast
