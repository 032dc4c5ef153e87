"""Plants before and after calibration."""

from __future__ import annotations

import datetime
from collections.abc import Set
from typing import Any

from .. import _core
from .calibrate_data import Seen

#: Lines, and the first day and the day after the last of periods in which they make nothing.
Idle = Set[tuple[str, datetime.date, datetime.date]]


def prepared(
    plant: _core.Plant, seen: list[Seen], shock: _core.Noise
) -> tuple[_core.Plant, list[str]]:
    """The plant as it was before the figures: without what it reports of their time, lines without
    noise with the usual one. Returns it and their names."""
    made = plant.replace("actual", _kept(plant, seen)) if plant.actuals else plant
    lines = made.lines
    shocked = [each.name for each in lines if each.noise is None]
    if shocked:
        for each in lines:
            if each.noise is None:
                each.noise = shock
        made = made.replace("line", lines)
    return made, shocked


def _kept(plant: _core.Plant, seen: list[Seen]) -> list[Any]:
    """Reported rows of other times."""
    kept = []
    for each in plant.actuals:
        _, start, end = _core.parse_period(each.period, plant.timeline)[:3]
        if not any(one.start < end and start < one.end for one in seen):
            kept.append(each)
    return kept


def with_actuals(plant: _core.Plant, seen: list[Seen], idle: Idle = frozenset()) -> _core.Plant:
    """The plant with what was observed of it as a whole as reported rows; of lines or products
    where a period is known of all, their sum. idle: lines and periods, by first day and day after
    the last, in which a line makes nothing on any path."""
    amounts: dict[tuple[datetime.date, datetime.date, str], dict[str, float]] = {}
    for metric in ("units", "gross_output_value"):
        own = [each for each in seen if each.metric == metric]
        name = "units" if metric == "units" else "value"
        for each in own:
            if each.by == "plant":
                amounts.setdefault((each.start, each.end, each.label), {})[name] = each.amount
        for by in ("line", "product"):
            whole = plant.lines if by == "line" else plant.products
            for key, total in _sums(own, by, [each.name for each in whole], idle).items():
                amounts.setdefault(key, {})[name] = total
    if not amounts:
        return plant
    rows = [
        _core.Actual(period=label, kind="fact", source="calibrated on it", **figures)
        for (_, _, label), figures in sorted(amounts.items())
    ]
    return plant.replace("actual", [*plant.actuals, *rows])


def _sums(
    seen: list[Seen], by: str, names: list[str], idle: Idle
) -> dict[tuple[datetime.date, datetime.date, str], float]:
    """Totals of the shortest periods that are known of all."""
    of: dict[str, list[Seen]] = {name: [] for name in names}
    for each in seen:
        if each.by == by:
            of[each.member].append(each)
    spans = {(e.start, e.end, e.label) for own in of.values() for e in own}
    made: dict[tuple[datetime.date, datetime.date, str], float] = {}
    for start, end, label in sorted(spans, key=lambda span: (span[1] - span[0], span[0])):
        if any(start < other[1] and other[0] < end for other in made):
            continue
        total = 0.0
        for name, own in of.items():
            within = [each for each in own if start <= each.start and each.end <= end]
            days = sum((each.end - each.start).days for each in within)
            if days == (end - start).days:
                total += sum(each.amount for each in within)
            elif within or (name, start, end) not in idle:
                break
        else:
            made[start, end, label] = total
    return made


def weighted(plant: _core.Plant, weights: dict[tuple[str, str], float]) -> _core.Plant:
    """The plant with other weights of its options."""
    questions = plant.alternatives
    if not questions:
        return plant
    for question in questions:
        options = question.options
        total = sum(weights[question.name, option.name] for option in options)
        for option in options:
            option.weight = weights[question.name, option.name] / total
        question.options = options
    return plant.replace("alternatives", questions)
