"""The verb `dominance`: which of two plants is better, on common draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..forecasts.forecast import Forecast
from ..frame import Frame
from ..refusals import must_be, number, whole
from ..units import clean, exact, percent
from .condition import Condition
from .demands import Demand, default_period, metric_name, timeline_of
from .driver_numbers import DriverNumbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEVELS = (0.1, 0.5, 0.9)


def dominance(
    f: Any,
    g: Any,
    *,
    metric: str = "units",
    period: object = None,
    product: str = "",
    tail: float = 0.1,
    paths: int = 16384,
    seed: int = 1,
) -> Dominance:
    """Which of two plants is better: probability, differences, worst cases and dominance.

    f, g: plants or forecasts (of which plant and timeline are taken). Numbers, alternatives and
    noise of the same name are one draw in both, so that the difference is that of the plants.
    metric, period, product: the figure, of which more counts as better; no period takes the first
    whole year that a target of f holds for, else the first of its timeline. tail: the share of the
    worst cases whose mean is told (expected shortfall). paths, seed: of the draws. Raises
    ValueError for a figure that one of them has not, TypeError for what is neither plant nor
    forecast.
    """
    share = number("tail", tail)
    if not 0 < share < 1:
        raise ValueError(f"tail is {share:g}, must be greater than 0 and less than 1")
    count, whole_seed = whole("paths", paths, 64), whole("seed", seed, 0)
    if not isinstance(product, str):
        raise must_be("product", "text", product)
    plants = [_plant_of(name, each) for name, each in (("f", f), ("g", g))]
    label = default_period(*plants[0]) if period is None else str(period)
    demand = Demand(metric_name(metric), label, 0.0, None, product)
    values = [_values(plant, line, demand, whole_seed, count) for plant, line in plants]
    known = np.isfinite(values[0]) & np.isfinite(values[1])
    names = [clean(plant.name or plant.id) for plant, _ in plants]
    if names[0] == names[1]:
        names = ["f", "g"]
    return Dominance(
        (names[0], names[1]), demand, values[0][known], values[1][known], share, plants[0][0]
    )


def _plant_of(name: str, each: Any) -> tuple[Any, Any]:
    if isinstance(each, Forecast):
        return each.plant, each.timeline
    if isinstance(each, _core.Plant):
        return each, timeline_of(each)
    raise must_be(name, "a Plant or a Forecast", each)


def _stream(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, 67, *name.encode()])


def _values(plant: Any, timeline: Any, demand: Demand, seed: int, count: int) -> np.ndarray:
    """The figure of each path; numbers are drawn by their names."""
    condition = Condition(plant, timeline, [demand], seed)
    numbers = DriverNumbers(plant, condition.f)
    own = np.empty((count, numbers.count))
    for i, name in enumerate(numbers.names):
        own[:, i] = _stream(seed, name).standard_normal(count)
    made = np.empty(count)
    chosen = _alternatives(plant, condition, seed, count)
    noise: dict[str, np.ndarray] = {}
    for a in np.unique(chosen):
        rows = np.flatnonzero(chosen == a)
        z = np.zeros((len(rows), condition.dimensions))
        z[:, : numbers.count] = own[rows]
        for i, name in enumerate(condition.f.dimension_names(int(a))[numbers.count :]):
            if name not in noise:
                noise[name] = _stream(seed, name).standard_normal(count).astype(np.float32)
            z[:, numbers.count + i] = noise[name][rows]
        made[rows] = condition.figures(z, int(a))[:, 0]
    return made


def _alternatives(plant: Any, condition: Condition, seed: int, count: int) -> np.ndarray:
    """The combination of each path: an option of each set by a draw of the set's name."""
    each_of = condition.f.alternatives
    left = np.ones((count, len(each_of)), dtype=bool)
    weights = condition.weights
    for i, asked in enumerate(plant.alternatives):
        level = _stream(seed, f"alternatives {asked.name}").random(count)
        options = list(dict.fromkeys(each.options[i] for each in each_of))
        has = np.array([[each.options[i] == name for each in each_of] for name in options])
        share = left @ (has * weights).T
        share /= share.sum(axis=1, keepdims=True)
        ends = np.cumsum(share, axis=1)
        pick = np.minimum((level[:, None] > ends).sum(axis=1), len(options) - 1)
        left &= has[pick]
    return np.argmax(left, axis=1)


