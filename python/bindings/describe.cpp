#include "describe.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/core/refuse.hpp"

namespace rampcast::python {

namespace {

/// One parameter of a class.
struct Parameter {
    std::string name{}; ///< in Python
    const Field* field = nullptr;
    const Field* within = nullptr; ///< the member that holds the field, else the object itself
    bool needed = false;           ///< must be given
    bool attribute = true;         ///< false: a method of that name tells it (`Normal.mean()`)

    const Type& type() const { return *field->type; }
    void* member(void* object) const {
        return field->member(within ? within->member(object) : object);
    }
    const void* member(const void* object) const { return member(const_cast<void*>(object)); }
    py::object get(const void* object) const {
        return to_python(type(), member(object), field->info.unit);
    }
    void set(void* object, py::handle value, const Spot& spot) const {
        from_python(type(), member(object), value, spot);
    }
};

/// What is needed to make the class of a struct.
struct ClassInfo {
    const Type* type = nullptr;
    std::string name{};
    std::string meaning{};
    std::vector<Parameter> parameters{};
    bool positional = false; ///< all may be given by position; else `name` alone
    bool own_words = false;  ///< errors of its rules name the class themselves
    CheckWhole check = nullptr;

    const void* defaults() const { return type->structure->defaults(); }
    bool is_default(const Parameter& parameter, const void* object) const {
        return equal(parameter.type(), parameter.member(object), parameter.member(defaults()));
    }
};

/// A parameter's name, with an underscore after it where Python has taken the word.
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

bool is_distribution(const Type& type) {
    for (const Type* each : type_of<Distribution>().alternatives)
        if (each == &type) return true;
    return false;
}

void add_parameter(ClassInfo& info, const Field& field, const Field* within) {
    Parameter made{.name = python_name(field.info.name), .field = &field, .within = within};
    made.needed = field.required;
    if (&made.type() == &type_of<Uncertain>()) {
        const auto* number = static_cast<const Uncertain*>(made.member(info.defaults()));
        made.needed = made.needed ||
                      (field.info.stand_in.empty() && !field.info.bounds.allows(number->number()));
    }
    made.attribute = !info.own_words || (field.info.name != "mean" && field.info.name != "sd");
    info.parameters.push_back(std::move(made));
}

ClassInfo make_info(const Type& type, CheckWhole check) {
    ClassInfo info{.type = &type,
                   .name = std::string(type.structure->name),
                   .meaning = std::string(type.structure->meaning),
                   .positional = is_distribution(type) || &type == &type_of<Timeline>() ||
                                 &type == &type_of<Feed>(),
                   .own_words = is_distribution(type),
                   .check = check};
    if (!info.meaning.ends_with('.')) info.meaning += '.';
    for (const Field& field : type.structure->fields) {
        if (field.type != &type_of<Provenance>()) add_parameter(info, field, nullptr);
        else
            for (const Field& part : field.type->structure->fields)
                add_parameter(info, part, &field);
    }
    return info;
}

bool by_position(const ClassInfo& info, const Parameter& each) {
    return info.positional || each.name == "name";
}

/// The fields in the order of signatures: those by position first.
std::vector<const Parameter*> in_signature_order(const ClassInfo& info) {
    std::vector<const Parameter*> order;
    for (const Parameter& each : info.parameters) order.push_back(&each);
    std::stable_partition(order.begin(), order.end(),
                          [&](const Parameter* each) { return by_position(info, *each); });
    return order;
}

/// The class, with the object's name where it has one: `Station "burn-in"`.
std::string owner_of(const ClassInfo& info, const void* object) {
    if (info.own_words) return {};
    for (const Parameter& each : info.parameters)
        if (each.name == "name") {
            const auto name = each.get(object).cast<std::string>();
            if (!name.empty()) return info.name + " " + detail::quoted(name);
        }
    return info.name;
}

Spot spot_of(const ClassInfo& info, const Parameter& each, const void* object) {
    return {.owner = owner_of(info, object),
            .name = each.name,
            .info = each.field->info,
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
    for (const Parameter& each : info.parameters) known.push_back(each.name);
    refuse_call(info, object,
                "there is no parameter " + detail::quoted(word) +
                    detail::nearest_words(word, known, "there are none"));
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

/// What a parameter is where it is left out, as Python writes it; empty where it must be given,
/// follows from another, or is a list or an object.
std::string default_words(const ClassInfo& info, const Parameter& each) {
    if (each.needed || !each.field->info.stand_in.empty()) return {};
    switch (each.type().shape) {
    case Shape::number:
        if (const py::object value = each.get(info.defaults()); py::isinstance<py::float_>(value))
            return detail::number_text(value.cast<double>());
        return {};
    case Shape::text:
    case Shape::truth:
    case Shape::word: return std::string(py::repr(each.get(info.defaults())));
    case Shape::optional:
        return each.type().held(const_cast<void*>(each.member(info.defaults()))) ? "" : "None";
    default: return {};
    }
}

/// Whether a default says more than that a parameter may be left out.
bool is_told(const std::string& value) {
    return !value.empty() && value != "None" && value != "''";
}

std::string unit_words(const Parameter& each) {
    std::string words;
    if (!each.field->info.unit.empty() && each.field->info.unit != "1" &&
        each.field->info.unit != "date")
        words = each.field->info.unit;
    if (const std::string range = bounds_text(each.field->info.bounds); !range.empty())
        words += (words.empty() ? "" : ", ") + range;
    return words;
}

void construct(const ClassInfo& info, void* object, const py::args& args,
               const py::kwargs& kwargs) {
    const std::vector<const Parameter*> order = in_signature_order(info);
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
                                        [&](const Parameter* each) { return each->name == word; });
        const auto index = static_cast<std::size_t>(found - order.begin());
        if (found == order.end()) {
            if (!args.empty() && !info.positional) order[0]->set(object, args[0], {.name = "name"});
            refuse_keyword(info, object, word);
        }
        if (values[index]) refuse_call(info, object, word + " is given twice");
        values[index] = entry.second;
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Parameter& each = *order[i];
        if (values[i])
            named_errors(info, object,
                         [&] { each.set(object, values[i], spot_of(info, each, object)); });
    }
    for (std::size_t i = 0; i < order.size(); ++i)
        if (!values[i] && order[i]->needed)
            refuse_call(info, object,
                        order[i]->name + " is missing (" +
                            std::string(order[i]->field->info.meaning) + ")");
    named_errors(info, object, [&] { info.check(object); });
}

void assign_field(const ClassInfo& info, const Parameter& each, void* object, py::handle value) {
    named_errors(info, object, [&] {
        each.set(object, value, spot_of(info, each, object));
        info.check(object);
    });
}

std::string repr(const ClassInfo& info, const void* object) {
    std::string text;
    bool positional = true;
    for (const Parameter* each : in_signature_order(info)) {
        if (!each->needed && info.is_default(*each, object)) {
            positional = false;
            continue;
        }
        positional = positional && each->needed && by_position(info, *each);
        text += (text.empty() ? "" : ", ") + (positional ? "" : each->name + "=") +
                std::string(py::repr(each->get(object)));
    }
    return info.name + "(" + text + ")";
}

py::dict arguments(const ClassInfo& info, const void* object) {
    py::dict result;
    for (const Parameter& each : info.parameters)
        if (each.needed || !info.is_default(each, object))
            result[py::str(each.name)] = each.get(object);
    return result;
}

std::string doc_of(const ClassInfo& info) {
    std::string text = info.meaning + "\n\nParameters\n----------\n";
    for (const Parameter* each : in_signature_order(info)) {
        const Type& type = each->type();
        const std::string unit = unit_words(*each), value = default_words(info, *each);
        text += each->name + " : ";
        if (unit.empty()) text += type_words(given_types(type));
        else if (type.shape == Shape::list && type.element->shape == Shape::structure)
            text += type_words(given_types(type)) + ", " + unit;
        else text += unit;
        text += each->needed ? "\n" : is_told(value) ? ", default " + value + "\n" : ", optional\n";
        text += "    " + std::string(each->field->info.meaning) + "\n";
    }
    return text +
           "\nParameters are attributes too. Assigning replaces them; lists, dicts and objects "
           "read from\nthem are copies, so change a part and assign it again.";
}

std::string init_doc(const ClassInfo& info) {
    std::string text = "__init__(self";
    bool keywords = info.positional;
    for (const Parameter* each : in_signature_order(info)) {
        if (!keywords && !by_position(info, *each)) {
            text += ", *";
            keywords = true;
        }
        const std::string value = default_words(info, *each);
        text += ", " + each->name + ": " + taken_types(each->type(), each->field->info.unit) +
                (each->needed ? "" : " = " + (value.empty() ? "..." : value));
    }
    return text + ") -> None";
}

std::string getter_doc(const ClassInfo& info, const Parameter& each) {
    std::string unit = unit_words(each);
    if (const std::string value = default_words(info, each); is_told(value))
        unit += (unit.empty() ? "default " : "; default ") + value;
    return "(self: " + info.name + ") -> " + given_types(each.type()) + "\n\n" +
           std::string(each.field->info.meaning) + (unit.empty() ? "" : " (" + unit + ")");
}

std::string setter_doc(const ClassInfo& info, const Parameter& each) {
    return "(self: " + info.name + ", value: " + taken_types(each.type(), each.field->info.unit) +
           ") -> None";
}

void* held_by(const ClassInfo& info, py::handle self) {
    void* held = held_in(*info.type, self);
    if (held == nullptr) throw py::type_error("self must be " + info.name);
    return held;
}

/// A copy of an object of the struct, for Python to own.
void* made_from(const ClassInfo& info, const py::args& args, const py::kwargs& kwargs) {
    std::unique_ptr<void, void (*)(void*)> made(clone(*info.type, info.defaults()),
                                                destroyer(*info.type));
    construct(info, made.get(), args, kwargs);
    return made.release();
}

void set_parameter(const ClassInfo& info, const Parameter& each, void* object, py::handle value) {
    const std::unique_ptr<void, void (*)(void*)> changed(clone(*info.type, object),
                                                         destroyer(*info.type));
    assign_field(info, each, changed.get(), value);
    copy(*info.type, object, changed.get());
}

/// Adds methods and properties to a class.
class Members {
public:
    Members(const py::object& cls, const ClassInfo& info) : cls_(cls), info_(info) {}

