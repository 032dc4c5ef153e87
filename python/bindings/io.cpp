#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/io/io.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/drivers.hpp"
#include "rampcast/plant/validate.hpp"

namespace rampcast::python {

namespace {

using Listed = std::pair<std::string, Uncertain>;

/// The numbers of a plant, alternatives aside, with their paths.
std::vector<Listed> numbers_of(Plant plant) {
    std::vector<Listed> list;
    detail::settle_changes(plant);
    detail::walk_uncertain(plant,
                           [&](const std::string& path, const NumberInfo&,
                               const Uncertain& number) { list.emplace_back(path, number); });
    return list;
}

/// Says in which option of which alternatives a number stands.
class Origins {
public:
    explicit Origins(const Plant& plant) {
        Plant base = plant;
        base.alternatives.clear();
        sources_.emplace_back("", numbers_of(base));
        for (const Alternatives& set : plant.alternatives)
            for (const Option& option : set.options) {
                Plant changed = base;
                detail::apply(changed, set, option);
                sources_.emplace_back(set.name + ": " + option.name, numbers_of(changed));
            }
    }
    /// `question: option`, empty where the number stands in the plant itself.
    std::string of(const Listed& number) const {
        for (const auto& [origin, numbers] : sources_)
            if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) return origin;
        return {};
    }

private:
    std::vector<std::pair<std::string, std::vector<Listed>>> sources_;
};

py::dict row_of(const Stated& stated, const std::string& alternatives) {
    const Provenance& provenance = stated.value.provenance();
    py::dict row;
    row["path"] = stated.path;
    row["unit"] = std::string(stated.info.unit);
    row["meaning"] = std::string(stated.info.meaning);
    row["value"] = from_value(stated.value, stated.info.unit);
    row["uncertain"] = stated.value.is_uncertain();
    row["kind"] = Convert<Kind>::out(provenance.kind, {});
    row["source"] = provenance.source;
    row["known_on"] = Convert<std::optional<Date>>::out(provenance.known_on, {});
    row["alternatives"] = alternatives;
    return row;
}

py::list stated_rows(const Plant& plant) {
    const Origins origins(plant);
    py::list rows;
    const std::vector<Stated> numbers = detail::collect(plant, [](const Uncertain& number) {
        return number.is_uncertain() || number.provenance() != Provenance{};
    });
    for (const Stated& each : numbers)
        rows.append(row_of(each, origins.of({each.path, each.value})));
    for (const Stated& each : stated_numbers(plant))
        if (each.path.starts_with("target.") || each.path.starts_with("actual."))
            rows.append(row_of(each, ""));
    return rows;
}

/// The numbers of a plant that are as they are where nothing states them.
py::list default_rows(Plant plant) {
    plant.alternatives.clear();
    py::list rows;
    detail::walk_numbers(
        type_of<Plant>(), &plant, "",
        [&](const std::string& path, const NumberInfo& info, const Number& number) {
            if (number.fresh == nullptr || !equal(*number.type, number.at, number.fresh)) return;
            const auto* uncertain = number.as<Uncertain>();
            py::dict row;
            row["path"] = path;
            row["unit"] = std::string(info.unit);
            row["meaning"] = std::string(info.meaning);
            row["value"] = uncertain ? uncertain->number() : *number.as<double>();
            row["follows"] = std::string(info.stand_in);
            rows.append(row);
        });
    return rows;
}

} // namespace

