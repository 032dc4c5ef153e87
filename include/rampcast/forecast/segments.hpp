#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/forecast/accounts.hpp"
#include "rampcast/forecast/books.hpp"
#include "rampcast/forecast/ledger.hpp"
#include "rampcast/forecast/line_routing.hpp"
#include "rampcast/forecast/line_times.hpp"
#include "rampcast/forecast/order_book.hpp"
#include "rampcast/forecast/plant_lines.hpp"
#include "rampcast/forecast/products.hpp"
#include "rampcast/plant/segment.hpp"

namespace rampcast {

/// What figures of products and lines are made from besides; each null where there is none.
template <class T> struct SegmentSources {
    LineRouting<T>* routing = nullptr; ///< where lines differ in what they make
    const LineTimes<T>* times = nullptr;
    const FinishedStock<T>* stock = nullptr;
    const OrderBook<T>* orders = nullptr;
};

/// What one product or line has of a plant's figures, by cell.
template <class T> struct SegmentFigures {
    std::vector<T> units{}, value{}, line_capacity{}, components_used{};
    std::optional<Accounts<T>> kept_accounts{};
    Batch<T> opening{};                           ///< what was made before the projection begins
    const LineHours<T>* kept_hours = nullptr;     ///< of a line, where they are wanted
    const OrderFigures<T>* kept_orders = nullptr; ///< of a product, where they are wanted

    /// @throws Error unless they are kept
    const Accounts<T>& accounts() const {
        if (!kept_accounts) throw Error("forecast", "the projection keeps no accounts");
        return *kept_accounts;
    }
    /// @throws Error unless they are kept
    const LineHours<T>& hours() const {
        if (!kept_hours) throw Error("forecast", "the projection keeps no hours of the lines");
        return *kept_hours;
    }
    /// @throws Error unless they are kept
    const OrderFigures<T>& orders() const {
        if (!kept_orders) throw Error("forecast", "the projection keeps no book of orders");
        return *kept_orders;
    }
    /// @throws Error always: cash is the plant's alone
    const Ledger<T>& ledger() const {
        throw Error("forecast", "cash is known of the plant alone, not by product or line");
    }
};

/// What each product and each line has of a plant's figures on a path; they sum to the plant's.
///
/// A product's are those of its own units. A line's are those of the units it makes: where all
/// lines make all products, its share of what the lines can make. Yearly costs are borne by
/// products in their shares of the units, by lines in their shares of what the lines can make.
template <class T> class Segments {
public:
    Segments(const Books& books, const Products<T>& products, const PlantLines<T>& lines,
             const SegmentSources<T>& sources, const PathTerms<T>& terms, const PlantOf<T>& plant,
             const Grid& grid)
        : products_(products),
          lines_(lines),
          routing_(sources.routing),
          stock_(sources.stock),
          cells_(grid.cells.size()) {
        const auto add = [&](std::vector<SegmentFigures<T>>& to, std::size_t count) {
            to.resize(count);
            for (SegmentFigures<T>& each : to) {
                for (std::vector<T>* of :
                     {&each.units, &each.value, &each.line_capacity, &each.components_used})
                    of->resize(cells_);
                if (books.accounts && !products.runs.empty())
                    each.kept_accounts.emplace(terms, plant, grid);
            }
        };
        if (books.by_product) add(by_product_, products.runs.size());
        if (books.by_line) add(by_line_, plant.lines.size());
        for (std::size_t l = 0; sources.times && l < by_line_.size(); ++l)
            by_line_[l].kept_hours = &sources.times->of(l);
        for (std::size_t p = 0; sources.orders && p < by_product_.size(); ++p)
            by_product_[p].kept_orders = &sources.orders->of(p);
        if (stock_) of_lines_.resize(by_line_.size(), std::vector<Parcel<T>>(stock_->size()));
        uses_components_ = books.components;
    }

    const SegmentFigures<T>& of(By by, std::size_t member) const {
        return (by == By::product ? by_product_ : by_line_)[member];
    }

    /// Begins a path, its terms known.
    void start() {
        for_each([](SegmentFigures<T>& each) {
            if (each.kept_accounts) each.kept_accounts->start_without_costs();
        });
        for (std::vector<Parcel<T>>& each : of_lines_)
            std::fill(each.begin(), each.end(), Parcel<T>{});
    }
    /// Notes the units of a cell as made before the projection begins.
    void note_opening(std::size_t k, const T& units) {
        find(k, units);
        for_each_share([](SegmentFigures<T>& each, const T& made, const MoneyOf<T>& money) {
            each.opening.units += made;
            each.opening.money += money;
        });
    }
    /// Books what was noted, the path being begun: as a batch of the plant, so many times as much.
    void open(const Batch<T>& batch, const T& times) {
        for_each([&](SegmentFigures<T>& each) {
            Batch<T> own = batch;
            own.units = each.opening.units * times;
            own.money = each.opening.money * times;
            if (each.kept_accounts) each.kept_accounts->open(own);
            each.opening = {};
        });
    }
    /// Takes the units of a cell, all they bring being known. @param potential of the lines
    void make(std::size_t k, const T& output, const T& potential) {
        if (k >= cells_) return;
        find(k, output);
        for_each_share([&](SegmentFigures<T>& each, const T& units, const MoneyOf<T>& money) {
            each.units[k] = units;
            each.value[k] = money.value;
            if (!each.kept_accounts) return;
            if (stock_) each.kept_accounts->produce(k, units, money);
            else each.kept_accounts->make(k, units, money);
        });
        if (stock_) send(k);
        const std::vector<ProductPath<T>>& runs = products_.runs;
        for (std::size_t p = 0; p < by_product_.size(); ++p) {
            if (by_product_[p].kept_accounts) by_product_[p].kept_accounts->bear(k, runs[p].share);
            if (uses_components_)
                by_product_[p].components_used[k] = products_.components_used(runs[p], runs[p].now);
        }
        for (std::size_t l = 0; l < by_line_.size(); ++l) {
            if (by_line_[l].kept_accounts) by_line_[l].kept_accounts->bear(k, share_[l]);
            by_line_[l].line_capacity[k] = routing_ ? routing_->can_make(l) : potential * share_[l];
            if (!uses_components_) continue;
            T sum(0);
            for (std::size_t p = 0; p < runs.size(); ++p)
                sum += products_.components_used(runs[p], runs[p].now * share_of(l, p));
            by_line_[l].components_used[k] = sum;
        }
    }
    /// Ends a path.
    void close() {
        for_each([](SegmentFigures<T>& each) {
            if (each.kept_accounts) each.kept_accounts->close();
        });
    }

private:
    template <class Use> void for_each(Use&& use) {
        for (SegmentFigures<T>& each : by_product_) use(each);
        for (SegmentFigures<T>& each : by_line_) use(each);
    }
    /// Finds each line's share of what the lines can make in cell k, and of the units.
    void find(std::size_t k, const T& units) {
        units_ = units;
        if (by_line_.empty()) return;
        share_.resize(by_line_.size());
        const T all = lines_.potential(k);
        const T alike(1.0 / static_cast<double>(by_line_.size()));
        for (std::size_t l = 0; l < by_line_.size(); ++l)
            share_[l] =
                by_line_.size() == 1
                    ? T(1)
                    : select(all > T(0), lines_.potential_of(l, k) / max(all, T(1e-20)), alike);
        if (routing_) routing_->route(k);
    }
    /// Books what leaves of what was built ahead and of what is made.
    void send(std::size_t k) {
        const std::vector<ProductPath<T>>& runs = products_.runs;
        for (std::size_t p = 0; p < by_product_.size(); ++p)
            if (by_product_[p].kept_accounts)
                by_product_[p].kept_accounts->send(k, stock_->left(p).units, stock_->left(p).money);
        for (std::size_t l = 0; l < by_line_.size(); ++l) {
            if (!by_line_[l].kept_accounts) continue;
            Parcel<T> sent;
            for (std::size_t p = 0; p < runs.size(); ++p) {
                const T now = runs[p].now * share_of(l, p);
                const Parcel<T> made{now, runs[p].unit * now};
                sent += FinishedStock<T>::take(of_lines_[l][p], stock_->from_stock[p]);
                sent += made * stock_->at_once[p];
                of_lines_[l][p] += made * (T(1) - stock_->at_once[p]);
            }
            by_line_[l].kept_accounts->send(k, sent.units, sent.money);
        }
    }
    /// The share of a product's units that a line makes.
    T share_of(std::size_t line, std::size_t product) const {
        return routing_ ? routing_->share_of(line, product) : share_[line];
    }
    /// Calls use(segment, units, money) with what each has of the units of the cell found last.
    template <class Use> void for_each_share(Use&& use) {
        const std::vector<ProductPath<T>>& runs = products_.runs;
        for (std::size_t p = 0; p < by_product_.size(); ++p)
            use(by_product_[p], runs[p].now, runs[p].unit * runs[p].now);
        for (std::size_t l = 0; l < by_line_.size(); ++l) {
            if (!routing_) {
                use(by_line_[l], units_ * share_[l], products_.made() * share_[l]);
                continue;
            }
            T units(0);
            MoneyOf<T> money;
            for (std::size_t p = 0; p < runs.size(); ++p) {
                const T now = runs[p].now * share_of(l, p);
                units += now;
                money += runs[p].unit * now;
            }
            use(by_line_[l], units, money);
        }
    }

    const Products<T>& products_;
    const PlantLines<T>& lines_;
    LineRouting<T>* routing_;
    const FinishedStock<T>* stock_;
    std::vector<std::vector<Parcel<T>>> of_lines_{}; ///< built ahead, by line and product
    std::size_t cells_;
    bool uses_components_ = false;
    std::vector<SegmentFigures<T>> by_product_{}, by_line_{};
    T units_{};              ///< of the cell at hand
    std::vector<T> share_{}; ///< by line, of what the lines can make in the cell at hand
};

} // namespace rampcast
