#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/forecast/grid.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// What a forecast can report of a period.
enum class Metric {
    units,              ///< good units made
    gross_output_value, ///< counted when made, consigned material at its processing fee
    revenue,            ///< counted when accepted, the customer's material net
    line_capacity,      ///< units the lines alone could have made
    unit_value,         ///< output value a unit; undefined where no unit is made
    value_added,        ///< output value - material and bought-in costs + VAT payable
    gross_profit,       ///< revenue - material and running costs
    shipped_value,      ///< output value of what is shipped
    accepted_value,     ///< output value of what customers accept
    sold_value,         ///< the same without the group's own use
    parent_revenue,     ///< the parent's share of revenue
    net_cash_flow,      ///< cash in less cash out before financing
    cash,               ///< at the end of the period
    least_headroom,     ///< the least that cash and credit line came to, from the start to its end
    peak_funding,       ///< the most that was out before financing, from the start to its end
    npv                 ///< of the net cash flows from the start to its end, at the as-of date
};
inline constexpr std::array<std::string_view, 16> metric_names{
    "units",          "gross_output_value", "revenue",        "line_capacity",
    "unit_value",     "value_added",        "gross_profit",   "shipped_value",
    "accepted_value", "sold_value",         "parent_revenue", "net_cash_flow",
    "cash",           "least_headroom",     "peak_funding",   "npv"};

/// How a metric is taken over the periods.
enum class View {
    period,       ///< of the period itself
    cumulative,   ///< from the start of the timeline to the period's end
    year_to_date, ///< from the start of its calendar year to its end
    year_on_year  ///< change against the same period a year before, as a share
};
inline constexpr std::array<std::string_view, 4> view_names{"period", "cumulative", "year_to_date",
                                                            "year_on_year"};

inline std::string text(Metric metric) {
    return std::string(metric_names[static_cast<std::size_t>(metric)]);
}
inline std::string text(View view) {
    return std::string(view_names[static_cast<std::size_t>(view)]);
}

/// True for a level at the end of a period.
inline bool is_level(Metric metric) { return metric >= Metric::cash; }
/// True for metrics of the plant's cash.
inline bool is_cash(Metric metric) { return metric >= Metric::net_cash_flow; }
/// True for metrics of units.
inline bool is_count(Metric metric) {
    return metric == Metric::units || metric == Metric::line_capacity;
}
/// True for metrics of the accounts: from revenue to the parent's share of it.
inline bool is_account(Metric metric) {
    return metric == Metric::revenue ||
           (metric >= Metric::value_added && metric <= Metric::parent_revenue);
}

/// True where output value and revenue differ, or value added is known, by what a plant states.
inline bool has_accounts(const Plant& plant) {
    if (plant.sales || !plant.costs.empty()) return true;
    for (const Product& product : plant.products)
        if (product.material_share != Uncertain(0)) return true;
    return false;
}

/// The metrics a forecast collects unless told which: units, and output value where there are
/// prices, revenue and value added where the plant states what they depend on, cash where it
/// states cash.
inline std::vector<Metric> default_metrics(const Plant& plant) {
    std::vector<Metric> metrics{Metric::units};
    if (!has_value(plant)) return metrics;
    metrics.push_back(Metric::gross_output_value);
    if (has_accounts(plant)) metrics.insert(metrics.end(), {Metric::revenue, Metric::value_added});
    if (plant.cash)
        metrics.insert(metrics.end(), {Metric::cash, Metric::peak_funding, Metric::npv});
    return metrics;
}

/// One metric, seen one way, over the calendar periods of one frequency.
struct SeriesBlock {
    Metric metric = Metric::units;
    View view = View::period;
    Frequency frequency = Frequency::month;
    std::vector<Group> groups{};  ///< periods, as cells of the grid
    std::vector<Group> earlier{}; ///< the period a year before each, for `year_on_year`
    std::size_t first = 0;        ///< index of the first period's series
};

/// The series of a run: blocks back to back.
struct SeriesPlan {
    std::vector<SeriesBlock> blocks{};
    std::size_t size = 0;

    /// The block of a metric, view and frequency, if it is in the plan.
    const SeriesBlock* find(Metric metric, View view, Frequency frequency) const {
        for (const SeriesBlock& block : blocks)
            if (block.metric == metric && block.view == view && block.frequency == frequency)
                return &block;
        return nullptr;
    }

    /// Adds a block unless it is there. Groups lie in the shown part of the grid.
    void add(const Grid& grid, Metric metric, View view, Frequency frequency) {
        if (find(metric, view, frequency) != nullptr) return;
        std::vector<Period> shown;
        for (const Cell& cell : grid.cells)
            if (cell.shown) shown.push_back(cell.days);
        SeriesBlock block{.metric = metric, .view = view, .frequency = frequency, .first = size};
        std::vector<Group> groups = group(shown, frequency);
        for (Group& each : groups) {
            each.first += grid.first_shown;
            each.last += grid.first_shown;
        }
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (view == View::year_on_year) {
                const Group* before = year_before(groups, i, frequency);
                if (before == nullptr) continue;
                block.earlier.push_back(*before);
            }
            block.groups.push_back(groups[i]);
        }
        size += block.groups.size();
        blocks.push_back(std::move(block));
    }

private:
    /// The same period of the year before, both being whole.
    static const Group* year_before(const std::vector<Group>& groups, std::size_t i,
                                    Frequency frequency) {
        static constexpr std::array<std::size_t, 7> periods_a_year{365, 52, 24, 12, 4, 2, 1};
        const std::size_t back = periods_a_year[static_cast<std::size_t>(frequency)];
        if (i < back || groups[i].clipped != groups[i].nominal ||
            groups[i - back].clipped != groups[i - back].nominal)
            return nullptr;
        return &groups[i - back];
    }
};

} // namespace rampcast
