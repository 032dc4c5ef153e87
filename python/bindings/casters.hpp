#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <pybind11/pybind11.h>

#include "rampcast/core/nearest.hpp"
#include "rampcast/plant/enum_names.hpp"

/// How members of described structs look in Python, by their types.
namespace rampcast::python {

namespace py = pybind11;

/// What a Python value is read for: its description, and how errors speak of it.
struct Spot {
    std::string owner{}; ///< such as `Station "burn-in"`; empty: none
    std::string name{};  ///< the parameter's name in Python
    NumberInfo info{};
    bool checked = true; ///< false: the number's range is not held to here
};

/// @throws TypeError: `Station "burn-in": places must be a number, not str`
[[noreturn]] void refuse_type(const Spot& spot, py::handle given, const std::string& expected);

/// A number as a person of Python gives it with what it rests on.
struct StatedNumber {
    py::object value{};
    Provenance provenance{};
};

double to_number(py::handle given, const Spot& spot);
bool to_bool(py::handle given, const Spot& spot);
std::string to_text(py::handle given, const Spot& spot);
Date to_date(py::handle given, const Spot& spot);
py::object from_date(Date day);
bool is_date_object(py::handle given);
/// A number of a quantity: a date where the quantity is one and the moment a midnight.
py::object from_number(double value, std::string_view unit);
/// The number or distribution without its provenance.
py::object from_value(const Uncertain& value, std::string_view unit);
/// Calls `read(element, spot of the element)` for each element of a list or tuple.
void for_each_element(py::handle given, const Spot& spot, const std::string& expected,
                      const std::function<void(py::handle, const Spot&)>& read);
/// Calls `read(key, value, spot of the value)` for each entry of a dict.
void for_each_entry(py::handle given, const Spot& spot,
                    const std::function<void(std::string, py::handle, const Spot&)>& read);
/// Position of a word among those allowed.
/// @throws ValueError naming them all
std::size_t to_choice(py::handle given, const Spot& spot, std::span<const std::string_view> names);
std::string literal_text(std::span<const std::string_view> names);
/// Types in signatures: what may stand for a number, and the ramp curves.
const std::string& number_types();
const std::string& curve_types();

/// Reads a member of type `M` from Python and gives it back; `taken` and `given` are the types
/// in signatures.
template <class M> struct Convert {
    static_assert(Described<M>);
    static M in(py::handle given, const Spot& spot) {
        if (!py::isinstance<M>(given)) refuse_type(spot, given, taken());
        return py::cast<const M&>(given);
    }
    static py::object out(const M& value, std::string_view) { return py::cast(value); }
    static std::string taken() { return std::string(M::type_name); }
    static std::string given() { return taken(); }
};

template <> struct Convert<double> {
    static double in(py::handle given, const Spot& spot);
    static py::object out(double value, std::string_view unit) { return from_number(value, unit); }
    static std::string taken() { return "float"; }
    static std::string given() { return "float"; }
};

template <> struct Convert<bool> {
    static bool in(py::handle given, const Spot& spot) { return to_bool(given, spot); }
    static py::object out(bool value, std::string_view) { return py::bool_(value); }
    static std::string taken() { return "bool"; }
    static std::string given() { return "bool"; }
};

template <> struct Convert<std::string> {
    static std::string in(py::handle given, const Spot& spot) { return to_text(given, spot); }
    static py::object out(const std::string& value, std::string_view) { return py::str(value); }
    static std::string taken() { return "str"; }
    static std::string given() { return "str"; }
};

template <> struct Convert<Date> {
    static Date in(py::handle given, const Spot& spot) { return to_date(given, spot); }
    static py::object out(Date value, std::string_view) { return from_date(value); }
    static std::string taken() { return "datetime.date"; }
    static std::string given() { return "datetime.date"; }
};

template <class E>
    requires std::is_enum_v<E>
struct Convert<E> {
    static E in(py::handle given, const Spot& spot) {
        return static_cast<E>(to_choice(given, spot, enum_names<E>()));
    }
    static py::object out(E value, std::string_view) {
        return py::str(std::string(enum_names<E>()[static_cast<std::size_t>(value)]));
    }
    static std::string taken() { return literal_text(enum_names<E>()); }
    static std::string given() { return "str"; }
};

template <> struct Convert<Uncertain> {
    static Uncertain in(py::handle given, const Spot& spot);
    static py::object out(const Uncertain& value, std::string_view unit);
    static std::string taken() { return number_types(); }
    static std::string given() { return number_types(); }
};

template <> struct Convert<When> {
    static When in(py::handle given, const Spot& spot);
    static py::object out(const When& value, std::string_view unit);
    static std::string taken() { return "str | " + number_types(); }
    static std::string given() { return "str | " + number_types(); }
};

template <> struct Convert<Curve> {
    static Curve in(py::handle given, const Spot& spot);
    static py::object out(const Curve& value, std::string_view);
    static std::string taken() { return curve_types() + " | None"; }
    static std::string given() { return curve_types(); }
};

template <> struct Convert<FactorCurveOf<Uncertain>> {
    static FactorCurveOf<Uncertain> in(py::handle given, const Spot& spot);
    static py::object out(const FactorCurveOf<Uncertain>& value, std::string_view);
    static std::string taken() { return curve_types(); }
    static std::string given() { return curve_types(); }
};

template <> struct Convert<std::vector<MixPoint>> {
    static std::vector<MixPoint> in(py::handle given, const Spot& spot);
    static py::object out(const std::vector<MixPoint>& value, std::string_view);
    static std::string taken() {
        return "collections.abc.Sequence[MixPoint] | collections.abc.Mapping[str, " +
               number_types() + "]";
    }
    static std::string given() { return "list[MixPoint]"; }
};

template <> struct Convert<Setting> {
    static Setting in(py::handle given, const Spot& spot);
    static py::object out(const Setting& value, std::string_view unit);
    static std::string taken() {
        return "str | " + number_types() + " | " + curve_types() + " | " +
               Convert<std::vector<MixPoint>>::taken();
    }
    static std::string given() {
        return "str | " + number_types() + " | " + curve_types() + " | list[MixPoint]";
    }
};

template <class X> struct Convert<std::optional<X>> {
    static std::optional<X> in(py::handle given, const Spot& spot) {
        if (given.is_none()) return std::nullopt;
        return Convert<X>::in(given, spot);
    }
    static py::object out(const std::optional<X>& value, std::string_view unit) {
        return value ? Convert<X>::out(*value, unit) : py::object(py::none());
    }
    static std::string taken() { return Convert<X>::taken() + " | None"; }
    static std::string given() { return Convert<X>::given() + " | None"; }
};

template <class X> struct Convert<std::vector<X>> {
    static std::vector<X> in(py::handle given, const Spot& spot) {
        std::vector<X> list;
        for_each_element(given, spot, "a list of " + Convert<X>::taken(),
                         [&](py::handle element, const Spot& at) {
                             list.push_back(Convert<X>::in(element, at));
                         });
        return list;
    }
    static py::object out(const std::vector<X>& value, std::string_view unit) {
        py::list list;
        for (const X& each : value) list.append(Convert<X>::out(each, unit));
        return list;
    }
    static std::string taken() { return "collections.abc.Sequence[" + Convert<X>::taken() + "]"; }
    static std::string given() { return "list[" + Convert<X>::given() + "]"; }
};

template <class X> struct Convert<std::map<std::string, X>> {
    static std::map<std::string, X> in(py::handle given, const Spot& spot) {
        std::map<std::string, X> table;
        for_each_entry(given, spot, [&](std::string key, py::handle value, const Spot& at) {
            table.insert_or_assign(std::move(key), Convert<X>::in(value, at));
        });
        return table;
    }
    static py::object out(const std::map<std::string, X>& value, std::string_view unit) {
        py::dict table;
        for (const auto& entry : value)
            table[py::str(entry.first)] = Convert<X>::out(entry.second, unit);
        return table;
    }
    static std::string taken() {
        return "collections.abc.Mapping[str, " + Convert<X>::taken() + "]";
    }
    static std::string given() { return "dict[str, " + Convert<X>::given() + "]"; }
};

} // namespace rampcast::python
