#pragma once

#include <string>

#include "casters.hpp"
#include "rampcast/plant/assign.hpp"
#include "rampcast/plant/find.hpp"

/// Plants and lines with one part changed.
namespace rampcast::python {

/// Whether a Python value is read for a member as for an attribute: lists, tables and objects, which
/// a setting cannot hold, and None.
inline bool read_whole(const Type& type, py::handle value) {
    const Type& kind = type.shape == Shape::optional ? *type.element : type;
    if (&kind == &type_of<std::vector<MixPoint>>() || &kind == &type_of<Setting>()) return false;
    return value.is_none() || kind.shape == Shape::list || kind.shape == Shape::table ||
           kind.shape == Shape::structure;
}

/// A copy with what a dotted path leads to changed.
/// @throws Error, TypeError
template <class PlantOrLine>
PlantOrLine with_part(const PlantOrLine& from, const std::string& path, const py::object& value) {
    PlantOrLine made = from;
    detail::Dead dead;
    bool read = false;
    detail::find_member(type_of<PlantOrLine>(), &made, {}, path, detail::Absent::lost, dead,
                        [&](const Type& type, void* member, const detail::Spot& spot, const Way&) {
                            read = read_whole(type, value);
                            if (read)
                                from_python(type, member, value, {.name = path, .info = spot.info});
                        });
    if (!read) assign(made, path, Convert<Setting>::in(value, {.name = path}));
    return made;
}

/// Gives a class `replace(path, value)`.
/// @param example a call
template <class PlantOrLine>
void add_replace(py::class_<PlantOrLine>& cls, const std::string& name,
                 const std::string& example) {
    py::options plain;
    plain.disable_function_signatures();
    cls.def(
        "replace", &with_part<PlantOrLine>, py::arg("path"), py::arg("value"),
        ("replace(self, path: str, value: typing.Any) -> " + name +
         "\n\n"
         "A copy with the parameter at a dotted path changed, such as\n`" +
         example +
         "`. The value may be whatever the\n"
         "parameter may be: a number, date or distribution, a name, a ramp curve, a list. Parts "
         "of lists\n"
         "go by their names, else their dates or positions from 1; a station also directly by "
         "its name.\n"
         "Times may be in another unit by the ending of the path (`cycle_time_h`). Raises "
         "ValueError\n"
         "where the path leads nowhere (naming the nearest) or the value is not allowed, "
         "TypeError for\n"
         "a value of the wrong type.")
            .c_str());
}

} // namespace rampcast::python
