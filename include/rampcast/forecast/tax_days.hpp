#pragma once

#include <vector>

#include "rampcast/forecast/grid.hpp"

namespace rampcast {

/// The day of each cell before which VAT on what happens is paid by the end of the cell: VAT of a
/// month is paid on the 15th of the next.
inline std::vector<double> tax_days(const Grid& grid) {
    std::vector<double> days;
    days.reserve(grid.cells.size());
    for (const Cell& cell : grid.cells) {
        const double fifteenth = grid.day(month_start(cell.month)) + 14;
        const int month = cell.end_day > fifteenth ? cell.month : cell.month - 1;
        days.push_back(grid.day(month_start(month)));
    }
    return days;
}

} // namespace rampcast
