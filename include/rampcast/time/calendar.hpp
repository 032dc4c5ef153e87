#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/time/date.hpp"

namespace rampcast {

/// The calendar that is always there without being stated: all hours of all days.
inline constexpr std::string_view round_the_clock = "round the clock";

/// A stretch of days on which nothing is worked, both ends closed: 2024-02-09 to 2024-02-17 is
/// nine days.
struct Closure {
    Date from{};          ///< first closed day
    Date to{};            ///< last closed day, itself closed
    std::string reason{}; ///< such as "Spring Festival"

    bool operator==(const Closure&) const = default;

    static constexpr std::string_view type_name = "Closure";
    static constexpr std::string_view meaning =
        "A stretch of days on which nothing is worked, first and last day included.";
    static constexpr auto params() {
        return std::tuple{
            param("from", &Closure::from, "first closed day").needed(),
            param("to", &Closure::to, "last closed day, itself closed").needed(),
            param("reason", &Closure::reason, "such as Spring Festival"),
        };
    }
};

/// When a line or a project works: the same hours on every working day of a weekly pattern, less
/// closures, plus single extra days. As it stands: round the clock, every day.
struct Calendar {
    std::string name{};
    double hours_per_shift = 24;
    double shifts_per_day = 1;
    std::vector<std::string> workdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    std::vector<Closure> closed{};
    std::vector<Date> extra_workdays{}; ///< worked although the weekly pattern says no

    bool operator==(const Calendar&) const = default;

    static constexpr std::string_view type_name = "Calendar";
    static constexpr std::string_view meaning =
        "When a line or a project works: shifts, days of the week, closures, extra days.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &Calendar::name, "what lines refer to it by").needed(),
            param("hours_per_shift", &Calendar::hours_per_shift, "h",
                  Bounds{.lower = 0, .upper = 24, .lower_open = true}, "working hours of a shift"),
            param("shifts_per_day", &Calendar::shifts_per_day, "1", bounds::positive,
                  "shifts of a working day; with hours_per_shift at most 24 hours"),
            param("workdays", &Calendar::workdays,
                  "days of the week worked: Mon, Tue, Wed, Thu, Fri, Sat, Sun"),
            param("closed", &Calendar::closed, "holidays and shutdowns"),
            param("extra_workdays", &Calendar::extra_workdays,
                  "single dates worked although the weekly pattern says no, such as the weekend "
                  "days that make up for a holiday"),
        };
    }
};

namespace detail {

inline constexpr std::array<std::string_view, 7> weekday_names{"Mon", "Tue", "Wed", "Thu",
                                                               "Fri", "Sat", "Sun"};

/// 0 for Monday to 6 for Sunday, 7 where the name is none of them.
inline std::size_t weekday_number(std::string_view name) {
    const auto found = std::find(weekday_names.begin(), weekday_names.end(), name);
    return static_cast<std::size_t>(found - weekday_names.begin());
}

inline double hours_per_workday(const Calendar& calendar) {
    return calendar.hours_per_shift * calendar.shifts_per_day;
}

inline double mean_workdays_per_day(const Calendar& calendar) {
    return static_cast<double>(calendar.workdays.size()) / 7;
}

/// The number of working days in [first, first + k) for k = 0 ... last - first.
inline std::vector<double> workday_counts(const Calendar& calendar, Date first, Date last) {
    if (last < first)
        throw Error("",
                    "a calendar's table cannot run from " + text(first) + " back to " + text(last));
    std::array<bool, 8> weekly{};
    for (const std::string& name : calendar.workdays) weekly[weekday_number(name)] = true;
    const auto days = static_cast<std::size_t>((last - first).count());
    const auto index = [&](Date day) {
        return static_cast<std::size_t>((std::clamp(day, first, last) - first).count());
    };

    std::vector<char> open(days);
    const auto monday_based = std::chrono::weekday{first}.iso_encoding() - 1;
    for (std::size_t i = 0; i < days; ++i) open[i] = weekly[(monday_based + i) % 7];
    for (const Closure& closure : calendar.closed)
        for (std::size_t i = index(closure.from); i < index(closure.to + std::chrono::days{1}); ++i)
            open[i] = false;
    for (const Date day : calendar.extra_workdays)
        if (first <= day && day < last) open[index(day)] = true;

    std::vector<double> counts(days + 1, 0.0);
    for (std::size_t i = 0; i < days; ++i) counts[i + 1] = counts[i] + (open[i] ? 1.0 : 0.0);
    return counts;
}

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

/// Refuses a calendar that makes no sense: hours of a shift not above 0, more than 24 hours a
/// day, days of the week unknown, repeated or none, a closure that ends before it begins, a
/// date outside the years 1900 to 2200 or one both closed and worked.
/// @param place where the calendar stands, such as `calendar.one shift`
/// @throws Error
inline void validate(const Calendar& calendar, const std::string& place) {
    for_each_param<Calendar>([&](const auto& each) {
        if constexpr (requires { each.bounds.allows(calendar.*each.member); }) {
            const double value = calendar.*each.member;
            if (!each.bounds.allows(value))
                throw Error(place, std::string(each.name) + " is " + detail::number_text(value) +
                                       ", " + each.bounds.text());
        }
    });
    const double hours = detail::hours_per_workday(calendar);
    if (!(hours <= 24 * (1 + 1e-12)))
        throw Error(place, "hours_per_shift * shifts_per_day is " + detail::number_text(hours) +
                               ", must be at most 24");

    if (calendar.workdays.empty())
        throw Error(place, "workdays is empty, must name at least one of Mon, Tue, Wed, Thu, Fri, "
                           "Sat, Sun");
    std::array<bool, 7> seen{};
    for (const std::string& name : calendar.workdays) {
        const std::size_t number = detail::weekday_number(name);
        if (number == seen.size())
            throw Error(place, "workdays has " + detail::quoted(name) +
                                   ", must be Mon, Tue, Wed, Thu, Fri, Sat or Sun");
        if (seen[number]) throw Error(place, "workdays has " + detail::quoted(name) + " twice");
        seen[number] = true;
    }

    const auto check_date = [&](std::string_view what, Date day) {
        const int y = detail::year_of(day);
        if (y < detail::first_year || y > detail::last_year)
            throw Error(place, std::string(what) + " has " + text(day) +
                                   ", must be within the years 1900 to 2200");
    };
    for (const Closure& closure : calendar.closed) {
        check_date("closed", closure.from);
        check_date("closed", closure.to);
        if (closure.to < closure.from)
            throw Error(place, "closed from " + text(closure.from) + " to " + text(closure.to) +
                                   ": the last day must not be before the first");
    }
    for (const Date day : calendar.extra_workdays) {
        check_date("extra_workdays", day);
        for (const Closure& closure : calendar.closed)
            if (closure.from <= day && day <= closure.to)
                throw Error(place, "extra_workdays has " + text(day) + ", which is closed (" +
                                       text(closure.from) + " to " + text(closure.to) +
                                       "); a day must be one or the other");
    }
}

/// Mean operating hours a calendar day of the regular week,
/// hours_per_shift × shifts_per_day × number of workdays / 7; closures and extra days do not
/// count. This is the h of the ramp clock τ(t) = (H(t) - H(start)) / h: a curve given in calendar
/// days runs at calendar pace in regular weeks and stands still while the plant is closed.
inline double mean_hours_per_day(const Calendar& calendar) {
    return detail::hours_per_workday(calendar) * detail::mean_workdays_per_day(calendar);
}

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
        for (double& knot : knots_) knot *= detail::hours_per_workday(calendar);
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
