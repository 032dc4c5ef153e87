#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/time/date.hpp"

namespace rampcast {

/// The calendar that is always there without being stated: all hours of all days.
inline constexpr std::string_view round_the_clock = "round the clock";

/// Whether a calendar of that name closes at times what follows it; none: it does not.
constexpr bool closes(std::string_view calendar) {
    return !calendar.empty() && calendar != round_the_clock;
}

/// A stretch of days on which nothing is worked, both ends closed: 2024-02-09 to 2024-02-17 is
/// nine days.
struct Closure {
    Date from{};          ///< first closed day
    Date to{};            ///< last closed day, itself closed
    std::string reason{}; ///< such as Spring Festival

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

/// When a line or a project works: hours on the working days of a weekly pattern, less closures,
/// plus single extra days. As it stands: round the clock, every day.
struct Calendar {
    std::string name{};          ///< what lines refer to it by
    double hours_per_shift = 24; ///< working hours of a shift
    /// shifts of a working day; with hours_per_shift at most 24 hours. With `starts`, one for each
    double shifts_per_day = 1;
    /// times at which the shifts of a working day begin, in order, such as 06:00; a shift may end on
    /// the next day. None: shifts follow each other from midnight on
    std::vector<std::string> starts{};
    /// hours of single days of the week instead of those of the shifts, such as 4 on Sat, or more
    /// for overtime; shifts are worked in their order until the hours are
    std::map<std::string, double> hours{};
    /// days of the week worked: Mon, Tue, Wed, Thu, Fri, Sat, Sun
    std::vector<std::string> workdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    std::vector<Closure> closed{}; ///< holidays and shutdowns
    /// single dates worked although the weekly pattern says no, such as the weekend days that make
    /// up for a holiday
    std::vector<Date> extra_workdays{};

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
                  "shifts of a working day; with hours_per_shift at most 24 hours. With `starts`, "
                  "one "
                  "for each"),
            param("starts", &Calendar::starts,
                  "times at which the shifts of a working day begin, in order, such as 06:00; a "
                  "shift "
                  "may end on the next day. None: shifts follow each other from midnight on"),
            param("hours", &Calendar::hours, "h",
                  Bounds{.lower = 0, .upper = 24, .lower_open = true},
                  "hours of single days of the week instead of those of the shifts, such as 4 on "
                  "Sat, "
                  "or more for overtime; shifts are worked in their order until the hours are"),
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

/// Shifts of a working day.
inline double shifts_of(const Calendar& calendar) {
    return calendar.starts.empty() ? calendar.shifts_per_day
                                   : static_cast<double>(calendar.starts.size());
}
/// Working hours of a day of the week, 0 for Monday, where it is worked.
inline double hours_of_weekday(const Calendar& calendar, std::size_t weekday) {
    const auto own = calendar.hours.find(std::string(weekday_names[weekday]));
    return own != calendar.hours.end() ? own->second
                                       : calendar.hours_per_shift * shifts_of(calendar);
}

inline double mean_workdays_per_day(const Calendar& calendar) {
    return static_cast<double>(calendar.workdays.size()) / 7;
}

} // namespace detail

/// Refuses a calendar that makes no sense: hours of a shift not above 0, more than 24 hours a
/// day, shifts that overlap, days of the week unknown, repeated or none, a closure that ends before it begins, a
/// date outside the years 1900 to 2200 or one both closed and worked.
/// @param place where the calendar stands, such as `calendar.one shift`
/// @throws Error
RAMPCAST_INLINE void validate(const Calendar& calendar, const std::string& place);

/// Mean operating hours a calendar day of the regular week, the sum of its workdays' hours / 7,
/// without hours of single days hours_per_shift × shifts_per_day × number of workdays / 7; closures and extra days do not
/// count. This is the h of the ramp clock τ(t) = (H(t) - H(start)) / h: a curve given in calendar
/// days runs at calendar pace in regular weeks and stands still while the plant is closed.
inline double mean_hours_per_day(const Calendar& calendar) {
    if (calendar.hours.empty())
        return calendar.hours_per_shift * detail::shifts_of(calendar) *
               detail::mean_workdays_per_day(calendar);
    double week = 0;
    for (const std::string& day : calendar.workdays)
        for (std::size_t i = 0; i < detail::weekday_names.size(); ++i)
            if (detail::weekday_names[i] == day) week += detail::hours_of_weekday(calendar, i);
    return week / 7;
}

/// Calendars as their ordinary week has them, closures and extra days left out.
inline std::vector<Calendar> without_closures(std::vector<Calendar> calendars) {
    for (Calendar& calendar : calendars) {
        calendar.closed.clear();
        calendar.extra_workdays.clear();
    }
    return calendars;
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/time/calendar_body.hpp"
#endif
