#pragma once

#include <cstddef>
#include <memory>

#include "rampcast/forecast/demand.hpp"
#include "rampcast/forecast/ledger.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/plant/limits.hpp"

namespace rampcast {

/// Cash: units whose payments exceed cash and credit are not made.
template <class T> class CashLimit final : public Limit<T> {
public:
    /// @param ahead of orders some units may be built; null where none are
    CashLimit(Ledger<T>& ledger, const Demand<T>* ahead) : ledger_(ledger), ahead_(ahead) {}

    void start() override {}
    T allowed(std::size_t k, Products<T>& products) override {
        if (!ahead_) return ledger_.limit(k, products.money_a_unit());
        const FinishedStock<T>& stock = ahead_->stock();
        if (stock.to_order.empty()) {
            const MoneyOf<T> unit = products.money_a_unit();
            return ledger_.limit(k, unit, unit, ahead_->total(), stock.value());
        }
        T sold(0);
        for (const T& each : stock.to_order) sold += each;
        return ledger_.limit(k, stock.money_a_unit(stock.to_order), stock.money_a_unit(stock.ahead),
                             sold, stock.value());
    }
    void take(std::size_t k, const T& units, const Products<T>&) override {
        if (!ahead_) ledger_.make(k, units);
    }
    bool goes_by_final_shares() const override { return true; }

private:
    Ledger<T>& ledger_;
    const Demand<T>* ahead_; ///< what is built ahead of them is booked when it is sent
};

template <class T>
void add_limits(detail::CashLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    if (!basis.ledger || !basis.plant.cash->limits_output) return;
    const bool ahead = basis.demand && basis.demand->builds_ahead();
    limits.push_back(std::make_unique<CashLimit<T>>(*basis.ledger, ahead ? basis.demand : nullptr));
}

} // namespace rampcast
