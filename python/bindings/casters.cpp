#include "casters.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <variant>
#include <vector>

#include "rampcast/plant/check.hpp"

namespace rampcast::python {

namespace {

/// `datetime.date` and `datetime.datetime`.
const py::object& date_class() {
    static const py::object& held = *new py::object(py::module_::import("datetime").attr("date"));
    return held;
}
const py::object& datetime_class() {
    static const py::object& held =
        *new py::object(py::module_::import("datetime").attr("datetime"));
    return held;
}

double days_of(py::handle given, const Spot& spot) {
    return days_since_epoch(to_date(given, spot));
}

std::map<const Type*, Holding>& holdings() {
    static auto& held = *new std::map<const Type*, Holding>;
    return held;
}

/// Reads a Python object as the alternative of a choice it is, if it is one.
bool read_alternative(const Type& choice, void* into, py::handle given) {
    for (std::size_t i = 0; i < choice.alternatives.size(); ++i)
        if (const void* held = held_in(*choice.alternatives[i], given)) {
            copy(*choice.alternatives[i], choice.emplace(into, i), held);
            return true;
        }
    return false;
}

py::object chosen(const Type& choice, const void* value, std::string_view unit) {
    return to_python(*choice.alternatives[choice.index(value)],
                     choice.held(const_cast<void*>(value)), unit);
}

std::string names_of(const Type& choice) {
    std::string text;
    for (const Type* each : choice.alternatives)
        text += (text.empty() ? "" : " | ") + std::string(each->structure->name);
    return text;
}

std::string mix_types() {
    return "collections.abc.Sequence[MixPoint] | collections.abc.Mapping[str, " + number_types() +
           "]";
}

} // namespace

bool is_truth(py::handle given) {
    const std::string_view type = Py_TYPE(given.ptr())->tp_name;
    return PyBool_Check(given.ptr()) || type == "numpy.bool" || type == "numpy.bool_";
}

bool is_plain_number(py::handle given) {
    if (PyFloat_Check(given.ptr())) return true;
    if (is_truth(given)) return false;
    if (PyLong_Check(given.ptr())) return true;
    const PyNumberMethods* methods = Py_TYPE(given.ptr())->tp_as_number;
    if (methods == nullptr || methods->nb_float == nullptr) return false;
    const std::string_view type = Py_TYPE(given.ptr())->tp_name;
    return !PyComplex_Check(given.ptr()) && !type.starts_with("numpy.complex") &&
           !type.starts_with("numpy.datetime") && !type.starts_with("numpy.timedelta") &&
           !py::hasattr(given, "__len__") && !py::isinstance<StatedNumber>(given);
}

void refuse_type(const Spot& spot, py::handle given, const std::string& expected) {
    throw py::type_error((spot.owner.empty() ? "" : spot.owner + ": ") + spot.name + " must be " +
                         expected + ", not " + type_name_of(given));
}

double to_number(py::handle given, const Spot& spot) {
    if (!is_plain_number(given)) refuse_type(spot, given, "a number");
    const double value = PyFloat_AsDouble(given.ptr());
    if (value == -1 && PyErr_Occurred() != nullptr) {
        if (PyErr_ExceptionMatches(PyExc_OverflowError) == 0) throw py::error_already_set();
        PyErr_Clear();
        throw Error("", spot.name + " is too large for a number");
    }
    return value;
}

bool to_bool(py::handle given, const Spot& spot) {
    if (!is_truth(given)) refuse_type(spot, given, "True or False");
    return PyObject_IsTrue(given.ptr()) == 1;
}

std::string to_text(py::handle given, const Spot& spot) {
    if (!PyUnicode_Check(given.ptr())) refuse_type(spot, given, "str");
    Py_ssize_t size = 0;
    const char* text = PyUnicode_AsUTF8AndSize(given.ptr(), &size);
    if (text == nullptr) {
        PyErr_Clear();
        throw Error("", spot.name + " is " + std::string(py::repr(given)) +
                            ", which has surrogates and is no text");
    }
    return {text, static_cast<std::size_t>(size)};
}

std::string to_name(py::handle given, const Spot& spot) {
    std::string name = to_text(given, spot);
    if (!detail::is_printable(name))
        throw Error("", spot.name + " " + std::string(detail::unprintable_rule) + ": " +
                            std::string(py::repr(given)));
    return name;
}

bool is_date(py::handle given) {
    if (!PyUnicode_Check(given.ptr())) // without the moment of pandas that is none
        return py::isinstance(given, date_class()) && PyLong_Check(given.attr("year").ptr());
    const std::string text = to_text(given, {});
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < text.size(); ++i)
        if (i == 4 || i == 7 ? text[i] != '-' : !digit(text[i])) return false;
    return text.size() == 10;
}

