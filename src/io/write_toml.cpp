#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "file.hpp"
#include "rampcast/core/utf8.hpp"
#include "rampcast/io/io.hpp"
#include "rampcast/plant/validate.hpp"
#include "shape.hpp"

namespace rampcast::detail {
namespace {

/// Keys and their values as TOML text, in order.
using Fields = std::vector<std::pair<std::string, std::string>>;

std::string number(double value) {
    constexpr double most = 1e15; // as a whole number; all of these are exact
    if (value == std::floor(value) && std::abs(value) < most)
        return std::to_string(static_cast<std::int64_t>(value));
    const std::string text = number_text(value);
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string string(std::string_view text) {
    if (first_invalid_utf8(text) != text.size())
        throw Error("", "the text " + detail::quoted(text) + " is not UTF-8");
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') result += std::string("\\") + c;
        else if (c == '\n') result += "\\n";
        else if (c == '\t') result += "\\t";
        else if (byte < 0x20 || byte == 0x7F) {
            std::array<char, 8> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "\\u%04X", static_cast<unsigned>(byte));
            result += escaped.data();
        } else result += c;
    }
    return result + '"';
}

std::string key_text_of(std::string_view key) {
    const auto is_bare = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    return !key.empty() && std::all_of(key.begin(), key.end(), is_bare) ? std::string(key)
                                                                        : string(key);
}

/// The parts of a path, with dots between them.
std::string dotted_key(std::string_view path) {
    std::string text;
    while (!path.empty()) {
        const auto [part, rest] = first_part(path);
        text += (text.empty() ? "" : ".") + key_text_of(part);
        path = rest;
    }
    return text;
}

std::string inline_table(const Fields& fields) {
    std::string text;
    for (const auto& [key, value] : fields)
        text.append(text.empty() ? "{ " : ", ").append(key).append(" = ").append(value);
    return text.empty() ? "{}" : text + " }";
}

std::string list(const std::vector<std::string>& values) {
    std::string text = "[";
    for (const std::string& value : values) text += (text.size() > 1 ? ", " : "") + value;
    return text + "]";
}

/// One value of a quantity: a date where the quantity is one and the moment a midnight.
std::string quantity(double value, bool is_date) {
    const bool midnight = is_date && value == std::floor(value) && std::abs(value) < 1e5;
    return midnight ? text(Date{std::chrono::days{static_cast<int>(value)}}) : number(value);
}

double rounded(double value, int digits) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.*e", digits - 1, value);
    return std::strtod(text.data(), nullptr);
}

/// A lognormal by its quantiles in few digits, where that says exactly the same; else empty.
std::string quantiles_text(const LogNormal& distribution, bool is_date) {
    const double low = distribution.quantile(0.1), high = distribution.quantile(0.9);
    for (int digits = 1; digits <= 12; ++digits) {
        const double p10 = rounded(low, digits), p90 = rounded(high, digits);
        if (bounds::positive_value.allows(p10) && bounds::positive_value.allows(p90) && p10 < p90 &&
            LogNormal::p10_p90(p10, p90) == distribution)
            return inline_table({{"p10", quantity(p10, is_date)}, {"p90", quantity(p90, is_date)}});
    }
    return {};
}

/// The same address, for reading members.
void* reachable(const void* object) { return const_cast<void*>(object); }

/// The parameters of a distribution. @param all also those that are at their defaults
Fields parameters(const Structure& structure, const void* distribution, bool is_date, bool all) {
    Fields fields;
    for (const Field& field : structure.fields) {
        const bool date = is_date && is_location(field.info);
        const void* member = field.member(reachable(distribution));
        if (field.type->shape == Shape::list) {
            std::vector<std::string> numbers;
            for (const double each : *static_cast<const std::vector<double>*>(member))
                numbers.push_back(quantity(each, date));
            fields.emplace_back(field.key, list(numbers));
            continue;
        }
        if (field.type->shape == Shape::optional) {
            member = field.type->held(reachable(member));
            if (!member) continue;
        } else if (!all && !field.required &&
                   equal(*field.type, member, field.member(reachable(structure.defaults())))) {
            continue;
        }
        fields.emplace_back(field.key, quantity(*static_cast<const double*>(member), date));
    }
    return fields;
}

