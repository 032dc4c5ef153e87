"""The report of a forecast: its table, and what to make of it in words."""

from __future__ import annotations

import datetime
import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from . import _core
from .units import (
    STEPS,
    Scale,
    clean,
    coefficient,
    decimals_for,
    driver_in_words,
    exact,
    figure,
    money_scale,
    pad,
    percent,
    period_text,
    plural,
    probability,
    share_in_words,
)

if TYPE_CHECKING:
    from .forecast import Forecast


@dataclass
class Column:
    """A column of a report's table: the title of its group, its own, and its cells."""

    group: str
    title: str
    cells: list[str] = field(default_factory=list)
    align: str = "right"


@dataclass
class Report:
    """A table between lines of words."""

    above: list[str]
    columns: list[Column]
    below: list[str]

    def text(self, width: int | None = None) -> str:
        """As text. width: terminal cells a line may take; None for no limit."""
        columns, below = self.columns, self.below
        lines = _lines(columns)
        if width and columns[-1].align == "left" and any(cell_len(x) > width for x in lines):
            # What limits output then goes below the table.
            last = columns[-1]
            columns = columns[:-1]
            lines = _lines(columns)
            limits = [
                f"{columns[0].cells[i].strip()} {last.title}: {cell}"
                for i, cell in enumerate(last.cells)
                if cell
            ]
            below = [*limits, *below]
        return "\n".join([*self.above, "", *lines, "", *below]).rstrip()

    def html(self) -> str:
        """As HTML."""

        def cells(texts: list[str], tag: str) -> str:
            return "".join(
                f'<{tag} style="text-align:{"left" if c.align == "left" else "right"}">'
                f"{html.escape(text)}</{tag}>"
                for c, text in zip(self.columns, texts)
            )

        groups = "".join(
            f'<th colspan="{len(members)}" style="text-align:center">{html.escape(title)}</th>'
            for title, members in _groups(self.columns)
        )
        count = len(self.columns[0].cells)
        body = "".join(
            f"<tr>{cells([c.cells[i] for c in self.columns], 'td')}</tr>" for i in range(count)
        )
        head = f"<tr>{groups}</tr><tr>{cells([c.title for c in self.columns], 'th')}</tr>"
        above = "<br>".join(html.escape(line) for line in self.above)
        below = "<br>".join(html.escape(line) for line in self.below)
        return (
            f"<p>{above}</p><table><thead>{head}</thead><tbody>{body}</tbody></table><p>{below}</p>"
        )


def _groups(columns: list[Column]) -> list[tuple[str, list[int]]]:
    groups: list[tuple[str, list[int]]] = []
    for i, column in enumerate(columns):
        if groups and column.group and groups[-1][0] == column.group:
            groups[-1][1].append(i)
        else:
            groups.append((column.group, [i]))
    return groups


def _lines(columns: list[Column]) -> list[str]:
    widths = [max(cell_len(text) for text in (c.title, *c.cells)) for c in columns]
    groups = _groups(columns)
    for title, members in groups:
        room = sum(widths[i] for i in members) + 2 * (len(members) - 1)
        for k in range(max(0, cell_len(title) - room)):
            widths[members[-1 - k % len(members)]] += 1

    def line(texts: list[str]) -> str:
        parts = []
        for _, members in groups:
            parts.append("  ".join(pad(texts[i], widths[i], columns[i].align) for i in members))
        return "   ".join(parts).rstrip()

    top = "   ".join(
        pad(title, sum(widths[i] for i in members) + 2 * (len(members) - 1), "center")
        for title, members in groups
    ).rstrip()
    rows = [line([c.cells[i] for c in columns]) for i in range(len(columns[0].cells))]
    return [top, line([c.title for c in columns]), *rows]


# --- what goes in ------------------------------------------------------------------------------


