#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rampcast {

namespace detail {

inline char lower_case(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The least number of single-character insertions, deletions, replacements and swaps of
/// neighbours that turn one word into the other, capital letters counting as small ones (optimal
/// string alignment; bytes are characters).
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower_case(a[i - 1]) == lower_case(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
            if (i > 1 && j > 1 && lower_case(a[i - 1]) == lower_case(b[j - 2]) &&
                lower_case(a[i - 2]) == lower_case(b[j - 1]))
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

/// The edit distance of a word from the part of a name of as many words that is nearest to it, and
/// one more; that from the whole name where it is less.
inline std::size_t distance_from_name(std::string_view word, std::string_view name) {
    std::size_t least = edit_distance(word, name);
    const auto words = 1 + std::count(word.begin(), word.end(), ' ');
    for (std::size_t first = 0; first < name.size();) {
        std::size_t last = first;
        for (auto i = words; i > 0 && last < name.size(); --i)
            last = std::min(name.find(' ', last + (i < words ? 1 : 0)), name.size());
        least = std::min(least, 1 + edit_distance(word, name.substr(first, last - first)));
        first = std::min(name.find(' ', first), name.size()) + 1;
    }
    return least;
}

} // namespace detail

/// The known word or name most like a mistyped one, for error messages: the least edit distance, a
/// part of a name counting for the whole; the first where several are as near. Empty where nothing
/// is known.
inline std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    const std::string* best = nullptr;
    std::size_t least = 0;
    for (const std::string& each : known) {
        const std::size_t distance = detail::distance_from_name(word, each);
        if (!best || distance < least) {
            best = &each;
            least = distance;
        }
    }
    return best ? *best : std::string();
}

} // namespace rampcast
