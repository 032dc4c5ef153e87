#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "rampcast/time/calendar.hpp"

namespace rampcast::detail {

/// 0 for Monday to 6 for Sunday, 7 where the name is none of them.
inline std::size_t weekday_number(std::string_view name) {
    const auto found = std::find(weekday_names.begin(), weekday_names.end(), name);
    return static_cast<std::size_t>(found - weekday_names.begin());
}

/// Hours after midnight of a time of day such as 06:30, or below 0 where it is none.
inline double hour_of_day(std::string_view time) {
    if (time.size() != 5 || time[2] != ':') return -1;
    const int h = digits(time.substr(0, 2)), m = digits(time.substr(3));
    return h < 0 || h > 23 || m < 0 || m > 59 ? -1.0 : h + m / 60.0;
}

} // namespace rampcast::detail
