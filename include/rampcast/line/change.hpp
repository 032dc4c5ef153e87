#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/ramp.hpp"
#include "rampcast/time/when.hpp"

namespace rampcast {

/// New values of a line's parameters, or additions to them, from a date or milestone on.
template <class T> struct ChangeOf {
    using scalar = T;
    WhenOf<T> on{}; ///< the date, or the milestone's name
    T lag_days{};   ///< calendar days after it
    /// new values by path within the line: `burn-in.places`, `calendar`, `nameplate.units_per_year`
    std::map<std::string, std::variant<std::string, T>> set{};
    /// what is added to numbers, by path within the line; at least 0
    std::map<std::string, std::variant<std::string, T>> add{};
    /// share reached of what the change adds to the mature rate, on the line's operating clock since
    /// the change, whatever the line's own ramp; none: the line's ramp
    std::optional<CurveOf<T>> ramp{};

    static constexpr std::string_view type_name = "Change";
    static constexpr std::string_view meaning =
        "New values of a line's parameters from a date or a milestone on.";
    static constexpr auto params() {
        return std::tuple{
            param("on", &ChangeOf::on, "date", bounds::any, "the date, or the milestone's name")
                .needed(),
            param("lag_days", &ChangeOf::lag_days, "days", bounds::non_negative,
                  "calendar days after it"),
            param("set", &ChangeOf::set, "", bounds::any,
                  "new values by path within the line: `burn-in.places`, `calendar`, "
                  "`nameplate.units_per_year`"),
            param("add", &ChangeOf::add, "", bounds::non_negative,
                  "what is added to numbers, by path within the line; at least 0"),
            param("ramp", &ChangeOf::ramp,
                  "share reached of what the change adds to the mature rate, on the line's "
                  "operating clock since the change, whatever the line's own ramp; none: the "
                  "line's ramp")};
    }
    bool operator==(const ChangeOf&) const = default;
};
template <class T> std::string key_text(const ChangeOf<T>& change) {
    if (const auto* name = std::get_if<std::string>(&change.on)) return *name;
    return {};
}

} // namespace rampcast
