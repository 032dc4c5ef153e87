#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/batch.hpp"
#include "rampcast/forecast/horizon.hpp"
#include "rampcast/forecast/money.hpp"
#include "rampcast/forecast/path_terms.hpp"
#include "rampcast/forecast/tax_days.hpp"
#include "rampcast/line/mature_rate.hpp"
#include "rampcast/plant/noise_streams.hpp"

namespace rampcast {

/// What a unit made in a cell moves in cash, and in which cells: advances, collections, bills,
/// payments for material and bought-in work, VAT; and what components that have a price cost when
/// they arrive. What falls due before the first cell is in the opening cash. Days stated as plain
/// numbers are read once.
template <class T> class UnitFlows {
public:
    /// @param stated the plant as written, with `cash` @param plant on the projection's scalar; it
    ///   must outlive this object, as terms and horizon
    UnitFlows(const Plant& stated, const PlantOf<T>& plant, const PathTerms<T>& terms,
              const Horizon& horizon)
        : plant_(plant),
          terms_(terms),
          grid_(horizon.booked),
          tax_days_(tax_days(grid_)),
          first_tax_day_(first_tax_day(grid_)) {
        const Cash& cash = *stated.cash;
        advance_ = -lag_of(cash.advance_days, plant.cash->advance_days);
        collection_ = lag_of(cash.collection_days, plant.cash->collection_days);
        payment_ = lag_of(cash.material_days, plant.cash->material_days);
        receipt_ = -lag_of(cash.material_stock_days, plant.cash->material_stock_days);
        if (is_used(cash.advance_share)) flows_.push_back({Flow::advances});
        flows_.push_back({Flow::collections});
        if (is_used(cash.discounted_share)) flows_.push_back({Flow::bills});
        flows_.push_back({Flow::material});
        bool costs_a_unit = false, bought_in = false;
        for (const Cost& cost : stated.costs) {
            costs_a_unit = costs_a_unit || is_used(cost.per_unit);
            bought_in = bought_in || (cost.bought_in && is_used(cost.per_unit));
        }
        if (costs_a_unit) flows_.push_back({Flow::costs});
        if (plant.vat_rate > 0) {
            flows_.push_back({Flow::vat_on_sales});
            flows_.push_back({Flow::vat_on_material});
            if (bought_in) flows_.push_back({Flow::vat_on_costs});
        }
        for (const Component& each : stated.components)
            if (is_used(each.price)) {
                arrivals_ = {{Flow::components}};
                if (plant.vat_rate > 0) arrivals_.push_back({Flow::vat_on_components});
                break;
            }
        start();
        for (std::size_t k = 0; k < grid_.cells.size(); ++k)
            add_reaches(grid_.cells[k], k < horizon.made.cells.size());
    }

    /// Begins a path, its terms known: each flow's lag and share.
    void start() {
        const CashOf<T>& cash = *plant_.cash;
        const T vat(plant_.vat_rate), with_vat(1 + plant_.vat_rate);
        const T& sold = terms_.sold_share;
        advance_.days = -cash.advance_days;
        collection_.days = cash.collection_days;
        payment_.days = cash.material_days;
        receipt_.days = -cash.material_stock_days;
        const T rest = sold * with_vat * (T(1) - cash.advance_share);
        const T discount =
            max(T(1) - cash.bill_rate_per_year * cash.collection_days * T(1 / days_per_year), T(0));
        const Lag<T>& acceptance = terms_.acceptance;
        for (std::vector<Flow>* flows : {&flows_, &arrivals_})
            for (Flow& each : *flows) switch (each.kind) {
                case Flow::advances:
                    each.set(acceptance + advance_, sold * with_vat * cash.advance_share);
                    break;
                case Flow::collections:
                    each.set(acceptance + collection_, rest * (T(1) - cash.discounted_share));
                    break;
                case Flow::bills:
                    each.set(acceptance, rest * cash.discounted_share * discount);
                    break;
                case Flow::material: each.set(receipt_ + payment_, -with_vat); break;
                case Flow::costs: each.set({}, -terms_.paid_a_unit); break;
                case Flow::vat_on_sales: each.set(acceptance, -sold * vat); break;
                case Flow::vat_on_material: each.set(receipt_, vat); break;
                case Flow::vat_on_costs: each.set({}, terms_.vat_a_unit); break;
                case Flow::components: each.set(payment_, -with_vat); break;
                case Flow::vat_on_components: each.set({}, vat); break;
                }
    }

    /// Cells that a unit of cell k may touch: from `first(k)` up to `end(k)`.
    std::size_t first(std::size_t k) const { return first_[k]; }
    std::size_t end(std::size_t k) const { return end_[k]; }

    /// What a unit of cell k moves in each of those cells.
    /// @param unit its money @param moves by cell; others are left as they are @param vat the same
    ///   of VAT; it may be `moves` @param sold what its sale brings is wanted too
    void find(std::size_t k, const MoneyOf<T>& unit, std::vector<T>& moves, std::vector<T>& vat,
              bool sold = true) const {
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            for (std::size_t j = first_[k]; j < end_[k]; ++j) part.set(moves[j], X(0));
            if (&vat != &moves)
                for (std::size_t j = first_[k]; j < end_[k]; ++j) part.set(vat[j], X(0));
            for (const Flow& flow : flows_)
                if (sold || !flow.by_sales())
                    add(part, flow, k, part(flow.share) * part(amount(flow, unit, one_)),
                        flow.by_tax_day() ? vat : moves);
        });
    }
    /// Adds what units made in cell k, or sent in it (`sale`), move. @returns all they move so from
    /// the first cell on
    T book(std::size_t k, const T& units, const MoneyOf<T>& money, bool sale, std::vector<T>& moves,
           std::vector<T>& vat) const {
        T all;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            X sum(0);
            for (const Flow& flow : flows_) {
                if (flow.by_sales() != sale) continue;
                const X moved = part(flow.share) * part(amount(flow, money, units));
                sum += moved - add(part, flow, k, moved, flow.by_tax_day() ? vat : moves);
            }
            part.set(all, sum);
        });
        return all;
    }
    /// What the sale of units moves in all.
    T all_of_sale(const MoneyOf<T>& money) const {
        T all(0);
        for (const Flow& flow : flows_)
            if (flow.by_sales()) all += flow.share * money.value;
        return all;
    }
    /// Adds what components that arrive in cell k move. @param worth without VAT
    /// @returns what of that moved before the projection, and is in the opening cash
    T arrive(std::size_t k, const T& worth, std::vector<T>& moves, std::vector<T>& vat) const {
        T before;
        by_parts<T>([&](const auto part) {
            part_t<decltype(part), T> sum(0);
            for (const Flow& flow : arrivals_)
                sum += add(part, flow, k, part(flow.share) * part(worth),
                           flow.by_tax_day() ? vat : moves);
            part.set(before, sum);
        });
        return before;
    }
    /// Adds what a batch moves. @returns all it moves from the first cell on
    T move(const Batch<T>& batch, std::vector<T>& moves, std::vector<T>& vat) const {
        T all(0);
        for (const Flow& flow : flows_) {
            if (batch.paid && !flow.by_sales()) continue;
            const T money = flow.share * amount(flow, batch.money, batch.units);
            std::vector<T>& into = flow.by_tax_day() ? vat : moves;
            T before = batch.come_by(begins(flow), flow.lag.days);
            all += money * (T(1) - before);
            for (std::size_t j = 0; j < into.size(); ++j) {
                const T by_now = batch.come_by(due_by(flow, j), flow.lag.days);
                into[j] += money * (by_now - before);
                before = by_now;
            }
        }
        return all;
    }
    /// The cell in which VAT of the month before the first is due.
    std::size_t first_tax_cell() const {
        std::size_t j = 0;
        while (j + 1 < tax_days_.size() && !(tax_days_[j] > first_tax_day_)) ++j;
        return j;
    }

