#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "json.hpp"
#include "rampcast/core/units.hpp"
#include "rampcast/io/io.hpp"
#include "shape.hpp"

namespace rampcast::detail {
namespace {

using Object = Json::Object;
using List = Json::List;

Json reference(std::string_view name) { return Object{{"$ref", "#/$defs/" + std::string(name)}}; }

Object number_schema(const Bounds& bounds, double factor) {
    Object schema{{"type", "number"}};
    if (bounds.has_lower())
        schema.emplace_back(bounds.lower_open ? "exclusiveMinimum" : "minimum",
                            bounds.lower / factor);
    if (bounds.has_upper())
        schema.emplace_back(bounds.upper_open ? "exclusiveMaximum" : "maximum",
                            bounds.upper / factor);
    return schema;
}

Json date_schema() { return Object{{"type", "string"}, {"format", "date"}}; }

Json list_schema(Json items) { return Object{{"type", "array"}, {"items", std::move(items)}}; }

Json words_schema(const std::vector<std::string>& words) {
    List list;
    for (const std::string& word : words) list.emplace_back(word);
    return Object{{"enum", std::move(list)}};
}

/// An object with these properties and no others.
Json object_schema(std::string_view meaning, Object properties, List needed, List conditions = {}) {
    Object schema{{"type", "object"}};
    if (!meaning.empty()) schema.emplace_back("description", meaning);
    schema.emplace_back("properties", std::move(properties));
    if (!needed.empty()) schema.emplace_back("required", std::move(needed));
    if (!conditions.empty()) schema.emplace_back("allOf", std::move(conditions));
    schema.emplace_back("additionalProperties", false);
    return schema;
}

/// The keys a time may be given under, with the factors to the stored unit.
std::vector<std::pair<std::string, double>> keys_in_units(std::string_view name) {
    std::vector<std::pair<std::string, double>> keys{{std::string(name), 1.0}};
    for (const auto& unit : time_units) {
        const std::string key =
            std::string(name.substr(0, name.rfind('_'))) + '_' + std::string(unit.suffix);
        if (key == name) continue;
        if (const auto factor = key_factor(name, key)) keys.emplace_back(key, *factor);
    }
    return keys;
}

/// The description of a parameter: its meaning and the unit of this key.
std::string description(std::string_view meaning, std::string_view unit, std::string_view key) {
    std::string text(meaning);
    for (const auto& each : time_units)
        if (unit == "s" || unit == "min" || unit == "h" || unit == "days")
            if (key.ends_with("_" + std::string(each.suffix))) unit = each.suffix;
    if (!unit.empty() && unit != "1" && unit != "date") text += " [" + std::string(unit) + "]";
    return text;
}

/// Collects the schemas of described types while they are referred to.
class Definitions {
public:
    Json schema() {
        Object inside, outside;
        List needed_inside, needed_outside{"plant"}, none;
        const Structure& plant = *type_of<Plant>().structure;
        for (const Field& field : plant.fields) {
            const void* fresh = default_of(plant, field);
            if (is_plain(*field.type)) add_member(field, fresh, inside, needed_inside, none);
            else add_member(field, fresh, outside, needed_outside, none);
        }
        outside.emplace(outside.begin(), "plant",
                        object_schema("What holds for the whole plant.", std::move(inside),
                                      std::move(needed_inside)));
        Json root = Object{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                           {"title", "rampcast scenario"}};
        Json body = object_schema(Plant::meaning, std::move(outside), std::move(needed_outside));
        for (auto& [key, value] : body.members()) root.add(key, std::move(value));
        root.add("$defs", std::move(found_));
        return root;
    }

private:
    static const void* default_of(const Structure& structure, const Field& field) {
        return field.member(const_cast<void*>(structure.defaults()));
    }

    void add_members(const Structure& structure, Object& properties, List& needed,
                     List& conditions) {
        for (const Field& field : structure.fields)
            add_member(field, default_of(structure, field), properties, needed, conditions);
    }

    void add_member(const Field& field, const void* default_value, Object& properties, List& needed,
                    List& conditions) {
        if (is_provenance(*field.type)) {
            add_members(*field.type->structure, properties, needed, conditions);
            return;
        }
        const NumberInfo& info = field.info;
        std::vector<std::pair<std::string, double>> keys{{std::string(field.key), 1.0}};
        if (takes_units(*field.type)) keys = keys_in_units(field.key);
        List ways;
        for (const auto& [key, factor] : keys) {
            Json schema = member_schema(*field.type, info.unit, info.bounds, factor);
            schema.add("description", description(info.meaning, info.unit, key));
            if (auto value = shown_default(field, default_value, factor))
                schema.add("default", std::move(*value));
            properties.emplace_back(key, std::move(schema));
            ways.push_back(Object{{"required", List{key}}});
        }
        if (!is_needed(field, default_value)) return;
        if (keys.size() == 1) needed.emplace_back(field.key);
        else conditions.push_back(Object{{"oneOf", std::move(ways)}});
    }

    /// What stands for a key that is left out: a number, word, text or truth; nothing where the key
    /// must be given, follows from another, or is an empty list or text.
    static std::optional<Json> shown_default(const Field& field, const void* value, double factor) {
        if (is_needed(field, value) || !field.info.stand_in.empty()) return std::nullopt;
        const Type& type = *field.type;
        if (is_uncertain(type))
            return Json(static_cast<const Uncertain*>(value)->number() / factor);
        if (&type == &type_of<double>()) return Json(*static_cast<const double*>(value) / factor);
        if (type.shape == Shape::truth) return Json(*static_cast<const bool*>(value));
        if (type.shape == Shape::word) return Json(type.words[type.word(value)]);
        if (type.shape == Shape::text)
            if (const auto& text = *static_cast<const std::string*>(value); !text.empty())
                return Json(text);
        return std::nullopt;
    }

