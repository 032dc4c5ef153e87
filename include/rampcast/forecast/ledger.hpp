#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "rampcast/forecast/accounts.hpp"
#include "rampcast/forecast/inflow.hpp"
#include "rampcast/forecast/lag.hpp"
#include "rampcast/line/mature_rate.hpp"

namespace rampcast {

/// Cash, cell by cell, and the units it allows.
///
/// Everything a unit brings and costs falls on cells by its lag from the unit's making, spread as
/// evenly as the unit is. So all that is decided is on the books of later cells too (and of earlier
/// ones where material is paid in advance), and a cell may make what the least balance allows from
/// its first payment to its last receipt. VAT, with VAT on purchases taken off (and paid back where
/// it is more), is paid on the 15th of the month after. Days stated as plain numbers are read once,
/// when the ledger is made.
template <class T> class Ledger {
public:
    /// @param stated the plant as written, with `cash` @param plant on the projection's scalar; it
    ///   must outlive this object, as the grid
    Ledger(const Plant& stated, const PlantOf<T>& plant, const Grid& grid)
        : plant_(plant), grid_(grid) {
        const Cash& terms = *stated.cash;
        const CashOf<T>& now = *plant.cash;
        if (stated.sales)
            acceptance_ = lag_of(stated.sales->stock_days, plant.sales->stock_days) +
                          lag_of(stated.sales->acceptance_days, plant.sales->acceptance_days);
        const auto used = [](const Uncertain& number) {
            return number.is_uncertain() || number.number() != 0;
        };
        advance_ = -lag_of(terms.advance_days, now.advance_days);
        collection_ = lag_of(terms.collection_days, now.collection_days);
        payment_ = lag_of(terms.material_days, now.material_days);
        receipt_ = -lag_of(terms.material_stock_days, now.material_stock_days);
        if (used(terms.advance_share)) flows_.push_back({Flow::advances});
        flows_.push_back({Flow::collections});
        if (used(terms.discounted_share)) flows_.push_back({Flow::bills});
        flows_.push_back({Flow::material});
        bool costs_a_unit = false, bought_in = false;
        for (const Cost& cost : stated.costs) {
            costs_a_unit = costs_a_unit || used(cost.per_unit);
            bought_in = bought_in || (cost.bought_in && used(cost.per_unit));
        }
        if (costs_a_unit) flows_.push_back({Flow::costs});
        if (plant.vat_rate > 0) {
            flows_.push_back({Flow::vat_on_sales});
            flows_.push_back({Flow::vat_on_material});
            if (bought_in) flows_.push_back({Flow::vat_on_costs});
        }
        for (const CostOf<T>& cost : plant.costs) rates_.emplace_back(cost.rates, grid);
        find_tax_days();
        set_lags();
        find_reaches();
        for (std::vector<T>* each : {&cash, &net_cash_flow, &least_headroom, &peak_funding, &npv,
                                     &financing_, &unit_, &moved_})
            each->resize(grid.cells.size());
    }

    // All of a path's figures are complete once `close` has been called.
    std::vector<T> cash;           ///< at the end of each cell
    std::vector<T> net_cash_flow;  ///< of the cell, before financing
    std::vector<T> least_headroom; ///< the least that cash and credit line came to, so far
    std::vector<T> peak_funding;   ///< the most that was out before financing, so far
    std::vector<T> npv;            ///< of the flows before financing, so far

    /// Begins a path with what does not depend on output.
    /// @param moment gives the day of a WhenOf<T> and a lag on this path
    template <class Moment> void start(Moment&& moment) {
        set_lags();
        std::fill(cash.begin(), cash.end(), T(0));
        std::fill(financing_.begin(), financing_.end(), plant_.cash->opening);
        for (const InvestmentOf<T>& each : plant_.investments)
            invest(each.amount, moment(each.on, each.lag_days));
        for (const TrancheOf<T>& each : plant_.tranches)
            finance(each, moment(each.on, each.lag_days));
        pay_costs();
        for (std::size_t j = 0; j < cash.size(); ++j) cash[j] += financing_[j];
        std::fill(moved_.begin(), moved_.end(), T(0));
        settled_ = T(0);
    }

    /// The units of cell k that cash allows.
    /// @param unit money of one unit of the cell
    T limit(std::size_t k, const MoneyOf<T>& unit) {
        price(k, unit);
        // What rounding leaves of flows that cancel is no need for money.
        constexpr double rounding = is_lanes<T> ? 1e-6 : 1e-14;
        T need = (unit.value + unit.bought + cost_a_unit_) * T(-rounding), tightest(1e-30);
        T before = settled_ + plant_.cash->credit_line;
        for (std::size_t j = first_[k]; j < end_[k]; ++j) {
            before += moved_[j];
            need -= unit_[j];
            tightest = max(tightest, need / max(cash[j] + before, T(1e-12)));
        }
        return T(1) / tightest;
    }

    /// Works out what a unit of cell k moves in each cell.
    void price(std::size_t k, const MoneyOf<T>& unit) {
        const Cell& made = grid_.cells[k];
        for (std::size_t j = first_[k]; j < end_[k]; ++j) unit_[j] = T(0);
        for (const Flow& flow : flows_) {
            const Reach& reach = flow.reach[k];
            const T money = flow.share * amount(flow, unit);
            if (!reach.shares.empty()) {
                for (std::size_t j = reach.first; j < reach.end; ++j)
                    unit_[j] += money * T(reach.shares[j - reach.first]);
                continue;
            }
            T before(0);
            for (std::size_t j = reach.first; j < reach.end; ++j) {
                const T by_now = flow.lag.come_by(due_by(flow, j), made);
                unit_[j] += money * (by_now - before);
                before = by_now;
            }
        }
    }

    /// Books the units made in the cell last priced.
    void make(std::size_t k, const T& units) {
        for (std::size_t j = first_[k]; j < end_[k]; ++j) moved_[j] += units * unit_[j];
        if (k + 1 < cash.size())
            for (std::size_t j = first_[k]; j < first_[k + 1]; ++j) settled_ += moved_[j];
    }

    /// Ends a path: what is known once all is booked.
    void close() {
        const T log_rate = log1p(plant_.cash->discount_rate_per_year);
        T before(0), deepest(0), worth(0);
        T moved(0), headroom(1e30);
        for (std::size_t j = 0; j < cash.size(); ++j) {
            moved += moved_[j];
            cash[j] += moved;
            const T now = cash[j] - financing_[j];
            net_cash_flow[j] = now - before;
            deepest = max(deepest, -now);
            headroom = min(headroom, cash[j] + plant_.cash->credit_line);
            least_headroom[j] = headroom;
            worth +=
                net_cash_flow[j] * exp(-log_rate * T(grid_.cells[j].end_day * (1 / days_per_year)));
            peak_funding[j] = deepest;
            npv[j] = worth;
            before = now;
        }
    }

private:
    /// The cells in which a flow of a cell's units may come.
    struct Reach {
        std::size_t first = 0, end = 0;
        std::vector<double> shares{}; ///< that come in each, where no path differs
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
            vat_on_costs
        } kind;
        Lag<T> lag{};
        T share{};                  ///< of the money it goes by, received less paid
        std::vector<Reach> reach{}; ///< by cell in which a unit is made
        bool by_tax_day() const { return kind >= vat_on_sales; }
    };

