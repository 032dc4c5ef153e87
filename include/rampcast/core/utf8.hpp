#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace rampcast::detail {

/// The index of the first byte that does not belong to a UTF-8 character, or `text.size()`.
inline std::size_t first_invalid_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    std::size_t i = 0;
    while (i < text.size()) {
        const unsigned lead = byte(i);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) return i;
        const unsigned second = byte(i + 1);
        const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) return i;
        for (std::size_t k = 2; k < length; ++k)
            if ((byte(i + k) & 0xC0U) != 0x80) return i;
        i += length;
    }
    return i;
}

/// How many bytes from one on are a character that must not be printed as it is: a control
/// character, or one that turns the direction of text or ends a line; else 0.
inline std::size_t unprintable_at(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) -> unsigned {
        return k < text.size() ? static_cast<unsigned char>(text[k]) : 0;
    };
    const unsigned first = byte(i), second = byte(i + 1), third = byte(i + 2);
    if (first < 0x20 || first == 0x7F) return 1;
    if (first == 0xC2) return second >= 0x80 && second < 0xA0 ? 2 : 0; // U+0080 to U+009F
    if (first == 0xD8) return second == 0x9C ? 2 : 0;                  // U+061C
    if (first == 0xEF) return second == 0xBB && third == 0xBF ? 3 : 0; // U+FEFF
    if (first != 0xE2) return 0;
    const bool marks = second == 0x80 && (third == 0x8E || third == 0x8F ||  // U+200E, U+200F
                                          (third >= 0xA8 && third <= 0xAE)); // U+2028 to U+202E
    const bool isolates = second == 0x81 && third >= 0xA6 && third <= 0xA9;  // U+2066 to U+2069
    return marks || isolates ? 3 : 0;
}

inline bool is_printable(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (unprintable_at(text, i) > 0) return false;
    return true;
}

/// Text that is safe to print: what must not be printed as it is becomes `\u202E` and the like.
inline std::string printable(std::string text) {
    if (is_printable(text)) return text;
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t length = unprintable_at(text, i);
        if (length == 0) {
            result += text[i];
            continue;
        }
        unsigned code = static_cast<unsigned char>(text[i]);
        if (length > 1) code &= length == 2 ? 0x1FU : 0x0FU;
        for (std::size_t k = 1; k < length; ++k)
            code = code << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        std::array<char, 8> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "\\u%04X", code);
        result += escaped.data();
        i += length - 1;
    }
    return result;
}

} // namespace rampcast::detail
