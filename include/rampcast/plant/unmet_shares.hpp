#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/names.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/milestone_days.hpp"
#include "rampcast/plant/orders_use.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/time/timeline.hpp"

/// Shares of products that no line can make at the time.
namespace rampcast::detail {

/// Months in which a product has a share of the mix, and no line that makes it runs.
struct UnmetShare {
    std::size_t product = 0;
    int first = 0, last = 0; ///< absolute months
    bool for_ever = false;   ///< up to the end of the timeline
};

/// The days of dates and milestones, numbers being those not exceeded with probability `p`.
class DaysAt {
public:
    DaysAt(const Plant& plant, double p)
        : plant_(plant),
          names_(names_of(plant.milestones)),
          days_(milestone_days(plant, p)),
          p_(p) {}

    /// Infinite for a milestone that does not come.
    double of(const When& when, const Uncertain& lag_days) const {
        const double lag = value_at(lag_days, p_);
        if (const auto* name = std::get_if<std::string>(&when)) {
            const auto found = names_.find(*name);
            if (!found) return lag;
            const Uncertain& chance = plant_.milestones[*found].chance;
            if (!chance.is_uncertain() && chance.number() == 0)
                return std::numeric_limits<double>::infinity();
            return lag + days_[*found].day;
        }
        const auto& on = std::get<Uncertain>(when);
        return lag + (on.is_uncertain() ? quantile(on.distribution(), p_) : on.number());
    }

private:
    const Plant& plant_;
    Names names_;
    std::vector<MilestoneDay> days_;
    double p_;
};

/// The days on which a line runs. @param end of the timeline
inline std::pair<double, double> running_days(const Line& line, const DaysAt& days, double end) {
    std::pair<double, double> runs{days.of(line.starts, line.lag_days),
                                   std::numeric_limits<double>::infinity()};
    for (const PlannedStop& stop : line.stops)
        if (stop.lost == 1 && days_since_epoch(end_of(stop)) >= end)
            runs.second = std::min(runs.second, days_since_epoch(stop.from));
    // Changes in the order in which they come.
    std::vector<std::pair<double, bool>> rates;
    for (const Change& change : line.changes)
        if (const auto found = change.set.find("nameplate.units_per_year");
            found != change.set.end())
            if (const auto* rate = std::get_if<Uncertain>(&found->second))
                rates.emplace_back(days.of(change.on, change.lag_days), *rate == Uncertain(0));
    std::stable_sort(rates.begin(), rates.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    if (!rates.empty() && rates.back().second)
        runs.second = std::min(runs.second, rates.back().first);
    return runs;
}

/// The share of a product in the middle of a month, numbers at their medians.
inline double median_share(const Plant& plant, std::size_t product, double day) {
    if (plant.mix.empty()) return 1;
    const auto at = [&](const MixPoint& point) {
        const auto own = point.shares.find(plant.products[product].name);
        if (own != point.shares.end()) return own->second.median();
        double rest = 1;
        for (const auto& entry : point.shares) rest -= entry.second.median();
        return rest > 1e-9 ? rest : 0;
    };
    std::size_t after = 0;
    while (after < plant.mix.size() && plant.mix[after].on &&
           days_since_epoch(*plant.mix[after].on) <= day)
        ++after;
    if (after == 0) return at(plant.mix.front());
    if (after == plant.mix.size()) return at(plant.mix.back());
    return std::max(at(plant.mix[after - 1]), at(plant.mix[after]));
}

/// Where shares of the mix cannot be met, lines differing in what they make or products starting.
/// @param p dates are those not exceeded with this probability
inline std::vector<UnmetShare> unmet_shares(const Plant& plant, const Timeline& timeline,
                                            double p) {
    std::vector<UnmetShare> found;
    const bool starts = std::any_of(plant.products.begin(), plant.products.end(),
                                    [](const Product& product) { return has_start(product); });
    if (!lines_differ(plant) && !starts) return found;
    if (orders_name_products(plant)) return found;
    const DaysAt days(plant, p);
    const double end = days_since_epoch(timeline.end);
    std::vector<std::pair<double, double>> runs;
    for (const Line& line : plant.lines) runs.push_back(running_days(line, days, end));
    const int first = month_index(timeline.start);
    const int last = month_index(timeline.end - std::chrono::days{1});
    for (std::size_t product = 0; product < plant.products.size(); ++product) {
        std::optional<UnmetShare> now;
        const Product& made_of = plant.products[product];
        const double can_be_made = has_start(made_of) ? days.of(made_of.starts, Uncertain(0))
                                                      : -std::numeric_limits<double>::infinity();
        for (int month = first; month <= last; ++month) {
            const double from = days_since_epoch(month_start(month));
            const double to = std::min(days_since_epoch(month_start(month + 1)), end);
            bool made = false, others = false;
            for (std::size_t l = 0; l < runs.size(); ++l) {
                if (!(runs[l].first < to && runs[l].second > from)) continue;
                const std::vector<std::string>& own = plant.lines[l].products;
                const bool makes =
                    can_be_made < to &&
                    (own.empty() || std::find(own.begin(), own.end(), made_of.name) != own.end());
                (makes ? made : others) = true;
            }
            const bool unmet = !made && others && median_share(plant, product, (from + to) / 2) > 0;
            if (unmet && !now) now = UnmetShare{.product = product, .first = month};
            if (now && unmet) now->last = month;
            if (now && (!unmet || month == last)) {
                now->for_ever = now->last == last;
                found.push_back(*now);
                now.reset();
            }
        }
    }
    return found;
}

inline std::string unmet_words(const Plant& plant, const UnmetShare& share) {
    const auto month = [](int index) { return text(month_start(index)).substr(0, 7); };
    std::string words = "has a share of the mix from " + month(share.first) +
                        (share.for_ever ? " on" : " to " + month(share.last)) +
                        " that cannot be met: no line can make it then";
    if (plant.sharing == Sharing::mix && !names_products(plant))
        words += ", and nothing is made of the others by the mix";
    return words;
}

/// Refuses a plant of which nothing would ever be made from some month of a timeline on, since the
/// mix wants what no line makes then, whatever dates come early.
/// @throws Error at the product
inline void refuse_unmet_shares(const Plant& plant, const Timeline& timeline) {
    if (plant.sharing != Sharing::mix || names_products(plant)) return;
    constexpr double early = 1e-6;
    for (const UnmetShare& each : unmet_shares(plant, timeline, early))
        if (each.for_ever)
            throw Error("product." + path_part(plant.products[each.product].name),
                        unmet_words(plant, each));
}

} // namespace rampcast::detail
