"""A figure of a plant with one assumption held at many values."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..refusals import must_be, number
from .condition import Condition, shortened
from .demands import Demand, least_of
from .driver_numbers import DriverNumbers, day_of, days_of
from .goal_result import GoalSeek
from .impossible import support
from .scaled import stated_of, with_scaled

if TYPE_CHECKING:
    pass

_POINTS = 17
_MOST_SHOWN = 20
_STEPS = 60
_TAIL = 0.0005
_STANDARD = _core.Normal(0, 1)


class Search:
    """One figure of a plant with one assumption held at many values."""

    def __init__(
        self, plant: Any, timeline: Any, demand: Demand, share: float, seed: int, count: int
    ) -> None:
        self.plant, self.timeline, self.demand = plant, timeline, demand
        self.share, self.seed, self.count = share / 100, seed, count
        self.condition = shortened(plant, timeline, [demand], seed)
        self.exact = False
        self.today = self._percentiles(self.condition, None, None)[0]

    def _percentiles(
        self, condition: Condition, hold: int | None, x: np.ndarray | None
    ) -> list[float]:
        """The figure's percentile, with a driver's normal number held at each value."""
        values, weights = self._values(condition, hold, x)
        made = []
        for row in np.nan_to_num(values, nan=-math.inf):
            order = np.argsort(row, kind="stable")
            below = np.cumsum(weights[order])
            at = int(np.searchsorted(below, self.share * below[-1] * (1 - 1e-12)))
            made.append(float(row[order][min(at, len(row) - 1)]))
        return made

    def _values(
        self, condition: Condition, hold: int | None, x: np.ndarray | None
    ) -> tuple[np.ndarray, np.ndarray]:
        """The figure on the common paths, with a driver's normal number held (values, paths), and
        the paths' weights."""
        f, numbers = condition.f, DriverNumbers(condition.plant, condition.f)
        held = np.array([[0.0]]) if x is None else np.asarray(x, dtype=np.float64)[:, None]
        certain = numbers.count == (0 if hold is None else 1)
        certain = certain and condition.dimensions == numbers.count
        columns = condition.columns[0]
        weights = condition.weights
        self.exact = bool(certain and len(weights) == 1)
        if self.exact:
            z = np.zeros((len(held), numbers.count))
            if hold is not None:
                z[:, 0] = held[:, 0]
            return f.precise(z)[:, columns].max(axis=1)[:, None], np.ones(1)
        made, shares = [], []
        for a in np.flatnonzero(weights > 0):
            count = max(16, round(self.count * weights[a]))
            random = np.random.default_rng([self.seed, 59, int(a)])
            # Numbers by name, so that a driver more or less leaves the others' draws alone.
            noise = random.standard_normal((count, condition.lengths[a] - numbers.count))
            own = (
                np.stack(
                    [
                        np.random.default_rng(
                            [self.seed, 61, int(a), *name.encode()]
                        ).standard_normal(count)
                        for name in numbers.names
                    ],
                    axis=1,
                )
                if numbers.count
                else np.zeros((count, 0))
            )
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
            shares.append(np.full(count, weights[a] / count))
        return np.concatenate(made, axis=1), np.concatenate(shares)

    def one(self, driver: Any, between: Any) -> GoalSeek:
        """Seeks one assumption, or a group."""
        rows = self._rows(driver)
        if len({row["path"] for row in rows}) > 1 or "*" in driver:
            return self._group(driver, rows, between)
        row = next((each for each in rows if not each["alternatives"]), rows[0])
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
            return np.array(self._percentiles(condition, at, normal(values)))

        def own(value: float) -> float:
            """The number as the model has it, which tabulates quantiles."""
            x = np.zeros((1, numbers.count))
            x[0, at] = normal(np.array([value]))[0]
            return float(numbers.values(numbers.independent(x), used)[0, at])

        spread = None
        if between is None and hasattr(row["value"], "quantile"):
            levels = np.linspace(0, 1, _POINTS)[1:-1]
            inner = [self._end(row["value"].quantile(float(p)), row["unit"]) for p in levels]
            spread = np.unique(np.clip([low, *inner, high], low, high))
        return self._sought(driver, row["unit"], low, high, figures, is_date, own, spread)

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
            low, high = (self._end(each, row["unit"]) for each in _two(between))
        else:
            low, high = self._own_range(row)
        if not low < high:
            raise ValueError(f"between is {low:g} to {high:g}, must rise")
        return low, high

    def _end(self, value: Any, unit: str) -> float:
        if isinstance(value, str):
            try:
                value = datetime.date.fromisoformat(value)
            except ValueError:
                raise must_be("between", "two numbers, or two dates", value) from None
        if isinstance(value, datetime.date):
            if unit != "date":
                raise must_be("between", "two numbers", value)
            return days_of(value)
        if unit == "date" and abs(number("between", value)) < 3650:
            raise must_be("between", "two dates", value)
        return number("between", value)

    def _own_range(self, row: dict[str, Any]) -> tuple[float, float]:
        value = row["value"]
        if isinstance(value, datetime.date):
            return days_of(value) - 365.0, days_of(value) + 365.0
        if isinstance(value, (int, float)):
            size = float(value)
            if size == 0:
                raise ValueError(f"{row['path']} is 0, which gives no range; say one with between=")
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
        low, high = (
            (0.1, 10.0) if between is None else (number("between", each) for each in _two(between))
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
            return self._percentiles(condition, None, None)[0]

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
        spread: np.ndarray | None = None,
    ) -> GoalSeek:
        def shown(value: float) -> Any:
            return day_of(value) if is_date else value

        grid = np.linspace(low, high, _POINTS) if spread is None else spread
        if unit == "factor":
            grid = np.geomspace(low, high, _POINTS)
        found = figures(grid)
        level = self.demand.level
        level = level - 1e-12 * abs(level) if self.exact else least_of(level)
        known = np.isfinite(found)
        if not known.any():
            raise ValueError(f"{driver}: no value of {low:g} to {high:g} is allowed")
        size = max(float(np.nanmax(np.abs(found[known]))), abs(level), 1e-300)
        change = np.diff(found[known])
        up, down = (change > 1e-6 * size).any(), (change < -1e-6 * size).any()
        direction = (
            "both ways" if up and down else "rising" if up else "falling" if down else "none"
        )
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
            runs = [f"{grid[i if met[i] else i + 1]:.6g}" for i in turns]
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
            if value == 0 or (0 < value <= 1e-7 * abs(level) and not self.exact):
                return middle, note
            if (value >= 0) == low_met:
                low, f_low = middle, value
            else:
                high, f_high = middle, value
            if abs(high - low) <= 1e-14 * max(abs(low), abs(high)):
                break
        return (low if low_met else high), note


def _two(between: Any) -> Sequence[Any]:
    if isinstance(between, str) or not isinstance(between, Sequence) or len(between) != 2:
        raise must_be("between", "two values", between)
    return between


def _padded(z: np.ndarray, width: int) -> np.ndarray:
    if z.shape[1] >= width:
        return z
    return np.concatenate([z, np.zeros((len(z), width - z.shape[1]))], axis=1)


def _same(path: str, other: str) -> bool:
    plain = [each.replace('"', "").replace(".stations.", ".") for each in (path, other)]
    return plain[0] == plain[1]
