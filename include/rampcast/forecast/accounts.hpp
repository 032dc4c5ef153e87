#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "rampcast/forecast/batch.hpp"
#include "rampcast/forecast/grid.hpp"
#include "rampcast/forecast/path_terms.hpp"

namespace rampcast {

/// From output value to revenue, value added and gross profit, cell by cell.
///
/// Units are shipped `stock_days` after they are made and accepted `acceptance_days` later, when
/// revenue counts. Value added = output value - material and bought-in costs + the VAT payable on
/// that difference. Gross profit = revenue - material and costs a unit of what is sold - yearly
/// costs.
template <class T> class Accounts {
public:
    /// @param plant on the projection's scalar; it must outlive this object, as terms and grid
    Accounts(const PathTerms<T>& terms, const PlantOf<T>& plant, const Grid& grid)
        : terms_(terms), plant_(plant), grid_(grid) {
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

    /// Begins a path, its terms known: that of a plant, which bears all its yearly costs.
    void start() {
        for (std::size_t k = 0; k < shipped.size(); ++k) {
            shipped[k] = accepted[k] = sold[k] = revenue[k] = T(0);
            const YearlyCosts costs = yearly_costs(k);
            value_added[k] = -costs.bought_in * T(1 + plant_.vat_rate);
            gross_profit[k] = -costs.all;
        }
    }
    /// Begins a path without yearly costs: that of a part of a plant.
    void start_without_costs() {
        for (std::vector<T>* each :
             {&shipped, &accepted, &sold, &revenue, &value_added, &gross_profit})
            std::fill(each->begin(), each->end(), T(0));
    }
    /// Books a share of the yearly costs of a cell.
    void bear(std::size_t k, const T& share) {
        const YearlyCosts costs = yearly_costs(k);
        value_added[k] -= costs.bought_in * T(1 + plant_.vat_rate) * share;
        gross_profit[k] -= costs.all * share;
    }

    /// Books what was made before the projection begins.
    void open(const Batch<T>& batch) {
        const double begins = grid_.cells.front().start_day;
        const T profit = profit_of(batch.money, batch.units);
        T shipped_before = batch.come_by(begins, terms_.shipping.days);
        T accepted_before = batch.come_by(begins, terms_.acceptance.days);
        for (std::size_t j = 0; j < shipped.size(); ++j) {
            const T shipped_by = batch.come_by(grid_.cells[j].end_day, terms_.shipping.days);
            const T accepted_by = batch.come_by(grid_.cells[j].end_day, terms_.acceptance.days);
            shipped[j] += batch.money.value * (shipped_by - shipped_before);
            accept(j, batch.money, profit, accepted_by - accepted_before);
            shipped_before = shipped_by;
            accepted_before = accepted_by;
        }
    }
    /// Books what is made in a cell, and sent as it is made.
    void make(std::size_t k, const T& units, const MoneyOf<T>& money) {
        produce(k, units, money);
        send(k, units, money);
    }
    /// Books the making of what is made in a cell.
    void produce(std::size_t k, const T& units, const MoneyOf<T>& money) {
        const T inputs = money.bought + terms_.bought_in_a_unit * units;
        value_added[k] += (money.value - inputs) * T(1 + plant_.vat_rate);
    }
    /// Books what is sent: its lags begin in the cell.
    void send(std::size_t k, const T& units, const MoneyOf<T>& money) {
        const T profit = profit_of(money, units);
        spread(terms_.shipping, k,
               [&](std::size_t j, const T& share) { shipped[j] += money.value * share; });
        spread(terms_.acceptance, k,
               [&](std::size_t j, const T& share) { accept(j, money, profit, share); });
    }

    /// Ends a path.
    void close() {
        for (std::size_t k = 0; k < revenue.size(); ++k)
            parent_revenue[k] = revenue[k] * terms_.ownership;
    }

private:
    struct YearlyCosts {
        T all{}, bought_in{};
    };
    YearlyCosts yearly_costs(std::size_t k) const {
        YearlyCosts costs;
        for (std::size_t c = 0; c < plant_.costs.size(); ++c) {
            const T amount = terms_.costs[c].amount(k);
            costs.all += amount;
            if (plant_.costs[c].bought_in) costs.bought_in += amount;
        }
        return costs;
    }
    T profit_of(const MoneyOf<T>& money, const T& units) const {
        return (money.value - money.bought - terms_.cost_a_unit * units) * terms_.sold_share;
    }
    /// Books a share of some units as accepted in cell j.
    void accept(std::size_t j, const MoneyOf<T>& money, const T& profit, const T& share) {
        accepted[j] += money.value * share;
        sold[j] += money.value * terms_.sold_share * share;
        revenue[j] += money.revenue * terms_.sold_share * share;
        gross_profit[j] += profit * share;
    }
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

    const PathTerms<T>& terms_;
    const PlantOf<T>& plant_;
    const Grid& grid_;
};

} // namespace rampcast
