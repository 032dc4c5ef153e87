#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document.hpp"
#include "rampcast/core/nearest.hpp"
#include "rampcast/core/refuse.hpp"
#include "rampcast/core/units.hpp"
#include "shape.hpp"

/// Reading single values of a document, with errors that say where and what is allowed.
namespace rampcast::detail {

/// What a value is, for reading it and for saying what is wrong with it.
struct FileSpot {
    std::string place; ///< path of the table the value stands in
    std::string path;  ///< path of the value
    std::string key;   ///< as it is written in the file
    std::string_view unit{};
    Bounds bounds{};
    double factor = 1; ///< from the unit of `key` to the stored one

    bool is_date() const { return unit == "date"; }
    /// The path with the key as it is written.
    std::string shown() const { return factor == 1 ? path : joined(place, key); }
};

inline std::string list_text(const std::vector<std::string>& words,
                             const std::string& last = "or") {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " " + last + " " : ", ";
        text += words[i];
    }
    return text;
}

inline std::string shortened(std::string_view text) {
    constexpr std::size_t most = 60;
    if (text.size() <= most) return std::string(text);
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
    return std::string(text.substr(0, end)) + "...";
}

/// What goes with a word that is not known: the nearest that is, or all of them.
inline std::string known_words(std::string_view word, const std::vector<std::string>& known) {
    word = word.substr(0, 100);
    const std::string near = nearest(word, known);
    if (2 * edit_distance(word, near) <= std::max(word.size(), near.size()))
        return detail::nearest_words(std::string(word), known, "");
    return "; known: " + list_text(known, "and");
}

inline std::string described(const Node& node) {
    return std::visit(
        [](const auto& value) -> std::string {
            using X = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::same_as<X, std::string>) return detail::quoted(shortened(value));
            else if constexpr (std::same_as<X, bool>) return value ? "true" : "false";
            else if constexpr (std::same_as<X, std::int64_t>) return std::to_string(value);
            else if constexpr (std::same_as<X, double>) return number_text(value);
            else if constexpr (std::same_as<X, WrittenDate>)
                return padded(value.year, 4) + '-' + padded(static_cast<int>(value.month), 2) +
                       '-' + padded(static_cast<int>(value.day), 2);
            else if constexpr (std::same_as<X, WrittenTime>) return "a time";
            else if constexpr (std::same_as<X, Node::List>) return "a list";
            else return "a table";
        },
        node.value);
}

inline std::optional<double> number_in(const Node& node) {
    if (const auto* whole = node.as<std::int64_t>()) return static_cast<double>(*whole);
    if (const auto* real = node.as<double>()) return *real;
    return std::nullopt;
}

inline bool contains(const std::vector<std::string>& words, std::string_view word) {
    for (const std::string& each : words)
        if (each == word) return true;
    return false;
}

/// Reads values of one file.
class ValueReader {
public:
    explicit ValueReader(std::string_view file) : file_(file) {}

protected:
    const std::string& file() const { return file_; }
    [[noreturn]] void fail(Position at, const std::string& place,
                           const std::string& message) const {
        fail_at(file_, at, place, message);
    }
    [[noreturn]] void refuse(const Node& node, const FileSpot& spot,
                             const std::string& allowed) const {
        fail(node.at, spot.place, spot.key + " is " + described(node) + ", must be " + allowed);
    }

    void need_table(const Node& node, const FileSpot& spot) const {
        if (!node.as<Node::Table>()) refuse(node, spot, "a table");
    }

    void refuse_unknown(const Node& table, const std::string& place,
                        const std::vector<std::string>& known,
                        const std::vector<std::string>& timed) const {
        for (const Entry& entry : *table.as<Node::Table>()) {
            if (contains(known, entry.key)) continue;
            bool other_unit = false;
            for (const std::string& name : timed)
                if (key_factor(name, entry.key)) other_unit = true;
            if (other_unit) continue;
            std::string hint = known_words(entry.key, known);
            if (contains(known, "plant"))
                for (const Field& field : type_of<Plant>().structure->fields)
                    if (is_plain(*field.type) && field.key == entry.key)
                        hint = "; it belongs in [plant]";
            fail(entry.at, place, "unknown key " + detail::quoted(shortened(entry.key)) + hint);
        }
    }

    /// The entry of a table for a parameter, or null.
    /// @param timed the key may carry another time unit
    /// @param factor set to the factor from the key's unit to the stored one
    const Entry* entry_of(const Node& table, const std::string& place, std::string_view key,
                          bool timed, double& factor) const {
        const Entry* found = nullptr;
        for (const Entry& entry : *table.as<Node::Table>()) {
            std::optional<double> this_factor;
            if (entry.key == key) this_factor = 1;
            else if (timed) this_factor = key_factor(key, entry.key);
            if (!this_factor) continue;
            if (found)
                fail(entry.at, place,
                     detail::quoted(entry.key) + " and " + detail::quoted(found->key) +
                         " say the same; leave out one");
            found = &entry;
            factor = *this_factor;
        }
        return found;
    }

    [[noreturn]] void refuse_missing(const Node& table, const std::string& place,
                                     std::string_view key, std::string_view meaning) const {
        fail(table.at, place, "needs " + std::string(key) + " (" + std::string(meaning) + ")");
    }

    std::size_t word(const Node& node, const FileSpot& spot,
                     std::span<const std::string_view> words) const {
        std::vector<std::string> known;
        for (const std::string_view each : words) known.push_back(detail::quoted(each));
        if (const auto* text = node.as<std::string>())
            for (std::size_t i = 0; i < words.size(); ++i)
                if (*text == words[i]) return i;
        refuse(node, spot, list_text(known));
    }

    Date date_of(const Node& node, const FileSpot& spot) const {
        const auto* written = node.as<WrittenDate>();
        if (!written) refuse(node, spot, "a date such as 2024-05-01 (without quotation marks)");
        try {
            return date(written->year, written->month, written->day);
        } catch (const Error& error) {
            fail(node.at, spot.place, spot.key + " is " + described(node) + ": " + error.message());
        }
    }

    /// A finite number, in the unit and range of the spot.
    double plain_number(const Node& node, const FileSpot& spot, const char* expected) const {
        const std::optional<double> number = number_in(node);
        if (!number) refuse(node, spot, expected);
        const double stored = *number * spot.factor;
        if (!std::isfinite(*number) || !spot.bounds.allows(stored))
            fail(node.at, spot.place,
                 spot.key + " is " + number_text(*number) + ", " +
                     spot.bounds.text_for(*number, spot.factor));
        return stored;
    }

private:
    std::string file_;
};

} // namespace rampcast::detail
