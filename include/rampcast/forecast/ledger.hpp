#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "rampcast/core/threshold.hpp"
#include "rampcast/forecast/decided_flows.hpp"
#include "rampcast/forecast/unit_flows.hpp"
#include "rampcast/line/mature_rate.hpp"

namespace rampcast {

/// Cash, cell by cell, and the units it allows.
///
/// Everything a unit brings and costs falls on cells by its lag from the unit's making, spread as
/// evenly as the unit is. So all that is decided is on the books of later cells too (and of earlier
/// ones where material is paid in advance), and a cell may make what the least balance allows from
/// its first payment to its last receipt. VAT, with VAT on purchases taken off (and paid back where
/// it is more), is paid on the 15th of the month after. Numbers of what is decided, and days, that
/// are not stated as uncertain are read once.
template <class T> class Ledger {
public:
    /// @param stated the plant as written, with `cash` @param plant on the projection's scalar; it
    ///   must outlive this object, as the rest
    Ledger(const Plant& stated, const PlantOf<T>& plant, const PathTerms<T>& terms,
           const PathDates<T>& dates, const Grid& grid)
        : plant_(plant),
          terms_(terms),
          grid_(grid),
          decided_(stated, plant, terms, dates, grid),
          flows_(stated, plant, terms, grid) {
        for (std::vector<T>* each : {&cash, &net_cash_flow, &least_headroom, &peak_funding, &npv,
                                     &unit_, &moved_, &turnover_})
            each->resize(grid.cells.size());
    }

    // All of a path's figures are complete once `close` has been called.
    std::vector<T> cash;           ///< at the end of each cell
    std::vector<T> net_cash_flow;  ///< of the cell, before financing
    std::vector<T> least_headroom; ///< the least that cash and credit line came to, so far
    std::vector<T> peak_funding;   ///< the most that was out before financing, so far
    std::vector<T> npv;            ///< of the flows before financing, so far

    /// Begins a path, its terms and dates known.
    void start() {
        decided_.start();
        flows_.start();
        std::fill(moved_.begin(), moved_.end(), T(0));
        settled_ = T(0);
    }

    /// The units of cell k that cash allows.
    /// @param unit money of one unit of the cell
    T limit(std::size_t k, const MoneyOf<T>& unit) {
        price(k, unit);
        T units;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            // What rounding leaves of flows that cancel is no need for money.
            constexpr double rounding = is_lanes<T> ? 1e-6 : 1e-14;
            X need =
                (part(unit.value) + part(unit.bought) + part(terms_.paid_a_unit)) * X(-rounding);
            X tightest(1e-30), before = part(settled_) + part(plant_.cash->credit_line);
            for (std::size_t j = flows_.first(k); j < flows_.end(k); ++j) {
                before += part(moved_[j]);
                need -= part(unit_[j]);
                tightest = max(tightest, need / max(part(decided_.balance[j]) + before, X(1e-12)));
            }
            part.set(units, X(1) / tightest);
        });
        return units;
    }

    /// Works out what a unit of cell k moves in each cell.
    void price(std::size_t k, const MoneyOf<T>& unit) {
        flows_.find(k, unit, unit_);
        turnover_[k] = unit.value + unit.bought + terms_.paid_a_unit;
    }

    /// Books the units made in the cell last priced.
    void make(std::size_t k, const T& units) {
        by_parts<T>([&](const auto part) {
            const auto made = part(units);
            for (std::size_t j = flows_.first(k); j < flows_.end(k); ++j)
                part.set(moved_[j], part(moved_[j]) + made * part(unit_[j]));
        });
        turnover_[k] *= units;
        if (k + 1 < cash.size())
            for (std::size_t j = flows_.first(k); j < flows_.first(k + 1); ++j)
                settled_ += moved_[j];
    }

    /// Ends a path: what is known once all is booked.
    void close() {
        const T log_rate = log1p(plant_.cash->discount_rate_per_year);
        T before(0), deepest(0), worth(0);
        T moved(0), turnover(0), headroom(1e30);
        for (std::size_t j = 0; j < cash.size(); ++j) {
            moved += moved_[j];
            turnover += abs(moved_[j]) + turnover_[j];
            cash[j] = decided_.balance[j] + moved;
            const T& credit = plant_.cash->credit_line;
            const T rest = beyond(cash[j] + credit, abs(decided_.balance[j]) + credit + turnover);
            cash[j] = select(rest == T(0), -credit, cash[j]);
            headroom = min(headroom, rest);
            const T now = cash[j] - decided_.financing[j];
            net_cash_flow[j] = now - before;
            deepest = max(deepest, -now);
            least_headroom[j] = headroom;
            worth +=
                net_cash_flow[j] * exp(-log_rate * T(grid_.cells[j].end_day * (1 / days_per_year)));
            peak_funding[j] = deepest;
            npv[j] = worth;
            before = now;
        }
    }

private:
    const PlantOf<T>& plant_;
    const PathTerms<T>& terms_;
    const Grid& grid_;
    DecidedFlows<T> decided_;
    UnitFlows<T> flows_;
    std::vector<T> moved_{}; ///< what the units made so far move in each cell
    T settled_{};            ///< of that, before the first cell the cell at hand may touch
    /// what the units made in each cell bring and cost, of a unit until they are made
    std::vector<T> turnover_{};
    std::vector<T> unit_{}; ///< what a unit of the cell at hand moves in each cell
};

} // namespace rampcast
