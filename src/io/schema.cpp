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
        for_each_param<Plant>([&](const auto& p) {
            using M = typename std::remove_cvref_t<decltype(p)>::member_type;
            if constexpr (is_plain<M>) add_member(p, M{}, inside, needed_inside, none);
            else add_member(p, M{}, outside, needed_outside, none);
        });
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
    template <class P>
    void add_member(const P& p, const typename P::member_type& default_value, Object& properties,
                    List& needed, List& conditions) {
        using M = typename P::member_type;
        if constexpr (std::same_as<M, Provenance>) {
            for_each_param<Provenance>([&](const auto& each) {
                add_member(each, default_value.*each.member, properties, needed, conditions);
            });
        } else {
            std::vector<std::pair<std::string, double>> keys{{std::string(p.key()), 1.0}};
            if constexpr (takes_units<M>) keys = keys_in_units(p.key());
            List ways;
            for (const auto& [key, factor] : keys) {
                Json schema = member_schema<M>(p.unit, p.bounds, factor);
                schema.add("description", description(p.meaning, p.unit, key));
                properties.emplace_back(key, std::move(schema));
                ways.push_back(Object{{"required", List{key}}});
            }
            if (!is_needed(p, default_value)) return;
            if (keys.size() == 1) needed.emplace_back(p.key());
            else conditions.push_back(Object{{"oneOf", std::move(ways)}});
        }
    }

    template <class M>
    Json member_schema(std::string_view unit, const Bounds& bounds, double factor) {
        if constexpr (std::same_as<M, Uncertain>) {
            const bool is_date = unit == "date";
            return Object{{"oneOf", List{is_date ? date_schema() : number_schema(bounds, factor),
                                         uncertain(is_date)}}};
        } else if constexpr (std::same_as<M, double>) {
            return number_schema(bounds, factor);
        } else if constexpr (std::same_as<M, std::string>) {
            return Object{{"type", "string"}};
        } else if constexpr (std::same_as<M, bool>) {
            return Object{{"type", "boolean"}};
        } else if constexpr (std::is_enum_v<M>) {
            const auto names = enum_names<M>();
            return words_schema({names.begin(), names.end()});
        } else if constexpr (std::same_as<M, Date>) {
            return date_schema();
        } else if constexpr (is_optional<M>) {
            return member_schema<typename M::value_type>(unit, bounds, factor);
        } else if constexpr (std::same_as<M, std::vector<MixPoint>>) {
            return Object{
                {"oneOf", List{member_schema<decltype(MixPoint::shares)>("1", bounds::share, 1),
                               list_schema(member_schema<MixPoint>("", {}, 1))}}};
        } else if constexpr (is_list<M>) {
            return list_schema(member_schema<typename M::value_type>(unit, bounds, factor));
        } else if constexpr (is_settings<M>) {
            return Object{{"type", "object"}};
        } else if constexpr (is_table<M>) {
            return Object{{"type", "object"},
                          {"additionalProperties",
                           member_schema<typename M::mapped_type>(unit, bounds, factor)}};
        } else if constexpr (is_when<M>) {
            return Object{{"oneOf", List{Object{{"type", "string"}}, uncertain(true)}}};
        } else if constexpr (is_curve<M>) {
            return curve<M>(std::same_as<M, CurveOf<Uncertain>> ? "Curve" : "FactorCurve");
        } else {
            return structure<M>({}, std::string(M::type_name));
        }
    }

    /// @param curve the tag of a curve, which stands under the key `curve`
    template <class S> Json structure(std::string_view curve, const std::string& name) {
        if (named_.insert(name).second) {
            Object properties;
            List needed, conditions;
            if (!curve.empty()) {
                properties.emplace_back("curve", Object{{"const", curve}});
                needed.emplace_back("curve");
            }
            const S defaults{};
            for_each_param<S>([&](const auto& p) {
                add_member(p, defaults.*p.member, properties, needed, conditions);
            });
            found_.emplace_back(name, object_schema(S::meaning, std::move(properties),
                                                    std::move(needed), std::move(conditions)));
        }
        return reference(name);
    }

    template <class V> Json curve(const std::string& name) {
        if (named_.insert(name).second) {
            List kinds;
            for_each_alternative<V>([&](auto, auto type) {
                using C = typename decltype(type)::type;
                kinds.push_back(structure<C>(C::tag, std::string(C::type_name)));
            });
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
        for_each_param<Metalog>([&](const auto& p) {
            quantiles.emplace_back(p.key(), value(is_date));
            if (p.required) needed.emplace_back(p.key());
        });
        forms.push_back(form(std::move(quantiles), std::move(needed)));
        for_each_alternative<Distribution>([&](auto, auto type) {
            using D = typename decltype(type)::type;
            Json tagged = distribution<D>(is_date);
            tagged.add("description", D::meaning);
            forms.push_back(form({{std::string(D::tag), std::move(tagged)}}, {D::tag}));
        });
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
        for_each_param<Provenance>(
            [&](const auto& p) { add_member(p, {}, properties, needed, conditions); });
        return object_schema("", std::move(properties), std::move(needed));
    }

    template <class D> Json distribution(bool is_date) {
        Object properties;
        List needed;
        for_each_param<D>([&](const auto& p) {
            using M = typename std::remove_cvref_t<decltype(p)>::member_type;
            Json schema = is_date && is_location(p) ? value(true) : number_schema(p.bounds, 1);
            if constexpr (is_list<M>) schema = list_schema(std::move(schema));
            schema.add("description", p.meaning);
            properties.emplace_back(p.key(), std::move(schema));
            if (p.required) needed.emplace_back(p.key());
        });
        List ways{object_schema("", std::move(properties), std::move(needed))};
        if constexpr (std::same_as<D, LogNormal>)
            ways.push_back(object_schema("", {{"p10", value(is_date)}, {"p90", value(is_date)}},
                                         {"p10", "p90"}));
        if constexpr (is_listed<D>()) {
            const auto count = static_cast<double>(std::tuple_size_v<decltype(D::params())>);
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
