#pragma once

#include <utility>

#include "casters.hpp"
#include "rampcast/core/watch.hpp"

/// Long calls from Python.
namespace rampcast::python {

/// Watches over a call from the thread that waits for it: Ctrl-C ends it, a callable is told the
/// share done.
class Watcher {
public:
    /// @throws TypeError where progress is neither None nor a callable
    explicit Watcher(py::object progress) : progress_(std::move(progress)) {
        if (!progress_.is_none() && PyCallable_Check(progress_.ptr()) == 0)
            refuse_type({.name = "progress"}, progress_, "a callable or None");
    }
    void look(double share) {
        const py::gil_scoped_acquire gil;
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        if (progress_ && !progress_.is_none()) progress_(share);
    }
    /// To be called with the GIL held: nobody is told any more.
    void finish() { progress_ = py::object(); }

private:
    py::object progress_;
};

/// What call(watch) gives, other threads of Python going on meanwhile. What it reads must not be
/// theirs to change.
template <class Call> auto watched(const py::object& progress, const Call& call) {
    Watcher watcher(progress);
    const Watch watch{.progress = [&watcher](double share) { watcher.look(share); }};
    const py::gil_scoped_release free;
    return call(watch);
}

} // namespace rampcast::python
