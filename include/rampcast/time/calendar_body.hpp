#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/time/weekday.hpp"

/// What `calendar.hpp` declares.
namespace rampcast {

namespace detail {

/// Times of day, in order, one a shift, and the shifts apart.
inline void check_starts(const Calendar& calendar, const std::string& place) {
    const std::vector<std::string>& starts = calendar.starts;
    if (starts.empty()) return;
    if (calendar.shifts_per_day != 1 &&
        calendar.shifts_per_day != static_cast<double>(starts.size()))
        throw Error(place, "shifts_per_day is " + number_text(calendar.shifts_per_day) + ", but " +
                               std::to_string(starts.size()) + " starts are stated");
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const double at = hour_of_day(starts[i]);
        if (at < 0)
            throw Error(place, "starts has " + detail::quoted(starts[i]) +
                                   ", must be a time of day such as 06:00");
        const double next =
            i + 1 < starts.size() ? hour_of_day(starts[i + 1]) : hour_of_day(starts[0]) + 24;
        if (i + 1 < starts.size() && !(next > at))
            throw Error(place, "starts has " + detail::quoted(starts[i + 1]) + " after " +
                                   detail::quoted(starts[i]) + ", must be in order");
        if (at + calendar.hours_per_shift > next + 1e-9)
            throw Error(place, "the shift that begins at " + starts[i] + " lasts " +
                                   number_text(calendar.hours_per_shift) +
                                   " h, into the next; they must not overlap");
    }
    for (const auto& [day, hours] : calendar.hours)
        if (hour_of_day(starts.back()) + hours -
                calendar.hours_per_shift * static_cast<double>(starts.size() - 1) >
            hour_of_day(starts.front()) + 24 + 1e-9)
            throw Error(place, "hours of " + day + " is " + number_text(hours) +
                                   ", more than its shifts leave until those of the next day");
}

} // namespace detail

RAMPCAST_INLINE void validate(const Calendar& calendar, const std::string& place) {
    for_each_param<Calendar>([&](const auto& each) {
        if constexpr (requires { each.bounds.allows(calendar.*each.member); }) {
            const double value = calendar.*each.member;
            if (!each.bounds.allows(value))
                throw Error(place, std::string(each.name) + " is " + detail::number_text(value) +
                                       ", " + each.bounds.text());
            if (each.bounds.hardly_allows(value))
                throw Error(place, std::string(each.name) + " is " + detail::number_text(value) +
                                       ", is " + std::string(Bounds::too_small));
        }
    });
    const double hours = calendar.hours_per_shift * detail::shifts_of(calendar);
    constexpr double most = 24 * (1 + 1e-12);
    if (!(hours <= most))
        throw Error(place, (calendar.starts.empty() ? "hours_per_shift * shifts_per_day is "
                                                    : "hours_per_shift * number of starts is ") +
                               detail::number_text(hours) + ", must be at most 24");
    detail::check_starts(calendar, place);
    for (const auto& [name, own] : calendar.hours) {
        if (std::find(calendar.workdays.begin(), calendar.workdays.end(), name) ==
            calendar.workdays.end())
            throw Error(place, "hours names " + detail::quoted(name) +
                                   ", which is not among the workdays");
        if (!(own > 0 && own <= most))
            throw Error(place, "hours of " + name + " is " + detail::number_text(own) +
                                   ", must be greater than 0 and at most 24");
        if (bounds::positive.hardly_allows(own))
            throw Error(place, "hours of " + name + " is " + detail::number_text(own) + ", is " +
                                   std::string(Bounds::too_small));
    }

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

} // namespace rampcast
