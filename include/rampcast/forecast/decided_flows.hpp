#pragma once

#include <algorithm>
#include <cstddef>
#include <variant>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/path_dates.hpp"
#include "rampcast/forecast/path_terms.hpp"
#include "rampcast/forecast/tax_days.hpp"
#include "rampcast/line/mature_rate.hpp"

namespace rampcast {

/// Cash that moves whatever is made: opening cash, investments, tranches and yearly costs. What no
/// path differs in is worked out once.
template <class T> class DecidedFlows {
public:
    /// @param stated the plant as written, with `cash` @param plant on the projection's scalar; it
    ///   must outlive this object, as the rest
    DecidedFlows(const Plant& stated, const PlantOf<T>& plant, const PathTerms<T>& terms,
                 const PathDates<T>& dates, const Grid& grid)
        : balance(grid.cells.size()),
          financing(grid.cells.size()),
          plant_(plant),
          terms_(terms),
          dates_(dates),
          grid_(grid),
          tax_days_(tax_days(grid)),
          fixed_(is_fixed(stated)) {
        if (plant.cash->vat_carried_forward) vat.resize(grid.cells.size());
        if (plant.vat_rate > 0) vat_ahead.resize(grid.cells.size());
    }

    std::vector<T> balance;     ///< of all of it, by the end of each cell
    std::vector<T> vat{};       ///< that on purchases, where the balance is without it; else empty
    std::vector<T> vat_ahead{}; ///< paid on purchases by the end of each cell and not yet due back
    std::vector<T> financing;   ///< of the balance, opening cash and tranches

    /// Begins a path, its terms and dates known.
    void start() {
        if (fixed_ && known_) return;
        std::fill(balance.begin(), balance.end(), T(0));
        for (std::vector<T>* each : {&vat, &vat_ahead}) std::fill(each->begin(), each->end(), T(0));
        std::fill(financing.begin(), financing.end(), plant_.cash->opening);
        for (const InvestmentOf<T>& each : plant_.investments)
            invest(each.amount, dates_.at(each.on, each.lag_days));
        for (const TrancheOf<T>& each : plant_.tranches)
            finance(each, dates_.at(each.on, each.lag_days));
        pay_costs();
        for (std::size_t j = 0; j < balance.size(); ++j) balance[j] += financing[j];
        known_ = true;
    }

private:
    /// True where every path has the same.
    bool is_fixed(const Plant& plant) const {
        bool fixed = !plant.cash->opening.is_uncertain();
        const auto number = [&](const Uncertain& each) { fixed = fixed && !each.is_uncertain(); };
        const auto day = [&](const When& when) {
            const auto* stated = std::get_if<Uncertain>(&when);
            fixed = fixed && stated && !stated->is_uncertain();
        };
        for (const Investment& each : plant.investments) {
            day(each.on);
            number(each.lag_days);
            number(each.amount);
        }
        for (const Tranche& each : plant.tranches) {
            day(each.on);
            for (const Uncertain& one :
                 {each.lag_days, each.amount, each.rate_per_year, each.grace_days})
                number(one);
            if (each.repaid_by) number(*each.repaid_by);
        }
        const auto rates = [&](const std::vector<Arrival>& list) {
            fixed = fixed && midnights_of(list, dates_.certain, grid_);
            for (const Arrival& each : list) {
                if (each.per_year) number(*each.per_year);
                if (each.growth) number(*each.growth);
            }
        };
        for (const Cost& cost : plant.costs) {
            rates(cost.rates);
            number(cost.per_person_per_year);
            if (!is_used(cost.per_person_per_year)) continue;
            for (const Labour& group : plant.labour) {
                number(group.attrition_per_year);
                rates(group.hires);
                fixed = fixed && midnights_of(group.headcount, dates_.certain, grid_);
                for (const Headcount& each : group.headcount) number(each.people);
            }
        }
        return fixed;
    }

    /// The first day of the projection; what lies before it is in the opening cash.
    double begins() const { return grid_.cells.front().start_day; }

    /// What VAT on purchases is booked to.
    std::vector<T>& vat_books() { return vat.empty() ? balance : vat; }

    void invest(const T& amount, const T& day) {
        const T ahead = select(day >= T(begins()), amount, T(0));
        const T taxed = select(day >= T(first_tax_day(grid_)), amount, T(0));
        const T with_vat = ahead * T(1 + plant_.vat_rate), on_top = taxed * T(plant_.vat_rate);
        std::vector<T>& back = vat_books();
        for (std::size_t j = 0; j < balance.size(); ++j) {
            balance[j] -= select(day < T(grid_.cells[j].end_day), with_vat, T(0));
            back[j] += select(day < T(tax_days_[j]), on_top, T(0));
            if (vat_ahead.empty()) continue;
            const auto waits = both(day < T(grid_.cells[j].end_day), day >= T(tax_days_[j]));
            vat_ahead[j] += select(waits, on_top, T(0));
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
        for (std::size_t j = 0; j < balance.size(); ++j) {
            const double end = grid_.cells[j].end_day;
            const T u = repaid(end);
            const T back =
                (u - repaid_before) + rate_a_day * (outstanding_days(end, u) - days_before);
            financing[j] += select(day < T(end), ahead, T(0)) - tranche.amount * back;
        }
    }

    void pay_costs() {
        for (std::size_t c = 0; c < plant_.costs.size(); ++c) {
            const RunningCost<T>& rate = terms_.costs[c];
            const double on_top = plant_.costs[c].bought_in ? plant_.vat_rate : 0;
            T paid(0), taxed(0), on_all(0);
            std::size_t next = 0;
            for (std::size_t j = 0; j < balance.size(); ++j) {
                const T amount = rate.amount(j);
                paid += amount * T(1 + on_top);
                on_all += amount * T(on_top);
                for (; next < j && grid_.cells[next].end_day <= tax_days_[j]; ++next)
                    taxed += rate.amount(next) * T(on_top);
                if (!vat_ahead.empty()) vat_ahead[j] += on_all - taxed;
                if (vat.empty()) {
                    balance[j] -= paid - taxed;
                } else {
                    balance[j] -= paid;
                    vat[j] += taxed;
                }
            }
        }
    }

    const PlantOf<T>& plant_;
    const PathTerms<T>& terms_;
    const PathDates<T>& dates_;
    const Grid& grid_;
    std::vector<double> tax_days_;
    bool fixed_, known_ = false;
};

} // namespace rampcast
