#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "rampcast/core/error.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/time/weekday.hpp"

/// What `calendar.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE void validate(const Calendar& calendar, const std::string& place) {
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

} // namespace rampcast