Date to_date(py::handle given, const Spot& spot) {
    if (PyUnicode_Check(given.ptr())) {
        try {
            return parse_date(to_text(given, spot));
        } catch (const Error& error) {
            throw Error("", spot.name + ": " + error.what());
        }
    }
    if (!is_date(given)) refuse_type(spot, given, "a datetime.date or text such as 2025-03-05");
    if (py::isinstance(given, datetime_class()))
        for (const char* part : {"hour", "minute", "second", "microsecond"})
            if (given.attr(part).cast<int>() != 0)
                throw Error("", spot.name + " is " + std::string(py::str(given)) +
                                    ", must be a day without a time");
    try {
        return date(given.attr("year").cast<int>(), given.attr("month").cast<unsigned>(),
                    given.attr("day").cast<unsigned>());
    } catch (const Error& error) {
        throw Error("", spot.name + ": " + error.what());
    }
}

py::object from_date(Date day) {
    const std::chrono::year_month_day civil{day};
    return date_class()(static_cast<int>(civil.year()), static_cast<unsigned>(civil.month()),
                        static_cast<unsigned>(civil.day()));
}

py::object from_number(double value, std::string_view unit) {
    if (unit == "date" && value == std::floor(value) && std::abs(value) < 1e5)
        return from_date(Date{std::chrono::days{static_cast<int>(value)}});
    return py::float_(value);
}

py::object from_value(const Uncertain& value, std::string_view unit) {
    return value.is_uncertain() ? chosen(type_of<Distribution>(), &value.distribution(), {})
                                : from_number(value.number(), unit);
}

void for_each_element(py::handle given, const Spot& spot, const std::string& expected,
                      const std::function<void(py::handle, const Spot&)>& read) {
    const bool text = PyUnicode_Check(given.ptr()) || PyBytes_Check(given.ptr());
    if (text || PyDict_Check(given.ptr()) || PySequence_Check(given.ptr()) == 0)
        refuse_type(spot, given, expected);
    std::size_t index = 0;
    for (const py::handle element : given) {
        Spot at = spot;
        at.name += "[" + std::to_string(index++) + "]";
        read(element, at);
    }
}

void for_each_entry(py::handle given, const Spot& spot,
                    const std::function<void(std::string, py::handle, const Spot&)>& read) {
    if (!PyDict_Check(given.ptr())) refuse_type(spot, given, "a dict");
    for (const auto& entry : py::reinterpret_borrow<py::dict>(given)) {
        Spot at = spot;
        at.name += " key";
        std::string key = to_name(entry.first, at);
        at.name = spot.name + "[" + std::string(py::repr(entry.first)) + "]";
        read(std::move(key), entry.second, at);
    }
}

std::size_t to_choice(py::handle given, const Spot& spot, std::span<const std::string_view> names) {
    const std::string word = to_text(given, spot);
    const auto found = std::find(names.begin(), names.end(), word);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    std::string allowed;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) allowed += i + 1 == names.size() ? " or " : ", ";
        allowed += detail::quoted(names[i]);
    }
    throw Error("", spot.name + " is " + detail::quoted(word) + ", must be " + allowed);
}

std::string literal_text(std::span<const std::string_view> names) {
    std::string text;
    for (const std::string_view name : names)
        text += (text.empty() ? "typing.Literal['" : ", '") + std::string(name) + "'";
    return text + "]";
}

const std::string& number_types() {
    static const std::string text =
        "float | datetime.date | " + names_of(type_of<Distribution>()) + " | Stated";
    return text;
}

const std::string& curve_types() {
    static const std::string text = names_of(type_of<Curve>());
    return text;
}

