"""A plant's past as a likelihood of its drivers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from . import _core
from .calibrate_data import Seen, floor_of, past_timeline
from .calibrate_evidence import Evidence
from .calibrate_exact import Exact
from .calibrate_noise import Shocks
from .path_function import PathFunction
from .units import clean

#: Points the search begins at, of which the best is taken.
_FIRST = 64
#: Of a log, for a first guess.
_GUESS_SD = 0.3
#: Shocks are found again about the mode, at most so often.
_TURNS = 3
#: So many of the first points are looked at for other shocks.
_OTHERS = 6
#: Of the least that counts: a figure below is nothing, of which no slope tells.
_LITTLE = 0.01
#: So many draws are tried with noise; where figures miss by more, in sds of what is on top of them,
#: shocks do not act in proportion.
_TRIED, _BENT = 32, 0.02
#: Shocks are taken path by path of alternatives above this, and for so many draws.
_MATTERS, _FEWEST = 0.02, 128


class Past:
    """What a plant would have shown in the periods observed."""

    def __init__(
        self, plant: _core.Plant, seen: list[Seen], evidence: Evidence, extra_sd: float
    ) -> None:
        self.seen = seen
        self.evidence = evidence
        self._extra_sd = extra_sd
        kinds = list(dict.fromkeys(each.by for each in seen))
        members = [each for each in kinds if each != "plant"]
        self.f = PathFunction(
            plant,
            past_timeline(plant, seen),
            metrics=list(dict.fromkeys(each.metric for each in seen)),
            steps=list(dict.fromkeys(each.step for each in seen)),
            views=["period"],
            by=members or None,
        )
        at = {
            (each.metric, each.by, each.member, each.start, each.end): i
            for i, each in enumerate(self.f.figures)
        }
        self._columns = [
            at[each.metric, each.by, each.member, each.start, each.end] for each in seen
        ]
        self._whole = self._columns == list(range(len(self.f.figures)))
        self.drivers = self.f.drivers
        self._floor = floor_of(seen)
        self._counts = np.array([each.metric == "units" for each in seen])
        self._logs = np.log(np.maximum([each.amount for each in seen], self._floor))
        self._single = len({(each.metric, each.by, each.member) for each in seen}) == 1
        self.evidence.bind(self.f)

    def figures(self, z: np.ndarray, alternative: int) -> np.ndarray:
        """Without noise, a row a path."""
        made = self.f(z, alternative, noise=False)
        return made if self._whole else made[:, self._columns]

    def starts(self, alternative: int) -> list[np.ndarray]:
        """Where modes are sought from: the likeliest of a few points, and the likeliest of those
        whose shocks are others."""
        z = self._first
        figures = self.figures(z, alternative)
        off = self._logs - np.log(np.maximum(figures, self._floor))
        cost = np.minimum((off / _GUESS_SD) ** 2, 25 + np.abs(off)).sum(axis=1) + (z**2).sum(axis=1)
        order = np.argsort(cost, kind="stable")
        first = z[order[0]]
        if len(self.f.noise(alternative)) < 2:
            return [first]
        own = np.abs(self.shocks(first, alternative).slopes)
        for i in order[1:_OTHERS]:
            other = np.abs(self.shocks(z[i], alternative).slopes)
            if np.abs(other - own).sum() > 0.5 * max(own.sum(), other.sum()):
                return [first, z[i]]
        return [first]

    def check_possible(self) -> None:
        """Raises ValueError where something was made when no path makes anything."""
        if not self.drivers:
            return
        rng = np.random.default_rng(19)
        z = 2.5 * rng.standard_normal((256, len(self.drivers)))
        most = np.zeros(len(self.seen))
        for i in range(len(self.f.alternatives)):
            most = np.maximum(most, self.figures(z, i).max(axis=0))
        for each, can in zip(self.seen, most):
            if each.amount > 0 and can <= 0:
                raise ValueError(
                    f"{each.where}: {clean(each.label)} of {each.series} is {each.amount:,.6g}, "
                    "before any of its lines could have started; must be 0 or left out"
                )

    def shocks(self, z: np.ndarray, alternative: int) -> Shocks:
        """How the figures move with noise about a point; those that are nothing there, as they
        move where most of them are something."""
        slopes, shift, empty = self._slopes(z, alternative)
        if empty.any() and not empty.all():
            other = self._fullest(alternative, empty)
            if other is not None:
                more, beside, still = self._slopes(other, alternative)
                filled = empty & ~still
                slopes[filled], shift[filled] = more[filled], beside[filled]
        # A jump from nothing, or to it, is no slope.
        slopes = slopes.clip(-1.5, 1.5)
        return Shocks(
            self._logs,
            slopes,
            shift.clip(-0.5, 0.5),
            self._floor,
            self._counts,
            self._extra_sd,
            self._single,
        )

    def _slopes(self, z: np.ndarray, alternative: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """By central differences: slopes, half the sum of second ones, what is nothing there."""
        drivers = len(self.drivers)
        count = self.f.dimensions(alternative) - drivers
        rows = np.zeros((2 * count + 1, drivers + count))
        rows[:, :drivers] = z
        steps = np.arange(count)
        rows[1 + steps, drivers + steps] = 1
        rows[1 + count + steps, drivers + steps] = -1
        made = self.f(rows, alternative)[:, self._columns]
        logs = np.log(np.maximum(made, _LITTLE * self._floor))
        up, down = logs[1 : 1 + count], logs[1 + count :]
        slopes = 0.5 * (up - down).T
        shift = 0.5 * (up - 2 * logs[0] + down).sum(axis=0)
        return slopes, shift, made[0] <= 4 * _LITTLE * self._floor

    def _fullest(self, alternative: int, empty: np.ndarray) -> np.ndarray | None:
        """The first point at which the most of those figures are something."""
        z = self._first
        made = self.figures(z, alternative)[:, empty] > 4 * _LITTLE * self._floor[empty]
        there = made.sum(axis=1)
        best = int(np.argmax(there))
        return z[best] if there[best] else None

    @cached_property
    def _first(self) -> np.ndarray:
        """Points of the prior, of which the first is its middle."""
        z = np.random.default_rng(17).standard_normal((_FIRST, len(self.drivers)))
        z[0] = 0
        return z

    def mode(
        self, alternative: int, seed: int, progress: Callable[[float], object] | None = None
    ) -> dict[str, Any]:
        """The likeliest drivers (``mode``), the evidence by them alone, and the ``shocks`` about
        them: the best of those found from several starts."""
        starts = self.starts(alternative)
        if not self.drivers:
            return self._certain(alternative, self.shocks(starts[0], alternative))
        found = [self._settled(alternative, seed, each, progress) for each in starts]
        return max(found, key=lambda each: each["laplace_log_evidence"])

    def posterior(
        self,
        alternative: int,
        mode: dict[str, Any] | None,
        draws: int,
        seed: int,
        temper: str = "if_needed",
        share: float = 1.0,
        progress: Callable[[float], object] | None = None,
    ) -> dict[str, Any]:
        """Draws of the drivers (``z``) given what was observed, what `condition` tells of them and
        the ``shocks``. mode: of ``mode``; None: it is sought on the way. share: of the alternative
        by its mode, for which fewer draws do where shocks are taken path by path."""
        if not self.drivers:
            mode = mode or self.mode(alternative, seed)
            return mode | {"z": np.zeros((draws, 0)), "effective_draws": float(draws)}
        if mode is None:
            mode = self._settled(alternative, seed, self.starts(alternative)[0], progress)
        shocks = mode["shocks"]
        start = np.asarray(mode["mode"])
        found = self._conditioned(alternative, shocks, draws, seed, start, temper, False, progress)
        found["shocks"] = shocks
        if share > _MATTERS and self._bent(found["draws"], shocks, alternative, seed):
            exact = Exact(self, alternative, seed)
            few = min(draws, max(_FEWEST, int(min(2 * share, 1) * exact.affordable())))
            found = self._conditioned(
                alternative, shocks, few, seed, start, temper, False, progress, exact
            )
            found["shocks"], found["exact"] = shocks, exact
        found["z"] = found.pop("draws")
        return found

    def _bent(self, z: np.ndarray, shocks: Shocks, alternative: int, seed: int) -> bool:
        """Whether figures of some draws with noise are not what is linear in it."""
        few = z[:: max(1, len(z) // _TRIED)]
        figures = self.figures(few, alternative)
        noise = shocks.draw(figures, np.random.default_rng([seed, alternative, 3]))
        made = self.f(np.concatenate([few, noise], axis=1), alternative)[:, self._columns]
        return shocks.bend(figures, noise, made) > _BENT

    def _settled(
        self,
        alternative: int,
        seed: int,
        start: np.ndarray,
        progress: Callable[[float], object] | None,
    ) -> dict[str, Any]:
        """The mode, with shocks as they are about the mode that comes out."""
        shocks = self.shocks(start, alternative)
        for turn in range(_TURNS):
            found = self._conditioned(
                alternative, shocks, 16, seed, start, "if_needed", True, progress
            )
            start = np.asarray(found["mode"])
            again = self.shocks(start, alternative)
            change = np.abs(again.slopes - shocks.slopes).max(initial=0)
            if turn + 1 == _TURNS or change <= 0.1 * np.abs(shocks.slopes).max(initial=1e-3):
                break
            shocks = again
        found["shocks"] = shocks
        return found

    def _conditioned(
        self,
        alternative: int,
        shocks: Shocks,
        draws: int,
        seed: int,
        start: np.ndarray,
        temper: str,
        only_mode: bool,
        progress: Callable[[float], object] | None,
        exact: Exact | None = None,
    ) -> dict[str, Any]:
        told = self._likelihood(alternative, shocks)
        better = None if exact is None else self._with_evidence(exact.log_likelihood, alternative)
        count = len(self.drivers)
        return _core.condition(
            told, count, draws, seed, start.tolist(), temper, only_mode, progress, better
        )

    def _certain(self, alternative: int, shocks: Shocks) -> dict[str, Any]:
        """Of a plant without drivers."""
        z = np.zeros((1, 0))
        told = shocks.log_likelihood(self.figures(z, alternative))[0]
        return {
            "mode": z[0],
            "shocks": shocks,
            "k_hat": 0.0,
            "log_evidence": float(told),
            "laplace_log_evidence": float(told),
            "tempered": False,
        }

    def _likelihood(self, alternative: int, shocks: Shocks) -> Callable[[np.ndarray], np.ndarray]:
        return self._with_evidence(
            lambda z: shocks.log_likelihood(self.figures(z, alternative)), alternative
        )

    def _with_evidence(
        self, figures: Callable[[np.ndarray], np.ndarray], alternative: int
    ) -> Callable[[np.ndarray], np.ndarray]:
        """What figures tell of drivers, and what is known beside."""
        if not self.evidence.rows:
            return figures
        return lambda z: figures(z) + self.evidence.log_likelihood(self.f.numbers(z, alternative))
