#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/forecast/limit.hpp"

namespace rampcast {

/// What is allowed by the year, brought to the cells in which the work is done.
///
/// By the lines' calendars each month has the share of its year that `WorkPace`
/// finds, less what falls before the first line's start, and cells of one month
/// share it as the lines can make. By a calendar of its own each cell has its
/// share of the year's hours, and of each day's no more counts than the lines
/// can make on it.
template <class T> class Allotment {
public:
    Allotment(const std::string& calendar, const LimitBasis<T>& basis)
        : lines_(basis.lines), own_(!calendar.empty()), pace_(basis.pace.of(calendar)) {
        if (own_) days_ = &basis.pace.day_classes(calendar);
        whole_ = !own_ && lines_.months_are_whole() &&
                 std::all_of(pace_.begin(), pace_.end(), [](double each) { return each == 1; });
    }

    /// Makes an amount what of it falls to cell k. @param amount of the cell, were all days alike
    void to_cell(std::size_t k, T& amount) const {
        if (whole_) return;
        amount = lines_.while_running(k, amount * T(pace_[k]));
        if (!own_) amount = lines_.shared_in_month(k, amount);
    }
    /// Makes the units that fall to cell k those that can be made, day by day.
    void to_days(std::size_t k, T& units) const {
        if (!own_) return;
        T made(0);
        for (const DayClass& each : (*days_)[k]) {
            T by_lines(0);
            for (std::size_t l = 0; l < each.of_line.size(); ++l)
                by_lines += lines_.potential_of(l, k) * T(each.of_line[l]);
            made += min(units * T(each.of_calendar), by_lines);
        }
        units = select(made < lines_.potential(k) * T(1 - 1e-6), made, units);
    }

private:
    const PlantLines<T>& lines_;
    bool own_;
    bool whole_ = false;                                       ///< every cell has all of its amount
    const std::vector<double>& pace_;                          ///< by cell
    const std::vector<std::vector<DayClass>>* days_ = nullptr; ///< by cell
};

} // namespace rampcast
