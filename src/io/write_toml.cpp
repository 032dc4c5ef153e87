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
#include "rampcast/io/io.hpp"
#include "rampcast/plant/validate.hpp"
#include "shape.hpp"
#include "utf8.hpp"

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
    while (true) {
        const std::size_t dot = path.find('.');
        text += key_text_of(path.substr(0, dot));
        if (dot == std::string_view::npos) return text;
        text += '.';
        path = path.substr(dot + 1);
    }
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

template <class D> std::string distribution_text(const D& distribution, bool is_date) {
    const D defaults{};
    std::vector<std::string> values;
    Fields fields;
    for_each_param<D>([&](const auto& p) {
        const auto& member = distribution.*p.member;
        const bool date = is_date && is_location(p);
        const std::string key(p.key());
        using M = std::remove_cvref_t<decltype(member)>;
        if constexpr (std::same_as<M, double>) {
            values.push_back(quantity(member, date));
            if (p.required || member != defaults.*p.member) fields.emplace_back(key, values.back());
        } else if constexpr (is_optional<M>) {
            if (member) fields.emplace_back(key, quantity(*member, date));
        } else {
            std::vector<std::string> numbers;
            for (const double each : member) numbers.push_back(quantity(each, date));
            fields.emplace_back(key, list(numbers));
        }
    });
    if constexpr (is_listed<D>()) return list(values);
    else return inline_table(fields);
}

double rounded(double value, int digits) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.*e", digits - 1, value);
    return std::strtod(text.data(), nullptr);
}

/// A lognormal by its quantiles in few digits, where that says exactly the same.
std::string distribution_text(const LogNormal& distribution, bool is_date) {
    const double low = distribution.quantile(0.1), high = distribution.quantile(0.9);
    for (int digits = 1; digits <= 12; ++digits) {
        const double p10 = rounded(low, digits), p90 = rounded(high, digits);
        if (bounds::positive.allows(p10) && bounds::positive.allows(p90) && p10 < p90 &&
            LogNormal::p10_p90(p10, p90) == distribution)
            return inline_table({{"p10", quantity(p10, is_date)}, {"p90", quantity(p90, is_date)}});
    }
    return distribution_text<LogNormal>(distribution, is_date);
}

template <class S> Fields fields_of(const S& object);
template <class M> std::string value_text(const M& value, std::string_view unit);

std::string uncertain_text(const Uncertain& value, bool is_date) {
    Fields stated = fields_of(value.provenance());
    if (!value.is_uncertain()) {
        std::string plain = quantity(value.number(), is_date);
        const bool bare_date = plain == number(value.number()) && is_date;
        if (stated.empty() && !bare_date) return plain;
        stated.emplace(stated.begin(), "value", plain);
        return inline_table(stated);
    }
    return std::visit(
        [&](const auto& d) {
            using D = std::remove_cvref_t<decltype(d)>;
            Fields fields;
            if constexpr (std::same_as<D, Metalog>) {
                for_each_param<D>([&](const auto& p) {
                    const auto write = [&](double each) {
                        fields.emplace_back(p.key(), quantity(each, is_date));
                    };
                    if constexpr (is_optional<std::remove_cvref_t<decltype(d.*p.member)>>) {
                        if (d.*p.member) write(*(d.*p.member));
                    } else {
                        write(d.*p.member);
                    }
                });
            } else {
                fields.emplace_back(D::tag, distribution_text(d, is_date));
            }
            fields.insert(fields.end(), stated.begin(), stated.end());
            return inline_table(fields);
        },
        value.distribution());
}

std::string mix_text(const std::vector<MixPoint>& mix) {
    if (mix.size() == 1 && !mix.front().on && !mix.front().shares.empty())
        return value_text(mix.front().shares, "1");
    std::vector<std::string> points;
    for (const MixPoint& point : mix) points.push_back(inline_table(fields_of(point)));
    return list(points);
}

/// Words that a reader takes for something other than a part of a path.
bool is_special(std::string_view part) {
    constexpr std::array words{"curve", "value", "p10",  "p50",    "p90",
                               "lower", "upper", "kind", "source", "known_on"};
    bool special = part.empty() || std::find(words.begin(), words.end(), part) != words.end();
    for_each_alternative<Distribution>(
        [&](auto, auto type) { special = special || part == decltype(type)::type::tag; });
    return special;
}

/// A path of a table of settings as a key: dotted, or one quoted key where dots would be read as
/// something else, or would go on below a value of the same table.
template <class V>
std::string setting_key(const std::string& path, const std::map<std::string, V>& settings) {
    bool whole = is_mix_path(path.substr(0, path.rfind('.')));
    for (std::size_t start = 0, dot = 0; dot != std::string::npos; start = dot + 1) {
        dot = path.find('.', start);
        whole = whole || is_special(std::string_view(path).substr(start, dot - start)) ||
                (dot != std::string::npos && settings.contains(path.substr(0, dot)));
    }
    return whole ? key_text_of(path) : dotted_key(path);
}

