"""A plant's past as a likelihood of its drivers."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from .. import _core
from ..targets.path_function import PathFunction
from ..units import clean
from .calibrate_data import Seen, floor_of, not_of, past_timeline
from .calibrate_evidence import Evidence
from .calibrate_exact import Exact
from .calibrate_noise import Shocks

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


def _makes(line: _core.Line, seen: Seen) -> bool:
    """Whether a line is what a figure is of, or makes it."""
    if seen.by == "line":
        return bool(line.name == seen.member)
    return seen.by != "product" or not line.products or seen.member in line.products


class Past:
    """What a plant would have shown in the periods observed."""

    def __init__(
        self, plant: _core.Plant, seen: list[Seen], evidence: Evidence, extra_sd: float
    ) -> None:
        self.seen = seen
        self.evidence = evidence
        self._plant, self._timeline = plant, past_timeline(plant, seen)
        self._extra_sd = extra_sd
        kinds = list(dict.fromkeys(each.by for each in seen))
        members = [each for each in kinds if each != "plant"]
        metrics = list(dict.fromkeys(each.metric for each in seen))
        if metrics != ["units"]:
            metrics = list(dict.fromkeys([*metrics, "units"]))
        self.f = PathFunction(
            plant,
            self._timeline,
            metrics=metrics,
            steps=list(dict.fromkeys(each.step for each in seen)),
            views=["period"],
            by=members or None,
        )
        at = {
            (each.metric, each.by, each.member, each.start, each.end): i
            for i, each in enumerate(self.f.figures)
        }
        self._columns = []
        for each in seen:
            key = (each.metric, each.by, each.member, each.start, each.end)
            if key not in at:
                raise ValueError(f"{each.where}: {not_of(plant, each)}")
            self._columns.append(at[key])
        #: Where the units of each figure are.
        self._units = [at[("units", e.by, e.member, e.start, e.end)] for e in seen]
        self._whole = self._columns == list(range(len(self.f.figures)))
        self.drivers = self.f.drivers
        #: Lines and periods in which they make nothing on any path.
        self.idle: set[tuple[str, datetime.date, datetime.date]] = set()
        self._floor = floor_of(seen)
        self._counted = np.array([each.metric == "units" for each in seen])
        self._logs = np.log(np.maximum([each.amount for each in seen], self._floor))
        one = len({(each.metric, each.by, each.member) for each in seen}) == 1
        self._single = one and bool(self._counted.all())
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
        rng = np.random.default_rng(19)
        z = 2.5 * rng.standard_normal((256 if self.drivers else 1, len(self.drivers)))
        most = np.zeros(len(self.f.figures))
        for i in range(len(self.f.alternatives)):
            most = np.maximum(most, self.f(z, i, noise=False).max(axis=0))
        self.idle = {
            (each.member, each.start, each.end)
            for each, can in zip(self.f.figures, most)
            if each.by == "line" and each.metric == "units" and can <= 0
        }
        if not self.drivers:
            return
        for each, can in zip(self.seen, most[self._columns]):
            if each.amount > 0 and can <= 0:
                raise ValueError(
                    f"{each.where}: {clean(each.label)} of {each.series} is {each.amount:,.6g}, "
                    f"{self._why_none(each, z)}; must be 0 or left out{self._early(each)}"
                )

    def _early(self, seen: Seen) -> str:
        own = self._plant.timeline
        if own is None or seen.start >= own.start:
            return ""
        return f" (the timeline begins on {own.start})"

    def _why_none(self, seen: Seen, z: np.ndarray) -> str:
        """Why nothing is made in a period on any path."""
        f = PathFunction(
            self._plant, self._timeline, metrics=["line_capacity"], steps=[seen.step], by=["line"]
        )
        lines = [each for each in self._plant.lines if _makes(each, seen)]
        names = [each.name for each in lines]
        now = before = 0.0
        for i in range(len(f.alternatives)):
            for value, each in zip(f(z, i, noise=False).max(axis=0), f.figures):
                if each.by != "line" or each.member not in names or each.start > seen.start:
                    continue
                now = max(now, float(value) if each.start == seen.start else 0.0)
                before = max(before, float(value))
        if now > 0:
            return (
                "of which orders, components, people, cash or other products leave none on any path"
            )
        if before > 0:
            return "when the plant is closed or its lines make nothing"
        return "before any of its lines could have started"

    def shocks(self, z: np.ndarray, alternative: int) -> Shocks:
        """How the figures move with noise about a point; those that are nothing there, as they
        move where most of them are something."""
        slopes, shift, figures = self._slopes(z, alternative)
        empty = self._nothing(figures)
        if empty.any() and not empty.all():
            other = self._fullest(alternative, empty)
            if other is not None:
                more, beside, there = self._slopes(other, alternative)
                filled = empty & ~self._nothing(there)
                slopes[filled], shift[filled] = more[filled], beside[filled]
        # A jump from nothing, or to it, is no slope.
        slopes = slopes.clip(-1.5, 1.5)
        return Shocks(
            self._logs,
            slopes,
            shift.clip(-0.5, 0.5),
            self._floor,
            self._units_of(figures),
            self._extra_sd,
            self._single,
        )

    def _units_of(self, figures: np.ndarray) -> np.ndarray:
        """How many units each figure observed is of: of a value, by what one brings."""
        amounts = np.exp(self._logs)
        if self._counted.all():
            return amounts
        made = figures.astype(float)
        of_one = made[self._columns] / np.maximum(made[self._units], 1e-300)
        units = amounts / np.where(of_one > 0, of_one, np.inf)
        return np.where(self._counted, amounts, units)

    def _slopes(self, z: np.ndarray, alternative: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """By central differences: slopes and half the sum of second ones; and all figures there."""
        drivers = len(self.drivers)
        count = self.f.dimensions(alternative) - drivers
        rows = np.zeros((2 * count + 1, drivers + count))
        rows[:, :drivers] = z
        steps = np.arange(count)
        rows[1 + steps, drivers + steps] = 1
        rows[1 + count + steps, drivers + steps] = -1
        made = self.f(rows, alternative)
        logs = np.log(np.maximum(made[:, self._columns], _LITTLE * self._floor))
        up, down = logs[1 : 1 + count], logs[1 + count :]
        slopes = 0.5 * (up - down).T
        shift = 0.5 * (up - 2 * logs[0] + down).sum(axis=0)
        return slopes, shift, made[0]

    def _nothing(self, figures: np.ndarray) -> np.ndarray:
        """Which of what was observed is nothing."""
        return np.asarray(figures[self._columns] <= 4 * _LITTLE * self._floor)

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
            exact = Exact(self, shocks, alternative, seed)
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
