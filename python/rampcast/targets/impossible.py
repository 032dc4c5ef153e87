"""Proof that a target cannot be met: what a single limit allows at the very best."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .. import _core
from ..units import clean, exact, plural
from .demands import REACHED, Demand


@dataclass(frozen=True)
class Bound:
    """The most units a limit allows in a year, whatever is drawn."""

    limit: str
    units: float
    #: How it is worked out, in words.
    by: str


def support(value: Any) -> tuple[float, float]:
    """The least and the greatest that a number can be."""
    kind = type(value).__name__
    if kind == "Stated":
        return support(value.value)
    if isinstance(value, datetime.date):
        days = float(value.toordinal())
        return days, days
    if isinstance(value, (int, float)):
        return float(value), float(value)
    if kind in ("Uniform", "Triangular", "Pert", "Beta"):
        return float(value.low), float(value.high)
    if kind in ("Discrete", "Empirical"):
        return min(value.values), max(value.values)
    if kind == "Metalog":
        low = -math.inf if value.lower is None else value.lower
        return low, math.inf if value.upper is None else value.upper
    return (0.0 if kind in ("LogNormal", "Gamma") else -math.inf), math.inf


def _begins(row: Any) -> tuple[float, float]:
    """The first and the last day on which a row may begin, as ordinals."""
    lag = support(row.lag_days)
    if isinstance(row.from_, str) or row.from_ is None:
        return -math.inf, math.inf
    low, high = support(row.from_)
    return (low + lag[0], high + lag[1]) if low == high else (-math.inf, math.inf)


def _in_force(rows: Sequence[Any], first: int, last: int) -> list[Any]:
    """The rows that may hold on some day of a period; none begins before an earlier one."""
    start, latest = 0, -math.inf
    for i, row in enumerate(rows):
        latest = max(latest, _begins(row)[1])
        if latest <= first:
            start = i
    return [row for i, row in enumerate(rows) if i >= start and _begins(row)[0] <= last]


def _changed(plant: Any) -> set[str]:
    """What options of alternatives touch: the first parts of the paths they set."""
    return {
        str(path).partition(".")[0]
        for asked in plant.alternatives
        for option in asked.options
        for path in dict(option.set)
    }


def bounds(plant: Any, timeline: Any, period: str) -> list[Bound]:
    """What each limit allows at the best in a calendar year, the least first.

    Of limits that allow any number with some probability (a lognormal rate, noise) there is none.
    """
    step, start, end = _core.parse_period(period, timeline)
    if step != "year" or (start.month, start.day, end.month, end.day) != (1, 1, 1, 1):
        return []
    for actual in plant.actuals:
        _, since, until = _core.parse_period(actual.period, timeline)
        if since < end and until > start:
            return []
    changed = _changed(plant)
    found: list[Bound] = []
    first, last = start.toordinal(), end.toordinal() - 1
    if "labour" not in changed:
        found += [bound for each in plant.labour for bound in _labour(each, first, last)]
    if "cap" not in changed:
        found += [bound for each in plant.caps for bound in _cap(each, first, last)]
    if "line" not in changed and "calendar" not in changed:
        found += _lines(plant, (end - start).days)
    return sorted(found, key=_units)


def _units(bound: Bound) -> float:
    return bound.units


def _labour(each: Any, first: int, last: int) -> list[Bound]:
    if each.hires or each.learning_rate is not None:
        return []
    rows = _in_force(each.headcount, first, last)
    if not rows:
        return []
    people = max(support(row.people)[1] for row in rows)
    hours = support(each.hours_per_month)[1]
    takes = support(each.hours_per_unit)[0]
    if not (math.isfinite(people) and takes > 0):
        return []
    by = (
        f"{exact(people)} people at the most work {exact(hours)} hours a month, and a unit takes "
        f"at least {exact(takes)}"
    )
    return [Bound(f"labour {each.name}", people * hours * 12 / takes, by)]


def _cap(each: Any, first: int, last: int) -> list[Bound]:
    rows = _in_force(each.limits, first, last)
    if not rows or _begins(each.limits[0])[1] > first:
        return []
    if any(row.per_year is None or row.ramp is not None for row in rows):
        return []
    most = max(support(row.per_year)[1] for row in rows)
    if not math.isfinite(most):
        return []
    return [Bound(f"cap {each.name}", most, f"it allows {exact(most)} a year at the most")]


def _lines(plant: Any, days: int) -> list[Bound]:
    total = 0.0
    for line in plant.lines:
        if line.nameplate is None or line.changes or line.noise is not None:
            return []
        if line.products or line.nameplate.calendar not in ("", line.calendar):
            return []
        total += support(line.nameplate.units_per_year)[1]
    if not plant.lines or not math.isfinite(total):
        return []
    if any(product.line_work not in (None, 1, 1.0) for product in plant.products):
        return []
    # A year may begin and end so that it holds up to a week's work more than its days' share.
    return [
        Bound(
            "lines",
            total * (days + 7) / 365,
            f"their nameplates come to {exact(total)} a year at the most",
        )
    ]


def proof(plant: Any, timeline: Any, demands: Sequence[Demand]) -> str:
    """Why demands cannot be met, in words; empty where no limit by itself forbids them."""
    for demand in demands:
        if demand.metric not in ("units",) or demand.at_least is None or demand.by is not None:
            continue
        for bound in bounds(plant, timeline, demand.period):
            if bound.units < demand.at_least * REACHED:
                most = exact(math.floor(bound.units))
                units = clean(plural(plant.unit))
                return (
                    f"cannot be met: {clean(bound.limit)} allows {most} {units} in "
                    f"{demand.period}, as {bound.by}"
                )
    return ""