std::string distribution_text(const Type& kind, const void* distribution, bool is_date) {
    if (&kind == &type_of<LogNormal>()) {
        std::string text = quantiles_text(*static_cast<const LogNormal*>(distribution), is_date);
        if (!text.empty()) return text;
    }
    const bool listed = is_listed(*kind.structure);
    const Fields fields = parameters(*kind.structure, distribution, is_date, listed);
    if (!listed) return inline_table(fields);
    std::vector<std::string> values;
    for (const auto& field : fields) values.push_back(field.second);
    return list(values);
}

Fields fields_of(const Type& type, const void* object, bool long_lists = false);
std::string value_text(const Type& type, const void* value, std::string_view unit);

std::string uncertain_text(const Uncertain& value, bool is_date) {
    Fields stated = fields_of(type_of<Provenance>(), &value.provenance());
    if (!value.is_uncertain()) {
        std::string plain = quantity(value.number(), is_date);
        const bool bare_date = plain == number(value.number()) && is_date;
        if (stated.empty() && !bare_date) return plain;
        stated.emplace(stated.begin(), "value", plain);
        return inline_table(stated);
    }
    const Type& choice = type_of<Distribution>();
    const Type& kind = chosen_type(choice, &value.distribution());
    const void* held = choice.held(reachable(&value.distribution()));
    Fields fields;
    if (&kind == &type_of<Metalog>()) {
        for (auto& [key, text] : parameters(*kind.structure, held, is_date, true))
            fields.emplace_back(key, text);
    } else {
        fields.emplace_back(kind.structure->tag, distribution_text(kind, held, is_date));
    }
    fields.insert(fields.end(), stated.begin(), stated.end());
    return inline_table(fields);
}

std::string mix_text(const std::vector<MixPoint>& mix) {
    if (mix.size() == 1 && !mix.front().on && !mix.front().shares.empty())
        return value_text(type_of<std::map<std::string, Uncertain>>(), &mix.front().shares, "1");
    std::vector<std::string> points;
    for (const MixPoint& point : mix)
        points.push_back(inline_table(fields_of(type_of<MixPoint>(), &point)));
    return list(points);
}

/// Words that a reader takes for something other than a part of a path.
bool is_special(std::string_view part) {
    constexpr std::array words{"curve", "value", "p10",  "p50",    "p90",
                               "lower", "upper", "kind", "source", "known_on"};
    bool special = part.empty() || std::find(words.begin(), words.end(), part) != words.end();
    for (const Type* each : distributions()) special = special || part == each->structure->tag;
    return special;
}

/// A path of a table of settings as a key: dotted, or one quoted key where dots would be read as
/// something else, or would go on below a value of the same table.
std::string setting_key(const std::string& path, const Type& type, const void* settings) {
    bool whole = is_mix_path(path.substr(0, path.rfind('.')));
    for (std::string_view left = path; !left.empty();) {
        const auto [part, rest] = first_part(left);
        left = rest;
        const std::size_t length = path.size() - rest.size() - 1;
        whole = whole || is_special(part) ||
                (!rest.empty() && type.find(reachable(settings), path.substr(0, length)));
    }
    return whole ? key_text_of(path) : dotted_key(path);
}

std::string settings_text(const Type& type, const void* settings) {
    const Type& choice = *type.element;
    Fields fields;
    type.each(reachable(settings), [&](const std::string& path, void* value) {
        fields.emplace_back(setting_key(path, type, settings),
                            value_text(chosen_type(choice, value), choice.held(value),
                                       is_date_path(path) ? "date" : ""));
    });
    return inline_table(fields);
}

std::string curve_text(const Type& kind, const void* curve) {
    Fields fields = fields_of(kind, curve);
    fields.emplace(fields.begin(), "curve", string(kind.structure->tag));
    return inline_table(fields);
}

std::string table_text(const Type& type, const void* table, std::string_view unit) {
    Fields fields;
    type.each(reachable(table), [&](const std::string& key, void* value) {
        fields.emplace_back(key_text_of(key), value_text(*type.element, value, unit));
    });
    return inline_table(fields);
}

std::vector<std::string> element_texts(const Type& type, const void* values,
                                       std::string_view unit) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < type.size(values); ++i)
        texts.push_back(value_text(*type.element, type.at(reachable(values), i), unit));
    return texts;
}

