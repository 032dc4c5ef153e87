"""A figure over two assumptions on a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..refusals import told
from .demands import reaches
from .sampled_paths import SampledPaths

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STANDARD = _core.Normal(0, 1)
_ENDS = (0.02, 0.98)
_PATHS = 256


class Contours:
    """A figure over two assumptions, all else as uncertain as it is. Made by
    `Sensitivity.contours`; prints as a table."""

    def __init__(
        self,
        names: tuple[str, str],
        units: tuple[str, str],
        values: tuple[np.ndarray, np.ndarray],
        middle: np.ndarray,
        probability: np.ndarray | None,
        what: str,
        at_least: float | None,
    ) -> None:
        self.names, self.units, self.what, self.at_least = names, units, what, at_least
        #: The two assumptions' values; of dates days from 1970-01-01.
        self.values = values
        #: P50 of the figure: (values of the first, values of the second).
        self.p50 = middle
        #: Of reaching the level, of the same shape; None where no level was given.
        self.probability = probability

    def frame(self) -> Frame:
        """A row a point of the grid: the two assumptions by their paths, p50, and probability where
        a level was given."""
        first, second = np.meshgrid(*self.values, indexing="ij")
        columns: dict[str, Any] = {
            self.names[0]: first.ravel(),
            self.names[1]: second.ravel(),
            "p50": self.p50.ravel(),
        }
        if self.probability is not None:
            columns["probability"] = self.probability.ravel()
        return Frame(columns)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Lines of equal probability, or of equal P50 where no level was given. ax: Matplotlib axes
        to draw on, None makes some. Needs the extra ``plot``."""
        from .targets_plot import plot_contours

        return plot_contours(self, ax)

    def __repr__(self) -> str:
        return repr(self.frame())


def contours_of(
    paths: SampledPaths,
    x: np.ndarray,
    driver: Any,
    other: Any,
    points: int,
    at_least: float | None,
) -> Contours:
    """See `Sensitivity.contours`."""
    i, j = (paths.numbers.index(name) for name in (driver, other))
    if i == j:
        raise ValueError(f"both assumptions are {told(driver)}, must be two")
    reach = np.asarray(_STANDARD.quantile(np.array(_ENDS)))
    z = np.linspace(reach[0], reach[1], points)
    a = int(np.argmax(paths.condition.weights))
    rows = np.zeros((points, paths.drivers))
    own = []
    for k in (i, j):
        rows[:] = 0
        rows[:, k] = z
        own.append(paths.numbers.values(paths.numbers.independent(rows), a)[:, k])
    x = x[:_PATHS]
    middle, share = np.empty((points, points)), np.empty((points, points))
    for k, first in enumerate(z):
        held = paths.held(x, i, float(first))
        stacked = np.concatenate([paths.held(held, j, float(second)) for second in z])
        found = paths.value(stacked).reshape(points, len(x))
        middle[k] = np.nanmedian(found, axis=1)
        share[k] = reaches(found, 0.0 if at_least is None else at_least).mean(axis=1)
    names = (paths.numbers.names[i], paths.numbers.names[j])
    currency = paths.plant.currency or "CNY"

    def own_unit(name: str) -> str:
        return paths.numbers.unit(name).replace("currency", currency)

    what = f"{paths.demand.metric} in {paths.demand.period}"
    return Contours(
        names,
        (own_unit(names[0]), own_unit(names[1])),
        (own[0], own[1]),
        middle,
        None if at_least is None else share,
        what,
        at_least,
    )
