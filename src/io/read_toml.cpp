#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#ifndef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#endif
// Inline tables may go over several lines, as in TOML 1.1.
#define TOML_ENABLE_UNRELEASED_FEATURES 1
#include <toml++/toml.h>

#include "document.hpp"
#include "rampcast/core/utf8.hpp"

namespace rampcast::detail {
namespace {

/// Most brackets within brackets, and most dots in a key: tables are built and taken down by
/// recursion.
constexpr int deepest = 32;

Position position_of(std::string_view text, std::size_t index) {
    Position at;
    for (std::size_t i = 0; i < index; ++i) {
        if (text[i] == '\n') {
            ++at.line;
            at.column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80) {
            ++at.column;
        }
    }
    return at;
}

void check_encoding(std::string_view text, std::string_view file) {
    const std::size_t bad = first_invalid_utf8(text);
    if (bad == text.size()) return;
    std::array<char, 8> byte{};
    std::snprintf(byte.data(), byte.size(), "0x%02X",
                  static_cast<unsigned>(static_cast<unsigned char>(text[bad])));
    fail_at(file, position_of(text, bad), "",
            "is not UTF-8 text (byte " + std::string(byte.data()) + ")");
}

/// The index after the string or comment that begins at `i`.
std::size_t skipped(std::string_view text, std::size_t i) {
    const char quote = text[i];
    if (quote == '#') return std::min(text.find('\n', i), text.size());
    const std::string_view triple = quote == '"' ? "\"\"\"" : "'''";
    const bool many_lines = text.substr(i, 3) == triple;
    for (i += many_lines ? 3 : 1; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\') ++i;
        else if (many_lines && text.substr(i, 3) == triple) return i + 3;
        else if (!many_lines && (text[i] == quote || text[i] == '\n')) return i + 1;
    }
    return text.size();
}

void check_depth(std::string_view text, std::string_view file) {
    int brackets = 0, dots = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == '"' || c == '\'' || c == '#') {
            i = skipped(text, i);
            continue;
        }
        if (c == '[' || c == '{') ++brackets;
        if (c == ']' || c == '}') brackets = std::max(brackets - 1, 0);
        if (c == '.') ++dots;
        else if (c == '=' || c == ',' || c == '\n' || c == '[' || c == '{') dots = 0;
        if (brackets > deepest || dots > deepest)
            fail_at(file, position_of(text, i), "",
                    "is nested more than " + std::to_string(deepest) + " deep");
        ++i;
    }
}

Position position(const toml::source_region& source, Position otherwise) {
    if (source.begin.line == 0) return otherwise;
    return {static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

Node converted_node(const toml::node& node, Position parent) {
    Node result;
    result.at = position(node.source(), parent);
    if (const auto* text = node.as_string()) result.value = text->get();
    else if (const auto* whole = node.as_integer()) result.value = whole->get();
    else if (const auto* real = node.as_floating_point()) result.value = real->get();
    else if (const auto* truth = node.as_boolean()) result.value = truth->get();
    else if (const auto* date = node.as_date())
        result.value = WrittenDate{date->get().year, date->get().month, date->get().day};
    else if (const auto* array = node.as_array()) {
        Node::List list;
        list.reserve(array->size());
        for (const toml::node& each : *array) list.push_back(converted_node(each, result.at));
        result.value = std::move(list);
    } else if (const auto* table = node.as_table()) {
        Node::Table entries;
        entries.reserve(table->size());
        for (auto&& [key, value] : *table) {
            const Position at = position(key.source(), result.at);
            entries.push_back({std::string(key.str()), at, converted_node(value, at)});
        }
        std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
            return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
        });
        result.value = std::move(entries);
    } else {
        result.value = WrittenTime{};
    }
    return result;
}

} // namespace

Node parse_document(std::string_view text, std::string_view file_name) {
    check_encoding(text, file_name);
    check_depth(text, file_name);
    try {
        return converted_node(toml::parse(text), {1, 1});
    } catch (const toml::parse_error& error) {
        std::string why(error.description());
        if (why.starts_with("Error")) why.front() = 'e';
        fail_at(file_name, position(error.source(), {1, 1}), "", "is not TOML: " + why);
    }
}

} // namespace rampcast::detail
