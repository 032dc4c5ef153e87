"""A plant's figures as a function of standard normal numbers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import _core
from ..refusals import must_be


@dataclass(frozen=True)
class Alternative:
    """One combination of a plant's alternatives."""

    #: One option of each set, in the plant's order.
    options: tuple[str, ...]
    #: Its weight; all sum to 1.
    weight: float


@dataclass(frozen=True)
class Noise:
    """A monthly shock, or luck drawn once a path (a contract, a milestone that may fail)."""

    name: str
    #: Labels of its months, such as ``2025-03``; one empty label for luck.
    months: tuple[str, ...]
    #: True for luck.
    once: bool


@dataclass(frozen=True)
class Figure:
    """What a column of `PathFunction`'s result is."""

    metric: str
    view: str
    #: ``plant``, ``product`` or ``line``.
    by: str
    #: The product or line; empty for the plant.
    member: str
    #: Label of the period, such as ``2025`` or ``2025-03``.
    period: str
    start: datetime.date
    #: The day after its last.
    end: datetime.date


def _month(index: int) -> str:
    return f"{index // 12}-{index % 12 + 1:02d}"


class PathFunction:
    """A plant's figures as a function of independent standard normal numbers.

    Calibration, rare targets and sensitivity choose the draws of a forecast themselves; this runs
    a path for each row of numbers that they choose. A row holds one number for each of `drivers`
    (rank correlations are applied inside), and where noise is to be given too, after them the
    numbers of each of `noise`, month by month.

    plant: the plant. timeline: None takes its own.
    metrics, steps, views, by: what comes out, as for `forecast`; None: what the table needs.
    seed: of the noise that is not given, default 1.
    Raises ValueError for an invalid plant, timeline or option.
    """

    def __init__(
        self,
        plant: _core.Plant,
        timeline: _core.Timeline | None = None,
        *,
        metrics: Sequence[str] | str | None = None,
        steps: Sequence[str] | str | None = None,
        views: Sequence[str] | str | None = None,
        by: Sequence[str] | str | None = None,
        seed: int = 1,
    ) -> None:
        if isinstance(metrics, str):
            metrics = [metrics]
        if metrics is not None:
            metrics = ["gross_output_value" if each == "value" else each for each in metrics]
        self._core = _core.PathFunction(plant, timeline, metrics, steps, views, by, seed)
        self._alternatives = [Alternative(tuple(o), w) for o, w in self._core.alternatives]
        self._figures = [Figure(*each) for each in self._core.figures]
        self._drivers = list(self._core.drivers)

    @property
    def drivers(self) -> list[str]:
        """Paths of the uncertain numbers, in the order of a row; those of all alternatives."""
        return list(self._drivers)

    @property
    def alternatives(self) -> list[Alternative]:
        """The combinations of the plant's alternatives; one, of weight 1, where it states none."""
        return list(self._alternatives)

    @property
    def figures(self) -> list[Figure]:
        """What each column of the result is."""
        return list(self._figures)

    @property
    def reference(self) -> datetime.date:
        """The day from which drivers that are dates are counted in `numbers`."""
        return self._core.reference

    def noise(self, alternative: int = 0) -> list[Noise]:
        """The noise of a combination, in the order of a row."""
        return [
            Noise(name, ("",) if once else tuple(_month(first + i) for i in range(months)), once)
            for name, first, months, once in self._core.noise(alternative)
        ]

    def dimensions(self, alternative: int = 0) -> int:
        """Length of a row with all noise."""
        return self._core.dimensions(alternative)

    def dimension_names(self, alternative: int = 0) -> list[str]:
        """What each number of such a row is for: a driver, or a noise and its month."""
        return self.drivers + [
            f"{each.name} {month}".strip()
            for each in self.noise(alternative)
            for month in each.months
        ]

    def __call__(
        self,
        z: Any,
        alternative: int = 0,
        *,
        first_path: int = 0,
        noise: bool = True,
        progress: Callable[[float], object] | None = None,
    ) -> np.ndarray:
        """The figures of each row of z, in single precision as a forecast has them.

        z: an array (paths, drivers), or (paths, dimensions) with all noise.
        alternative: position in `alternatives`.
        first_path: noise that is not given is drawn for the paths from here on.
        noise: False leaves such noise at its middle.
        progress: called with the share done, 0 to 1.
        Returns an array (paths, figures). Raises ValueError for rows of another length and numbers
        that are not finite; Ctrl-C raises KeyboardInterrupt.
        """
        return self._core.run(_rows(z), alternative, first_path, not noise, progress)

    def precise(
        self, z: Any, alternative: int = 0, *, progress: Callable[[float], object] | None = None
    ) -> np.ndarray:
        """The same in double precision; noise that is not given is at its middle."""
        return self._core.precise(_rows(z), alternative, progress)

    def gradient(
        self, z: Any, alternative: int = 0, *, progress: Callable[[float], object] | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """The figures at one row, and their exact derivatives by each of its numbers.

        z: an array (drivers,) or (dimensions,); noise that is not given is at its middle.
        Returns arrays (figures,) and (figures, length of z), in double precision. Where a limit
        begins to bind the derivative is that of one side.
        """
        return self._core.gradient(_numbers(z), alternative, progress)

    def numbers(self, z: Any, alternative: int = 0) -> np.ndarray:
        """The drivers' own values in their units, an array (paths, drivers).

        Correlated; dates as days from `reference`; NaN for numbers that are not uncertain in this
        alternative.
        """
        return self._core.numbers(_rows(z), alternative)

    def correlated(self, z: Any) -> np.ndarray:
        """The drivers' standard normal values as correlations make them, (paths, drivers)."""
        return self._core.correlated(_rows(z))

    def given(self, z: Any, alternative: int = 0, *, until: str | None = None) -> _core.GivenDraws:
        """Rows for a forecast to take instead of drawing: `forecast(given=[...])`.

        One for each of `alternatives`. A run of more paths than rows goes over them again, with
        other noise where that is not given.
        until: noise of the months from this one on (``2025-07``) is drawn, though rows hold it.
        """
        month = 2**30
        if until is not None:
            try:
                day = datetime.date.fromisoformat(f"{until}-01")
            except (TypeError, ValueError):
                raise must_be("until", 'a month such as "2025-07"', until) from None
            month = day.year * 12 + day.month - 1
        return self._core.given(_rows(z), alternative, month)

    def __repr__(self) -> str:
        return (
            f"<rampcast.PathFunction of {len(self._drivers)} drivers, "
            f"{len(self._figures)} figures, {len(self._alternatives)} alternatives>"
        )


def _numbers(z: Any) -> np.ndarray:
    try:
        made = np.asarray(z)
        if made.dtype.kind not in "fiu":
            raise TypeError
    except (TypeError, ValueError):
        raise must_be("z", "an array of numbers", z) from None
    return made


def _rows(z: Any) -> np.ndarray:
    made = _numbers(z)
    if made.ndim != 2:
        raise ValueError(f"z has {made.ndim} dimensions, must have 2: a row a path")
    return made
