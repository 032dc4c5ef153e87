"""The verb `goal_seek`: the value of one assumption at which a figure meets a target."""

from __future__ import annotations

import datetime
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from .condition import (
    Condition,
    Demand,
    check_plant,
    metric_name,
    shortened,
    timeline_of,
)
from .driver_numbers import DriverNumbers, day_of, days_of, told_value
from .frame import Frame
from .impossible import support
from .layout import Column, Report
from .rare_event import _whole
from .refusals import must_be, number
from .sampled_paths import default_period
from .scaled import stated_of, with_scaled
from .units import clean, driver_in_words, exact
from .write import write_frames

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_POINTS = 17
_MOST_SHOWN = 20
_STEPS = 60
_TAIL = 0.0005
_STANDARD = _core.Normal(0, 1)


def goal_seek(
    plant: Any,
    metric: str = "units",
    *,
    at_least: float,
    period: object = None,
    driver: Any = None,
    percentile: float = 50,
    between: tuple[Any, Any] | None = None,
    product: str = "",
    timeline: Any = None,
    seed: int = 1,
    paths: int = 2048,
    progress: Callable[[float], object] | None = None,
) -> GoalSeek | GoalSeekTable:
    """The value of one assumption at which a percentile of a figure reaches a target.

    plant: a `Plant`. metric, period, product: the figure; no period takes the first whole year that
    a target holds for, else the first of the timeline. at_least: the target. driver: the path of a
    number, uncertain or stated; with ``*`` in it a group of numbers that are scaled together
    (``orders.*``); a list of those, or None for every uncertain number, gives a table, each alone.
    percentile: which of the figure is to reach the target, 0 to 100: 10 is surer than 50. between:
    the range to search; None takes the assumption's own (P0.05 to P99.95 where it has no ends; of
    what is certain and of groups a tenth to ten times). All else stays as uncertain as it is, on
    common draws; an assumption that is held does not move those it is correlated with. timeline:
    None takes the plant's own. seed, paths: of the draws; a plant without any other uncertainty is
    worked out in double precision. progress: called with the share done, 0 to 1.

    Raises ValueError for a number there is not, with the nearest path, and ranges or percentiles
    that make no sense, TypeError for what is none.
    """
    check_plant(plant)
    level, share = number("at_least", at_least), number("percentile", percentile)
    if not 0 < share < 100:
        raise ValueError(f"percentile is {share:g}, must be greater than 0 and less than 100")
    if not isinstance(product, str):
        raise must_be("product", "text", product)
    count, whole_seed = _whole("paths", paths, 16), _whole("seed", seed, 0)
    line = timeline_of(plant, timeline)
    label = default_period(plant, line) if period is None else str(period)
    demand = Demand(metric_name(metric), label, level, None, product)
    search = _Search(plant, line, demand, share, whole_seed, count)
    if isinstance(driver, str):
        return search.one(driver, between)
    if driver is None:
        stated = _core.stated_numbers(plant)
        own = {row["path"] for row in stated if not row["alternatives"]}
        wanted = [name for name in search.condition.f.drivers if name in own]
    elif isinstance(driver, Sequence) and len(driver):
        wanted = list(driver)
    else:
        raise must_be("driver", "the path of a number or a list of them", driver)
    found = []
    for i, each in enumerate(wanted):
        found.append(search.one(each, between))
        if progress is not None:
            progress((i + 1) / len(wanted))
    return GoalSeekTable(found)


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


