#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/core/params.hpp"

/// Walking and copying described structs: what everything that derives from `params()` shares.
namespace rampcast {

/// True for types that are one number of a formula; a number type of a higher module adds itself.
template <class M>
inline constexpr bool is_number = std::is_floating_point_v<M> || is_lanes<M> || is_dual<M>;

template <class M> inline constexpr bool is_optional = false;
template <class X> inline constexpr bool is_optional<std::optional<X>> = true;
template <class M> inline constexpr bool is_list = false;
template <class X> inline constexpr bool is_list<std::vector<X>> = true;
template <class M> inline constexpr bool is_table = false;
template <class X> inline constexpr bool is_table<std::map<std::string, X>> = true;
template <class M> inline constexpr bool is_choice = false;
template <class... X> inline constexpr bool is_choice<std::variant<X...>> = true;

/// What is known of a number in the tree: its description without the member pointer.
struct NumberInfo {
    std::string_view name, unit;
    Bounds bounds;
    std::string_view meaning;
};

/// How an element of a list is named in a path: by its `name`, else the date it counts from (or
/// happens on), else its position from 1.
template <class X> std::string element_key(const X& element, std::size_t index) {
    if constexpr (requires { std::string(element.name); }) {
        if (!element.name.empty()) return element.name;
    } else if constexpr (requires { key_text(element); }) {
        if (std::string key = key_text(element); !key.empty()) return key;
    }
    return std::to_string(index + 1);
}

inline std::string joined(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

template <class S, class Visit> void walk(S& object, const std::string& path, Visit&& visit);

namespace detail {
template <class M, class Visit>
void walk_member(M& member, const std::string& path, const NumberInfo& info, Visit&& visit) {
    using Plain = std::remove_const_t<M>;
    if constexpr (is_number<Plain>) {
        visit(path, info, member);
    } else if constexpr (is_optional<Plain>) {
        if (member) walk_member(*member, path, info, visit);
    } else if constexpr (is_list<Plain>) {
        for (std::size_t i = 0; i < member.size(); ++i)
            walk_member(member[i], joined(path, element_key(member[i], i)), info, visit);
    } else if constexpr (is_table<Plain>) {
        for (auto& [key, value] : member) walk_member(value, joined(path, key), info, visit);
    } else if constexpr (is_choice<Plain>) {
        std::visit([&](auto& chosen) { walk_member(chosen, path, info, visit); }, member);
    } else if constexpr (Described<Plain>) {
        walk(member, path, visit);
    }
}
} // namespace detail

/// Calls `visit(path, info, number&)` for every number below `object`, depth first in the order
/// of the descriptions. Paths are dotted: `line.L1.ramp.midpoint_days`.
template <class S, class Visit> void walk(S& object, const std::string& path, Visit&& visit) {
    for_each_param<std::remove_const_t<S>>([&](const auto& p) {
        detail::walk_member(object.*p.member, joined(path, p.key()),
                            NumberInfo{p.name, p.unit, p.bounds, p.meaning}, visit);
    });
}

template <class To, class From, class Convert> To converted(const From& from, Convert&& convert);

namespace detail {
template <class To, class From, class Convert>
To converted_member(const From& from, const NumberInfo& info, Convert&& convert) {
    if constexpr (std::same_as<From, To>) {
        return from;
    } else if constexpr (is_number<From> && is_number<To>) {
        return convert(info, from);
    } else if constexpr (is_optional<From>) {
        if (!from) return std::nullopt;
        return converted_member<typename To::value_type>(*from, info, convert);
    } else if constexpr (is_list<From>) {
        To list;
        list.reserve(from.size());
        for (const auto& each : from)
            list.push_back(converted_member<typename To::value_type>(each, info, convert));
        return list;
    } else if constexpr (is_table<From>) {
        To table;
        for (const auto& [key, value] : from)
            table.emplace(key, converted_member<typename To::mapped_type>(value, info, convert));
        return table;
    } else if constexpr (is_choice<From>) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            To result;
            ((from.index() == I ? void(result.template emplace<I>(
                                      converted_member<std::variant_alternative_t<I, To>>(
                                          std::get<I>(from), info, convert)))
                                : void()),
             ...);
            return result;
        }(std::make_index_sequence<std::variant_size_v<From>>{});
    } else {
        static_assert(Described<From>);
        return converted<To>(from, convert);
    }
}
} // namespace detail

/// The same struct on another scalar: copies everything and makes each number by
/// `convert(info, number)`; what does not depend on the scalar is copied. `To` and `From` are instances of one template.
template <class To, class From, class Convert> To converted(const From& from, Convert&& convert) {
    To to{};
    constexpr auto to_params = To::params();
    constexpr auto from_params = From::params();
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((to.*std::get<I>(to_params).member = detail::converted_member<
              std::remove_cvref_t<decltype(to.*std::get<I>(to_params).member)>>(
              from.*std::get<I>(from_params).member,
              NumberInfo{std::get<I>(from_params).name, std::get<I>(from_params).unit,
                         std::get<I>(from_params).bounds, std::get<I>(from_params).meaning},
              convert)),
         ...);
    }(std::make_index_sequence<std::tuple_size_v<decltype(from_params)>>{});
    return to;
}

} // namespace rampcast