@dataclass
class _Facts:
    """What the parts of a report look up again and again."""

    forecast: Forecast
    plant: Any
    step: str
    periods: list[tuple[str, datetime.date, datetime.date]]
    units: dict[str, dict[str, Any]]
    value: dict[str, dict[str, Any]]
    has_value: bool
    scale: Scale | None
    year: str | None
    lang: str

    @property
    def unit(self) -> str:
        one = clean(self.plant.unit)
        return one if self.lang == "zh" else plural(one)

    def say(self, key: str, **parts: object) -> str:
        """A sentence or word in the language of the report."""
        return _WORDS[key][self.lang == "zh"].format(**parts)

    def money(self, amount: float) -> str:
        """A stated amount with its unit: ``50 亿元``."""
        assert self.scale is not None
        return f"{exact(amount / self.scale.factor)} {self.scale.name}"


#: What the report says, in English and in Chinese.
_WORDS = {
    "as of": ("as of {day}", "截至 {day}"),
    "paths": ("{paths} paths", "{paths} 条路径"),
    "alternatives": (" × {count} alternatives", " × {count} 种情形"),
    "seed": ("seed {seed}", "种子 {seed}"),
    "announced": ("{name}: from {since}, {parts} a year", "{name}：自 {since} 起每年 {parts}"),
    "and": (" and ", "、"),
    "change": ("change on the same {paths} paths", "同样 {paths} 条路径上的差异"),
    "path by path": (
        "P10, P50 and P90 are those of the difference, path by path",
        "P10、P50、P90 为逐条路径差异的分位数",
    ),
    "output value": ("output value, {money}, without VAT", "产值，{money}，不含税"),
    "both": ("both", "两项"),
    "targets": ("targets", "目标"),
    "reported": ("reported", "已公布"),
    "limited by": ("limited by", "制约因素"),
    "value": ("value", "产值"),
    "in": ("{name} in {period}: {parts}", "{name}，{period}：{parts}"),
    "until": ("{name} by {period}: {parts}", "{name}，至 {period}：{parts}"),
    "by": ("{year} by {name} (P50): {options}", "{year}，按“{name}”（P50）：{options}"),
    "middle": (
        'The middle of the range for {year} is {parts} of the target "{name}".',
        "{year} 年区间的中值为目标“{name}”的{parts}。",
    ),
    "range": (
        "Four times in five the plant makes {low} to {high} {unit} in {year}.",
        "{year} 年产量有五分之四的可能在 {low} 至 {high} {unit}之间。",
    ),
    "alone": ("{words} The lines alone could make {capacity}.", "{words}仅就产线可产 {capacity}。"),
    "some time": (
        "{name}, at some time by the end of {month}: {chance}.",
        "{name}，至 {month} 末曾达到：{chance}。",
    ),
    "when": (
        "{name}, over twelve months in a row by the end of {month}: {chance}.",
        "{name}，至 {month} 末连续十二个月达到：{chance}。",
    ),
    "rests on": (
        "Rests on assumptions no data has tested: {numbers}.   `rampcast check FILE` lists all.",
        "所依据的假设尚无数据检验：{numbers}。   `rampcast check FILE` 列出全部。",
    ),
    "rank correlation": ("rank correlation {value}", "秩相关 {value}"),
}


def _facts(forecast: Forecast, step: str, lang: str) -> _Facts:
    if lang not in ("en", "zh"):
        raise ValueError(f'lang is "{lang}", must be en or zh')
    plant = forecast.plant
    metrics = [name for name in forecast.metrics if name in ("units", "gross_output_value")]
    has_value = len(metrics) > 1
    units: dict[str, dict[str, Any]] = {}
    value: dict[str, dict[str, Any]] = {}
    periods = []
    for row in forecast.frame(step, metrics=metrics):
        if row["metric"] == "units":
            units[row["period"]] = row
            periods.append((row["period"], row["start"], row["end"]))
        else:
            value[row["period"]] = row
    largest = max([0.0, *(abs(row["p90"]) for row in value.values() if row["p90"] == row["p90"])])
    for target in plant.targets:
        largest = max(largest, target.value_per_year or 0.0)
    scale = money_scale(plant.currency, largest, lang) if has_value else None
    return _Facts(
        forecast, plant, step, periods, units, value, has_value, scale, _main_year(forecast), lang
    )