    static T amount(const Flow& flow, const MoneyOf<T>& unit) {
        switch (flow.kind) {
        case Flow::material:
        case Flow::vat_on_material: return unit.bought;
        case Flow::costs:
        case Flow::vat_on_costs: return T(1);
        default: return unit.value;
        }
    }

    /// Each flow's lag and share on this path.
    void set_lags() {
        const CashOf<T>& terms = *plant_.cash;
        const T vat(plant_.vat_rate), with_vat(1 + plant_.vat_rate);
        T sold(1);
        if (plant_.sales) {
            acceptance_.days = plant_.sales->stock_days + plant_.sales->acceptance_days;
            sold = T(1) - plant_.sales->own_use_share;
        }
        advance_.days = -terms.advance_days;
        collection_.days = terms.collection_days;
        payment_.days = terms.material_days;
        receipt_.days = -terms.material_stock_days;
        cost_a_unit_ = T(0);
        T vat_on_costs(0);
        for (const CostOf<T>& cost : plant_.costs) {
            cost_a_unit_ += cost.bought_in ? cost.per_unit * with_vat : cost.per_unit;
            if (cost.bought_in) vat_on_costs += cost.per_unit * vat;
        }
        const T rest = sold * with_vat * (T(1) - terms.advance_share);
        const T discount = max(
            T(1) - terms.bill_rate_per_year * terms.collection_days * T(1 / days_per_year), T(0));
        for (Flow& each : flows_) switch (each.kind) {
            case Flow::advances:
                set(each, acceptance_ + advance_, sold * with_vat * terms.advance_share);
                break;
            case Flow::collections:
                set(each, acceptance_ + collection_, rest * (T(1) - terms.discounted_share));
                break;
            case Flow::bills:
                set(each, acceptance_, rest * terms.discounted_share * discount);
                break;
            case Flow::material: set(each, receipt_ + payment_, -with_vat); break;
            case Flow::costs: set(each, Lag<T>{}, -cost_a_unit_); break;
            case Flow::vat_on_sales: set(each, acceptance_, -sold * vat); break;
            case Flow::vat_on_material: set(each, receipt_, vat); break;
            case Flow::vat_on_costs: set(each, Lag<T>{}, vat_on_costs); break;
            }
    }
    static void set(Flow& flow, const Lag<T>& lag, const T& share) {
        flow.lag = lag;
        flow.share = share;
    }

