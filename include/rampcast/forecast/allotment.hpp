#pragma once

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
        if (own_) days_ = basis.pace.day_classes(calendar);
    }

    /// What of an amount falls to cell k. @param amount of the cell, were all days alike
    T of_cell(std::size_t k, const T& amount) const {
        const T all = lines_.while_running(k, amount * T(pace_[k]));
        return own_ ? all : lines_.shared_in_month(k, all);
    }
    /// The units of cell k that can be made, day by day. @param units that fall to the cell
    T by_days(std::size_t k, const T& units) const {
        if (!own_) return units;
        T made(0);
        for (const DayClass& each : days_[k]) {
            T by_lines(0);
            for (std::size_t l = 0; l < each.of_line.size(); ++l)
                by_lines += lines_.potential_of(l, k) * T(each.of_line[l]);
            made += min(units * T(each.of_calendar), by_lines);
        }
        return select(made < lines_.potential(k) * T(1 - 1e-6), made, units);
    }

private:
    const PlantLines<T>& lines_;
    bool own_;
    std::vector<double> pace_;                  ///< by cell
    std::vector<std::vector<DayClass>> days_{}; ///< by cell
};

} // namespace rampcast
