"""The verb `sensitivity`: which assumptions a figure rests on, and which to ask for next."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..forecasts.write import write_frames
from ..frame import Frame
from ..refusals import must_be, number, whole
from ..units import clean, driver_in_words, percent
from .contours import Contours, contours_of
from .demands import check_plant, reaches, timeline_of
from .input_shares import over_time_frame, rank_correlations
from .one_way import one_way_frame
from .sampled_paths import SampledPaths
from .shapley import effects_of
from .sobol_indices import indices_of
from .tornado import tornado_frame
from .worth_asking import worth_asking_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STANDARD = _core.Normal(0, 1)
_TIMES = 8


def sensitivity(
    plant: Any,
    *,
    metric: str = "units",
    period: object = None,
    at_least: float | None = None,
    product: str = "",
    timeline: Any = None,
    seed: int = 1,
    paths: int = 1024,
) -> Sensitivity:
    """Which uncertain numbers a figure rests on, and how much.

    plant: a `Plant`. metric, period, product: the figure; no period takes the first whole year that
    a target holds for, else the first of the timeline. at_least: a level whose probability is told
    of as well. timeline: None takes the plant's own. seed: the same one gives the same figures.
    paths: of each comparison, on common draws. Tables are worked out when they are asked for:
    `Sensitivity.tornado`, `sobol`, `shapley`, `worth_asking`, `rank_correlations`, `over_time`,
    `knowable`, `one_way`, `contours`. Raises ValueError for a metric, period or product the plant
    has not, with the nearest name, TypeError for what is none.
    """
    check_plant(plant)
    count = whole("paths", paths, 64, 2**22)
    if not isinstance(product, str):
        raise must_be("product", "text", product)
    level = None if at_least is None else number("at_least", at_least)
    line = timeline_of(plant, timeline)
    made = SampledPaths(plant, line, metric, period, product, whole("seed", seed, 0))
    return Sensitivity(made, count, level)


class Sensitivity:
    """What a figure of a plant rests on. Made by `sensitivity`; prints as the tornado's table."""

    def __init__(self, paths: SampledPaths, count: int, at_least: float | None) -> None:
        """paths: sampled paths. count: of each comparison. at_least: a level, or None."""
        self._paths, self._count = paths, count
        self._tornados: dict[tuple[float, float], Frame] = {}
        #: The level whose probability is told of; None where none was given.
        self.at_least = at_least

    @property
    def plant(self) -> Any:
        """The plant."""
        return self._paths.plant

    @property
    def metric(self) -> str:
        """The figure's name."""
        return self._paths.demand.metric

    @property
    def period(self) -> str:
        """The figure's period."""
        return self._paths.demand.period

    @property
    def product(self) -> str:
        """The product the figure is of; empty: the whole plant."""
        return self._paths.demand.product

    @functools.cached_property
    def _x(self) -> np.ndarray:
        return self._paths.sample(self._count)

    @functools.cached_property
    def base(self) -> float:
        """The figure's P50, nothing held."""
        return float(np.nanmedian(self._paths.value(self._x)))

    @functools.cached_property
    def _many(self) -> tuple[np.ndarray, np.ndarray]:
        x = self._paths.sample(_TIMES * self._count, 1)
        return x, self._paths.value(x)

    def tornado(
        self,
        *,
        levels: tuple[float, float] = (0.1, 0.9),
        progress: Callable[[float], object] | None = None,
    ) -> Frame:
        """The figure's P50 with each assumption at its P10 and P90, and at its ends.

        Every other assumption stays as uncertain as it is, on common draws; an assumption that is
        held does not move those it is correlated with. levels: instead of P10 and P90. Ends are
        P0.1 and P99.9. Of alternatives low and high are the options with the least and the most.
        Columns: driver, unit, low_value, high_value (of dates days from 1970-01-01), low, high,
        swing (high - low; the largest in size first), base (nothing held), then the same of the
        ends: lowest_value, highest_value, lowest, highest; the probabilities of `at_least` where
        one was given; low_option, high_option. progress: called with the share done, 0 to 1.
        """
        if isinstance(levels, str) or not isinstance(levels, Sequence) or len(levels) != 2:
            raise must_be("levels", "two numbers", levels)
        low, high = (number("levels", each) for each in levels)
        if not 0 < low < high < 1:
            raise ValueError(f"levels are {low:g} and {high:g}, must rise between 0 and 1")
        key = (low, high)
        if key not in self._tornados:
            self._tornados[key] = tornado_frame(self._paths, self._x, key, self.at_least, progress)
        return self._tornados[key]

    def _levels(self, values: np.ndarray) -> np.ndarray:
        """The figure, and whether it reaches the level: (paths, outputs)."""
        columns = [np.nan_to_num(values)]
        if self.at_least is not None:
            columns.append(reaches(values, self.at_least).astype(np.float64))
        return np.stack(columns, axis=1)

    def sobol(
        self, *, points: int = 2048, progress: Callable[[float], object] | None = None
    ) -> Frame:
        """Sobol' indices: what share of the figure's variance each input explains.

        Inputs are the uncertain numbers (those that are correlated together as one), each set of
        alternatives, and chance month by month. points: of each of inputs + 2 samples.
        Columns: input, first, first_low, first_high (by itself), total, total_low, total_high (with
        all it does together with others), of the largest total first; intervals are of 95 %, by
        bootstrap. Where a level was given the same of whether it is reached: p_first, p_first_low
        and so on.
        """
        paths = self._paths
        groups = paths.groups

        def function(u: np.ndarray) -> np.ndarray:
            x = np.asarray(_STANDARD.quantile(u))
            x[:, : paths.drivers] = paths.numbers.correlated(x[:, : paths.drivers])
            return self._levels(paths.value(x))

        found = indices_of(
            function,
            paths.width,
            groups=groups,
            points=whole("points", points, 64, 2**20),
            seed=paths.seed,
            progress=progress,
        )
        columns: dict[str, Any] = {"input": [self._name(group) for group in groups]}
        for k, before in enumerate(("", "p_")[: 1 if self.at_least is None else 2]):
            columns |= {before + name: array[:, k] for name, array in found.items()}
        return _sorted(Frame(columns), "total")

    def _name(self, group: Sequence[int]) -> str:
        return " + ".join(self._paths.names[i] for i in group)

    def shapley(
        self, *, points: int = 2048, progress: Callable[[float], object] | None = None
    ) -> Frame:
        """Shapley effects: each input's fair share of the figure's variance, which sum to 1.

        Of inputs that are correlated too, for which Sobol' indices do not add up. points: of each
        of inputs + 2 samples. Columns: input, effect, standard_error; the largest first.
        """
        paths = self._paths
        effects, errors, _ = effects_of(
            lambda x: np.nan_to_num(paths.value(x)),
            paths.correlation,
            points=whole("points", points, 64, 2**20),
            seed=paths.seed,
            progress=progress,
        )
        columns = {"input": paths.names, "effect": effects, "standard_error": errors}
        return _sorted(Frame(columns), "effect")

    def rank_correlations(self) -> Frame:
        """Spearman's rank correlations of the uncertain numbers with the figure: columns driver,
        correlation; the largest in size first."""
        x, value = self._many
        found = rank_correlations(x[:, : self._paths.drivers], value)
        order = np.argsort(-np.abs(found), kind="stable")
        names = self._paths.numbers.names
        return Frame({"driver": [names[i] for i in order], "correlation": found[order]})

    def over_time(self, step: str | None = None, *, drivers: int = 8) -> Frame:
        """Who matters when: the figure's metric in each period of a step.

        step: None takes that of the figure's period. drivers: how many inputs, those that explain
        the most of any period. Columns: period, input, share (of the variance, first order),
        correlation (of ranks; NaN for alternatives and chance).
        """
        return over_time_frame(self._paths, self._many[0], step, whole("drivers", drivers, 1))

    def worth_asking(self, *, precision: float = 0.0) -> Frame:
        """Which fact to ask for next: what is left of the forecast's range once it is known.

        precision: what is left of an assumption's own spread after asking, 0 (known exactly) to
        less than 1. Columns: ask (an uncertain number, or a set of alternatives), unit, range_left
        (the expected P10 to P90 as a share of today's), narrowing (1 - range_left; the largest
        first), variance_explained; where a level was given probability_explained (the same of the
        variance of whether it is reached) and probability_low, probability_high (P10 and P90 of
        what its probability will be).
        """
        left = number("precision", precision)
        if not 0 <= left < 1:
            raise ValueError(f"precision is {left:g}, must be at least 0 and less than 1")
        x, value = self._many
        return worth_asking_frame(self._paths, x, value, self.at_least, left)

    def knowable(self) -> Frame:
        """What cannot be reduced: shares of the figure's variance.

        Columns: what, share, standard_error: ``knowable`` (uncertain numbers and alternatives: what
        asking could take off), ``chance`` (month by month, whatever is known).
        """
        paths = self._paths
        x, first = self._many
        random = np.random.default_rng([paths.seed, 53])
        noise = random.integers(0, len(paths._noise), len(x))
        second = paths.value(x, noise)
        known = np.isfinite(first) & np.isfinite(second)
        a, b = first[known], second[known]
        middle = 0.5 * (a.mean() + b.mean())
        both = (a - middle) * (b - middle)
        spread = 0.5 * ((a - middle) ** 2 + (b - middle) ** 2)
        variance = float(spread.mean())
        if not variance > 0:
            none = [float("nan")] * 2
            return Frame({"what": ["knowable", "chance"], "share": none, "standard_error": none})
        share = float(both.mean()) / variance
        error = float((both - share * spread).std()) / variance / np.sqrt(max(1, len(a)))
        share = min(1.0, max(0.0, share))
        return Frame(
            {
                "what": ["knowable", "chance"],
                "share": np.array([share, 1 - share]),
                "standard_error": np.array([error, error]),
            }
        )

    def one_way(
        self,
        *,
        changes: Sequence[float] = (-0.2, -0.1, -0.05, 0.05, 0.1, 0.2),
        drivers: Sequence[str] | None = None,
    ) -> Frame:
        """One assumption changed by so many per cent, as feasibility studies print it.

        At the medians of all assumptions in the likeliest alternatives, without noise. changes:
        shares by which a number (its whole distribution) is scaled. drivers: paths of numbers,
        uncertain or not; None takes the twelve of the tornado's longest bars that are no dates.
        Columns: driver, base, then the figure at each change (``-20 %``), and switching_change:
        the share by which the number changes where the figure crosses the level given with
        `at_least`, else 0 (NaN where it does not within a tenth to three times the number).
        Raises ValueError for a number there is not, with the nearest path.
        """
        for name, each in (("changes", changes), ("drivers", drivers)):
            if isinstance(each, str) or not isinstance(each, (Sequence, np.ndarray, type(None))):
                raise must_be(name, "a list", each)
        if drivers is None:
            wanted = [
                row["driver"]
                for row in self.tornado()
                if row["unit"] not in ("option", "date") and row["swing"] != 0
            ][:12]
        else:
            wanted = list(drivers)
        values = [number("changes", each) for each in changes]
        if any(each <= -1 for each in values):
            raise ValueError("changes must be more than -1 each")
        return one_way_frame(self._paths, wanted, values, self.at_least)

    def contours(self, driver: str, other: str, *, points: int = 11) -> Contours:
        """The figure over two assumptions on a grid: its P50, and the probability of the level.

        driver, other: uncertain numbers. points: of each, from P2 to P98. Raises ValueError for a
        number there is not, with the nearest path.
        """
        count = whole("points", points, 2, 1000)
        if count > 101:
            raise ValueError(f"points is {count}, must be at most 101")
        return contours_of(self._paths, self._x, driver, other, count, self.at_least)

    def frame(self) -> Frame:
        """`tornado`."""
        return self.tornado()

    def frames(self) -> dict[str, Frame]:
        """The tables by name."""
        return {
            "tornado": self.tornado(),
            "sobol": self.sobol(),
            "shapley": self.shapley(),
            "worth asking": self.worth_asking(),
            "over time": self.over_time(),
            "knowable": self.knowable(),
            "one way": self.one_way(),
        }

    def plot(self, drivers: int = 10, ax: Axes | None = None) -> Axes:
        """The tornado. drivers: how many bars. ax: Matplotlib axes to draw on, None makes some.
        Needs the extra ``plot``."""
        from .targets_plot import plot_tornado

        return plot_tornado(self, whole("drivers", drivers, 1), ax)

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes a workbook with a sheet for each table. Needs the extra ``excel``."""
        write_frames(self.frames(), path, "Sensitivity")

    @property
    def summary(self) -> str:
        """What can be known, and what to ask for first, in words."""
        known = {row["what"]: row["share"] for row in self.knowable()}
        words = []
        if known["knowable"] == known["knowable"]:
            words.append(
                f"{percent(known['knowable'])} of the spread is what could be known, "
                f"{percent(known['chance'])} is chance from month to month."
            )
        asked = self.worth_asking()
        if len(asked) and asked[0]["narrowing"] > 0.02:
            first = asked[0]
            name = clean(first["ask"])
            what = f'"{name}"' if first["unit"] == "option" else driver_in_words(name)
            narrowed = percent(first["narrowing"])
            words.append(f"Ask for {what} first: knowing it narrows P10 to P90 by {narrowed}.")
        return " ".join(words)

    def __str__(self) -> str:
        from .sensitivity_words import report

        return report(self)

    def __repr__(self) -> str:
        return str(self)


def _sorted(frame: Frame, by: str) -> Frame:
    order = np.argsort(-np.nan_to_num(frame[by]), kind="stable")
    columns = {
        name: frame[name][order]
        if isinstance(frame[name], np.ndarray)
        else [frame[name][i] for i in order]
        for name in frame.columns
    }
    return Frame(columns)
