#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/names.hpp"

/// How invalid input is refused: whatever checks says it in these words.
namespace rampcast::detail {

/// Refuses the parameter `key` of the struct at the dotted path `container`: `what()` reads like
/// `line "L1", station "burn-in": places is 0, must be greater than 0`.
[[noreturn]] RAMPCAST_INLINE void refuse_parameter(const std::string& container,
                                                   std::string_view key, const std::string& rest);
[[noreturn]] RAMPCAST_INLINE void refuse_value(const std::string& container, std::string_view key,
                                               const std::string& value, const std::string& rule);

/// The names of a list's elements.
template <class List> std::vector<std::string> names_of(const List& list) {
    std::vector<std::string> names;
    names.reserve(list.size());
    for (const auto& each : list) names.push_back(each.name);
    return names;
}

/// The words that go with a name that is not known: `; the nearest is "L1"`, or `; ` and `none`.
RAMPCAST_INLINE std::string nearest_words(const std::string& name,
                                          const std::vector<std::string>& known,
                                          const std::string& none);

/// Refuses the name of something that does not exist.
/// @param what what the known names are of, such as "a calendar"
RAMPCAST_INLINE void check_reference(const std::string& name, const std::vector<std::string>& known,
                                     const std::string& container, std::string_view key,
                                     std::string_view what);
RAMPCAST_INLINE void check_reference(const std::string& name, const Names& known,
                                     const std::string& container, std::string_view key,
                                     std::string_view what);

} // namespace rampcast::detail

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/core/refuse_body.hpp"
#endif
