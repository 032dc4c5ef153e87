"""The uncertain numbers of a plant beside the standard normal ones that draw them."""

from __future__ import annotations

import datetime
import functools
import math
from typing import Any

import numpy as np

from .. import _core
from ..refusals import must_be
from ..units import clean, decimals_for, driver_in_words, exact, figure, money_scale
from .demands import nearest
from .path_function import PathFunction

_STANDARD = _core.Normal(0, 1)
_EPOCH = datetime.date(1970, 1, 1)
_GRID = 2001


class DriverNumbers:
    """What the drivers of a function are: units, quantiles, and how they go together.

    x are correlated standard normal values, z the independent ones they are made of.
    """

    def __init__(self, plant: Any, f: PathFunction) -> None:
        self.plant, self.f = plant, f
        self.names = f.drivers
        self.count = len(self.names)
        self.weights = np.array([each.weight for each in f.alternatives])
        stated = _core.stated_numbers(plant)
        self.units = {each["path"]: each["unit"] for each in stated}
        self._days = (f.reference - _EPOCH).days
        self.is_date = np.array([self.unit(name) == "date" for name in self.names], dtype=bool)

    def unit(self, name: str) -> str:
        """The unit of a driver: of dates ``date``."""
        return str(self.units.get(name, ""))

    def index(self, name: Any) -> int:
        """The position of a driver. Raises ValueError that names the nearest."""
        if not isinstance(name, str):
            raise must_be("driver", "the path of an uncertain number", name)
        if name not in self.names:
            raise ValueError(
                f'there is no uncertain number "{clean(name)}"{nearest(name, self.names)}'
            )
        return self.names.index(name)

    @functools.cached_property
    def lower(self) -> np.ndarray:
        """x = z Lᵀ."""
        if not self.count:
            return np.zeros((0, 0))
        return np.asarray(self.f.correlated(np.eye(self.count)), dtype=np.float64).T

    @functools.cached_property
    def inverse(self) -> np.ndarray:
        """z = x (L⁻¹)ᵀ."""
        return np.linalg.inv(self.lower) if self.count else self.lower

    @property
    def correlation(self) -> np.ndarray:
        """Of the standard normal values."""
        made = self.lower @ self.lower.T
        np.fill_diagonal(made, 1.0)
        return made

    def independent(self, x: np.ndarray) -> np.ndarray:
        """z of x, rows of drivers."""
        return x @ self.inverse.T

    def correlated(self, z: np.ndarray) -> np.ndarray:
        """x of z, rows of drivers."""
        return z @ self.lower.T

    def values(self, z: np.ndarray, alternative: int) -> np.ndarray:
        """The drivers' own values (paths, drivers), of dates the days from 1970-01-01."""
        made = np.array(self.f.numbers(z, alternative), dtype=np.float64)
        made[:, self.is_date] += self._days
        return made

    def at_levels(self, levels: np.ndarray, alternative: int) -> np.ndarray:
        """The drivers' quantiles: (levels, drivers), NaN for those that are certain."""
        x = np.asarray(_STANDARD.quantile(np.asarray(levels, dtype=np.float64)))
        return self.values(self.independent(np.repeat(x[:, None], self.count, axis=1)), alternative)

    def quantiles(self, levels: tuple[float, ...]) -> np.ndarray:
        """Quantiles over all alternatives by their weights: (levels, drivers)."""
        if not self.count:
            return np.zeros((len(levels), 0))
        if len(self.weights) == 1:
            return self.at_levels(np.array(levels), 0)
        grid = (np.arange(_GRID) + 0.5) / _GRID
        used = [int(a) for a in np.flatnonzero(self.weights > 0)]
        exact_ones = [self.at_levels(np.array(levels), a) for a in used]
        values = np.stack([self.at_levels(grid, a) for a in used])
        weights = np.repeat(self.weights[used] / _GRID, _GRID)
        made = np.empty((len(levels), self.count))
        for i in range(self.count):
            own = [each[:, i] for each in exact_ones]
            if all(np.array_equal(each, own[0], equal_nan=True) for each in own):
                made[:, i] = own[0]
                continue
            made[:, i] = weighted_quantiles(values[:, :, i].ravel(), weights, levels)
        return made

    def in_words(self, index: int) -> str:
        """What a driver is called in a sentence."""
        return driver_in_words(self.names[index])

    def told(self, index: int, value: float) -> str:
        """A driver's value as a person reads it."""
        name = self.names[index]
        return told_value(value, self.unit(name), self.plant.currency)


def told_value(value: float, unit: str, currency: str = "") -> str:
    """A number of a unit as a person reads it: ``2024-05-10``, ``1,700 units/year``."""
    if not math.isfinite(value):
        return "—"
    if unit == "date":
        return str(day_of(value))
    if unit == "currency":
        scale = money_scale(currency, abs(value))
        size = value / scale.factor
        return scale.amount(figure(size, decimals_for(abs(size))))
    decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    text = figure(value, decimals)
    if decimals and "." in text:
        text = text.rstrip("0").rstrip(".")
    shown = unit.replace("currency", currency or "CNY")
    shown = "" if shown in ("1", "share", "ratio") else shown
    return f"{text} {shown}".rstrip() if shown else text


def day_of(days: float) -> datetime.date:
    """The date so many days after 1970-01-01."""
    return _EPOCH + datetime.timedelta(days=round(days))


def days_of(day: datetime.date) -> float:
    """Days from 1970-01-01."""
    return float((day - _EPOCH).days)


def weighted_quantiles(
    values: np.ndarray, weights: np.ndarray, levels: tuple[float, ...]
) -> np.ndarray:
    """Quantiles of weighted values; NaN where there are none."""
    known = np.isfinite(values) & (weights > 0)
    if not known.any():
        return np.full(len(levels), np.nan)
    values, weights = values[known], weights[known]
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order])
    at = np.searchsorted(below, np.array(levels) * below[-1])
    return values[order][np.minimum(at, len(order) - 1)]


def level_of(x: float) -> float:
    """The standard normal probability below x."""
    return 0.5 * math.erfc(-x / math.sqrt(2))


def percentile(level: float) -> str:
    """``P98.5``, ``P0.2``."""
    text = f"{100 * level:.1f}" if level > 0.985 or level < 0.015 else f"{100 * level:.0f}"
    return "beyond P99.9" if level > 0.9995 else "below P0.1" if level < 0.0005 else f"P{text}"


def value_words(value: Any) -> str:
    """A value given by a person: a date, or a number in full."""
    return str(value) if isinstance(value, datetime.date) else exact(float(value))
