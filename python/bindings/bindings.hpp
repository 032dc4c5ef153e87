#pragma once

#include <pybind11/pybind11.h>

#include "strict.hpp"

/// The parts of the extension module, each registered by one source file.
namespace rampcast::python {

void add_distributions(pybind11::module_& m);
void add_curves(pybind11::module_& m);
void add_lines(pybind11::module_& m);
void add_formulas(pybind11::module_& m);
void add_line_results(pybind11::module_& m);
void add_line_comparison(pybind11::module_& m);
void add_continuous(pybind11::module_& m);
void add_line_periods(pybind11::module_& m);
void add_plant(pybind11::module_& m);
void add_io(pybind11::module_& m);
void add_forecast(pybind11::module_& m);
void add_memory(pybind11::module_& m);
void add_cash_flow(pybind11::module_& m);
void add_chains(pybind11::module_& m);
void add_condition(pybind11::module_& m);
void add_fit(pybind11::module_& m);
void add_pool(pybind11::module_& m);
void add_path_function(pybind11::module_& m);

} // namespace rampcast::python