void add_io(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def("load_plant", &io::load_plant, py::arg("path"),
          "load_plant(path: str | os.PathLike[str]) -> Plant\n\n"
          "Reads a scenario file (TOML) and validates the plant.\n\n"
          "Raises OSError where the file cannot be read or is larger than 4 MB, ValueError that\n"
          "begins with file:line:column where its content is not valid.");
    m.def("parse_plant", &io::parse_plant, py::arg("text"), py::arg("file_name") = "scenario",
          "parse_plant(text: str, file_name: str = 'scenario') -> Plant\n\n"
          "Reads a scenario from text and validates the plant. file_name: what errors call it.\n\n"
          "Raises ValueError that begins with file_name:line:column.");
    m.def(
        "load_lines",
        [](const std::filesystem::path& path) {
            io::LineFile file = io::load_lines(path);
            return py::make_tuple(std::move(file.lines), std::move(file.calendars));
        },
        py::arg("path"),
        "load_lines(path: str | os.PathLike[str]) -> tuple[list[Line], list[Calendar]]\n\n"
        "Reads the production lines of a file (TOML) and the calendars they may name; what else a\n"
        "scenario file holds is left out.\n\n"
        "Raises OSError where the file cannot be read or is larger than 4 MB, ValueError that\n"
        "begins with file:line:column where its content is not valid.");
    m.def(
        "parse_lines",
        [](const std::string& text, const std::string& file_name) {
            io::LineFile file = io::parse_lines(text, file_name);
            return py::make_tuple(std::move(file.lines), std::move(file.calendars));
        },
        py::arg("text"), py::arg("file_name") = "lines",
        "parse_lines(text: str, file_name: str = 'lines') -> tuple[list[Line], list[Calendar]]\n\n"
        "Reads production lines from text as `load_lines` does from a file. file_name: what "
        "errors\n"
        "call it. Raises ValueError that begins with file_name:line:column.");
    m.def(
        "save_plant",
        [](const Plant& plant, const std::filesystem::path& path) { io::save_plant(plant, path); },
        py::arg("plant"), py::arg("path"),
        "save_plant(plant: Plant, path: str | os.PathLike[str]) -> None\n\n"
        "Validates the plant and writes it as a scenario file, whole or not at all.\n\n"
        "Raises ValueError where the plant is not valid, OSError where it cannot be written.");
    m.def("to_toml", &io::to_toml, py::arg("plant"),
          "to_toml(plant: Plant) -> str\n\n"
          "The plant as the text of a scenario file; `parse_plant` of it gives an equal plant.");
    m.def("json_schema", &io::json_schema,
          "json_schema() -> str\n\n"
          "A JSON Schema (draft 2020-12) of scenario files, for editors.");
    m.def(
        "validate", [](const Plant& plant) { validate(plant); }, py::arg("plant"),
        "validate(plant: Plant) -> None\n\n"
        "Raises ValueError with the first thing that does not make sense in a plant, in any\n"
        "combination of its alternatives.");
    m.def(
        "warnings", [](const Plant& plant) { return warnings(plant); }, py::arg("plant"),
        "warnings(plant: Plant) -> list[str]\n\n"
        "What a valid plant may have been meant otherwise, a sentence each.");
    m.def(
        "line_warnings", [](const Line& line) { return warnings(line); }, py::arg("line"),
        "line_warnings(line: Line) -> list[str]\n\n"
        "What a line by itself may have been meant otherwise, a sentence each.");
    m.def("stated_numbers", &stated_rows, py::arg("plant"),
          "stated_numbers(plant: Plant) -> list[dict[str, typing.Any]]\n\n"
          "The numbers of a plant that are uncertain or say what they rest on, a dict each.\n\n"
          "Keys: path, unit, meaning, value (number, date or distribution), uncertain (bool),\n"
          "kind (fact, assumption or unstated), source, known_on (a date or None), alternatives\n"
          "(`question: option` for a number of an option, else empty).");
    m.def("default_numbers", &default_rows, py::arg("plant"),
          "default_numbers(plant: Plant) -> list[dict[str, typing.Any]]\n\n"
          "The numbers of a plant that are at their defaults, a dict each.\n\n"
          "Keys: path, unit, meaning, value, follows (what a number that was left out follows\n"
          "from, else empty).");
    m.def("default_timeline", &timeline_of, py::arg("plant"),
          "default_timeline(plant: Plant) -> Timeline\n\n"
          "The plant's own timeline; else by months from the first of the as-of date's month to\n"
          "the end of the third following year. Raises ValueError where it has neither.");
    m.def("combination_count", &detail::count_combinations, py::arg("plant"),
          "combination_count(plant: Plant) -> int\n\n"
          "How many combinations of options of alternatives a plant has, 1 without alternatives.");
    m.def(
        "parse_period",
        [](const std::string& label, const std::optional<Timeline>& timeline) {
            const LabelledPeriod read =
                parse_period(label, timeline ? fiscal_year(*timeline) : FiscalYear{});
            return py::make_tuple(text(read.step), from_date(read.period.start),
                                  from_date(read.period.end));
        },
        py::arg("label"), py::arg("timeline") = py::none(),
        "parse_period(label: str, timeline: Timeline | None = None) -> tuple[str, datetime.date, "
        "datetime.date]\n\n"
        "What a label such as 2025, 2025-H1, 2025-Q1, 2025-03, 2025-03a, 2025-W07 or 2025-03-05\n"
        "names: its step, its first day and the day after its last. timeline: one whose fiscal\n"
        "years the label may be of, such as FY2025, FY2025-Q1. Raises ValueError.");
}

} // namespace rampcast::python
