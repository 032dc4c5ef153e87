"""A plant's past as a likelihood of its drivers."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import numpy as np

from .. import _core
from ..targets.path_function import PathFunction
from ..units import clean
from .calibrate_data import Seen, floor_of, not_of, past_timeline
from .calibrate_evidence import Evidence
from .calibrate_noise import Shocks

#: Points the search begins at, of which the best is taken.
_FIRST = 64
#: Of a log, for a first guess.
_GUESS_SD = 0.3
#: Shocks are found again about the mode, at most so often.
_TURNS = 3
#: So many of the first points are looked at for other shocks.
_OTHERS = 6


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
        rng = np.random.default_rng(17)
        z = rng.standard_normal((_FIRST, len(self.drivers)))
        z[0] = 0
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
        """How the figures move with noise about a point."""
        drivers = len(self.drivers)
        count = self.f.dimensions(alternative) - drivers
        rows = np.zeros((2 * count + 1, drivers + count))
        rows[:, :drivers] = z
        steps = np.arange(count)
        rows[1 + steps, drivers + steps] = 1
        rows[1 + count + steps, drivers + steps] = -1
        all_made = self.f(rows, alternative)
        made = all_made[:, self._columns]
        logs = np.log(np.maximum(made, self._floor))
        up, down = logs[1 : 1 + count], logs[1 + count :]
        slopes = 0.5 * (up - down).T
        shift = 0.5 * (up - 2 * logs[0] + down).sum(axis=0)
        # A jump from nothing, or to it, is no slope.
        slopes = slopes.clip(-1.5, 1.5)
        return Shocks(
            self._logs,
            slopes,
            shift.clip(-0.5, 0.5),
            self._floor,
            self._units_of(all_made[0]),
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

    def mode(
        self, alternative: int, seed: int, progress: Callable[[float], object] | None = None
    ) -> dict[str, Any]:
        """The likeliest drivers (``mode``), the evidence by them alone, and the ``shocks`` about
        them: the best of those found from several starts."""
        starts = self.starts(alternative)
        if not self.drivers:
            return self._certain(alternative, self.shocks(starts[0], alternative))
        found = [self._settled(alternative, 16, seed, each, True, progress) for each in starts]
        return max(found, key=lambda each: each["laplace_log_evidence"])

    def posterior(
        self,
        alternative: int,
        mode: dict[str, Any] | None,
        draws: int,
        seed: int,
        temper: str = "if_needed",
        progress: Callable[[float], object] | None = None,
    ) -> dict[str, Any]:
        """Draws of the drivers (``z``) given what was observed, what `condition` tells of them and
        the ``shocks``. mode: of ``mode``; None: it is sought on the way."""
        if not self.drivers:
            mode = mode or self.mode(alternative, seed)
            return mode | {"z": np.zeros((draws, 0)), "effective_draws": float(draws)}
        if mode is None:
            start = self.starts(alternative)[0]
            found = self._settled(alternative, draws, seed, start, False, progress)
        else:
            shocks, start = mode["shocks"], np.asarray(mode["mode"])
            found = self._conditioned(
                alternative, shocks, draws, seed, start, temper, False, progress
            )
            found["shocks"] = shocks
        found["z"] = found.pop("draws")
        return found

    def _settled(
        self,
        alternative: int,
        draws: int,
        seed: int,
        start: np.ndarray,
        only_mode: bool,
        progress: Callable[[float], object] | None,
    ) -> dict[str, Any]:
        """Conditioned on shocks as they are about the mode that comes out."""
        shocks = self.shocks(start, alternative)
        for turn in range(_TURNS):
            found = self._conditioned(
                alternative, shocks, draws, seed, start, "if_needed", only_mode, progress
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
    ) -> dict[str, Any]:
        told = self._likelihood(alternative, shocks)
        count = len(self.drivers)
        return _core.condition(
            told, count, draws, seed, start.tolist(), temper, only_mode, progress
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
        evidence = self.evidence if self.evidence.rows else None

        def told(z: np.ndarray) -> np.ndarray:
            made = shocks.log_likelihood(self.figures(z, alternative))
            if evidence is not None:
                made = made + evidence.log_likelihood(self.f.numbers(z, alternative))
            return made

        return told
