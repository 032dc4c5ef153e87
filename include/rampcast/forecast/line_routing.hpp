#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/core/lane.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/core/names.hpp"
#include "rampcast/forecast/plant_lines.hpp"
#include "rampcast/forecast/products.hpp"
#include "rampcast/plant/orders_use.hpp"

namespace rampcast {

/// What lines can make together where some make only some of the products.
///
/// With the shares of products given, output is the least over all sets S of products of what the
/// lines that make any of S can make, over the share of S (max-flow, min-cut). Of the sets that the
/// same lines make only the largest can bind; these are found once. Work of a product counts as its
/// units times its `line_work`.
template <class T> class LineRouting {
public:
    LineRouting(const Plant& plant, const PlantLines<T>& lines, const Products<T>& products)
        : lines_(lines), products_(products) {
        const Names names(detail::names_of(plant.products));
        const std::uint64_t all = ~std::uint64_t{0} >> (64 - plant.products.size());
        for (const Line& line : plant.lines) {
            std::uint64_t makes = line.products.empty() ? all : 0;
            for (const std::string& name : line.products)
                if (const auto found = names.find(name)) makes |= std::uint64_t{1} << *found;
            std::size_t kind = 0;
            while (kind < kinds_.size() && kinds_[kind].makes != makes) ++kind;
            if (kind == kinds_.size()) kinds_.push_back({makes, {}, T(0), T(0)});
            kinds_[kind].lines.push_back(kind_of_.size());
            kind_of_.push_back(kind);
        }
        std::vector<std::uint64_t> makers;
        if (kinds_.size() == 1) sets_.push_back({all, 1, T(0), T(0), {}});
        for (std::uint64_t set = 1; kinds_.size() > 1 && set <= all; ++set) {
            std::uint64_t by = 0;
            for (std::size_t kind = 0; kind < kinds_.size(); ++kind)
                if ((kinds_[kind].makes & set) != 0) by |= std::uint64_t{1} << kind;
            const auto known = std::find(makers.begin(), makers.end(), by);
            if (known == makers.end()) {
                makers.push_back(by);
                sets_.push_back({set, by, T(0), T(0), {}});
            } else {
                // The union of two sets that the same lines make is made by them too.
                sets_[static_cast<std::size_t>(known - makers.begin())].products |= set;
            }
        }
        made_.assign(kinds_.size() * products.runs.size(), T(0));
    }

    /// True where lines differ in what they make, or products are served from the same lines by a rule
    /// that looks at what is ordered of each.
    static bool is_needed(const Plant& plant) {
        return detail::lines_differ(plant) ||
               (plant.sharing != Sharing::mix && detail::names_products(plant));
    }

    /// Units that the lines can make in cell k at the products' shares.
    T potential(std::size_t k) {
        find_capacities(k);
        T least(unlimited_);
        for (Set& set : sets_) {
            T share(0);
            for (std::size_t p = 0; p < products_.runs.size(); ++p)
                if (has(set, p)) share += products_.runs[p].share * products_.work(p);
            set.room = select(share > T(0), set.room / max(share, T(1e-20)), T(unlimited_));
            least = min(least, set.room);
        }
        for (Set& set : sets_) set.cuts = set.room == least;
        return least;
    }
    /// Where a line held back the cell just asked for: one of those that a set of products which is
    /// cut can be made on, or any where none is.
    /// @param lines_bind where the lines did
    bits_t<T> binds(std::size_t line, const bits_t<T>& lines_bind) const {
        bits_t<T> own{}, any{};
        for (const Set& set : sets_) {
            any = either(any, bits_of(set.cuts));
            if ((set.makers >> kind_of_[line] & 1) != 0) own = either(own, bits_of(set.cuts));
        }
        return both(lines_bind, either(own, opposite(any)));
    }

    /// Lowers the shares of products that the lines cannot make as many of as are wanted: all are
    /// cut alike until lines are full, then those that only these make stay as they are.
    /// @param wanted units in all, by the products' shares
    /// @param ahead null, or units of each product to make in what room is left then: lowered to those
    ///   that can be
    /// @returns what can be made of those wanted where it is not all, else no limit
    T fit(std::size_t k, const T& wanted, Products<T>& products, std::vector<T>* ahead = nullptr) {
        find_capacities(k);
        const std::size_t count = products.runs.size();
        std::vector<T> work(count), made(count, T(0));
        for (std::size_t p = 0; p < count; ++p)
            work[p] = wanted * products.runs[p].share * products.work(p);
        for (Set& set : sets_) set.size = set.room;
        make_alike(work, made);
        if (ahead) {
            for (std::size_t p = 0; p < count; ++p) work[p] = (*ahead)[p] * products.work(p);
            std::vector<T> made_ahead(count, T(0));
            make_alike(work, made_ahead);
            for (std::size_t p = 0; p < count; ++p) (*ahead)[p] = made_ahead[p] / products.work(p);
        }
        T all(0);
        for (std::size_t p = 0; p < count; ++p) {
            made[p] = made[p] / products.work(p);
            all += made[p];
        }
        for (std::size_t p = 0; p < count; ++p)
            products.runs[p].share =
                select(all > T(0), made[p] / max(all, T(1e-20)), products.runs[p].share);
        return select(all < wanted * T(1 - 1e-6), all, T(unlimited_));
    }

    /// Units that the lines can make of cell k, products being served in turn of so many in all.
    T potential_in_turn(std::size_t k, const T& all) {
        begin_serving(k);
        T made(0);
        for (std::size_t p = 0; p < products_.runs.size(); ++p) {
            const T units = min(all * products_.runs[p].share, room_for(p));
            serve(p, units, units < T(0));
            made += units;
        }
        return made;
    }
    /// Begins to serve the products of cell k in turn.
    void begin_serving(std::size_t k) {
        find_capacities(k);
        for (Set& set : sets_) set.cuts = set.room < T(0);
    }
    /// Units of a product that the lines still have room for.
    T room_for(std::size_t product) const {
        T least(unlimited_);
        for (const Set& set : sets_)
            if (has(set, product)) least = min(least, set.room);
        return least / products_.work(product);
    }
    /// @param short_of where no more is made since the lines have no room for it
    void serve(std::size_t product, const T& units, const mask_t<T>& short_of) {
        for (Set& set : sets_) {
            if (!has(set, product)) continue;
            const T work = units * products_.work(product);
            set.cuts = either(set.cuts, both(short_of, work >= set.room * T(1 - 1e-6)));
            set.room = max(set.room - work, T(0));
        }
    }

    /// The sets of products, and what their lines still have room for, being served.
    std::size_t sets() const { return sets_.size(); }
    bool is_in(std::size_t set, std::size_t product) const { return has(sets_[set], product); }
    const T& room(std::size_t set) const { return sets_[set].room; }
    /// Notes where a set is held back by its lines.
    void note_cut(std::size_t set, const mask_t<T>& cuts) { sets_[set].cuts = cuts; }

    /// Finds where the units of cell k are made, every product's being known: each line at the same
    /// share of what it can make as far as its products allow, those listed first before others.
    void route(std::size_t k) {
        find_capacities(k);
        const std::size_t products = products_.runs.size();
        std::vector<T> left;
        for (std::size_t p = 0; p < products; ++p)
            left.push_back(products_.runs[p].now * products_.work(p));
        T load(0);
        for (const Set& set : sets_) load = max(load, wanted(set, left) / max(set.room, T(1e-20)));
        load = min(load, T(1));
        for (Kind& kind : kinds_) kind.left = kind.can_make * load;
        for (Set& set : sets_) set.room = set.room * load - wanted(set, left);
        for (std::size_t c = 0; c < kinds_.size(); ++c)
            for (std::size_t p = 0; p < products; ++p) {
                T& made = made_[c * products + p];
                made = T(0);
                if ((kinds_[c].makes >> p & 1) == 0) continue;
                made = min(left[p], kinds_[c].left);
                for (const Set& set : sets_)
                    if (!has(set, p) && (set.makers >> c & 1) != 0) made = min(made, set.room);
                made = max(made, T(0));
                left[p] -= made;
                kinds_[c].left -= made;
                for (Set& set : sets_)
                    if (!has(set, p) && (set.makers >> c & 1) != 0) set.room -= made;
            }
        for (std::size_t p = 0; p < products; ++p) settle(p);
    }
    /// Units that a line could make of the cell routed last, of its products in their shares, and no
    /// fewer than it makes.
    T can_make(std::size_t line) const {
        const std::uint64_t makes = kinds_[kind_of_[line]].makes;
        T share(0), work(0), made(0), works(0);
        double count = 0;
        for (std::size_t p = 0; p < products_.runs.size(); ++p) {
            if ((makes >> p & 1) == 0) continue;
            share += products_.runs[p].share;
            work += products_.runs[p].share * products_.work(p);
            works += products_.work(p);
            made += products_.runs[p].now * share_of(line, p);
            ++count;
        }
        const T each = select(share > T(0), work / max(share, T(1e-20)), works * T(1 / count));
        return max(lines_.potential_of(line, k_) / each, made);
    }
    /// The share of a product's units of the cell that a line makes.
    T share_of(std::size_t line, std::size_t product) const {
        const Kind& kind = kinds_[kind_of_[line]];
        const T of_kind = made_[kind_of_[line] * products_.runs.size() + product];
        const T each(1.0 / static_cast<double>(kind.lines.size()));
        return of_kind * select(kind.can_make > T(0),
                                lines_.potential_of(line, k_) / max(kind.can_make, T(1e-20)), each);
    }

private:
    /// Lines that make the same products.
    struct Kind {
        std::uint64_t makes; ///< a bit a product
        std::vector<std::size_t> lines;
        T can_make, left;
    };
    /// Products, and all lines that make any of them.
    struct Set {
        std::uint64_t products; ///< a bit a product
        std::uint64_t makers;   ///< a bit a kind of lines
        T room;
        T size{};         ///< room before anything is made
        mask_t<T> cuts{}; ///< where it is the one that holds back
    };
    static bool has(const Set& set, std::size_t product) {
        return (set.products >> product & 1) != 0;
    }
    void find_capacities(std::size_t k) {
        k_ = k;
        for (Kind& kind : kinds_) {
            kind.can_make = lines_.potential_of(kind.lines[0], k);
            for (std::size_t i = 1; i < kind.lines.size(); ++i)
                kind.can_make += lines_.potential_of(kind.lines[i], k);
        }
        for (Set& set : sets_) {
            set.room = T(0);
            for (std::size_t c = 0; c < kinds_.size(); ++c)
                if ((set.makers >> c & 1) != 0) set.room += kinds_[c].can_make;
        }
    }
    /// Makes all alike until lines are full, then what is made on others.
    /// @param more work of products @param made to which what is made of it is added
    void make_alike(std::vector<T> more, std::vector<T>& made) {
        T left(1);
        for (std::size_t round = 0; round < more.size(); ++round) {
            T step = left;
            for (const Set& set : sets_) {
                const T sum = wanted(set, more);
                step = min(step, select(sum > T(0), set.room / max(sum, T(1e-20)), left));
            }
            left -= step;
            for (Set& set : sets_) set.room = max(set.room - step * wanted(set, more), T(0));
            for (std::size_t p = 0; p < more.size(); ++p) {
                made[p] += step * more[p];
                for (const Set& set : sets_)
                    if (has(set, p)) more[p] = select(set.room > T(1e-6) * set.size, more[p], T(0));
            }
            if (detail::everywhere(left <= T(0))) break;
        }
    }
    T wanted(const Set& set, const std::vector<T>& of_products) const {
        T sum(0);
        for (std::size_t p = 0; p < of_products.size(); ++p)
            if (has(set, p)) sum += of_products[p];
        return sum;
    }
    /// Makes what kinds of lines make of a product their shares of it, which sum to 1: where nothing
    /// is made, by what they can make, and where they can make nothing, alike.
    void settle(std::size_t p) {
        const std::size_t products = products_.runs.size();
        T made(0), can_make(0);
        double kinds = 0;
        for (std::size_t c = 0; c < kinds_.size(); ++c) {
            if ((kinds_[c].makes >> p & 1) == 0) continue;
            made += made_[c * products + p];
            can_make += kinds_[c].can_make;
            ++kinds;
        }
        for (std::size_t c = 0; c < kinds_.size(); ++c) {
            if ((kinds_[c].makes >> p & 1) == 0) continue;
            T& share = made_[c * products + p];
            const T by_room =
                select(can_make > T(0), kinds_[c].can_make / max(can_make, T(1e-20)), T(1 / kinds));
            share = select(made > T(0), share / max(made, T(1e-20)), by_room);
        }
    }

    static constexpr double unlimited_ = 1e30;
    const PlantLines<T>& lines_;
    const Products<T>& products_;
    std::vector<Kind> kinds_{};
    std::vector<std::size_t> kind_of_{}; ///< by line
    std::vector<Set> sets_{};
    std::vector<T> made_{}; ///< [kind][product]
    std::size_t k_ = 0;
};

} // namespace rampcast
