#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/core/nearest.hpp"
#include "rampcast/core/units.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/find.hpp"

/// What `find.hpp` declares.
namespace rampcast {

namespace detail {

/// Follows one path; see `find_member`.
class Finder {
public:
    Finder(Absent absent, Dead& dead, UseMember use) : absent_(absent), dead_(dead), use_(use) {}

    bool in_struct(const Type& type, void* object, const std::string& at, std::string_view rest) {
        const auto [part, after] = first_part(rest);
        const std::span<const Field> fields = type.structure->fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Field& field = fields[i];
            const std::optional<double> factor = fits(field, part);
            if (!factor) continue;
            const Spot spot{field.info, *factor, at, std::string(field.key), std::string(part)};
            const Step step(way_, i);
            return in_member(*field.type, field.member(object), spot, after);
        }
        std::vector<std::string> keys;
        for (const Field& field : fields) keys.emplace_back(field.key);
        if (&type == &type_of<Line>()) {
            Line& line = *static_cast<Line*>(object);
            for (std::size_t i = 0; i < line.stations.size(); ++i) {
                const std::string& name = line.stations[i].name;
                if (name != part) continue;
                const std::string key = path_part(name);
                const Spot spot{{}, 1, joined(at, "stations"), key, key};
                const Step list(way_, index_of(fields, "stations")), element(way_, i);
                return in_member(type_of<Station>(), &line.stations[i], spot, after);
            }
            for (const Station& station : line.stations) keys.push_back(path_part(station.name));
        }
        return lost(at, part, std::move(keys));
    }

private:
    /// A step on the way, while it lives.
    class Step {
    public:
        Step(Way& way, std::size_t index) : way_(way) { way_.push_back(index); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;
        ~Step() { way_.pop_back(); }

    private:
        Way& way_;
    };

    static std::size_t index_of(std::span<const Field> fields, std::string_view name) {
        std::size_t i = 0;
        while (fields[i].info.name != name) ++i;
        return i;
    }

    bool lost(std::string container, std::string_view part, std::vector<std::string> known) {
        dead_ = {std::move(container), std::string(part), std::move(known), {}};
        return false;
    }

    /// The factor of the unit where `part` names the parameter: by its name, its key in a file,
    /// the singular or plural of a list, or with another unit of time.
    static std::optional<double> fits(const Field& field, std::string_view part) {
        if (part == field.key || part == field.info.name) return 1.0;
        if (field.type->shape == Shape::list || field.type->shape == Shape::table) {
            const auto is_plural = [](std::string_view one, std::string_view several) {
                return several.size() == one.size() + 1 && several.ends_with('s') &&
                       several.starts_with(one);
            };
            if (is_plural(field.key, part) || is_plural(part, field.key)) return 1.0;
        } else if (!field.info.unit.empty()) {
            return key_factor(field.info.name, part);
        }
        return std::nullopt;
    }

    bool in_member(const Type& type, void* member, const Spot& spot, std::string_view rest) {
        if (rest.empty()) {
            use_(type, member, spot, way_);
            return true;
        }
        switch (type.shape) {
        case Shape::optional: return in_optional(type, member, spot, rest);
        case Shape::list: return in_list(type, member, spot, rest);
        case Shape::table: return in_table(type, member, spot, rest);
        case Shape::choice:
            return in_member(*type.alternatives[type.index(member)], type.held(member), spot, rest);
        case Shape::structure: return in_struct(type, member, spot.path(), rest);
        default: return lost(spot.path(), rest, {});
        }
    }

    static Spot inside(const Spot& spot, std::string_view key) {
        return {spot.info, 1, spot.path(), std::string(key), std::string(key)};
    }

    bool in_list(const Type& type, void* list, const Spot& spot, std::string_view rest) {
        const auto [part, after] = first_part(rest);
        std::vector<std::string> keys;
        const bool named = type.element->shape != Shape::text && type.element->shape != Shape::date;
        for (std::size_t i = 0; named && i < type.size(list); ++i) {
            void* element = type.at(list, i);
            keys.push_back(element_key(*type.element, element, i));
            if (keys.back() != path_part(part)) continue;
            const Step step(way_, i);
            return in_member(*type.element, element, inside(spot, keys.back()), after);
        }
        return lost(spot.path(), part, std::move(keys));
    }

    bool in_optional(const Type& type, void* member, const Spot& spot, std::string_view rest) {
        const Type& inner = *type.element;
        if (void* held = type.held(member)) return in_member(inner, held, spot, rest);
        if (absent_ == Absent::made && inner.shape == Shape::structure) {
            const auto undo = [&] { type.clear(member); };
            const bool found = guarded(
                [&] { return in_member(inner, type.emplace(member, 0), spot, rest); }, undo);
            if (found && complete(inner, first_part(rest).first)) return true;
            undo();
            if (!found) return false;
        }
        lost(spot.path(), rest, {});
        dead_.missing = spot.path();
        return false;
    }

