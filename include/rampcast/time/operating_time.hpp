#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/time/date.hpp"

namespace rampcast {

namespace detail {

/// The number of working days in [first, first + k) for k = 0 ... last - first.
/// @throws Error where last is before first
RAMPCAST_INLINE std::vector<double> workday_counts(const Calendar& calendar, Date first, Date last);

/// Linear interpolation in a table with knots at 0, 1, ..., going on with the slope `mean`
/// on both sides of it. The table begins with 0.
inline double in_table(std::span<const double> knots, double mean, double day) {
    const auto last = static_cast<double>(knots.size() - 1);
    if (!(day > 0)) return mean * day;
    if (day >= last) return knots.back() + mean * (day - last);
    const auto i = static_cast<std::size_t>(day);
    return knots[i] + (knots[i + 1] - knots[i]) * (day - static_cast<double>(i));
}

} // namespace detail

/// Operating hours of a calendar as a cumulative table H, with H = 0 at the first day's midnight
/// and a knot at every midnight. Between knots H is linear: a day's hours are spread over all 24.
/// Outside the table H goes on at the mean of the regular week, without closures.
class OperatingHours {
public:
    /// Tabulates a valid calendar over the days [first, last); `last` is the last knot.
    /// @throws Error where last is before first
    OperatingHours(const Calendar& calendar, Date first, Date last)
        : first_(first),
          mean_(rampcast::mean_hours_per_day(calendar)),
          knots_(detail::workday_counts(calendar, first, last)) {
        if (calendar.hours.empty()) {
            for (double& knot : knots_)
                knot *= calendar.hours_per_shift * detail::shifts_of(calendar);
            return;
        }
        double before = knots_[0], sum = 0;
        std::size_t weekday = std::chrono::weekday{first}.iso_encoding() - 1;
        for (std::size_t i = 1; i < knots_.size(); ++i, weekday = (weekday + 1) % 7) {
            sum += (knots_[i] - before) * detail::hours_of_weekday(calendar, weekday);
            before = knots_[i];
            knots_[i] = sum;
        }
    }

    /// Operating hours from the midnight `a` begins with to the one `b` begins with, negative
    /// where b is before a.
    double hours(Date a, Date b) const { return at(day_of(b)) - at(day_of(a)); }

    /// Cumulative hours at a moment in days after the midnight of `first()`, fractions allowed.
    double at(double day) const { return detail::in_table(knots_, mean_, day); }

    /// Cumulative hours at day 0, 1, ..., last - first: for lookups of one's own.
    std::span<const double> knots() const { return knots_; }

    /// The slope outside the table, see `rampcast::mean_hours_per_day`.
    double mean_hours_per_day() const { return mean_; }

    /// The day the table begins with.
    Date first() const { return first_; }

    /// Days from `first()` to a date, the argument of `at`.
    double day_of(Date day) const { return static_cast<double>((day - first_).count()); }

private:
    Date first_{};
    double mean_ = 0;
    std::vector<double> knots_{};
};

/// Working days of a calendar as a cumulative count and its inverse, for durations given in
/// working days. A day with any operating hours counts 1, spread over its 24 hours; other days
/// count 0. Outside the table the count goes on at the regular week's mean, workdays / 7 a day.
class WorkingDays {
public:
    /// Tabulates a valid calendar over the days [first, last).
    /// @throws Error where last is before first
    WorkingDays(const Calendar& calendar, Date first, Date last)
        : first_(first),
          mean_(detail::mean_workdays_per_day(calendar)),
          counts_(detail::workday_counts(calendar, first, last)),
          ends_{0.0} {
        ends_.reserve(static_cast<std::size_t>(counts_.back()) + 1);
        for (std::size_t i = 1; i < counts_.size(); ++i)
            if (counts_[i] > counts_[i - 1]) ends_.push_back(static_cast<double>(i));
    }

    /// Working days from the midnight of `first()` to a moment in days after it.
    double count(double day) const { return detail::in_table(counts_, mean_, day); }

    /// The earliest moment (days after the midnight of `first()`) with a given count, so that
    /// count(inverse(w)) = w. With k = ⌈w⌉, working day k is the one under way and ends at
    /// ends()[k]: inverse(w) = ends()[k] - (k - w), linear within that day, with jumps over closed
    /// days at whole w. Counts within 1e-9 above a whole number are taken as having reached it,
    /// so that rounding does not push an end past a weekend.
    double inverse(double working_days) const {
        constexpr double rounding = 1e-9;
        if (!(working_days > 0)) return working_days / mean_;
        const double beyond = working_days - counts_.back();
        if (beyond > rounding) return static_cast<double>(counts_.size() - 1) + beyond / mean_;
        const double k = std::ceil(working_days - rounding);
        return ends_[static_cast<std::size_t>(k)] - (k - working_days);
    }

    /// The moment `working_days` of work begun at `start_day` are done, inverse(count(start_day) +
    /// working_days) and never before the start; both in days after the midnight of `first()`.
    /// Work that ends with a working day ends at its midnight, before the closed days that may
    /// follow. Negative durations count back.
    double after(double start_day, double working_days) const {
        const double end = inverse(count(start_day) + working_days);
        return working_days < 0 ? end : std::max(end, start_day);
    }

    /// The moment itself where it lies in a working day, else the beginning of the next one; beyond
    /// the table the moment itself.
    double next_open(double day) const {
        constexpr double rounding = 1e-9;
        if (!(day > 0)) return day;
        const double worked = count(day);
        const double whole = std::round(worked);
        if (std::abs(worked - whole) > rounding || !(whole + 1 < static_cast<double>(ends_.size())))
            return day;
        return std::max(day, ends_[static_cast<std::size_t>(whole) + 1] - 1);
    }

    /// Working days before day 0, 1, ..., last - first.
    std::span<const double> counts() const { return counts_; }

    /// Element k is the moment, in days after the midnight of `first()`, at which the k-th working
    /// day of the table ends (a whole number; the day runs from one less); element 0 is 0.
    std::span<const double> ends() const { return ends_; }

    /// Working days a calendar day outside the table: workdays / 7.
    double mean_workdays_per_day() const { return mean_; }

    /// The day the tables begin with.
    Date first() const { return first_; }

    /// Days from `first()` to a date, the argument of `count` and `after`.
    double day_of(Date day) const { return static_cast<double>((day - first_).count()); }

private:
    Date first_{};
    double mean_ = 1;
    std::vector<double> counts_{};
    std::vector<double> ends_{};
};

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/time/operating_time_body.hpp"
#endif
