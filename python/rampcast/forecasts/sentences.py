"""What to make of a forecast, in words."""

from __future__ import annotations

import datetime
import math
from typing import TYPE_CHECKING, Any

from .. import _core
from ..frame import grouped
from ..units import (
    clean,
    coefficient,
    decimals_for,
    driver_in_words,
    exact,
    figure,
    percent,
    probability,
    share_in_words,
)
from .table import Facts, main_year, shown_years, yearly_target

if TYPE_CHECKING:
    from ..frame import Frame
    from .forecast import Forecast

#: What differs by less is said to make no difference.
_NO_DIFFERENCE = 0.02
#: Periods of one target that are listed one by one.
_LISTED = 6


def _in_words(facts: Facts) -> list[str]:
    """One sentence on the middle of the range, and what the lines alone could make."""
    if facts.year is None:
        return []
    f = facts.forecast
    year = facts.year
    rows = {row["target"]: row for row in f.targets() if row["period"] == year}
    yearly = (
        t for t in facts.plant.targets if t.name in rows and t.at_least is None and not t.product
    )
    target = next(yearly, None)
    median = f.quantile("units", 0.5, year)
    if target is not None:
        parts = []
        if target.units_per_year is not None:
            amount = f"{exact(target.units_per_year)} {facts.unit}"
            parts.append(_of_its(facts, median / target.units_per_year, amount))
        if target.value_per_year is not None and facts.scale is not None:
            share = f.quantile("value", 0.5, year) / target.value_per_year
            parts.append(_of_its(facts, share, facts.money(target.value_per_year)))
        row = rows[target.name]
        words = facts.say(
            "middle",
            name=clean(target.name),
            year=year,
            chance=probability(row["both"], row["both_se"]),
            parts=facts.say("and").join(parts),
        )
    else:
        low, high = (figure(f.quantile("units", p, year)) for p in (0.1, 0.9))
        words = facts.say("range", low=low, high=high, unit=facts.unit, year=year)
    capacity = f.quantile("line_capacity", 0.5, year)
    if capacity <= (1 + _NO_DIFFERENCE) * median:
        return [words]
    return [facts.say("alone", words=words, capacity=figure(capacity))]


def _of_its(facts: Facts, share: float, amount: str) -> str:
    if facts.lang == "zh":
        return f" {amount} 的 {percent(share)}"
    words = share_in_words(share)
    joint = "" if words.endswith(("half", "times")) else "of "
    return f"{words} {joint}its {amount}"


def _other_targets(facts: Facts) -> list[str]:
    """How likely targets are that have no columns of their own."""
    lines = []
    first = yearly_target(facts)
    found = grouped(facts.forecast.targets(), "target")
    for target in facts.plant.targets:
        if first is not None and target.name == first.name:
            continue
        rows = found.get(target.name, [])
        name = clean(target.name)
        if len(rows) > _LISTED:
            best = max(rows, key=lambda row: float(row["both"]))
            lines.append(
                facts.say(
                    "course",
                    name=name,
                    first=probability(rows[0]["both"], rows[0]["both_se"]),
                    start=rows[0]["period"],
                    last=probability(rows[-1]["both"], rows[-1]["both_se"]),
                    end=rows[-1]["period"],
                    most=probability(best["both"], best["both_se"]),
                    best=best["period"],
                )
            )
            continue
        for row in rows:
            key = "by then" if row["period"].startswith("by ") else "in"
            period = row["period"].removeprefix("by ")
            parts = facts.say("list").join(_chances(facts, target, row))
            lines.append(facts.say(key, name=name, period=period, parts=parts))
    return lines


def _chances(facts: Facts, target: Any, row: dict[str, Any]) -> list[str]:
    both = probability(row["both"], row["both_se"])
    if target.at_least is not None:
        return [both]
    parts = []
    if target.units_per_year is not None:
        parts.append(f"{facts.unit} {probability(row['units'], row['units_se'])}")
    if target.value_per_year is not None:
        parts.append(f"{facts.say('value')} {probability(row['value'], row['value_se'])}")
    return [*parts, f"{facts.say('both')} {both}"] if len(parts) == 2 else parts


def _when(facts: Facts) -> list[str]:
    """How likely each target is reached at all within the timeline."""
    found = grouped(facts.forecast.first_passage(), "target")
    lines = []
    for target in facts.plant.targets:
        own = found.get(target.name)
        if not own:
            continue
        chance = probability(float(sum(row["probability"] for row in own)))
        name, month, day = clean(target.name), own[-1]["period"], target.by
        key = "when" if target.at_least is None else "by day" if day else "some time"
        lines.append(facts.say(key, name=name, month=month, day=day, chance=chance))
    return lines