@dataclass(eq=False)
class Dominance:
    """Two plants compared path by path. Made by `dominance`; prints in words."""

    #: What the two are called.
    names: tuple[str, str]
    demand: Demand
    #: The figure of f and of g on each path.
    f: np.ndarray = field(repr=False)
    g: np.ndarray = field(repr=False)
    tail: float
    plant: Any = field(repr=False)

    @property
    def probability(self) -> float:
        """That f has more than g, ties counted half; 0 to 1."""
        return float(((self.f > self.g) + 0.5 * (self.f == self.g)).mean())

    @property
    def probability_se(self) -> float:
        """Its standard error."""
        return float(((self.f > self.g) + 0.5 * (self.f == self.g)).std() / np.sqrt(len(self.f)))

    @property
    def order(self) -> str:
        """Who dominates whom: ``f first``, ``g first`` (every quantile is at least as good),
        ``f second``, ``g second`` (whoever shuns risk takes it), ``none`` or ``equal``; in the
        sample drawn."""
        a, b = np.sort(self.f), np.sort(self.g)
        slack = 1e-6 * max(float(np.abs(a).max()), float(np.abs(b).max()), 1e-300)
        apart = a - b
        if np.abs(apart).max() <= slack:
            return "equal"
        if apart.min() >= -slack:
            return "f first"
        if apart.max() <= slack:
            return "g first"
        below = np.cumsum(apart) / np.arange(1, len(a) + 1)
        if below.min() >= -slack:
            return "f second"
        return "g second" if below.max() <= slack else "none"

    def _shortfall(self, values: np.ndarray) -> float:
        count = max(1, round(self.tail * len(values)))
        return float(np.partition(values, count - 1)[:count].mean())

    def frame(self) -> Frame:
        """Columns: what (the two's names, and ``difference``, f less g path by path), mean,
        mean_se, p10, p50, p90, shortfall (the mean of the worst, `tail` of all)."""
        rows = [(self.names[0], self.f), (self.names[1], self.g), ("difference", self.f - self.g)]
        columns: dict[str, Any] = {
            "what": [name for name, _ in rows],
            "mean": [float(v.mean()) for _, v in rows],
            "mean_se": [float(v.std() / np.sqrt(len(v))) for _, v in rows],
        }
        for level in _LEVELS:
            columns[f"p{100 * level:.0f}"] = [float(np.quantile(v, level)) for _, v in rows]
        columns["shortfall"] = [self._shortfall(v) for _, v in rows]
        return Frame(columns)

    @property
    def summary(self) -> str:
        """A sentence or two."""
        f, g = self.names
        more = percent(self.probability)
        figure = self.demand.metric.replace("gross_", "").replace("_", " ")
        mean = float((self.f - self.g).mean())
        text = (
            f"{f} has more {figure} in {self.demand.period} than {g} with probability {more}, "
            f"{exact(float(f'{mean:.3g}'))} on average."
        )
        told = {
            "f first": f"Every quantile of {f} is at least that of {g}.",
            "g first": f"Every quantile of {g} is at least that of {f}.",
            "f second": f"{f} is better for whoever shuns risk, not at every quantile.",
            "g second": f"{g} is better for whoever shuns risk, not at every quantile.",
            "none": "Neither dominates: which is better depends on how much risk one takes.",
            "equal": "They are the same.",
        }
        return f"{text} {told[self.order]}"

    def plot(self, ax: Axes | None = None) -> Axes:
        """Both distributions, as the probability of having at least so much. ax: Matplotlib axes to
        draw on, None makes some. Needs the extra ``plot``."""
        from .targets_plot import plot_dominance

        return plot_dominance(self, ax)

    def __repr__(self) -> str:
        return f"{self.summary}\n{self.frame()!r}"
