#pragma once

#include <optional>
#include <string>

#include "rampcast/core/params.hpp"
#include "rampcast/time/date.hpp"

namespace rampcast {

/// A rate of arrival from a date on, in force until the next one: stated, or as a multiple of the
/// rate before.
template <class T> struct ArrivalOf {
    using scalar = T;
    Date from{}; ///< the first day of this rate
    /// pieces, orders, people or money a calendar year. Either this or `growth`
    std::optional<T> per_year{};
    /// factor on the rate before. Either this or `per_year`
    std::optional<T> growth{};

    static constexpr std::string_view type_name = "Arrival";
    static constexpr std::string_view meaning =
        "A rate of arrival from a date on: stated, or a multiple of the rate before.";
    static constexpr auto params() {
        return std::tuple{
            param("from", &ArrivalOf::from, "the first day of this rate").needed(),
            param("per_year", &ArrivalOf::per_year, "", bounds::non_negative,
                  "pieces, orders, people or money a calendar year. Either this or `growth`"),
            param("growth", &ArrivalOf::growth, "1", bounds::non_negative,
                  "factor on the rate before. Either this or `per_year`")};
    }
    bool operator==(const ArrivalOf&) const = default;
};
template <class T> std::string key_text(const ArrivalOf<T>& arrival) { return text(arrival.from); }

} // namespace rampcast
