#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/forecast/accounts.hpp"
#include "rampcast/forecast/books.hpp"
#include "rampcast/forecast/ledger.hpp"
#include "rampcast/forecast/line_routing.hpp"
#include "rampcast/forecast/line_times.hpp"
#include "rampcast/forecast/plant_lines.hpp"
#include "rampcast/forecast/products.hpp"
#include "rampcast/plant/segment.hpp"

namespace rampcast {

/// What one product or line has of a plant's figures, by cell.
template <class T> struct SegmentFigures {
    std::vector<T> units{}, value{}, line_capacity{}, components_used{};
    std::optional<Accounts<T>> kept_accounts{};
    Batch<T> opening{};                       ///< what was made before the projection begins
    const LineHours<T>* kept_hours = nullptr; ///< of a line, where they are wanted

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
    /// @param routing null where every line makes every product @param times null where hours of the
    ///   lines are not wanted
    Segments(const Books& books, const Products<T>& products, const PlantLines<T>& lines,
             LineRouting<T>* routing, const LineTimes<T>* times, const PathTerms<T>& terms,
             const PlantOf<T>& plant, const Grid& grid)
        : products_(products), lines_(lines), routing_(routing), cells_(grid.cells.size()) {
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
        for (std::size_t l = 0; times && l < by_line_.size(); ++l)
            by_line_[l].kept_hours = &times->of(l);
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
            if (each.kept_accounts) each.kept_accounts->make(k, units, money);
        });
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
    std::size_t cells_;
    bool uses_components_ = false;
    std::vector<SegmentFigures<T>> by_product_{}, by_line_{};
    T units_{};              ///< of the cell at hand
    std::vector<T> share_{}; ///< by line, of what the lines can make in the cell at hand
};

} // namespace rampcast
