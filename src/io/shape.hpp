#pragma once

#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rampcast/core/walk.hpp"
#include "rampcast/plant/types.hpp"

/// How members of described structs look in a scenario file, by their types.
namespace rampcast::detail {

/// The type itself, or what an optional holds.
inline const Type& value_type(const Type& type) {
    return type.shape == Shape::optional ? *type.element : type;
}

inline bool is_uncertain(const Type& type) { return &type == &type_of<Uncertain>(); }

/// A date, or the name of what it is the date of.
inline bool is_when(const Type& type) { return &type == &type_of<When>(); }

inline bool is_mix(const Type& type) { return &type == &type_of<std::vector<MixPoint>>(); }

inline bool is_provenance(const Type& type) { return &type == &type_of<Provenance>(); }

/// A choice among described kinds, told apart in a file by the key `curve`.
inline bool is_curve(const Type& type) {
    if (type.shape != Shape::choice) return false;
    for (const Type* each : type.alternatives)
        if (each->shape != Shape::structure) return false;
    return true;
}

/// New values by dotted path, written as nested tables.
inline bool is_settings(const Type& type) {
    return type.shape == Shape::table && type.element->shape == Shape::choice;
}

/// The position of a type among the alternatives of a choice, or their number.
inline std::size_t index_of(const Type& choice, const Type& wanted) {
    std::size_t i = 0;
    while (i < choice.alternatives.size() && choice.alternatives[i] != &wanted) ++i;
    return i;
}
inline bool may_be(const Type& choice, const Type& wanted) {
    return index_of(choice, wanted) < choice.alternatives.size();
}

/// The alternative in use.
inline const Type& chosen_type(const Type& choice, const void* object) {
    return *choice.alternatives[choice.index(object)];
}

/// True for members whose keys may carry another time unit.
inline bool takes_units(const Type& type) { return value_type(type).shape == Shape::number; }

/// True for parameters that must be given: marked so, or with a default that is not allowed and
/// nothing they follow from.
inline bool is_needed(const Field& field, const void* default_value) {
    if (!field.info.stand_in.empty()) return false;
    if (field.required || !is_uncertain(*field.type)) return field.required;
    return !field.info.bounds.allows(static_cast<const Uncertain*>(default_value)->number());
}

/// True for members of a plant that stand in its table `[plant]`.
inline bool is_plain(const Type& type) {
    const Type& value = value_type(type);
    return value.shape == Shape::truth || value.shape == Shape::word ||
           value.shape == Shape::text || value.shape == Shape::date || &value == &type_of<double>();
}

/// The kinds of distributions.
inline std::span<const Type* const> distributions() { return type_of<Distribution>().alternatives; }

/// True for distributions that may be written as a list of their numbers: `pert = [1, 2, 3]`.
inline bool is_listed(const Structure& distribution) {
    for (const Field& field : distribution.fields)
        if (field.type != &type_of<double>()) return false;
    return distribution.fields.front().info.name == "low";
}

/// True for a distribution's parameter that is itself a value of the quantity (a least value, a
/// quantile), so a date where the quantity is one; false for shapes and spreads.
inline bool is_location(const NumberInfo& info) {
    return info.unit.empty() && info.name != "sd" && info.name != "scale";
}

inline void add_date_keys(const Type& type, std::set<std::string, std::less<>>& keys) {
    if (type.shape == Shape::optional || type.shape == Shape::list)
        add_date_keys(*type.element, keys);
    if (type.shape != Shape::structure) return;
    for (const Field& field : type.structure->fields) {
        if (field.info.unit == "date") keys.emplace(field.key);
        add_date_keys(*field.type, keys);
    }
}

/// True where a dotted path names a date: the last part is a key of one.
inline bool is_date_path(std::string_view path) {
    static const auto keys = [] {
        std::set<std::string, std::less<>> found;
        add_date_keys(type_of<Plant>(), found);
        return found;
    }();
    return keys.contains(path.substr(path.rfind('.') + 1));
}

/// True where a dotted path names the mix of products.
inline bool is_mix_path(std::string_view path) { return path.substr(path.rfind('.') + 1) == "mix"; }

} // namespace rampcast::detail
