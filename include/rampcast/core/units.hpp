#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace rampcast {

namespace detail {
struct TimeUnit {
    std::string_view suffix;
    double seconds;
};
inline constexpr std::array<TimeUnit, 4> time_units{TimeUnit{"s", 1}, TimeUnit{"min", 60},
                                                    TimeUnit{"h", 3600}, TimeUnit{"days", 86400}};
} // namespace detail

/// Reads a key such as `cycle_time_h` for a parameter stored as `cycle_time_s`: the factor from
/// the key's unit to the stored one (1 where the key is the parameter's own name), nothing where
/// the key means something else. Working days are counted, and have no other unit.
inline std::optional<double> key_factor(std::string_view name, std::string_view key) {
    if (name == key) return 1.0;
    if (name.ends_with("working_days")) return std::nullopt;
    for (const auto& stored : detail::time_units) {
        const std::string ending = "_" + std::string(stored.suffix);
        if (!name.ends_with(ending)) continue;
        const std::string_view stem = name.substr(0, name.size() - ending.size());
        for (const auto& given : detail::time_units)
            if (key == std::string(stem) + "_" + std::string(given.suffix))
                return given.seconds / stored.seconds;
    }
    return std::nullopt;
}

} // namespace rampcast