std::string value_text(const Type& type, const void* value, std::string_view unit) {
    if (is_uncertain(type))
        return uncertain_text(*static_cast<const Uncertain*>(value), unit == "date");
    if (is_mix(type)) return mix_text(*static_cast<const std::vector<MixPoint>*>(value));
    switch (type.shape) {
    case Shape::number: return number(*static_cast<const double*>(value));
    case Shape::text: return string(*static_cast<const std::string*>(value));
    case Shape::truth: return *static_cast<const bool*>(value) ? "true" : "false";
    case Shape::word: return string(type.words[type.word(value)]);
    case Shape::date: return text(*static_cast<const Date*>(value));
    case Shape::optional: return value_text(*type.element, type.held(reachable(value)), unit);
    case Shape::list: return list(element_texts(type, value, unit));
    case Shape::table:
        return is_settings(type) ? settings_text(type, value) : table_text(type, value, unit);
    case Shape::choice: {
        const Type& kind = chosen_type(type, value);
        const void* held = type.held(reachable(value));
        return is_curve(type) ? curve_text(kind, held) : value_text(kind, held, unit);
    }
    case Shape::structure: break;
    }
    return inline_table(fields_of(type, value));
}

/// A list of tables over several lines, one element a line.
std::string long_list(const Type& type, const void* values) {
    std::string text = "[\n";
    for (const std::string& each : element_texts(type, values, "")) text += "    " + each + ",\n";
    return text + "]";
}

/// The members that differ from their defaults, and those that must be given.
/// @param long_lists lists of tables go over several lines
Fields fields_of(const Type& type, const void* object, bool long_lists) {
    void* defaults = reachable(type.structure->defaults());
    Fields fields;
    for (const Field& field : type.structure->fields) {
        const Type& kind = *field.type;
        const void* member = field.member(reachable(object));
        if (is_provenance(kind)) {
            const Fields stated = fields_of(kind, member);
            fields.insert(fields.end(), stated.begin(), stated.end());
            continue;
        }
        if (!field.required && equal(kind, member, field.member(defaults))) continue;
        const bool tables = kind.shape == Shape::list && kind.element->shape == Shape::structure;
        fields.emplace_back(field.key, long_lists && tables && kind.size(member) > 0
                                           ? long_list(kind, member)
                                           : value_text(kind, member, field.info.unit));
    }
    return fields;
}

std::string block(const std::string& header, const Fields& fields) {
    std::string text = header + '\n';
    for (const auto& [key, value] : fields)
        text.append(key).append(" = ").append(value).append("\n");
    return text;
}

std::string mix_tables(const std::string& key, const std::vector<MixPoint>& mix) {
    Fields fields;
    for (const auto& [product, share] : mix.front().shares)
        fields.emplace_back(key_text_of(product), uncertain_text(share, false));
    return "\n" + block("[" + key + "]", fields);
}

/// A member of a plant that is not in `[plant]`, as the tables it is written with.
std::string tables(const Field& field, const void* member) {
    const std::string key(field.key);
    const Type& type = *field.type;
    if (type.shape == Shape::optional)
        return "\n" +
               block("[" + key + "]", fields_of(*type.element, type.held(reachable(member)), true));
    if (is_mix(type)) {
        const auto& mix = *static_cast<const std::vector<MixPoint>*>(member);
        if (mix.size() == 1 && !mix.front().on && !mix.front().shares.empty())
            return mix_tables(key, mix);
    }
    std::string text;
    for (std::size_t i = 0; i < type.size(member); ++i)
        text += "\n" + block("[[" + key + "]]",
                             fields_of(*type.element, type.at(reachable(member), i), true));
    return text;
}

} // namespace
} // namespace rampcast::detail

namespace rampcast::io {

std::string to_toml(const Plant& plant) {
    const Structure& structure = *type_of<Plant>().structure;
    void* stated = detail::reachable(&plant);
    void* defaults = detail::reachable(structure.defaults());
    std::string before;
    std::string after;
    detail::Fields plain;
    for (const Field& field : structure.fields) {
        const Type& type = *field.type;
        const void* member = field.member(stated);
        if (!field.required && equal(type, member, field.member(defaults))) continue;
        if (detail::is_plain(type))
            plain.emplace_back(field.key, detail::value_text(type, member, field.info.unit));
        else if (&type == &type_of<std::vector<std::string>>())
            before += std::string(field.key) + " = " +
                      detail::value_text(type, member, field.info.unit) + "\n\n";
        else after += detail::tables(field, member);
    }
    return before + detail::block("[plant]", plain) + after;
}

void save_plant(const Plant& plant, const std::filesystem::path& file) {
    validate(plant);
    detail::replace_file(file, to_toml(plant));
}

} // namespace rampcast::io