class _Search:
    """One figure of a plant with one assumption held at many values."""

    def __init__(
        self, plant: Any, timeline: Any, demand: Demand, share: float, seed: int, count: int
    ) -> None:
        self.plant, self.timeline, self.demand = plant, timeline, demand
        self.share, self.seed, self.count = share / 100, seed, count
        self.condition = shortened(plant, timeline, [demand], seed)
        self.exact = False
        self.today = self._percentile(self._values(self.condition, None, None)[0])

    def _percentile(self, values: np.ndarray) -> float:
        values = np.sort(np.nan_to_num(values, nan=-math.inf))
        return float(values[min(len(values) - 1, math.ceil(self.share * len(values)) - 1)])

    def _values(
        self, condition: Condition, hold: int | None, x: np.ndarray | None
    ) -> np.ndarray:
        """The figure on the common paths, with a driver's normal number held (values, paths)."""
        f, numbers = condition.f, DriverNumbers(condition.plant, condition.f)
        held = np.array([[0.0]]) if x is None else np.asarray(x, dtype=np.float64)[:, None]
        certain = numbers.count == (0 if hold is None else 1)
        certain = certain and condition.dimensions == numbers.count
        columns = condition.columns[0]
        weights = condition.weights
        if certain and len(weights) == 1:
            self.exact = hold is not None
            z = np.zeros((len(held), numbers.count))
            if hold is not None:
                z[:, 0] = held[:, 0]
            return f.precise(z)[:, columns].max(axis=1)[:, None]
        made = []
        for a in np.flatnonzero(weights > 0):
            count = max(16, round(self.count * weights[a]))
            random = np.random.default_rng([self.seed, 59, int(a)])
            # Numbers by name, so that a driver more or less leaves the others' draws alone.
            noise = random.standard_normal((count, condition.lengths[a] - numbers.count))
            own = np.stack(
                [
                    np.random.default_rng(
                        [self.seed, 61, int(a), *name.encode()]
                    ).standard_normal(count)
                    for name in numbers.names
                ],
                axis=1,
            ) if numbers.count else np.zeros((count, 0))
            rows = numbers.correlated(own)
            parts = []
            for value in held[:, 0]:
                changed = rows
                if hold is not None:
                    changed = rows.copy()
                    changed[:, hold] = value
                z = np.concatenate([numbers.independent(changed), noise], axis=1)
                parts.append(condition.figures(_padded(z, condition.dimensions), int(a))[:, 0])
            made.append(np.stack(parts))
        return np.concatenate(made, axis=1)

    def one(self, driver: Any, between: Any) -> GoalSeek:
        """Seeks one assumption, or a group."""
        rows = self._rows(driver)
        if len({row["path"] for row in rows}) > 1 or "*" in driver:
            return self._group(driver, rows, between)
        row = rows[0]
        if row["alternatives"]:
            raise ValueError(
                f"{driver} is stated in an option of {row['alternatives'].partition(':')[0]} "
                "only, must be one of the plant's own numbers"
            )
        low, high = self._range(row, between)
        is_date = row["unit"] == "date"
        plant, low, high = self._allowed(row, low, high, between is None)
        condition = Condition(plant, self.condition.timeline, [self.demand], self.seed)
        numbers = DriverNumbers(plant, condition.f)
        at = condition.f.drivers.index(row["path"])
        used = int(np.argmax(condition.weights))

        def normal(values: np.ndarray) -> np.ndarray:
            share = (values - low) / (high - low)
            return np.asarray(_STANDARD.quantile(np.clip(share, 1e-15, 1 - 1e-15)))

        def figures(values: np.ndarray) -> np.ndarray:
            return np.array(
                [self._percentile(v) for v in self._values(condition, at, normal(values))]
            )

        def own(value: float) -> float:
            """The number as the model has it, which tabulates quantiles."""
            x = np.zeros((1, numbers.count))
            x[0, at] = normal(np.array([value]))[0]
            return float(numbers.values(numbers.independent(x), used)[0, at])

        return self._sought(driver, row["unit"], low, high, figures, is_date, own)

    def _allowed(
        self, row: dict[str, Any], low: float, high: float, own: bool
    ) -> tuple[Any, float, float]:
        """The plant in which the number is anywhere in the range, and that range.

        own: whether the range is our choice, which gives way to what is allowed: a share is at most
        1."""
        try:
            return self._bracketed(row, low, high), low, high
        except ValueError:
            if not own or not low < 1 < high:
                raise
        return self._bracketed(row, low, 1.0), low, 1.0

    def _rows(self, driver: Any) -> list[dict[str, Any]]:
        try:
            return stated_of(self.plant, driver)
        except ValueError:
            # A number that the file leaves at its default is one too.
            for row in _core.default_numbers(self.plant):
                if row["path"] == driver and not row["follows"]:
                    return [{**row, "alternatives": ""}]
            raise

    def _range(self, row: dict[str, Any], between: Any) -> tuple[float, float]:
        if between is not None:
            if not isinstance(between, Sequence) or len(between) != 2:
                raise must_be("between", "two values", between)
            low, high = (self._end(each, row["unit"]) for each in between)
        else:
            low, high = self._own_range(row)
        if not low < high:
            raise ValueError(f"between is {low:g} to {high:g}, must rise")
        return low, high

    def _end(self, value: Any, unit: str) -> float:
        if isinstance(value, str):
            value = datetime.date.fromisoformat(value)
        if isinstance(value, datetime.date):
            if unit != "date":
                raise must_be("between", "two numbers", value)
            return days_of(value)
        if unit == "date":
            raise must_be("between", "two dates", value)
        return number("between", value)

    def _own_range(self, row: dict[str, Any]) -> tuple[float, float]:
        value = row["value"]
        if isinstance(value, datetime.date):
            return days_of(value) - 365.0, days_of(value) + 365.0
        if isinstance(value, (int, float)):
            size = float(value)
            if size == 0:
                raise ValueError(
                    f"{row['path']} is 0, which gives no range; say one with between="
                )
            return tuple(sorted((0.1 * size, 10 * size)))  # type: ignore[return-value]
        low, high = support(value)
        ends = [value.quantile(_TAIL), value.quantile(1 - _TAIL)]
        if row["unit"] == "date" or any(isinstance(each, datetime.date) for each in ends):
            days = [days_of(e) if isinstance(e, datetime.date) else float(e) for e in ends]
            return days[0], days[1]
        return (
            low if math.isfinite(low) else float(ends[0]),
            high if math.isfinite(high) else float(ends[1]),
        )

    def _bracketed(self, row: dict[str, Any], low: float, high: float) -> Any:
        """The plant with the number evenly anywhere in the range, in every alternative."""
        ends: list[Any] = [low, high]
        if row["unit"] == "date":
            ends = [day_of(each) for each in ends]
        spread = _core.Uniform(*ends)
        plant = self.plant.replace(row["path"], spread)
        asked_for, changed = list(plant.alternatives), False
        for asked in asked_for:
            options = list(asked.options)
            for option in options:
                given = dict(option.set)
                for path in list(given):
                    if _same(path, row["path"]):
                        given[path] = spread
                        changed = True
                option.set = given
            asked.options = options
        if changed:
            plant.alternatives = asked_for
        return plant

    def _group(self, driver: str, rows: list[dict[str, Any]], between: Any) -> GoalSeek:
        low, high = (0.1, 10.0) if between is None else (
            number("between", between[0]),
            number("between", between[1]),
        )
        if not 0 < low < high:
            raise ValueError(f"between is {low:g} to {high:g}, must rise and be greater than 0")
        own = list(dict.fromkeys(row["path"] for row in rows))
        timeline = self.condition.timeline

        def figure(factor: float) -> float:
            try:
                plant = with_scaled(self.plant, own, factor)
                condition = Condition(plant, timeline, [self.demand], self.seed)
            except ValueError:
                return math.nan
            return self._percentile(self._values(condition, None, None)[0])

        def figures(values: np.ndarray) -> np.ndarray:
            return np.array([figure(float(value)) for value in values])

        return self._sought(driver, "factor", low, high, figures, False)

    def _sought(
        self,
        driver: str,
        unit: str,
        low: float,
        high: float,
        figures: Callable[[np.ndarray], np.ndarray],
        is_date: bool,
        own: Callable[[float], float] = float,
    ) -> GoalSeek:
        def shown(value: float) -> Any:
            return day_of(value) if is_date else value

        grid = np.geomspace(low, high, _POINTS) if unit == "factor" else np.linspace(
            low, high, _POINTS
        )
        found = figures(grid)
        level = self.demand.level
        known = np.isfinite(found)
        if not known.any():
            raise ValueError(f"{driver}: no value of {low:g} to {high:g} is allowed")
        size = max(float(np.nanmax(np.abs(found[known]))), abs(level), 1e-300)
        change = np.diff(found[known])
        up, down = (change > 1e-6 * size).any(), (change < -1e-6 * size).any()
        direction = "both ways" if up and down else "rising" if up else "falling" if down else "none"
        best = int(np.nanargmax(found))
        met = np.where(known, found, -math.inf) >= level
        value, note = None, ""
        if met.any():
            value, note = self._crossing(grid, met, figures, level)
            value = own(value)
        curve = Frame({"value": grid, "figure": found})
        return GoalSeek(
            self.plant,
            driver,
            self.demand,
            100 * self.share,
            None if value is None else shown(value),
            value is not None,
            (shown(float(grid[best])), float(found[best])),
            (shown(low), shown(high)),
            self.today,
            direction,
            curve,
            unit,
            note,
        )

    def _crossing(
        self,
        grid: np.ndarray,
        met: np.ndarray,
        figures: Callable[[np.ndarray], np.ndarray],
        level: float,
    ) -> tuple[float, str]:
        """The value at which the target is met that asks the least: the first from the side on
        which it is not met."""
        if met.all():
            return float(grid[0]), "the whole range meets it"
        turns = np.flatnonzero(met[1:] != met[:-1])
        note = ""
        if len(turns) > 1:
            runs = [
                f"{grid[i if met[i] else i + 1]:.6g}" for i in turns
            ]
            note = f"not steady: what meets it begins and ends near {', '.join(runs)}"
        i = int(turns[0])
        low, high = float(grid[i]), float(grid[i + 1])
        low_met = bool(met[i])
        f_low, f_high = (v - level for v in figures(np.array([low, high])))
        for step in range(_STEPS):
            middle = 0.5 * (low + high)
            if step % 3 and f_high != f_low:  # a chord between halvings
                chord = low - f_low * (high - low) / (f_high - f_low)
                if low < chord < high:
                    middle = chord
            value = float(figures(np.array([middle]))[0]) - level
            if value == 0:
                return middle, note
            if (value >= 0) == low_met:
                low, f_low = middle, value
            else:
                high, f_high = middle, value
            near = abs(value) <= 1e-7 * abs(level) and not self.exact
            if near or abs(high - low) <= 1e-14 * max(abs(low), abs(high)):
                break
        return (low if low_met else high), note


def _padded(z: np.ndarray, width: int) -> np.ndarray:
    if z.shape[1] >= width:
        return z
    return np.concatenate([z, np.zeros((len(z), width - z.shape[1]))], axis=1)


def _same(path: str, other: str) -> bool:
    plain = [each.replace('"', "").replace(".stations.", ".") for each in (path, other)]
    return plain[0] == plain[1]
