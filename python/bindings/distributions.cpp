#include "bindings.hpp"
#include "describe.hpp"
#include "vectorized.hpp"

namespace rampcast::python {

namespace {

template <class D> py::class_<D> add_distribution(py::module_& m) {
    py::class_<D> cls = describe<D>(m);
    py::options plain;
    plain.disable_function_signatures();
    cls.def(
        "quantile",
        [](const D& self, const py::object& p) {
            return vectorized(p, "p", [&](double at) { return self.quantile(at); });
        },
        py::arg("p"),
        "quantile(self, p: numpy.typing.ArrayLike) -> typing.Any\n\n"
        "The value not exceeded with probability p: a float, or an array for an array.\n"
        "Raises ValueError unless 0 <= p <= 1.");
    cls.def(
        "mean", [](const D& self) { return self.moments().mean; },
        "mean(self) -> float\n\nThe mean; infinite where the tail is too heavy.");
    cls.def(
        "sd", [](const D& self) { return self.moments().sd; },
        "sd(self) -> float\n\nThe standard deviation; infinite where the tail is too heavy.");
    return cls;
}

template <class... D> void add_alternatives_of(py::module_& m, std::variant<D...>*) {
    (add_distribution<D>(m), ...);
}

Provenance provenance_of(const py::object& kind, const py::object& source,
                         const py::object& known_on) {
    return {.kind = Convert<Kind>::in(kind, {.owner = "Stated", .name = "kind"}),
            .source = to_text(source, {.owner = "Stated", .name = "source"}),
            .known_on = Convert<std::optional<Date>>::in(known_on,
                                                         {.owner = "Stated", .name = "known_on"})};
}

StatedNumber make_stated(const py::object& value, const py::object& kind, const py::object& source,
                         const py::object& known_on) {
    const Spot spot{.owner = "Stated",
                    .name = "value",
                    .info = {"value", is_date(value) ? "date" : "", bounds::any, {}}};
    if (py::isinstance<StatedNumber>(value))
        refuse_type(spot, value, "a number, a date or a distribution");
    try {
        const Uncertain read = Convert<Uncertain>::in(value, spot);
        return {from_value(read, spot.info.unit), provenance_of(kind, source, known_on)};
    } catch (const Error& error) {
        throw py::value_error(std::string("Stated: ") + error.what());
    }
}

bool equal(const StatedNumber& a, const StatedNumber& b) {
    return a.provenance == b.provenance && a.value.equal(b.value);
}

py::dict arguments_of(const StatedNumber& self) {
    py::dict result;
    result["value"] = self.value;
    result["kind"] = Convert<Kind>::out(self.provenance.kind, {});
    result["source"] = self.provenance.source;
    result["known_on"] = Convert<std::optional<Date>>::out(self.provenance.known_on, {});
    return result;
}

std::string repr_of(const StatedNumber& self) {
    std::string text = "Stated(" + std::string(py::repr(self.value));
    const Provenance none;
    for (const auto& entry : arguments_of(self)) {
        const auto key = entry.first.cast<std::string>();
        const bool left_out = key == "value" ||
                              (key == "kind" && self.provenance.kind == none.kind) ||
                              (key == "source" && self.provenance.source.empty()) ||
                              (key == "known_on" && !self.provenance.known_on);
        if (!left_out) text += ", " + key + "=" + std::string(py::repr(entry.second));
    }
    return text + ")";
}

void add_stated(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    py::class_<StatedNumber> cls(
        m, "Stated", py::module_local(),
        "A number with what it rests on; stands wherever a number or distribution may.\n\n"
        "Parameters\n----------\n"
        "value : number, datetime.date or distribution\n"
        "    what is stated\n"
        "kind : str, optional\n    \"fact\", \"assumption\" or \"unstated\"\n"
        "source : str, optional\n    who or what says so\n"
        "known_on : datetime.date, optional\n    the day it was known");
    cls.def(py::init(&make_stated), py::arg("value"), py::kw_only(), py::arg("kind") = "unstated",
            py::arg("source") = "", py::arg("known_on") = py::none(),
            ("__init__(self, value: " + number_types() + ", *, kind: " + literal_text(kind_names) +
             " = 'unstated', source: str = '', known_on: datetime.date | None = None) -> None")
                .c_str());
    cls.def_property_readonly(
        "value", [](const StatedNumber& self) { return self.value; },
        ("(self: Stated) -> " + number_types() + "\n\nwhat is stated").c_str());
    cls.def_property_readonly(
        "kind",
        [](const StatedNumber& self) { return Convert<Kind>::out(self.provenance.kind, {}); },
        "(self: Stated) -> str\n\nfact, assumption or unstated");
    cls.def_property_readonly(
        "source", [](const StatedNumber& self) { return self.provenance.source; },
        "(self: Stated) -> str\n\nwho or what says so");
    cls.def_property_readonly(
        "known_on",
        [](const StatedNumber& self) {
            return Convert<std::optional<Date>>::out(self.provenance.known_on, {});
        },
        "(self: Stated) -> datetime.date | None\n\nthe day it was known");
    cls.def(
        "__float__", [](const StatedNumber& self) { return py::float_(self.value); },
        "__float__(self) -> float\n\nThe value, where it is a number.");
    cls.def("__repr__", &repr_of, "__repr__(self) -> str");
    cls.def(
        "__eq__",
        [](const StatedNumber& self, const py::object& other) -> py::object {
            if (!py::isinstance<StatedNumber>(other))
                return py::reinterpret_borrow<py::object>(Py_NotImplemented);
            return py::bool_(equal(self, py::cast<const StatedNumber&>(other)));
        },
        "__eq__(self, other: object, /) -> bool");
    cls.def(
        "__copy__", [](const StatedNumber& self) { return StatedNumber(self); },
        "__copy__(self) -> Stated");
    cls.def(
        "__deepcopy__",
        [](const StatedNumber& self, const py::object&) { return StatedNumber(self); },
        "__deepcopy__(self, memo: dict, /) -> Stated");
    cls.def(py::pickle(&arguments_of, [](const py::dict& state) {
        return make_stated(state["value"], state["kind"], state["source"], state["known_on"]);
    }));
}

} // namespace

void add_distributions(py::module_& m) {
    add_alternatives_of(m, static_cast<Distribution*>(nullptr));
    py::options plain;
    plain.disable_function_signatures();
    py::class_<LogNormal>(py::reinterpret_borrow<py::object>(m.attr("LogNormal")))
        .def_static(
            "p10_p90",
            [](double p10, double p90) {
                const LogNormal made = LogNormal::p10_p90(p10, p90);
                made.validate("");
                return made;
            },
            py::arg("p10"), py::arg("p90"),
            "p10_p90(p10: float, p90: float) -> LogNormal\n\n"
            "The distribution with these 10 % and 90 % quantiles.\n"
            "Raises ValueError unless 0 < p10 < p90, and where the logarithm is less "
            "than -230 or spreads by more than 20.");
    add_stated(m);
}

} // namespace rampcast::python
