#pragma once

#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "rampcast/plant/enum_names.hpp"

/// How members of described structs look in a scenario file, by their types.
namespace rampcast::detail {

/// A date, or the name of what it is the date of.
template <class M> inline constexpr bool is_when = std::same_as<M, WhenOf<Uncertain>>;

/// A choice among described kinds, told apart in a file by the key `curve`.
template <class M> inline constexpr bool is_curve = false;
template <class... X>
inline constexpr bool is_curve<std::variant<X...>> =
    (requires { X::tag; } && ...) && !std::same_as<std::variant<X...>, Distribution>;

/// New values by dotted path, written as nested tables.
template <class M> inline constexpr bool is_settings = false;
template <class... X>
inline constexpr bool is_settings<std::map<std::string, std::variant<X...>>> = true;

template <class X, class V> inline constexpr bool is_one_of = false;
template <class X, class... Y>
inline constexpr bool is_one_of<X, std::variant<Y...>> = (std::same_as<X, Y> || ...);

template <class M> struct ValueOf {
    using type = M;
};
template <class X> struct ValueOf<std::optional<X>> {
    using type = X;
};
/// The type itself, or what an optional holds.
template <class M> using value_of_t = typename ValueOf<M>::type;

/// True for members whose keys may carry another time unit.
template <class M> inline constexpr bool takes_units = is_number<value_of_t<M>>;

/// True for parameters that must be given: marked so, or with a default that is not allowed.
template <class P> bool is_needed(const P& p, const typename P::member_type& default_value) {
    if constexpr (std::same_as<typename P::member_type, Uncertain>)
        return p.required || !p.bounds.allows(default_value.number());
    else return p.required;
}

/// True for members of a plant that stand in its table `[plant]`.
template <class M>
inline constexpr bool is_plain =
    std::is_arithmetic_v<value_of_t<M>> || std::is_enum_v<value_of_t<M>> ||
    std::same_as<value_of_t<M>, std::string> || std::same_as<value_of_t<M>, Date>;

/// Calls `visit(alternative index, std::type_identity<alternative>)` for each type of a variant.
template <class V, class Visit> constexpr void for_each_alternative(Visit&& visit) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (visit(std::integral_constant<std::size_t, I>{},
               std::type_identity<std::variant_alternative_t<I, V>>{}),
         ...);
    }(std::make_index_sequence<std::variant_size_v<V>>{});
}

/// True for distributions that may be written as a list of their numbers: `pert = [1, 2, 3]`.
template <class D> constexpr bool is_listed() {
    bool listed = true, first = true;
    for_each_param<D>([&](const auto& p) {
        using M = typename std::remove_cvref_t<decltype(p)>::member_type;
        if (!std::same_as<M, double> || (first && p.name != "low")) listed = false;
        first = false;
    });
    return listed;
}

/// True for a distribution's parameter that is itself a value of the quantity (a least value, a
/// quantile), so a date where the quantity is one; false for shapes and spreads.
template <class P> constexpr bool is_location(const P& p) {
    return p.unit.empty() && p.name != "sd" && p.name != "scale";
}

template <class M> void add_date_keys(std::set<std::string, std::less<>>& keys);

template <Described S> void add_date_keys_of(std::set<std::string, std::less<>>& keys) {
    for_each_param<S>([&](const auto& p) {
        using M = typename std::remove_cvref_t<decltype(p)>::member_type;
        if (p.unit == "date") keys.emplace(p.key());
        add_date_keys<M>(keys);
    });
}

template <class M> void add_date_keys(std::set<std::string, std::less<>>& keys) {
    if constexpr (is_optional<M> || is_list<M>) add_date_keys<typename M::value_type>(keys);
    else if constexpr (Described<M>) add_date_keys_of<M>(keys);
}

/// True where a dotted path names a date: the last part is a key of one.
inline bool is_date_path(std::string_view path) {
    static const auto keys = [] {
        std::set<std::string, std::less<>> found;
        add_date_keys_of<Plant>(found);
        return found;
    }();
    return keys.contains(path.substr(path.rfind('.') + 1));
}

/// True where a dotted path names the mix of products.
inline bool is_mix_path(std::string_view path) { return path.substr(path.rfind('.') + 1) == "mix"; }

} // namespace rampcast::detail
