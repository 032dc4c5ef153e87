#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/demand.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/forecast/line_routing.hpp"
#include "rampcast/forecast/orders_limit.hpp"

namespace rampcast {

/// What is made of each product where orders name products and units may be built ahead of them:
/// what is ordered first, then what may be built ahead, as far as lines and limits leave room.
template <class T> class AheadPlan {
public:
    /// @param limits those that go by the shares of what is planned
    /// @param routing null where every line makes every product; all of it must outlive this object
    AheadPlan(Demand<T>& demand, Products<T>& products, const Limits<T>& limits,
              std::size_t limit_count, LineRouting<T>* routing)
        : demand_(demand), products_(products), routing_(routing) {
        for (std::size_t i = 0; i < limit_count; ++i) {
            limits_.push_back(limits[i].get());
            if (dynamic_cast<const OrdersLimit<T>*>(limits[i].get())) orders_ = i;
        }
    }

    /// Makes shares those of all that is planned, shares being those of what is ordered.
    /// @param potential of the lines, where all make all
    /// @returns what lines can make of it where it is not all, else no limit
    T plan(std::size_t k, const T& potential) {
        FinishedStock<T>& stock = demand_.stock();
        const std::size_t count = products_.runs.size();
        const T wanted = demand_.total();
        std::vector<T> more = demand_.ahead();
        T room(0), cut(unlimited), ahead(0), part(1);
        for (const T& each : more) room += each;
        demand_.set_most(wanted + room);
        if (routing_) cut = routing_->fit(k, wanted, products_, &more);
        const T orders = min(wanted, cut);
        stock.to_order.resize(count);
        for (std::size_t p = 0; p < count; ++p) {
            stock.to_order[p] = products_.runs[p].share * orders;
            ahead += more[p];
        }
        // What a limit leaves of m units to order, of which alone it allows a, is for (1 - m / a) of
        // the b units it allows of those ahead alone.
        const std::vector<T> of_orders = allowed(k, stock.to_order, potential);
        const std::vector<T> of_ahead = allowed(k, more, potential);
        for (std::size_t i = 0; i < of_orders.size(); ++i)
            part = min(part, of_ahead[i] * (T(1) - orders / max(of_orders[i], T(1e-20))) /
                                 max(ahead, T(1e-20)));
        part = max(part, T(0));
        for (T& each : more) each *= part;
        stock.ahead = std::move(more);
        share_by(stock.to_order, T(1), stock.ahead, T(1));
        if (!routing_) return T(unlimited);
        const auto lines_cut = either(cut < T(unlimited), ahead < room * T(1 - 1e-6));
        return select(lines_cut, orders + ahead * part, T(unlimited));
    }
    /// Makes shares those of so many units of what is planned, those that are ordered first.
    void share_out(std::size_t k, const T& units) {
        const FinishedStock<T>& stock = demand_.stock();
        T orders(0), ahead(0);
        for (std::size_t p = 0; p < stock.to_order.size(); ++p) {
            orders += stock.to_order[p];
            ahead += stock.ahead[p];
        }
        share_by(stock.to_order, min(units / max(orders, T(1e-20)), T(1)), stock.ahead,
                 max(units - orders, T(0)) / max(ahead, T(1e-20)));
        for (Limit<T>* limit : limits_) static_cast<void>(limit->allowed(k, products_));
    }

private:
    /// Units that lines and each limit but orders allow where products have the shares that they
    /// have in some units.
    std::vector<T> allowed(std::size_t k, const std::vector<T>& units, const T& potential) {
        share_by(units, T(1), units, T(0));
        std::vector<T> result;
        for (std::size_t i = 0; i < limits_.size(); ++i)
            if (i != orders_) result.push_back(limits_[i]->allowed(k, products_));
        if (!routing_) result.push_back(potential / max(products_.work_a_unit(), T(1e-9)));
        return result;
    }
    /// Makes shares those of the sums of units, so many times; where there are none they stay.
    void share_by(const std::vector<T>& units, const T& times, const std::vector<T>& more,
                  const T& more_times) {
        T all(0);
        for (std::size_t p = 0; p < units.size(); ++p)
            all += units[p] * times + more[p] * more_times;
        for (std::size_t p = 0; p < units.size(); ++p) {
            T& share = products_.runs[p].share;
            share = select(all > T(0),
                           (units[p] * times + more[p] * more_times) / max(all, T(1e-20)), share);
        }
    }

    Demand<T>& demand_;
    Products<T>& products_;
    LineRouting<T>* routing_;
    std::vector<Limit<T>*> limits_{};
    std::size_t orders_ = static_cast<std::size_t>(-1); ///< which of them is the orders'
};

} // namespace rampcast
