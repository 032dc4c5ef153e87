#pragma once

#include <cstddef>
#include <memory>

#include "rampcast/forecast/demand.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/plant/limits.hpp"

namespace rampcast {

/// Orders: no more is made than is wanted.
template <class T> class OrdersLimit final : public Limit<T> {
public:
    explicit OrdersLimit(Demand<T>& demand) : demand_(demand) {}

    void start() override { demand_.start(); }
    T allowed(std::size_t, Products<T>&) override { return demand_.most(); }
    void take(std::size_t k, const T& units, const Products<T>& products) override {
        demand_.fill(k, units, products);
    }
    T stock() const override { return demand_.total(); }

private:
    Demand<T>& demand_;
};

template <class T>
void add_limits(detail::OrderLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    if (basis.demand) limits.push_back(std::make_unique<OrdersLimit<T>>(*basis.demand));
}

} // namespace rampcast
