"""Demands on a plant as a function of standard normal numbers."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import _core
from ..refusals import told
from .demands import REACHED, Demand, nearest
from .path_function import PathFunction

#: What is below any target, as a logarithm.
_NOTHING = -700.0
#: Figures that are never negative, so that their logarithm says how far they are from a target.
_POSITIVE = (
    "units",
    "line_capacity",
    "gross_output_value",
    "unit_value",
    "shipped_value",
    "accepted_value",
    "sold_value",
    "components_used",
)


class Condition:
    """Demands on a plant as a function of standard normal numbers, met where it is at least 0."""

    def __init__(self, plant: Any, timeline: Any, demands: Sequence[Demand], seed: int) -> None:
        """Raises ValueError for a metric that the plant has not, or a period that is not whole."""
        self.plant, self.timeline, self.demands = plant, timeline, list(demands)
        spans = [self._span(each) for each in demands]
        steps = list(dict.fromkeys(step for step, _, _ in spans))
        metrics = list(dict.fromkeys(each.metric for each in demands))
        by = ["product"] if any(each.product for each in demands) else None
        self.f = PathFunction(plant, timeline, metrics=metrics, steps=steps, by=by, seed=seed)
        self.columns = [self._find(each) for each in demands]
        self._per = [self._shares(d, c) for d, c in zip(self.demands, self.columns)]
        self.weights = np.array([each.weight for each in self.f.alternatives])
        self.lengths = [self.f.dimensions(a) for a in range(len(self.weights))]
        self.dimensions = max(self.lengths)

    def _span(self, demand: Demand) -> tuple[str, datetime.date, datetime.date]:
        if demand.by is not None:
            return demand.period, self.timeline.start, demand.by
        step, start, end = _core.parse_period(demand.period, self.timeline)
        if start < self.timeline.start or end > self.timeline.end:
            raise ValueError(
                f"{demand.period} is not within the timeline, {self.timeline.start} to "
                f"{self.timeline.end}"
            )
        return step, start, end

    def _shares(self, demand: Demand, columns: list[int]) -> np.ndarray | float:
        """What columns are multiplied by, so that they are of as many days as the demand."""
        if not demand.per_days:
            return 1.0
        spans = [(self.f.figures[i].end - self.f.figures[i].start).days for i in columns]
        return demand.per_days / np.array(spans, dtype=np.float64)

    def _find(self, demand: Demand) -> list[int]:
        found = []
        for i, figure in enumerate(self.f.figures):
            if figure.metric != demand.metric or figure.member != demand.product:
                continue
            if figure.view != "period":
                continue
            if demand.by is None:
                fits = figure.period == demand.period
            else:
                early = demand.since is not None and figure.start < demand.since
                fits = figure.end <= demand.by + datetime.timedelta(days=1) and not early
                fits = fits and _core.parse_period(figure.period, self.timeline)[0] == demand.period
            if fits:
                found.append(i)
        if not found:
            if demand.product and demand.product not in [p.name for p in self.plant.products]:
                known = [p.name for p in self.plant.products]
                raise ValueError(
                    f"there is no product {told(demand.product)}{nearest(demand.product, known)}"
                )
            raise ValueError(
                f"the plant has no {demand.metric.replace('_', ' ')} of {demand.period}"
                + (f" by {demand.by}" if demand.by is not None else "")
            )
        return found

    @functools.cached_property
    def _scales(self) -> list[float]:
        """The unit in which each demand's distance is told: 0 for a logarithm."""
        scales = []
        for demand, columns in zip(self.demands, self.columns):
            if demand.metric in _POSITIVE and demand.level > 0:
                scales.append(0.0)
                continue
            random = np.random.default_rng([7, 7])
            values = []
            for a, weight in enumerate(self.weights):
                if weight > 0:
                    z = random.standard_normal((512, len(self.f.drivers)))
                    values.append(self.f(z, a)[:, columns].astype(np.float64).max(axis=1))
            spread = float(np.nanstd(np.concatenate(values)))
            scales.append(spread if spread > 0 else max(1.0, abs(demand.level)))
        return scales

    def figures(self, z: np.ndarray, alternative: int) -> np.ndarray:
        """The figure of each demand: (paths, demands)."""
        made = self.f(z[:, : self.lengths[alternative]], alternative)
        return np.stack(
            [
                _best(made[:, columns] * per, demand)
                for columns, per, demand in zip(self.columns, self._per, self.demands)
            ],
            axis=1,
        )

    def distance(self, figures: np.ndarray) -> np.ndarray:
        """How far figures (paths, demands) are from met: the least over the demands, met at 0."""
        least = np.full(len(figures), math.inf)
        for i, (demand, scale) in enumerate(zip(self.demands, self._scales)):
            value, level = figures[:, i], demand.level
            if scale == 0:
                with np.errstate(divide="ignore", invalid="ignore"):
                    apart = np.log(value / (level * REACHED))
            else:
                apart = (value - level + 1e-6 * abs(level)) / scale
            if demand.at_most is not None:
                apart = -apart
                if scale == 0:
                    apart = apart + 2 * math.log(1 / REACHED)
            nothing = np.where((value <= 0) & (demand.at_most is not None), -_NOTHING, _NOTHING)
            apart = np.where(np.isfinite(apart), apart, nothing)
            least = np.minimum(least, apart)
        return least

    def __call__(self, z: np.ndarray, alternative: int) -> np.ndarray:
        return self.distance(self.figures(z, alternative))


def shortened(plant: Any, timeline: Any, demands: Sequence[Demand], seed: int) -> Condition:
    """The condition on the timeline up to the last period asked for, where that gives the same.

    What comes later seldom reaches back; whether it does is tried on some paths.
    """
    whole = Condition(plant, timeline, demands, seed)
    ends = [whole._span(each)[2] for each in demands]
    last = max(ends) - datetime.timedelta(days=1)
    end = datetime.date(last.year + 1, 1, 1)
    if (
        end >= timeline.end
        or timeline.fiscal_year_starts != 1
        or str(timeline.quarters) != "months"
    ):
        return whole
    short_line = _core.Timeline(timeline.start, end, timeline.step)
    try:
        short = Condition(plant, short_line, demands, seed)
    except ValueError:
        return whole
    random = np.random.default_rng([seed, 3])
    for a in np.flatnonzero(whole.weights > 0):
        names = {name: i for i, name in enumerate(whole.f.dimension_names(int(a)))}
        own = short.f.dimension_names(int(a))
        if any(name not in names for name in own):
            return whole
        z = random.standard_normal((16, whole.dimensions))
        shorter = np.zeros((16, short.dimensions))
        shorter[:, : len(own)] = z[:, [names[name] for name in own]]
        if not np.array_equal(whole.figures(z, int(a)), short.figures(shorter, int(a)), True):
            return whole
    return short


def _best(values: np.ndarray, demand: Demand) -> np.ndarray:
    values = values.astype(np.float64)
    if values.shape[1] == 1:
        return values[:, 0]
    return values.max(axis=1) if demand.at_most is None else values.min(axis=1)
