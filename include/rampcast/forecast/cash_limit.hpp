#pragma once

#include <cstddef>
#include <memory>

#include "rampcast/forecast/ledger.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/plant/limits.hpp"

namespace rampcast {

/// Cash: units whose payments exceed cash and credit are not made.
template <class T> class CashLimit final : public Limit<T> {
public:
    explicit CashLimit(Ledger<T>& ledger) : ledger_(ledger) {}

    void start() override {}
    T allowed(std::size_t k, Products<T>& products) override {
        return ledger_.limit(k, products.money_a_unit());
    }
    void take(std::size_t k, const T& units, const Products<T>&) override {
        ledger_.make(k, units);
    }
    bool goes_by_final_shares() const override { return true; }

private:
    Ledger<T>& ledger_;
};

template <class T>
void add_limits(detail::CashLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    if (basis.ledger && basis.plant.cash->limits_output)
        limits.push_back(std::make_unique<CashLimit<T>>(*basis.ledger));
}

} // namespace rampcast
