#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/experience.hpp"

namespace rampcast {

/// Learning by experience of which machines take their fixed part: unit x takes
/// M + (1 - M) (x + B)^b hours, b = log2(learning rate); DeJong 1957 for B = 0, Carr's S-curve
/// above.
template <class T> struct DeJongOf {
    /// hours after a doubling of the units made over hours before
    T learning_rate{};
    /// share of the first unit's hours that learning cannot reduce
    T incompressible_share{};
    T mature_unit{}; ///< the unit from which on nothing is learned
    /// mature output a day; in a line its own rate is used
    T mature_units_per_day = T(1.0);
    T prior_units{}; ///< equivalent units made before the first (B)

    using scalar = T;
    template <class U> using rebind = DeJongOf<U>;
    static constexpr std::string_view type_name = "DeJong";
    static constexpr std::string_view tag = "dejong";
    static constexpr std::string_view meaning =
        "Learning by experience of which machines take their fixed part.";
    static constexpr auto params() {
        return std::tuple{
            param("learning_rate", &DeJongOf::learning_rate, "1", detail::learning_rate_bounds,
                  "hours after a doubling of the units made over hours before")
                .needed(),
            param("incompressible_share", &DeJongOf::incompressible_share, "1", bounds::share,
                  "share of the first unit's hours that learning cannot reduce")
                .needed(),
            param("mature_unit", &DeJongOf::mature_unit, "units", detail::mature_unit_bounds,
                  "the unit from which on nothing is learned")
                .needed(),
            param("mature_units_per_day", &DeJongOf::mature_units_per_day, "units/day",
                  bounds::positive, "mature output a day; in a line its own rate is used"),
            param("prior_units", &DeJongOf::prior_units, "units", detail::prior_units_bounds,
                  "equivalent units made before the first (B)")};
    }

    /// Hours of a unit over those of a first one without experience.
    T unit_hours(const T& unit) const { return by_unit().unit(unit); }
    /// Hours of the first `units` units.
    T total_hours(const T& units) const { return by_unit().total(units); }
    /// Hours of the units from `first` to `last`, both included.
    T total_hours(const T& first, const T& last) const {
        return total_hours(last) - total_hours(first - T(1.0));
    }
    /// Hours a unit takes at the pace after `units` units.
    T current_hours(const T& units) const { return by_unit().current(units); }
    /// Units made in the given hours.
    T units_within(const T& hours) const { return by_unit().units_within(hours); }
    /// Units made when the pace is `hours` a unit, at most `most`.
    T units_at(const T& hours, const T& most) const { return by_unit().units_at(hours, most); }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const { return detail::ExperienceClock(*this).share(t_days); }
    /// Days' worth of mature output made since the start.
    T area(const T& t_days) const { return detail::ExperienceClock(*this).area(t_days); }
    /// Days' worth of mature output made between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The time a share is first reached: 0 for shares up to the first unit's, and the beginning
    /// of the mature unit for those above the last learner's.
    T time_to(const T& share) const { return detail::ExperienceClock(*this).time_to(share); }

    bool operator==(const DeJongOf&) const = default;

private:
    detail::UnitHours<T> by_unit() const {
        return {learning_rate, prior_units, incompressible_share};
    }
};

} // namespace rampcast
