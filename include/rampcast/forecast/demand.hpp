#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/core/names.hpp"
#include "rampcast/forecast/allotment.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/forecast/supply.hpp"
#include "rampcast/plant/noise_streams.hpp"

namespace rampcast {

/// Orders of a plant on a path: those for one product each, and those for any, which follow the mix.
///
/// What is not filled is carried over, or lost; orders that can be lost come as the lines work.
/// Where some are for a product, shares of the products are those of what is wanted.
template <class T> class Demand {
public:
    explicit Demand(const LimitBasis<T>& basis) : cells_(basis.grid.cells), basis_(basis) {
        const Names products(detail::names_of(basis.stated.products));
        if (basis.stated.orders) add(*basis.stated.orders, *basis.plant.orders, "orders", products);
        for (std::size_t i = 0; i < basis.stated.product_orders.size(); ++i) {
            const Orders& stated = basis.stated.product_orders[i];
            add(stated, basis.plant.product_orders[i],
                "product_orders." + path_part(stated.product), products);
        }
        for (const Backlog& each : backlogs_) by_product_ = by_product_ || each.product;
    }

    /// True where some orders are for a product.
    bool names_products() const { return by_product_; }

    /// Begins a path: reads its numbers.
    void start() {
        for (Backlog& each : backlogs_) {
            each.supply.start(each.orders.multiplier);
            each.units = each.holds_opening ? each.orders.opening_backlog : T(0);
            for (Contract& contract : each.contracts)
                contract.units = select(*contract.luck <= inverse_normal(contract.terms.chance),
                                        contract.terms.units, T(0));
        }
    }
    /// Takes the orders of a cell. Once for each, in order.
    void arrive(std::size_t k) {
        for (Backlog& each : backlogs_) {
            T arriving(0);
            if (each.holds_opening) {
                arriving = each.supply.arriving(k);
                if (!each.orders.season.empty()) arriving *= each.orders.season[calendar_month(k)];
                if (each.allot) each.allot->to_cell(k, arriving);
            }
            each.units += arriving + placed(each, k);
        }
    }
    /// Makes the products' shares those of what is wanted, shares of the mix being known.
    void share(Products<T>& products) {
        wanted_.assign(products.runs.size(), T(0));
        mix_.clear();
        for (const ProductPath<T>& run : products.runs) mix_.push_back(run.share);
        for (const Backlog& each : backlogs_)
            for (std::size_t p = 0; p < wanted_.size(); ++p) {
                if (each.product) wanted_[p] += *each.product == p ? each.units : T(0);
                else wanted_[p] += each.units * mix_[p];
            }
        const T all = total();
        for (std::size_t p = 0; p < wanted_.size(); ++p)
            products.runs[p].share =
                select(all > T(0), wanted_[p] / max(all, T(1e-20)), products.runs[p].share);
    }
    /// Units wanted in all.
    T total() const {
        T sum = backlogs_.front().units;
        for (std::size_t i = 1; i < backlogs_.size(); ++i) sum += backlogs_[i].units;
        return sum;
    }
    /// Takes from the orders what is made in a cell: units in all, and of each product.
    void fill(std::size_t k, const T& units, const Products<T>& products) {
        for (Backlog& each : backlogs_) {
            if (!by_product_) each.units = max(each.units - units, T(0));
            else each.units = max(each.units - filled(each, products), T(0));
            if (each.orders.unfilled == Unfilled::lost) each.units = T(0);
            else if (each.cancels)
                each.units *= exp(-(each.orders.cancelled_per_year * T(cells_[k].years)));
        }
    }

private:
    struct Contract {
        const ContractOf<T>& terms;
        const T* luck; ///< standard normal
        T units;       ///< on this path, 0 where it is not placed
    };
    /// Orders not yet filled, for one product or any.
    struct Backlog {
        const OrdersOf<T>& orders;
        Supply<T> supply;
        std::optional<std::size_t> product{};
        bool holds_opening = true; ///< rates and backlog at the beginning; else contracts alone
        bool cancels = false;
        std::optional<Allotment<T>> allot{}; ///< of orders that are lost
        std::vector<Contract> contracts{};
        T units{};
    };

    void add(const Orders& stated, const OrdersOf<T>& orders, const std::string& at,
             const Names& products) {
        Backlog& main = backlogs_.emplace_back(
            Backlog{orders, Supply<T>(stated.arrivals, orders.arrivals, basis_.rates(),
                                      basis_.shocks.on(orders.noise, at))});
        if (!stated.product.empty()) main.product = products.find(stated.product);
        main.cancels = is_used(stated.cancelled_per_year);
        if (orders.unfilled == Unfilled::lost) main.allot.emplace("", basis_);
        for (const ContractOf<T>& each : orders.contracts) {
            const Contract contract{
                each, basis_.shocks.once(at + ".contracts." + path_part(each.name) + ".chance"),
                T(0)};
            if (each.product.empty() || each.product == stated.product) {
                main.contracts.push_back(contract);
                continue;
            }
            Backlog& own = backlogs_.emplace_back(
                Backlog{orders, Supply<T>({}, none_, basis_.rates(), nullptr)});
            own.product = products.find(each.product);
            own.holds_opening = false;
            own.cancels = main.cancels;
            own.contracts.push_back(contract);
        }
    }
    std::size_t calendar_month(std::size_t k) const {
        return static_cast<std::size_t>(((cells_[k].month % 12) + 12) % 12);
    }
    /// Units of contracts placed in a cell, those of earlier days in the first.
    T placed(const Backlog& backlog, std::size_t k) const {
        T sum(0);
        for (const Contract& each : backlog.contracts) {
            const T& on = each.terms.on;
            const auto before_end = on < T(cells_[k].end_day);
            sum += select(k == 0 ? before_end : both(before_end, on >= T(cells_[k].start_day)),
                          each.units, T(0));
        }
        return sum;
    }
    /// What is made for a backlog: of each product in the share that it is of what is wanted.
    T filled(const Backlog& backlog, const Products<T>& products) const {
        T sum(0);
        for (std::size_t p = 0; p < wanted_.size(); ++p) {
            if (backlog.product && *backlog.product != p) continue;
            const T own = backlog.product ? backlog.units : backlog.units * mix_[p];
            sum += own * min(products.runs[p].now / max(wanted_[p], T(1e-20)), T(1));
        }
        return sum;
    }

    const std::vector<Cell>& cells_;
    LimitBasis<T> basis_;
    std::vector<ArrivalOf<T>> none_{};
    std::deque<Backlog> backlogs_{};
    bool by_product_ = false;
    std::vector<T> wanted_{}, mix_{}; ///< by product, of the cell at hand
};

} // namespace rampcast
