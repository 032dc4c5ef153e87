#pragma once

#include <concepts>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/error.hpp"

namespace rampcast {

/// The range a parameter may take; NaN and infinities are never allowed.
struct Bounds {
    double lower = -std::numeric_limits<double>::infinity();
    double upper = std::numeric_limits<double>::infinity();
    bool lower_open = false; ///< true: `lower` itself is not allowed
    bool upper_open = false; ///< true: `upper` itself is not allowed

    constexpr bool has_lower() const { return lower > -std::numeric_limits<double>::infinity(); }
    constexpr bool has_upper() const { return upper < std::numeric_limits<double>::infinity(); }

    /// True where `value` is a finite number in the range.
    constexpr bool allows(double value) const {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        if (!(value > -infinity && value < infinity)) return false;
        return (lower_open ? value > lower : value >= lower) &&
               (upper_open ? value < upper : value <= upper);
    }

    /// Whether a value that must be above 0 is less than any quantity here (1e-15): what is divided by
    /// it would be lost to rounding.
    constexpr bool hardly_allows(double value) const {
        return lower == 0 && lower_open && value < 1e-15;
    }

    static constexpr std::string_view too_small = "smaller than any quantity here (1e-15)";

    /// The range in words, such as "must be greater than 0 and at most 1"; the numbers are
    /// divided by `factor`, for values shown in another unit than the stored one.
    std::string text(double factor = 1) const {
        std::string words = "must be a finite number";
        if (has_lower())
            words = std::string("must be ") + (lower_open ? "greater than " : "at least ") +
                    detail::number_text(lower / factor);
        if (has_upper())
            words += std::string(has_lower() ? " and " : "; must be ") +
                     (upper_open ? "less than " : "at most ") + detail::number_text(upper / factor);
        return words;
    }

    /// Why a value is not allowed, in the same words.
    std::string text_for(double value, double factor = 1) const {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const bool finite = value > -infinity && value < infinity;
        std::string words = text(factor);
        if (finite || !has_lower() || has_upper()) return words;
        return "must be a finite number, " + words.substr(std::string_view("must be ").size());
    }

    constexpr bool operator==(const Bounds&) const = default;
};

namespace bounds {
inline constexpr Bounds any{};
inline constexpr Bounds positive{.lower = 0, .lower_open = true};
inline constexpr Bounds non_negative{.lower = 0};
/// Shapes of beta and gamma distributions: beyond these their quantiles are lost to rounding.
inline constexpr Bounds shape{.lower = .01, .upper = 1e8};
/// Values of distributions: beyond these a spread, or its square, is more than any float.
inline constexpr Bounds value{.lower = -1e100, .upper = 1e100};
inline constexpr Bounds positive_value{.lower = 0, .upper = 1e100, .lower_open = true};
/// Logarithms of such values, and their spread: beyond 20 the mean is more than any float.
inline constexpr Bounds log_value{.lower = -230, .upper = 230};
inline constexpr Bounds log_spread{.lower = 0, .upper = 20, .lower_open = true};
/// Squared coefficients of variation: beyond 100 nothing is seen of the mean in ten thousand pieces.
inline constexpr Bounds scv{.lower = 0, .upper = 100};
inline constexpr Bounds share{.lower = 0, .upper = 1}; ///< 0 and 1 included
inline constexpr Bounds positive_share{.lower = 0, .upper = 1, .lower_open = true};
inline constexpr Bounds inner_share{.lower = 0, .upper = 1, .lower_open = true, .upper_open = true};
inline constexpr Bounds below_one{.upper = 1, .upper_open = true};
} // namespace bounds

/// One parameter of a described struct: everything that validation, file keys, Python classes,
/// documentation and the schema need to know of it.
template <class Struct, class Member> struct Param {
    using struct_type = Struct;
    using member_type = Member;

    std::string_view name;   ///< the member's name, and its key in a file unless `file_key` is set
    Member Struct::* member; ///< pointer to the member
    std::string_view
        unit; ///< "days", "h", "s", "date", "1" (a share or factor), "currency" ...; "" for text,
              ///< and for numbers in the unit of the member that their struct stands in
    Bounds bounds;             ///< for numbers
    std::string_view meaning;  ///< one sentence for documentation
    std::string_view file_key; ///< key in a file and in paths where it differs (`line` for `lines`)
    bool required = false;     ///< true: must be given in a file and on the Python side
    std::string_view stand_in{}; ///< the member it follows from where it is left out

    constexpr std::string_view key() const { return file_key.empty() ? name : file_key; }

    /// The same parameter under another key in files and paths.
    constexpr Param keyed(std::string_view key) const {
        Param copy = *this;
        copy.file_key = key;
        return copy;
    }
    /// The same parameter, which follows from another member where it is left out, as a number at
    /// its default though its bounds do not allow that.
    constexpr Param or_from(std::string_view member_name) const {
        Param copy = *this;
        copy.stand_in = member_name;
        return copy;
    }
    /// The same parameter, marked as one that must be given.
    constexpr Param needed() const {
        Param copy = *this;
        copy.required = true;
        return copy;
    }
};

/// Describes a number: its unit, range and meaning.
template <class Struct, class Member>
constexpr Param<Struct, Member> param(std::string_view name, Member Struct::* member,
                                      std::string_view unit, Bounds bounds,
                                      std::string_view meaning) {
    return {name, member, unit, bounds, meaning, {}};
}

/// Describes a member that is not a number: text, a list, a nested struct.
template <class Struct, class Member>
constexpr Param<Struct, Member> param(std::string_view name, Member Struct::* member,
                                      std::string_view meaning) {
    return {name, member, {}, {}, meaning, {}};
}

/// A struct that describes itself: `type_name` (as in Python), `meaning` (one sentence) and
/// `params()`, a tuple of `Param` in member order.
template <class S>
concept Described = requires {
    { S::type_name } -> std::convertible_to<std::string_view>;
    { S::meaning } -> std::convertible_to<std::string_view>;
    S::params();
};

/// Calls `visit(param)` for each parameter of `S`, in member order.
template <Described S, class Visit> constexpr void for_each_param(Visit&& visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, S::params());
}

} // namespace rampcast
