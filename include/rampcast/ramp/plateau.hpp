#pragma once

#include <array>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/experience.hpp"

namespace rampcast {

/// Two different models of a floor under the power law, both called plateau: hours that approach
/// it, C + (1 - C) x^b (Baloff 1971), and hours that stop at it, max(x^b, K0) (Yelle 1979).
enum class PlateauModel { baloff, yelle };
inline constexpr std::array<std::string_view, 2> plateau_model_names{"baloff", "yelle"};
constexpr const auto& words_of(PlateauModel) { return plateau_model_names; }

/// Learning by experience that ends on a floor. Where hours stop at it (Yelle), totals count from
/// the real-valued unit that reaches it, which off whole units is short by less than 1 / x of the
/// last learner's saving.
template <class T> struct PlateauOf {
    PlateauModel model{};            ///< approaching the floor or stopping at it: always to be said
    T learning_rate{};               ///< hours after a doubling over hours before
    T floor_share{};                 ///< the floor over the first unit's hours
    T mature_unit{};                 ///< the unit from which on nothing is learned
    T mature_units_per_day = T(1.0); ///< mature output; in a line the line's rate

    using scalar = T;
    template <class U> using rebind = PlateauOf<U>;
    static constexpr std::string_view type_name = "Plateau";
    static constexpr std::string_view tag = "plateau";
    static constexpr std::string_view meaning = "Learning by experience that ends on a floor.";
    static constexpr auto params() {
        return std::tuple{
            param("model", &PlateauOf::model,
                  "\"baloff\" where hours approach the floor, \"yelle\" where they stop at it")
                .needed(),
            param("learning_rate", &PlateauOf::learning_rate, "1", detail::learning_rate_bounds,
                  "hours after a doubling of the units made over hours before")
                .needed(),
            param("floor_share", &PlateauOf::floor_share, "1", bounds::share,
                  "the floor over the first unit's hours")
                .needed(),
            param("mature_unit", &PlateauOf::mature_unit, "units", detail::mature_unit_bounds,
                  "the unit from which on nothing is learned")
                .needed(),
            param("mature_units_per_day", &PlateauOf::mature_units_per_day, "units/day",
                  bounds::positive, "mature output a day; in a line its own rate is used")};
    }

    /// Hours of a unit over those of the first.
    T unit_hours(const T& unit) const {
        const T hours = by_unit().unit(unit);
        return stops() ? max(hours, floor_share) : hours;
    }
    /// Hours of the first `units` units.
    T total_hours(const T& units) const {
        if (!stops()) return by_unit().total(units);
        const T last = learners();
        return by_unit().total(min(units, last)) + floor_share * (max(units, last) - last);
    }
    /// Hours of the units from `first` to `last`, both included.
    T total_hours(const T& first, const T& last) const {
        return total_hours(last) - total_hours(first - T(1.0));
    }
    /// Hours a unit takes at the pace after `units` units.
    T current_hours(const T& units) const {
        if (!stops()) return by_unit().current(units);
        const T last = learners();
        return select(units < last, by_unit().current(min(units, last)), floor_share);
    }
    /// Units made in the given hours.
    T units_within(const T& hours) const {
        if (!stops()) return by_unit().units_within(hours);
        const T last = learners(), learning = by_unit().total(last);
        return by_unit().units_within(min(hours, learning)) +
               max(hours - learning, T(0.0)) / max(floor_share, T(1e-9));
    }
    /// Units made when the pace is `hours` a unit, at most `most`.
    T units_at(const T& hours, const T& most) const {
        return by_unit().units_at(hours, stops() ? min(most, learners()) : most);
    }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const { return detail::ExperienceClock(*this).share(t_days); }
    /// Days' worth of mature output made since the start.
    T area(const T& t_days) const { return detail::ExperienceClock(*this).area(t_days); }
    /// Days' worth of mature output made between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The time a share is first reached: 0 for shares up to the first unit's, and the beginning
    /// of the mature unit for those above the last learner's.
    T time_to(const T& share) const { return detail::ExperienceClock(*this).time_to(share); }

    bool operator==(const PlateauOf&) const = default;

private:
    bool stops() const { return model == PlateauModel::yelle; }
    detail::UnitHours<T> by_unit() const {
        return {learning_rate, T(0.0), stops() ? T(0.0) : floor_share};
    }
    // Units that still learn where hours stop at the floor: one less than the unit reaching it.
    T learners() const {
        const T b = min(by_unit().exponent(), T(-1e-9));
        const T log_unit = log(max(floor_share, T(1e-9))) / b;
        return exp(min(log_unit, T(30.0))) - T(1.0);
    }
};

} // namespace rampcast
