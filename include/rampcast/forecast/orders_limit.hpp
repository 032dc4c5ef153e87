#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/allotment.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/forecast/streams.hpp"
#include "rampcast/forecast/supply.hpp"
#include "rampcast/plant/limits.hpp"

namespace rampcast {

/// Orders: no more is made than is wanted. What is not filled is carried over,
/// or lost; orders that can be lost come as the lines work.
template <class T> class OrdersLimit final : public Limit<T> {
public:
    /// @param stated the orders as written @param orders on the projection's scalar
    OrdersLimit(const Orders& stated, const OrdersOf<T>& orders, const LimitBasis<T>& basis)
        : orders_(orders),
          cells_(basis.grid.cells),
          supply_(stated.arrivals, orders.arrivals, basis.rates(),
                  basis.shocks.on(orders.noise, "orders")),
          cancels_(is_used(stated.cancelled_per_year)) {
        if (orders.unfilled == Unfilled::lost) allot_.emplace("", basis);
        for (const ContractOf<T>& each : orders.contracts)
            contracts_.push_back(
                {each, basis.shocks.once("orders.contracts." + path_part(each.name) + ".chance"),
                 T(0)});
    }

    void start() override {
        supply_.start(orders_.multiplier);
        stock_ = orders_.opening_backlog;
        for (Contract& each : contracts_)
            each.units =
                select(*each.luck <= inverse_normal(each.terms.chance), each.terms.units, T(0));
    }
    T allowed(std::size_t k, Products<T>&) override {
        T arriving = supply_.arriving(k);
        if (allot_) allot_->to_cell(k, arriving);
        stock_ += arriving + placed(k);
        return stock_;
    }
    void take(std::size_t k, const T& units, const Products<T>&) override {
        stock_ = max(stock_ - units, T(0));
        if (orders_.unfilled == Unfilled::lost) stock_ = T(0);
        else if (cancels_) stock_ *= exp(-(orders_.cancelled_per_year * T(cells_[k].years)));
    }
    T stock() const override { return stock_; }

private:
    struct Contract {
        const ContractOf<T>& terms;
        const T* luck; ///< standard normal
        T units;       ///< on this path, 0 where it is not placed
    };

    /// Units of the contracts placed in a cell, those of earlier days in the first.
    T placed(std::size_t k) const {
        T sum(0);
        for (const Contract& each : contracts_) {
            const T& on = each.terms.on;
            const auto before_end = on < T(cells_[k].end_day);
            sum += select(k == 0 ? before_end : both(before_end, on >= T(cells_[k].start_day)),
                          each.units, T(0));
        }
        return sum;
    }

    const OrdersOf<T>& orders_;
    const std::vector<Cell>& cells_;
    Supply<T> supply_;
    bool cancels_;
    std::optional<Allotment<T>> allot_{}; ///< of orders that are lost
    std::vector<Contract> contracts_{};
    T stock_{};
};

template <class T>
void add_limits(detail::OrderLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    if (basis.plant.orders)
        limits.push_back(
            std::make_unique<OrdersLimit<T>>(*basis.stated.orders, *basis.plant.orders, basis));
}

} // namespace rampcast
