"""Plants before and after calibration."""

from __future__ import annotations

import datetime
from typing import Any

from . import _core
from .calibrate_data import Seen


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


def with_actuals(plant: _core.Plant, seen: list[Seen]) -> _core.Plant:
    """The plant with what was observed of it as a whole as reported rows; of lines where all are
    stated for a period, their sum."""
    amounts: dict[tuple[datetime.date, datetime.date, str], dict[str, float]] = {}
    members: dict[tuple[datetime.date, datetime.date, str, str], set[str]] = {}
    for each in seen:
        key = (each.start, each.end, each.label)
        metric = "units" if each.metric == "units" else "value"
        if each.by == "plant":
            amounts.setdefault(key, {})[metric] = each.amount
            continue
        members.setdefault((*key, each.by), set()).add(each.member)
        whole = plant.lines if each.by == "line" else plant.products
        if len(members[(*key, each.by)]) == len(whole):
            amounts.setdefault(key, {})[metric] = sum(
                one.amount
                for one in seen
                if (one.start, one.end, one.label) == key
                and one.by == each.by
                and one.metric == each.metric
            )
    if not amounts:
        return plant
    rows = [
        _core.Actual(period=label, kind="fact", source="calibrated on it", **figures)
        for (_, _, label), figures in sorted(amounts.items())
    ]
    return plant.replace("actual", [*plant.actuals, *rows])


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