def _main_year(forecast: Forecast) -> str | None:
    """The year to talk about: the first one a target holds for, else the first whole one."""
    if not forecast.is_change:
        known = {label for label, _, _ in _years(forecast)}
        years = [row["period"] for row in forecast.targets() if row["period"] in known]
        if years:
            return str(min(years))
    whole = [y for y, start, end in _years(forecast) if _whole(forecast, y, start, end)]
    return whole[0] if whole else None


def _years(forecast: Forecast) -> list[tuple[str, datetime.date, datetime.date]]:
    table = forecast.binding("year")
    seen = {row["period"]: (row["period"], row["start"], row["end"]) for row in table}
    return list(seen.values())


def _whole(forecast: Forecast, label: str, start: datetime.date, end: datetime.date) -> bool:
    return _core.parse_period(label, forecast.timeline)[1:] == (start, end)


def report(forecast: Forecast, step: str = "year", lang: str = "en") -> Report:
    """The report of a forecast.

    step: of the table's rows. Probabilities of targets stand in tables of years only. lang: ``en``
    or ``zh``.
    """
    facts = _facts(forecast, step, lang)
    if forecast.is_change:
        return Report(_change_header(facts), _figures(facts, sign=True), [])
    columns = [*_figures(facts), _limits(facts)]
    below = [
        *_other_targets(facts),
        *_alternatives(facts),
        *_in_words(facts),
        *_when(facts),
        *_rests_on(facts),
    ]
    return Report(_header(facts), columns, below)


def _title(facts: _Facts) -> str:
    return clean(facts.plant.name or facts.plant.id)


def _header(facts: _Facts) -> list[str]:
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


def _announced(facts: _Facts, target: Any) -> str:
    if target.at_least is not None:
        return f"{clean(target.name)}: {_goal(facts, target)}"
    parts = []
    if target.units_per_year is not None:
        parts.append(f"{exact(target.units_per_year)} {facts.unit}")
    if target.value_per_year is not None:
        scale = facts.scale or money_scale(facts.plant.currency, target.value_per_year, facts.lang)
        parts.append(f"{exact(target.value_per_year / scale.factor)} {scale.name}")
    start = target.from_
    since = str(start.year) if (start.month, start.day) == (1, 1) else str(start)
    joined = facts.say("and").join(parts)
    return facts.say("announced", name=clean(target.name), since=since, parts=joined)


def _goal(facts: _Facts, target: Any) -> str:
    """A target of other periods than years, such as 5,000 server a week by 2017-12-31."""
    what = facts.unit if target.metric == "units" else target.metric.replace("_", " ")
    amount = f"{exact(target.at_least)} {what}"
    if target.period not in STEPS:
        return f"{amount} in {target.period}"
    since = f" from {target.from_}" if target.from_ is not None else ""
    until = f" by {target.by}" if target.by is not None else ""
    return f"{amount} a {target.period}{since}{until}"


def _yearly(facts: _Facts) -> Any:
    """The first target of a year's amounts, which has columns of the table."""
    return next((t for t in facts.plant.targets if t.at_least is None), None)


def _change_header(facts: _Facts) -> list[str]:
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


def _value_words(facts: _Facts) -> str:
    assert facts.scale is not None
    return facts.say("output value", money=facts.scale.name)


def _reported(facts: _Facts) -> list[tuple[datetime.date, int, str, Any]]:
    rows = []
    for actual in facts.plant.actuals:
        _, start, _ = _core.parse_period(actual.period, facts.forecast.timeline)
        if actual.period in facts.units:
            continue  # the forecast's own row of it is the reported one
        rows.append((start, 0, actual.period, actual))
    return rows


def _reported_words(share: float) -> str:
    """What is said of a period of which so much was reported."""
    if share == 0:
        return ""
    return " reported" if share >= 1 else f", {max(1, min(99, round(100 * share)))} % reported"


