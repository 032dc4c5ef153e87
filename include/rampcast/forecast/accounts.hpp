#pragma once

#include <vector>

#include "rampcast/forecast/inflow.hpp"
#include "rampcast/forecast/lag.hpp"

namespace rampcast {

/// Money that goes with units made, without VAT.
template <class T> struct MoneyOf {
    T value{};   ///< gross industrial output value, which is also what customers are invoiced
    T revenue{}; ///< the same without material bought from the customer and sold back with it
    T bought{};  ///< material bought
};

/// From output value to revenue, value added and gross profit, cell by cell.
///
/// Units are shipped `stock_days` after they are made and accepted `acceptance_days` later, when
/// revenue counts. Value added = output value - material and bought-in costs + the VAT payable on
/// that difference. Gross profit = revenue - material and costs a unit of what is sold - yearly
/// costs.
template <class T> class Accounts {
public:
    /// @param stated the plant as written @param plant on the projection's scalar; it must outlive
    ///   this object, as the grid
    Accounts(const Plant& stated, const PlantOf<T>& plant, const Grid& grid)
        : plant_(plant), grid_(grid) {
        if (stated.sales) {
            shipping_ = lag_of(stated.sales->stock_days, plant.sales->stock_days);
            acceptance_ = lag_of(stated.sales->acceptance_days, plant.sales->acceptance_days);
        }
        for (const CostOf<T>& cost : plant.costs) rates_.emplace_back(cost.rates, grid);
        for (std::vector<T>* each :
             {&shipped, &accepted, &sold, &revenue, &parent_revenue, &value_added, &gross_profit})
            each->resize(grid.cells.size());
    }

    std::vector<T> shipped;        ///< output value of units shipped
    std::vector<T> accepted;       ///< output value of units accepted
    std::vector<T> sold;           ///< the same without the group's own use
    std::vector<T> revenue;        ///< the same without material sold back
    std::vector<T> parent_revenue; ///< the parent's share of it
    std::vector<T> value_added, gross_profit;

    /// Begins a path: reads its numbers.
    void start() {
        if (plant_.sales) {
            shipping_.days = plant_.sales->stock_days;
            acceptance_.days = plant_.sales->acceptance_days;
            sold_share_ = T(1) - plant_.sales->own_use_share;
            ownership_ = plant_.sales->ownership;
        }
        accepted_lag_ = shipping_ + acceptance_;
        cost_a_unit_ = bought_in_a_unit_ = T(0);
        for (const CostOf<T>& cost : plant_.costs) {
            cost_a_unit_ += cost.per_unit;
            if (cost.bought_in) bought_in_a_unit_ += cost.per_unit;
        }
        for (std::size_t c = 0; c < rates_.size(); ++c) rates_[c].start(T(1));
        for (std::size_t k = 0; k < shipped.size(); ++k) {
            shipped[k] = accepted[k] = sold[k] = revenue[k] = T(0);
            T bought_in(0), all(0);
            for (std::size_t c = 0; c < rates_.size(); ++c) {
                const T amount = rates_[c].amount(k);
                all += amount;
                if (plant_.costs[c].bought_in) bought_in += amount;
            }
            value_added[k] = -bought_in * T(1 + plant_.vat_rate);
            gross_profit[k] = -all;
        }
    }

    /// Books what is made in a cell.
    void make(std::size_t k, const T& units, const MoneyOf<T>& money) {
        const T inputs = money.bought + bought_in_a_unit_ * units;
        value_added[k] += (money.value - inputs) * T(1 + plant_.vat_rate);
        const T profit = (money.value - money.bought - cost_a_unit_ * units) * sold_share_;
        spread(shipping_, k,
               [&](std::size_t j, const T& share) { shipped[j] += money.value * share; });
        spread(accepted_lag_, k, [&](std::size_t j, const T& share) {
            accepted[j] += money.value * share;
            sold[j] += money.value * sold_share_ * share;
            revenue[j] += money.revenue * sold_share_ * share;
            gross_profit[j] += profit * share;
        });
    }

    /// Ends a path.
    void close() {
        for (std::size_t k = 0; k < revenue.size(); ++k)
            parent_revenue[k] = revenue[k] * ownership_;
    }

private:
    /// Calls use(j, share) for each cell in which a share of what cell k made comes.
    template <class Use> void spread(const Lag<T>& lag, std::size_t k, Use&& use) const {
        const Cell& made = grid_.cells[k];
        T before(0);
        for (std::size_t j = k; j < grid_.cells.size(); ++j) {
            const Cell& cell = grid_.cells[j];
            if (cell.end_day <= made.start_day + lag.least) continue;
            const T by_now = lag.come_by(cell.end_day, made);
            use(j, by_now - before);
            before = by_now;
            if (cell.end_day >= made.end_day + lag.most) break;
        }
    }

    const PlantOf<T>& plant_;
    const Grid& grid_;
    std::vector<Inflow<T>> rates_;
    Lag<T> shipping_{}, acceptance_{}, accepted_lag_{};
    T sold_share_ = T(1), ownership_ = T(1), cost_a_unit_{}, bought_in_a_unit_{};
};

} // namespace rampcast
