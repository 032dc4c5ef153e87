"""A plant that has learned from what was made."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..forecasts.forecast import Forecast, forecast
from ..frame import Frame
from ..refusals import must_be, number, told
from ..targets.path_function import PathFunction
from .calibrate_data import Seen, read_actuals
from .calibrate_drivers import LEVELS, Mixed
from .calibrate_evidence import Evidence
from .calibrate_learned import LEARNED, conditioned_plant
from .calibrate_model import Past
from .calibrate_plant import prepared, weighted, with_actuals
from .calibrate_words import report, told_warnings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The month's shock of a line that states none, and its correlation with the month before.
SHOCK = (0.45, 0.95)
#: Combinations of alternatives below this, by their modes, get few draws.
_UNLIKELY = 5e-4


class Calibration:
    """What `calibrate` finds. Prints what was learned and what was not."""

    def __init__(
        self,
        stated: _core.Plant,
        plant: _core.Plant,
        past: Past,
        found: list[dict[str, Any]],
        weights: np.ndarray,
        seed: int,
        shocked: list[str],
    ) -> None:
        """stated: the plant before. plant: the same with default shocks. found: by alternative."""
        self._stated, self._prior, self._past = stated, plant, past
        self._found, self._weights, self._seed = found, weights, seed
        #: Lines that state no noise and were given the usual one.
        self.shocked = shocked
        top = [i for i, weight in enumerate(weights) if weight > 0.02]
        #: Tail index of the weights: below .7 what is told of drivers can be trusted. The largest
        #: of the alternatives that matter; of one that was tempered, that of the weights given up.
        self.k_hat = float(max(found[i]["k_hat"] for i in top))
        share = sum(weights[i] ** 2 / found[i]["effective_draws"] for i in top)
        #: How many independent draws tell as much.
        self.effective_draws = float(min(1 / share, max(len(each["z"]) for each in found)))
        #: ln of the probability of what was observed, before it was.
        self.log_evidence = float(self._total_evidence())
        #: Whether tempering had to take over.
        self.tempered = any(bool(found[i]["tempered"]) for i in top)

    def _total_evidence(self) -> float:
        logs = [
            np.log(each.weight) + one["log_evidence"]
            for each, one in zip(self._past.f.alternatives, self._found)
            if each.weight > 0
        ]
        return float(np.logaddexp.reduce(logs))

    @property
    def seen(self) -> list[Seen]:
        """The figures that were observed."""
        return list(self._past.seen)

    @cached_property
    def _mixed(self) -> Mixed:
        """Draws of all combinations of alternatives as their weights say."""
        return Mixed(self._past, self._found, self._weights)

    @cached_property
    def drivers(self) -> Frame:
        """How far each uncertain number was moved: ``driver``, ``unit``, ``before_p10``,
        ``before_p50``, ``before_p90``, ``after_p10``, ``after_p50``, ``after_p90``,
        ``contraction`` (1 less the ratio of the variances on the normal scale: 0 where nothing
        was learned) and ``shift`` (of the mean on that scale, in sds before). That scale is of what
        the alternatives state together; draws in which a number is not uncertain do not count. What
        moved most comes first. Dates are in days from 1970-01-01."""
        return self._mixed.table(self._units)

    @cached_property
    def _units(self) -> dict[str, str]:
        return {each["path"]: each["unit"] for each in _core.stated_numbers(self._prior)}

    @cached_property
    def alternatives(self) -> Frame:
        """What is not known, weighed by how likely it made what was observed: ``question``,
        ``option``, ``before`` and ``after``. No rows where the plant states none."""
        rows: dict[str, list[Any]] = {k: [] for k in ("question", "option", "before", "after")}
        before = np.array([each.weight for each in self._past.f.alternatives])
        for k, question in enumerate(self._stated.alternatives):
            for option in question.options:
                own = np.array(
                    [each.options[k] == option.name for each in self._past.f.alternatives]
                )
                rows["question"].append(question.name)
                rows["option"].append(option.name)
                rows["before"].append(float(before[own].sum()))
                rows["after"].append(float(self._weights[own].sum()))
        return Frame(rows)

    @cached_property
    def figures(self) -> Frame:
        """What was observed beside what was expected before and after: ``series``, ``metric``,
        ``period``, ``observed``, ``before_p10`` to ``before_p90`` (of the plant as it was) and
        ``error``, in sds, of the likeliest drivers given the figures before."""
        past = self._past
        i = int(np.argmax(self._weights))
        rng = np.random.default_rng(self._seed)
        count = len(past.drivers)
        prior = rng.standard_normal((1000, past.f.dimensions(i)))
        wide = past.f(prior, i)[:, past._columns]
        mode = np.asarray(self._found[i]["mode"])[np.newaxis, :count]
        errors = self._found[i]["shocks"].errors(past.figures(mode, i))[0]
        low, middle, high = np.quantile(wide, LEVELS, axis=0)
        seen = past.seen
        return Frame(
            {
                "series": [each.series for each in seen],
                "metric": [each.metric for each in seen],
                "period": [each.label for each in seen],
                "observed": np.array([each.amount for each in seen]),
                "before_p10": low,
                "before_p50": middle,
                "before_p90": high,
                "error": errors,
            }
        )

    @cached_property
    def warnings(self) -> list[str]:
        """What is to be said aloud."""
        return told_warnings(self)

    @cached_property
    def plant(self) -> _core.Plant:
        """The plant as it is now known: drivers that have moved as lists of values with rank
        correlations, weights of the alternatives, the observed periods as ``actual`` rows. It may
        be saved and forecast anywhere; shocks of its lines then begin anew, as `forecast` of this
        object does not let them."""
        return conditioned_plant(
            with_actuals(self._prior, self._past.seen, self._past.idle),
            self._mixed,
            self._marginal_weights(),
            self._units,
            self.effective_draws,
            self._past.seen[-1].label,
        )

    def _marginal_weights(self) -> dict[tuple[str, str], float]:
        table = self.alternatives
        return {(row["question"], row["option"]): float(row["after"]) for row in table}

    def forecast(self, timeline: _core.Timeline | None = None, **options: Any) -> Forecast:
        """Forecasts from what was observed on: drivers and the shocks of past months are those
        given what was made, later months are drawn. Past periods show what happened; stocks,
        cash, experience and prices go on from there.

        timeline: None takes the plant's own. options: those of `forecast` but ``like`` and
        ``given``. Raises as `forecast` does.
        """
        for name in ("given", "like"):
            if options.get(name) is not None:
                raise ValueError(f"{name} is stated by the calibration itself; leave it out")
        plant = weighted(
            with_actuals(self._prior, self._past.seen, self._past.idle), self._marginal_weights()
        )
        f = PathFunction(plant, timeline, metrics=["units"], steps=["year"])
        # The shock of a month of which days were seen is known as well.
        last = max(each.end for each in self._past.seen) - datetime.timedelta(days=1)
        until = (last.replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
        given = []
        for i, own in enumerate(self._found):
            empty = np.zeros((len(own["z"]), f.dimensions(i)), dtype=np.float32)
            given.append(f.given(self._rows(f, i, empty), i, until=f"{until:%Y-%m}"))
        run = forecast(plant, timeline, given=given, **options)
        run.tested = frozenset(name for name, own in self.within.items() if own >= LEARNED)
        return run

    def _rows(self, f: PathFunction, alternative: int, fill: np.ndarray) -> np.ndarray:
        """Rows for another timeline's function: drivers and noise of the past as they are known.

        f: the function. alternative: of its alternatives. fill: rows with all noise, changed in
        place: what is not known, such as later noise, stays as it is there. Draws are used again
        where there are more rows.
        """
        at = {name: i for i, name in enumerate(self._past.f.dimension_names(alternative))}
        rows = self._with_noise(alternative)
        rows = rows[(np.arange(len(fill)) * len(rows)) // len(fill)]
        for i, name in enumerate(f.dimension_names(alternative)):
            if name in at:
                fill[:, i] = rows[:, at[name]]
        return fill

    def _with_noise(self, alternative: int) -> np.ndarray:
        """Draws of drivers and noise of the past."""
        own = self._found[alternative]
        if "rows" not in own:
            rng = np.random.default_rng([self._seed, alternative])
            if "exact" in own:
                noise = own["exact"].estimate(own["z"])[1]
            else:
                noise = own["shocks"].draw(self._past.figures(own["z"], alternative), rng)
            own["rows"] = np.concatenate([own["z"], noise], axis=1)
        return own["rows"]

    @cached_property
    def misfit(self) -> float:
        """How far drivers and noise given the figures miss these when run, in sds of what is on top
        of a figure, root mean square: about 1; much more makes ranges of drivers too narrow."""
        past = self._past
        i = int(np.argmax(self._weights))
        rows = self._with_noise(i)[:: max(1, len(self._with_noise(i)) // 200)]
        made = past.f(rows, i)[:, past._columns]
        return self._found[i]["shocks"].misfit(made)

    @property
    def within(self) -> dict[str, float]:
        """By driver the contraction alternatives aside: within each, not by their weights."""
        return dict(zip(self._past.drivers, map(float, self._mixed.within)))

    def levels(self) -> dict[str, tuple[str, float]]:
        """By series its last period and how far shocks hold ln of that above what drivers alone
        make, in the mean over the draws of the likeliest alternatives."""
        i = int(np.argmax(self._weights))
        noise = self._with_noise(i)[:, len(self._past.drivers) :]
        off = self._found[i]["shocks"].slopes @ noise.mean(axis=0)
        return {
            each.series: (each.label, float(level)) for each, level in zip(self._past.seen, off)
        }

    def contradictions(self) -> list[str]:
        """Rows of evidence far from what the draws have, in words."""
        return self._past.evidence.contradictions(self._mixed.numbers)

    @property
    def timeline(self) -> _core.Timeline:
        """The days `forecast` covers where it is given no timeline."""
        return self._stated.timeline or _core.default_timeline(self._stated)

    def plot(
        self,
        ax: Axes | None = None,
        timeline: _core.Timeline | None = None,
        series: str | None = None,
    ) -> Axes:
        """Draws what was observed of a series and the forecast's band of it before and after, by
        the step of its figures. ax: Matplotlib axes; None: new ones. series: as in the frame
        `figures`; None: the longest. Needs the extra ``plot``. Raises ValueError for another
        series."""
        from .calibrate_plot import plot_calibration

        return plot_calibration(self, ax, timeline, series)

    def report(self) -> str:
        """What was learned, what was not, and what is to be said aloud."""
        return report(self)

    def __repr__(self) -> str:
        return self.report()


def calibrate(
    plant: _core.Plant,
    actuals: Any = None,
    *,
    evidence: Any = None,
    draws: int = 2000,
    seed: int = 1,
    metric: str = "units",
    step: str | None = None,
    shock: _core.Noise | None = None,
    extra_sd: float = 0.05,
    progress: Callable[[float], object] | None = None,
) -> Calibration:
    """Conditions a plant on what was made: its uncertain numbers are the prior, and come out as
    known as the figures make them.

    actuals: a frame (pandas, Polars, Arrow, `Frame`), a dict of columns or a CSV file with
    ``unique_id`` (the plant, a line or a product), ``ds`` (a date or period) and ``y`` (at least 0;
    empty where missing); None takes the plant's own ``actual`` rows. metric: what y is: ``units``,
    or ``value`` (output value, in the plant's currency). step: of ds where dates do not tell.
    evidence: a list of dicts of what is known beside: each with ``driver`` (its path) and one of
    ``value`` and ``sd``; ``reached`` (True or False) and ``by`` (a date); ``times`` (single
    times of which the driver is the mean); ``stops`` and ``hours``; ``good`` and ``of`` (pieces).
    draws: 16 to 1,000,000. seed: the same gives the same.
    shock: the monthly shock of lines that state none; None: sd .45, .95 from month to month.
    extra_sd: of the log of a figure, what is on top of model and shocks. progress: called with the
    share done.

    Returns `Calibration`. Raises ValueError by row for figures that make no sense, TypeError for
    what is no plant, KeyboardInterrupt on Ctrl-C.
    """
    if not isinstance(plant, _core.Plant):
        raise TypeError(
            f"plant must be a Plant, not {type(plant).__name__}; load_plant reads one from a file"
        )
    for name, value, least, most in (("draws", draws, 16, 1_000_000), ("seed", seed, 0, 2**64 - 1)):
        if not isinstance(value, (int, np.integer)) or isinstance(value, bool):
            raise must_be(name, "a whole number", value)
        if not least <= value <= most:
            raise ValueError(f"{name} is {told(int(value))}, must be {least} to {most:,}")
    spread = number("extra_sd", extra_sd)
    if not 0.001 <= spread <= 3:
        raise ValueError(f"extra_sd is {told(extra_sd)}, must be .001 to 3")
    if shock is not None and not isinstance(shock, _core.Noise):
        raise must_be("shock", "a Noise or None", shock)
    seen = read_actuals(plant, actuals, metric, step)
    usual = shock or _core.Noise(sd=SHOCK[0], month_correlation=SHOCK[1])
    made, shocked = prepared(plant, seen, usual)
    past = Past(made, seen, Evidence(evidence, plant), spread)
    past.check_possible()
    alternatives = past.f.alternatives
    before = np.array([each.weight for each in alternatives])
    count = len(alternatives)
    modes: list[Any] = [None]
    likely, guess = [True], np.ones(1)
    if count > 1:
        modes = [past.mode(i, int(seed), _part(progress, i, 3 * count)) for i in range(count)]
        guess = _weights(before, [each["laplace_log_evidence"] for each in modes])
        likely = list(guess > _UNLIKELY)
    found = []
    for i in range(count):
        # Of what can hardly be, a few draws do.
        wanted, temper = (int(draws), "if_needed") if likely[i] else (min(int(draws), 64), "never")
        part = _part(progress, count + 2 * i, 3 * count, 2)
        found.append(past.posterior(i, modes[i], wanted, int(seed), temper, float(guess[i]), part))
    weights = _weights(before, [each["log_evidence"] for each in found])
    return Calibration(plant, made, past, found, weights, int(seed), shocked)


def _weights(before: np.ndarray, log_evidence: list[float]) -> np.ndarray:
    logs = np.array(log_evidence) + np.log(np.maximum(before, 1e-300))
    made = np.exp(logs - logs.max())
    return made / made.sum()


def _part(
    progress: Callable[[float], object] | None, i: int, count: int, length: int = 1
) -> Callable[[float], object] | None:
    if progress is None:
        return None
    return lambda share: progress((i + length * share) / count)
