#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/core/names.hpp"
#include "rampcast/forecast/allotment.hpp"
#include "rampcast/forecast/finished_stock.hpp"
#include "rampcast/forecast/limit.hpp"
#include "rampcast/forecast/supply.hpp"
#include "rampcast/plant/noise_streams.hpp"
#include "rampcast/plant/orders_use.hpp"

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
        if (detail::builds_ahead(basis.stated)) stock_.emplace(basis.products);
    }

    /// True where some orders are for a product.
    bool names_products() const { return by_product_; }

    /// True where units may be built ahead of orders.
    bool builds_ahead() const { return stock_.has_value(); }
    /// Those built ahead, where they may be.
    FinishedStock<T>& stock() { return *stock_; }
    const FinishedStock<T>& stock() const { return *stock_; }

    /// Begins a path: reads its numbers.
    void start() {
        if (stock_) stock_->start();
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
    /// Notes the products' shares by the mix in the cell at hand.
    void note_mix(const Products<T>& products) {
        mix_.clear();
        for (const ProductPath<T>& run : products.runs) mix_.push_back(run.share);
    }
    /// Serves orders from the stock of finished units, shares of the mix being noted, and says what
    /// of it leaves.
    void serve_from_stock() {
        if (!by_product_) {
            const T there = stock_->units(), sent = min(there, total());
            const T share = sent / max(there, T(1e-20));
            for (T& each : stock_->from_stock) each = share;
            for (Backlog& each : backlogs_) each.units = max(each.units - sent, T(0));
            return;
        }
        find_wanted();
        for (std::size_t p = 0; p < wanted_.size(); ++p) {
            const T sent = min(stock_->units(p), wanted_[p]);
            stock_->from_stock[p] = sent / max(stock_->units(p), T(1e-20));
            served_[p] = min(sent / max(wanted_[p], T(1e-20)), T(1));
        }
        for (Backlog& each : backlogs_) {
            T sum(0);
            for (std::size_t p = 0; p < wanted_.size(); ++p) sum += wanted_of(each, p) * served_[p];
            each.units = max(each.units - sum, T(0));
        }
    }
    /// Units that may be built ahead in the cell at hand, whatever product.
    T ahead_in_all() const {
        return max(backlogs_.front().orders.build_ahead_units - stock_->units(), T(0));
    }
    /// The same of each product, where orders name products.
    std::vector<T> ahead() const {
        std::vector<T> room(mix_.size(), T(0));
        for (const Backlog& each : backlogs_) {
            if (!each.holds_opening) continue;
            for (std::size_t p = 0; p < room.size(); ++p)
                if (!each.product || *each.product == p)
                    room[p] += each.product ? each.orders.build_ahead_units
                                            : each.orders.build_ahead_units * mix_[p];
        }
        for (std::size_t p = 0; p < room.size(); ++p)
            room[p] = max(room[p] - stock_->units(p), T(0));
        return room;
    }
    /// Says how many units in all are wanted at most, orders and those that may be built ahead.
    void set_most(const T& units) { most_ = units; }
    /// Makes the products' shares those of what is wanted, shares of the mix being noted.
    void share(Products<T>& products) {
        find_wanted();
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
    /// Units that may be made: those wanted, and those that may be built ahead of them.
    T most() const { return stock_ ? most_ : total(); }
    /// What is wanted of a product, as far as it is not filled: orders for it, and its share in the
    /// mix of those for any.
    T backlog(std::size_t product) const {
        T sum(0);
        for (const Backlog& each : backlogs_) sum += wanted_of(each, product);
        return sum;
    }
    /// Takes from the orders what is made in a cell: units in all, and of each product.
    void fill(std::size_t k, const T& units, const Products<T>& products) {
        if (stock_) send_at_once(units, products);
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
    /// What a backlog wants of a product.
    T wanted_of(const Backlog& backlog, std::size_t product) const {
        if (!backlog.product) return backlog.units * mix_[product];
        return *backlog.product == product ? backlog.units : T(0);
    }
    void find_wanted() {
        wanted_.assign(mix_.size(), T(0));
        served_.resize(mix_.size());
        for (const Backlog& each : backlogs_)
            for (std::size_t p = 0; p < wanted_.size(); ++p) {
                if (each.product) wanted_[p] += *each.product == p ? each.units : T(0);
                else wanted_[p] += each.units * mix_[p];
            }
    }
    /// Says what of the units made leaves at once, and is not built ahead.
    void send_at_once(const T& units, const Products<T>& products) {
        const T share = min(total() / max(units, T(1e-20)), T(1));
        for (std::size_t p = 0; p < stock_->size(); ++p)
            stock_->at_once[p] =
                by_product_ ? min(wanted_[p] / max(products.runs[p].now, T(1e-20)), T(1)) : share;
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
    std::vector<T> served_{}; ///< the share of what is wanted that comes from stock, likewise
    std::optional<FinishedStock<T>> stock_{};
    T most_{};
};

} // namespace rampcast
