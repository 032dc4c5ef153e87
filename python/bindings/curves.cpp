#include "bindings.hpp"
#include "describe.hpp"
#include "rampcast/core/walk.hpp"
#include "vectorized.hpp"

namespace rampcast::python {

namespace {

/// The curve on plain numbers.
/// @throws Error where one is uncertain
template <class C> typename C::template rebind<double> plain(const C& curve) {
    return converted<typename C::template rebind<double>>(
        curve, [](const NumberInfo& info, const Uncertain& number) {
            if (number.is_uncertain())
                throw Error("", std::string(C::type_name) + ": " + std::string(info.name) +
                                    " is a distribution; the curve has values only where all of "
                                    "its numbers are plain");
            return number.number();
        });
}

void check_at_least(double value, const char* name, double least, const char* words) {
    if (!(value >= least))
        throw Error("",
                    std::string(name) + " is " + detail::number_text(value) + ", must be " + words);
}

/// Refuses a time that no curve is read at.
double time_of(double days, const char* name) {
    constexpr Bounds readable{.lower = -1e15, .upper = 1e15};
    if (!readable.allows(days))
        throw Error("", std::string(name) + " is " + detail::number_text(days) + ", " +
                            readable.text());
    return days;
}

template <class C> void add_curve(py::module_& m) {
    py::class_<C> cls = describe<C>(m);
    py::options no_signatures;
    no_signatures.disable_function_signatures();
    cls.def(
        "share",
        [](const C& self, const py::object& t_days) {
            const auto curve = plain(self);
            return vectorized(t_days, "t_days",
                              [&](double t) { return curve.share(time_of(t, "t_days")); });
        },
        py::arg("t_days"),
        "share(self, t_days: numpy.typing.ArrayLike) -> typing.Any\n\n"
        "Share of the mature rate at a time on the operating clock, in days: a float, or an array\n"
        "for an array. Raises ValueError where a number of the curve is a distribution.");
    cls.def(
        "integral",
        [](const C& self, const py::object& a_days, const py::object& b_days) {
            const auto curve = plain(self);
            return vectorized(a_days, "a_days", b_days, "b_days", [&](double a, double b) {
                return curve.integral(time_of(a, "a_days"), time_of(b, "b_days"));
            });
        },
        py::arg("a_days"), py::arg("b_days"),
        "integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike)"
        " -> typing.Any\n\n"
        "Days' worth of mature output made between two times on the operating clock: a float, or\n"
        "an array where one is given, the two broadcast. Raises ValueError as `share` does.");
    cls.def(
        "time_to",
        [](const C& self, const py::object& share) {
            const auto curve = plain(self);
            return vectorized(share, "share", [&](double wanted) {
                if (!bounds::share.allows(wanted))
                    throw Error("", "share is " + detail::number_text(wanted) + ", " +
                                        bounds::share.text());
                return curve.time_to(wanted);
            });
        },
        py::arg("share"),
        "time_to(self, share: numpy.typing.ArrayLike) -> typing.Any\n\n"
        "Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:\n"
        "a float, or an array for an array. Curves that only approach a share answer with that of\n"
        "a share next to it. Raises ValueError as `share` does.");
    if constexpr (is_by_experience<C>) {
        cls.def(
            "unit_hours",
            [](const C& self, const py::object& n) {
                const auto curve = plain(self);
                return vectorized(n, "n", [&](double unit) {
                    check_at_least(unit, "n", 1, "at least 1");
                    return curve.unit_hours(unit);
                });
            },
            py::arg("n"),
            "unit_hours(self, n: numpy.typing.ArrayLike) -> typing.Any\n\n"
            "Hours of unit n (from 1) over those of a first unit made without experience.");
        cls.def(
            "total_hours",
            [](const C& self, const py::object& first, const py::object& last) {
                const auto curve = plain(self);
                return vectorized(first, "m", last, "n", [&](double from, double to) {
                    check_at_least(from, "m", 1, "at least 1");
                    check_at_least(to, "n", from, "at least m");
                    return curve.total_hours(from, to);
                });
            },
            py::arg("m"), py::arg("n"),
            "total_hours(self, m: numpy.typing.ArrayLike, n: numpy.typing.ArrayLike)"
            " -> typing.Any\n\n"
            "Hours of the units from m to n, both included, over those of a first unit made\n"
            "without experience.");
    }
}

template <class... C> void add_all(py::module_& m, std::variant<C...>*) { (add_curve<C>(m), ...); }

} // namespace

void add_curves(py::module_& m) {
    describe<PlanPoint>(m);
    add_all(m, static_cast<Curve*>(nullptr));
}

} // namespace rampcast::python
