#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/forecast/grid.hpp"
#include "rampcast/plant/metric.hpp"
#include "rampcast/plant/target_time.hpp"

namespace rampcast::detail {

/// One figure a target asks for.
struct Goal {
    Metric metric = Metric::units;
    double at_least = 0;
};

/// Cells over which a target's goals are looked at.
struct Window {
    Group cells{};
    double share = 1; ///< of a goal's amount that is due in them
};

/// A row of a target: met where its goals are in one of the windows.
struct TargetPeriod {
    std::string label{};
    std::vector<Window> windows{};
};

/// What a run counts of a target.
struct TargetPlan {
    std::vector<Goal> goals{};
    By by = By::plant;      ///< whose figures its goals are of
    std::size_t member = 0; ///< the product, in the plant's order
    std::vector<TargetPeriod> periods{};
    bool rolls = false; ///< first passage is over twelve months in a row, not over the windows
};

/// Whether periods of a timeline make up those of a step.
inline bool makes_up(const Timeline& timeline, Frequency step) {
    if (timeline.step == Frequency::week)
        return step == Frequency::week || step >= Frequency::month;
    return coarser_or_equal(step, timeline.step);
}

/// Lays a target out over the shown cells of a grid.
/// @param products names of the plant's, in its order
inline TargetPlan target_plan(const Target& target, const Timeline& timeline, const Grid& grid,
                              const Names& products) {
    TargetPlan plan;
    if (!target.product.empty()) {
        plan.by = By::product;
        plan.member = *products.find(target.product);
    }
    if (target.units_per_year) plan.goals.push_back({Metric::units, *target.units_per_year});
    if (target.value_per_year)
        plan.goals.push_back({Metric::gross_output_value, *target.value_per_year});
    plan.rolls = !plan.goals.empty();
    if (target.at_least) plan.goals.push_back({*metric_named(target.metric), *target.at_least});
    const TargetTime time = time_of(target, grid.years);
    std::vector<Period> shown;
    for (const Cell& cell : grid.cells)
        if (cell.shown) shown.push_back(cell.days);
    const bool whole = makes_up(timeline, time.step);
    const Frequency step = whole ? time.step : timeline.step;
    for (const Group& each : group(shown, step, time.years)) {
        const Period& days = each.nominal;
        if (each.clipped != days) continue;
        if (time.only ? !(days.start < time.only->end && time.only->end <= days.end)
                      : time.from && days.start < *time.from)
            continue;
        if (time.by && days.end > *time.by + std::chrono::days{1}) continue;
        Window window{each};
        window.cells.first += grid.first_shown;
        window.cells.last += grid.first_shown;
        if (!whole && info_of(plan.goals.front().metric).nature == Nature::flow)
            window.share =
                static_cast<double>((days.end - days.start).count()) / mean_days(time.step);
        if (!time.by || plan.periods.empty())
            plan.periods.push_back({time.by     ? "by " + text(*time.by)
                                    : time.only ? target.period
                                                : label(step, days, time.years)});
        plan.periods.back().windows.push_back(window);
    }
    return plan;
}

} // namespace rampcast::detail
