"""Two forecasts, or two lines, side by side."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..line.line_comparison import LineComparison, SimulatedComparison
from ..line.line_results import LinePerformance
from ..line.lines import simulate, warned
from ..refusals import must_be
from .forecast import Forecast
from .write import write_frames

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_QUANTILES = ("p10", "p50", "p90")


class ForecastComparison:
    """Two forecasts side by side, and the second less the first. Prints as the yearly table."""

    def __init__(self, a: Forecast, b: Forecast, names: tuple[str, str]) -> None:
        """a, b: the forecasts. names: what they are called."""
        for name, each in (("a", a), ("b", b)):
            if not isinstance(each, Forecast):
                raise must_be(name, "a Forecast", each)
        self.a, self.b, self.names = a, b, names
        #: The second less the first path by path, None where they do not share their draws.
        self.change: Forecast | None = None
        with contextlib.suppress(ValueError):
            self.change = b.change_from(a)

    def _metrics(self, metrics: Sequence[str] | None) -> list[str]:
        both = [name for name in self.a.metrics if name in self.b.metrics]
        return both if metrics is None else list(metrics)

    def frame(self, step: str = "year", *, metrics: Sequence[str] | None = None) -> Frame:
        """A row for each period and metric that both have.

        Columns: period, metric; mean, p10, p50, p90 of each with ``a_`` and ``b_`` before them;
        change_mean (b less a) and, where the two were run on the same draws, change_p10,
        change_p50, change_p90 of the difference path by path (else NaN); start, end.
        step: of the periods. metrics: None takes those of both forecasts.
        """
        names = self._metrics(metrics)
        a, b = (_by_key(each.frame(step, metrics=names)) for each in (self.a, self.b))
        change = {} if self.change is None else _by_key(self.change.frame(step, metrics=names))
        keys = [key for key in a if key in b]
        columns: dict[str, Any] = {
            "period": [key[0] for key in keys],
            "metric": [key[1] for key in keys],
        }
        figures = ("mean", *_QUANTILES)
        for before, rows in (("a_", a), ("b_", b)):
            for name in figures:
                columns[before + name] = _numbers(rows[key][name] for key in keys)
        columns["change_mean"] = columns["b_mean"] - columns["a_mean"]
        for name in _QUANTILES:
            found = (change[key][name] if key in change else float("nan") for key in keys)
            columns[f"change_{name}"] = _numbers(found)
        columns |= {name: [a[key][name] for key in keys] for name in ("start", "end")}
        return Frame(columns)

    def plot(
        self,
        metric: str = "units",
        step: str | None = None,
        ax: Axes | None = None,
        lang: str = "en",
    ) -> Axes:
        """Both fan charts on one axes, in two colours with one legend.

        Arguments are those of `Forecast.plot`. Needs the extra ``plot``.
        """
        from .plot import plot_both

        name = "gross_output_value" if metric == "value" else metric
        return plot_both(list(zip(self.names, (self.a, self.b))), name, step, ax, lang)

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes a workbook with a sheet for each step that both forecasts have.

        Needs the extra ``excel``. The file is replaced in one step.
        """
        from ..units import TABLE_OF

        steps = [step for step in self.a.steps() if step in self.b.steps()]
        title = " / ".join(self.names)
        write_frames({TABLE_OF[step]: self.frame(step) for step in steps}, path, title)

    def __repr__(self) -> str:
        a, b = self.names
        return f"a: {a}\nb: {b}\n\n{self.frame()!r}"

    def _repr_html_(self) -> str:
        return self.frame()._repr_html_()


def compare(
    a: Any,
    b: Any,
    *,
    names: tuple[str, str] | None = None,
    find: Callable[..., LinePerformance] | None = None,
    calendars: Sequence[_core.Calendar] = (),
    pieces: int | None = None,
    replications: int = 32,
    seed: int = 1,
    confidence: float = 0.95,
    warm_up_pieces: int | None = None,
    start: datetime.date | str | None = None,
    most_events: int = 2_000_000_000,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> ForecastComparison | LineComparison | SimulatedComparison:
    """Two forecasts, or two lines, side by side: ``.frame()``, ``.plot()``, ``.to_excel()``.

    a, b: `Forecast` both, or `Line` (or what `capacity`, `exact` or `simulate` found of one) both.
    A difference is b less a; run b with ``like=a`` so that it is one path by path. Lines are
    simulated on common draws: stations draw by their position, so that the difference has an
    interval several times narrower than that of either line. names: what they are called; None
    takes those of the plants or lines, ``a`` and ``b`` where these are the same. find: how lines
    are worked out instead, as ``find(line)``, with ``calendars=`` where some are given: `capacity`,
    `exact`; then the difference has no interval. calendars, pieces, replications (2 or more),
    seed, confidence, warm_up_pieces, start, most_events, threads, progress: as for ``simulate``.

    Raises TypeError for anything else, ValueError for a line that makes no sense.
    """
    if isinstance(a, Forecast) and isinstance(b, Forecast):
        own = tuple(each.plant.name or each.plant.id for each in (a, b))
        return ForecastComparison(a, b, _names(names, own))
    lines = (_core.Line, LinePerformance)
    if not (isinstance(a, lines) and isinstance(b, lines)):
        raise TypeError(
            f"compare takes two forecasts or two lines, not {type(a).__name__} and "
            f"{type(b).__name__}"
        )
    if not (find is None or callable(find)):
        raise must_be("find", "a callable or None", find)
    if find is None and isinstance(a, _core.Line) and isinstance(b, _core.Line):
        found = _core.compare_lines(
            warned(a),
            warned(b),
            calendars=calendars,
            start=start,
            pieces=pieces,
            replications=replications,
            seed=seed,
            confidence=confidence,
            warm_up_pieces=warm_up_pieces,
            most_events=most_events,
            threads=threads,
            progress=progress,
        )
        return SimulatedComparison(a, b, found, _names(names, (a.name, b.name)))
    given = {"calendars": calendars} if len(calendars) else {}
    first, second = (
        each if isinstance(each, LinePerformance) else (find or simulate)(each, **given)
        for each in (a, b)
    )
    return LineComparison(first, second, _names(names, (first.line.name, second.line.name)))


def _names(names: tuple[str, str] | None, own: tuple[str, ...]) -> tuple[str, str]:
    if names is not None:
        if isinstance(names, str) or not isinstance(names, Collection) or len(names) != 2:
            raise must_be("names", "two names, or None", names)
        first, second = names
        return str(first), str(second)
    return ("a", "b") if own[0] == own[1] or "" in own else (own[0], own[1])


def _by_key(frame: Frame) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["period"], row["metric"]): row for row in frame}


def _numbers(values: Any) -> np.ndarray:
    return np.array(list(values), dtype=np.float64)
