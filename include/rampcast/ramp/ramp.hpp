#pragma once

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/bass.hpp"
#include "rampcast/ramp/dejong.hpp"
#include "rampcast/ramp/exponential.hpp"
#include "rampcast/ramp/gompertz.hpp"
#include "rampcast/ramp/hyperbolic.hpp"
#include "rampcast/ramp/linear.hpp"
#include "rampcast/ramp/log_logistic.hpp"
#include "rampcast/ramp/logistic.hpp"
#include "rampcast/ramp/plateau.hpp"
#include "rampcast/ramp/product.hpp"
#include "rampcast/ramp/richards.hpp"
#include "rampcast/ramp/stanford_b.hpp"
#include "rampcast/ramp/step.hpp"
#include "rampcast/ramp/tabulated.hpp"
#include "rampcast/ramp/weibull.hpp"
#include "rampcast/ramp/wright.hpp"

namespace rampcast {

namespace detail {
// The list of curves: an include above and a line here add one. `More` are curves made of these.
template <class T, class... More>
using CurveList =
    std::variant<StepOf<T>, LinearOf<T>, ExponentialOf<T>, LogisticOf<T>, GompertzOf<T>,
                 RichardsOf<T>, WeibullOf<T>, LogLogisticOf<T>, BassOf<T>, HyperbolicOf<T>,
                 TabulatedOf<T>, WrightOf<T>, StanfordBOf<T>, DeJongOf<T>, PlateauOf<T>, More...>;
} // namespace detail

/// Any curve that may be a factor of a product: all but products.
template <class T> using FactorCurveOf = detail::CurveList<T>;

/// A product of curves.
template <class T> using CurveProductOf = CurveProduct<T, FactorCurveOf>;

/// Any ramp curve: the share of the mature rate as a function of the line's operating clock.
template <class T> using CurveOf = detail::CurveList<T, CurveProductOf<T>>;

/// True for curves by experience, whose `mature_units_per_day` a line sets to its own rate.
template <class Curve>
inline constexpr bool is_by_experience = requires(Curve curve) { curve.mature_units_per_day; };

/// True for curves with an antiderivative `area(t_days)`, so that adjoining periods cost one
/// evaluation a boundary.
template <class Curve>
inline constexpr bool has_area =
    requires(const Curve curve, typename Curve::scalar t) { curve.area(t); };

namespace detail {
/// A curve whose members are numbers and plain words, on another scalar: each number by
/// `make(number)`. It is part of a formula, so nothing is looked up at run time.
template <class To, class From, class Make> To with_numbers(const From& from, const Make& make) {
    constexpr auto into = To::params();
    constexpr auto out_of = From::params();
    To to{};
    const auto set = [&](auto& member, const auto& number) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(number)>, typename From::scalar>)
            member = make(number);
        else member = number;
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (set(to.*std::get<I>(into).member, from.*std::get<I>(out_of).member), ...);
    }(std::make_index_sequence<std::tuple_size_v<decltype(out_of)>>{});
    return to;
}
} // namespace detail

/// The share of the mature rate (0 to 1) of any curve at an operating-clock time.
template <class T> T share(const CurveOf<T>& curve, const std::type_identity_t<T>& t_days) {
    return std::visit([&](const auto& c) -> T { return c.share(t_days); }, curve);
}

/// Days' worth of mature output any curve makes between two operating-clock times.
template <class T>
T integral(const CurveOf<T>& curve, const std::type_identity_t<T>& a_days,
           const std::type_identity_t<T>& b_days) {
    return std::visit([&](const auto& c) -> T { return c.integral(a_days, b_days); }, curve);
}

/// The operating-clock time at which any curve first reaches a share of the mature rate; each
/// curve says what it answers to shares it never reaches.
template <class T> T time_to(const CurveOf<T>& curve, const std::type_identity_t<T>& share) {
    return std::visit([&](const auto& c) -> T { return c.time_to(share); }, curve);
}

/// Sets the mature rate of a curve by experience, also within a product; others stay as they are.
template <class T>
void set_mature_units_per_day(CurveOf<T>& curve, const std::type_identity_t<T>& units_per_day) {
    const auto set = [&](auto& c) {
        if constexpr (is_by_experience<std::remove_reference_t<decltype(c)>>)
            c.mature_units_per_day = units_per_day;
    };
    std::visit(
        [&](auto& c) {
            if constexpr (requires { c.factors; })
                for (auto& factor : c.factors) std::visit(set, factor);
            else set(c);
        },
        curve);
}

/// Whether a curve, or a factor of it, follows what has been made.
template <class T> bool learns_by_experience(const CurveOf<T>& curve) {
    const auto one = [](const auto& c) { return is_by_experience<std::decay_t<decltype(c)>>; };
    return std::visit(
        [&](const auto& c) {
            if constexpr (requires { c.factors; })
                return std::any_of(c.factors.begin(), c.factors.end(),
                                   [&](const auto& factor) { return std::visit(one, factor); });
            else return one(c);
        },
        curve);
}

} // namespace rampcast
