#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "rampcast/plant/certain_day.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// One step of a projection: days within one calendar month and one period of
/// the timeline, all before or all from a day at which what limits the plant
/// changes.
struct Cell {
    Period days{};
    double start_day = 0; ///< days from the reference date
    double end_day = 0;
    int month = 0;    ///< absolute calendar month
    double years = 0; ///< share of its calendar year
    /// false where it goes on in the month, and the state of what limits the
    /// plant, of the one before
    bool opens = true;
    bool shown = true;     ///< false outside the timeline
    bool reported = false; ///< in a period of which units or value were reported
};

/// The steps of a projection. They begin with the timeline, or in the as-of month where that is
/// earlier, so that stocks and backlogs of the first period shown are those built up before it.
struct Grid {
    Date reference{}; ///< day 0 of a projection's dates: the as-of date
    std::vector<Cell> cells{};
    std::size_t first_shown = 0;
    Frequency step = Frequency::month; ///< of the timeline
    FiscalYear years{};                ///< of the timeline

    double day(Date date) const { return static_cast<double>((date - reference).count()); }
    /// The first cell that begins on a date or later.
    std::size_t first_from(Date date) const {
        const auto found =
            std::lower_bound(cells.begin(), cells.end(), date,
                             [](const Cell& cell, Date from) { return cell.days.start < from; });
        return static_cast<std::size_t>(found - cells.begin());
    }
};

namespace detail {

/// Days at which cells of a plant end besides: those from which the lines, or a limit whose unused
/// part is lost, are certain to allow another rate, and the ends of reported periods.
inline std::set<Date> cuts(const Plant& plant, const FiscalYear& years) {
    std::set<Date> days;
    for (const Actual& actual : plant.actuals) {
        const Period period = parse_period(actual.period, years).period;
        days.insert({period.start, period.end});
    }
    const CertainDays certain(plant);
    const auto add_moment = [&](const When& when, const Uncertain& lag_days) {
        const std::optional<double> day = certain.of(when, lag_days);
        constexpr double far = 1e6; // beyond every timeline, and hardly a date any more
        if (day && std::abs(*day) < far && *day == std::floor(*day))
            days.insert(Date{std::chrono::days{static_cast<int>(*day)}});
    };
    const auto add = [&](const auto& list) {
        for (const auto& each : list) add_moment(each.from, each.lag_days);
    };
    for (const Cap& cap : plant.caps) add(cap.limits);
    for (const Labour& labour : plant.labour) add(labour.headcount);
    const auto add_lost = [&](const Orders& orders) {
        if (orders.unfilled == Unfilled::lost) add(orders.arrivals);
    };
    if (plant.orders) add_lost(*plant.orders);
    for (const Orders& each : plant.product_orders) add_lost(each);
    for (const Line& line : plant.lines) {
        add_moment(line.starts, line.lag_days);
        for (const Change& change : line.changes) add_moment(change.on, change.lag_days);
    }
    return days;
}

/// Periods, cut where a day lies inside.
inline std::vector<Period> cut(const std::vector<Period>& periods, const std::set<Date>& at) {
    std::vector<Period> list;
    for (Period each : periods) {
        for (auto day = at.upper_bound(each.start); day != at.end() && *day < each.end; ++day) {
            list.push_back({each.start, *day});
            each.start = *day;
        }
        list.push_back(each);
    }
    return list;
}

inline void append_cells(Grid& grid, const Plant& plant, const Timeline& timeline, bool shown) {
    const std::set<Date> at = cuts(plant, grid.years);
    const std::size_t first = grid.cells.size();
    for (const Period& days : cut(cells(timeline), at)) {
        const Period year = period_of(Frequency::year, days.start);
        Cell cell{.days = days,
                  .start_day = grid.day(days.start),
                  .end_day = grid.day(days.end),
                  .month = month_index(days.start),
                  .years = static_cast<double>((days.end - days.start).count()) /
                           static_cast<double>((year.end - year.start).count()),
                  .opens = grid.cells.empty() ||
                           grid.cells.back().month != month_index(days.start) ||
                           at.count(days.start) > 0,
                  .shown = shown};
        grid.cells.push_back(cell);
    }
    for (const Actual& actual : plant.actuals) {
        const Period period = parse_period(actual.period, grid.years).period;
        for (std::size_t k = std::max(first, grid.first_from(period.start));
             k < grid.cells.size() && grid.cells[k].days.end <= period.end; ++k)
            grid.cells[k].reported = true;
    }
}
} // namespace detail

/// The grid of a timeline for a plant.
/// @throws Error where the timeline is not valid
inline Grid make_grid(const Plant& plant, const Timeline& timeline) {
    validate(timeline);
    Grid grid{.reference = plant.as_of.value_or(timeline.start),
              .step = timeline.step,
              .years = fiscal_year(timeline)};
    const Date as_of_month = month_start(month_index(grid.reference));
    if (as_of_month < timeline.start)
        detail::append_cells(
            grid, plant, {.start = as_of_month, .end = timeline.start, .step = Frequency::month},
            false);
    grid.first_shown = grid.cells.size();
    detail::append_cells(grid, plant, timeline, true);
    return grid;
}

namespace detail {
/// The share of a period's days that lie in reported periods.
inline double reported_share(const Grid& grid, const Group& group) {
    double days = 0;
    for (std::size_t k = group.first; k < group.last; ++k)
        if (grid.cells[k].reported) days += grid.cells[k].end_day - grid.cells[k].start_day;
    return days / static_cast<double>((group.clipped.end - group.clipped.start).count());
}
} // namespace detail

} // namespace rampcast
