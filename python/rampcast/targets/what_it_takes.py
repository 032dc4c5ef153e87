"""The verb `what_it_takes`: how likely a target is, and what would have to be true."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..forecasts.write import write_frames
from ..frame import Frame
from ..refusals import whole
from .condition import Condition, shortened
from .demands import Demand, check_plant, demands_of, in_words, timeline_of
from .driver_numbers import DriverNumbers
from .impossible import proof
from .met_paths import alternatives_frame, drivers_frame, information_frame
from .minimal_set import MinimalSet, minimal_set
from .rare_event import rare_event
from .rare_result import RareEvent
from .typical_paths import binding_frame, typical_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BEFORE = tuple(f"before_{p}" for p in ("p10", "p50", "p90"))
_AFTER = tuple(f"after_{p}" for p in ("p10", "p50", "p90"))


def what_it_takes(
    plant: Any,
    target: Any = None,
    *,
    metric: str | None = None,
    at_least: float | None = None,
    period: object = None,
    timeline: Any = None,
    seed: int = 1,
    relative_error: float = 0.03,
    progress: Callable[[float], object] | None = None,
) -> WhatItTakes:
    """How likely a target is, down to 1e-16, and what would have to be true for it to be met.

    plant: a `Plant`. target: the name of one of its targets; or what is asked for together, a list
    of dicts such as ``{"metric": "units", "at_least": 20_000, "period": "2025"}`` (also
    ``at_most``, ``product``). None takes metric, at_least and period, or where there are none the
    plant's first target. period: of an announced yearly amount the year, by default the first whole
    one from which it holds; of a metric by default the first whole year that a target holds for,
    else the first of the timeline. timeline: None takes the plant's own. seed: the same one gives
    the same figures. relative_error: of the probability, aimed at. progress: called with the share
    done, 0 to 1.

    Rare targets are found by subset simulation and estimated by draws about where they are met
    (`rare_event`); a limit that forbids the target is found beforehand. Raises ValueError for a
    target or metric the plant has not, with the nearest name, or demands that contradict each
    other; TypeError for what is none; KeyboardInterrupt on Ctrl-C.
    """
    check_plant(plant)
    since = time.perf_counter()
    whole_seed = whole("seed", seed, 0)
    line = timeline_of(plant, timeline)
    demands = demands_of(plant, line, target, metric, at_least, period)
    name = target if isinstance(target, str) else None
    if name is None and target is None and metric is None and at_least is None:
        name = plant.targets[0].name
    forbidden = proof(plant, line, demands)
    if forbidden:
        _core.validate(plant)
        return WhatItTakes(plant, demands, name, forbidden, time.perf_counter() - since)
    condition = shortened(plant, line, demands, whole_seed)
    if condition.dimensions == 0:
        certain = _certain(condition)
        if not certain:
            most = _comes_to(condition)
            forbidden = f"cannot be met: nothing is uncertain, and it comes to {most}"
            return WhatItTakes(plant, demands, name, forbidden, time.perf_counter() - since)
    found = rare_event(
        condition,
        max(1, condition.dimensions),
        weights=condition.weights,
        seed=whole_seed,
        relative_error=relative_error,
        progress=None if progress is None else _first_part(progress, 0.8),
    )
    if condition.dimensions == 0:
        found = replace(found, probability=certain, standard_error=0.0, interval=(certain, certain))
    made = WhatItTakes(plant, demands, name, "", 0.0, condition, found, whole_seed)
    if progress is not None:
        progress(1.0)
    made.seconds = time.perf_counter() - since
    return made


def _certain(condition: Condition) -> float:
    """The probability where nothing is uncertain but which alternative holds."""
    nothing = np.zeros((1, 0))
    used = np.flatnonzero(condition.weights > 0)
    met = [condition.weights[a] for a in used if condition(nothing, int(a))[0] >= 0]
    return float(np.sum(met)) if len(met) < len(used) else 1.0


def _comes_to(condition: Condition) -> str:
    """What the best alternative comes to where nothing is uncertain, in words."""
    from .what_it_takes_words import reached_words

    found = [condition.figures(np.zeros((1, 0)), int(a)) for a in np.flatnonzero(condition.weights)]
    best = max(found, key=lambda figures: float(condition.distance(figures)[0]))[0]
    return " and ".join(
        reached_words(demand, float(figure), condition.plant)
        for demand, figure in zip(condition.demands, best)
    )


def _first_part(progress: Callable[[float], object], part: float) -> Callable[[float], object]:
    return lambda share: progress(part * share)


@dataclass(eq=False)
class WhatItTakes:
    """How likely a target is and what would have to be true. Made by `what_it_takes`."""

    plant: Any
    demands: list[Demand]
    #: The target's name; None where none was named.
    name: str | None
    #: Why the target cannot be met, in words; empty where it can.
    impossible: str
    #: Seconds the run took.
    seconds: float
    _condition: Condition | None = field(default=None, repr=False)
    _found: RareEvent | None = field(default=None, repr=False)
    seed: int = 1
    _made: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def rare_event(self) -> RareEvent | None:
        """How the probability was found, with its points; None where a limit forbids the target."""
        return self._found

    @property
    def probability(self) -> float:
        """That all demands are met, 0 to 1."""
        return 0.0 if self._found is None else self._found.probability

    @property
    def standard_error(self) -> float:
        """Of the probability; 0 where a limit forbids the target."""
        return 0.0 if self._found is None else self._found.standard_error

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the probability."""
        return (0.0, 0.0) if self._found is None else self._found.interval

    @property
    def told(self) -> bool:
        """Whether there are paths that meet the target, so that the tables have rows."""
        found = self._found
        return found is not None and found.effective_size >= 50 and found.method != "not met"

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    @property
    def _numbers(self) -> DriverNumbers:
        condition = self._condition
        assert condition is not None
        return self._once("numbers", lambda: DriverNumbers(self.plant, condition.f))

    @property
    def drivers(self) -> Frame:
        """Each uncertain number on all paths and on those that meet the target.

        Columns: driver, unit, before_p10, before_p50, before_p90, after_p10, after_p50, after_p90
        (in its unit; of dates the days from 1970-01-01), shift_sd (how far its mean moves, in
        standard deviations of the standard normal number behind it; the furthest first),
        divergence (what the target tells of it, in bits: at least that much).
        """
        if not self.told:
            names = ("driver", "unit", *_BEFORE, *_AFTER, "shift_sd", "divergence")
            return Frame({name: [] for name in names})
        assert self._found is not None
        found = self._found
        return self._once("drivers", lambda: drivers_frame(self._numbers, found))

    @property
    def alternatives(self) -> Frame:
        """The weight of each option of the plant's alternatives on all paths (before) and on those
        that meet the target (after). Columns: alternatives, option, before, after."""
        if not self.told:
            return Frame({name: [] for name in ("alternatives", "option", "before", "after")})
        condition, found = self._condition, self._found
        assert condition is not None
        assert found is not None
        return self._once("alternatives", lambda: alternatives_frame(condition, found))

    @property
    def information(self) -> Frame:
        """Where the surprise lies: columns what, bits. All of it is -log2 of the probability."""
        if not self.told:
            return Frame({"what": [], "bits": []})
        condition, found = self._condition, self._found
        assert condition is not None
        assert found is not None
        return self._once("information", lambda: information_frame(condition, self.drivers, found))

    @property
    def _minimal(self) -> MinimalSet | None:
        condition, found = self._condition, self._found
        if not self.told or condition is None or found is None:
            return None
        return self._once(
            "minimal", lambda: minimal_set(condition, self._numbers, found, self.seed)
        )

    @property
    def needs(self) -> Frame:
        """The fewest assumptions to be moved together for an even chance, all else as it was.

        In the likeliest reading. Columns: driver, unit, value (moved to), before_p50, level (the
        prior probability of less), moved_sd. Empty where five moved assumptions do not suffice.
        """
        found = self._minimal
        if found is None:
            names = ("driver", "unit", "value", "before_p50", "level", "moved_sd")
            return Frame({name: [] for name in names})
        return found.frame(self._numbers, self._numbers.at_levels(np.array([0.5]), 0)[0])

    @property
    def paths(self) -> Frame:
        """Two paths that stand for those that meet the target: share, the option of each set of
        alternatives, the figures asked for, and the ten drivers the target tells the most of."""
        if not self.told:
            return Frame({"share": []})
        condition, found = self._condition, self._found
        assert condition is not None
        assert found is not None
        return self._once(
            "paths",
            lambda: typical_frame(condition, self._numbers, found, self.drivers, self.seed)[0],
        )

    @property
    def binding(self) -> Frame:
        """What limits output in the period, on all paths (before) and on those that meet the target
        (after): shares of path-months. Columns: constraint, before, after."""
        if not self.told or any(each.by is not None for each in self.demands):
            return Frame({"constraint": [], "before": [], "after": []})
        condition, found = self._condition, self._found
        assert condition is not None
        assert found is not None
        period = self.demands[0].period
        step = _core.parse_period(period, condition.timeline)[0]
        return self._once(
            "binding", lambda: binding_frame(condition, found, step, period, self.seed)
        )

    @property
    def summary(self) -> str:
        """One paragraph in words."""
        from .what_it_takes_words import summary

        return summary(self)

    @property
    def title(self) -> str:
        """What is asked for, in words."""
        words = in_words(self.demands, self.plant)
        return f'"{self.name}": {words}' if self.name else words

    def frames(self) -> dict[str, Frame]:
        """The tables by name: drivers, needs, alternatives, information, binding, paths."""
        names = ("drivers", "needs", "alternatives", "information", "binding", "paths")
        return {name: getattr(self, name) for name in names}

    def frame(self) -> Frame:
        """`drivers`."""
        return self.drivers

    def plot(self, drivers: int = 6, ax: Axes | None = None) -> Axes:
        """The drivers that move the furthest, before and after: P10 to P90 in standard deviations
        of each. drivers: how many. ax: Matplotlib axes to draw on, None makes some. Needs the extra
        ``plot``. Raises ValueError where there are no paths that meet the target."""
        from .targets_plot import plot_before_after

        return plot_before_after(self, whole("drivers", drivers, 1), ax)

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes a workbook with a sheet for each table. Needs the extra ``excel``."""
        write_frames({k: v for k, v in self.frames().items() if len(v)}, path, "What it takes")

    def __str__(self) -> str:
        from .what_it_takes_words import report

        return report(self)

    def __repr__(self) -> str:
        return str(self)
