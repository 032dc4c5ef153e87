#pragma once

#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/ramp.hpp"
#include "rampcast/time/date.hpp"
#include "rampcast/time/when.hpp"

namespace rampcast {

/// A rate of arrival from a date or milestone on, in force until the next one: stated, or as a
/// multiple of the rate before. None takes effect before an earlier one of its list.
template <class T> struct ArrivalOf {
    using scalar = T;
    WhenOf<T> from{}; ///< the first day of this rate, or the milestone's name
    T lag_days{};     ///< calendar days after it
    /// pieces, orders, people or money a calendar year. Either this or `growth`
    std::optional<T> per_year{};
    /// factor on the rate before. Either this or `per_year`
    std::optional<T> growth{};
    /// share of the change from the rate before that is reached by calendar days since; none: all
    /// at once
    std::optional<CurveOf<T>> ramp{};

    static constexpr std::string_view type_name = "Arrival";
    static constexpr std::string_view meaning =
        "A rate of arrival from a date or milestone on: stated, or a multiple of the rate before.";
    static constexpr auto params() {
        return std::tuple{
            param("from", &ArrivalOf::from, "date", bounds::any,
                  "the first day of this rate, or the milestone's name")
                .needed(),
            param("lag_days", &ArrivalOf::lag_days, "days", bounds::non_negative,
                  "calendar days after it"),
            param("per_year", &ArrivalOf::per_year, "", bounds::non_negative,
                  "pieces, orders, people or money a calendar year. Either this or `growth`"),
            param("growth", &ArrivalOf::growth, "1", bounds::non_negative,
                  "factor on the rate before. Either this or `per_year`"),
            param("ramp", &ArrivalOf::ramp,
                  "share of the change from the rate before that is reached by calendar days "
                  "since; none: all at once")};
    }
    bool operator==(const ArrivalOf&) const = default;
};

namespace detail {
/// What something from a moment on is called by in a list: its date, or its milestone. Empty where
/// it has a lag, or the date is uncertain.
template <class T> std::string moment_key(const WhenOf<T>& from, const T& lag_days) {
    if constexpr (requires { lag_days.is_uncertain(); }) {
        if (lag_days != T(0)) return {};
        if (const auto* name = std::get_if<std::string>(&from)) return *name;
        const T& day = *std::get_if<T>(&from);
        constexpr double longest = 1e6;
        if (day.is_uncertain() || !(std::abs(day.number()) < longest)) return {};
        return text(Date{std::chrono::days{static_cast<int>(std::floor(day.number()))}});
    }
    return {};
}
} // namespace detail

template <class T> std::string key_text(const ArrivalOf<T>& arrival) {
    return detail::moment_key(arrival.from, arrival.lag_days);
}

} // namespace rampcast
