#include "describe.hpp"

#include <algorithm>
#include <array>

namespace rampcast::python {

namespace {

bool by_position(const ClassInfo& info, const Field& field) {
    return info.positional || field.name == "name";
}

/// The fields in the order of signatures: those by position first.
std::vector<const Field*> in_signature_order(const ClassInfo& info) {
    std::vector<const Field*> order;
    for (const Field& field : info.fields) order.push_back(&field);
    std::stable_partition(order.begin(), order.end(),
                          [&](const Field* field) { return by_position(info, *field); });
    return order;
}

/// The class, with the object's name where it has one: `Station "burn-in"`.
std::string owner_of(const ClassInfo& info, const void* object) {
    if (info.own_words) return {};
    for (const Field& field : info.fields)
        if (field.name == "name") {
            const auto name = field.get(object).cast<std::string>();
            if (!name.empty()) return info.name + " " + detail::quoted(name);
        }
    return info.name;
}

Spot spot_of(const ClassInfo& info, const Field& field, const void* object) {
    return {.owner = owner_of(info, object),
            .name = field.name,
            .info = field.info,
            .checked = !info.own_words};
}

/// Runs `action`; an `Error` of it becomes a ValueError that names the object.
template <class Action>
void named_errors(const ClassInfo& info, const void* object, Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        const std::string owner = owner_of(info, object);
        throw py::value_error(owner.empty() ? error.what() : owner + ": " + error.what());
    }
}

[[noreturn]] void refuse_call(const ClassInfo& info, const void* object, const std::string& words) {
    const std::string owner = owner_of(info, object);
    throw py::type_error((owner.empty() ? info.name : owner) + ": " + words);
}

[[noreturn]] void refuse_keyword(const ClassInfo& info, const void* object,
                                 const std::string& word) {
    std::vector<std::string> known;
    for (const Field& field : info.fields) known.push_back(field.name);
    refuse_call(info, object,
                "there is no parameter " + detail::quoted(word) + "; the nearest is " +
                    detail::quoted(nearest(word, known)));
}

std::string bounds_text(const Bounds& range) {
    if (range == bounds::any) return {};
    const std::string text = range.text();
    const std::string must = "must be ";
    return text.substr(range.has_lower() ? must.size() : text.rfind(must) + must.size());
}

/// A type as a person says it.
std::string type_words(std::string text) {
    const std::pair<const std::string&, std::string_view> shorter[] = {
        {number_types(), "number or distribution"}, {curve_types(), "ramp curve"}};
    for (const auto& [types, words] : shorter)
        if (const std::size_t at = text.find(types); at != std::string::npos)
            text.replace(at, types.size(), words);
    return text;
}

std::string unit_words(const Field& field) {
    std::string words;
    if (!field.info.unit.empty() && field.info.unit != "1" && field.info.unit != "date")
        words = field.info.unit;
    if (const std::string range = bounds_text(field.info.bounds); !range.empty())
        words += (words.empty() ? "" : ", ") + range;
    return words;
}

} // namespace

std::string python_name(std::string_view name) {
    static constexpr std::array<std::string_view, 35> taken{
        "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
        "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
        "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
        "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
    std::string result(name);
    if (std::find(taken.begin(), taken.end(), name) != taken.end()) result += '_';
    return result;
}

void construct(const ClassInfo& info, void* object, const py::args& args,
               const py::kwargs& kwargs) {
    const std::vector<const Field*> order = in_signature_order(info);
    std::size_t most = 0;
    while (most < order.size() && by_position(info, *order[most])) ++most;
    if (args.size() > most)
        refuse_call(info, object,
                    most == 0 ? "all parameters must be given by keyword"
                    : info.positional
                        ? "takes " + std::to_string(most) + " parameters, not " +
                              std::to_string(args.size())
                        : "only name may be given by position, the others by keyword");
    std::vector<py::handle> values(order.size());
    for (std::size_t i = 0; i < args.size(); ++i) values[i] = args[i].ptr();
    for (const auto& entry : kwargs) {
        const auto word = entry.first.cast<std::string>();
        const auto found = std::find_if(order.begin(), order.end(),
                                        [&](const Field* field) { return field->name == word; });
        const auto index = static_cast<std::size_t>(found - order.begin());
        if (found == order.end()) {
            if (!args.empty() && !info.positional) order[0]->set(object, args[0], {.name = "name"});
            refuse_keyword(info, object, word);
        }
        if (values[index]) refuse_call(info, object, word + " is given twice");
        values[index] = entry.second;
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Field& field = *order[i];
        if (values[i])
            named_errors(info, object,
                         [&] { field.set(object, values[i], spot_of(info, field, object)); });
    }
    for (std::size_t i = 0; i < order.size(); ++i)
        if (!values[i] && order[i]->needed)
            refuse_call(info, object,
                        order[i]->name + " is missing (" + std::string(order[i]->info.meaning) +
                            ")");
    named_errors(info, object, [&] { info.check(object); });
}

void assign_field(const ClassInfo& info, const Field& field, void* object, py::handle value) {
    named_errors(info, object, [&] {
        field.set(object, value, spot_of(info, field, object));
        info.check(object);
    });
}

std::string repr(const ClassInfo& info, const void* object) {
    std::string text;
    bool positional = true;
    for (const Field* field : in_signature_order(info)) {
        if (!field->needed && field->is_default(object)) {
            positional = false;
            continue;
        }
        positional = positional && field->needed && by_position(info, *field);
        text += (text.empty() ? "" : ", ") + (positional ? "" : field->name + "=") +
                std::string(py::repr(field->get(object)));
    }
    return info.name + "(" + text + ")";
}

py::dict arguments(const ClassInfo& info, const void* object) {
    py::dict result;
    for (const Field& field : info.fields)
        if (field.needed || !field.is_default(object))
            result[py::str(field.name)] = field.get(object);
    return result;
}

std::string class_doc(const ClassInfo& info) {
    std::string text = info.meaning + "\n\nParameters\n----------\n";
    for (const Field* field : in_signature_order(info)) {
        const std::string unit = unit_words(*field);
        text += field->name + " : " + (unit.empty() ? type_words(field->given) : unit);
        text += field->needed ? "\n" : ", optional\n";
        text += "    " + std::string(field->info.meaning) + "\n";
    }
    return text +
           "\nParameters are attributes too. Assigning replaces them; lists, dicts and objects "
           "read from\nthem are copies, so change a part and assign it again.";
}

std::string init_doc(const ClassInfo& info) {
    std::string text = "__init__(self";
    bool keywords = info.positional;
    for (const Field* field : in_signature_order(info)) {
        if (!keywords && !by_position(info, *field)) {
            text += ", *";
            keywords = true;
        }
        text += ", " + field->name + ": " + field->taken + (field->needed ? "" : " = ...");
    }
    return text + ") -> None";
}

std::string getter_doc(const ClassInfo& info, const Field& field) {
    const std::string unit = unit_words(field);
    return "(self: " + info.name + ") -> " + field.given + "\n\n" +
           std::string(field.info.meaning) + (unit.empty() ? "" : " (" + unit + ")");
}

std::string setter_doc(const ClassInfo& info, const Field& field) {
    return "(self: " + info.name + ", value: " + field.taken + ") -> None";
}

} // namespace rampcast::python
