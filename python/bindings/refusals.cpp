#include "refusals.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

#include "bindings.hpp"

namespace rampcast::python {

namespace {

/// The methods by what pybind11 knows them by.
std::unordered_map<PyObject*, PyMethodDef*>& methods() {
    static auto& held = *new std::unordered_map<PyObject*, PyMethodDef*>;
    return held;
}

/// The first value of an argument that was made by `__new__` alone, or null.
PyObject* unmade_within(PyObject* given) {
    if (is_unmade(given)) return given;
    if (PyList_CheckExact(given) != 0 || PyTuple_CheckExact(given) != 0) {
        for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(given); ++i)
            if (PyObject* each = PySequence_Fast_GET_ITEM(given, i); is_unmade(each)) return each;
    } else if (PyDict_CheckExact(given) != 0) {
        PyObject *key = nullptr, *value = nullptr;
        for (Py_ssize_t at = 0; PyDict_Next(given, &at, &key, &value) != 0;)
            if (is_unmade(value)) return value;
    }
    return nullptr;
}

/// Arguments as newer versions of pybind11 get them.
struct FastArguments {
    using Run = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);
    static inline Run run = nullptr;
    PyObject* const* given;
    Py_ssize_t count;
    PyObject* names;

    Py_ssize_t named() const { return names == nullptr ? 0 : PyTuple_GET_SIZE(names); }
    PyObject* call(PyObject* function) const { return run(function, given, count, names); }
    PyObject* unmade(Py_ssize_t from) const {
        for (Py_ssize_t i = from; i < count + named(); ++i)
            if (PyObject* found = unmade_within(given[i])) return found;
        return nullptr;
    }
    py::tuple positional() const {
        py::tuple made(count);
        for (Py_ssize_t i = 0; i < count; ++i) made[i] = py::handle(given[i]);
        return made;
    }
    py::dict keywords() const {
        py::dict made;
        for (Py_ssize_t i = 0; i < named(); ++i)
            made[py::handle(PyTuple_GET_ITEM(names, i))] = py::handle(given[count + i]);
        return made;
    }
};

/// Arguments as older ones do.
struct TupleArguments {
    using Run = PyObject* (*)(PyObject*, PyObject*, PyObject*);
    static inline Run run = nullptr;
    PyObject* args;
    PyObject* names;

    PyObject* call(PyObject* function) const { return run(function, args, names); }
    PyObject* unmade(Py_ssize_t from) const {
        for (Py_ssize_t i = from; i < PyTuple_GET_SIZE(args); ++i)
            if (PyObject* found = unmade_within(PyTuple_GET_ITEM(args, i))) return found;
        return names == nullptr ? nullptr : unmade_within(names);
    }
    py::tuple positional() const { return py::reinterpret_borrow<py::tuple>(args); }
    py::dict keywords() const {
        return names == nullptr ? py::dict() : py::reinterpret_borrow<py::dict>(names);
    }
};

bool is_refusal_of_pybind(const py::error_already_set& error) {
    return error.matches(PyExc_TypeError) &&
           std::string_view(error.what()).find("): incompatible ") != std::string_view::npos;
}

/// Runs a function, its arguments from one on being complete objects.
template <class Arguments>
PyObject* run(PyObject* function, const Arguments& arguments, Py_ssize_t from) {
    if (PyObject* found = arguments.unmade(from)) {
        const std::string name = type_name_of(found);
        PyErr_Format(PyExc_TypeError, "the %s was not made by a call of %s", name.c_str(),
                     name.c_str());
        return nullptr;
    }
    PyObject* result = arguments.call(function);
    if (result != nullptr || PyErr_ExceptionMatches(PyExc_TypeError) == 0) return result;
    py::error_already_set error;
    if (!is_refusal_of_pybind(error)) {
        error.restore();
        return nullptr;
    }
    try {
        const PyMethodDef* method = methods().at(function);
        const py::object refusal =
            py::module_::import("rampcast.refusals")
                .attr("refusal")(method->ml_name, method->ml_doc, arguments.positional(),
                                 arguments.keywords(), refused_number);
        PyErr_SetObject(py::type::handle_of(refusal).ptr(), refusal.ptr());
    } catch (py::error_already_set& other) {
        other.restore();
    }
    return nullptr;
}

