#pragma once

#include <string>

#include "rampcast/core/math.hpp"
#include "rampcast/core/params.hpp"

namespace rampcast::detail {

/// Refuses an argument of a formula that is out of its range; a dual number goes by its value.
/// Lanes pass unchecked: whoever calls a formula on them has checked what they were made of.
/// @throws Error naming the function, the argument, its value and what is allowed
template <class T>
void check_argument(const char* function, const std::string& argument, const T& value,
                    const Bounds& allowed) {
    if constexpr (!is_lanes<T>) {
        const auto number = static_cast<double>(value_of(value));
        if (!allowed.allows(number))
            throw Error(function, argument + " is " + number_text(number) + ", " + allowed.text());
    }
}

} // namespace rampcast::detail
