"""Plants before and after calibration."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np

from . import _core
from .calibrate_data import Seen

#: A driver that has moved less, on the normal scale, stays as it was stated.
_MOVED = 0.03
#: Values a list has, and the least rank correlation that is stated.
_VALUES, _CORRELATED = 500, 0.05


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


def conditioned_plant(
    plant: _core.Plant,
    drivers: list[str],
    numbers: np.ndarray,
    normals: np.ndarray,
    weights: dict[tuple[str, str], float],
    reference: datetime.date,
    units: dict[str, str],
    effective: float,
) -> _core.Plant:
    """The plant with drivers as lists of their values.

    numbers, normals: a row a draw, a column a driver; NaN where a number is not uncertain in the
    draw's alternative.
    """
    made = weighted(plant, weights)
    if not drivers:
        return made
    ranks = _ranks(normals)
    contraction = 1 - normals.var(axis=0, ddof=1)
    # Within three standard errors of nothing learned.
    least = max(_MOVED, 3 * np.sqrt(2 / effective))
    moved = (contraction > least) | (np.abs(normals.mean(axis=0)) > least)
    together = np.corrcoef(ranks.T).reshape(len(drivers), len(drivers))
    stated = {tuple(each.between): each.rank for each in plant.correlations}
    of = {name: i for i, name in enumerate(drivers)}
    # What goes with what has moved moves too.
    far = np.abs(np.nan_to_num(together)) > max(2 * _CORRELATED, 4 / np.sqrt(effective))
    moved |= (far & moved[np.newaxis, :]).any(axis=1)
    chosen = [i for i in np.flatnonzero(moved) if not np.isnan(numbers[:, i]).all()]
    replaced = []
    for i in chosen:
        values = numbers[:, i][~np.isnan(numbers[:, i])]
        if units.get(drivers[i]) == "date":
            values = values + (reference.toordinal() - 719163)
        listed = np.quantile(values, (np.arange(_VALUES) + 0.5) / _VALUES)
        try:
            bare = _without_overrides(made, drivers[i])
            made = bare.replace(drivers[i], _core.Empirical(listed.tolist()))
        except (ValueError, TypeError):
            continue  # a number that an option states as part of a list
        replaced.append(i)
    kept = [
        each
        for each in plant.correlations
        if not (
            set(each.between) <= set(of) and {of[name] for name in each.between} & set(replaced)
        )
    ]
    pairs = _pairs(together, replaced, stated, of, effective)
    rows = [
        _core.Correlation(between=[drivers[i], drivers[k]], rank=float(rank))
        for (i, k), rank in pairs.items()
    ]
    return made.replace("correlation", [*kept, *rows]) if rows or plant.correlations else made


def _without_overrides(plant: _core.Plant, driver: str) -> _core.Plant:
    """The plant whose options do not set a driver."""
    questions = plant.alternatives
    changed = False
    for question in questions:
        options = question.options
        for option in options:
            settings = dict(option.set)
            for path in list(settings):
                if driver.startswith(f"{path}."):
                    raise ValueError("part of what an option sets")
                if path == driver:
                    del settings[path]
                    changed = True
            option.set = settings
        question.options = options
    return plant.replace("alternatives", questions) if changed else plant


def _ranks(normals: np.ndarray) -> np.ndarray:
    order = normals.argsort(axis=0, kind="stable")
    made = np.empty_like(normals)
    np.put_along_axis(made, order, np.arange(len(normals), dtype=float)[:, np.newaxis], axis=0)
    return made


def _pairs(
    together: np.ndarray,
    replaced: list[int],
    stated: dict[tuple[str, ...], float],
    of: dict,
    effective: float,
) -> dict[tuple[int, int], float]:
    """Rank correlations of what was replaced, and of what was stated to go with it, that are
    possible together."""
    own = {
        (of[a], of[b])
        for a, b in (pair for pair in stated if len(pair) == 2)
        if a in of and b in of and (of[a] in replaced or of[b] in replaced)
    }
    involved = sorted(set(replaced) | {i for pair in own for i in pair})
    if len(involved) < 2:
        return {}
    ranks = together[np.ix_(involved, involved)]
    kept = np.abs(ranks) > max(_CORRELATED, 3 / np.sqrt(effective))
    for a, b in own:
        i, k = involved.index(a), involved.index(b)
        kept[i, k] = kept[k, i] = True
    ranks = np.where(kept, ranks, 0.0)
    np.fill_diagonal(ranks, 1.0)
    normal = 2 * np.sin(np.pi / 6 * ranks)
    for _ in range(20):
        values, vectors = np.linalg.eigh(normal)
        if values[0] > 1e-3:
            break
        normal = (vectors * np.maximum(values, 0.01)) @ vectors.T
        scale = np.sqrt(np.diag(normal))
        normal = normal / np.outer(scale, scale)
    ranks = 6 / np.pi * np.arcsin(normal.clip(-1, 1) / 2)
    return {
        (involved[i], involved[k]): round(float(ranks[i, k]), 4)
        for i in range(len(involved))
        for k in range(i + 1, len(involved))
        if abs(ranks[i, k]) > 1e-3
    }
