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

} // namespace rampcast::detail
