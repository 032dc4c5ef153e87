#include <map>
#include <span>
#include <string>
#include <string_view>
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
        const std::span<const Field> fields = type_of<Plant>().structure->fields;
        std::vector<std::string> inside, outside{"plant"};
        for (const Field& field : fields)
            (is_plain(*field.type) ? inside : outside).emplace_back(field.key);
        refuse_unknown(root, "", outside, {});
        for (const Entry& entry : *table->as<Node::Table>())
            if (!contains(inside, entry.key) && contains(outside, entry.key))
                fail(entry.at, "plant",
                     detail::quoted(entry.key) + " does not belong in [plant], but beside it");
        refuse_unknown(*table, "plant", inside, {});
        Plant result;
        for (const Field& field : fields) {
            if (!is_plain(*field.type)) read_member(field, root, "", "", &result);
            else if (stated) read_member(field, *table, "plant", "", &result);
        }
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
    void read_struct(const Node& node, const FileSpot& spot, const Type& type, void* object,
                     const char* extra_key = nullptr) {
        need_table(node, spot);
        const std::span<const Field> fields = type.structure->fields;
        std::vector<std::string> known, timed;
        if (extra_key) known.emplace_back(extra_key);
        for (const Field& field : fields) {
            if (is_provenance(*field.type))
                known.insert(known.end(), provenance_keys.begin(), provenance_keys.end());
            else known.emplace_back(field.key);
            if (takes_units(*field.type)) timed.emplace_back(field.key);
        }
        refuse_unknown(node, spot.path, known, timed);
        for (const Field& field : fields) read_member(field, node, spot.path, spot.path, object);
    }

    /// @param place what errors call the table
    /// @param path what the paths of its values begin with
    void read_member(const Field& field, const Node& table, const std::string& place,
                     const std::string& path, void* object) {
        void* member = field.member(object);
        if (is_provenance(*field.type)) {
            for (const Field& each : field.type->structure->fields)
                read_member(each, table, place, path, member);
            return;
        }
        double factor = 1;
        const Entry* found = entry_of(table, place, field.key, takes_units(*field.type), factor);
        if (found) {
            const FileSpot spot{place,           joined(path, field.key), found->key,
                                field.info.unit, field.info.bounds,       factor};
            read(found->value, spot, *field.type, member);
        } else if (is_needed(field, member)) {
            refuse_missing(table, place, field.key, field.info.meaning);
        }
    }

    void read(const Node& node, const FileSpot& spot, const Type& type, void* into) {
        positions_[spot.path] = node.at;
        if (is_uncertain(type)) {
            *static_cast<Uncertain*>(into) = stated_uncertain(node, spot);
        } else if (is_mix(type)) {
            mix(node, spot, *static_cast<std::vector<MixPoint>*>(into));
        } else if (is_when(type)) {
            when(node, spot, *static_cast<When*>(into));
        } else {
            switch (type.shape) {
            case Shape::number:
                *static_cast<double*>(into) = plain_number(node, spot, "a number");
                return;
            case Shape::text: {
                const auto* text = node.as<std::string>();
                if (!text) refuse(node, spot, "text in quotation marks");
                *static_cast<std::string*>(into) = *text;
                return;
            }
            case Shape::truth: {
                const auto* truth = node.as<bool>();
                if (!truth) refuse(node, spot, "true or false");
                *static_cast<bool*>(into) = *truth;
                return;
            }
            case Shape::word: type.set_word(into, word(node, spot, type.words)); return;
            case Shape::date: *static_cast<Date*>(into) = date_of(node, spot); return;
            case Shape::optional: read(node, spot, *type.element, type.emplace(into, 0)); return;
            case Shape::list: list(node, spot, type, into); return;
            case Shape::table: table(node, spot, type, into); return;
            case Shape::choice: curve(node, spot, type, into); return;
            case Shape::structure: read_struct(node, spot, type, into); return;
            }
        }
    }

    void when(const Node& node, const FileSpot& spot, When& into) {
        if (const auto* text = node.as<std::string>()) into = *text;
        else if (node.as<WrittenDate>() || node.as<Node::Table>())
            into = stated_uncertain(node, spot);
        else refuse(node, spot, "a date such as 2024-05-01, or a milestone's name");
    }

    void table(const Node& node, const FileSpot& spot, const Type& type, void* into) {
        need_table(node, spot);
        for (const Entry& entry : *node.as<Node::Table>()) {
            if (is_settings(type)) {
                setting(entry, spot, setting_part(entry, type), type, into);
                continue;
            }
            FileSpot inner = spot;
            inner.place = spot.path;
            inner.path = joined(spot.path, path_part(entry.key));
            inner.key = detail::quoted(entry.key);
            read(entry.value, inner, *type.element, type.insert(into, entry.key));
        }
    }

    Uncertain stated_uncertain(const Node& node, const FileSpot& spot) {
        Uncertain number = uncertain(node, spot);
        if (!node.as<Node::Table>()) return number;
        Provenance stated;
        for (const Field& field : type_of<Provenance>().structure->fields)
            read_member(field, node, spot.shown(), spot.path, &stated);
        return number.stated(stated);
    }

    /// How the element of a list is named in paths: by members that are read ahead for it.
    std::string key_of(const Node& node, std::size_t index, const Type& type, void* element) const {
        if (type.shape == Shape::structure)
            for (const Field& field : type.structure->fields)
                if (const Node* found = node.find(field.key);
                    found && (may_name(*field.type) || field.key == "lag_days"))
                    read_ahead(*found, field, type, element);
        return element_key(type, element, index);
    }
    static bool may_name(const Type& type) {
        return type.shape == Shape::text || value_type(type).shape == Shape::date || is_when(type);
    }
    void read_ahead(const Node& node, const Field& field, const Type& type, void* element) const {
        void* member = field.member(element);
        try {
            Reader(file()).read(node, {"", "", std::string(field.key), field.info.unit},
                                *field.type, member);
        } catch (const Error&) {
            const void* fresh = type.structure->defaults();
            copy(*field.type, member, field.member(const_cast<void*>(fresh)));
        }
    }

    void list(const Node& node, const FileSpot& spot, const Type& type, void* into) {
        const Type& element = *type.element;
        const auto* nodes = node.as<Node::List>();
        if (!nodes)
            refuse(node, spot,
                   element.shape == Shape::structure
                       ? "a list of tables, [[" + spot.key + "]] or " + spot.key + " = [{ ... }]"
                       : std::string("a list, in square brackets"));
        type.clear(into);
        type.resize(into, nodes->size());
        for (std::size_t i = 0; i < nodes->size(); ++i) {
            const Node& each = (*nodes)[i];
            FileSpot inner = spot;
            inner.path = joined(spot.path, key_of(each, i, element, type.at(into, i)));
            inner.key = spot.key + "[" + std::to_string(i + 1) + "]";
            read(each, inner, element, type.at(into, i));
        }
    }

    void mix(const Node& node, const FileSpot& spot, std::vector<MixPoint>& into) {
        if (!node.as<Node::Table>()) {
            list(node, spot, type_of<std::vector<MixPoint>>(), &into);
            return;
        }
        const NumberInfo& info = type_of<MixPoint>().structure->fields[1].info;
        auto& shares = into.emplace_back().shares;
        read(node, {spot.place, joined(spot.path, "1.shares"), spot.key, info.unit, info.bounds},
             type_of<std::map<std::string, Uncertain>>(), &shares);
    }

    void curve(const Node& node, const FileSpot& spot, const Type& type, void* into) {
        need_table(node, spot);
        std::vector<std::string> tags;
        for (const Type* each : type.alternatives) tags.emplace_back(each->structure->tag);
        const Node* tag = node.find("curve");
        if (!tag) fail(node.at, spot.path, "needs curve, one of " + list_text(tags));
        const auto* name = tag->as<std::string>();
        if (!name) refuse(*tag, {spot.path, "", "curve"}, "one of " + list_text(tags));
        for (std::size_t i = 0; i < tags.size(); ++i)
            if (*name == tags[i]) {
                read_struct(node, spot, *type.alternatives[i], type.emplace(into, i), "curve");
                return;
            }
        fail(tag->at, spot.path,
             "curve is " + detail::quoted(shortened(*name)) + ", must be " + list_text(tags) +
                 known_words(*name, tags));
    }

    /// What a key adds to a path: a name, which may hold a dot, where a table goes on below it; a
    /// path else.
    std::string setting_part(const Entry& entry, const Type& type) const {
        const bool goes_on =
            entry.value.as<Node::Table>() != nullptr &&
            !(may_be(*type.element, type_of<Curve>()) && entry.value.find("curve")) &&
            !is_uncertain_table(entry.value) && !is_mix_path(entry.key);
        return goes_on ? path_part(entry.key) : entry.key;
    }

    /// Reads one new value, or a table of them whose keys go on the path.
    void setting(const Entry& entry, const FileSpot& spot, const std::string& path,
                 const Type& type, void* into) {
        const Node& node = entry.value;
        const Type& choice = *type.element;
        FileSpot inner{spot.place, joined(spot.path, path), path};
        if (is_date_path(path)) inner.unit = "date";
        const bool table = node.as<Node::Table>() != nullptr;
        const bool curves = may_be(choice, type_of<Curve>());
        const bool curve = curves && table && node.find("curve");
        const bool mix = may_be(choice, type_of<std::vector<MixPoint>>()) && is_mix_path(path);
        const bool text = node.as<std::string>() != nullptr;
        if (!text && !curve && !mix && table && !is_uncertain_table(node)) {
            const auto& entries = *node.as<Node::Table>();
            if (entries.empty()) fail(node.at, spot.place, path + " is an empty table");
            for (const Entry& each : entries)
                setting(each, spot, joined(path, setting_part(each, type)), type, into);
            return;
        }
        if (!text && !curve && !mix && !table && !number_in(node) && !node.as<WrittenDate>())
            refuse(node, inner,
                   curves ? "a number, a distribution, a date, a name or a curve"
                          : "a number, a distribution, a date or a name");
        const Type& kind = text    ? type_of<std::string>()
                           : curve ? type_of<Curve>()
                           : mix   ? type_of<std::vector<MixPoint>>()
                                   : type_of<Uncertain>();
        if (type.find(into, path)) fail(entry.at, spot.place, path + " is set twice");
        void* value = choice.emplace(type.insert(into, path), index_of(choice, kind));
        read(node, inner, kind, value);
        positions_[inner.path] = entry.at;
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
        std::string_view said(error.what()); // ends at the first NUL
        if (said.ends_with(error.message())) said.remove_suffix(error.message().size());
        std::string spoken(said);
        if (spoken.ends_with(": ")) spoken.resize(spoken.size() - 2);
        if (!spoken.empty()) spoken.insert(0, ": ");
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