template <class V> std::string settings_text(const std::map<std::string, V>& settings) {
    Fields fields;
    for (const auto& [path, value] : settings) {
        const bool is_date = is_date_path(path);
        fields.emplace_back(
            setting_key(path, settings),
            std::visit(
                [is_date](const auto& chosen) { return value_text(chosen, is_date ? "date" : ""); },
                value));
    }
    return inline_table(fields);
}

template <class M> std::string value_text(const M& value, std::string_view unit) {
    if constexpr (std::same_as<M, Uncertain>) return uncertain_text(value, unit == "date");
    else if constexpr (std::same_as<M, double>) return number(value);
    else if constexpr (std::same_as<M, std::string>) return string(value);
    else if constexpr (std::same_as<M, bool>) return value ? "true" : "false";
    else if constexpr (std::is_enum_v<M>)
        return string(enum_names<M>()[static_cast<std::size_t>(value)]);
    else if constexpr (std::same_as<M, Date>) return text(value);
    else if constexpr (is_optional<M>) return value_text(*value, unit);
    else if constexpr (std::same_as<M, std::vector<MixPoint>>) return mix_text(value);
    else if constexpr (is_list<M>) {
        std::vector<std::string> values;
        for (const auto& each : value) values.push_back(value_text(each, unit));
        return list(values);
    } else if constexpr (is_settings<M>) return settings_text(value);
    else if constexpr (is_table<M>) {
        Fields fields;
        for (const auto& [key, each] : value)
            fields.emplace_back(key_text_of(key), value_text(each, unit));
        return inline_table(fields);
    } else if constexpr (is_choice<M>) {
        return std::visit(
            [&](const auto& chosen) {
                if constexpr (is_curve<M>) {
                    Fields fields = fields_of(chosen);
                    fields.emplace(fields.begin(), "curve", string(chosen.tag));
                    return inline_table(fields);
                } else {
                    return value_text(chosen, unit);
                }
            },
            value);
    } else return inline_table(fields_of(value));
}

/// A list of tables over several lines, one element a line.
template <class X> std::string long_list(const std::vector<X>& values) {
    std::string text = "[\n";
    for (const X& each : values) text += "    " + value_text(each, "") + ",\n";
    return text + "]";
}

/// The members that differ from their defaults, and those that must be given.
/// @param long_lists lists of tables go over several lines
template <class S> Fields fields_of_members(const S& object, bool long_lists) {
    static const S defaults{};
    Fields fields;
    for_each_param<S>([&](const auto& p) {
        const auto& member = object.*p.member;
        using M = std::remove_cvref_t<decltype(member)>;
        if constexpr (std::same_as<M, Provenance>) {
            const Fields stated = fields_of(member);
            fields.insert(fields.end(), stated.begin(), stated.end());
        } else {
            if (!p.required && member == defaults.*p.member) return;
            std::string text;
            if constexpr (is_list<M>) {
                if constexpr (Described<typename M::value_type>)
                    if (long_lists && !member.empty()) text = long_list(member);
            }
            if (text.empty()) text = value_text(member, p.unit);
            fields.emplace_back(p.key(), std::move(text));
        }
    });
    return fields;
}

template <class S> Fields fields_of(const S& object) { return fields_of_members(object, false); }

std::string block(const std::string& header, const Fields& fields) {
    std::string text = header + '\n';
    for (const auto& [key, value] : fields)
        text.append(key).append(" = ").append(value).append("\n");
    return text;
}

/// A member of a plant that is not in `[plant]`, as the tables it is written with.
template <class M> std::string tables(const std::string& key, const M& member) {
    std::string text;
    if constexpr (is_optional<M>) {
        text = "\n" + block("[" + key + "]", fields_of_members(*member, true));
    } else {
        for (const auto& each : member)
            text += "\n" + block("[[" + key + "]]", fields_of_members(each, true));
    }
    return text;
}

std::string tables(const std::string& key, const std::vector<MixPoint>& mix) {
    if (mix.size() != 1 || mix.front().on || mix.front().shares.empty())
        return tables<std::vector<MixPoint>>(key, mix);
    Fields fields;
    for (const auto& [product, share] : mix.front().shares)
        fields.emplace_back(key_text_of(product), value_text(share, "1"));
    return "\n" + block("[" + key + "]", fields);
}

} // namespace
} // namespace rampcast::detail

namespace rampcast::io {

std::string to_toml(const Plant& plant) {
    static const Plant defaults{};
    std::string before;
    std::string after;
    detail::Fields plain;
    for_each_param<Plant>([&](const auto& p) {
        const auto& member = plant.*p.member;
        using M = std::remove_cvref_t<decltype(member)>;
        if (!p.required && member == defaults.*p.member) return;
        const std::string key(p.key());
        if constexpr (detail::is_plain<M>)
            plain.emplace_back(key, detail::value_text(member, p.unit));
        else if constexpr (std::same_as<M, std::vector<std::string>>)
            before += key + " = " + detail::value_text(member, p.unit) + "\n\n";
        else after += detail::tables(key, member);
    });
    return before + detail::block("[plant]", plain) + after;
}

void save_plant(const Plant& plant, const std::filesystem::path& file) {
    validate(plant);
    detail::replace_file(file, to_toml(plant));
}

} // namespace rampcast::io
