"""Shapley effects of any function of correlated normal numbers: shares of its variance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..frame import Frame
from ..refusals import must_be, values_of, whole
from .lattice import normal_points, size_near


class _Blocks:
    """Draws of correlated numbers in which those of chosen players come first.

    Players whose numbers go together are a block. In the order of a row its numbers are Lₒ e with
    e independent; two draws with the same e of the first k players share those players' numbers,
    and differ in the others as these are spread given them.
    """

    def __init__(self, correlation: np.ndarray, players: list[list[int]]) -> None:
        self.correlation = correlation
        owner = np.empty(len(correlation), dtype=np.int64)
        for i, own in enumerate(players):
            owner[own] = i
        group = np.arange(len(players))
        for i, j in zip(*np.nonzero(np.triu(np.abs(correlation) > 1e-12, 1))):
            group[group == group[owner[j]]] = group[owner[i]]
        blocks = [np.flatnonzero(group[owner] == g) for g in np.unique(group)]
        self.blocks = [
            own for own in blocks if len(own) > 1 and np.abs(_apart(correlation, own)).max() > 0
        ]
        self.owner = owner

    def prepare(self, rank: np.ndarray) -> None:
        """rank: of each player in each row (rows, players)."""
        self._lower = []
        for own in self.blocks:
            order = np.argsort(rank[:, self.owner[own]], axis=1, kind="stable")
            index = own[order]
            matrix = self.correlation[index[:, :, None], index[:, None, :]]
            matrix = matrix + 1e-12 * np.eye(len(own))
            self._lower.append((index, np.linalg.cholesky(matrix)))

    def drawn(self, e: np.ndarray) -> np.ndarray:
        """Correlated numbers of independent ones, each row in its order."""
        x = e.copy()
        for index, lower in self._lower:
            mine = np.take_along_axis(e, index, axis=1)
            np.put_along_axis(x, index, np.einsum("nij,nj->ni", lower, mine), axis=1)
        return x


def _apart(correlation: np.ndarray, own: np.ndarray) -> np.ndarray:
    return correlation[np.ix_(own, own)] - np.eye(len(own))


def effects_of(
    function: Callable[[np.ndarray], np.ndarray],
    correlation: np.ndarray,
    *,
    players: Sequence[Sequence[int]] | None = None,
    points: int = 4096,
    seed: int = 1,
    progress: Callable[[float], object] | None = None,
) -> tuple[np.ndarray, np.ndarray, float]:
    """Shapley effects (sum 1), their standard errors, and the variance.

    function: takes correlated standard normal points (points, dimensions). players: numbers of
    dimensions that count as one; None takes each by itself. Each point has an order of the players
    of its own; along it more and more numbers are kept (Goda 2021; for correlated numbers with
    those kept first in the order of a Cholesky factor). (players + 1) × points calls.
    """
    random = np.random.default_rng([seed, 18])
    size = size_near(points)
    d = len(correlation)
    parts = [[i] for i in range(d)] if players is None else [list(each) for each in players]
    count = len(parts)
    blocks = _Blocks(correlation, parts)
    both = normal_points(size, 2 * d, random)
    kept, fresh = both[:, 0::2], both[:, 1::2]
    rank = np.argsort(random.random((size, count)), axis=1)
    blocks.prepare(rank)
    whole = np.asarray(function(blocks.drawn(kept)), dtype=np.float64)
    before = np.asarray(function(blocks.drawn(fresh)), dtype=np.float64)
    gained = np.zeros((size, count))
    e = fresh.copy()
    rows = np.arange(size)
    turn = np.argsort(rank, axis=1)  # the player that comes k-th
    own = np.zeros((count, d), dtype=bool)
    for i, part in enumerate(parts):
        own[i, part] = True
    variance = 0.5 * (whole.var() + before.var())
    for k in range(count):
        joining = turn[:, k]
        e = np.where(own[joining], kept, e)
        now = np.asarray(function(blocks.drawn(e)), dtype=np.float64)
        gained[rows, joining] = (whole - 0.5 * (before + now)) * (now - before)
        before = now
        if progress is not None:
            progress((k + 1) / count)
    if not variance > 0:
        nan = np.full(count, np.nan)
        return nan, nan, 0.0
    effects = gained.mean(axis=0)
    errors = gained.std(axis=0) / np.sqrt(size)
    total = effects.sum()
    return effects / total, errors / total, float(variance)


def shapley_effects(
    function: Callable[[np.ndarray], np.ndarray],
    correlation: Any,
    *,
    points: int = 16384,
    seed: int = 1,
) -> Frame:
    """Shapley effects of any function of correlated standard normal numbers.

    Each input's fair share of the variance, also where inputs go together: the mean, over all
    orders in which inputs become known, of what its being known takes off the variance. They sum to
    1. function: takes points (points, dimensions), gives a value of each. correlation: of the
    numbers (dimensions, dimensions). points: of each of dimensions + 2 samples (the nearest of the
    lattices there are, 251 to 131,041). Columns: input (from 0), effect, standard_error. Raises
    ValueError for a matrix that is no correlation or a function that gives other shapes or NaN,
    TypeError for what is no function.
    """
    if not callable(function):
        raise must_be("function", "a callable", function)
    try:
        matrix = np.asarray(correlation, dtype=np.float64)
    except (TypeError, ValueError):
        raise must_be("correlation", "a matrix of numbers", correlation) from None
    if (
        matrix.ndim != 2
        or not len(matrix)
        or matrix.shape[0] != matrix.shape[1]
        or not np.isfinite(matrix).all()
        or np.abs(matrix - matrix.T).max() > 1e-9
        or np.abs(np.diag(matrix) - 1).max() > 1e-9
        or np.linalg.eigvalsh(matrix).min() < -1e-9
    ):
        raise ValueError("correlation must be symmetric, 1 along its diagonal and not negative")
    count, whole_seed = whole("points", points, 2, 2**22), whole("seed", seed, 0)

    def value(x: np.ndarray) -> np.ndarray:
        return values_of(function(x), len(x))

    effects, errors, _ = effects_of(value, matrix, points=count, seed=whole_seed)
    index = np.arange(len(matrix), dtype=np.float64)
    return Frame({"input": index, "effect": effects, "standard_error": errors})
