#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rampcast/core/error.hpp"

namespace rampcast::detail {

/// Where a value stands in a text; both count from 1, columns in characters.
struct Position {
    int line = 1;
    int column = 1;
};

/// A date as written, not yet checked for its range.
struct WrittenDate {
    int year = 0;
    unsigned month = 0, day = 0;
};

/// A time of day, with or without a date: nothing in a scenario takes one.
struct WrittenTime {};

struct Entry;

/// A value of a scenario text with its position.
struct Node {
    using List = std::vector<Node>;
    using Table = std::vector<Entry>;

    std::variant<std::string, std::int64_t, double, bool, WrittenDate, WrittenTime, List, Table>
        value;
    Position at{};

    template <class X> const X* as() const { return std::get_if<X>(&value); }
    /// The value under a key of a table, or null.
    const Node* find(std::string_view key) const;
};

/// A key of a table and its value.
struct Entry {
    std::string key;
    Position at{};
    Node value;
};

inline const Node* Node::find(std::string_view key) const {
    if (const auto* table = as<Table>())
        for (const Entry& entry : *table)
            if (entry.key == key) return &entry.value;
    return nullptr;
}

/// The position as errors begin with it: `file:line:column`.
inline std::string position_text(std::string_view file, Position at) {
    return std::string(file) + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
}

/// Throws an `Error` that begins with the position: `file:line:column: place: message`.
[[noreturn]] inline void fail_at(std::string_view file, Position at, const std::string& place,
                                 const std::string& message) {
    const std::string spoken = spoken_place(place);
    throw Error(place, position_text(file, at) + (spoken.empty() ? "" : ": " + spoken), message);
}

/// Parses TOML text into a table; the keys of a table are in the order they are written in.
/// @throws Error where the text is not UTF-8, not TOML, or nested absurdly deep
Node parse_document(std::string_view text, std::string_view file_name);

} // namespace rampcast::detail
