"""Draws of what becomes of a project's like, path by path and project beside project."""

from __future__ import annotations

import datetime
import zlib
from typing import Any

import numpy as np

from ..cells import add_months
from .project import Project, stage_in
from .reference import Reference

#: Predictions kept, by what was asked.
_MOST_PREDICTED = 4096
#: Numbers a table of chances may hold, and all that are kept; rows of one at the least.
_MOST_CELLS, _MOST_KEPT, _LEAST_ROWS = 1 << 20, 1 << 23, 64


def shuffled(name: str, what: str, seed: int, count: int) -> np.ndarray:
    """Evenly spread levels of 0 to 1 in an order of the project's own."""
    return (_random(f"{what}/{name}", seed).permutation(count) + 0.5) / count


def _random(name: str, seed: int) -> np.random.Generator:
    key = [seed & 0xFFFFFFFFFFFFFFFF, zlib.crc32(name.encode())]
    return np.random.Generator(np.random.Philox(key=key))


class Outside:
    """Shares that a reference class foretells of projects.

    A class of few programmes may have met more or fewer failures than there are, and what it gets
    wrong it gets wrong for all projects at once. So on each path its programmes are weighted anew,
    by independent exponentials of mean 1 (the Bayesian bootstrap: Rubin, Annals of Statistics 9,
    1981), the same for all projects. Which of its levels a project takes on which path follows from
    that; the levels themselves are evenly spread, so that each project alone is as the class says.
    """

    def __init__(self, reference: Reference, paths: int, seed: int) -> None:
        self.reference = reference
        self._count, self._seed, self._stages = paths, seed, reference.stages
        places, programmes = reference.places_of_cases()
        rows = min(paths, 1024)
        while rows > _LEAST_ROWS and rows * len(places) > _MOST_CELLS:
            rows //= 2
        lean = _random("outside", seed).standard_exponential((rows, programmes))
        self._lean = np.ascontiguousarray(lean[:, places])  #: a row a weighting, a column a case
        self._predicted: dict[Any, tuple[np.ndarray, np.ndarray]] = {}
        self._tables: dict[bytes, np.ndarray] = {}

    def shares(self, project: Project, as_of: datetime.date) -> np.ndarray:
        """A project's share of what was announced, on each path."""
        key = self._asked(project, as_of)
        shares, weights = self._prediction(key)
        below = np.cumsum(weights)
        levels = self._levels(below, project.name)
        at = np.searchsorted(below, levels)
        return shares[np.minimum(at, len(shares) - 1)]

    def _asked(self, project: Project, as_of: datetime.date) -> tuple[Any, ...]:
        stage = stage_in(self._stages, project.stage)
        since = min(project.signed_on or as_of, project.begins)
        return stage, project.branch, since, project.begins

    def _prediction(self, key: tuple[Any, ...]) -> tuple[np.ndarray, np.ndarray]:
        if key not in self._predicted:
            stage, branch, since, begins = key
            by = add_months(begins, 12) - datetime.timedelta(days=1)
            names = ("stage", "kind", "announced_on", "by_when")
            asked = dict(zip(names, ([stage], [branch], [since], [by])))
            if len(self._predicted) >= _MOST_PREDICTED:
                self._predicted.clear()
            (self._predicted[key],) = self.reference.distribution(asked)
        return self._predicted[key]

    def _levels(self, below: np.ndarray, name: str) -> np.ndarray:
        """Evenly spread levels, in the order in which paths rank by their weights of the class."""
        key = below.tobytes()
        if key not in self._tables:
            if (len(self._tables) + 1) * self._lean.size > _MOST_KEPT:
                self._tables.clear()
            weights = np.diff(below, prepend=0.0)
            table = np.cumsum(self._lean * weights, axis=1)
            # Row after row as one rising series, row i from i to i + 1.
            table /= table[:, -1:].copy()
            table += np.arange(len(table))[:, None]
            self._tables[key] = table
        table = self._tables[key]
        rows = np.arange(self._count) % len(table)
        own = shuffled(name, "outside", self._seed, self._count) + rows
        last = table.shape[1] - 1
        at = np.clip(np.searchsorted(table.ravel(), own) - rows * (last + 1), 0, last)
        low = np.where(at > 0, table[rows, at - 1], rows)
        part = np.clip((own - low) / np.maximum(table[rows, at] - low, 1e-12), 0, 1)
        under = np.where(at > 0, below[at - 1], 0)
        found = under + part * (below[at] - under)
        ranked = np.empty(self._count)
        ranked[np.argsort(found, kind="stable")] = np.arange(self._count) + 0.5
        return ranked / self._count
