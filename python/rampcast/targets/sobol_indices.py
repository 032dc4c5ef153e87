"""Sobol' indices of any function: what share of its variance each input explains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..frame import Frame
from ..refusals import must_be, values_of, whole
from .lattice import size_near, uniform_points

_RESAMPLES = 200


def indices_of(
    function: Callable[[np.ndarray], np.ndarray],
    dimensions: int,
    *,
    groups: Sequence[Sequence[int]] | None = None,
    points: int = 4096,
    seed: int = 1,
    level: float = 0.95,
    progress: Callable[[float], object] | None = None,
) -> dict[str, np.ndarray]:
    """First-order and total indices of each input, with intervals.

    function: takes points (points, dimensions), uniform between 0 and 1, and gives values (points,)
    or (points, outputs). groups: numbers of dimensions that count as one input; None takes each by
    itself. points: of each of the inputs + 2 samples; the nearest of the lattices there are.
    level: of the intervals, from 200 bootstrap resamples of the points (wider than the true error,
    as points of a lattice are more even than those of chance). Returns arrays ``first``,
    ``first_low``, ``first_high``, ``total``, ``total_low``, ``total_high`` of shape (inputs,
    outputs), NaN for an output that does not vary. First-order indices after Saltelli and others
    (2010), total ones after Jansen (1999).
    """
    random = np.random.default_rng([seed, 17])
    size = size_near(points)
    parts = [[i] for i in range(dimensions)] if groups is None else [list(each) for each in groups]
    cube = uniform_points(size, 2 * dimensions, random)
    # Of the two halves each dimension has one number, so that A and B are alike in quality.
    a, b = np.ascontiguousarray(cube[:, 0::2]), np.ascontiguousarray(cube[:, 1::2])

    def value(x: np.ndarray) -> np.ndarray:
        found = np.asarray(function(x), dtype=np.float64)
        return found[:, None] if found.ndim == 1 else found

    f_a, f_b = value(a), value(b)
    middle = 0.5 * (f_a.mean(axis=0) + f_b.mean(axis=0))
    f_a, f_b = f_a - middle, f_b - middle
    outputs = f_a.shape[1]
    draws = random.multinomial(size, np.full(size, 1 / size), size=_RESAMPLES) / size
    weights = np.concatenate([np.full((1, size), 1 / size), draws])
    mean = 0.5 * weights @ (f_a + f_b)
    variance = 0.5 * weights @ (f_a**2 + f_b**2) - mean**2
    tails = [50 * (1 - level), 50 * (1 + level)]
    shape = (len(parts), outputs)
    names = ("first", "first_low", "first_high", "total", "total_low", "total_high")
    made = {name: np.empty(shape) for name in names}
    for i, part in enumerate(parts):
        mixed = a.copy()
        mixed[:, part] = b[:, part]
        f_mixed = value(mixed) - middle
        with np.errstate(invalid="ignore", divide="ignore"):
            first = weights @ (f_b * (f_mixed - f_a)) / variance
            total = 0.5 * weights @ (f_a - f_mixed) ** 2 / variance
        for name, found in (("first", first), ("total", total)):
            made[name][i] = found[0]
            made[f"{name}_low"][i], made[f"{name}_high"][i] = np.percentile(
                found[1:], tails, axis=0
            )
        if progress is not None:
            progress((i + 1) / len(parts))
    return made


def sobol_indices(
    function: Callable[[np.ndarray], np.ndarray],
    dimensions: int,
    *,
    points: int = 16384,
    seed: int = 1,
    level: float = 0.95,
) -> Frame:
    """Sobol' indices of any function of independent uniform numbers: shares of its variance.

    function: takes points (points, dimensions) between 0 and 1 and gives a value of each. points:
    of each of dimensions + 2 samples (the nearest of the lattices there are, 251 to 131,041). seed:
    the same one gives the same figures. level: of the bootstrap intervals. Columns: input (from
    0), first, first_low, first_high (its own share), total, total_low, total_high (with what it
    does together with others). Raises ValueError for numbers that make no sense or a function
    that gives other shapes or NaN, TypeError for what is no function.
    """
    if not callable(function):
        raise must_be("function", "a callable", function)
    d = whole("dimensions", dimensions, 1, 10_000)
    count = whole("points", points, 2, 2**28 // d)  # 2 GiB an array of them
    if not 0 < level < 1:
        raise ValueError(f"level is {level:g}, must be between 0 and 1")

    def value(x: np.ndarray) -> np.ndarray:
        return values_of(function(x), len(x))

    whole_seed = whole("seed", seed, 0)
    found = indices_of(value, d, points=count, seed=whole_seed, level=level)
    columns: dict[str, Any] = {"input": np.arange(d, dtype=np.float64)}
    return Frame({**columns, **{name: array[:, 0] for name, array in found.items()}})
