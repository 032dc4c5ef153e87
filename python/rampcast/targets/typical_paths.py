"""Paths that stand for those that meet a target, and what limits output on them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..forecasts.forecast import Forecast, forecast
from ..frame import Frame
from .condition import Condition
from .driver_numbers import DriverNumbers
from .rare_result import RareEvent

_SAMPLE = 1200
_DRIVERS = 10
_ROUNDS = 20


def resampled(found: RareEvent, count: int, random: np.random.Generator) -> np.ndarray:
    """Numbers of points, each as often as its weight says (systematically)."""
    ends = np.cumsum(found.weights)
    at = (np.arange(count) + random.random()) / count * ends[-1]
    return np.minimum(np.searchsorted(ends, at), len(ends) - 1)


def medoids(points: np.ndarray, count: int, random: np.random.Generator) -> np.ndarray:
    """Which points stand for the others (count of them), and for how many: k-medoids.

    Returns (positions, shares), the largest first.
    """
    square = np.square(points).sum(axis=1)
    apart = np.sqrt(np.maximum(square[:, None] + square - 2 * points @ points.T, 0))
    chosen = [int(np.argmin(apart.sum(axis=1)))]
    while len(chosen) < count:
        near = apart[:, chosen].min(axis=1)
        gain = np.maximum(near[:, None] - apart, 0).sum(axis=0)
        chosen.append(int(np.argmax(gain)))
    for _ in range(_ROUNDS):
        of = np.argmin(apart[:, chosen], axis=1)
        after = []
        for k in range(count):
            own = np.flatnonzero(of == k)
            if len(own):
                after.append(int(own[np.argmin(apart[np.ix_(own, own)].sum(axis=1))]))
            else:  # all are where others stand already
                after.append(chosen[k])
        if after == chosen:
            break
        chosen = after
    shares = np.bincount(np.argmin(apart[:, chosen], axis=1), minlength=count) / len(points)
    order = np.argsort(-shares, kind="stable")
    return np.array([np.array(chosen, dtype=np.float64)[order], shares[order]])


def typical_frame(
    condition: Condition, numbers: DriverNumbers, found: RareEvent, drivers: Frame, seed: int
) -> tuple[Frame, list[int]]:
    """Two paths that stand for the rest: share, alternatives, figures, and the ten drivers that
    tell the most; and the positions of their points."""
    random = np.random.default_rng([seed, 29])
    pick = resampled(found, _SAMPLE, random)
    order = np.argsort(-np.asarray(drivers["divergence"]), kind="stable")[:_DRIVERS]
    shown = [numbers.names.index(drivers["driver"][i]) for i in order]
    x = numbers.correlated(found.points[pick][:, : numbers.count])[:, shown]
    if not shown:
        x = np.zeros((len(pick), 1))
    count = min(2, len(np.unique(x, axis=0)))
    at, shares = medoids(x, count, random)
    chosen = [int(pick[int(i)]) for i in at]
    rows: list[dict[str, Any]] = []
    for point, share in zip(chosen, shares):
        a = int(found.alternatives[point])
        z = found.points[point : point + 1]
        values = numbers.values(z[:, : numbers.count], a)[0]
        row: dict[str, Any] = {"share": float(share)}
        for asked, option in zip(condition.plant.alternatives, condition.f.alternatives[a].options):
            row[asked.name] = option
        for demand, value in zip(condition.demands, condition.figures(z, a)[0]):
            row[f"{demand.metric} {demand.product} {demand.period}".replace("  ", " ")] = float(
                value
            )
        for i in shown:
            row[numbers.names[i]] = float(values[i])
        rows.append(row)
    return Frame({name: [row[name] for row in rows] for name in rows[0]}), chosen


def _main_rows(run: Forecast, period: str, step: str) -> dict[str, float]:
    found = {}
    for row in run.binding(step):
        if row["period"] == period:
            found[row["constraint"]] = row["share"]
    return found


def binding_frame(
    condition: Condition, found: RareEvent, step: str, period: str, seed: int
) -> Frame:
    """What limits output in a period, on all paths and on those that meet the target.

    Columns: constraint, before, after: shares of path-months, the largest after first.
    """
    f, plant, timeline = condition.f, condition.plant, condition.timeline
    count = len(f.alternatives)
    names = {"metrics": ["units"], "steps": [step], "seed": seed}
    before = forecast(plant, timeline, paths=8192, **names)
    given = []
    random = np.random.default_rng([seed, 31])
    for a in range(count):
        own = np.flatnonzero(found.alternatives == a)
        if len(own):
            weights = found.weights[own]
            ends = np.cumsum(weights / weights.sum())
            pick = own[np.minimum(np.searchsorted(ends, random.random(1024)), len(own) - 1)]
            rows = found.points[pick][:, : condition.lengths[a]]
        else:
            rows = np.zeros((1, condition.lengths[a]))
        given.append(f.given(rows, a))
    after = forecast(plant, timeline, paths=1024, given=given, **names)
    if count > 1:
        after = after.reweighted(list(found.shares / found.shares.sum()))
    old, new = _main_rows(before, period, step), _main_rows(after, period, step)
    order = sorted(set(old) | set(new), key=lambda name: (-new.get(name, 0.0), name))
    kept = [name for name in order if max(old.get(name, 0.0), new.get(name, 0.0)) > 0]
    return Frame(
        {
            "constraint": kept,
            "before": np.array([old.get(name, 0.0) for name in kept]),
            "after": np.array([new.get(name, 0.0) for name in kept]),
        }
    )
