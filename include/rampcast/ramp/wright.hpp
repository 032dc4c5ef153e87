#pragma once

#include <array>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/experience.hpp"

namespace rampcast {

/// What a learning rate multiplies at each doubling: the hours of the single unit (Crawford), or
/// the average hours of all units so far (Wright 1936). The same rate means different things.
enum class LearningTheory { unit, cumulative_average };
inline constexpr std::array<std::string_view, 2> learning_theory_names{"unit",
                                                                       "cumulative average"};
constexpr const auto& words_of(LearningTheory) { return learning_theory_names; }

/// The power law of learning: hours fall to `learning_rate` at each doubling of the units made.
/// By unit theory unit x takes x^b hours, b = log2(rate); by cumulative average the first x units
/// take x^(1 + b).
template <class T> struct WrightOf {
    LearningTheory theory{};         ///< what the rate multiplies: always to be said
    T learning_rate{};               ///< hours after a doubling over hours before
    T mature_unit{};                 ///< the unit from which on nothing is learned
    T mature_units_per_day = T(1.0); ///< mature output; in a line the line's rate

    using scalar = T;
    template <class U> using rebind = WrightOf<U>;
    static constexpr std::string_view type_name = "Wright";
    static constexpr std::string_view tag = "wright";
    static constexpr std::string_view meaning =
        "Learning by experience: hours fall by the same share at each doubling of the units made.";
    static constexpr auto params() {
        return std::tuple{
            param("theory", &WrightOf::theory,
                  "\"unit\" where the rate is of single units, \"cumulative average\" where it is "
                  "of the average so far")
                .needed(),
            param("learning_rate", &WrightOf::learning_rate, "1", detail::learning_rate_bounds,
                  "hours after a doubling of the units made over hours before")
                .needed(),
            param("mature_unit", &WrightOf::mature_unit, "units", detail::mature_unit_bounds,
                  "the unit from which on nothing is learned")
                .needed(),
            param("mature_units_per_day", &WrightOf::mature_units_per_day, "units/day",
                  bounds::positive, "mature output a day; in a line its own rate is used")};
    }

    /// Hours of a unit over those of the first.
    T unit_hours(const T& unit) const {
        if (theory == LearningTheory::unit) return by_unit().unit(unit);
        const T p = by_unit().power();
        const T later = max(unit, T(2.0)), before = max(unit - T(1.0), T(1e-30));
        const T log_ratio = select(unit > T(2.0), log1p(T(-1.0) / later), log(before / unit));
        const T first = select(unit <= T(1.0), T(1.0), -expm1(p * log_ratio));
        return exp(p * log(unit)) * first;
    }
    /// Hours of the first `units` units over those of the first.
    T total_hours(const T& units) const {
        if (theory == LearningTheory::unit) return by_unit().total(units);
        return pow(max(units, T(1e-30)), by_unit().power());
    }
    /// Hours of the units from `first` to `last`, both included.
    T total_hours(const T& first, const T& last) const {
        return total_hours(last) - total_hours(first - T(1.0));
    }
    /// Hours a unit takes at the pace after `units` units.
    T current_hours(const T& units) const {
        if (theory == LearningTheory::unit) return by_unit().current(units);
        const T p = by_unit().power();
        return p * exp((p - T(1.0)) * log(max(units, T(1e-15))));
    }
    /// Units made in the given hours.
    T units_within(const T& hours) const {
        if (theory == LearningTheory::unit) return by_unit().units_within(hours);
        return exp(min(log(max(hours, T(1e-30))) / by_unit().power(), T(60.0)));
    }
    /// Units made when the pace is `hours` a unit, at most `most`.
    T units_at(const T& hours, const T& most) const {
        if (theory == LearningTheory::unit) return by_unit().units_at(hours, most);
        const T p = by_unit().power();
        return min(exp(log(hours / p) / min(p - T(1.0), T(-1e-4))), most);
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

    bool operator==(const WrightOf&) const = default;

private:
    detail::UnitHours<T> by_unit() const { return {learning_rate, T(0.0), T(0.0)}; }
};

} // namespace rampcast
