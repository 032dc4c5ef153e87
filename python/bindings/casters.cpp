#include "casters.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "rampcast/plant/check.hpp"

namespace rampcast::python {

namespace {

std::string type_of(py::handle given) {
    return given.is_none() ? "None" : std::string(Py_TYPE(given.ptr())->tp_name);
}

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

bool is_plain_number(py::handle given) {
    if (PyBool_Check(given.ptr())) return false;
    if (PyFloat_Check(given.ptr()) || PyLong_Check(given.ptr())) return true;
    const PyNumberMethods* methods = Py_TYPE(given.ptr())->tp_as_number;
    const bool a_number = methods != nullptr && methods->nb_float != nullptr;
    return a_number && !py::hasattr(given, "__len__") && !py::isinstance<StatedNumber>(given);
}

double days_of(py::handle given, const Spot& spot) {
    return days_since_epoch(to_date(given, spot));
}

/// The distribution a Python object is, if it is one.
template <class... D>
std::optional<Distribution> distribution_in(py::handle given, std::variant<D...>*) {
    std::optional<Distribution> result;
    ((result || !py::isinstance<D>(given) ? void()
                                          : void(result = Distribution(py::cast<const D&>(given)))),
     ...);
    return result;
}

template <class Variant, class... C>
std::optional<Variant> curve_in(py::handle given, std::variant<C...>*) {
    std::optional<Variant> result;
    ((result || !py::isinstance<C>(given) ? void()
                                          : void(result = Variant(py::cast<const C&>(given)))),
     ...);
    return result;
}

template <class... X> std::string names_of(std::variant<X...>*) {
    std::string text;
    ((text += (text.empty() ? "" : " | ") + std::string(X::type_name)), ...);
    return text;
}

template <class... X> py::object held_in(const std::variant<X...>& value) {
    return std::visit([](const auto& held) { return py::cast(held); }, value);
}

} // namespace

void refuse_type(const Spot& spot, py::handle given, const std::string& expected) {
    throw py::type_error((spot.owner.empty() ? "" : spot.owner + ": ") + spot.name + " must be " +
                         expected + ", not " + type_of(given));
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
    if (!PyBool_Check(given.ptr())) refuse_type(spot, given, "True or False");
    return given.ptr() == Py_True;
}

std::string to_text(py::handle given, const Spot& spot) {
    if (!PyUnicode_Check(given.ptr())) refuse_type(spot, given, "str");
    Py_ssize_t size = 0;
    const char* text = PyUnicode_AsUTF8AndSize(given.ptr(), &size);
    if (text == nullptr) throw py::error_already_set();
    return {text, static_cast<std::size_t>(size)};
}

bool is_date_object(py::handle given) { return py::isinstance(given, date_class()); }

Date to_date(py::handle given, const Spot& spot) {
    if (!is_date_object(given)) refuse_type(spot, given, "a datetime.date");
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
    return value.is_uncertain() ? held_in(value.distribution()) : from_number(value.number(), unit);
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
        std::string key = to_text(entry.first, at);
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
        "float | datetime.date | " + names_of(static_cast<Distribution*>(nullptr)) + " | Stated";
    return text;
}

const std::string& curve_types() {
    static const std::string text = names_of(static_cast<Curve*>(nullptr));
    return text;
}

double Convert<double>::in(py::handle given, const Spot& spot) {
    const double value =
        !spot.checked && is_date_object(given) ? days_of(given, spot) : to_number(given, spot);
    if (spot.checked) detail::check_plain(value, spot.info, "", spot.name);
    return value;
}

Uncertain Convert<Uncertain>::in(py::handle given, const Spot& spot) {
    if (py::isinstance<StatedNumber>(given)) {
        const auto& stated = py::cast<const StatedNumber&>(given);
        return in(stated.value, spot).stated(stated.provenance);
    }
    Uncertain value;
    const bool of_dates = spot.info.unit == "date";
    if (auto distribution = distribution_in(given, static_cast<Distribution*>(nullptr)))
        value = std::move(*distribution);
    else if (of_dates && is_date_object(given)) value = to_date(given, spot);
    else if (is_plain_number(given)) value = to_number(given, spot);
    else
        refuse_type(spot, given,
                    of_dates ? "a datetime.date, a distribution or Stated"
                             : "a number, a distribution or Stated");
    if (spot.checked) detail::check_number(value, spot.info, "", spot.name);
    return value;
}

py::object Convert<Uncertain>::out(const Uncertain& value, std::string_view unit) {
    py::object plain = from_value(value, unit);
    if (value.provenance() == Provenance{}) return plain;
    return py::cast(StatedNumber{std::move(plain), value.provenance()});
}

When Convert<When>::in(py::handle given, const Spot& spot) {
    if (PyUnicode_Check(given.ptr())) return to_text(given, spot);
    return Convert<Uncertain>::in(given, spot);
}

py::object Convert<When>::out(const When& value, std::string_view unit) {
    if (const auto* name = std::get_if<std::string>(&value)) return py::str(*name);
    return Convert<Uncertain>::out(std::get<Uncertain>(value), unit);
}

Curve Convert<Curve>::in(py::handle given, const Spot& spot) {
    if (given.is_none()) return {};
    auto curve = curve_in<Curve>(given, static_cast<Curve*>(nullptr));
    if (!curve) refuse_type(spot, given, "a ramp curve or None");
    return std::move(*curve);
}

py::object Convert<Curve>::out(const Curve& value, std::string_view) { return held_in(value); }

FactorCurveOf<Uncertain> Convert<FactorCurveOf<Uncertain>>::in(py::handle given, const Spot& spot) {
    using Factor = FactorCurveOf<Uncertain>;
    auto curve = curve_in<Factor>(given, static_cast<Factor*>(nullptr));
    if (!curve) refuse_type(spot, given, "a ramp curve other than a product");
    return std::move(*curve);
}

py::object Convert<FactorCurveOf<Uncertain>>::out(const FactorCurveOf<Uncertain>& value,
                                                  std::string_view) {
    return held_in(value);
}

std::vector<MixPoint> Convert<std::vector<MixPoint>>::in(py::handle given, const Spot& spot) {
    if (given.is_none()) return {};
    if (PyDict_Check(given.ptr())) {
        Spot shares = spot;
        shares.info = {"shares", "1", bounds::share, {}};
        return {MixPoint{.shares = Convert<std::map<std::string, Uncertain>>::in(given, shares)}};
    }
    std::vector<MixPoint> list;
    for_each_element(given, spot, "a list of MixPoint, or a dict of shares by product",
                     [&](py::handle element, const Spot& at) {
                         list.push_back(Convert<MixPoint>::in(element, at));
                     });
    return list;
}

py::object Convert<std::vector<MixPoint>>::out(const std::vector<MixPoint>& value,
                                               std::string_view) {
    py::list list;
    for (const MixPoint& each : value) list.append(py::cast(each));
    return list;
}

Setting Convert<Setting>::in(py::handle given, const Spot& spot) {
    if (PyUnicode_Check(given.ptr())) return to_text(given, spot);
    if (PyBool_Check(given.ptr())) return Uncertain(given.ptr() == Py_True ? 1 : 0);
    if (auto curve = curve_in<Curve>(given, static_cast<Curve*>(nullptr))) return std::move(*curve);
    if (PyDict_Check(given.ptr()) || PyList_Check(given.ptr()) || PyTuple_Check(given.ptr()))
        return Convert<std::vector<MixPoint>>::in(given, spot);
    Spot number = spot;
    number.checked = false;
    py::handle inner = given;
    if (py::isinstance<StatedNumber>(given)) inner = py::cast<const StatedNumber&>(given).value;
    if (is_date_object(inner)) number.info.unit = "date";
    else if (!is_plain_number(inner) &&
             !distribution_in(inner, static_cast<Distribution*>(nullptr)))
        refuse_type(spot, given,
                    "a number, a datetime.date, a distribution, a str, a ramp curve or a mix");
    return Convert<Uncertain>::in(given, number);
}

py::object Convert<Setting>::out(const Setting& value, std::string_view unit) {
    return std::visit(
        [&](const auto& held) -> py::object {
            return Convert<std::remove_cvref_t<decltype(held)>>::out(held, unit);
        },
        value);
}

} // namespace rampcast::python