    Json member_schema(const Type& type, std::string_view unit, const Bounds& bounds,
                       double factor) {
        const auto inner = [&] { return member_schema(*type.element, unit, bounds, factor); };
        if (is_uncertain(type)) {
            const bool is_date = unit == "date";
            return Object{{"oneOf", List{is_date ? date_schema() : number_schema(bounds, factor),
                                         uncertain(is_date)}}};
        }
        if (is_when(type))
            return Object{{"oneOf", List{Object{{"type", "string"}}, uncertain(true)}}};
        if (is_mix(type)) {
            const Type& shares = type_of<std::map<std::string, Uncertain>>();
            return Object{{"oneOf", List{member_schema(shares, "1", bounds::share, 1),
                                         list_schema(member_schema(*type.element, "", {}, 1))}}};
        }
        switch (type.shape) {
        case Shape::number: return number_schema(bounds, factor);
        case Shape::text: return Object{{"type", "string"}};
        case Shape::truth: return Object{{"type", "boolean"}};
        case Shape::word: return words_schema({type.words.begin(), type.words.end()});
        case Shape::date: return date_schema();
        case Shape::optional: return inner();
        case Shape::list: return list_schema(inner());
        case Shape::table:
            if (is_settings(type)) return Object{{"type", "object"}};
            return Object{{"type", "object"}, {"additionalProperties", inner()}};
        case Shape::choice: return curve(type);
        case Shape::structure: break;
        }
        return structure(*type.structure, false);
    }

    /// @param tagged a kind of curve, whose tag stands under the key `curve`
    Json structure(const Structure& described, bool tagged) {
        const std::string name(described.name);
        if (named_.insert(name).second) {
            Object properties;
            List needed, conditions;
            if (tagged) {
                properties.emplace_back("curve", Object{{"const", described.tag}});
                needed.emplace_back("curve");
            }
            add_members(described, properties, needed, conditions);
            found_.emplace_back(name, object_schema(described.meaning, std::move(properties),
                                                    std::move(needed), std::move(conditions)));
        }
        return reference(name);
    }

    Json curve(const Type& type) {
        const std::string name = &type == &type_of<Curve>() ? "Curve" : "FactorCurve";
        if (named_.insert(name).second) {
            List kinds;
            for (const Type* each : type.alternatives)
                kinds.push_back(structure(*each->structure, true));
            found_.emplace_back(name, Object{{"oneOf", std::move(kinds)}});
        }
        return reference(name);
    }

    /// The table an uncertain number, or one with its provenance, is written as.
    Json uncertain(bool is_date) {
        const std::string name = is_date ? "uncertain_date" : "uncertain";
        if (!named_.insert(name).second) return reference(name);
        List forms{form({{"value", value(is_date)}}, {"value"})};
        Object quantiles;
        List needed;
        for (const Field& field : type_of<Metalog>().structure->fields) {
            quantiles.emplace_back(field.key, value(is_date));
            if (field.required) needed.emplace_back(field.key);
        }
        forms.push_back(form(std::move(quantiles), std::move(needed)));
        for (const Type* each : distributions()) {
            const Structure& kind = *each->structure;
            Json tagged = distribution(*each, is_date);
            tagged.add("description", kind.meaning);
            forms.push_back(form({{std::string(kind.tag), std::move(tagged)}}, {kind.tag}));
        }
        found_.emplace_back(
            name, Object{{"description", "A distribution, or a value with where it comes from."},
                         {"oneOf", std::move(forms)}});
        return reference(name);
    }

    static Json value(bool is_date) {
        if (!is_date) return Object{{"type", "number"}};
        return Object{{"oneOf", List{date_schema(), Object{{"type", "number"}}}}};
    }

    Json form(Object properties, List needed) {
        List conditions;
        add_members(*type_of<Provenance>().structure, properties, needed, conditions);
        return object_schema("", std::move(properties), std::move(needed));
    }

    static Json distribution(const Type& type, bool is_date) {
        const Structure& kind = *type.structure;
        Object properties;
        List needed;
        for (const Field& field : kind.fields) {
            const NumberInfo& info = field.info;
            Json schema =
                is_date && is_location(info) ? value(true) : number_schema(info.bounds, 1);
            if (field.type->shape == Shape::list) schema = list_schema(std::move(schema));
            schema.add("description", info.meaning);
            properties.emplace_back(field.key, std::move(schema));
            if (field.required) needed.emplace_back(field.key);
        }
        List ways{object_schema("", std::move(properties), std::move(needed))};
        if (&type == &type_of<LogNormal>())
            ways.push_back(object_schema("", {{"p10", value(is_date)}, {"p90", value(is_date)}},
                                         {"p10", "p90"}));
        if (is_listed(kind)) {
            const auto count = static_cast<double>(kind.fields.size());
            ways.push_back(Object{{"type", "array"},
                                  {"items", value(is_date)},
                                  {"minItems", count},
                                  {"maxItems", count}});
        }
        return ways.size() == 1 ? std::move(ways.front())
                                : Json(Object{{"oneOf", std::move(ways)}});
    }

    std::set<std::string> named_;
    Object found_;
};

} // namespace
} // namespace rampcast::detail

namespace rampcast::io {

std::string json_schema() { return detail::Definitions().schema().text() + "\n"; }

} // namespace rampcast::io
