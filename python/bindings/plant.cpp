#include "bindings.hpp"
#include "describe.hpp"
#include "rampcast/plant/assign.hpp"

namespace rampcast::python {

namespace {

void add_plant_class(py::module_& m) {
    py::class_<Plant> cls = describe<Plant>(m);
    py::options plain;
    plain.disable_function_signatures();
    cls.def(
        "replace",
        [](const Plant& self, const std::string& path, const py::object& value) {
            return replaced(self, path, Convert<Setting>::in(value, {.name = path}));
        },
        py::arg("path"), py::arg("value"),
        ("replace(self, path: str, value: " + Convert<Setting>::taken() +
         ") -> Plant\n\n"
         "A copy with the parameter at a dotted path changed, such as\n"
         "`replace(\"line.L1.ramp.midpoint_days\", Pert(60, 120, 240))`. The value may be a "
         "number,\n"
         "date or distribution, a name, a whole ramp curve or the mix. Parts of lists go by their\n"
         "names, else their dates or positions from 1. Times may be in another unit by the ending\n"
         "of the path (`cycle_time_h`). Raises ValueError where the path leads nowhere (naming "
         "the\n"
         "nearest) or the value is not allowed.")
            .c_str());
}

} // namespace

void add_plant(py::module_& m) {
    describe<Arrival>(m);
    describe<Cap>(m);
    describe<Headcount>(m);
    describe<Labour>(m);
    describe<Component>(m);
    describe<Contract>(m);
    describe<Orders>(m);
    describe<Sales>(m);
    describe<Cost>(m);
    describe<Investment>(m);
    describe<Tranche>(m);
    describe<Cash>(m);
    describe<OpeningItem>(m);
    describe<Opening>(m);
    describe<Price>(m);
    describe<Product>(m);
    describe<MixPoint>(m);
    describe<Option>(m);
    describe<Alternatives>(m);
    describe<Target>(m);
    describe<Actual>(m);
    describe<RankCorrelation>(m);
    add_plant_class(m);
}

} // namespace rampcast::python
