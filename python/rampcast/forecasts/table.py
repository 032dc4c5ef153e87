"""The columns of a forecast's table, and the lines above it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import _core
from ..layout import Column
from ..units import (
    STEPS,
    Scale,
    clean,
    decimals_for,
    exact,
    figure,
    money_scale,
    percent,
    period_text,
    plural,
    probability,
)
from ..words import STEPS_ZH, WORDS, check_lang, say
from .limits import in_language, main_limits

if TYPE_CHECKING:
    from .forecast import Forecast

_QUANTILES = ("p10", "p50", "p90")
#: Metrics that stand in rows of the table, in its order.
_SHOWN = ("units", "gross_output_value", "revenue", "gross_profit", "unit_value")


@dataclass
class Facts:
    """What the parts of a report look up again and again."""

    forecast: Forecast
    plant: Any
    step: str
    periods: list[tuple[str, datetime.date, datetime.date]]
    rows: dict[str, dict[str, dict[str, Any]]]  #: by metric and period
    scale: Scale | None  #: of output value and revenue
    year: str | None  #: the year to talk about
    lang: str

    @property
    def units(self) -> dict[str, dict[str, Any]]:
        return self.rows["units"]

    @property
    def unit(self) -> str:
        one = clean(self.plant.unit)
        return one if self.lang == "zh" else plural(one)

    def say(self, key: str, **parts: object) -> str:
        """A sentence or word in the language of the report."""
        return say(WORDS, key, self.lang, **parts)

    def money(self, amount: float) -> str:
        """A stated amount with its unit: ``CNY 5 bn``, ``50 亿元``."""
        scale = self.scale or money_scale(self.plant.currency, amount, self.lang)
        return scale.amount(exact(amount / scale.factor))

    def own_money(self, amount: float) -> str:
        """A rounded amount in the unit that suits its own size."""
        scale = money_scale(self.plant.currency, abs(amount), self.lang)
        value = amount / scale.factor
        return scale.amount(figure(value, decimals_for(abs(value))))


def facts_of(forecast: Forecast, step: str, lang: str) -> Facts:
    check_lang(lang)
    plant = forecast.plant
    there = _core.table_metrics(plant)
    rows: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in _SHOWN if name in there}
    periods = []
    for row in forecast.frame(step, metrics=list(rows)):
        rows[row["metric"]][row["period"]] = row
        if row["metric"] == "units":
            periods.append((row["period"], row["start"], row["end"]))
    scale = None
    if "gross_output_value" in rows:
        stated = [target.value_per_year or 0.0 for target in plant.targets]
        largest = max([*stated, _largest(rows["gross_output_value"])])
        scale = money_scale(plant.currency, largest, lang)
    return Facts(forecast, plant, step, periods, rows, scale, main_year(forecast), lang)


def _largest(rows: dict[str, dict[str, Any]], quantiles: tuple[str, ...] = ("p90",)) -> float:
    """The largest figure of some rows in size; 0 where there is none."""
    figures = [abs(row[q]) for row in rows.values() for q in quantiles]
    return max([0.0, *(each for each in figures if each == each)])


def main_year(forecast: Forecast) -> str | None:
    """The year to talk about: the first one a target holds for, else the first whole one, of those
    that are not wholly reported where there are such."""
    if not forecast.is_change:
        known = {label for label, _, _ in shown_years(forecast)}
        years = [row["period"] for row in forecast.targets() if row["period"] in known]
        if years:
            return str(min(years))
    whole = [y for y, start, end in shown_years(forecast) if _whole(forecast, y, start, end)]
    if whole and forecast.plant.actuals and not forecast.is_change:
        years = forecast.frame("year", metrics=["units"])
        past = {row["period"] for row in years if row["reported"] >= 1}
        whole = [each for each in whole if each not in past] or whole
    return whole[0] if whole else None


def shown_years(forecast: Forecast) -> list[tuple[str, datetime.date, datetime.date]]:
    table = forecast.binding("year")
    seen = {row["period"]: (row["period"], row["start"], row["end"]) for row in table}
    return list(seen.values())


def _whole(forecast: Forecast, label: str, start: datetime.date, end: datetime.date) -> bool:
    return _core.parse_period(label, forecast.timeline)[1:] == (start, end)


def _title(facts: Facts) -> str:
    return clean(facts.plant.name or facts.plant.id)


def header(facts: Facts) -> list[str]:
    f = facts.forecast
    count = sum(1 for _, weight in f.combinations() if weight > 0)
    parts = [_title(facts)]
    if facts.plant.as_of is not None:
        parts.append(facts.say("as of", day=facts.plant.as_of))
    paths = facts.say("paths", paths=f"{f.paths:,}")
    parts.append(paths + (facts.say("alternatives", count=count) if count > 1 else ""))
    parts.append(facts.say("seed", seed=f.seed))
    if f.seconds is not None:
        parts.append(f"{f.seconds:.2f} s")
    return ["   ".join(parts), *(_announced(facts, target) for target in facts.plant.targets)]


def _announced(facts: Facts, target: Any) -> str:
    if target.at_least is not None:
        return _goal(facts, target)
    parts = []
    if target.units_per_year is not None:
        parts.append(f"{exact(target.units_per_year)} {_of(facts, target)}")
    if target.value_per_year is not None:
        parts.append(facts.money(target.value_per_year))
    start = target.from_
    since = str(start.year) if (start.month, start.day) == (1, 1) else str(start)
    joined = facts.say("and").join(parts)
    return facts.say("announced", name=clean(target.name), since=since, parts=joined)


def _of(facts: Facts, target: Any) -> str:
    """What a target counts: the plant's units, or those of one product."""
    return f"{facts.unit} ({clean(target.product)})" if target.product else facts.unit