def _figures(facts: _Facts, sign: bool = False) -> list[Column]:
    """The columns of periods, units, value and probabilities of the first target."""
    quantiles = ("p10", "p50", "p90")
    period = Column("", "", align="left")
    units = [Column(facts.unit, q.upper()) for q in quantiles]
    value = []
    if facts.scale is not None:
        value = [Column(_value_words(facts), q.upper()) for q in quantiles]
    target = _yearly(facts)
    shown = target is not None and facts.step == "year" and not sign
    on_units = Column(facts.unit, "")
    on_value = Column(value[0].group if value else "", "")
    both = Column(facts.say("both"), facts.say("targets"))
    chances = {}
    if shown:
        rows = facts.forecast.targets().where(target=target.name)
        chances = {row["period"]: row for row in rows}
        if target.units_per_year is not None:
            on_units.title = "≥" + exact(target.units_per_year)
        if target.value_per_year is not None and facts.scale is not None:
            on_value.title = "≥" + exact(target.value_per_year / facts.scale.factor)
    largest_units = max(abs(row["p90"]) for row in facts.units.values())
    unit_decimals = 0 if largest_units >= 10 else 1
    factor = facts.scale.factor if facts.scale else 1.0
    largest = max([0.0, *(abs(r["p90"]) / factor for r in facts.value.values())])
    value_decimals = decimals_for(largest)

    rows_in_order = [(start, 1, label, None) for label, start, _ in facts.periods]
    if not sign:
        rows_in_order += _reported(facts)
    ends = {label: end for label, _, end in facts.periods}
    for start, _, label, actual in sorted(rows_in_order, key=lambda row: row[:3]):
        if actual is not None:
            period.cells.append(label)
            units[0].cells.append(facts.say("reported"))
            units[1].cells.append("" if actual.units is None else exact(actual.units))
            units[2].cells.append("")
            for i, column in enumerate(value):
                known = i == 1 and actual.value is not None
                column.cells.append(figure(actual.value / factor, value_decimals) if known else "")
            for column in (on_units, on_value, both):
                column.cells.append("")
            continue
        end = ends[label]
        words = period_text(label, start, end, _whole(facts.forecast, label, start, end))
        period.cells.append(words + _reported_words(facts.units[label]["reported"]))
        for column, q in zip(units, quantiles):
            column.cells.append(figure(facts.units[label][q], unit_decimals, sign))
        for column, q in zip(value, quantiles):
            column.cells.append(figure(facts.value[label][q] / factor, value_decimals, sign))
        chance = chances.get(label)
        for column, key in ((on_units, "units"), (on_value, "value"), (both, "both")):
            column.cells.append(probability(chance[key]) if chance else "—")
    columns = [period, *units]
    if on_units.title:
        columns.append(on_units)
    columns += value
    if on_value.title:
        columns.append(on_value)
    if on_units.title and on_value.title:
        columns.append(both)
    return columns


def _limits(facts: _Facts) -> Column:
    """What limits output: the three largest shares."""
    shares: dict[str, list[tuple[float, str]]] = {}
    for row in facts.forecast.binding(facts.step):
        shares.setdefault(row["period"], []).append((row["share"], clean(row["constraint"])))
    column = Column("", facts.say("limited by"), align="left")
    rows = [(start, 1, label) for label, start, _ in facts.periods]
    rows += [row[:3] for row in _reported(facts)]
    for _, forecast_row, label in sorted(rows):
        if not forecast_row:
            column.cells.append("")
            continue
        largest = sorted(shares.get(label, []), key=lambda each: -each[0])[:3]
        words = ", ".join(f"{name} {percent(share)}" for share, name in largest if share >= 0.0005)
        column.cells.append(words or "—")
    return column


def _other_targets(facts: _Facts) -> list[str]:
    lines = []
    first = _yearly(facts)
    for target in facts.plant.targets:
        if first is not None and target.name == first.name:
            continue
        for row in facts.forecast.targets().where(target=target.name):
            parts = [] if target.at_least is None else [probability(row["both"])]
            if target.units_per_year is not None:
                parts.append(f"{facts.unit} {probability(row['units'])}")
            if target.value_per_year is not None:
                parts.append(f"{facts.say('value')} {probability(row['value'])}")
            if len(parts) == 2:
                parts.append(f"{facts.say('both')} {probability(row['both'])}")
            name = clean(target.name)
            key = "until" if row["period"].startswith("by ") else "in"
            period = row["period"].removeprefix("by ")
            lines.append(facts.say(key, name=name, period=period, parts=", ".join(parts)))
    return lines


