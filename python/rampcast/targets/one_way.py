"""One number changed by so many per cent, and where a figure switches."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..frame import Frame
from .condition import Condition
from .sampled_paths import SampledPaths
from .scaled import stated_of, with_scaled

_LEAST, _MOST = 0.1, 3.0


def at_medians(paths: SampledPaths, plant: Any, alternative: int) -> float:
    """The figure of a plant at the medians of all its assumptions, without noise."""
    condition = Condition(plant, paths.condition.timeline, [paths.demand], paths.seed)
    z = np.zeros((1, len(condition.f.drivers)))
    columns = condition.columns[0]
    return float(condition.f.precise(z, alternative)[0, columns].max())


def one_way_frame(
    paths: SampledPaths, drivers: list[str], changes: list[float], at_least: float | None
) -> Frame:
    """See `Sensitivity.one_way`."""
    level = 0.0 if at_least is None else at_least
    alternative = int(np.argmax(paths.condition.weights))
    base = at_medians(paths, paths.plant, alternative)
    columns: dict[str, list[Any]] = {"driver": [], "base": []}
    names = [f"{100 * change:+.3g} %" for change in changes]
    columns |= {name: [] for name in names}
    columns["switching_change"] = []
    for driver in drivers:
        own = [row["path"] for row in stated_of(paths.plant, driver)]

        def figure(factor: float, own: list[str] = own) -> float:
            return at_medians(paths, with_scaled(paths.plant, own, factor), alternative)

        columns["driver"].append(driver)
        columns["base"].append(base)
        for name, change in zip(names, changes):
            columns[name].append(_or_nan(figure, 1 + change))
        columns["switching_change"].append(_switching(figure, base, level))
    return Frame(columns)


def _or_nan(figure: Any, factor: float) -> float:
    """The figure, or NaN where a number of that size is not allowed (a share above 1)."""
    try:
        return float(figure(factor))
    except ValueError:
        return float("nan")


def _switching(figure: Any, base: float, level: float) -> float:
    """The change nearest to none at which the figure crosses the level, found by halving."""
    best = float("nan")
    for end in (_LEAST, _MOST):
        steps = np.geomspace(1.0, end, 9)
        before, at = base - level, 1.0
        for factor in steps[1:]:
            now = _or_nan(figure, float(factor)) - level
            if not np.isfinite(now):
                break
            if (now >= 0) != (before >= 0):
                low, high = at, float(factor)
                for _ in range(40):
                    middle = 0.5 * (low + high)
                    value = _or_nan(figure, middle) - level
                    if (value >= 0) == (before >= 0):
                        low = middle
                    else:
                        high = middle
                    if abs(high - low) < 1e-9:
                        break
                change = 0.5 * (low + high) - 1
                if not abs(best) <= abs(change):
                    best = change
                break
            before, at = now, float(factor)
    return best
