"""Values of assumptions at which a figure meets a target."""

from __future__ import annotations

import datetime
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .. import _core
from ..forecasts.write import write_frames
from ..frame import Frame
from ..layout import Column, Report
from ..units import clean, driver_in_words, exact
from .demands import Demand
from .driver_numbers import days_of, told_value

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_POINTS = 17
_MOST_SHOWN = 20
_STEPS = 60
_TAIL = 0.0005
_STANDARD = _core.Normal(0, 1)


@dataclass(frozen=True)
class GoalSeek:
    """The value of an assumption at which a figure meets a target. Made by `goal_seek`."""

    plant: Any = field(repr=False)
    driver: str
    demand: Demand
    percentile: float
    #: The value; a date where the assumption is one, a factor where several are scaled together;
    #: None where no value of the range meets the target.
    value: Any
    #: Whether there is one.
    reached: bool
    #: The value of the range at which the figure is best, and the figure there.
    best: tuple[Any, float]
    #: The range searched.
    between: tuple[Any, Any]
    #: Today's figure.
    today: float
    #: ``rising``, ``falling``, ``none`` (it moves nothing) or ``both ways``.
    direction: str
    #: Values of the assumption and the figure there (numbers; of dates days from 1970-01-01).
    curve: Frame = field(repr=False)
    unit: str
    note: str = ""

    @property
    def summary(self) -> str:
        """A sentence."""
        goal = self.demand.in_words(self.plant)
        what = f"P{self.percentile:g}" if self.percentile != 50 else "the median"
        name = driver_in_words(self.driver)
        if self.unit == "factor":
            name += " (all together)"
        if self.reached:
            text = f"{name}: {self.told(self.value)} for {what} of {goal}"
            return f"{text}; {self.note}" if self.note else text
        where, figure = self.best
        if self.direction == "none":
            return f"{name}: moves nothing; {what} stays at {_figure(figure)} (asked: {goal})"
        return (
            f"{name}: not reachable within {self.told(self.between[0])} to "
            f"{self.told(self.between[1])} ({what} of {goal}); the best is {_figure(figure)} at "
            f"{self.told(where)}"
        )

    def told(self, value: Any) -> str:
        """A value of the assumption as a person reads it."""
        if value is None:
            return "—"
        if isinstance(value, datetime.date):
            return str(value)
        if self.unit == "factor":
            return f"{value:.4g} times"
        return told_value(float(value), self.unit, self.plant.currency)

    def frame(self) -> Frame:
        """`curve`."""
        return self.curve

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes a workbook. Needs the extra ``excel``."""
        one = GoalSeekTable([self]).frame()
        write_frames({"goal seek": one, "curve": self.curve}, path, "Goal seek")

    def plot(self, ax: Axes | None = None) -> Axes:
        """The figure over the assumption, and where it meets the target. ax: Matplotlib axes to
        draw on, None makes some. Needs the extra ``plot``."""
        from .targets_plot import plot_goal

        return plot_goal(self, ax)

    def __repr__(self) -> str:
        return clean(self.summary)


def _figure(value: float) -> str:
    return exact(float(f"{value:.6g}")) if math.isfinite(value) else "—"


class GoalSeekTable:
    """Several assumptions, each alone, for the same target. Made by `goal_seek`."""

    def __init__(self, found: Sequence[GoalSeek]) -> None:
        """found: the results."""
        order = [f for f in found if f.reached] + [f for f in found if not f.reached]
        #: What was found for each, those that reach the target first.
        self.found = order

    def frame(self) -> Frame:
        """Columns: driver, unit (``factor`` for groups), value (of dates days from 1970-01-01; NaN
        where not reachable), reached (yes, no), best_value, best_figure, low, high (the range
        searched), direction, note."""
        rows = self.found
        columns: dict[str, Any] = {
            "driver": [each.driver for each in rows],
            "unit": [each.unit for each in rows],
            "value": [_as_number(each.value) for each in rows],
            "reached": ["yes" if each.reached else "no" for each in rows],
            "best_value": [_as_number(each.best[0]) for each in rows],
            "best_figure": [each.best[1] for each in rows],
            "low": [_as_number(each.between[0]) for each in rows],
            "high": [_as_number(each.between[1]) for each in rows],
            "direction": [each.direction for each in rows],
            "note": [each.note for each in rows],
        }
        return Frame(columns)

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes a workbook. Needs the extra ``excel``."""
        write_frames({"goal seek": self.frame()}, path, "Goal seek")

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, index: int) -> GoalSeek:
        return self.found[index]

    def __repr__(self) -> str:
        if not self.found:
            return "nothing to seek"
        first = self.found[0]
        goal = first.demand.in_words(first.plant)
        what = f"P{first.percentile:g}" if first.percentile != 50 else "the median"
        today = _figure(first.today)
        moving = [each for each in self.found if each.direction != "none"]
        shown = moving[:_MOST_SHOWN]
        columns = [
            Column("", "", [driver_in_words(each.driver) for each in shown], "left"),
            Column("", "needed", [each.told(each.value) for each in shown]),
            Column("searched", "from", [each.told(each.between[0]) for each in shown]),
            Column("searched", "to", [each.told(each.between[1]) for each in shown]),
            Column("best", "at", [each.told(each.best[0]) for each in shown]),
            Column("best", "figure", [_figure(float(f"{e.best[1]:.4g}")) for e in shown]),
            Column("", "", [each.note for each in shown], "left"),
        ]
        below = []
        if len(moving) > len(shown):
            below.append(f"… {len(moving) - len(shown)} more in .frame()")
        if len(moving) < len(self.found):
            below.append(f"{len(self.found) - len(moving)} more move nothing.")
        head = f"{what} of {goal}; today {today}. Each alone:"
        return Report([head], columns, below).text() if shown else "\n".join([head, *below])


def _as_number(value: Any) -> float:
    if value is None:
        return float("nan")
    return days_of(value) if isinstance(value, datetime.date) else float(value)
