#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "rampcast/core/threshold.hpp"
#include "rampcast/forecast/decided_flows.hpp"
#include "rampcast/forecast/running_cash.hpp"
#include "rampcast/forecast/unit_flows.hpp"
#include "rampcast/line/mature_rate.hpp"

namespace rampcast {

/// Cash, cell by cell, and the units it allows.
///
/// Everything a unit brings and costs falls on cells by its lag from the unit's making, spread as
/// evenly as the unit is. So all that is decided is on the books of later cells too (and of earlier
/// ones where material is paid in advance), and a cell may make what the least balance allows from
/// its first payment to its last receipt. VAT, with VAT on purchases taken off, is paid on the 15th
/// of the month after; where it is below zero it is paid back then, or carried forward. Numbers of
/// what is decided, and days, that are not stated as uncertain are read once.
template <class T> class Ledger {
public:
    /// @param stated the plant as written, with `cash` @param plant on the projection's scalar; it
    ///   must outlive this object, as the rest
    /// @param shown the figures of a path are wanted too, not only the units that cash allows
    Ledger(const Plant& stated, const PlantOf<T>& plant, const PathTerms<T>& terms,
           const PathDates<T>& dates, const Horizon& horizon, bool shown)
        : plant_(plant),
          terms_(terms),
          grid_(horizon.booked),
          decided_(stated, plant, terms, dates, horizon.booked),
          flows_(stated, plant, terms, horizon),
          carries_(stated.cash->vat_carried_forward),
          bears_(is_used(stated.cash->credit_rate_per_year)) {
        const std::size_t cells = grid_.cells.size();
        for (std::vector<T>* each : {&cash, &net_cash_flow, &least_headroom, &peak_funding, &npv,
                                     &closing_working_capital, &unit_, &moved_, &turnover_})
            each->resize(cells);
        if (carries_)
            for (std::vector<T>* each : {&unit_vat_, &vat_moved_}) each->resize(cells);
        if (shown) totals_.resize(cells);
        for (const Component& each : stated.components)
            values_stock_ = values_stock_ || is_used(each.price);
    }
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // All of a path's figures are complete once `close` has been called.
    std::vector<T> cash;           ///< at the end of each cell
    std::vector<T> net_cash_flow;  ///< of the cell, before financing
    std::vector<T> least_headroom; ///< the least that cash and credit line came to, so far
    std::vector<T> peak_funding;   ///< the most that was out before financing, so far
    /// of the flows before financing so far, and the working capital at the end of the cell
    std::vector<T> npv;
    /// what units made so far still bring and cost; what is paid ahead for later ones; components
    /// in stock, VAT credit, and VAT on other purchases that is not yet due back
    std::vector<T> closing_working_capital;

    /// Begins a path, its terms and dates known.
    void start() {
        decided_.start();
        flows_.start();
        for (std::vector<T>* each : {&moved_, &vat_moved_, &totals_})
            std::fill(each->begin(), each->end(), T(0));
        total_ = T(0);
        if (values_stock_)
            for (const ComponentOf<T>& each : plant_.components)
                total_ += each.opening_stock * each.price;
        settle_anew();
    }
    /// Books what the plant brings into the projection besides cash.
    /// @param batch units made and not yet settled
    void open(const OpeningOf<T>& opening, const Batch<T>& batch) {
        std::vector<T> moves(cash.size(), T(0)), vat(cash.size(), T(0));
        total_ += flows_.move(batch, moves, vat);
        const double begins = grid_.cells.front().start_day;
        const auto settle_item = [&](const std::optional<OpeningItemOf<T>>& item, double sign) {
            if (!item) return;
            total_ += item->amount * T(sign);
            const Batch<T> owed{.start = T(begins), .days = item->days};
            T before(0);
            for (std::size_t j = 0; j < moves.size(); ++j) {
                const T by_now = owed.come_by(grid_.cells[j].end_day, T(0));
                moves[j] += item->amount * (by_now - before) * T(sign);
                before = by_now;
            }
        };
        settle_item(opening.receivables, 1);
        settle_item(opening.payables, -1);
        if (opening.steady) {
            const T credit = vat_of_a_month_before();
            vat[flows_.first_tax_cell()] += credit;
            total_ += credit;
        }
        std::vector<T>& vat_books = carries_ ? vat_moved_ : moved_;
        for (std::size_t j = 0; j < moves.size(); ++j) {
            moved_[j] += moves[j];
            vat_books[j] += vat[j];
        }
        settle_anew();
    }
    /// Books components that have a price as they arrive. @param worth without VAT
    void arrive(std::size_t k, const T& worth) {
        total_ -= flows_.arrive(k, worth, moved_, carries_ ? vat_moved_ : moved_);
    }

    /// The units of cell k that cash allows.
    /// @param unit money of one unit of the cell
    T limit(std::size_t k, const MoneyOf<T>& unit) {
        price(k, unit);
        return allowed_now(k, unit);
    }

    /// The same where units beyond those that are sold as they are made are built ahead. By the time
    /// when others would have been paid these count as bringing nothing, and as having taken what
    /// their sale takes before it brings something, and a year's interest on all.
    /// @param unit money of one of those sold, `ahead` of one of the others
    /// @param sold units sold as they are made @param stock_value output value of what was built
    ///   ahead before: what its sale takes first is kept for it
    T limit(std::size_t k, const MoneyOf<T>& unit, const MoneyOf<T>& ahead, const T& sold,
            const T& stock_value) {
        // VAT on a sale falls due half a month after acceptance at the earliest.
        constexpr double before_tax_days = 15;
        const T takes = select(plant_.cash->collection_days > T(before_tax_days),
                               terms_.sold_share * T(plant_.vat_rate), T(0));
        const std::vector<T> moved = moved_, vat_moved = vat_moved_;
        const std::size_t first = flows_.first(k), end = flows_.end(k);
        moved_[first] += -(stock_value * takes);
        const T all = limit(k, unit);
        for (std::size_t j = first; j < end; ++j) {
            moved_[j] += unit_[j] * sold;
            if (carries_) vat_moved_[j] += unit_vat_[j] * sold;
        }
        flows_.find(k, ahead, unit_, carries_ ? unit_vat_ : unit_, false);
        T more = allowed_now(k, ahead, ahead.value * takes);
        if (bears_) more = more / (T(1) + plant_.cash->credit_rate_per_year);
        moved_ = moved;
        vat_moved_ = vat_moved;
        return select(all <= sold, all, sold + more);
    }
    /// Books units sent, made before or in the cell.
    void send(std::size_t k, const T& units, const MoneyOf<T>& money) {
        const T all = flows_.book(k, units, money, true, moved_, carries_ ? vat_moved_ : moved_);
        if (!totals_.empty()) totals_[k] += all - flows_.all_of_sale(money);
    }
    /// Books the making of units that are sent by themselves; until then they count as what they
    /// will bring.
    void produce(std::size_t k, const T& units, const MoneyOf<T>& money) {
        const T all = flows_.book(k, units, money, false, moved_, carries_ ? vat_moved_ : moved_);
        turnover_[k] = money.value + money.bought + terms_.paid_a_unit * units;
        if (!totals_.empty()) totals_[k] += all + flows_.all_of_sale(money);
        if (!totals_.empty() && values_stock_) totals_[k] += -money.components;
        if (k + 1 < cash.size()) settle(flows_.first(k + 1));
    }

    /// Works out what a unit of cell k moves in each cell.
    void price(std::size_t k, const MoneyOf<T>& unit) {
        flows_.find(k, unit, unit_, carries_ ? unit_vat_ : unit_);
        turnover_[k] = unit.value + unit.bought + terms_.paid_a_unit;
        if (values_stock_ && !totals_.empty()) components_a_unit_ = unit.components;
    }

    /// Books the units made in the cell last priced.
    void make(std::size_t k, const T& units) {
        by_parts<T>([&](const auto part) {
            const auto made = part(units);
            for (std::size_t j = flows_.first(k); j < flows_.end(k); ++j)
                part.set(moved_[j], part(moved_[j]) + made * part(unit_[j]));
            if (carries_)
                for (std::size_t j = flows_.first(k); j < flows_.end(k); ++j)
                    part.set(vat_moved_[j], part(vat_moved_[j]) + made * part(unit_vat_[j]));
        });
        turnover_[k] *= units;
        if (!totals_.empty()) totals_[k] += units * total_a_unit(k);
        if (k + 1 < cash.size()) settle(flows_.first(k + 1));
    }

    /// Ends a path: what is known once all is booked.
    void close() {
        const T log_rate = log1p(plant_.cash->discount_rate_per_year);
        const T& credit = plant_.cash->credit_line;
        T before(0), deepest(0), worth(0), total = total_;
        T turnover(0), headroom(1e30);
        RunningCash<T> running = at_begin();
        for (std::size_t j = 0; j < cash.size(); ++j) {
            cash[j] = advance(running, j);
            turnover += abs(moved_[j]) + turnover_[j];
            if (carries_) turnover += abs(vat_moved_[j]);
            const T rest = beyond(cash[j] + credit, abs(decided_.balance[j]) + credit + turnover);
            cash[j] = select(rest == T(0), -credit, cash[j]);
            headroom = min(headroom, rest);
            const T now = cash[j] - decided_.financing[j] + running.interest;
            net_cash_flow[j] = now - before;
            deepest = max(deepest, -now);
            least_headroom[j] = headroom;
            const T discount = exp(-log_rate * T(grid_.cells[j].end_day * (1 / days_per_year)));
            worth += net_cash_flow[j] * discount;
            total += totals_[j];
            closing_working_capital[j] = total - running.moved - running.vat + running.carried;
            if (!decided_.vat_ahead.empty()) closing_working_capital[j] += decided_.vat_ahead[j];
            peak_funding[j] = deepest;
            npv[j] = worth + closing_working_capital[j] * discount;
            before = now;
        }
    }

private:
    /// The units of cell k that cash allows, a unit moving what was worked out last.
    /// @param besides what it takes besides from the first of these cells on
    T allowed_now(std::size_t k, const MoneyOf<T>& unit, const T& besides = T(0)) const {
        T units;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            // What rounding leaves of flows that cancel is no need for money.
            constexpr double rounding = is_lanes<T> ? 1e-6 : 1e-14;
            X need =
                (part(unit.value) + part(unit.bought) + part(terms_.paid_a_unit)) * X(-rounding);
            need += part(besides);
            part.set(units, X(1) / (carries_ || bears_ ? tightest_running(part, k, need)
                                                       : tightest(part, k, need)));
        });
        return units;
    }
    /// The largest share of the balance of a cell that a unit takes.
    template <class Part, class X> X tightest(const Part& part, std::size_t k, X need) const {
        X most(1e-30), before = part(settled_.moved) + part(plant_.cash->credit_line);
        for (std::size_t j = flows_.first(k); j < flows_.end(k); ++j) {
            before += part(moved_[j]);
            need -= part(unit_[j]);
            most = max(most, need / max(part(decided_.balance[j]) + before, X(1e-12)));
        }
        return most;
    }
    /// The same with interest and with VAT credits carried. A unit is charged interest on all it
    /// takes, and gets VAT on its purchases back by nothing but the VAT on its own sale: with
    /// either it may take less, never more.
    template <class Part, class X>
    X tightest_running(const Part& part, std::size_t k, X need) const {
        RunningCash<X> running{part(settled_.moved),    part(settled_.vat),
                               part(settled_.paid),     part(settled_.carried),
                               part(settled_.interest), part(settled_.drawn)};
        X most(1e-30), vat(0), vat_paid(0), charged(0), before(0);
        for (std::size_t j = flows_.first(k); j < flows_.end(k); ++j) {
            const X balance = advance(part, running, j) + part(plant_.cash->credit_line);
            need -= part(unit_[j]);
            if (carries_) {
                vat -= part(unit_vat_[j]);
                vat_paid = max(vat_paid, vat);
            }
            const X takes = max(need + vat_paid + charged, X(0));
            const X charge = rate(part, j) * X(0.5) * (before + takes);
            charged += charge;
            before = takes + charge;
            most = max(most, (need + vat_paid + charged) / max(balance, X(1e-12)));
        }
        return most;
    }

    /// Interest on what is drawn all through a cell.
    template <class Part> auto rate(const Part& part, std::size_t j) const {
        using X = part_t<Part, T>;
        const Cell& cell = grid_.cells[j];
        return part(plant_.cash->credit_rate_per_year) *
               X((cell.end_day - cell.start_day) / days_per_year);
    }
    template <class Part, class X>
    X advance(const Part& part, RunningCash<X>& running, std::size_t j) const {
        return running.next(part(decided_.balance[j]), carries_ ? part(decided_.vat[j]) : X(0),
                            part(moved_[j]), carries_ ? part(vat_moved_[j]) : X(0), rate(part, j));
    }
    /// Cash at the end of cell j, all cells before it being done.
    T advance(RunningCash<T>& running, std::size_t j) const {
        if (carries_ || bears_) return advance(detail::WholePart{}, running, j);
        running.moved += moved_[j];
        return decided_.balance[j] + running.moved;
    }
    RunningCash<T> at_begin() const {
        RunningCash<T> running;
        running.drawn = max(-plant_.cash->opening, T(0));
        return running;
    }
    void settle_anew() {
        settled_ = at_begin();
        settled_cells_ = 0;
        settle(flows_.first(0));
    }
    /// Settles the cells before one: no unit made from now on moves money in them.
    void settle(std::size_t first) {
        for (; settled_cells_ < first; ++settled_cells_) advance(settled_, settled_cells_);
    }
    /// What a unit of a cell moves in all, components it takes included.
    T total_a_unit(std::size_t k) const {
        T sum(0);
        for (std::size_t j = flows_.first(k); j < flows_.end(k); ++j) {
            sum += unit_[j];
            if (carries_) sum += unit_vat_[j];
        }
        return values_stock_ ? sum - components_a_unit_ : sum;
    }
    /// VAT on the yearly costs of the month before the first, as of the first.
    T vat_of_a_month_before() const {
        T vat(0);
        for (std::size_t j = 0; j < grid_.cells.size(); ++j) {
            if (grid_.cells[j].month != grid_.cells.front().month) break;
            for (std::size_t c = 0; c < plant_.costs.size(); ++c)
                if (plant_.costs[c].bought_in)
                    vat += terms_.costs[c].amount(j) * T(plant_.vat_rate);
        }
        return vat;
    }

    const PlantOf<T>& plant_;
    const PathTerms<T>& terms_;
    const Grid& grid_;
    DecidedFlows<T> decided_;
    UnitFlows<T> flows_;
    bool carries_, bears_, values_stock_ = false;
    std::vector<T> moved_{};     ///< what the units made so far move in each cell
    std::vector<T> vat_moved_{}; ///< VAT on them, where it is carried; else among `moved_`
    /// what the units made in each cell bring and cost, of a unit until they are made
    std::vector<T> turnover_{};
    std::vector<T> unit_{};     ///< what a unit of the cell at hand moves in each cell
    std::vector<T> unit_vat_{}; ///< its VAT, likewise
    std::vector<T> totals_{};   ///< what units of each cell move in all; empty: not wanted
    T total_{};                 ///< the same of what was there before the first cell
    T components_a_unit_{};     ///< those with a price that a unit of the cell at hand takes
    RunningCash<T> settled_{};  ///< before the first cell the cell at hand may touch
    std::size_t settled_cells_ = 0;
};

} // namespace rampcast
