#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/nearest.hpp"
#include "rampcast/core/refuse.hpp"

/// What `refuse.hpp` declares.
namespace rampcast::detail {

RAMPCAST_INLINE void refuse_parameter(const std::string& container, std::string_view key,
                                      const std::string& rest) {
    const std::string name(key);
    const std::string place = container.empty() ? name : container + "." + name;
    // A number of a list has no name to begin the sentence with.
    if (is_digits(name)) throw Error(place, rest);
    throw Error(place, spoken_place(container), name + " " + rest);
}

RAMPCAST_INLINE void refuse_value(const std::string& container, std::string_view key,
                                  const std::string& value, const std::string& rule) {
    refuse_parameter(container, key, "is " + value + ", " + rule);
}

RAMPCAST_INLINE std::string nearest_words(const std::string& name,
                                          const std::vector<std::string>& known,
                                          const std::string& none) {
    return known.empty() ? "; " + none : "; the nearest is " + detail::quoted(nearest(name, known));
}

RAMPCAST_INLINE void check_reference(const std::string& name, const std::vector<std::string>& known,
                                     const std::string& container, std::string_view key,
                                     std::string_view what) {
    if (std::find(known.begin(), known.end(), name) == known.end())
        refuse_value(container, key, detail::quoted(name),
                     "which is not " + std::string(what) +
                         nearest_words(name, known, "there are none"));
}
RAMPCAST_INLINE void check_reference(const std::string& name, const Names& known,
                                     const std::string& container, std::string_view key,
                                     std::string_view what) {
    if (!known.find(name)) check_reference(name, known.list(), container, key, what);
}

} // namespace rampcast::detail