def _goal(facts: Facts, target: Any) -> str:
    """A target of other periods than years, such as 5,000 servers a week by 2017-12-31."""
    info = _core.metric_table()["gross_output_value" if target.metric == "value" else target.metric]
    what = _of(facts, target) if target.metric == "units" else target.metric.replace("_", " ")
    if target.product and target.metric != "units":
        what = f"{what} ({clean(target.product)})"
    amount = f"{exact(target.at_least)} {what}"
    if info["measure"] == "money":
        scale = money_scale(facts.plant.currency, abs(target.at_least), facts.lang)
        amount = f"{scale.amount(exact(target.at_least / scale.factor))} {what}"
    name = clean(target.name)
    if target.period not in STEPS:
        return facts.say("goal in", name=name, amount=amount, period=target.period)
    step = STEPS_ZH[target.period] if facts.lang == "zh" else target.period
    since = "" if target.from_ is None else facts.say("since", day=target.from_)
    until = "" if target.by is None else facts.say("until", day=target.by)
    return facts.say("goal each", name=name, amount=amount, step=step, since=since, until=until)


def yearly_target(facts: Facts) -> Any:
    """The first target of a year's amounts, which has columns of the table."""
    yearly = (t for t in facts.plant.targets if t.at_least is None and not t.product)
    return next(yearly, None)


def change_header(facts: Facts) -> list[str]:
    f = facts.forecast
    return [
        "   ".join(
            [
                _title(facts),
                facts.say("change", paths=f"{f.paths:,}"),
                facts.say("seed", seed=f.seed),
            ]
        ),
        facts.say("path by path"),
    ]


def _reported(facts: Facts) -> list[tuple[datetime.date, int, str, Any]]:
    rows = []
    for actual in facts.plant.actuals:
        _, start, _ = _core.parse_period(actual.period, facts.forecast.timeline)
        if actual.period in facts.units:
            continue  # the forecast's own row of it is the reported one
        rows.append((start, 0, actual.period, actual))
    return rows


def _reported_words(facts: Facts, share: float) -> str:
    """What is said of a period of which so much was reported."""
    if share == 0:
        return ""
    if share >= 1:
        return facts.say("all reported")
    return facts.say("part reported", share=max(1, min(99, round(100 * share))))


@dataclass
class _Line:
    """A row of the table: a period of the forecast, or what was reported before it."""

    label: str
    start: datetime.date
    end: datetime.date | None = None
    actual: Any = None


def _table_lines(facts: Facts) -> list[_Line]:
    lines = [_Line(*each) for each in facts.periods]
    if not facts.forecast.is_change:
        lines += [_Line(label, start, actual=each) for start, _, label, each in _reported(facts)]
    return sorted(lines, key=lambda each: (each.start, each.actual is not None, each.label))


def _periods(facts: Facts, lines: list[_Line]) -> Column:
    column = Column("", "", align="left")
    for line in lines:
        words = line.label
        if line.end is not None:
            whole = _whole(facts.forecast, line.label, line.start, line.end)
            words = period_text(line.label, line.start, line.end, whole, facts.lang)
            words += _reported_words(facts, facts.units[line.label]["reported"])
        column.cells.append(words)
    return column


def _spread(
    facts: Facts, lines: list[_Line], metric: str, group: str, factor: float, decimals: int
) -> list[Column]:
    """P10, P50 and P90 of a metric; what was reported stands under P50."""
    columns = [Column(group, q.upper()) for q in _QUANTILES]
    for line in lines:
        cells = ["", "", ""]
        if line.actual is None:
            row = facts.rows[metric][line.label]
            cells = [
                figure(row[q] / factor, decimals, facts.forecast.is_change) for q in _QUANTILES
            ]
        elif metric == "units":
            known = line.actual.units
            cells = [facts.say("reported"), "" if known is None else exact(known), ""]
        elif metric == "gross_output_value" and line.actual.value is not None:
            cells[1] = figure(line.actual.value / factor, decimals)
        for column, cell in zip(columns, cells):
            column.cells.append(cell)
    return columns