private:
    using Number = number_of_t<T>;
    /// The cells in which a flow of a cell's units may come.
    struct Reach {
        std::size_t first = 0, end = 0;
        std::vector<Number> shares{}; ///< that come in each, where no path differs; else empty
        std::vector<Number> due{};    ///< days from the first unit's to each due day; else empty
        Number before = 0;            ///< share that came before the first cell, likewise
        Number begins = 0;            ///< the same to the day before which what is due is paid
        Number per_day = 0;           ///< share of the cell's units made a day
        bool early = false;           ///< some may be due before the first cell
    };
    struct Flow {
        enum Kind {
            advances,
            collections,
            bills,
            material,
            costs,
            vat_on_sales,
            vat_on_material,
            vat_on_costs,
            components,
            vat_on_components
        } kind;
        Lag<T> lag{};
        T share{};                  ///< of the money it goes by, received less paid
        std::vector<Reach> reach{}; ///< by cell in which a unit is made

        bool by_tax_day() const {
            return kind == vat_on_sales || kind == vat_on_material || kind == vat_on_costs ||
                   kind == vat_on_components;
        }
        bool by_sales() const {
            return kind == advances || kind == collections || kind == bills || kind == vat_on_sales;
        }
        void set(const Lag<T>& after, const T& of) {
            lag = after;
            share = of;
        }
    };

    /// What a flow goes by: money, or units.
    const T& amount(const Flow& flow, const MoneyOf<T>& money, const T& units) const {
        switch (flow.kind) {
        case Flow::material:
        case Flow::vat_on_material: return arrivals_.empty() ? money.bought : money.paid;
        case Flow::costs:
        case Flow::vat_on_costs: return units;
        default: return money.value;
        }
    }
    /// Adds to the cells a flow of cell k comes in. @returns what came before the first
    template <class Part, class X>
    static X add(const Part& part, const Flow& flow, std::size_t k, const X& money,
                 std::vector<T>& moves) {
        const Reach& reach = flow.reach[k];
        T* const into = moves.data() + reach.first;
        for (std::size_t i = 0; i < reach.shares.size(); ++i)
            part.set(into[i], part(into[i]) + money * X(reach.shares[i]));
        const X days = part(flow.lag.days), per_day(reach.per_day);
        const auto come_by = [&](const Number& due) {
            return min(max((X(due) - days) * per_day, X(0)), X(1));
        };
        X before(reach.before);
        if (reach.early && reach.shares.empty()) before = come_by(reach.begins);
        const X came = money * before;
        for (std::size_t i = 0; i < reach.due.size(); ++i) {
            const X by_now = come_by(reach.due[i]);
            part.set(into[i], part(into[i]) + money * (by_now - before));
            before = by_now;
        }
        return came;
    }
    /// The day before which what comes has moved cash by the end of cell j.
    double due_by(const Flow& flow, std::size_t j) const {
        return flow.by_tax_day() ? tax_days_[j] : grid_.cells[j].end_day;
    }
    /// What is due before this day has moved cash when the projection begins.
    double begins(const Flow& flow) const {
        return flow.by_tax_day() ? first_tax_day_ : grid_.cells.front().start_day;
    }
    Reach reach_of(const Flow& flow, const Cell& made) const {
        const std::size_t n = grid_.cells.size();
        Reach reach{.begins = static_cast<Number>(begins(flow) - made.start_day),
                    .per_day = static_cast<Number>(1 / (made.end_day - made.start_day)),
                    .early = begins(flow) > made.start_day + flow.lag.least};
        while (reach.first < n && due_by(flow, reach.first) <= made.start_day + flow.lag.least)
            ++reach.first;
        reach.end = reach.first;
        while (reach.end < n && (reach.end == reach.first ||
                                 due_by(flow, reach.end - 1) < made.end_day + flow.lag.most))
            ++reach.end;
        const bool fixed = !(flow.lag.least < flow.lag.most);
        const Lag<double> lag{flow.lag.least, flow.lag.least, flow.lag.least};
        double before = lag.come_by(begins(flow), made);
        if (fixed) reach.before = static_cast<Number>(before);
        for (std::size_t j = reach.first; j < reach.end; ++j) {
            if (!fixed) {
                reach.due.push_back(static_cast<Number>(due_by(flow, j) - made.start_day));
                continue;
            }
            const double by_now = lag.come_by(due_by(flow, j), made);
            reach.shares.push_back(static_cast<Number>(by_now - before));
            before = by_now;
        }
        return reach;
    }
    /// @param units some are made in the cell; components may arrive all the same
    void add_reaches(const Cell& made, bool units) {
        std::size_t first = grid_.cells.size(), end = 0;
        for (std::vector<Flow>* flows : {&flows_, &arrivals_}) {
            if (flows == &flows_ && !units) continue;
            for (Flow& flow : *flows) {
                flow.reach.push_back(reach_of(flow, made));
                first = std::min(first, flow.reach.back().first);
                end = std::max(end, flow.reach.back().end);
            }
        }
        first_.push_back(std::min(first, end));
        end_.push_back(end);
    }

    const PlantOf<T>& plant_;
    const PathTerms<T>& terms_;
    const Grid& grid_;
    T one_ = T(1);
    std::vector<double> tax_days_;
    double first_tax_day_;
    std::vector<Flow> flows_{};
    std::vector<Flow> arrivals_{}; ///< of components; none where they are paid with the units
    std::vector<std::size_t> first_{}, end_{}; ///< cells that a unit of each cell may touch
    Lag<T> advance_{}, collection_{}, payment_{}, receipt_{};
};

} // namespace rampcast