    template <class F, class... Extra>
    void method(const char* name, F&& function, const std::string& doc, const Extra&... extra) {
        const py::cpp_function made(std::forward<F>(function), py::name(name), py::is_method(cls_),
                                    py::sibling(py::getattr(cls_, name, py::none())), extra...,
                                    doc.c_str());
        py::detail::add_class_method(cls_, name, made);
    }
    void property(const Parameter& each) {
        const ClassInfo& info = info_;
        const std::string doc = getter_doc(info, each);
        const py::cpp_function get(
            [&info, &each](py::handle self) { return each.get(held_by(info, self)); }, doc.c_str());
        const py::cpp_function set(
            [&info, &each](py::handle self, const py::object& value) {
                set_parameter(info, each, held_by(info, self), value);
            },
            setter_doc(info, each).c_str());
        const py::handle type(reinterpret_cast<PyObject*>(&PyProperty_Type));
        cls_.attr(each.name.c_str()) = type(get, set, py::none(), py::str(doc));
    }

private:
    py::object cls_;
    const ClassInfo& info_;
};

} // namespace

std::string class_doc(const Type& type) { return doc_of(make_info(type, nullptr)); }

void add_members(const py::object& cls, const Type& type, CheckWhole check) {
    using py::detail::value_and_holder;
    const ClassInfo& info = *new ClassInfo(make_info(type, check));
    Members members(cls, info);
    members.method(
        "__init__",
        [&info](value_and_holder& self, const py::args& args, const py::kwargs& kwargs) {
            self.value_ptr() = made_from(info, args, kwargs);
        },
        init_doc(info), py::detail::is_new_style_constructor());
    for (const Parameter& each : info.parameters)
        if (each.attribute) members.property(each);
    members.method(
        "__repr__", [&info](py::handle self) { return repr(info, held_by(info, self)); },
        "__repr__(self) -> str\n\nA constructor call that makes an equal object.");
    members.method(
        "__eq__",
        [&info](py::handle self, const py::object& other) -> py::object {
            const void* held = held_in(*info.type, other);
            if (held == nullptr) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
            return py::bool_(equal(*info.type, held_by(info, self), held));
        },
        "__eq__(self, other: object, /) -> bool\n\nTrue where every parameter is equal.");
    const auto copied = [&info](py::handle self) {
        return wrapped(*info.type, held_by(info, self));
    };
    members.method("__copy__", copied, "__copy__(self) -> " + info.name);
    members.method(
        "__deepcopy__", [copied](py::handle self, const py::object&) { return copied(self); },
        "__deepcopy__(self, memo: dict, /) -> " + info.name);
    members.method(
        "__getstate__", [&info](py::handle self) { return arguments(info, held_by(info, self)); },
        "");
    members.method(
        "__setstate__",
        [&info](value_and_holder& self, const py::dict& state) {
            self.value_ptr() = made_from(info, py::args(), py::kwargs(state));
        },
        "", py::detail::is_new_style_constructor());
}

} // namespace rampcast::python
