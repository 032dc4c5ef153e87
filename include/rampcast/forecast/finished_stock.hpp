#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/products.hpp"

namespace rampcast {

/// Units, and their money.
template <class T> struct Parcel {
    T units{};
    MoneyOf<T> money{};

    Parcel& operator+=(const Parcel& more) {
        units += more.units;
        money += more.money;
        return *this;
    }
    friend Parcel operator*(Parcel parcel, const T& share) {
        parcel.units *= share;
        parcel.money *= share;
        return parcel;
    }
};

/// Units built ahead of orders, of each product: in at what they were made for, out at the mean of
/// what is there.
template <class T> class FinishedStock {
public:
    /// By product, or one for all where none are stated.
    std::vector<T> from_stock; ///< the share of what was there that leaves in the cell at hand
    std::vector<T> at_once;    ///< the share of what is made that leaves in it
    /// Units of each product planned for the cell: ordered, and ahead of orders; none where orders
    /// are for any product.
    std::vector<T> to_order{}, ahead{};

    explicit FinishedStock(const Products<T>& products)
        : from_stock(std::max<std::size_t>(products.runs.size(), 1)),
          at_once(from_stock.size()),
          products_(products),
          there_(from_stock.size()),
          left_(from_stock.size()) {}

    /// Begins a path: there is none.
    void start() { std::fill(there_.begin(), there_.end(), Parcel<T>{}); }

    std::size_t size() const { return there_.size(); }
    const T& units(std::size_t product) const { return there_[product].units; }
    T units() const {
        T sum = there_[0].units;
        for (std::size_t p = 1; p < there_.size(); ++p) sum += there_[p].units;
        return sum;
    }

    /// Output value of what is there.
    T value() const {
        T sum(0);
        for (const Parcel<T>& each : there_) sum += each.money.value;
        return sum;
    }

    /// Money of a unit of some, by product.
    MoneyOf<T> money_a_unit(const std::vector<T>& units) const {
        MoneyOf<T> money;
        T sum(0);
        for (std::size_t p = 0; p < units.size(); ++p) {
            money += products_.runs[p].unit * units[p];
            sum += units[p];
        }
        return money * (T(1) / max(sum, T(1e-20)));
    }

    /// Takes a share out of a stock. @returns what leaves it
    static Parcel<T> take(Parcel<T>& there, const T& share) {
        const Parcel<T> leaves = there * share;
        there = there * (T(1) - share);
        return leaves;
    }
    /// Lets leave what `from_stock` says. @returns all of it
    Parcel<T> send() {
        Parcel<T> all;
        for (std::size_t p = 0; p < there_.size(); ++p)
            all += left_[p] = take(there_[p], from_stock[p]);
        return all;
    }
    /// Takes in what is made in the cell, less what leaves at once. @returns that
    Parcel<T> store(const T& units) {
        Parcel<T> all;
        made_ = {};
        for (std::size_t p = 0; p < there_.size(); ++p) {
            const Parcel<T> now = made_of(p, units);
            const Parcel<T> leaves = now * at_once[p];
            made_ += now;
            all += leaves;
            left_[p] += leaves;
            there_[p] += now * (T(1) - at_once[p]);
        }
        return all;
    }
    /// What was made in the cell stored last.
    const Parcel<T>& made() const { return made_; }
    /// What left of a product in that cell.
    const Parcel<T>& left(std::size_t product) const { return left_[product]; }

private:
    Parcel<T> made_of(std::size_t product, const T& units) const {
        if (products_.runs.empty()) return {units, {}};
        const ProductPath<T>& run = products_.runs[product];
        return {run.now, run.unit * run.now};
    }

    const Products<T>& products_;
    std::vector<Parcel<T>> there_, left_;
    Parcel<T> made_{};
};

} // namespace rampcast
