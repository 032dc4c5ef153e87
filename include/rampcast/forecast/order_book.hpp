#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/forecast/demand.hpp"

namespace rampcast {

/// What is ordered and not yet made, and what is made and not yet ordered, at the end of each cell.
template <class T> struct OrderFigures {
    std::vector<T> backlog; ///< units of orders not filled
    std::vector<T> stock;   ///< finished units built ahead
};

/// The same of a plant and of each of its products; orders for any product count by the mix.
template <class T> class OrderBook {
public:
    OrderBook(std::size_t products, std::size_t cells) : by_product_(products) {
        const auto size = [&](OrderFigures<T>& each) {
            each.backlog.resize(cells);
            each.stock.resize(cells);
        };
        size(all_);
        for (OrderFigures<T>& each : by_product_) size(each);
    }
    const OrderFigures<T>& all() const { return all_; }
    const OrderFigures<T>& of(std::size_t product) const { return by_product_[product]; }

    /// Notes a cell, what is made in it being taken from the orders.
    void note(std::size_t k, Demand<T>& demand) {
        const bool ahead = demand.builds_ahead();
        all_.backlog[k] = demand.total();
        all_.stock[k] = ahead ? demand.stock().units() : T(0);
        for (std::size_t p = 0; p < by_product_.size(); ++p) {
            by_product_[p].backlog[k] = demand.backlog(p);
            by_product_[p].stock[k] = ahead ? demand.stock().units(p) : T(0);
        }
    }

private:
    OrderFigures<T> all_{};
    std::vector<OrderFigures<T>> by_product_;
};

} // namespace rampcast
