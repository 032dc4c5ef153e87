#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// One step of a projection: days within one calendar month and one period of the timeline.
struct Cell {
    Period days{};
    double start_day = 0; ///< days from the reference date
    double end_day = 0;
    int month = 0;     ///< absolute calendar month
    double years = 0;  ///< share of its calendar year
    bool shown = true; ///< false outside the timeline
};

/// The steps of a projection. They begin with the timeline, or in the as-of month where that is
/// earlier, so that stocks and backlogs of the first period shown are those built up before it.
struct Grid {
    Date reference{}; ///< day 0 of a projection's dates: the as-of date
    std::vector<Cell> cells{};
    std::size_t first_shown = 0;
    Frequency step = Frequency::month; ///< of the timeline

    double day(Date date) const { return static_cast<double>((date - reference).count()); }
};

namespace detail {
inline void append_cells(Grid& grid, const Timeline& timeline, bool shown) {
    for (const Period& days : cells(timeline)) {
        const Period year = period_of(Frequency::year, days.start);
        grid.cells.push_back({.days = days,
                              .start_day = grid.day(days.start),
                              .end_day = grid.day(days.end),
                              .month = month_index(days.start),
                              .years = static_cast<double>((days.end - days.start).count()) /
                                       static_cast<double>((year.end - year.start).count()),
                              .shown = shown});
    }
}
} // namespace detail

/// The grid of a timeline for a plant.
/// @throws Error where the timeline is not valid
inline Grid make_grid(const Plant& plant, const Timeline& timeline) {
    validate(timeline);
    Grid grid{.reference = plant.as_of.value_or(timeline.start), .step = timeline.step};
    const Date as_of_month = month_start(month_index(grid.reference));
    if (as_of_month < timeline.start)
        detail::append_cells(
            grid, {.start = as_of_month, .end = timeline.start, .step = Frequency::month}, false);
    grid.first_shown = grid.cells.size();
    detail::append_cells(grid, timeline, true);
    return grid;
}

} // namespace rampcast