namespace {

double read_number(py::handle given, const Spot& spot) {
    const double value =
        !spot.checked && is_date(given) ? days_of(given, spot) : to_number(given, spot);
    if (spot.checked) detail::check_plain(value, spot.info, "", spot.name);
    return value;
}

Uncertain read_uncertain(py::handle given, const Spot& spot) {
    if (py::isinstance<StatedNumber>(given)) {
        const auto& stated = py::cast<const StatedNumber&>(given);
        return read_uncertain(stated.value, spot).stated(stated.provenance);
    }
    Uncertain value;
    Distribution distribution;
    const bool of_dates = spot.info.unit == "date";
    if (read_alternative(type_of<Distribution>(), &distribution, given))
        value = std::move(distribution);
    else if (of_dates && (is_date(given) || PyUnicode_Check(given.ptr())))
        value = to_date(given, spot);
    else if (is_plain_number(given)) value = to_number(given, spot);
    else
        refuse_type(spot, given,
                    of_dates ? "a date, a distribution or Stated"
                             : "a number, a distribution or Stated");
    if (spot.checked) detail::check_number(value, spot.info, "", spot.name);
    return value;
}

py::object from_uncertain(const Uncertain& value, std::string_view unit) {
    py::object plain = from_value(value, unit);
    if (value.provenance() == Provenance{}) return plain;
    return py::cast(StatedNumber{std::move(plain), value.provenance()});
}

void read_list(const Type& type, void* into, py::handle given, const Spot& spot,
               const std::string& expected) {
    type.clear(into);
    for_each_element(given, spot, expected, [&](py::handle element, const Spot& at) {
        const std::size_t size = type.size(into);
        type.resize(into, size + 1);
        from_python(*type.element, type.at(into, size), element, at);
    });
}

void read_table(const Type& type, void* into, py::handle given, const Spot& spot) {
    type.clear(into);
    for_each_entry(given, spot, [&](const std::string& key, py::handle value, const Spot& at) {
        from_python(*type.element, type.insert(into, key), value, at);
    });
}

void read_mix(std::vector<MixPoint>& into, py::handle given, const Spot& spot) {
    into.clear();
    if (given.is_none()) return;
    if (PyDict_Check(given.ptr())) {
        Spot shares = spot;
        shares.info = {"shares", "1", bounds::share, {}};
        read_table(type_of<decltype(MixPoint::shares)>(), &into.emplace_back().shares, given,
                   shares);
        return;
    }
    read_list(type_of<std::vector<MixPoint>>(), &into, given, spot,
              "a list of MixPoint, or a dict of shares by product");
}

Setting read_setting(py::handle given, const Spot& spot) {
    if (PyUnicode_Check(given.ptr()) && !is_date(given)) return to_name(given, spot);
    if (is_truth(given)) return Uncertain(to_bool(given, spot) ? 1 : 0);
    if (Curve curve; read_alternative(type_of<Curve>(), &curve, given)) return curve;
    if (PyDict_Check(given.ptr()) || PyList_Check(given.ptr()) || PyTuple_Check(given.ptr()))
        return Convert<std::vector<MixPoint>>::in(given, spot);
    Spot number = spot;
    number.checked = false;
    py::handle inner = given;
    if (py::isinstance<StatedNumber>(given)) inner = py::cast<const StatedNumber&>(given).value;
    Distribution distribution;
    if (is_date(inner)) number.info.unit = "date";
    else if (!is_plain_number(inner) &&
             !read_alternative(type_of<Distribution>(), &distribution, inner))
        refuse_type(spot, given, "a number, a date, a distribution, a str, a ramp curve or a mix");
    return read_uncertain(given, number);
}

void read_choice(const Type& type, void* into, py::handle given, const Spot& spot) {
    if (&type == &type_of<Setting>()) {
        *static_cast<Setting*>(into) = read_setting(given, spot);
    } else if (&type == &type_of<When>()) {
        When& when = *static_cast<When*>(into);
        if (PyUnicode_Check(given.ptr()) && !is_date(given)) when = to_name(given, spot);
        else when = read_uncertain(given, spot);
    } else if (&type == &type_of<Curve>() && given.is_none()) {
        *static_cast<Curve*>(into) = {};
    } else if (!read_alternative(type, into, given)) {
        refuse_type(spot, given,
                    &type == &type_of<Curve>() ? "a ramp curve or None"
                                               : "a ramp curve other than a product");
    }
}

std::string choice_types(const Type& type, bool taken) {
    if (&type == &type_of<When>()) return "str | " + number_types();
    if (&type != &type_of<Setting>())
        return curve_types() + (taken && &type == &type_of<Curve>() ? " | None" : "");
    return "str | " + number_types() + " | " + curve_types() + " | " +
           (taken ? mix_types() : "list[MixPoint]");
}

} // namespace

void from_python(const Type& type, void* into, py::handle given, const Spot& spot) {
    if (&type == &type_of<std::vector<MixPoint>>()) {
        read_mix(*static_cast<std::vector<MixPoint>*>(into), given, spot);
        return;
    }
    switch (type.shape) {
    case Shape::number:
        if (&type == &type_of<Uncertain>())
            *static_cast<Uncertain*>(into) = read_uncertain(given, spot);
        else *static_cast<double*>(into) = read_number(given, spot);
        return;
    case Shape::text:
        *static_cast<std::string*>(into) =
            spot.name == "source" ? to_text(given, spot) : to_name(given, spot);
        return;
    case Shape::truth: *static_cast<bool*>(into) = to_bool(given, spot); return;
    case Shape::date: *static_cast<Date*>(into) = to_date(given, spot); return;
    case Shape::word: type.set_word(into, to_choice(given, spot, type.words)); return;
    case Shape::optional:
        if (given.is_none()) type.clear(into);
        else from_python(*type.element, type.emplace(into, 0), given, spot);
        return;
    case Shape::list:
        read_list(type, into, given, spot, "a list of " + taken_types(*type.element));
        return;
    case Shape::table: read_table(type, into, given, spot); return;
    case Shape::choice: read_choice(type, into, given, spot); return;
    case Shape::structure: {
        const void* held = held_in(type, given);
        if (held == nullptr) refuse_type(spot, given, taken_types(type));
        copy(type, into, held);
        return;
    }
    }
}

