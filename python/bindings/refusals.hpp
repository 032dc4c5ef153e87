#pragma once

#include <string>

#include <pybind11/pybind11.h>

/// What calls of the module refuse, said in plain words.
namespace rampcast::python {

/// The name of a value's type as errors tell it.
std::string type_name_of(pybind11::handle given);
/// Whether a value is of a class of ours and was made by `__new__` alone.
bool is_unmade(pybind11::handle given);
/// Sees to it that every call of the module so far refuses such values, and that what pybind11
/// refuses is told by `rampcast.refusals`: which argument, what it is, and what is allowed.
void tell_refusals(const pybind11::module_& m);

} // namespace rampcast::python
