#include "bindings.hpp"
#include "describe.hpp"
#include "replace.hpp"

namespace rampcast::python {

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
    py::class_<Plant> plant = describe<Plant>(m);
    add_replace(plant, "Plant", "replace(\"line.L1.ramp.midpoint_days\", Pert(60, 120, 240))");
}

} // namespace rampcast::python