def _alternatives(facts: _Facts) -> list[str]:
    """Each alternative by itself, by its medians."""
    if facts.year is None:
        return []
    lines = []
    for alternatives in facts.plant.alternatives:
        texts = []
        for option, only in facts.forecast.by_alternative(alternatives.name).items():
            text = f"{clean(option)} {figure(only.quantile('units', 0.5, facts.year))}"
            if not texts:
                text += f" {facts.unit}"
            if facts.scale is not None:
                amount = only.quantile("value", 0.5, facts.year) / facts.scale.factor
                text += f" {figure(amount, decimals_for(amount))}"
                if not texts:
                    text += f" {facts.scale.name}"
            texts.append(text)
        name = clean(alternatives.name)
        lines.append(facts.say("by", year=facts.year, name=name, options=" | ".join(texts)))
    return lines


def _in_words(facts: _Facts) -> list[str]:
    """One sentence on the middle of the range, and what the lines alone could make."""
    if facts.year is None:
        return []
    f = facts.forecast
    year = facts.year
    named = {row["target"] for row in f.targets() if row["period"] == year}
    yearly = (t for t in facts.plant.targets if t.name in named and t.at_least is None)
    target = next(yearly, None)
    if target is not None:
        parts = []
        if target.units_per_year is not None:
            share = f.quantile("units", 0.5, year) / target.units_per_year
            parts.append(_of_the(facts, share, facts.unit))
        if target.value_per_year is not None and facts.has_value:
            share = f.quantile("value", 0.5, year) / target.value_per_year
            parts.append(_of_the(facts, share, facts.say("value")))
        joined = facts.say("and").join(parts)
        words = facts.say("middle", year=year, parts=joined, name=clean(target.name))
    else:
        low, high = (figure(f.quantile("units", p, year)) for p in (0.1, 0.9))
        words = facts.say("range", low=low, high=high, unit=facts.unit, year=year)
    capacity = figure(f.quantile("line_capacity", 0.5, year))
    return [facts.say("alone", words=words, capacity=capacity)]


def _of_the(facts: _Facts, share: float, what: str) -> str:
    if facts.lang == "zh":
        return f"{what} {percent(share)}"
    words = share_in_words(share)
    joint = "" if words.endswith(("half", "times")) else "of "
    return f"{words} {joint}the {what}"


def _when(facts: _Facts) -> list[str]:
    """How likely each target is reached at all within the timeline."""
    rows = facts.forecast.first_passage()
    lines = []
    for target in facts.plant.targets:
        own = rows.where(target=target.name)
        if not len(own):
            continue
        chance = probability(float(sum(own["probability"])))
        name, month = clean(target.name), own["period"][-1]
        key = "when" if target.at_least is None else "some time"
        lines.append(facts.say(key, name=name, month=month, chance=chance))
    return lines


def rests_on(forecast: Forecast, year: str | None = None) -> list[tuple[str, float]]:
    """Uncertain numbers not stated as facts, with their rank correlation with units of a year.

    year: None takes the first a target holds for, else the first whole one. The largest first.
    """
    year = year or _main_year(forecast)
    if year is None or not forecast.drivers:
        return []
    stated = _core.stated_numbers(forecast.plant)
    facts = {each["path"] for each in stated if each["kind"] == "fact"}
    table = forecast.rank_correlations("units", year)
    return [(row["driver"], row["correlation"]) for row in table if row["driver"] not in facts]


def _rests_on(facts: _Facts) -> list[str]:
    largest = [each for each in rests_on(facts.forecast, facts.year)[:3] if abs(each[1]) >= 0.05]
    if not largest:
        return []
    texts = []
    for name, value in largest:
        number = coefficient(value)
        told = number if texts else facts.say("rank correlation", value=number)
        texts.append(f"{clean(driver_in_words(name))} ({told})")
    return [facts.say("rests on", numbers=", ".join(texts))]
