#pragma once

#include <chrono>
#include <vector>

#include "rampcast/forecast/grid.hpp"

namespace rampcast {

/// VAT of a month is paid on the 15th of the next.
/// @param end a day @param month the absolute month of the day before it
/// @return the day before which VAT on what happens has been paid by then
inline double taxed_before(const Grid& grid, double end, int month) {
    const double fifteenth = grid.day(month_start(month)) + 14;
    return grid.day(month_start(end > fifteenth ? month : month - 1));
}

/// The same by the end of each cell.
inline std::vector<double> tax_days(const Grid& grid) {
    std::vector<double> days;
    days.reserve(grid.cells.size());
    for (const Cell& cell : grid.cells)
        days.push_back(taxed_before(grid, cell.end_day, cell.month));
    return days;
}

/// The same when the projection begins.
inline double first_tax_day(const Grid& grid) {
    const Cell& first = grid.cells.front();
    return taxed_before(grid, first.start_day,
                        month_index(first.days.start - std::chrono::days{1}));
}

} // namespace rampcast
