#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "rampcast/core/params.hpp"

namespace rampcast::detail {

/// Refuses one parameter of a distribution: `pert: mode is 5, must be at least low (6)`.
template <class D>
[[noreturn]] void refuse(const D&, const std::string& place, std::string_view name, double value,
                         const std::string& rule) {
    throw Error(place, std::string(D::tag) + ": " + std::string(name) + " is " +
                           number_text(value) + ", " + rule);
}

/// Refuses a parameter that is less than another.
template <class D>
void check_at_least(const D& d, const std::string& place, std::string_view name, double value,
                    std::string_view other_name, double other) {
    if (!(value >= other))
        refuse(d, place, name, value,
               "must be at least " + std::string(other_name) + " (" + number_text(other) + ")");
}

/// Refuses a parameter that is not greater than another.
template <class D>
void check_greater(const D& d, const std::string& place, std::string_view name, double value,
                   std::string_view other_name, double other) {
    if (!(value > other))
        refuse(d, place, name, value,
               "must be greater than " + std::string(other_name) + " (" + number_text(other) + ")");
}

/// Holds every number of a distribution to its described range; NaN and infinities are refused.
template <class D> void check_ranges(const D& d, const std::string& place) {
    for_each_param<D>([&](const auto& each) {
        const auto& value = d.*each.member;
        using Value = std::remove_cvref_t<decltype(value)>;
        const auto check = [&](const std::string& name, double number) {
            if (!each.bounds.allows(number))
                refuse(d, place, name, number, each.bounds.text_for(number));
        };
        if constexpr (std::is_same_v<Value, double>) {
            check(std::string(each.name), value);
        } else if constexpr (std::is_same_v<Value, std::optional<double>>) {
            if (value) check(std::string(each.name), *value);
        } else {
            for (std::size_t i = 0; i < value.size(); ++i)
                check(std::string(each.name) + "[" + std::to_string(i) + "]", value[i]);
        }
    });
}

/// A number in six significant digits, for a limit that was computed.
inline std::string short_text(double value) {
    char text[40];
    const auto end =
        std::to_chars(text, text + sizeof text, value, std::chars_format::general, 6).ptr;
    return {text, end};
}

/// Refuses a factor that would turn a distribution round or flatten it.
inline void check_factor(double factor) {
    if (!bounds::positive.allows(factor))
        throw Error("", "factor is " + number_text(factor) + ", must be greater than 0");
}

/// Refuses an offset for a distribution that is tied to zero.
template <class D> void check_no_offset(const D&, double offset) {
    if (offset != 0)
        throw Error("", std::string(D::tag) + ": cannot be shifted by " + number_text(offset) +
                            ", its range always starts at 0");
}

} // namespace rampcast::detail