py::object to_python(const Type& type, const void* value, std::string_view unit) {
    void* object = const_cast<void*>(value);
    switch (type.shape) {
    case Shape::number:
        if (&type == &type_of<Uncertain>())
            return from_uncertain(*static_cast<const Uncertain*>(value), unit);
        return from_number(*static_cast<const double*>(value), unit);
    case Shape::text: return py::str(*static_cast<const std::string*>(value));
    case Shape::truth: return py::bool_(*static_cast<const bool*>(value));
    case Shape::date: return from_date(*static_cast<const Date*>(value));
    case Shape::word: return py::str(std::string(type.words[type.word(value)]));
    case Shape::optional: {
        const void* held = type.held(object);
        return held ? to_python(*type.element, held, unit) : py::object(py::none());
    }
    case Shape::list: {
        py::list list;
        for (std::size_t i = 0; i < type.size(value); ++i)
            list.append(to_python(*type.element, type.at(object, i), unit));
        return list;
    }
    case Shape::table: {
        py::dict table;
        type.each(object, [&](const std::string& key, void* each) {
            table[py::str(key)] = to_python(*type.element, each, unit);
        });
        return table;
    }
    case Shape::choice: return chosen(type, value, unit);
    case Shape::structure: break;
    }
    return wrapped(type, value);
}

std::string taken_types(const Type& type, std::string_view unit) {
    if (unit == "date" && type.shape == Shape::optional)
        return taken_types(*type.element, unit) + " | None";
    return taken_types(type) + (unit == "date" && type.shape == Shape::number ? " | str" : "");
}

std::string taken_types(const Type& type) {
    if (&type == &type_of<std::vector<MixPoint>>()) return mix_types();
    switch (type.shape) {
    case Shape::word: return literal_text(type.words);
    case Shape::optional: {
        const std::string taken = taken_types(*type.element);
        return taken.ends_with(" | None") ? taken : taken + " | None";
    }
    case Shape::list: return "collections.abc.Sequence[" + taken_types(*type.element) + "]";
    case Shape::table: return "collections.abc.Mapping[str, " + taken_types(*type.element) + "]";
    case Shape::choice: return choice_types(type, true);
    case Shape::date: return "datetime.date | str";
    default: return given_types(type);
    }
}

std::string given_types(const Type& type) {
    switch (type.shape) {
    case Shape::number: return &type == &type_of<Uncertain>() ? number_types() : "float";
    case Shape::text:
    case Shape::word: return "str";
    case Shape::truth: return "bool";
    case Shape::date: return "datetime.date";
    case Shape::optional: return given_types(*type.element) + " | None";
    case Shape::list: return "list[" + given_types(*type.element) + "]";
    case Shape::table: return "dict[str, " + given_types(*type.element) + "]";
    case Shape::choice: return choice_types(type, false);
    case Shape::structure: break;
    }
    return std::string(type.structure->name);
}

void hold(const Type& type, const Holding& holding) { holdings()[&type] = holding; }

void* held_in(const Type& type, py::handle given) {
    if (is_unmade(given)) return nullptr;
    const auto found = holdings().find(&type);
    if (found == holdings().end()) return nullptr;
    py::detail::type_caster_generic caster(*found->second.cpp_type);
    return caster.load(given, false) ? caster.value : nullptr;
}

void* clone(const Type& type, const void* object) { return holdings().at(&type).clone(object); }
void (*destroyer(const Type& type))(void*) { return holdings().at(&type).destroy; }

py::object wrapped(const Type& type, const void* object) {
    const Holding& holding = holdings().at(&type);
    const auto* python_type = py::detail::get_type_info(*holding.cpp_type);
    const py::handle made = py::detail::type_caster_generic::cast(
        holding.clone(object), py::return_value_policy::take_ownership, {}, python_type, nullptr,
        nullptr);
    return py::reinterpret_steal<py::object>(made);
}

} // namespace rampcast::python
