"""The fewest assumptions to be moved for an even chance of a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..frame import Frame
from .condition import Condition
from .driver_numbers import DriverNumbers, level_of
from .rare_result import RareEvent

_DRAWS = 256
_MOST = 5
_CANDIDATES = 8
#: No assumption is moved further than so many standard deviations.
_FURTHEST = 4.5
_HALVINGS = 7
#: A further assumption must shorten the way by so much.
_SAVES = 0.1
_STATED = ("driver", "unit", "value", "before_p50", "level", "moved_sd")


@dataclass
class MinimalSet:
    """Drivers moved together; `length` in standard deviations, `chance` what they give."""

    alternative: int
    drivers: list[int]
    values: np.ndarray
    levels: np.ndarray
    moved: np.ndarray
    length: float
    chance: float

    def frame(self, numbers: DriverNumbers, before: np.ndarray) -> Frame:
        """driver, unit, value it is moved to, before_p50, level (its prior probability below),
        moved_sd."""
        columns: dict[str, Any] = {
            "driver": [numbers.names[i] for i in self.drivers],
            "unit": [numbers.unit(numbers.names[i]) for i in self.drivers],
            "value": self.values,
            "before_p50": before[self.drivers],
            "level": self.levels,
            "moved_sd": self.moved,
        }
        return Frame({name: columns[name] for name in _STATED})


def minimal_set(
    condition: Condition, numbers: DriverNumbers, found: RareEvent, seed: int
) -> MinimalSet | None:
    """Greedily: in the likeliest alternative the drivers that make the way to an even chance the
    shortest, each moved by the same part of its mean given the target.

    None where five do not do, or where the chance is even as things are.
    """
    if found.probability >= 0.5:
        return None
    if not numbers.count or not len(found.points):
        return None
    a = int(np.argmax(found.shares))
    own = found.alternatives == a
    weights = found.weights[own] / found.weights[own].sum()
    count = numbers.count
    means = weights @ found.points[own][:, :count]
    order = [int(i) for i in np.argsort(-np.abs(means))[:_CANDIDATES] if abs(means[i]) > 0.15]
    random = np.random.default_rng([seed, 23])
    noise = random.standard_normal((_DRAWS, condition.lengths[a]))

    def chance(chosen: list[int], way: float) -> float:
        z = noise.copy()
        z[:, chosen] = np.clip(way * means[chosen], -_FURTHEST, _FURTHEST)
        return float((condition(z, a) >= 0).mean())

    def way_of(chosen: list[int]) -> tuple[float, float]:
        """How far along their means, and the chance there."""
        most = _FURTHEST / float(np.abs(means[chosen]).max())
        best = chance(chosen, most)
        if best < 0.5:
            return most, best
        low, high = 0.0, most
        for _ in range(_HALVINGS):
            middle = 0.5 * (low + high)
            if chance(chosen, middle) >= 0.5:
                high = middle
            else:
                low = middle
        return high, 0.5

    chosen: list[int] = []
    best: tuple[float, float, float] | None = None  # chance short of a half, length, way
    for _ in range(min(_MOST, len(order))):
        options = []
        for each in order:
            if each in chosen:
                continue
            some = [*chosen, each]
            way, reached = way_of(some)
            length = float(np.linalg.norm(way * means[some]))
            options.append((0.5 - min(reached, 0.5), length, way, each))
        if not options:
            break
        short, length, way, each = min(options)
        if best is not None and best[0] <= 0 and length > best[1] * (1 - _SAVES):
            break
        if best is not None and best[0] > 0 and short >= best[0]:
            break
        chosen.append(each)
        best = (short, length, way)
    if best is None or best[0] > 0:
        return None
    z = np.zeros((1, count))
    z[0, chosen] = np.clip(best[2] * means[chosen], -_FURTHEST, _FURTHEST)
    x = numbers.correlated(z)[0]
    values = numbers.values(z, a)[0]
    by_size = sorted(chosen, key=lambda i: -abs(z[0, i]))
    return MinimalSet(
        a,
        by_size,
        values[by_size],
        np.array([level_of(float(x[i])) for i in by_size]),
        x[by_size],
        best[1],
        0.5,
    )
