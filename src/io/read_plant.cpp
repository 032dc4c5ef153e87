#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "file.hpp"
#include "rampcast/io/io.hpp"
#include "rampcast/plant/validate.hpp"
#include "read_uncertain.hpp"

namespace rampcast::detail {
namespace {

/// Reads a document into a plant by the descriptions of its structs.
class Reader : public UncertainReader {
public:
    using UncertainReader::UncertainReader;

    Plant plant(const Node& root) {
        if (!root.find("plant")) fail(root.at, "", "needs [plant] with the plant's id");
        return parts(root);
    }

    /// What a document states of a plant, `[plant]` itself left out if it is.
    Plant parts(const Node& root) {
        const Node nothing{Node::Table{}, root.at};
        const Node* table = root.find("plant");
        if (table) need_table(*table, {"", "", "plant"});
        const bool stated = table != nullptr;
        if (!stated) table = &nothing;
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
            if constexpr (is_plain<M>) {
                if (stated) read_member(p, *table, "plant", "", result);
            } else read_member(p, root, "", "", result);
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
    template <Described S>
    void read_struct(const Node& node, const FileSpot& spot, S& object,
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
            FileSpot spot{place, joined(path, p.key()), found->key, p.unit, p.bounds, factor};
            read(found->value, spot, member);
        }
    }

    template <class M> void read(const Node& node, const FileSpot& spot, M& into) {
        positions_[spot.path] = node.at;
        if constexpr (std::same_as<M, Uncertain>) {
            into = stated_uncertain(node, spot);
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
                FileSpot inner = spot;
                inner.place = spot.path;
                inner.path = joined(spot.path, entry.key);
                inner.key = detail::quoted(entry.key);
                read(entry.value, inner, into[entry.key]);
            }
        } else if constexpr (is_when<M>) {
            if (const auto* text = node.as<std::string>()) into = *text;
            else if (node.as<WrittenDate>() || node.as<Node::Table>())
                into = stated_uncertain(node, spot);
            else refuse(node, spot, "a date such as 2024-05-01, or a milestone's name");
        } else if constexpr (is_curve<M>) {
            curve(node, spot, into);
        } else {
            read_struct(node, spot, into);
        }
    }

    Uncertain stated_uncertain(const Node& node, const FileSpot& spot) {
        Uncertain number = uncertain(node, spot);
        if (!node.as<Node::Table>()) return number;
        Provenance stated;
        for_each_param<Provenance>(
            [&](const auto& p) { read_member(p, node, spot.shown(), spot.path, stated); });
        return number.stated(stated);
    }

    /// How the element of a list is named in paths: by members that are read ahead for it.
    template <class X> std::string key_of(const Node& node, std::size_t index) const {
        X probe{};
        if constexpr (Described<X>) {
            Reader ahead(file());
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

    template <class X> void list(const Node& node, const FileSpot& spot, std::vector<X>& into) {
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
            FileSpot inner = spot;
            inner.path = joined(spot.path, key_of<X>(each, i));
            inner.key = spot.key + "[" + std::to_string(i + 1) + "]";
            read(each, inner, into.emplace_back());
        }
    }

    void mix(const Node& node, const FileSpot& spot, std::vector<MixPoint>& into) {
        if (!node.as<Node::Table>()) {
            list(node, spot, into);
            return;
        }
        constexpr auto p = std::get<1>(MixPoint::params());
        read(node, {spot.place, joined(spot.path, "1.shares"), spot.key, p.unit, p.bounds},
             into.emplace_back().shares);
    }

    template <class V> void curve(const Node& node, const FileSpot& spot, V& into) {
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
    void setting(const Entry& entry, const FileSpot& spot, const std::string& path,
                 std::map<std::string, V>& into) {
        const Node& node = entry.value;
        FileSpot inner{spot.place, joined(spot.path, path), path};
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
            value = stated_uncertain(node, inner);
        }
        positions_[inner.path] = entry.at;
        if (!into.emplace(path, std::move(value)).second)
            fail(entry.at, spot.place, path + " is set twice");
    }

    std::map<std::string, Position> positions_;
};

} // namespace
} // namespace rampcast::detail

namespace rampcast::io {

namespace {

detail::Node document_of(std::string_view toml, std::string_view file_name) {
    if (toml.size() > largest_scenario)
        throw Error("", std::string(file_name) + " is " + std::to_string(toml.size()) +
                            " bytes, must be at most " + std::to_string(largest_scenario));
    return detail::parse_document(toml, file_name);
}

/// Calls `check()`; its errors say where in the file the value stands.
template <class Check>
void located(const detail::Reader& reader, std::string_view file_name, Check&& check) {
    try {
        check();
    } catch (const Error& error) {
        std::string spoken(error.what());
        spoken.resize(spoken.size() - error.message().size());
        if (spoken.ends_with(": ")) spoken = ": " + spoken.substr(0, spoken.size() - 2);
        throw Error(error.place(),
                    detail::position_text(file_name, reader.find(error.place())) + spoken,
                    error.message());
    }
}

} // namespace

Plant parse_plant(std::string_view toml, std::string_view file_name) {
    const detail::Node document = document_of(toml, file_name);
    detail::Reader reader(file_name);
    Plant plant = reader.plant(document);
    located(reader, file_name, [&] { validate(plant); });
    return plant;
}

LineFile parse_lines(std::string_view toml, std::string_view file_name) {
    const detail::Node document = document_of(toml, file_name);
    detail::Reader reader(file_name);
    Plant parts = reader.parts(document);
    located(reader, file_name, [&] { validate_lines(parts.lines, parts.calendars); });
    return {std::move(parts.lines), std::move(parts.calendars)};
}

LineFile load_lines(const std::filesystem::path& file) {
    return parse_lines(detail::read_file(file, largest_scenario), file.string());
}

Plant load_plant(const std::filesystem::path& file) {
    return parse_plant(detail::read_file(file, largest_scenario), file.string());
}

} // namespace rampcast::io
