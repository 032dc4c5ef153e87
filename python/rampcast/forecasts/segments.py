"""What each product and each line has of a forecast: table, files and what moved the unit value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..frame import Frame, grouped
from ..layout import Column, Report
from ..units import TABLE_OF, clean, figure, money_scale, period_text
from ..words import BY_WORDS, check_lang, say

if TYPE_CHECKING:
    from .forecast import Forecast

#: Whose figures there can be besides the plant's.
BY = ("product", "line")
_QUANTILES = ("p10", "p50", "p90")


def collected_by(forecast: Forecast) -> list[str]:
    """Of `BY` those whose figures the call of a forecast asked for."""
    core = forecast._core
    return [
        by
        for by in BY
        if any(core.has(m, step, "period", by) for m in _core.METRICS for step in forecast.steps())
    ]


def segment_tables(forecast: Forecast) -> dict[str, Frame]:
    """The tables by product and line that were asked for, by the stem of their files."""
    for by in collected_by(forecast):
        forecast.collect(forecast.steps(), by=by)
    return {
        f"{TABLE_OF[step].replace('-', '_')}_by_{by}": forecast.frame(step, by=by)
        for by in collected_by(forecast)
        for step in reversed(forecast.steps())
    }


def table_names(steps: list[str], by: list[str]) -> list[str]:
    """The stems of those files."""
    return [f"{TABLE_OF[step].replace('-', '_')}_by_{each}" for each in by for step in steps]


def segment_report(forecast: Forecast, by: str, step: str = "year", lang: str = "en") -> Report:
    """The printed table of each product or line: units, value and value a unit, and shares."""
    check_lang(lang)
    plant = forecast.plant
    wanted = ["units", "gross_output_value", "unit_value"]
    there = set(_core.table_metrics(plant))
    metrics = [name for name in wanted if name in there]
    rows = forecast.frame(step, metrics=metrics, by=by)
    of_plant = {
        (row["period"], row["metric"]): row["mean"] for row in forecast.frame(step, metrics=metrics)
    }
    figures: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in rows:
        figures.setdefault((row["period"], row[by]), {})[row["metric"]] = row
    word = lambda key: say(BY_WORDS, key, lang)  # noqa: E731
    columns = [Column("", word("period"), align="left"), Column("", word(by), align="left")]
    last = None
    days = {row["period"]: (row["start"], row["end"]) for row in rows}
    for period, name in figures:
        whole = _core.parse_period(period, forecast.timeline)[1:] == days[period]
        label = period_text(period, *days[period], whole, lang)
        columns[0].cells.append("" if period == last else label)
        columns[1].cells.append(clean(name))
        last = period
    for metric in metrics:
        own = [each[metric] for each in figures.values()]
        largest = max([0.0, *(abs(r["p90"]) for r in own if r["p90"] == r["p90"])])
        money = metric != "units"
        scale = money_scale(plant.currency, largest, lang) if money else None
        title = word(metric) + (f", {scale.name}" if scale else "")
        quantiles = _QUANTILES if metric != "unit_value" else ("p50",)
        for q in quantiles:
            cells = [_cell(r[q] / (scale.factor if scale else 1.0), money) for r in own]
            columns.append(Column(title, q.upper(), cells))
        if metric != "unit_value" and not forecast.is_change:
            shares = [_share(r["mean"], of_plant[r["period"], metric]) for r in own]
            columns.append(Column(title, word("share"), shares))
    title = f"{clean(plant.name or plant.id)}   {word('by_' + by)}"
    if forecast.is_change:
        title += f"   {word('change')}"
    return Report([title], columns, [] if forecast.is_change else [word("note_" + by)])


def _cell(value: float, money: bool) -> str:
    if value != value:
        return "—"
    if not money or not value:
        return figure(value)
    return figure(value, min(max(2 - math.floor(math.log10(abs(value))), 0), 4))


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.0%}".replace("%", " %") if whole else "—"


def line_losses(forecast: Forecast, step: str) -> Frame:
    """What takes hours of the lines; see `Forecast.line_losses`."""
    names = ["line_hours", "stop_hours", "changeover_hours"]
    rows = grouped(forecast.frame(step, metrics=names, by="line"), "metric")
    hours, stops, changeovers = (np.array([row["mean"] for row in rows[name]]) for name in names)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = stops / hours, 1 - changeovers / (hours - stops)
    return Frame(
        {
            "period": [row["period"] for row in rows["line_hours"]],
            "line": [row["line"] for row in rows["line_hours"]],
            "line_hours": hours,
            "stop_hours": stops,
            "changeover_hours": changeovers,
            "stops": np.where(hours > 0, shares[0], np.nan),
            "availability": np.where(hours - stops > 0, shares[1], np.nan),
        }
    )


def unit_value_steps(forecast: Forecast, before: object, after: object) -> Frame:
    """What moved the value of a unit between two periods; see `Forecast.unit_value_steps`."""
    if forecast.is_change:
        raise ValueError("unit_value_steps is of a forecast, not of the change from one to another")
    labels = [str(before), str(after)]
    amounts = []
    for label in labels:
        step = _core.parse_period(label, forecast.timeline)[0]
        rows = grouped(
            forecast.frame(step, metrics=["units", "value"], by="product").where(period=label),
            "metric",
        )
        if not rows:
            raise ValueError(f"there is no period {label} in the forecast")
        amounts.append([np.array([r["mean"] for r in rows[m]]) for m in rows])
        names = [r["product"] for r in rows["units"]]
    (units0, value0), (units1, value1) = amounts
    for label, units in zip(labels, (units0, units1)):
        if not units.sum() > 0:
            raise ValueError(f"nothing is made in {label}, so that a unit has no value")
    share0, share1 = units0 / units0.sum(), units1 / units1.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        price0, price1 = value0 / units0, value1 / units1
    # Of a product not made in one of the periods the other's price serves for both.
    price0, price1 = (
        np.where(units0 > 0, price0, np.where(units1 > 0, price1, 0.0)),
        np.where(units1 > 0, price1, np.where(units0 > 0, price0, 0.0)),
    )
    mean_before = float(share0 @ price0)
    mix = (share1 - share0) * ((price0 + price1) / 2 - (mean_before + share1 @ price1) / 2)
    price = (price1 - price0) * (share0 + share1) / 2
    return Frame(
        {
            "product": [*names, ""],
            "share_before": np.append(share0, 1.0),
            "share_after": np.append(share1, 1.0),
            "value_before": np.append(price0, mean_before),
            "value_after": np.append(price1, share1 @ price1),
            "mix": np.append(mix, mix.sum()),
            "price": np.append(price, price.sum()),
        }
    )