def _median(facts: Facts, lines: list[_Line], metric: str, group: str, scale: Scale) -> Column:
    """P50 of a metric, in a unit of money."""
    factor = scale.factor
    decimals = decimals_for(_largest(facts.rows[metric], ("p50",)) / factor)
    column = Column(group, facts.say("median", money=scale.name))
    for line in lines:
        cell = ""
        if line.actual is None:
            value = facts.rows[metric][line.label]["p50"] / factor
            cell = figure(value, decimals, facts.forecast.is_change)
        column.cells.append(cell)
    return column


def _chances(facts: Facts, lines: list[_Line], target: Any, key: str, column: Column) -> Column:
    """How likely a target is: ``units``, ``value`` or ``both``, with the Monte Carlo error."""
    rows = {row["period"]: row for row in facts.forecast.targets().where(target=target.name)}
    for line in lines:
        row = None if line.actual else rows.get(line.label)
        cell = "" if line.actual else "—"
        column.cells.append(probability(row[key], row[f"{key}_se"]) if row else cell)
    return column


def _moves(rows: dict[str, dict[str, Any]]) -> bool:
    """Whether a figure's median is another one over the periods, beyond 1 % and its error."""
    known = [row for row in rows.values() if row["p50"] == row["p50"]]
    if len(known) < 2:
        return False
    low = min(known, key=lambda row: float(row["p50"]))
    high = max(known, key=lambda row: float(row["p50"]))
    error = float((low["p50_se"] ** 2 + high["p50_se"] ** 2) ** 0.5)
    return bool(high["p50"] - low["p50"] > max(2 * error, 0.01 * abs(high["p50"])))


def figure_columns(facts: Facts) -> list[Column]:
    """The columns of a forecast, or of a difference: as far as the plant states what they take."""
    lines = _table_lines(facts)
    change = facts.forecast.is_change
    target = None if change or facts.step != "year" else yearly_target(facts)
    decimals = 0 if _largest(facts.units) >= 10 else 1
    columns = [_periods(facts, lines), *_spread(facts, lines, "units", facts.unit, 1.0, decimals)]
    chances = 0
    if target is not None and target.units_per_year is not None:
        column = Column(facts.unit, "≥" + exact(target.units_per_year))
        columns.append(_chances(facts, lines, target, "units", column))
        chances += 1
    if facts.scale is not None:
        factor = facts.scale.factor
        decimals = decimals_for(_largest(facts.rows["gross_output_value"]) / factor)
        group = facts.say("output value", money=facts.scale.name)
        columns += _spread(facts, lines, "gross_output_value", group, factor, decimals)
        if target is not None and target.value_per_year is not None:
            column = Column(group, "≥" + exact(target.value_per_year / factor))
            columns.append(_chances(facts, lines, target, "value", column))
            chances += 1
    if chances == 2:
        column = Column(facts.say("both"), facts.say("targets"))
        columns.append(_chances(facts, lines, target, "both", column))
    columns += _money_columns(facts, lines)
    if not change:
        columns.append(_limits(facts, lines))
    return columns


def _money_columns(facts: Facts, lines: list[_Line]) -> list[Column]:
    """Revenue, gross profit and value a unit, where they are known."""
    columns: list[Column] = []
    if facts.scale is not None and "revenue" in facts.rows:
        columns.append(_median(facts, lines, "revenue", facts.say("revenue"), facts.scale))
    if "gross_profit" in facts.rows:
        largest = _largest(facts.rows["gross_profit"], _QUANTILES)
        scale = money_scale(facts.plant.currency, largest, facts.lang)
        decimals = decimals_for(largest / scale.factor)
        group = facts.say("gross profit", money=scale.name)
        columns += _spread(facts, lines, "gross_profit", group, scale.factor, decimals)
    values = facts.rows.get("unit_value", {})
    if _moves(values):
        scale = money_scale(facts.plant.currency, _largest(values, ("p50",)), facts.lang)
        group = facts.say("unit value", unit=clean(facts.plant.unit))
        columns.append(_median(facts, lines, "unit_value", group, scale))
    return columns


def _limits(facts: Facts, lines: list[_Line]) -> Column:
    """What limits output most of the time."""
    column = Column("", facts.say("limited by"), align="left")
    found = main_limits(facts.forecast, facts.step)
    for line in lines:
        named = [] if line.actual else found.get(line.label, [])
        words = facts.say("list").join(
            f"{in_language(clean(name), facts.lang)} {percent(share)}" for name, share in named
        )
        column.cells.append(words or ("" if line.actual else "—"))
    return column
