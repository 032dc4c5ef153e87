#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/table.hpp"
#include "rampcast/forecast/grid.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/time/operating_time.hpp"

namespace rampcast {

/// A calendar as a projection sees it: its operating clock in mean calendar days since the
/// reference date, D(t) = H(t) / h, and its working days.
class Clock {
public:
    Clock(const Calendar& calendar, const Grid& grid)
        : hours_per_day_(mean_hours_per_day(calendar)),
          working_days_(calendar, first(grid), last(grid)),
          offset_(grid.day(first(grid))) {
        const OperatingHours hours(calendar, first(grid), last(grid));
        const double zero = hours.at(hours.day_of(grid.reference));
        std::vector<double> days;
        for (const double knot : hours.knots()) days.push_back((knot - zero) / hours_per_day_);
        elapsed_ = LinearTable(offset_, 1, std::move(days), 1);
        for (const Cell& cell : grid.cells) ends_.push_back(elapsed_(cell.end_day));
        start_ = elapsed_(grid.cells.front().start_day);
    }

    double hours_per_day() const { return hours_per_day_; }
    /// Operating clock at the end of cell `k - 1`, which is the start of cell `k`.
    double at_boundary(std::size_t k) const { return k == 0 ? start_ : ends_[k - 1]; }
    /// Operating clock at any moment, in days from the reference date.
    template <class T> T at(const T& day) const { return elapsed_(day); }

    /// The moment so many working days after another. Its slope is that within the day it falls on.
    template <class T> T after_working_days(const T& start, const T& days) const {
        if constexpr (is_dual<T>) {
            return {after_working_days(start.value, days.value),
                    start.slope * in_work(start.value) + days.slope};
        } else if constexpr (is_lanes<T>) {
            T result;
            for (int i = 0; i < T::size; ++i)
                result.set(i, static_cast<typename T::scalar>(
                                  after_working_days(double(start[i]), double(days[i]))));
            return result;
        } else {
            return offset_ + working_days_.after(start - offset_, days);
        }
    }

    /// The moment itself within a working day, else the beginning of the next one. On duals it has
    /// the slope of the moment within a working day, else none.
    template <class T> T next_working_moment(const T& moment) const {
        if constexpr (is_dual<T>) {
            return {next_working_moment(moment.value), moment.slope * in_work(moment.value)};
        } else if constexpr (is_lanes<T>) {
            T result;
            for (int i = 0; i < T::size; ++i)
                result.set(i,
                           static_cast<typename T::scalar>(next_working_moment(double(moment[i]))));
            return result;
        } else {
            return offset_ + working_days_.next_open(moment - offset_);
        }
    }

private:
    static Date first(const Grid& grid) {
        return std::min(grid.reference, grid.cells.front().days.start) - std::chrono::days{5 * 366};
    }
    /// Whole calendar years, so that what comes after the grid counts as it is
    /// closed.
    static Date last(const Grid& grid) {
        return period_of(Frequency::year, grid.cells.back().days.start).end;
    }
    /// 1 where a moment lies in a working day, else 0.
    template <class T> T in_work(const T& moment) const {
        if constexpr (is_lanes<T>) {
            T result;
            for (int i = 0; i < T::size; ++i)
                result.set(i, static_cast<typename T::scalar>(in_work(double(moment[i]))));
            return result;
        } else {
            const double day = std::floor(moment - offset_);
            return working_days_.count(day + 1) - working_days_.count(day);
        }
    }
    double hours_per_day_;
    WorkingDays working_days_;
    double offset_;
    LinearTable elapsed_;
    std::vector<double> ends_;
    double start_ = 0;
};

/// The clocks of a plant's calendars; index 0 is round the clock.
class Clocks {
public:
    Clocks(const Plant& plant, const Grid& grid) {
        names_.add({});
        clocks_.emplace_back(Calendar{.name = "round the clock"}, grid);
        for (const Calendar& calendar : plant.calendars) {
            names_.add(calendar.name);
            clocks_.emplace_back(calendar, grid);
        }
    }
    const Clock& operator[](std::size_t i) const { return clocks_[i]; }
    /// @throws Error where there is no such calendar
    std::size_t index(const std::string& name) const {
        if (const auto found = names_.find(name)) return *found;
        if (name == round_the_clock) return 0;
        throw Error("calendar", "there is no calendar " + detail::quoted(name));
    }

private:
    Names names_;
    std::vector<Clock> clocks_;
};

} // namespace rampcast
