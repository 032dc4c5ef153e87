"""The verb `forecast` and its result."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..refusals import must_be, told
from .report import report

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FIRST = ("period", "metric", "mean", "sd", "p10", "p50", "p90")
_BY_LINE = ("period", "line", "constraint", "share", "start", "end")
_LAST = ("start", "end", "mean_se", "p10_se", "p50_se", "p90_se", "reported")


def forecast(
    plant: Any,
    timeline: Any = None,
    *,
    paths: int = 65536,
    seed: int = 1,
    threads: int = 0,
    sampling: str = "sobol",
    metrics: Sequence[str] | None = None,
    steps: Sequence[str] | None = None,
    views: Sequence[str] | None = None,
    by: str | Sequence[str] | None = None,
    keep_paths: bool = False,
    common_draws: bool = False,
    first_path: int = 0,
    path_count: int = 0,
    progress: Callable[[float], object] | None = None,
    like: Forecast | None = None,
    given: Sequence[_core.GivenDraws] | None = None,
) -> Forecast:
    """Forecasts a plant: units and value with their ranges, and what limits them.

    plant: a `Plant`. timeline: a `Timeline`; None takes the plant's own, or the default one: by
    months, from the as-of month to the end of the third following year.
    paths: in all; combinations of alternatives share them evenly, each rounded up to 16 × 2^k
    (at least 1,024).
    threads: 0 takes one a processor; the figures do not depend on it.
    sampling: ``sobol`` (scrambled quasi-random points) or ``plain``.
    metrics: those of `Forecast`; steps: of ``day``, ``week``, ``half-month``, ``month``,
    ``quarter``, ``half-year``, ``year``; views: of ``period``, ``cumulative``, ``year_to_date``,
    ``year_on_year``. All None collects what the printed table needs, by
    year. Else None takes the metrics of `Forecast.metrics`, all steps the timeline can be gathered
    by, the period itself. What is asked for later comes from a silent new run on the same draws.
    by: ``product``, ``line`` or both: collects what is asked for of each product or line too. What
    is asked for later comes from a new run, as all else.
    keep_paths: keeps units and value of every period and path in memory (`Forecast.paths_of`).
    common_draws: the same draws for every combination of alternatives, as `Forecast.by_alternative`
    takes for a comparison; else each has its own, so that their mix is surer.
    first_path, path_count: the part of the run to make, which `Forecast.merge` joins with others:
    of each combination's paths so many (0: all that follow) from one on, in whole sixteenths.
    progress: called with the share done, 0 to 1. like: a forecast whose draws to use again, so
    that the difference of the two is the difference of the plants.
    given: draws to take instead of making them, one `PathFunction.given` for each combination of
    alternatives; `paths` are then the rows again and again.

    Raises ValueError for a plant, timeline or option that is not valid, TypeError for what is
    none, KeyboardInterrupt on Ctrl-C.
    """
    if not isinstance(plant, _core.Plant):
        raise TypeError(
            f"plant must be a Plant, not {type(plant).__name__}; load_plant reads one from a file"
        )
    if not isinstance(timeline, (_core.Timeline, type(None))):
        raise TypeError(f"timeline must be a Timeline or None, not {type(timeline).__name__}")
    if not isinstance(like, (Forecast, type(None))):
        raise TypeError(f"like must be a Forecast or None, not {type(like).__name__}")
    for name, names in (("metrics", metrics), ("steps", steps), ("views", views)):
        _check_names(name, names)
    start = time.perf_counter()
    options: dict[str, Any] = {"paths": paths, "seed": seed, "threads": threads}
    options |= {"sampling": sampling, "keep_paths": keep_paths, "common_draws": common_draws}
    options |= {"first_path": first_path, "path_count": path_count}
    core = _core.forecast(
        plant,
        timeline,
        metrics=None if metrics is None else [_metric(each) for each in metrics],
        steps=steps if steps is None else list(steps),
        views=views if views is None else list(views),
        by=[by] if isinstance(by, str) else by,
        progress=progress,
        like=None if like is None else like._core,
        given=given,
        **options,
    )
    return Forecast(core, seconds=time.perf_counter() - start)


def _check_names(name: str, names: Any) -> None:
    """Raises TypeError for what is neither a list nor None, ValueError for an empty list."""
    if names is None:
        return
    if isinstance(names, str) or not isinstance(names, Collection):
        raise must_be(name, 'a list of names such as ["units"] or None', names)
    if not len(names):
        raise ValueError(f"{name} is empty, must have at least one name or be None")


def _metric(name: str) -> str:
    if not isinstance(name, str):
        raise must_be("metric", "text", name)
    return "gross_output_value" if name == "value" else name


class Forecast:
    """A probabilistic forecast of a plant.

    Made by `forecast`; prints as the table of each year. A period is a label: ``2025``,
    ``2025-H1``, ``2025-Q1``, ``2025-03``, ``2025-W07``, ``2025-03-05``; where the timeline states
    fiscal years ``FY2025``, ``FY2025-H1``, ``FY2025-Q1``. Metrics:

    - ``units``: good units made; ``line_capacity``: units the lines alone could make
    - ``gross_output_value`` (also ``value``): counted when made, without VAT, consigned material at
      its processing fee; ``unit_value``: the same a unit
    - ``shipped_value``, ``accepted_value``, ``sold_value`` (without the group's own use): output
      value of what gets so far
    - ``revenue``: counted when accepted, without VAT, material sold back to its owner net;
      ``parent_revenue``: the parent's share
    - ``components_used``: pieces of all components built in or lost to repair
    - ``backlog``: orders not filled at the period's end; ``finished_stock``: units built ahead of
      orders, in stock then
    - ``line_hours``: hours that the lines' calendars have since they started; of these
      ``stop_hours`` are lost to planned stops, and of the rest ``changeover_hours`` to changeovers
    - ``value_added``: output value less material and bought-in costs, plus VAT payable;
      ``gross_profit``: revenue less material and running costs
    - ``net_cash_flow``: before financing; ``cash``: at the period's end; from the start to the
      period's end: ``least_headroom`` (the least that cash and credit line came to; below 0 where
      financing is not enough), ``peak_funding`` (the most that was out before financing) and
      ``npv`` (net present value of the flows and the closing working capital);
      ``closing_working_capital``: what units made by the period's end still bring and cost

    Money is in the plant's currency (``unit_value``: currency a unit).
    """

    def __init__(
        self,
        core: Any,
        *,
        seconds: float | None = None,
        parts: tuple[Forecast, Forecast] | None = None,
    ) -> None:
        self._core = core
        self._parts = parts
        self._more: dict[tuple[str, str, str, str], Any] = {}
        self._common: Forecast | None = None
        #: Seconds the run took; None where the forecast was derived from another.
        self.seconds = seconds
        #: Uncertain numbers that what was made has tested, where a calibration tells.
        self.tested: frozenset[str] = frozenset()

    @property
    def plant(self) -> Any:
        """The plant that was forecast (a copy)."""
        return self._core.plant

    @property
    def timeline(self) -> Any:
        """The days covered, and the step."""
        return self._core.timeline

    @property
    def paths(self) -> int:
        """Paths of each combination of alternatives."""
        return int(self._core.paths)

    @property
    def seed(self) -> int:
        """The seed of the draws."""
        return int(self._core.seed)

    @property
    def sampling(self) -> str:
        """How uncertain numbers were drawn: ``sobol`` or ``plain``."""
        return str(self._core.sampling)

    @property
    def drivers(self) -> list[str]:
        """Dotted names of the uncertain numbers, in the order of their dimensions."""
        return list(self._core.drivers)

    @property
    def is_change(self) -> bool:
        """Whether this is a difference of two forecasts."""
        return self._parts is not None

    @property
    def is_part(self) -> bool:
        """Whether this is a part of a run (``first_path=``), which has no figures by itself."""
        return bool(self._core.is_part)

    @staticmethod
    def merge(parts: Sequence[Forecast]) -> Forecast:
        """Parts of one run as the run itself, to the last bit.

        parts: forecasts of the same plant, timeline and options that differ in ``first_path`` and
        ``path_count`` alone, in any order. Raises ValueError unless they agree and every path is in
        one of them, TypeError for what is no list of forecasts.
        """
        if isinstance(parts, Forecast) or not isinstance(parts, Collection):
            raise must_be("parts", "a list of forecasts", parts)
        if not all(isinstance(each, Forecast) for each in parts):
            raise must_be("parts", "a list of forecasts", parts)
        return Forecast(_core.Forecast.merge([each._core for each in parts]))

    @property
    def metrics(self) -> list[str]:
        """The metrics of every table unless others were asked for."""
        return list(_core.default_metrics(self.plant))

    # --- figures -----------------------------------------------------------------------------

    def _collect(
        self, metrics: Sequence[str], steps: Sequence[str], view: str, by: str = "plant"
    ) -> None:
        """Sees to it that metrics are there by steps: what no run has comes from a new one."""
        missing = {
            (name, step): None
            for step in steps
            for name in metrics
            if (name, step, view, by) not in self._more and not self._core.has(name, step, view, by)
        }
        if not missing:
            return
        names = list(dict.fromkeys(name for name, _ in missing))
        made = self._only(names, list(dict.fromkeys(step for _, step in missing)), view, by)
        self._more.update({(name, step, view, by): made for name, step in missing})

    def _run_of(self, metric: str, step: str, view: str, by: str = "plant") -> Any:
        """The run that has a metric."""
        self._collect([metric], [step], view, by)
        return self._more.get((metric, step, view, by), self._core)

    def _only(self, metrics: list[str], steps: list[str], view: str, by: str = "plant") -> Any:
        """A new run with these figures and no others, as a difference needs on both sides."""
        if self._parts is None:
            return self._core.with_(metrics, steps, [view], [] if by == "plant" else [by])
        now, before = (part._only(metrics, steps, view, by) for part in self._parts)
        return now.change_from(before)

    def _find(
        self, metric: str, period: object, view: str, product: str = "", line: str = ""
    ) -> tuple[Any, str, str]:
        """The run that has a metric of a period, the metric's own name, and the label."""
        label = str(period)
        by = "product" if product else "line" if line else "plant"
        name = _metric(metric)
        if by != "plant":
            _check_known(name, by)
        step = _core.parse_period(label, self.timeline)[0]
        return self._run_of(name, step, view, by), name, label

    def frame(
        self,
        step: str | None = None,
        view: str = "period",
        *,
        metrics: Sequence[str] | None = None,
        by: str | None = None,
    ) -> Frame:
        """Every figure of the periods of a step, a row for each period and metric.

        step: None takes the timeline's. view: ``period``, ``cumulative``, ``year_to_date`` or
        ``year_on_year`` (a change as a share); weeks go by the year of their label. metrics: None
        takes what was asked for in the call, or `metrics`. by: ``product`` or ``line`` for a row of
        each of them instead of the plant's, with a column of that name behind period. A product's
        figures are those of its own units, a line's those of the units it makes; those of a period
        sum to the plant's on every path, but for `line_capacity` where lines make only some of the
        products, and for what is a ratio. Yearly costs are borne by products in their shares of
        the units wanted or made, by lines in their shares of what they could make. Of
        cash there is the plant's alone.
        Columns: period, metric, mean, sd, p10, p50, p90; then start (first day), end (the day
        after the last), Monte Carlo standard errors mean_se, p10_se, p50_se, p90_se, and reported,
        the share of the period's days of which units or value were reported. Units in units,
        values in the plant's currency. Where no path defines a figure it is NaN.
        Raises ValueError for a step the timeline cannot be gathered by, for products of a plant
        without, and for a metric that is not known of them.
        """
        step = step or str(self.timeline.step)
        whose = _whose(by)
        there = [name for name in _core.METRICS if self._core.has(name, step, view, whose)]
        _check_names("metrics", metrics)
        if metrics is not None:
            names = [_metric(each) for each in metrics]
            for name in names:
                _check_known(name, whose)
        elif there and not self._core.is_table:
            return Frame(_in_order(self._core.rows(step, view, whose), whose))
        else:
            known = _core.metrics_by(whose)
            names = [n for n in dict.fromkeys([*self.metrics, *there]) if n in known]
        self._collect(names, [step], view, whose)
        runs: dict[int, tuple[Any, set[str]]] = {}
        for name in names:
            run = self._run_of(name, step, view, whose)
            runs.setdefault(id(run), (run, set()))[1].add(name)
        tables = []
        for run, own in runs.values():
            table = Frame(_in_order(run.rows(step, view, whose), whose))
            tables.append(_take(table, [i for i, m in enumerate(table["metric"]) if m in own]))
        joined = Frame({name: _join([t[name] for t in tables]) for name in tables[0].columns})
        rank = {name: i for i, name in enumerate(names)}
        keys = [(start, rank[name]) for start, name in zip(joined["start"], joined["metric"])]
        return _take(joined, sorted(range(len(joined)), key=keys.__getitem__))

    def collect(self, steps: Sequence[str], *, by: str | None = None) -> None:
        """Makes the tables of several steps ready at once, in a single new run where one is needed.

        Only saves time: what is not ready is made when it is asked for. by: as in `frame`.
        """
        whose = _whose(by)
        known = _core.metrics_by(whose)
        if self._core.is_table:
            self._collect([m for m in self.metrics if m in known], steps, "period", whose)

    def probability(
        self,
        metric: str,
        *,
        at_least: float,
        period: object,
        view: str = "period",
        per: str | None = None,
        product: str = "",
        line: str = "",
    ) -> float:
        """The probability (0 to 1) that a metric of a period is at least a value.

        A figure that falls short by a millionth is at the value. per: ``day``, ``week``, ``month``
        ...: at_least is a rate, and the mean rate over the period counts, as for 5,000 a week
        within a run by months. product, line: of which, by its name; both empty: of the plant.
        Raises ValueError for a rate of what is no flow.
        """
        run, name, label = self._find(metric, period, view, product, line)
        if per is not None:
            if view != "period":
                raise ValueError(f'per goes with the view "period", not with {told(view)}')
            return float(run.probability_of_rate(name, at_least, per, label, product, line))
        return float(run.probability(name, at_least, label, view, product, line))

    def quantile(
        self,
        metric: str,
        p: float,
        period: object,
        view: str = "period",
        *,
        product: str = "",
        line: str = "",
    ) -> float:
        """The figure not exceeded with probability p (0 to 1), of a product or line if named."""
        run, name, label = self._find(metric, period, view, product, line)
        return float(run.quantile(name, p, label, view, product, line))

    def summary(
        self,
        metric: str,
        period: object,
        view: str = "period",
        *,
        product: str = "",
        line: str = "",
    ) -> dict[str, float]:
        """One metric of one period: mean, sd, p10, p50, p90 and their standard errors.

        product, line: of which, by its name; both empty: of the plant.
        """
        run, name, label = self._find(metric, period, view, product, line)
        return dict(run.summary(name, label, view, product, line))

    def binding(self, step: str = "year", *, by: str | None = None) -> Frame:
        """What limits output: columns period, constraint, share, alone, units_lost, start, end.

        share: of path-months on which the constraint's limit equals the output; several may bind
        at once, so shares of a period may sum to more than 1. alone: of path-months on which no
        other does. units_lost: mean units of the period that the next limit would have let through
        on those; 0 where nothing but the lines limits. by: ``line`` for the columns period, line,
        constraint, share, start, end instead: which station of which line (``lines`` where it has
        none) limits output, where lines do.
        """
        if _whose(by) != "plant":
            if by != "line":
                raise ValueError(f"by is {told(by)}, must be None or 'line'")
            rows = self._run_of("units", "year", "period", "line").line_binding(step)
            return Frame({name: rows[name] for name in _BY_LINE})
        rows = self._core.binding(step)
        names = ("period", "constraint", "share", "alone", "units_lost", "start", "end")
        return Frame({name: rows[name] for name in names})

    def shadow_values(self, period: object, more: float = 0.01) -> Frame:
        """What a little more of each constraint would bring: columns constraint, metric, gain.

        period: a label such as ``2025``. more: by what share each is loosened. gain: mean units or
        value that this adds to the period, on the same draws; one new run a constraint.
        Raises ValueError for a period that was not collected.
        """
        run, _, label = self._find("units", period, "period")
        rows = run.shadow_values(label, more)
        return Frame({k: rows[k] for k in ("constraint", "metric", "gain")})

    def bridge(self, period: object) -> Frame:
        """From a period's output value to the parent's revenue: columns step, change, value.

        Steps: output value, the rise in finished stock, what is not yet accepted, the group's own
        use, material sold back to its owner, the share of other owners. Means over the paths, in
        the plant's currency, so that they add up. Raises ValueError for a period that was not
        collected or a plant without prices.
        """
        run, _, label = self._find("units", period, "period")
        rows = run.bridge(label)
        return Frame({name: rows[name] for name in ("step", "change", "value")})

    def line_losses(self, step: str = "year") -> Frame:
        """What planned stops and changeovers take of the hours of each line.

        Columns period, line, line_hours, stop_hours, changeover_hours (means over the paths of the
        metrics of these names), stops (stop_hours as a share of line_hours, by which the TEEP is
        lower) and availability (what changeovers leave of the other hours); both NaN where there
        are no hours. Breakdowns and yields of stations are not among them: they are in the line's
        rate (``capacity``). Raises ValueError for a step that the timeline does not have.
        """
        from .segments import line_losses

        return line_losses(self, step)

    def unit_value_steps(self, before: object, after: object) -> Frame:
        """What moved the mean value of a unit from one period to another: mix, and prices.

        before, after: labels such as ``2024`` and ``2025``. A row a product, and the last, without
        a name, of all; columns product, share_before, share_after (of the units, means over the
        paths), value_before, value_after (of a unit), mix and price, the parts of the change: a
        product's share of the units moved, at its mean value less that of all; and its value moved,
        at its mean share. mix and price of all sum to value_after - value_before (Marshall and
        Edgeworth's weights). Money in the plant's currency.
        Raises ValueError for a plant without products or prices, or a period without units.
        """
        from .segments import unit_value_steps

        return unit_value_steps(self, before, after)

    def explain(self, period: object) -> Frame:
        """From what was announced for a period to the forecast, in units and in value.

        Columns: step, units_change, units and, where a product has a price, change, value in the
        plant's currency. After the announcement (of a calendar year): what the lines could make
        from the first day at full rate without loss, all changes made; then each milestone that
        lines wait for, start dates, each other change, ramps, yield, planned stops, changeovers and
        each limit as forecast, all at the announced value a unit; then what a unit is worth at
        first, the mix and prices. Where no value a unit was announced, all is at the first prices
        and mix. Steps that move nothing are left out. Means over the paths on the same draws, so
        that they add up; one new run a step. Raises ValueError for a period that was not collected.
        """
        run, _, label = self._find("units", period, "period")
        return Frame(run.explain(label))

    def returns(self, paths: int = 1024) -> Frame:
        """What the monthly cash flows before financing return.

        Columns: figure, share, p10, p50, p90. Figures: ``irr_per_year`` where a path has one rate,
        the highest where it has several, ``payback_month`` (from which cumulated cash stays at 0 or
        above) and ``peak_funding_month``, months counted from 1. share: of paths that have the
        figure; the percentiles are over those. What lies beyond the timeline does not count.
        paths: of each combination of alternatives. Raises ValueError where the plant states no
        cash.
        """
        rows = self._core.returns(paths)
        return Frame({k: rows[k] for k in ("figure", "share", "p10", "p50", "p90")})

    def targets(self) -> Frame:
        """How likely each target is in each whole year, or other period, it holds for.

        Columns: target, period (a label, or "by" a date), units, value, both (all that was
        announced, of whatever metric): probabilities 0 to 1; then their Monte Carlo standard errors
        units_se, value_se, both_se. NaN for what was not announced. Where
        the timeline's step is coarser than the target's, the rate over the timeline's period
        counts.
        """
        rows = self._core.targets()
        shares = ("units", "value", "both")
        names = ("target", "period", *shares, *(f"{each}_se" for each in shares))
        return Frame({name: rows[name] for name in names})

    def first_passage(self) -> Frame:
        """When each target is first met, over twelve months in a row or in one of its periods.

        Columns: target, period (the month in which they end), probability (that it is then; what
        is missing to 1 is never within the timeline).
        """
        rows = self._core.first_passage()
        return Frame({k: rows[k] for k in ("target", "period", "probability")})

    def rank_correlations(self, metric: str, period: object) -> Frame:
        """Which uncertain numbers go with a metric of a period: columns driver, correlation.

        correlation: Spearman's, -1 to 1, from a sample of paths; the largest in size first.
        """
        run, name, label = self._find(metric, period, "period")
        pairs = run.rank_correlations(name, label)
        return Frame(
            {
                "driver": [pair[0] for pair in pairs],
                "correlation": np.array([pair[1] for pair in pairs], dtype=np.float64),
            }
        )

    # --- alternatives and other forecasts ----------------------------------------------------

    def combinations(self) -> list[tuple[list[str], float]]:
        """The combinations of alternatives: the option of each set, and the weight."""
        return [(list(options), float(weight)) for options, weight in self._core.combinations()]

    def by_alternative(self, name: str) -> dict[str, Forecast]:
        """The forecast under each option of a set of alternatives, others mixed by weight.

        On the same draws for all options, so that they differ by what they state alone: a new run
        of the figures collected so far, made once. Raises ValueError where the plant has no such
        set.
        """
        parts: dict[str, tuple[Forecast, Forecast]] = {}
        if self._parts is not None:
            now, before = (part.by_alternative(name) for part in self._parts)
            parts = {option: (now[option], before[option]) for option in now}
        common = self._on_common_draws()
        made = {
            option: Forecast(core, parts=parts.get(option))
            for option, core in common._core.by_alternative(name)
        }
        for key, run in common._more.items():
            for option, core in run.by_alternative(name):
                made[option]._more[key] = core
        return made

    def _on_common_draws(self) -> Forecast:
        """This forecast, with what it has collected, on common draws."""
        if self._common is None:
            self._common = Forecast(self._core.on_common_draws(), parts=self._parts)
        more = self._common._more
        runs = {id(run): run for key, run in self._more.items() if key not in more}
        made = {name: run.on_common_draws() for name, run in runs.items()}
        more.update({key: made[id(run)] for key, run in self._more.items() if key not in more})
        return self._common

    def reweighted(self, weights: Sequence[float]) -> Forecast:
        """The same run mixed with other weights, one for each of `combinations()`, summing to 1."""
        values = [float(weight) for weight in weights]
        parts = None
        if self._parts is not None:
            parts = (self._parts[0].reweighted(values), self._parts[1].reweighted(values))
        made = Forecast(self._core.reweighted(values), parts=parts)
        made._more = {key: run.reweighted(values) for key, run in self._more.items()}
        return made

    def change_from(self, other: Forecast) -> Forecast:
        """This forecast less another, path by path on the same draws.

        Figures and probabilities are those of the difference. Raises ValueError unless timeline,
        paths, seed, alternatives and what was asked for (metrics, steps, views, by) agree: run this
        one with ``like=`` the other, and ask both for the same.
        """
        if not isinstance(other, Forecast):
            raise must_be("other", "a Forecast", other)
        return Forecast(self._core.change_from(other._core), parts=(self, other))

    def paths_of(self, metric: str) -> list[np.ndarray]:
        """Kept paths of ``units`` or ``value``: an array for each of `combinations()`.

        Shape [periods of the grid (calendar months, or less where the step is finer), paths],
        float32, read-only, not copied: add them up in double precision, and take a sum that falls
        short of a threshold by a millionth as one that reaches it. Raises ValueError unless the
        run kept its paths.
        """
        name = _metric(metric)
        if name == "units":
            take = self._core.kept_units
        elif name == "gross_output_value":
            take = self._core.kept_value
        else:
            raise ValueError(f'paths are kept of "units" and "value", not of {told(metric)}')
        return [take(i) for i in range(len(self._core.combinations()))]

    # --- pictures and files ------------------------------------------------------------------

    def plot(
        self,
        metric: str = "units",
        step: str | None = None,
        ax: Axes | None = None,
        lang: str = "en",
        label: str | None = None,
    ) -> Axes:
        """A fan chart: P10 to P90, P25 to P75 and P50, with targets and what was reported.

        step: None takes quarters where the timeline has months. ax: Matplotlib axes to draw on,
        None makes some; further forecasts on the same axes take colours of their own and the same
        legend. lang: ``en`` or ``zh``; Chinese falls back to English where no font has its
        characters. label: what the legend calls the forecast, by default nothing for the first on
        its axes and the plant's name for others. Targets and reported figures are drawn at the
        step's rate. Needs the extra ``plot``.
        """
        from .plot import plot_fan

        return plot_fan(self, _metric(metric), step, ax, lang, label)

    def plot_binding(
        self, step: str | None = None, ax: Axes | None = None, lang: str = "en"
    ) -> Axes:
        """What limits output over time, as stacked shares. Needs the extra ``plot``."""
        from .plot import plot_binding

        return plot_binding(self, step, ax, lang)

    def picture(self, metric: str = "units", step: str | None = None, lang: str = "en") -> Figure:
        """The fan chart with what limits output under it, on the same dates.

        Arguments are those of `plot`. Returns a Matplotlib figure. Needs the extra ``plot``.
        """
        from .plot import picture

        return picture(self, _metric(metric), step, lang)

    def plot_by(
        self, by: str = "product", metric: str = "units", step: str | None = None, lang: str = "en"
    ) -> Figure:
        """What each product or line has: stacked areas of means, and a fan of each under them.

        by: ``product`` or ``line``. Means are drawn stacked since they sum to the plant's; medians
        do not. Other arguments are those of `plot`. Returns a Matplotlib figure. Needs the extra
        ``plot``. Raises ValueError for what is no flow, or not known by product or line.
        """
        from .plot_by import plot_by

        return plot_by(self, by, _metric(metric), step, lang)

    def steps(self) -> list[str]:
        """Steps of the tables, the coarsest first: those asked for, or all the timeline has."""
        names = ("year", "half-year", "quarter", "month", "half-month", "week", "day")
        if self._core.is_table:
            all_steps = _core.steps_of(self.timeline)
            return [step for step in names if step in all_steps]
        return [
            step for step in names if any(self._core.has(m, step, "period") for m in _core.METRICS)
        ]

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes a workbook of values. Needs the extra ``excel``.

        Sheets: yearly, half-yearly, quarterly, monthly (those of `steps`), the same by product or
        line where the call asked for it (`by`), binding, targets, first-passage, assumptions. The
        file is replaced in one step.
        """
        from .write import write_excel

        write_excel(self, path)

    def to_csv(self, folder: str | os.PathLike[str]) -> None:
        """Writes every table to a folder as CSV with a byte-order mark (see `write`)."""
        from .write import write_tables

        write_tables(self, folder, kinds=("csv",))

    def write(self, folder: str | os.PathLike[str]) -> list[str]:
        """Writes every table to a folder: CSV, Parquet and a workbook.

        Files: yearly, half_yearly, quarterly, monthly (those of `steps`), the same by product or
        line where the call asked for it (such as yearly_by_product), binding, targets,
        first_passage, assumptions as .csv and .parquet, and forecast.xlsx. All are made before
        the first is put in place; each is replaced in one step. Returns a note for each kind that
        was left out because its extra is missing.
        """
        from .write import write_tables

        return write_tables(self, folder)

    def report(self, step: str = "year", lang: str = "en", *, by: str | None = None) -> str:
        """The printed table of a step, and what to make of it in words.

        step: of the table's rows; probabilities of targets stand in that of years. lang: ``en`` or
        ``zh``. by: ``product`` or ``line`` for the table of each of them instead.
        """
        if _whose(by) != "plant":
            from .segments import segment_report

            return segment_report(self, str(by), step, lang).text()
        return report(self, step, lang).text()

    def __str__(self) -> str:
        return self.report()

    def _repr_html_(self) -> str:
        return report(self).html()

    def __repr__(self) -> str:
        timeline = self.timeline
        what = "Change of forecast" if self.is_change else "Forecast"
        return (
            f"<{what} of {self.plant.id}, {timeline.start} to {timeline.end}, {self.paths:,} paths>"
        )


def _in_order(rows: dict[str, Any], by: str = "plant") -> dict[str, Any]:
    own = () if by == "plant" else (by,)
    return {name: rows[name] for name in (_FIRST[0], *own, *_FIRST[1:], *_LAST)}


def _whose(by: str | None) -> str:
    """The plant for None. Raises TypeError for what is no text."""
    if by is None:
        return "plant"
    if not isinstance(by, str):
        raise must_be("by", 'None, "product" or "line"', by)
    return by


def _check_known(metric: str, by: str) -> None:
    """Raises ValueError where a metric is not known of each product or line."""
    known = _core.metrics_by(by)
    if metric not in known and metric in _core.METRICS:
        raise ValueError(f"{metric} is not known by {by}, but {', '.join(known)} are")


def _take(table: Frame, index: list[int]) -> Frame:
    return Frame(
        {
            name: table[name][index]
            if isinstance(table[name], np.ndarray)
            else [table[name][i] for i in index]
            for name in table.columns
        }
    )


def _join(columns: list[Any]) -> Any:
    if isinstance(columns[0], np.ndarray):
        return np.concatenate(columns)
    return [value for column in columns for value in column]
