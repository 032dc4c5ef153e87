#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document.hpp"
#include "file.hpp"
#include "rampcast/core/nearest.hpp"
#include "rampcast/core/units.hpp"
#include "rampcast/io/io.hpp"
#include "require_valid.hpp"
#include "shape.hpp"

namespace rampcast::detail {
namespace {

/// What a value is, for reading it and for saying what is wrong with it.
struct Spot {
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

std::string list_text(const std::vector<std::string>& words, const std::string& last = "or") {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " " + last + " " : ", ";
        text += words[i];
    }
    return text;
}

std::string shortened(std::string_view text) {
    constexpr std::size_t most = 60;
    if (text.size() <= most) return std::string(text);
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
    return std::string(text.substr(0, end)) + "...";
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    word = word.substr(0, 100);
    const std::string near = nearest(word, known);
    if (2 * edit_distance(word, near) <= std::max(word.size(), near.size()))
        return "; did you mean " + detail::quoted(near) + "?";
    return "; known: " + list_text(known, "and");
}

std::string described(const Node& node) {
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

std::optional<double> number_in(const Node& node) {
    if (const auto* whole = node.as<std::int64_t>()) return static_cast<double>(*whole);
    if (const auto* real = node.as<double>()) return *real;
    return std::nullopt;
}

/// Keys of the table of an uncertain number that are not a distribution's tag.
const std::vector<std::string> quantile_keys{"p10", "p50", "p90", "lower", "upper"};
const std::vector<std::string> provenance_keys{"kind", "source", "known_on"};

bool contains(const std::vector<std::string>& words, std::string_view word) {
    for (const std::string& each : words)
        if (each == word) return true;
    return false;
}

template <class D> std::vector<std::string> parameter_keys() {
    std::vector<std::string> keys;
    for_each_param<D>([&](const auto& p) { keys.emplace_back(p.key()); });
    if constexpr (std::same_as<D, LogNormal>) keys.insert(keys.end(), {"p10", "p90"});
    return keys;
}

std::vector<std::string> distribution_tags() {
    std::vector<std::string> tags;
    for_each_alternative<Distribution>(
        [&](auto, auto type) { tags.emplace_back(decltype(type)::type::tag); });
    return tags;
}

/// True where a value within a table of settings is an uncertain number and not a further part of
/// the path: `{ pert = [1, 2, 3] }`, but not `{ L1 = { lag_days = 3 } }`.
bool is_uncertain_table(const Node& node) {
    for (const Entry& entry : *node.as<Node::Table>()) {
        const bool is_leaf = !entry.value.as<Node::Table>();
        if (is_leaf && (entry.key == "value" || contains(quantile_keys, entry.key) ||
                        contains(provenance_keys, entry.key)))
            return true;
        bool found = false;
        for_each_alternative<Distribution>([&](auto, auto type) {
            using D = typename decltype(type)::type;
            if (entry.key != D::tag) return;
            if (entry.value.as<Node::List>()) found = true;
            for (const std::string& key : parameter_keys<D>())
                if (entry.value.find(key)) found = true;
        });
        if (found) return true;
    }
    return false;
}

/// Reads a document into a plant by the descriptions of its structs.
class Reader {
public:
    explicit Reader(std::string_view file) : file_(file) {}

    Plant plant(const Node& root) {
        const Node* table = root.find("plant");
        if (!table) fail(root.at, "", "needs [plant] with the plant's id");
        need_table(*table, {"", "", "plant"});
        std::vector<std::string> inside, outside{"plant"};
        for_each_param<Plant>([&](const auto& p) {
            using M = typename std::remove_cvref_t<decltype(p)>::member_type;
            (is_plain<M> ? inside : outside).emplace_back(p.key());
        });
        refuse_unknown(root, "", outside, {});
        for (const Entry& entry : *table->as<Node::Table>())
            if (!contains(inside, entry.key) && contains(outside, entry.key))
                fail(entry.at, "plant",
                     detail::quoted(entry.key) + " does not belong in [plant], but beside it");
        refuse_unknown(*table, "plant", inside, {});
        Plant result;
        for_each_param<Plant>([&](const auto& p) {
            using M = typename std::remove_cvref_t<decltype(p)>::member_type;
            if constexpr (is_plain<M>) read_member(p, *table, "plant", "", result);
            else read_member(p, root, "", "", result);
        });
        return result;
    }

    /// Where the value at a dotted path stands, or the nearest table around it.
    Position find(std::string path) const {
        while (true) {
            if (const auto found = positions_.find(path); found != positions_.end())
                return found->second;
            if (path.empty()) return {};
            const std::size_t dot = path.rfind('.');
            path.resize(dot == std::string::npos ? 0 : dot);
        }
    }

private:
    [[noreturn]] void fail(Position at, const std::string& place,
                           const std::string& message) const {
        fail_at(file_, at, place, message);
    }
    [[noreturn]] void refuse(const Node& node, const Spot& spot, const std::string& allowed) const {
        fail(node.at, spot.place, spot.key + " is " + described(node) + ", must be " + allowed);
    }

    void need_table(const Node& node, const Spot& spot) const {
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
            std::string hint = did_you_mean(entry.key, known);
            for_each_param<Plant>([&](const auto& p) {
                using M = typename std::remove_cvref_t<decltype(p)>::member_type;
                if (is_plain<M> && contains(known, "plant") && p.key() == entry.key)
                    hint = "; it belongs in [plant]";
            });
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

    template <Described S>
    void read_struct(const Node& node, const Spot& spot, S& object,
                     const char* extra_key = nullptr) {
        need_table(node, spot);
        std::vector<std::string> known, timed;
        if (extra_key) known.emplace_back(extra_key);
        for_each_param<S>([&](const auto& p) {
            using M = typename std::remove_cvref_t<decltype(p)>::member_type;
            if constexpr (std::same_as<M, Provenance>)
                known.insert(known.end(), provenance_keys.begin(), provenance_keys.end());
            else known.emplace_back(p.key());
            if constexpr (takes_units<M>) timed.emplace_back(p.key());
        });
        refuse_unknown(node, spot.path, known, timed);
        for_each_param<S>(
            [&](const auto& p) { read_member(p, node, spot.path, spot.path, object); });
    }

    /// @param place what errors call the table
    /// @param path what the paths of its values begin with
    template <class P, class S>
    void read_member(const P& p, const Node& table, const std::string& place,
                     const std::string& path, S& object) {
        using M = typename P::member_type;
        M& member = object.*p.member;
        if constexpr (std::same_as<M, Provenance>) {
            for_each_param<Provenance>(
                [&](const auto& each) { read_member(each, table, place, path, member); });
        } else {
            double factor = 1;
            const Entry* found = entry_of(table, place, p.key(), takes_units<M>, factor);
            if (!found) {
                if (is_needed(p, member)) refuse_missing(table, place, p.key(), p.meaning);
                return;
            }
            Spot spot{place, joined(path, p.key()), found->key, p.unit, p.bounds, factor};
            read(found->value, spot, member);
        }
    }

    template <class M> void read(const Node& node, const Spot& spot, M& into) {
        positions_[spot.path] = node.at;
        if constexpr (std::same_as<M, Uncertain>) {
            into = uncertain(node, spot);
        } else if constexpr (std::same_as<M, double>) {
            into = plain_number(node, spot, "a number");
        } else if constexpr (std::same_as<M, std::string>) {
            const auto* text = node.as<std::string>();
            if (!text) refuse(node, spot, "text in quotation marks");
            into = *text;
        } else if constexpr (std::same_as<M, bool>) {
            const auto* truth = node.as<bool>();
            if (!truth) refuse(node, spot, "true or false");
            into = *truth;
        } else if constexpr (std::is_enum_v<M>) {
            into = word<M>(node, spot);
        } else if constexpr (std::same_as<M, Date>) {
            into = date_of(node, spot);
        } else if constexpr (is_optional<M>) {
            read(node, spot, into.emplace());
        } else if constexpr (std::same_as<M, std::vector<MixPoint>>) {
            mix(node, spot, into);
        } else if constexpr (is_list<M>) {
            list(node, spot, into);
        } else if constexpr (is_settings<M>) {
            need_table(node, spot);
            for (const Entry& entry : *node.as<Node::Table>())
                setting(entry, spot, entry.key, into);
        } else if constexpr (is_table<M>) {
            need_table(node, spot);
            for (const Entry& entry : *node.as<Node::Table>()) {
                Spot inner = spot;
                inner.place = spot.path;
                inner.path = joined(spot.path, entry.key);
                inner.key = detail::quoted(entry.key);
                read(entry.value, inner, into[entry.key]);
            }
        } else if constexpr (is_when<M>) {
            if (const auto* text = node.as<std::string>()) into = *text;
            else if (node.as<WrittenDate>() || node.as<Node::Table>()) into = uncertain(node, spot);
            else refuse(node, spot, "a date such as 2024-05-01, or a milestone's name");
        } else if constexpr (is_curve<M>) {
            curve(node, spot, into);
        } else {
            read_struct(node, spot, into);
        }
    }

    template <class E> E word(const Node& node, const Spot& spot) const {
        const auto names = enum_names<E>();
        std::vector<std::string> known;
        for (const std::string_view name : names) known.push_back(detail::quoted(name));
        const auto* text = node.as<std::string>();
        if (text)
            for (std::size_t i = 0; i < names.size(); ++i)
                if (*text == names[i]) return static_cast<E>(i);
        refuse(node, spot, list_text(known));
    }

    Date date_of(const Node& node, const Spot& spot) const {
        const auto* written = node.as<WrittenDate>();
        if (!written) refuse(node, spot, "a date such as 2024-05-01 (without quotation marks)");
        try {
            return date(written->year, written->month, written->day);
        } catch (const Error& error) {
            fail(node.at, spot.place, spot.key + " is " + described(node) + ": " + error.message());
        }
    }

    /// A finite number, in the unit and range of the spot.
    double plain_number(const Node& node, const Spot& spot, const char* expected) const {
        const std::optional<double> number = number_in(node);
        if (!number) refuse(node, spot, expected);
        const double stored = *number * spot.factor;
        if (!std::isfinite(*number) || !spot.bounds.allows(stored))
            fail(node.at, spot.place,
                 spot.key + " is " + number_text(*number) + ", " + spot.bounds.text(spot.factor));
        return stored;
    }

    /// One value within a distribution, in the unit of the file. Where the quantity is a date and
    /// this a value of it, moments within a day may be written as days from 1970-01-01 with a
    /// fraction; whole numbers are refused, being slips.
    double inner_number(const Node& node, const Spot& spot, bool location) const {
        Spot free = spot;
        free.bounds = bounds::any;
        free.factor = 1;
        if (!spot.is_date() || !location) return plain_number(node, free, "a number");
        const auto number = number_in(node);
        if (number && std::floor(*number) != *number) return plain_number(node, free, "a date");
        return days_since_epoch(date_of(node, spot));
    }

    Uncertain uncertain(const Node& node, const Spot& spot) {
        if (node.as<Node::Table>()) return uncertain_table(node, spot);
        if (spot.is_date()) return date_of(node, spot);
        return plain_number(node, spot, "a number or a distribution such as { pert = [1, 2, 4] }");
    }

    Uncertain uncertain_table(const Node& node, const Spot& spot) {
        const std::vector<std::string> tags = distribution_tags();
        std::vector<std::string> known{"value"};
        for (const auto& more : {tags, quantile_keys, provenance_keys})
            known.insert(known.end(), more.begin(), more.end());
        refuse_unknown(node, spot.shown(), known, {});

        const Entry* form = nullptr;
        for (const Entry& entry : *node.as<Node::Table>()) {
            if (contains(provenance_keys, entry.key)) continue;
            const bool same =
                form && contains(quantile_keys, form->key) && contains(quantile_keys, entry.key);
            if (form && !same)
                fail(entry.at, spot.shown(),
                     "has both " + detail::quoted(form->key) + " and " + detail::quoted(entry.key) +
                         ", must have one");
            form = &entry;
        }
        if (!form)
            fail(node.at, spot.shown(),
                 "is a table without a number; give value, p10 with p50 and p90, or one of " +
                     list_text(tags));

        Uncertain result;
        if (form->key == "value") {
            Spot inner = spot;
            inner.place = spot.shown();
            inner.key = form->key;
            if (spot.is_date()) result = inner_number(form->value, inner, true);
            else result = plain_number(form->value, inner, "a number");
        } else if (contains(quantile_keys, form->key)) {
            result = distribution<Metalog>(node, spot, provenance_keys);
        } else {
            for_each_alternative<Distribution>([&](auto, auto type) {
                using D = typename decltype(type)::type;
                if (form->key == D::tag) result = distribution<D>(form->value, spot, {});
            });
        }
        Provenance stated;
        for_each_param<Provenance>(
            [&](const auto& p) { read_member(p, node, spot.shown(), spot.path, stated); });
        return result.stated(stated);
    }

    template <class D>
    Uncertain distribution(const Node& node, const Spot& spot,
                           const std::vector<std::string>& other_keys) const {
        Spot inner = spot;
        inner.place = spot.shown();
        inner.key = std::string(D::tag);
        D result{};
        try {
            if constexpr (is_listed<D>()) {
                if (const auto* list = node.as<Node::List>()) {
                    from_list(node, *list, inner, result);
                    return finished(result, spot.factor);
                }
            }
            if (!node.as<Node::Table>())
                refuse(node, inner,
                       is_listed<D>()
                           ? "a list of numbers: " + list_text(parameter_keys<D>(), "and")
                           : "a table with " + list_text(parameter_keys<D>()));
            std::vector<std::string> known = parameter_keys<D>();
            known.insert(known.end(), other_keys.begin(), other_keys.end());
            refuse_unknown(node, inner.place, known, {});
            if constexpr (std::same_as<D, LogNormal>)
                if (node.find("p10") || node.find("p90")) {
                    const double p10 = lognormal_end(node, inner, "p10");
                    const double p90 = lognormal_end(node, inner, "p90");
                    return finished(LogNormal::p10_p90(p10, p90), spot.factor);
                }
            from_table(node, inner, result);
            return finished(result, spot.factor);
        } catch (const Error& error) {
            if (!error.place().empty() || error.what() != error.message()) throw;
            fail(node.at, spot.shown(), error.message());
        }
    }

    template <class D> static Uncertain finished(const D& distribution, double factor) {
        distribution.validate("");
        return factor == 1 ? Uncertain(distribution) : Uncertain(distribution.scaled(factor));
    }

    double lognormal_end(const Node& node, const Spot& spot, std::string_view key) const {
        const Node* found = node.find(key);
        if (!found || node.find("log_mean") || node.find("log_sd"))
            fail(node.at, spot.place, "lognormal: must have p10 and p90, or log_mean and log_sd");
        Spot inner = spot;
        inner.key = "lognormal." + std::string(key);
        return inner_number(*found, inner, true);
    }

    template <class D>
    void from_list(const Node& node, const Node::List& list, const Spot& spot, D& result) const {
        constexpr std::size_t count = std::tuple_size_v<decltype(D::params())>;
        if (list.size() != count)
            fail(node.at, spot.place,
                 std::string(D::tag) + " has " + std::to_string(list.size()) +
                     " numbers, must have " + std::to_string(count) + ": " +
                     list_text(parameter_keys<D>(), "and"));
        std::size_t i = 0;
        for_each_param<D>([&](const auto& p) {
            if constexpr (requires { result.*p.member = 0.0; }) {
                Spot inner = spot;
                inner.key = std::string(D::tag) + ": " + std::string(p.name);
                result.*p.member = inner_number(list[i++], inner, is_location(p));
            }
        });
    }

    template <class D> void from_table(const Node& node, const Spot& spot, D& result) const {
        for_each_param<D>([&](const auto& p) {
            using M = typename std::remove_cvref_t<decltype(p)>::member_type;
            const Node* found = node.find(p.key());
            if (!found) {
                if (p.required)
                    fail(node.at, spot.place,
                         std::string(D::tag) + ": needs " + std::string(p.key()) + " (" +
                             std::string(p.meaning) + ")");
                return;
            }
            Spot inner = spot;
            inner.key = std::string(D::tag) + ": " + std::string(p.name);
            if constexpr (is_list<M>) {
                const auto* list = found->template as<Node::List>();
                if (!list) refuse(*found, inner, "a list of numbers");
                for (const Node& each : *list)
                    (result.*p.member).push_back(inner_number(each, inner, is_location(p)));
            } else {
                result.*p.member = inner_number(*found, inner, is_location(p));
            }
        });
    }

    /// How the element of a list is named in paths: by members that are read ahead for it.
    template <class X> std::string key_of(const Node& node, std::size_t index) const {
        X probe{};
        if constexpr (Described<X>) {
            Reader ahead(file_);
            for_each_param<X>([&](const auto& p) {
                using M = typename std::remove_cvref_t<decltype(p)>::member_type;
                if constexpr (std::same_as<M, std::string> || std::same_as<value_of_t<M>, Date> ||
                              is_when<M>) {
                    const Node* found = node.find(p.key());
                    if (!found) return;
                    try {
                        ahead.read(*found, {"", "", std::string(p.key()), p.unit}, probe.*p.member);
                    } catch (const Error&) {
                        probe.*p.member = M{};
                    }
                }
            });
        }
        return element_key(probe, index);
    }

    template <class X> void list(const Node& node, const Spot& spot, std::vector<X>& into) {
        const auto* nodes = node.as<Node::List>();
        if (!nodes)
            refuse(node, spot,
                   Described<X>
                       ? "a list of tables, [[" + spot.key + "]] or " + spot.key + " = [{ ... }]"
                       : std::string("a list, in square brackets"));
        into.clear();
        into.reserve(nodes->size());
        for (std::size_t i = 0; i < nodes->size(); ++i) {
            const Node& each = (*nodes)[i];
            Spot inner = spot;
            inner.path = joined(spot.path, key_of<X>(each, i));
            inner.key = spot.key + "[" + std::to_string(i + 1) + "]";
            read(each, inner, into.emplace_back());
        }
    }

    void mix(const Node& node, const Spot& spot, std::vector<MixPoint>& into) {
        if (!node.as<Node::Table>()) {
            list(node, spot, into);
            return;
        }
        constexpr auto p = std::get<1>(MixPoint::params());
        read(node, {spot.place, joined(spot.path, "1.shares"), spot.key, p.unit, p.bounds},
             into.emplace_back().shares);
    }

    template <class V> void curve(const Node& node, const Spot& spot, V& into) {
        need_table(node, spot);
        std::vector<std::string> tags;
        for_each_alternative<V>(
            [&](auto, auto type) { tags.emplace_back(decltype(type)::type::tag); });
        const Node* tag = node.find("curve");
        if (!tag) fail(node.at, spot.path, "needs curve, one of " + list_text(tags));
        const auto* name = tag->as<std::string>();
        if (!name) refuse(*tag, {spot.path, "", "curve"}, "one of " + list_text(tags));
        bool found = false;
        for_each_alternative<V>([&](auto index, auto type) {
            if (*name != decltype(type)::type::tag) return;
            found = true;
            read_struct(node, spot, into.template emplace<index.value>(), "curve");
        });
        if (!found)
            fail(tag->at, spot.path,
                 "curve is " + detail::quoted(shortened(*name)) + ", must be " + list_text(tags) +
                     did_you_mean(*name, tags));
    }

    /// Reads one new value, or a table of them whose keys go on the path.
    template <class V>
    void setting(const Entry& entry, const Spot& spot, const std::string& path,
                 std::map<std::string, V>& into) {
        const Node& node = entry.value;
        Spot inner{spot.place, joined(spot.path, path), path};
        if (is_date_path(path)) inner.unit = "date";
        V value;
        const bool table = node.as<Node::Table>() != nullptr;
        if (const auto* text = node.as<std::string>()) {
            value = *text;
        } else if (table && node.find("curve") && is_one_of<CurveOf<Uncertain>, V>) {
            if constexpr (is_one_of<CurveOf<Uncertain>, V>)
                read(node, inner, value.template emplace<CurveOf<Uncertain>>());
        } else if (is_mix_path(path) && is_one_of<std::vector<MixPoint>, V>) {
            if constexpr (is_one_of<std::vector<MixPoint>, V>)
                read(node, inner, value.template emplace<std::vector<MixPoint>>());
        } else if (table && !is_uncertain_table(node)) {
            const auto& entries = *node.as<Node::Table>();
            if (entries.empty()) fail(node.at, spot.place, path + " is an empty table");
            for (const Entry& each : entries) setting(each, spot, joined(path, each.key), into);
            return;
        } else {
            if (!table && !number_in(node) && !node.as<WrittenDate>())
                refuse(node, inner,
                       is_one_of<CurveOf<Uncertain>, V>
                           ? "a number, a distribution, a date, a name or a curve"
                           : "a number, a distribution, a date or a name");
            value = uncertain(node, inner);
        }
        positions_[inner.path] = entry.at;
        if (!into.emplace(path, std::move(value)).second)
            fail(entry.at, spot.place, path + " is set twice");
    }

    std::string file_;
    std::map<std::string, Position> positions_;
};

} // namespace
} // namespace rampcast::detail

namespace rampcast::io {

Plant parse_plant(std::string_view toml, std::string_view file_name) {
    if (toml.size() > largest_scenario)
        throw Error("", std::string(file_name) + " is " + std::to_string(toml.size()) +
                            " bytes, must be at most " + std::to_string(largest_scenario));
    const detail::Node document = detail::parse_document(toml, file_name);
    detail::Reader reader(file_name);
    Plant plant = reader.plant(document);
    try {
        detail::require_valid(plant);
    } catch (const Error& error) {
        std::string spoken(error.what());
        spoken.resize(spoken.size() - error.message().size());
        if (spoken.ends_with(": ")) spoken = ": " + spoken.substr(0, spoken.size() - 2);
        throw Error(error.place(),
                    detail::position_text(file_name, reader.find(error.place())) + spoken,
                    error.message());
    }
    return plant;
}

Plant load_plant(const std::filesystem::path& file) {
    return parse_plant(detail::read_file(file, largest_scenario), file.string());
}

} // namespace rampcast::io
