#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/nearest.hpp"
#include "rampcast/core/units.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/plant.hpp"

/// Finding parameters by their dotted paths.
namespace rampcast {

namespace detail {

template <class M> inline constexpr bool is_line = false;
template <class T> inline constexpr bool is_line<LineOf<T>> = true;

/// What a path led to.
struct Spot {
    NumberInfo info{};       ///< description of the parameter
    double factor = 1;       ///< stored units in one of the path's
    std::string container{}; ///< path of the struct or list that holds it
    std::string key{};       ///< its key in a path
    std::string given_key{}; ///< its key as the path gave it, such as `cycle_time_h`
    std::string path() const { return joined(container, key); }
};

/// Where a path ended without finding anything.
struct Dead {
    std::string container{};          ///< how far it led
    std::string part{};               ///< the part that is not known there
    std::vector<std::string> known{}; ///< the parts that are
    std::string missing{};            ///< the optional struct that would have to be stated first
};

/// Follows a path through described structs, lists, tables and the chosen alternative of variants,
/// and hands the member at its end to `use(member, spot)`. With `create`, absent optional structs
/// and table entries on the way are made, where the rest of the path states all that they need.
template <bool create, class Use> class Finder {
public:
    Finder(Use use, Dead& dead) : use_(std::move(use)), dead_(dead) {}

    /// False where the path leads nowhere; then `dead` says why.
    template <class S> bool in_struct(S& object, const std::string& at, std::string_view rest) {
        using Struct = std::remove_const_t<S>;
        const std::string_view part = first_part(rest).first, after = first_part(rest).second;
        bool known = false, found = false;
        for_each_param<Struct>([&](const auto& p) {
            if (known) return;
            using Member = typename std::remove_cvref_t<decltype(p)>::member_type;
            const std::optional<double> factor = fits<Member>(p, part);
            if (!factor) return;
            known = true;
            Spot spot{{p.name, p.unit, p.bounds, p.meaning},
                      *factor,
                      at,
                      std::string(p.key()),
                      std::string(part)};
            found = in_member(object.*p.member, spot, after);
        });
        if (known) return found;
        std::vector<std::string> keys;
        for_each_param<Struct>([&](const auto& p) { keys.emplace_back(p.key()); });
        if constexpr (is_line<Struct>) {
            for (auto& station : object.stations) {
                if (station.name == part) {
                    const Spot spot{{}, 1, joined(at, "stations"), station.name, station.name};
                    return in_member(station, spot, after);
                }
                keys.push_back(station.name);
            }
        }
        return lost(at, part, std::move(keys));
    }

private:
    static std::pair<std::string_view, std::string_view> first_part(std::string_view path) {
        const std::size_t dot = path.find('.');
        if (dot == std::string_view::npos) return {path, {}};
        return {path.substr(0, dot), path.substr(dot + 1)};
    }

    bool lost(std::string container, std::string_view part, std::vector<std::string> known) {
        dead_ = {std::move(container), std::string(part), std::move(known), {}};
        return false;
    }

    /// The factor of the unit where `part` names the parameter: by its name, its key in a file,
    /// the singular or plural of a list, or with another unit of time.
    template <class Member, class P>
    static std::optional<double> fits(const P& p, std::string_view part) {
        if (part == p.key() || part == p.name) return 1.0;
        if constexpr (is_list<Member> || is_table<Member>) {
            const std::string plural = std::string(p.key()) + "s";
            if (part == plural || std::string(part) + "s" == p.key()) return 1.0;
        } else if (!p.unit.empty()) {
            return key_factor(p.name, part);
        }
        return std::nullopt;
    }

    template <class M> bool in_member(M& member, const Spot& spot, std::string_view rest) {
        using Plain = std::remove_const_t<M>;
        if (rest.empty()) {
            use_(member, spot);
            return true;
        }
        if constexpr (is_optional<Plain>) {
            return in_optional(member, spot, rest);
        } else if constexpr (is_list<Plain>) {
            const auto [part, after] = first_part(rest);
            std::vector<std::string> keys;
            if constexpr (!std::is_same_v<Plain, std::vector<std::string>> &&
                          !std::is_same_v<Plain, std::vector<Date>>) {
                for (std::size_t i = 0; i < member.size(); ++i) {
                    keys.push_back(element_key(member[i], i));
                    if (keys.back() == part) return in_member(member[i], inside(spot, part), after);
                }
            }
            return lost(spot.path(), part, std::move(keys));
        } else if constexpr (is_table<Plain>) {
            for (auto& [key, value] : member)
                if (rest.starts_with(key + "."))
                    return in_member(value, inside(spot, key), rest.substr(key.size() + 1));
            return in_table(member, inside(spot, rest), rest);
        } else if constexpr (is_choice<Plain>) {
            return std::visit([&](auto& chosen) { return in_member(chosen, spot, rest); }, member);
        } else if constexpr (Described<Plain>) {
            return in_struct(member, spot.path(), rest);
        } else {
            return lost(spot.path(), rest, {});
        }
    }

    static Spot inside(const Spot& spot, std::string_view key) {
        return {spot.info, 1, spot.path(), std::string(key), std::string(key)};
    }

    template <class M> bool in_optional(M& member, const Spot& spot, std::string_view rest) {
        using Inner = typename std::remove_const_t<M>::value_type;
        if (member) return in_member(*member, spot, rest);
        if constexpr (create && Described<Inner>) {
            Inner fresh{};
            if (!in_member(fresh, spot, rest)) return false;
            const std::string_view part = first_part(rest).first;
            bool complete = true;
            for_each_param<Inner>([&](const auto& p) {
                using Member = typename std::remove_cvref_t<decltype(p)>::member_type;
                if (p.required && !fits<Member>(p, part)) complete = false;
            });
            if (complete) {
                member = std::move(fresh);
                return true;
            }
        }
        lost(spot.path(), rest, {});
        dead_.missing = spot.path();
        return false;
    }

    template <class M> bool in_table(M& member, const Spot& spot, std::string_view key) {
        const auto found = member.find(std::string(key));
        if (found != member.end()) {
            use_(found->second, spot);
            return true;
        }
        if constexpr (create) {
            typename std::remove_const_t<M>::mapped_type fresh{};
            use_(fresh, spot);
            member.emplace(std::string(key), std::move(fresh));
            return true;
        } else {
            std::vector<std::string> keys;
            keys.reserve(member.size());
            for (const auto& each : member) keys.push_back(each.first);
            return lost(spot.container, key, std::move(keys));
        }
    }

    Use use_;
    Dead& dead_;
};

template <bool create, class S, class Use>
bool find_member(S& object, const std::string& at, std::string_view path, Dead& dead, Use use) {
    return Finder<create, Use>(std::move(use), dead).in_struct(object, at, path);
}

/// Refuses a path that leads nowhere, with the nearest one that leads somewhere.
[[noreturn]] inline void refuse_path(const std::string& path, const Dead& dead) {
    if (!dead.missing.empty())
        throw Error(path, dead.missing + " is not stated in the plant; state it there first");
    std::string words = "there is no such parameter";
    if (!dead.known.empty())
        words += "; the nearest is " +
                 detail::quoted(joined(dead.container, nearest(dead.part, dead.known)));
    else if (!dead.container.empty()) words += "; " + dead.container + " has nothing of that name";
    throw Error(path, spoken_place(path), words);
}

} // namespace detail

/// A number of a line that a change overrides.
template <class T> struct FoundNumber {
    T* number = nullptr;
    double factor = 1;  ///< stored units in one of the path's: 3600 for `burn-in.cycle_time_h`
    NumberInfo info{};  ///< unit and bounds of the stored number
    std::string path{}; ///< its path within the line in stored units: `burn-in.cycle_time_s`
};

namespace detail {
/// A path within a line as it is kept: stations go by their name alone.
inline std::string short_path(const std::string& path) {
    constexpr std::string_view prefix = "stations.";
    return path.substr(path.starts_with(prefix) ? prefix.size() : 0);
}
} // namespace detail

/// The number at a path within a line (`burn-in.places`, `nameplate.units_per_year`), with its
/// description; nothing where the path leads nowhere, to an absent number or to something else.
template <class T>
std::optional<FoundNumber<T>> find_parameter(LineOf<T>& line, std::string_view path) {
    std::optional<FoundNumber<T>> found;
    detail::Dead dead;
    detail::find_member<false>(line, "", path, dead, [&](auto& member, const detail::Spot& spot) {
        using Member = std::remove_cvref_t<decltype(member)>;
        T* number = nullptr;
        if constexpr (std::is_same_v<Member, T>) number = &member;
        if constexpr (std::is_same_v<Member, std::optional<T>>)
            if (member) number = &*member;
        if (number)
            found = FoundNumber<T>{number, spot.factor, spot.info, detail::short_path(spot.path())};
    });
    return found;
}

/// The number at a path within a line, null where there is none; see `find_parameter` for the unit
/// the path speaks in.
template <class T> T* find_number(LineOf<T>& line, std::string_view path) {
    const auto found = find_parameter(line, path);
    return found ? found->number : nullptr;
}

/// The name of a calendar at a path within a line (`calendar`, `burn-in.calendar`), null where
/// there is none.
template <class T> std::string* find_calendar(LineOf<T>& line, std::string_view path) {
    std::string* found = nullptr;
    detail::Dead dead;
    detail::find_member<false>(line, "", path, dead, [&](auto& member, const detail::Spot& spot) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>)
            if (spot.info.name == "calendar" && spot.container != "nameplate") found = &member;
    });
    return found;
}

} // namespace rampcast
