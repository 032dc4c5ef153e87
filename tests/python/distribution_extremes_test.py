"""Distributions of extreme numbers: refused, or with figures that are numbers.

Every answer of every combination, or of some thousand drawn from them with a seed.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rampcast as rc

SIZES = [1e-310, 1e-300, 1e-100, 1e-20, 1e-8, 0.5, 1.0, 2.0, 20.0, 30.0, 230.0, 700.0, 709.9]
SIZES += [710.0, 1e5, 1e8, 1e10, 1e20, 1e99, 1e100, 1e200, 1e300, 1.7e308]
NUMBERS = [0.0, *SIZES, *(-size for size in SIZES)]
LEVELS = [0.0, 1e-300, 1e-9, 0.5, 0.999, 1.0]

MADE: dict[str, tuple[Callable[..., Any], int]] = {
    "Uniform": (rc.Uniform, 2),
    "Normal": (rc.Normal, 2),
    "LogNormal": (rc.LogNormal, 2),
    "LogNormal.p10_p90": (rc.LogNormal.p10_p90, 2),
    "Gamma": (rc.Gamma, 2),
    "Triangular": (rc.Triangular, 3),
    "Pert": (rc.Pert, 3),
    "Metalog": (rc.Metalog, 3),
    "Metalog between": (lambda a, b, c, d, e: rc.Metalog(b, c, d, lower=a, upper=e), 5),
    "Beta": (rc.Beta, 4),
    "Empirical": (lambda *values: rc.Empirical(values), 3),
    "Discrete": (lambda a, b, c, d: rc.Discrete([a, b], [c, d]), 4),
}


def some(count: int, most: int = 4000) -> Iterator[tuple[float, ...]]:
    if len(NUMBERS) ** count <= most:
        yield from itertools.product(NUMBERS, repeat=count)
        return
    drawn = random.Random(1)
    for turn in range(most):
        numbers = [drawn.choice(NUMBERS) for _ in range(count)]
        # Most kinds want them in order.
        yield tuple(sorted(numbers) if turn % 2 else numbers)


@pytest.mark.parametrize("name", MADE)
def test_extreme_numbers_are_refused_or_answered(name: str) -> None:
    make, count = MADE[name]
    taken = 0
    for numbers in some(count):
        try:
            made = make(*numbers)
        except ValueError:
            continue
        taken += 1
        answers = [made.mean(), made.sd(), *(made.quantile(p) for p in LEVELS)]
        assert not any(map(math.isnan, answers)), f"{made!r}: {answers}"
        assert math.isfinite(made.mean()), repr(made)
        assert 0 <= made.sd() < math.inf, repr(made)
        assert answers[2:] == sorted(answers[2:]), f"{made!r}: {answers}"
    assert taken > 5
