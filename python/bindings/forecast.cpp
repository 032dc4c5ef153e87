#include "rampcast/forecast/forecast.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "options.hpp"
#include "watched.hpp"

namespace rampcast::python {

namespace {

Metric metric_in(py::handle given) { return choice<Metric>(given, "metric", metric_names); }
View view_in(py::handle given) { return choice<View>(given, "view", view_names); }
Frequency step_in(py::handle given) {
    return choice<Frequency>(given, "step", detail::frequency_names);
}
By by_in(py::handle given) { return choice<By>(given, "by", by_names); }
/// The plant's figure, or that of the product or line that is named.
Segment segment_in(const std::string& product, const std::string& line) {
    if (!product.empty() && !line.empty())
        throw Error("forecast", "product and line are both named, must be one of them");
    if (!product.empty()) return {By::product, product};
    return line.empty() ? Segment{} : Segment{By::line, line};
}
Period period_in(const Forecast& of, const std::string& label) {
    return parse_period(label, fiscal_year(of.timeline())).period;
}

Forecast run(const Plant& stated, const std::optional<Timeline>& timeline, const py::object& paths,
             const py::object& seed, const py::object& threads, const py::object& sampling,
             const py::object& metrics, const py::object& steps, const py::object& views,
             const py::object& by, const py::object& keep_paths, const py::object& common_draws,
             const py::object& first_path, const py::object& path_count, const py::object& progress,
             const std::optional<Forecast>& like, const py::object& given) {
    py::dict keywords;
    keywords["paths"] = paths;
    keywords["seed"] = seed;
    keywords["threads"] = threads;
    keywords["sampling"] = sampling;
    keywords["metrics"] = metrics;
    keywords["steps"] = steps;
    keywords["views"] = views;
    keywords["by"] = by;
    keywords["keep_paths"] = keep_paths;
    keywords["common_draws"] = common_draws;
    keywords["first_path"] = first_path;
    keywords["path_count"] = path_count;
    ForecastOptions options = options_of(keywords);
    if (!given.is_none())
        for_each_element(given, {.name = "given"}, "a list of GivenDraws",
                         [&](py::handle each, const Spot& at) {
                             if (!py::isinstance<GivenDraws>(each))
                                 refuse_type(at, each, "a GivenDraws");
                             options.given.push_back(each.cast<std::shared_ptr<GivenDraws>>());
                         });
    // Kept by the forecast, whose later runs are watched too but told to nobody.
    const auto watcher = std::make_shared<Watcher>(progress);
    options.progress = [watcher](double share) { watcher->look(share); };
    // A copy: with the GIL released, the plant given may be changed meanwhile.
    const Plant plant = stated; // NOLINT(performance-unnecessary-copy-initialization)
    std::optional<Forecast> result;
    {
        const py::gil_scoped_release free;
        result = forecast(plant, timeline ? *timeline : timeline_of(plant), options,
                          like ? &*like : nullptr);
    }
    watcher->finish();
    return *std::move(result);
}

py::array_t<double> column(const std::vector<double>& values) {
    return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

/// One column of a number of each row.
template <class Row, class Take>
py::array_t<double> column(const std::vector<Row>& rows, Take take) {
    std::vector<double> values;
    for (const Row& row : rows) values.push_back(take(row));
    return column(values);
}
template <class Row> py::list texts(const std::vector<Row>& rows, std::string Row::* text) {
    py::list list;
    for (const Row& row : rows) list.append(row.*text);
    return list;
}
template <class Row> void add_days(py::dict& table, const std::vector<Row>& rows) {
    py::list starts, ends;
    for (const Row& row : rows) {
        starts.append(from_date(row.days.start));
        ends.append(from_date(row.days.end));
    }
    table["start"] = starts;
    table["end"] = ends;
}

struct NamedFigure {
    const char* name;
    double Summary::* figure;
};
constexpr std::array<NamedFigure, 9> figures{{{"mean", &Summary::mean},
                                              {"sd", &Summary::sd},
                                              {"p10", &Summary::p10},
                                              {"p50", &Summary::p50},
                                              {"p90", &Summary::p90},
                                              {"mean_se", &Summary::mean_se},
                                              {"p10_se", &Summary::p10_se},
                                              {"p50_se", &Summary::p50_se},
                                              {"p90_se", &Summary::p90_se}}};

py::dict rows_table(const Forecast& self, const py::object& step, const py::object& view,
                    const py::object& by) {
    const By whose = by_in(by);
    const std::vector<Row> rows = self.rows(step_in(step), view_in(view), whose);
    py::dict table;
    table["period"] = texts(rows, &Row::period);
    if (whose != By::plant) {
        py::list names;
        for (const Row& row : rows) names.append(row.segment.name);
        table[text(whose).c_str()] = names;
    }
    add_days(table, rows);
    py::list metrics;
    for (const Row& row : rows) metrics.append(text(row.metric));
    table["metric"] = metrics;
    for (const NamedFigure& each : figures)
        table[each.name] = column(rows, [&](const Row& row) { return row.summary.*each.figure; });
    table["reported"] = column(rows, [](const Row& row) { return row.reported; });
    return table;
}

py::dict binding_table(const Forecast& self, const py::object& step) {
    const std::vector<BindingRow> rows = self.binding(step_in(step));
    py::dict table;
    table["period"] = texts(rows, &BindingRow::period);
    add_days(table, rows);
    table["constraint"] = texts(rows, &BindingRow::constraint);
    table["share"] = column(rows, [](const BindingRow& row) { return row.share; });
    table["alone"] = column(rows, [](const BindingRow& row) { return row.alone; });
    table["units_lost"] = column(rows, [](const BindingRow& row) { return row.units_lost; });
    return table;
}

py::dict line_binding_table(const Forecast& self, const py::object& step) {
    const std::vector<LineBindingRow> rows = self.line_binding(step_in(step));
    py::dict table;
    table["period"] = texts(rows, &LineBindingRow::period);
    add_days(table, rows);
    table["line"] = texts(rows, &LineBindingRow::line);
    table["constraint"] = texts(rows, &LineBindingRow::constraint);
    table["share"] = column(rows, [](const LineBindingRow& row) { return row.share; });
    return table;
}

py::dict shadow_table(const Forecast& self, const std::string& period, double more) {
    std::vector<ShadowRow> rows;
    {
        const Period days = period_in(self, period);
        const py::gil_scoped_release release;
        rows = self.shadow_values(days, more);
    }
    py::dict table;
    table["constraint"] = texts(rows, &ShadowRow::constraint);
    py::list metrics;
    for (const ShadowRow& row : rows) metrics.append(text(row.metric));
    table["metric"] = metrics;
    table["gain"] = column(rows, [](const ShadowRow& row) { return row.gain; });
    return table;
}

py::dict steps_table(const std::vector<StepRow>& rows) {
    py::dict table;
    table["step"] = texts(rows, &StepRow::step);
    table["change"] = column(rows, [](const StepRow& row) { return row.change; });
    table["value"] = column(rows, [](const StepRow& row) { return row.value; });
    return table;
}
/// A walk, worked out without the GIL.
template <class Row>
std::vector<Row> walk_of(const Forecast& self, const std::string& period,
                         std::vector<Row> (Forecast::*walk)(Period) const) {
    const Period days = period_in(self, period);
    const py::gil_scoped_release release;
    return (self.*walk)(days);
}
py::dict explain_table(const Forecast& self, const std::string& period) {
    const std::vector<ExplainRow> rows = walk_of(self, period, &Forecast::explain);
    py::dict table;
    table["step"] = texts(rows, &ExplainRow::step);
    table["units_change"] = column(rows, [](const ExplainRow& row) { return row.units_change; });
    table["units"] = column(rows, [](const ExplainRow& row) { return row.units; });
    if (!has_value(self.plant())) return table;
    table["change"] = column(rows, [](const ExplainRow& row) { return row.change; });
    table["value"] = column(rows, [](const ExplainRow& row) { return row.value; });
    return table;
}

py::dict returns_table(const Forecast& self, std::uint64_t paths) {
    std::vector<ReturnRow> rows;
    {
        const py::gil_scoped_release release;
        rows = self.returns(paths);
    }
    py::dict table;
    table["figure"] = texts(rows, &ReturnRow::figure);
    table["share"] = column(rows, [](const ReturnRow& row) { return row.share; });
    table["p10"] = column(rows, [](const ReturnRow& row) { return row.p10; });
    table["p50"] = column(rows, [](const ReturnRow& row) { return row.p50; });
    table["p90"] = column(rows, [](const ReturnRow& row) { return row.p90; });
    return table;
}

py::dict targets_table(const Forecast& self) {
    const std::vector<TargetRow> rows = self.targets();
    py::dict table;
    table["target"] = texts(rows, &TargetRow::target);
    table["period"] = texts(rows, &TargetRow::period);
    table["units"] = column(rows, [](const TargetRow& row) { return row.units; });
    table["value"] = column(rows, [](const TargetRow& row) { return row.value; });
    table["both"] = column(rows, [](const TargetRow& row) { return row.both; });
    table["units_se"] = column(rows, [](const TargetRow& row) { return row.units_se; });
    table["value_se"] = column(rows, [](const TargetRow& row) { return row.value_se; });
    table["both_se"] = column(rows, [](const TargetRow& row) { return row.both_se; });
    return table;
}

py::dict passage_table(const Forecast& self) {
    const std::vector<PassageRow> rows = self.first_passage();
    py::dict table;
    table["target"] = texts(rows, &PassageRow::target);
    table["period"] = texts(rows, &PassageRow::period);
    table["probability"] = column(rows, [](const PassageRow& row) { return row.probability; });
    return table;
}

py::dict summary_of(const Forecast& self, const py::object& metric, const std::string& period,
                    const py::object& view, const std::string& product, const std::string& line) {
    const Summary summary = self.at(metric_in(metric), period_in(self, period), view_in(view),
                                    segment_in(product, line));
    py::dict result;
    for (const NamedFigure& each : figures) result[each.name] = summary.*each.figure;
    return result;
}

/// A read-only view of kept paths, [cell, path], that keeps the forecast alive.
py::array_t<float> kept_array(const py::object& forecast, std::span<const float> values) {
    const auto paths = static_cast<py::ssize_t>(py::cast<const Forecast&>(forecast).paths());
    const auto cells = static_cast<py::ssize_t>(values.size()) / paths;
    py::array_t<float> array({cells, paths}, values.data(), forecast);
    array.attr("flags").attr("writeable") = false;
    return array;
}

void add_figures(py::class_<Forecast>& cls) {
    cls.def(
           "rows", &rows_table, py::arg("step"), py::arg("view") = "period",
           py::arg("by") = "plant",
           "rows(self, step: str, view: str = 'period', by: str = 'plant') -> dict[str, "
           "typing.Any]\n\n"
           "Every figure collected for the periods of a step, as columns: period, product or line\n"
           "where it is by them, start (first\n"
           "day), end (the day after the last), metric, mean, sd, p10, p50, p90 and standard\n"
           "errors mean_se, p10_se, p50_se, p90_se; then reported, the share of its days of which\n"
           "units or value were reported.")
        .def(
            "has",
            [](const Forecast& self, const py::object& metric, const py::object& step,
               const py::object& view, const py::object& by) {
                return self.has(metric_in(metric), step_in(step), view_in(view), by_in(by));
            },
            py::arg("metric"), py::arg("step"), py::arg("view") = "period", py::arg("by") = "plant",
            "has(self, metric: str, step: str, view: str = 'period', by: str = 'plant') -> bool\n\n"
            "True where the run collected a metric for periods of a step.")
        .def("shadow_values", &shadow_table, py::arg("period"), py::arg("more"),
             "shadow_values(self, period: str, more: float) -> dict[str, typing.Any]\n\n"
             "What a share `more` of each constraint would add to a period's units and value, as\n"
             "columns: constraint, metric, gain.")
        .def(
            "bridge",
            [](const Forecast& self, const std::string& period) {
                return steps_table(walk_of(self, period, &Forecast::bridge));
            },
            py::arg("period"),
            "bridge(self, period: str) -> dict[str, typing.Any]\n\n"
            "From output value to the parent's revenue, as columns: step, change, value.")
        .def(
            "explain",
            [](const Forecast& self, const std::string& period) {
                return explain_table(self, period);
            },
            py::arg("period"),
            "explain(self, period: str) -> dict[str, typing.Any]\n\n"
            "From what was announced to what is forecast, as columns: step, units_change, units,\n"
            "and change, value where a product has a price.")
        .def("returns", &returns_table, py::arg("paths"),
             "returns(self, paths: int) -> dict[str, typing.Any]\n\n"
             "Rates of return, payback and the month of the deepest funding over a sample of\n"
             "paths, as columns: figure, share, p10, p50, p90.")
        .def("binding", &binding_table, py::arg("step"),
             "binding(self, step: str) -> dict[str, typing.Any]\n\n"
             "What limits output, as columns: period, start, end, constraint, the share of\n"
             "path-months on which its limit equals the output, that on which it is alone in\n"
             "that, and units_lost there to it, as a mean over paths.")
        .def("line_binding", &line_binding_table, py::arg("step"),
             "line_binding(self, step: str) -> dict[str, typing.Any]\n\n"
             "Which station of which line limits output, as columns: period, start, end, line,\n"
             "constraint, the share of path-months on which it does.")
        .def("targets", &targets_table,
             "targets(self) -> dict[str, typing.Any]\n\n"
             "Probabilities of each target in each whole calendar year, as columns: target,\n"
             "period, units, value, both.")
        .def("first_passage", &passage_table,
             "first_passage(self) -> dict[str, typing.Any]\n\n"
             "When each target is first met, over twelve months in a row or in one of its "
             "periods,\nas columns: target, period (the month in which they end), probability.")
        .def("summary", &summary_of, py::arg("metric"), py::arg("period"),
             py::arg("view") = "period", py::arg("product") = "", py::arg("line") = "",
             "summary(self, metric: str, period: str, view: str = 'period', product: str = '', "
             "line: str = '') -> dict[str, float]\n\n"
             "One metric of one period: mean, sd, p10, p50, p90 and standard errors.")
        .def(
            "quantile",
            [](const Forecast& self, const py::object& metric, double p, const std::string& period,
               const py::object& view, const std::string& product, const std::string& line) {
                return self.quantile(metric_in(metric), p, period_in(self, period), view_in(view),
                                     segment_in(product, line));
            },
            py::arg("metric"), py::arg("p"), py::arg("period"), py::arg("view") = "period",
            py::arg("product") = "", py::arg("line") = "",
            "quantile(self, metric: str, p: float, period: str, view: str = 'period', "
            "product: str = '', line: str = '') -> float\n\n"
            "The figure not exceeded with probability p.")
        .def(
            "probability",
            [](const Forecast& self, const py::object& metric, double at_least,
               const std::string& period, const py::object& view, const std::string& product,
               const std::string& line) {
                return self.probability(metric_in(metric), at_least, period_in(self, period),
                                        view_in(view), segment_in(product, line));
            },
            py::arg("metric"), py::arg("at_least"), py::arg("period"), py::arg("view") = "period",
            py::arg("product") = "", py::arg("line") = "",
            "probability(self, metric: str, at_least: float, period: str, view: str = 'period', "
            "product: str = '', line: str = '') -> float\n\n"
            "The probability that a figure is at least a value.")
        .def(
            "probability_of_rate",
            [](const Forecast& self, const py::object& metric, double at_least,
               const std::string& per, const std::string& period, const std::string& product,
               const std::string& line) {
                return self.probability_of_rate(metric_in(metric), at_least, parse_frequency(per),
                                                period_in(self, period), segment_in(product, line));
            },
            py::arg("metric"), py::arg("at_least"), py::arg("per"), py::arg("period"),
            py::arg("product") = "", py::arg("line") = "",
            "probability_of_rate(self, metric: str, at_least: float, per: str, period: str, "
            "product: str = '', line: str = '') -> float\n\n"
            "The probability that a flow's mean rate over a period is at least so much a step.");
}

void add_more(py::class_<Forecast>& cls) {
    cls.def("combinations", &Forecast::combinations,
            "combinations(self) -> list[tuple[list[str], float]]\n\n"
            "The option taken of each set of alternatives, and the weight.")
        .def(
            "by_alternative",
            [](const Forecast& self, const std::string& name) { return self.by_alternative(name); },
            py::arg("name"), py::call_guard<py::gil_scoped_release>(),
            "by_alternative(self, name: str) -> list[tuple[str, Forecast]]\n\n"
            "The forecast under each option of a set of alternatives, by the option's name, on\n"
            "common draws.")
        .def("on_common_draws", &Forecast::on_common_draws,
             py::call_guard<py::gil_scoped_release>(),
             "on_common_draws(self) -> Forecast\n\n"
             "The same forecast with one set of draws for all combinations of alternatives: a new\n"
             "run, unless this one was made so.")
        .def("reweighted", &Forecast::reweighted, py::arg("weights"),
             "reweighted(self, weights: collections.abc.Sequence[float]) -> Forecast\n\n"
             "The same run mixed with other weights, one for each of combinations().")
        .def("change_from", &Forecast::change_from, py::arg("other"),
             py::call_guard<py::gil_scoped_release>(),
             "change_from(self, other: Forecast) -> Forecast\n\n"
             "This forecast less another, path by path on the same draws.")
        .def(
            "with_",
            [](const Forecast& self, const py::object& metrics, const py::object& steps,
               const py::object& views, const py::object& by) {
                const auto whose = choices<By>(by, "by", by_names);
                const auto of_metrics = choices<Metric>(metrics, "metrics", metric_names);
                const auto of_steps = choices<Frequency>(steps, "steps", detail::frequency_names);
                const auto of_views = choices<View>(views, "views", view_names);
                const py::gil_scoped_release free;
                return self.with(of_metrics, of_steps,
                                 of_views.empty() ? std::vector{View::period} : of_views, whose);
            },
            py::arg("metrics"), py::arg("steps"), py::arg("views"),
            py::arg("by") = py::make_tuple(),
            "with_(self, metrics: collections.abc.Sequence[str], "
            "steps: collections.abc.Sequence[str], views: collections.abc.Sequence[str], "
            "by: collections.abc.Sequence[str] = ()) -> Forecast\n\n"
            "The same forecast with these figures collected: a new run on the same draws.")
        .def(
            "rank_correlations",
            [](const Forecast& self, const py::object& metric, const std::string& period) {
                const Metric of = metric_in(metric);
                const Period over = period_in(self, period);
                const py::gil_scoped_release free;
                return self.rank_correlations(of, over);
            },
            py::arg("metric"), py::arg("period"),
            "rank_correlations(self, metric: str, period: str) -> list[tuple[str, "
            "float]]\n\n"
            "Spearman's rank correlation of each uncertain number with a figure, the largest in\n"
            "size first.")
        .def(
            "kept_units",
            [](const py::object& self, std::size_t combination) {
                return kept_array(self, py::cast<const Forecast&>(self).kept_units(combination));
            },
            py::arg("combination"),
            "kept_units(self, "
            "combination: int) -> numpy.typing.NDArray[numpy.float32]\n\n"
            "Kept units of a combination of alternatives: float32, [cells, paths], read-only, not\n"
            "copied. Raises ValueError unless the run kept its paths.")
        .def(
            "kept_value",
            [](const py::object& self, std::size_t combination) {
                return kept_array(self, py::cast<const Forecast&>(self).kept_value(combination));
            },
            py::arg("combination"),
            "kept_value(self, "
            "combination: int) -> numpy.typing.NDArray[numpy.float32]\n\n"
            "Kept value, in the same shape.");
}

} // namespace

void add_forecast(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    py::class_<Forecast> cls(m, "Forecast", py::module_local(),
                             "A forecast as it was run. Metrics, steps and views are given by "
                             "their names, periods by their labels.");
    cls.def_property_readonly("plant", &Forecast::plant, py::return_value_policy::copy,
                              "(self: Forecast) -> Plant\n\nThe plant that was forecast (a copy).")
        .def_property_readonly("timeline", &Forecast::timeline, py::return_value_policy::copy,
                               "(self: Forecast) -> Timeline\n\nThe days covered, and the step.")
        .def_property_readonly(
            "paths", &Forecast::paths,
            "(self: Forecast) -> int\n\nPaths of each combination of alternatives.")
        .def_property_readonly(
            "seed", [](const Forecast& self) { return self.options().seed; },
            "(self: Forecast) -> int\n\nThe seed.")
        .def_property_readonly(
            "sampling",
            [](const Forecast& self) {
                return std::string(
                    sampling_names[static_cast<std::size_t>(self.options().sampling)]);
            },
            "(self: Forecast) -> str\n\nHow uncertain numbers were drawn: sobol or plain.")
        .def_property_readonly("drivers", &Forecast::drivers,
                               "(self: Forecast) -> list[str]\n\nNames of the uncertain numbers, "
                               "in the order of dimensions.");
    cls.def_property_readonly(
        "is_part", &Forecast::is_part,
        "(self: Forecast) -> bool\n\nTrue for a part of a run, which has no figures by itself.");
    cls.def_static("merge", &Forecast::merge, py::arg("parts"),
                   py::call_guard<py::gil_scoped_release>(),
                   "merge(parts: collections.abc.Sequence[Forecast]) -> Forecast\n\n"
                   "Parts of one run as the run itself, to the last bit. Raises ValueError unless "
                   "plant,\ntimeline and options agree and every path is in one part.");
    cls.def_property_readonly(
        "is_table",
        [](const Forecast& self) {
            const ForecastOptions& options = self.options();
            return options.metrics.empty() && options.steps.empty() &&
                   options.views == std::vector{View::period};
        },
        "(self: Forecast) -> bool\n\nTrue where the run was asked for no figures but those of "
        "the printed table.");
    cls.def(
        "__reduce__",
        [](const Forecast&) {
            throw py::type_error("a Forecast cannot be pickled: pickle its plant, its timeline and "
                                 "the options of its call, or write its tables");
        },
        "__reduce__(self) -> typing.NoReturn");
    add_figures(cls);
    add_more(cls);
    py::tuple names(metric_names.size());
    for (std::size_t i = 0; i < metric_names.size(); ++i)
        names[i] = py::str(std::string(metric_names[i]));
    m.attr("METRICS") = names;
    m.def(
        "metrics_by",
        [](const py::object& by) {
            std::vector<std::string> known;
            for (const MetricInfo& each : metric_table)
                if (is_known_by(each.metric, by_in(by))) known.emplace_back(each.name);
            return known;
        },
        py::arg("by"),
        "metrics_by(by: str) -> list[str]\n\n"
        "The metrics that are known of the plant, of each product or of each line.");
    m.def(
        "metric_table",
        [] {
            static constexpr const char* natures[] = {"flow", "level", "ratio"};
            static constexpr const char* measures[] = {"count", "money"};
            py::dict table;
            for (const MetricInfo& each : metric_table) {
                py::dict row;
                row["nature"] = natures[static_cast<std::size_t>(each.nature)];
                row["measure"] = measures[static_cast<std::size_t>(each.measure)];
                row["meaning"] = std::string(each.meaning);
                row["en"] = std::string(each.axis);
                row["zh"] = std::string(each.axis_zh);
                table[py::str(std::string(each.name))] = row;
            }
            return table;
        },
        "metric_table() -> dict[str, dict[str, str]]\n\n"
        "What is known of each metric: nature (flow, level or ratio), measure (count or money),\n"
        "meaning, and the words of a picture's axis (en, zh) with {unit}, {one}, {money}, {step}.");
    m.def(
        "steps_of",
        [](const Timeline& timeline) {
            std::vector<std::string> steps;
            for (const Frequency each : steps_of(timeline)) steps.push_back(text(each));
            return steps;
        },
        py::arg("timeline"),
        "steps_of(timeline: Timeline) -> list[str]\n\n"
        "The steps a timeline can be gathered by, its own first.");
    const auto texts_of = [](const std::vector<Metric>& metrics) {
        std::vector<std::string> list;
        for (const Metric each : metrics) list.push_back(text(each));
        return list;
    };
    m.def(
        "table_metrics", [texts_of](const Plant& plant) { return texts_of(table_metrics(plant)); },
        py::arg("plant"),
        "table_metrics(plant: Plant) -> list[str]\n\n"
        "The metrics of the printed table, as far as a plant states what they go by.");
    m.def(
        "default_metrics",
        [texts_of](const Plant& plant) { return texts_of(default_metrics(plant)); },
        py::arg("plant"),
        "default_metrics(plant: Plant) -> list[str]\n\n"
        "The metrics a forecast of a plant collects where steps or views are asked for.");
    m.def("forecast", &run, py::arg("plant"), py::arg("timeline") = py::none(), py::kw_only(),
          py::arg("paths") = 65536, py::arg("seed") = 1, py::arg("threads") = 0,
          py::arg("sampling") = "sobol", py::arg("metrics") = py::none(),
          py::arg("steps") = py::none(), py::arg("views") = py::none(), py::arg("by") = py::none(),
          py::arg("keep_paths") = false, py::arg("common_draws") = false, py::arg("first_path") = 0,
          py::arg("path_count") = 0, py::arg("progress") = py::none(), py::arg("like") = py::none(),
          py::arg("given") = py::none(),
          "forecast(plant: Plant, timeline: Timeline | None = None, *, "
          "paths: int = 65536, seed: int = 1, threads: int = 0, "
          "sampling: typing.Literal['sobol', 'plain'] = 'sobol', "
          "metrics: collections.abc.Sequence[str] | None = None, "
          "steps: collections.abc.Sequence[str] | None = None, "
          "views: collections.abc.Sequence[str] | None = None, "
          "by: collections.abc.Sequence[str] | None = None, "
          "keep_paths: bool = False, common_draws: bool = False, "
          "first_path: int = 0, path_count: int = 0, "
          "progress: collections.abc.Callable[[float], object] | None = None, "
          "like: Forecast | None = None, "
          "given: collections.abc.Sequence[GivenDraws] | None = None) -> Forecast\n\n"
          "Forecasts a plant over a timeline, by default its own.\n\n"
          "paths: in all, shared evenly by the combinations of alternatives, each rounded up to\n"
          "16 x 2^k. threads: 0 takes one a processor. metrics, steps, views: all None collects\n"
          "what the table needs. by: product, line: whose figures are collected besides the\n"
          "plant's. common_draws: the same draws for all combinations, to compare\n"
          "them. first_path, path_count: the part of the run to make, for `merge`.\n"
          "progress: called with the share done. like: a forecast whose draws to use again.\n"
          "given: draws to take, of each combination of alternatives.\n"
          "Raises ValueError for invalid input; Ctrl-C raises KeyboardInterrupt.");
}

} // namespace rampcast::python