/// Puts `run` in the place of what runs a function.
template <class Arguments, class Function>
void replace_run(PyMethodDef& method, Function of_calls, Function of_constructors) {
    const std::string_view name = method.ml_name;
    const bool makes = name == "__init__" || name == "__setstate__";
    Arguments::run =
        reinterpret_cast<typename Arguments::Run>(reinterpret_cast<void (*)()>(method.ml_meth));
    method.ml_meth = reinterpret_cast<PyCFunction>(
        reinterpret_cast<void (*)()>(makes ? of_constructors : of_calls));
}

template <Py_ssize_t From>
PyObject* run_fast(PyObject* function, PyObject* const* given, Py_ssize_t count, PyObject* names) {
    return run(function, FastArguments{given, count, names}, From);
}
template <Py_ssize_t From>
PyObject* run_tuple(PyObject* function, PyObject* args, PyObject* names) {
    return run(function, TupleArguments{args, names}, From);
}

int refuse_to_make(PyObject* self, PyObject*, PyObject*) {
    PyErr_Format(PyExc_TypeError, "a %s is what calls give, and is not made by hand",
                 type_name_of(self).c_str());
    return -1;
}

void take_function(py::handle given) {
    py::handle function = given;
    if (PyInstanceMethod_Check(given.ptr())) function = PyInstanceMethod_GET_FUNCTION(given.ptr());
    if (Py_TYPE(given.ptr()) == &PyStaticMethod_Type) return take_function(given.attr("__func__"));
    if (PyCFunction_Check(function.ptr()) == 0) return;
    PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(function.ptr())->m_ml;
    PyObject* known_by = PyCFunction_GET_SELF(function.ptr());
    if (known_by == nullptr || !methods().emplace(known_by, method).second) return;
    if (method->ml_flags == (METH_FASTCALL | METH_KEYWORDS))
        replace_run<FastArguments>(*method, run_fast<0>, run_fast<1>);
    else if (method->ml_flags == (METH_VARARGS | METH_KEYWORDS))
        replace_run<TupleArguments>(*method, run_tuple<0>, run_tuple<1>);
}

} // namespace

std::string type_name_of(py::handle given) {
    if (given.is_none()) return "None";
    const std::string_view name = Py_TYPE(given.ptr())->tp_name;
    return std::string(name.starts_with("rampcast.") ? name.substr(name.rfind('.') + 1) : name);
}

bool is_unmade(py::handle given) {
    const auto* metaclass = py::detail::get_internals().default_metaclass;
    if (Py_TYPE(Py_TYPE(given.ptr())) != metaclass) return false;
    const auto* held = reinterpret_cast<py::detail::instance*>(given.ptr());
    return held->simple_layout && held->simple_value_holder[0] == nullptr;
}

void tell_refusals(const py::module_& m) {
    for (const auto& entry : py::dict(m.attr("__dict__"))) {
        take_function(entry.second);
        if (PyType_Check(entry.second.ptr()) == 0) continue;
        const py::dict members(entry.second.attr("__dict__"));
        for (const auto& member : members) {
            take_function(member.second);
            if (Py_TYPE(member.second.ptr()) != &PyProperty_Type) continue;
            for (const char* part : {"fget", "fset"}) take_function(member.second.attr(part));
        }
        auto* type = reinterpret_cast<PyTypeObject*>(entry.second.ptr());
        if (PyInstanceMethod_Check(py::handle(members["__init__"]).ptr()) == 0)
            type->tp_init = refuse_to_make;
        // What Python itself says of its objects names the package alone.
        type->tp_name =
            (new std::string("rampcast." +
                             py::str(entry.second.attr("__name__")).cast<std::string>()))
                ->c_str();
    }
}

} // namespace rampcast::python
