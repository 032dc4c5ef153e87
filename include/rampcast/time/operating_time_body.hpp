#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/time/operating_time.hpp"
#include "rampcast/time/weekday.hpp"

/// What `operating_time.hpp` declares.
namespace rampcast::detail {

RAMPCAST_INLINE std::vector<double> workday_counts(const Calendar& calendar, Date first,
                                                   Date last) {
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

} // namespace rampcast::detail