def _funding(facts: Facts) -> list[str]:
    """What funding is needed, and how likely it does not suffice."""
    if facts.plant.cash is None:
        return []
    f = facts.forecast
    label, _, end = shown_years(f)[-1]
    peak = f.summary("peak_funding", label)
    month = f"{end - datetime.timedelta(days=1):%Y-%m}"
    words = facts.say(
        "funding", month=month, **{q: facts.own_money(peak[q]) for q in ("p50", "p90")}
    )
    short = 1 - f.probability("least_headroom", at_least=0, period=label)
    words += facts.say("short", chance=probability(short))
    if facts.plant.cash.limits_output:
        rows = [(row["share"], (row["end"] - row["start"]).days) for row in _cash_binds(f)]
        held = sum(share * days for share, days in rows) / sum(days for _, days in rows)
        words += facts.say("held", share=percent(held))
    return [words]


def _cash_binds(forecast: Forecast) -> Frame:
    return forecast.binding("year").where(constraint="cash")


def _alternatives(facts: Facts) -> list[str]:
    """What each set of alternatives moves in the medians; a sentence where it moves nothing."""
    lines = []
    for alternatives in facts.plant.alternatives if facts.year is not None else []:
        options = {
            option: {
                metric: only.summary(metric, facts.year)
                for metric in ("units", "value")
                if metric == "units" or facts.scale is not None
            }
            for option, only in facts.forecast.by_alternative(alternatives.name).items()
        }
        weights = {option.name: option.weight for option in alternatives.options}
        possible = {name: each for name, each in options.items() if weights[name] > 0}
        name = clean(alternatives.name)
        same = _within(facts, [list(each.values()) for each in possible.values()])
        if len(possible) < 2 or same:
            if same:
                lines.append(facts.say("no difference", name=name, year=facts.year, within=same))
            continue
        texts = [
            _option(facts, option, possible[option], not i) for i, option in enumerate(possible)
        ]
        lines.append(facts.say("by", year=facts.year, name=name, options=" | ".join(texts)))
    return lines


def _option(facts: Facts, name: str, figures: dict[str, Any], units: bool) -> str:
    """An option's medians. units: says of what they are."""
    text = f"{clean(name)} {figure(figures['units']['p50'])}"
    if units:
        text += f" {facts.unit}"
    if "value" in figures and facts.scale is not None:
        amount = figures["value"]["p50"] / facts.scale.factor
        number = figure(amount, decimals_for(amount))
        text += f" {facts.scale.amount(number) if units else number}"
    return text


def _within(facts: Facts, options: list[list[dict[str, float]]]) -> str:
    """How near the medians of options are, in words; empty where they differ.

    options: of each, the summaries of its figures.
    """
    known = True
    within_error = True
    for figures in zip(*options):
        low = min(figures, key=lambda each: each["p50"])
        high = max(figures, key=lambda each: each["p50"])
        gap = high["p50"] - low["p50"]
        within_error &= gap <= 2 * math.hypot(low["p50_se"], high["p50_se"])
        known &= gap <= _NO_DIFFERENCE * abs(high["p50"])
    if within_error:
        return facts.say("within error")
    return facts.say("within share", share=percent(_NO_DIFFERENCE)) if known else ""


def rests_on(forecast: Forecast, year: str | None = None) -> list[tuple[str, float]]:
    """Uncertain numbers not stated as facts, with their rank correlation with units of a year.

    year: None takes the first a target holds for, else the first whole one. The largest first.
    """
    year = year or main_year(forecast)
    if year is None or not forecast.drivers:
        return []
    stated = _core.stated_numbers(forecast.plant)
    facts = {each["path"] for each in stated if each["kind"] == "fact"} | forecast.tested
    table = forecast.rank_correlations("units", year)
    return [(row["driver"], row["correlation"]) for row in table if row["driver"] not in facts]


def _rests_on(facts: Facts) -> list[str]:
    largest = [each for each in rests_on(facts.forecast, facts.year)[:3] if abs(each[1]) >= 0.05]
    if not largest:
        return []
    chinese = facts.lang == "zh"
    numbers = [
        f"{clean(name if chinese else driver_in_words(name))} {coefficient(value)}"
        for name, value in largest
    ]
    listed = facts.say("list").join(numbers)
    return [facts.say("rests on", unit=facts.unit, year=facts.year, numbers=listed)]


def sentences(facts: Facts) -> list[str]:
    """The lines below the table."""
    return [
        *_in_words(facts),
        *_when(facts),
        *_other_targets(facts),
        *_funding(facts),
        *_alternatives(facts),
        *_rests_on(facts),
    ]
