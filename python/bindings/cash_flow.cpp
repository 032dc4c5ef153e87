#include "rampcast/value/cash_flow.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"

namespace rampcast::python {

namespace {

using Flows = py::array_t<double, py::array::c_style | py::array::forcecast>;

/// A sequence of numbers, or an array of one dimension.
Flows flows_in(py::handle given) {
    const auto refuse = [&] {
        PyErr_Clear();
        throw py::type_error(std::string("flows must be a sequence or an array of numbers, not ") +
                             type_name_of(given));
    };
    const py::array any = py::array::ensure(given);
    if (!any || any.ndim() != 1) refuse();
    if (std::string_view("iufO").find(any.dtype().kind()) == std::string_view::npos) refuse();
    Flows flows = Flows::ensure(any);
    if (!flows) refuse();
    return flows;
}

std::span<const double> span_of(const Flows& flows) {
    return {flows.data(), static_cast<std::size_t>(flows.size())};
}

/// Flows and their dates, which are told apart by what they hold where their order is turned.
struct DatedFlows {
    DatedFlows(py::handle given_flows, py::handle given_dates) {
        const auto begins_with_date = [](py::handle given) {
            return PySequence_Check(given.ptr()) != 0 && !PyUnicode_Check(given.ptr()) &&
                   py::len(given) > 0 && is_date(given[py::int_(0)]);
        };
        if (begins_with_date(given_flows) && !begins_with_date(given_dates))
            std::swap(given_flows, given_dates);
        flows = flows_in(given_flows);
        dates = Convert<std::vector<Date>>::in(given_dates, {.name = "dates"});
    }
    Flows flows;
    std::vector<Date> dates;
};

} // namespace

void add_cash_flow(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def(
        "npv", [](double rate, py::handle flows) { return npv(rate, span_of(flows_in(flows))); },
        py::arg("rate_per_period"), py::arg("flows"),
        "npv(rate_per_period: float, flows: numpy.typing.ArrayLike) -> float\n\n"
        "Net present value: the sum of flows[k] / (1 + rate)^k.\n\n"
        "The first flow, of period 0, is not discounted. Raises ValueError where the rate is not\n"
        "above -1, there are no flows, or one is not finite.");
    m.def(
        "irr", [](py::handle flows) { return irr(span_of(flows_in(flows))); }, py::arg("flows"),
        "irr(flows: numpy.typing.ArrayLike) -> list[float]\n\n"
        "Internal rates of return: every rate per period above -1 at which npv is 0, ascending.\n\n"
        "Empty where there is none, and where every flow is 0. There are at most as many as\n"
        "changes of sign in the flows; rates that the rounding of the flows does not tell apart\n"
        "(about 1e-7 from each other) are given once.");
    m.def(
        "xnpv",
        [](double rate, py::handle flows, py::handle dates) {
            const DatedFlows dated(flows, dates);
            return xnpv(rate, span_of(dated.flows), dated.dates);
        },
        py::arg("rate_per_year"), py::arg("flows"), py::arg("dates"),
        "xnpv(rate_per_year: float, flows: numpy.typing.ArrayLike, "
        "dates: collections.abc.Sequence[datetime.date | str]) -> float\n\n"
        "Net present value of dated flows at the first date, in years of 365 days, as the XNPV\n"
        "of spreadsheets.\n\n"
        "dates: those of the flows, in any order but none before the first.");
    m.def(
        "xirr",
        [](py::handle flows, py::handle dates) {
            const DatedFlows dated(flows, dates);
            return xirr(span_of(dated.flows), dated.dates);
        },
        py::arg("flows"), py::arg("dates"),
        "xirr(flows: numpy.typing.ArrayLike, dates: collections.abc.Sequence[datetime.date | str]) "
        "-> list[float]\n\n"
        "Internal rates of return of dated flows: every rate per year above -1 at which xnpv is\n"
        "0, ascending, as irr gives them.\n\n"
        "dates: those of the flows, in any order but none before the first.");
    m.def(
        "peak_funding",
        [](py::handle flows) {
            const Funding deepest = peak_funding(span_of(flows_in(flows)));
            return py::make_tuple(deepest.peak, deepest.period);
        },
        py::arg("flows"),
        "peak_funding(flows: numpy.typing.ArrayLike) -> tuple[float, int]\n\n"
        "The deepest point of cumulated cash, as a positive number, and the index of the flow by\n"
        "which it is first reached; (0.0, 0) where cumulated cash is never below 0.");
    m.def(
        "payback", [](py::handle flows) { return payback(span_of(flows_in(flows))); },
        py::arg("flows"),
        "payback(flows: numpy.typing.ArrayLike) -> int | None\n\n"
        "The index of the first flow from which on cumulated cash is at 0 or above to the end.\n\n"
        "0 where it never is below, None where it ends below.");
}

} // namespace rampcast::python