    /// True where `part` states all that a struct needs.
    static bool complete(const Type& type, std::string_view part) {
        for (const Field& field : type.structure->fields)
            if (field.required && !fits(field, part)) return false;
        return true;
    }

    bool in_table(const Type& type, void* table, const Spot& spot, std::string_view rest) {
        const bool of_paths = type.element->shape == Shape::choice;
        for (std::size_t i = 0; i < type.size(table); ++i) {
            const std::string& key = type.key_at(table, i);
            const std::string part = of_paths ? key : path_part(key);
            for (const std::string_view begin : {std::string_view(key), std::string_view(part)}) {
                const bool whole = rest == begin;
                if (!whole && !(rest.size() > begin.size() && rest.starts_with(begin) &&
                                rest[begin.size()] == '.'))
                    continue;
                const Step step(way_, i);
                return in_member(*type.element, type.at(table, i), inside(spot, part),
                                 whole ? std::string_view() : rest.substr(begin.size() + 1));
            }
        }
        const auto [part, after] = first_part(rest);
        const std::string key(of_paths || !after.empty() ? rest : part);
        const Spot fresh = inside(spot, of_paths ? key : path_part(key));
        if (absent_ == Absent::lost) {
            std::vector<std::string> keys;
            for (std::size_t i = 0; i < type.size(table); ++i)
                keys.push_back(of_paths ? type.key_at(table, i) : path_part(type.key_at(table, i)));
            return lost(fresh.container, rest, std::move(keys));
        }
        guarded(
            [&] {
                use_(*type.element, type.insert(table, key), fresh, way_);
                return true;
            },
            [&] { type.erase(table, key); });
        return true;
    }

    /// What `action` returns; where it throws, `undo` is called first.
    template <class Action, class Undo> static bool guarded(Action action, Undo undo) {
        try {
            return action();
        } catch (...) {
            undo();
            throw;
        }
    }

    Absent absent_;
    Dead& dead_;
    UseMember use_;
    Way way_{};
};

RAMPCAST_INLINE bool find_member(const Type& type, void* object, const std::string& at,
                                 std::string_view path, Absent absent, Dead& dead, UseMember use) {
    return Finder(absent, dead, use).in_struct(type, object, at, path);
}

RAMPCAST_INLINE void refuse_path(const std::string& path, const Dead& dead) {
    if (!dead.missing.empty())
        throw Error(path, dead.missing + " is not stated in the plant; state it there first");
    std::string words = "there is no such parameter";
    if (!dead.known.empty())
        words += "; the nearest is " +
                 detail::quoted(joined(dead.container, nearest(dead.part, dead.known)));
    else if (!dead.container.empty()) words += "; " + dead.container + " has nothing of that name";
    throw Error(path, spoken_place(path), words);
}

/// Calls `use(type, member, spot, way)` where a path within a line leads somewhere.
inline void use_in_line(const Line& line, std::string_view path, UseMember use) {
    Dead dead;
    find_member(type_of<Line>(), address(line), "", path, Absent::lost, dead, use);
}

} // namespace detail

RAMPCAST_INLINE std::optional<FoundNumber> find_parameter(Line& line, std::string_view path) {
    std::optional<FoundNumber> found;
    detail::use_in_line(
        line, path, [&](const Type& type, void* member, const detail::Spot& spot, const Way& way) {
            const bool optional = type.shape == Shape::optional;
            if ((optional ? type.element : &type) != &type_of<Uncertain>()) return;
            if (optional) member = type.held(member);
            if (member)
                found = {static_cast<Uncertain*>(member), spot.factor, spot.info,
                         detail::short_path(spot.path()), way};
        });
    return found;
}

RAMPCAST_INLINE Way way_to_number(const Line& line, std::string_view path) {
    const auto found = find_parameter(const_cast<Line&>(line), path);
    if (!found)
        throw Error("line." + path_part(line.name), "there is no number " + detail::quoted(path));
    return found->way;
}

RAMPCAST_INLINE std::string* find_calendar(Line& line, std::string_view path) {
    std::string* found = nullptr;
    detail::use_in_line(line, path,
                        [&](const Type& type, void* member, const detail::Spot& spot, const Way&) {
                            if (type.shape == Shape::text && spot.info.name == "calendar" &&
                                spot.container != "nameplate")
                                found = static_cast<std::string*>(member);
                        });
    return found;
}

} // namespace rampcast
