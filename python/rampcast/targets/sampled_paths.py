"""A plant's figure on sampled paths, of which assumptions are held or changed one by one."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from .. import _core
from .condition import Condition, shortened
from .demands import Demand, default_period, metric_name
from .driver_numbers import DriverNumbers

_STANDARD = _core.Normal(0, 1)
_NOISE_ROWS = 8192
#: Options of so little weight are on no path.
_NEVER = 1e-12


class SampledPaths:
    """One figure of a plant as a function of drivers, alternatives and noise.

    A path is a row x: correlated standard normal numbers of the drivers, one for each set of
    alternatives, and one for all noise.
    """

    def __init__(
        self,
        plant: Any,
        timeline: Any,
        metric: Any,
        period: Any,
        product: str,
        seed: int,
    ) -> None:
        self.plant, self.timeline, self.seed = plant, timeline, seed
        label = default_period(plant, timeline) if period is None else str(period)
        self.demand = Demand(metric_name(metric), label, 0.0, None, product)
        self.condition: Condition = shortened(plant, timeline, [self.demand], seed)
        self.f = self.condition.f
        self.numbers = DriverNumbers(plant, self.f)
        self.drivers = self.numbers.count
        self._sets()

    def _sets(self) -> None:
        """The sets of alternatives, drawn each by itself where their weights allow."""
        every = self.f.alternatives
        used = [a for a, each in enumerate(every) if each.weight > _NEVER]
        each_of = [every[a] for a in used]
        asked = self.plant.alternatives
        options = [list(dict.fromkeys(e.options[i] for e in each_of)) for i in range(len(asked))]
        shares = [
            np.array([sum(e.weight for e in each_of if e.options[i] == name) for name in names])
            for i, names in enumerate(options)
        ]
        self.set_names = [each.name for each in asked]
        self.options = options
        table = np.full([len(names) for names in options], -1, dtype=np.int64)
        for a, each in zip(used, each_of):
            at = tuple(options[i].index(name) for i, name in enumerate(each.options))
            table[at] = a
            product = float(np.prod([shares[i][k] for i, k in enumerate(at)]))
            if abs(product - each.weight) > 1e-9:
                table = np.full(1, -1)
                break
        if table.size and (table < 0).any():
            self.set_names, self.options = (
                ["alternatives"],
                [[", ".join(e.options) for e in each_of]],
            )
            shares = [np.array([e.weight for e in each_of])]
            table = np.array(used)
        self._table = table
        self.shares = shares
        self._ends = [
            np.asarray(_STANDARD.quantile(np.clip(np.cumsum(s)[:-1], 1e-300, 1 - 1e-16)))
            for s in shares
        ]

    @property
    def width(self) -> int:
        """Of a row x."""
        return self.drivers + len(self.set_names) + 1

    @property
    def names(self) -> list[str]:
        """What each number of a row is."""
        return [*self.numbers.names, *self.set_names, "chance month by month"]

    @functools.cached_property
    def correlation(self) -> np.ndarray:
        """Of the numbers of a row."""
        made = np.eye(self.width)
        made[: self.drivers, : self.drivers] = self.numbers.correlation
        return made

    @functools.cached_property
    def groups(self) -> list[list[int]]:
        """Numbers of a row that are not correlated with others, or that are together."""
        linked = np.abs(self.correlation) > 1e-9
        left = set(range(self.width))
        groups = []
        for first in range(self.width):
            if first not in left:
                continue
            group, grown = {first}, {first}
            while grown:
                grown = {j for i in grown for j in np.flatnonzero(linked[i])} - group
                group |= {int(j) for j in grown}
            left -= group
            groups.append(sorted(group))
        return groups

    @functools.cached_property
    def _noise(self) -> np.ndarray:
        random = np.random.default_rng([self.seed, 41])
        width = self.condition.dimensions - self.drivers
        return random.standard_normal((_NOISE_ROWS, width), dtype=np.float32)

    @functools.cached_property
    def _noise_ends(self) -> np.ndarray:
        return np.asarray(_STANDARD.quantile(np.arange(1, _NOISE_ROWS) / _NOISE_ROWS))

    def alternatives(self, x: np.ndarray) -> np.ndarray:
        """The combination of alternatives of each row."""
        if not self.set_names:
            return np.zeros(len(x), dtype=np.int64)
        at = [np.searchsorted(ends, x[:, self.drivers + i]) for i, ends in enumerate(self._ends)]
        return self._table[tuple(at)]

    def sample(self, count: int, stream: int = 0) -> np.ndarray:
        """Rows x by chance."""
        random = np.random.default_rng([self.seed, 43, stream])
        x = random.standard_normal((count, self.width))
        x[:, : self.drivers] = self.numbers.correlated(x[:, : self.drivers])
        return x

    def value(self, x: np.ndarray, noise: np.ndarray | None = None) -> np.ndarray:
        """The figure of each row. noise: rows of the table of noise, None takes those of x."""
        return self.of(self._figure, x, noise)

    def _figure(self, z: np.ndarray, alternative: int) -> np.ndarray:
        return self.condition.figures(z, alternative)

    def of(self, function: Any, x: np.ndarray, noise: np.ndarray | None = None) -> np.ndarray:
        """What a function (rows of z, alternative) gives, for rows x; the first of its columns
        where there is one only."""
        rows = np.searchsorted(self._noise_ends, x[:, -1]) if noise is None else noise
        z = np.concatenate(
            [self.numbers.independent(x[:, : self.drivers]).astype(np.float32), self._noise[rows]],
            axis=1,
        )
        chosen = self.alternatives(x)
        made: np.ndarray | None = None
        for a in np.unique(chosen):
            own = np.flatnonzero(chosen == a)
            found = np.asarray(function(z[own], int(a)), dtype=np.float64)
            if made is None:
                made = np.empty((len(x), found.shape[1]))
            made[own] = found
        assert made is not None
        return made[:, 0] if made.shape[1] == 1 else made

    def by_set(self, index: int) -> tuple[str, list[str], np.ndarray]:
        """A set of alternatives: its name, options and their weights."""
        return self.set_names[index], self.options[index], self.shares[index]

    def held_option(self, x: np.ndarray, index: int, option: int) -> np.ndarray:
        """Rows with one option of a set."""
        ends = self._ends[index]
        low = ends[option - 1] if option else -9.0
        high = ends[option] if option < len(ends) else 9.0
        held = x.copy()
        held[:, self.drivers + index] = 0.5 * (max(low, -9.0) + min(high, 9.0))
        return held

    def held(self, x: np.ndarray, driver: int, value: float) -> np.ndarray:
        """Rows in which a driver's standard normal number is this, all else as it was."""
        held = x.copy()
        held[:, driver] = value
        return held
