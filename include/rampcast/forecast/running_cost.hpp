#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/forecast/inflow.hpp"
#include "rampcast/forecast/people.hpp"
#include "rampcast/plant/noise_streams.hpp"

namespace rampcast {

/// What a cost comes to whatever is made: by date, and for people there.
template <class T> class RunningCost {
public:
    /// @param stated the cost as written @param cost the same on the projection's scalar
    /// @param labour groups of people, likewise; both must outlive this object
    RunningCost(const Cost& stated, const CostOf<T>& cost, const std::vector<LabourOf<T>>& labour,
                const RateBasis<T>& basis)
        : cost_(cost), rates_(stated.rates, cost.rates, basis) {
        if (!is_used(stated.per_person_per_year)) return;
        for (std::size_t i = 0; i < labour.size(); ++i)
            if (cost.people.empty() || cost.people == labour[i].name)
                people_.emplace_back(basis.stated.labour[i], labour[i], basis);
        wages_.resize(basis.grid.cells.size());
    }

    /// Begins a path: reads its numbers.
    void start() {
        rates_.start(T(1));
        for (People<T>& group : people_) group.start();
        for (std::size_t k = 0; k < wages_.size(); ++k) {
            T person_years(0);
            for (People<T>& group : people_) person_years += group.person_years(k);
            wages_[k] = cost_.per_person_per_year * person_years;
        }
    }
    /// What it comes to in a cell, without VAT.
    T amount(std::size_t k) const {
        return wages_.empty() ? rates_.amount(k) : rates_.amount(k) + wages_[k];
    }

private:
    const CostOf<T>& cost_;
    Inflow<T> rates_;
    std::vector<People<T>> people_{};
    std::vector<T> wages_{}; ///< by cell; empty where the cost is not for people
};

} // namespace rampcast
