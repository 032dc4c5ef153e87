#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "mutate.hpp"
#include "rampcast/core/units.hpp"
#include "rampcast/core/utf8.hpp"
#include "rampcast/io/io.hpp"
#include "rampcast/plant/types.hpp"

namespace rampcast::fuzz {
namespace {

void add_words(const Type& type, std::set<const Type*>& seen, std::set<std::string>& words) {
    if (!seen.insert(&type).second) return;
    for (const std::string_view word : type.words) words.insert('"' + std::string(word) + '"');
    if (type.element) add_words(*type.element, seen, words);
    for (const Type* each : type.alternatives) add_words(*each, seen, words);
    if (!type.structure) return;
    if (!type.structure->tag.empty()) words.emplace(type.structure->tag);
    for (const Field& field : type.structure->fields) {
        words.emplace(field.key);
        for (const auto& unit : detail::time_units) {
            const std::string key(field.key);
            const std::string other =
                key.substr(0, key.rfind('_')) + "_" + std::string(unit.suffix);
            if (key_factor(key, other)) words.insert(other);
        }
        add_words(*field.type, seen, words);
    }
}

/// Keys in every unit, words of choices, names of curves and distributions.
const std::vector<std::string>& dictionary() {
    static const std::vector<std::string> words = [] {
        std::set<const Type*> seen;
        std::set<std::string> found{"value", "curve", "p10",   "p50",
                                    "p90",   "lower", "upper", "plant"};
        add_words(type_of<Plant>(), seen, found);
        add_words(type_of<Distribution>(), seen, found);
        add_words(type_of<Provenance>(), seen, found);
        return std::vector<std::string>(found.begin(), found.end());
    }();
    return words;
}

const std::string& any_word(Random& random) {
    return dictionary()[pick(random, dictionary().size())];
}

std::string any_value(Random& random) {
    static const std::array<std::string, 30> values{"0",
                                                    "-0.0",
                                                    "1",
                                                    "-1",
                                                    "3",
                                                    "0.5",
                                                    "1e-6",
                                                    "1e-3",
                                                    "7",
                                                    "24",
                                                    "1e4",
                                                    "1e9",
                                                    "1e12",
                                                    "1e99",
                                                    "1.7976931348623157e308",
                                                    "9223372036854775807",
                                                    "nan",
                                                    "inf",
                                                    "-inf",
                                                    "true",
                                                    "\"x\"",
                                                    "\"\\u0000\"",
                                                    "\"\\u202E\"",
                                                    "0001-01-01",
                                                    "9999-12-31",
                                                    "2024-02-30",
                                                    "2024-01-01T00:00:00",
                                                    "[]",
                                                    "{}",
                                                    "{ value = 2 }"};
    if (!chance(random, 4)) return values[pick(random, values.size())];
    const std::string number = values[pick(random, 16)], other = values[pick(random, 16)];
    return "{ " + any_word(random) + " = [" + number + ", " + other + ", 1] }";
}

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.' ||
           c == '+';
}

struct Part {
    std::size_t from, length;
};

/// Runs of letters and digits: keys, numbers, dates, words within names.
std::vector<Part> words_of_text(const std::string& text) {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_word(text[end])) ++end;
        if (end > i) parts.push_back({i, end - i});
        i = end + 1;
    }
    return parts;
}

std::vector<Part> lines_of_text(const std::string& text) {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = std::min(text.find('\n', i), text.size() - 1) + 1;
        parts.push_back({i, end - i});
        i = end;
    }
    return parts;
}

} // namespace

std::string mutate_text(Random& random, std::string text, std::string (*bytes)(std::string)) {
    for (std::size_t changes = 1 + pick(random, 3); changes > 0; --changes) {
        const std::vector<Part> words = words_of_text(text), lines = lines_of_text(text);
        if (words.empty()) return bytes(std::move(text));
        const Part word = words[pick(random, words.size())],
                   line = lines[pick(random, lines.size())];
        switch (pick(random, 8)) {
        case 0:
        case 1:
        case 2: {
            // A value for a value: numbers, dates and words begin with what they are.
            const bool key = std::isalpha(static_cast<unsigned char>(text[word.from]));
            text.replace(word.from, word.length, key ? any_word(random) : any_value(random));
            break;
        }
        case 3: text.erase(line.from, line.length); break;
        case 4: text.insert(line.from, text.substr(line.from, line.length)); break;
        case 5: {
            const Part other = lines[pick(random, lines.size())];
            text.insert(line.from, text.substr(other.from, other.length));
            break;
        }
        case 6: text.insert(line.from, any_word(random) + " = " + any_value(random) + "\n"); break;
        default: text = bytes(std::move(text)); break;
        }
    }
    return text;
}

} // namespace rampcast::fuzz
