#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/forecast/lag.hpp"
#include "rampcast/forecast/running_cost.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// From units made to sales, and what they cost besides material, on one path: what accounts and
/// cash both go by.
template <class T> class PathTerms {
public:
    /// @param stated the plant as written @param plant on the projection's scalar; it must outlive
    ///   this object
    PathTerms(const Plant& stated, const PlantOf<T>& plant, const Grid& grid,
              const PathDates<T>& dates)
        : plant_(plant) {
        if (stated.sales) {
            shipping = lag_of(stated.sales->stock_days, plant.sales->stock_days);
            acceptance =
                shipping + lag_of(stated.sales->acceptance_days, plant.sales->acceptance_days);
        }
        for (std::size_t c = 0; c < plant.costs.size(); ++c)
            costs.emplace_back(stated.costs[c], plant.costs[c], plant.labour,
                               RateBasis<T>{stated, grid, dates});
    }

    /// Begins a path, its dates known: reads its numbers.
    void start() {
        if (plant_.sales) {
            shipping.days = plant_.sales->stock_days;
            acceptance.days = plant_.sales->stock_days + plant_.sales->acceptance_days;
            sold_share = T(1) - plant_.sales->own_use_share;
            ownership = plant_.sales->ownership;
        }
        const T vat(plant_.vat_rate), with_vat(1 + plant_.vat_rate);
        cost_a_unit = bought_in_a_unit = paid_a_unit = vat_a_unit = T(0);
        for (const CostOf<T>& cost : plant_.costs) {
            cost_a_unit += cost.per_unit;
            paid_a_unit += cost.bought_in ? cost.per_unit * with_vat : cost.per_unit;
            if (!cost.bought_in) continue;
            bought_in_a_unit += cost.per_unit;
            vat_a_unit += cost.per_unit * vat;
        }
        for (RunningCost<T>& each : costs) each.start();
    }

    Lag<T> shipping{};                   ///< after a unit is made
    Lag<T> acceptance{};                 ///< likewise
    T sold_share = T(1);                 ///< of what is accepted; the rest is the group's own use
    T ownership = T(1);                  ///< the parent's share
    T cost_a_unit{};                     ///< without VAT
    T bought_in_a_unit{};                ///< of that, bought in
    T paid_a_unit{};                     ///< with the VAT on what is bought in
    T vat_a_unit{};                      ///< that VAT
    std::vector<RunningCost<T>> costs{}; ///< yearly, without VAT, in the plant's order

private:
    const PlantOf<T>& plant_;
};

} // namespace rampcast