    /// VAT of what lies before a cell's tax day is paid by the end of the cell.
    void find_tax_days() {
        for (const Cell& cell : grid_.cells) {
            const double fifteenth = grid_.day(month_start(cell.month)) + 14;
            const int month = cell.end_day > fifteenth ? cell.month : cell.month - 1;
            tax_day_.push_back(grid_.day(month_start(month)));
        }
    }
    /// The day before which what comes has moved cash by the end of cell j.
    double due_by(const Flow& flow, std::size_t j) const {
        return flow.by_tax_day() ? tax_day_[j] : grid_.cells[j].end_day;
    }
    Reach reach_of(const Flow& flow, const Cell& made) const {
        const std::size_t n = grid_.cells.size();
        Reach reach;
        while (reach.first < n && due_by(flow, reach.first) <= made.start_day + flow.lag.least)
            ++reach.first;
        reach.end = reach.first;
        while (reach.end < n && (reach.end == reach.first ||
                                 due_by(flow, reach.end - 1) < made.end_day + flow.lag.most))
            ++reach.end;
        if (flow.lag.least < flow.lag.most) return reach;
        const Lag<double> fixed{flow.lag.least, flow.lag.least, flow.lag.least};
        double before = 0;
        for (std::size_t j = reach.first; j < reach.end; ++j) {
            const double by_now = fixed.come_by(due_by(flow, j), made);
            reach.shares.push_back(by_now - before);
            before = by_now;
        }
        return reach;
    }
    void find_reaches() {
        for (const Cell& made : grid_.cells) {
            std::size_t first = grid_.cells.size(), end = 0;
            for (Flow& flow : flows_) {
                flow.reach.push_back(reach_of(flow, made));
                first = std::min(first, flow.reach.back().first);
                end = std::max(end, flow.reach.back().end);
            }
            first_.push_back(std::min(first, end));
            end_.push_back(end);
        }
    }

    /// The first day of the projection; what lies before it is in the opening cash.
    double begins() const { return grid_.cells.front().start_day; }

    void invest(const T& amount, const T& day) {
        const T ahead = select(day >= T(begins()), amount, T(0));
        const T with_vat = ahead * T(1 + plant_.vat_rate), vat = ahead * T(plant_.vat_rate);
        for (std::size_t j = 0; j < cash.size(); ++j) {
            cash[j] -= select(day < T(grid_.cells[j].end_day), with_vat, T(0));
            cash[j] += select(day < T(tax_day_[j]), vat, T(0));
        }
    }
    /// What a tranche brings and takes. With a the end of grace and r the days of repayment,
    /// the share repaid at t is (t - a) / r within [0, 1].
    void finance(const TrancheOf<T>& tranche, const T& day) {
        const T a = day + tranche.grace_days;
        const T r = tranche.repaid_by ? max(*tranche.repaid_by - a, T(1)) : T(1);
        const T share_a_day = T(1) / r;
        const auto repaid = [&](double t) {
            if (!tranche.repaid_by) return T(0);
            return min(max((T(t) - a) * share_a_day, T(0)), T(1));
        };
        const auto outstanding_days = [&](double t, const T& u) {
            const T since = max(T(t) - day, T(0));
            if (!tranche.repaid_by) return since;
            return since - (T(0.5) * u * u * r + max(T(t) - a - r, T(0)));
        };
        const T repaid_before = repaid(begins());
        const T days_before = outstanding_days(begins(), repaid_before);
        const T rate_a_day = tranche.rate_per_year * T(1 / days_per_year);
        const T ahead = select(day >= T(begins()), tranche.amount, T(0));
        for (std::size_t j = 0; j < cash.size(); ++j) {
            const double end = grid_.cells[j].end_day;
            const T u = repaid(end);
            const T back =
                (u - repaid_before) + rate_a_day * (outstanding_days(end, u) - days_before);
            financing_[j] += select(day < T(end), ahead, T(0)) - tranche.amount * back;
        }
    }

    void pay_costs() {
        for (std::size_t c = 0; c < rates_.size(); ++c) {
            rates_[c].start(T(1));
            const double vat = plant_.costs[c].bought_in ? plant_.vat_rate : 0;
            T paid(0), taxed(0);
            std::size_t next = 0;
            for (std::size_t j = 0; j < cash.size(); ++j) {
                paid += rates_[c].amount(j) * T(1 + vat);
                for (; next < j && grid_.cells[next].end_day <= tax_day_[j]; ++next)
                    taxed += rates_[c].amount(next) * T(vat);
                cash[j] -= paid - taxed;
            }
        }
    }

    const PlantOf<T>& plant_;
    const Grid& grid_;
    std::vector<Flow> flows_;
    std::vector<Inflow<T>> rates_; ///< yearly costs
    std::vector<double> tax_day_;
    std::vector<std::size_t> first_, end_; ///< cells that a unit of each cell may touch
    Lag<T> acceptance_{}, advance_{}, collection_{}, payment_{}, receipt_{};
    T cost_a_unit_{};            ///< with VAT
    std::vector<T> financing_{}; ///< opening cash and tranches, by the end of each cell
    std::vector<T> moved_{};     ///< what the units made so far move in each cell
    T settled_{};                ///< of that, before the first cell the cell at hand may touch
    std::vector<T> unit_{};      ///< what a unit of the cell at hand moves in each cell
};

} // namespace rampcast
