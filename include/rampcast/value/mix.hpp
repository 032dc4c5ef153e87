#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/time/date.hpp"

namespace rampcast {

/// Shares of units by product from a date on. Between two points shares move along a straight
/// line; before the first and after the last they stay.
template <class T> struct MixPointOf {
    using scalar = T;
    /// the date of these shares; left out where there is one point
    std::optional<Date> on{};
    /// share of units of each product; they sum to 1. One product may be left out and takes the
    /// rest
    std::map<std::string, T> shares{};

    static constexpr std::string_view type_name = "MixPoint";
    static constexpr std::string_view meaning =
        "Shares of units by product, at a date where the mix shifts with time.";
    static constexpr auto params() {
        return std::tuple{
            param("on", &MixPointOf::on,
                  "the date of these shares; left out where there is one point"),
            param("shares", &MixPointOf::shares, "1", bounds::share,
                  "share of units of each product; they sum to 1. One product may be left out and "
                  "takes the rest")
                .needed()};
    }
    bool operator==(const MixPointOf&) const = default;
};
template <class T> std::string key_text(const MixPointOf<T>& point) {
    return point.on ? text(*point.on) : std::string();
}

} // namespace rampcast
