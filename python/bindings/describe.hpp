#pragma once

#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "casters.hpp"

/// The Python class of a described struct: constructor, properties, repr, equality, copies,
/// pickling and docstrings, all from `params()`.
namespace rampcast::python {

/// One parameter of a class, without its types.
struct Field {
    std::string name{};           ///< in Python
    NumberInfo info{};            ///< description
    bool needed = false;          ///< must be given
    bool attribute = true;        ///< false: a method of that name tells it (`Normal.mean()`)
    std::string taken{}, given{}; ///< types in signatures
    std::function<py::object(const void*)> get{};              ///< the member of an object
    std::function<void(void*, py::handle, const Spot&)> set{}; ///< reads it from Python
    std::function<bool(const void*)> is_default{};
};

/// A described struct, without its type.
struct ClassInfo {
    std::string name{};
    std::string meaning{};
    std::vector<Field> fields{};
    bool positional = false;                  ///< all may be given by position; else `name` alone
    bool own_words = false;                   ///< errors of `check` name the class themselves
    std::function<void(const void*)> check{}; ///< what must hold between parameters
};

/// Sets the members of a default object from arguments and checks the whole.
/// @throws TypeError, ValueError
void construct(const ClassInfo& info, void* object, const py::args& args, const py::kwargs& kwargs);
/// Sets one member of an object and checks the whole.
void assign_field(const ClassInfo& info, const Field& field, void* object, py::handle value);
/// A constructor call that makes an equal object.
std::string repr(const ClassInfo& info, const void* object);
/// The arguments, by name, that make an equal object.
py::dict arguments(const ClassInfo& info, const void* object);
std::string class_doc(const ClassInfo& info);
std::string init_doc(const ClassInfo& info);
std::string getter_doc(const ClassInfo& info, const Field& field);
std::string setter_doc(const ClassInfo& info, const Field& field);
/// A parameter's name, with an underscore after it where Python has taken the word.
std::string python_name(std::string_view name);

template <class D, class V> inline constexpr bool is_one_of = false;
template <class D, class... X>
inline constexpr bool is_one_of<D, std::variant<X...>> = (std::same_as<D, X> || ...);
template <class S> inline constexpr bool is_distribution = is_one_of<S, Distribution>;

/// What must hold between the parameters of a struct; curves are looked at by their medians.
template <class S> void check_whole(const S& object) {
    if constexpr (std::same_as<S, Calendar>) {
        validate(object, "");
    } else if constexpr (std::same_as<S, Timeline>) {
        validate(object);
    } else if constexpr (requires { typename S::template rebind<double>; }) {
        using Plain = typename S::template rebind<double>;
        if constexpr (requires(const Plain& plain) { plain.validate(std::string()); })
            converted<Plain>(object, [](const NumberInfo&, const Uncertain& u) {
                return u.median();
            }).validate("");
    } else if constexpr (requires { object.validate(std::string()); }) {
        object.validate("");
    }
}

/// What a struct is before anything is set.
template <class S> const S& defaults() {
    static const S& fresh = *new S{};
    return fresh;
}

template <class S, class M, class Access, class P> Field make_field(const P& p, Access access) {
    Field field;
    field.name = python_name(p.name);
    field.info = {p.name, p.unit, p.bounds, p.meaning};
    field.needed = p.required;
    field.attribute = !is_distribution<S> || (p.name != "mean" && p.name != "sd");
    if constexpr (std::same_as<M, Uncertain>)
        field.needed = field.needed || !p.bounds.allows(access(defaults<S>()).number());
    field.taken = Convert<M>::taken();
    field.given = Convert<M>::given();
    field.get = [access, unit = p.unit](const void* object) {
        return Convert<M>::out(access(*static_cast<const S*>(object)), unit);
    };
    field.set = [access](void* object, py::handle value, const Spot& spot) {
        access(*static_cast<S*>(object)) = Convert<M>::in(value, spot);
    };
    field.is_default = [access](const void* object) {
        return access(*static_cast<const S*>(object)) == access(defaults<S>());
    };
    return field;
}

template <class S> ClassInfo make_info() {
    ClassInfo info{
        .name = std::string(S::type_name),
        .meaning = std::string(S::meaning),
        .positional = is_distribution<S> || std::same_as<S, Timeline>,
        .own_words = is_distribution<S>,
        .check = [](const void* object) { check_whole(*static_cast<const S*>(object)); }};
    if (!info.meaning.ends_with('.')) info.meaning += '.';
    for_each_param<S>([&](const auto& p) {
        using M = typename std::remove_cvref_t<decltype(p)>::member_type;
        if constexpr (std::same_as<M, Provenance>) {
            for_each_param<Provenance>([&](const auto& part) {
                using Part = typename std::remove_cvref_t<decltype(part)>::member_type;
                info.fields.push_back(make_field<S, Part>(
                    part, [whole = p.member, member = part.member](auto& object) -> auto& {
                        return object.*whole.*member;
                    }));
            });
        } else {
            info.fields.push_back(make_field<S, M>(
                p, [member = p.member](auto& object) -> auto& { return object.*member; }));
        }
    });
    return info;
}

/// Registers the class of a described struct.
template <class S> py::class_<S> describe(py::module_& m) {
    static const ClassInfo& info = *new ClassInfo(make_info<S>());
    py::options plain;
    plain.disable_function_signatures();
    py::class_<S> cls(m, info.name.c_str(), py::module_local(), class_doc(info).c_str());
    cls.def(py::init([](const py::args& args, const py::kwargs& kwargs) {
                S object{};
                construct(info, &object, args, kwargs);
                return object;
            }),
            init_doc(info).c_str());
    for (const Field& field : info.fields) {
        if (!field.attribute) continue;
        cls.def_property(field.name.c_str(),
                         py::cpp_function([&field](const S& self) { return field.get(&self); },
                                          getter_doc(info, field).c_str()),
                         py::cpp_function(
                             [&field](S& self, const py::object& value) {
                                 S changed = self;
                                 assign_field(info, field, &changed, value);
                                 self = std::move(changed);
                             },
                             setter_doc(info, field).c_str()));
    }
    cls.def(
        "__repr__", [](const S& self) { return repr(info, &self); },
        "__repr__(self) -> str\n\nA constructor call that makes an equal object.");
    cls.def(
        "__eq__",
        [](const S& self, const py::object& other) -> py::object {
            if (!py::isinstance<S>(other))
                return py::reinterpret_borrow<py::object>(Py_NotImplemented);
            return py::bool_(self == py::cast<const S&>(other));
        },
        "__eq__(self, other: object, /) -> bool\n\nTrue where every parameter is equal.");
    cls.def(
        "__copy__", [](const S& self) { return S(self); },
        ("__copy__(self) -> " + info.name).c_str());
    cls.def(
        "__deepcopy__", [](const S& self, const py::object&) { return S(self); },
        ("__deepcopy__(self, memo: dict, /) -> " + info.name).c_str());
    cls.def(py::pickle([](const S& self) { return arguments(info, &self); },
                       [](const py::dict& state) {
                           S object{};
                           construct(info, &object, py::args(), py::kwargs(state));
                           return object;
                       }));
    return cls;
}

} // namespace rampcast::python
