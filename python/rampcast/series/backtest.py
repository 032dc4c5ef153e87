"""Forecasts of series as they would have been made, against what came."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core, scores
from ..baselines import BASELINES, conformal, point
from ..frame import Frame
from ..refusals import must_be, told
from .observed import CYCLES, Grouping, Observed, Series, by_name, observed
from .pool import Pool
from .ramps import check_pool, run

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POOL = "pool"
_LEVELS = [0.1, 0.5, 0.9]
_BAND = 0.8
#: Scores of a series at an origin; see `Backtest`.
_FIGURES = (
    "coverage",
    "interval_score",
    "log_interval_score",
    "crps",
    "log_crps",
    "pinball",
    "mase",
    "total_covered",
    "total_log_error",
    "total_relative_error",
)


class Backtest:
    """What ``backtest`` finds; prints as a table with a verdict, ``plot()`` draws it."""

    def __init__(
        self, cases: Frame, periods: Frame, pools: list[Pool], what: str, model: str = POOL
    ) -> None:
        """cases: scores by model, series and origin. periods: by model and period ahead. pools:
        those forecast by. what: the series in words. model: whose verdict is wanted."""
        self._model = model
        #: By model, series and origin: ``model``, ``unique_id``, ``kept_together``, ``origin``,
        #: ``periods`` scored, and each score.
        self.by_series = cases
        #: By model and periods ahead: ``coverage`` and ``log_crps``, and how many were scored.
        self.by_horizon = _by_horizon(periods)
        #: Shares of what came by tenth of its forecast distribution, by model: a tenth each where
        #: the forecast is as wide as it should be.
        self.pit = _pit(periods)
        #: The pools forecast by, one a fold.
        self.pools = pools
        self._what = what
        #: A row a model: means over series unless said, and their standard errors (``_se``).
        self.scores = _scores(cases, model)

    @property
    def verdict(self) -> str:
        """Whether the model deserves trust, in words."""
        rows = {row["model"]: row for row in self.scores}
        mine = rows[self._model]
        off, error = mine["coverage"] - _BAND, mine["coverage_se"]
        if math.isnan(error):
            width = "bands of one series show little"
        elif abs(off) <= max(2 * error, 0.04):
            width = "bands hold what they say"
        else:
            width = "bands are too narrow" if off < 0 else "bands are wider than need be"
        gain, se = mine["skill"], mine["skill_se"]
        best = mine["best_baseline"]
        if gain > 2 * se:
            better = f"better than {best} by {gain:.0%}{_plus(se)} (log CRPS)"
        elif gain < -2 * se:
            better = f"worse than {best} by {-gain:.0%}{_plus(se)} (log CRPS)"
        else:
            better = f"not shown to be better than {best} ({gain:+.0%}{_plus(se)}, log CRPS)"
        trust = gain > 2 * se and (off >= 0 or abs(off) <= max(2 * error, 0.04))
        doubt = "" if trust else " Do not rest a decision on it alone."
        return (
            f"The 80 % {width}: {mine['coverage']:.0%}{_plus(error)} of periods, "
            f"{mine['total_covered']:.0%} of totals. It is {better}.{doubt}"
        )

    def plot(self) -> Figure:
        """Draws coverage and log CRPS by periods ahead, the PIT, and totals foretold against those
        that came. Returns the Matplotlib figure. Needs the extra ``plot``."""
        from .backtest_plot import plot_backtest

        return plot_backtest(self)

    def report(self) -> str:
        """The table of scores and the verdict."""
        names = {
            "model": "",
            "coverage": "in band",
            "interval_score_median": "interval score, median",
            "interval_score": "mean",
            "log_interval_score": "log interval score",
            "log_crps": "log CRPS",
            "log_crps_se": "±",
            "mase": "MASE, median",
            "total_covered": "totals in band",
            "total_log_error_p90": "|ln total|, P90",
        }
        rows = [[names[name] for name in names]]
        for row in self.scores:
            cells = [row["model"]]
            for name in list(names)[1:]:
                value = row[name]
                share = name in ("coverage", "total_covered")
                three = name.startswith("log_crps")
                text = f"{value:.1%}" if share else f"{value:.3f}" if three else f"{value:.2f}"
                cells.append("—" if value != value else text)
            rows.append(cells)
        widths = [max(len(row[i]) for row in rows) for i in range(len(names))]
        lines = [
            "  ".join(
                cell.rjust(widths[i]) if i else cell.ljust(widths[i]) for i, cell in enumerate(row)
            ).rstrip()
            for row in rows
        ]
        return "\n".join([self._what, "", *lines, "", self.verdict])

    def __repr__(self) -> str:
        return self.report()


def _plus(error: float) -> str:
    """A standard error after a share; nothing where one series cannot tell."""
    return "" if math.isnan(error) else f" ±{error:.0%}"


def backtest(
    frame: Any,
    pool: Any = None,
    *,
    origins: Sequence[int] = (8,),
    horizon: int = 28,
    folds: int = 0,
    by: Grouping = None,
    groups: Grouping = None,
    recalibrate: bool = True,
    paths: int = 500,
    seed: int = 1,
    step: str | None = None,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> Backtest:
    """Forecasts each series from its first periods and scores that against what came, beside naive
    baselines.

    frame, groups, step: as for ``learn_pool``. pool: to forecast by; None: the one that ships, or
    with ``folds`` of 2 or more one learned anew for each part of the series from all other parts.
    origins: how many periods have been seen, one forecast each; series with none after that are
    left out. horizon: periods ahead at most. by: which series are not independent and are kept
    together, in a fold and where standard errors are drawn, as groups are given: a column, a dict,
    a function of ``unique_id``; None: each is by itself. A pool's own members are left out of
    the level of their group. paths, seed, threads: as for ``ramps``. progress: called with the
    share done.

    Baselines: the last value, the mean of the last four, and drift, each with a conformal 80 % band
    by period ahead, of the relative errors in other parts of the series; their CRPS is that of
    those errors, of ln units to either side alike. As ``shifted`` they go by the median of the
    errors, which is what ramps on the whole still grow, with a band in ln units.

    Scores (``.scores``, ``.by_series``), 80 % bands from P10 to P90: ``coverage``;
    ``interval_score``, ``crps`` and ``pinball`` over the mean of what came; ``log_interval_score``
    and ``log_crps`` of ln max(y, 1); ``mase``; of the sum over the periods that came
    ``total_covered``, ``total_log_error`` (|ln P50 / actual|) and ``total_relative_error``;
    ``skill`` against the baseline with the least log CRPS, paired, and standard errors by bootstrap
    over what is kept together.

    Of a plant, or a dict of plants by ``unique_id``, the second argument is what was made, as
    `calibrate` takes it: the plant conditioned on the first periods beside the plant as it was and
    the baselines, whose bands are of their own earlier errors. ``folds``, ``by``, ``groups`` and
    ``recalibrate`` then have no use. Returns `Backtest`. Raises ValueError for what makes no sense.
    """
    if isinstance(frame, _core.Plant) or (
        isinstance(frame, dict) and any(isinstance(each, _core.Plant) for each in frame.values())
    ):
        from ..calibration.calibrate_backtest import backtest_plants

        return backtest_plants(
            frame,
            pool,
            _origins(origins),
            horizon,
            draws=paths if paths != 500 else 1000,
            seed=seed,
            step=step,
            progress=progress,
        )
    data = observed(frame, groups, step)
    if folds and pool is not None:
        raise ValueError("pool and folds exclude each other: with folds pools are learned anew")
    chosen = None if folds else check_pool(pool, data)
    together = by_name(data, by, frame, "by")
    begins = _origins(origins)
    if not isinstance(horizon, (int, np.integer)) or isinstance(horizon, bool):
        raise must_be("horizon", "a whole number", horizon)
    if not 1 <= horizon <= 1000:
        raise ValueError(f"horizon is {told(horizon)}, must be 1 to 1000")
    names = sorted(set(together))
    if len(names) < 3:
        raise ValueError(
            f"a backtest needs three series that are not kept together, there are {len(names)}"
        )
    if not isinstance(folds, (int, np.integer)) or isinstance(folds, bool):
        raise must_be("folds", "a whole number", folds)
    if folds and not 2 <= folds <= len(names):
        raise ValueError(f"folds is {told(folds)}, must be 0 or 2 to {len(names)}")
    parts = int(folds) or min(10, len(names))
    # Parts of like size whatever the order of the frame.
    part_of = {name: i % parts for i, name in enumerate(names)}
    part = np.array([part_of[name] for name in together])

    cases = _cases(data, begins, horizon)
    if len({data.series[i].id for i, _ in cases}) < 3:
        raise ValueError(
            f"fewer than three series have a value above 0 in the first {min(begins)} periods and "
            "one after"
        )
    pools: list[Pool] = []
    rows: list[dict[str, Any]] = []
    periods: dict[str, list[Any]] = {k: [] for k in ("model", "ahead", "inside", "log_crps", "pit")}
    for p in range(parts):
        own = [(i, n) for i, n in cases if part[i] == p]
        others = [(i, n) for i, n in cases if part[i] != p]
        used = chosen
        if folds:
            used = _learned(data, part != p, horizon, recalibrate, threads)
        if used is not None and (folds or not pools):
            pools.append(used)
        if not own or used is None:
            continue
        if progress is not None:
            progress(p / parts)
        _score_pool(data, own, used, horizon, together, rows, periods, paths, seed, threads)
        for name in BASELINES:
            _score_baseline(name, data, own, others, horizon, together, rows, periods)
    order = {POOL: 0}
    for name in BASELINES:
        order[name] = len(order)
        order[f"{name}, shifted"] = len(order)
    place = {each.id: i for i, each in enumerate(data.series)}
    rows.sort(key=lambda row: (order[row["model"]], place[row["unique_id"]], row["origin"]))
    columns = {
        name: [row[name] for row in rows]
        if name in ("model", "unique_id", "kept_together")
        else np.array([float(row[name]) for row in rows])
        for name in rows[0]
    }
    count = len({row["unique_id"] for row in rows})
    seen = ", ".join(map(str, begins))
    how = f"{folds} pools, each learned from the other parts" if folds else "one pool"
    what = f"{count} series after {seen} {data.step}s, up to {horizon} ahead; {how}"
    return Backtest(Frame(columns), Frame(periods), pools, what)


def _origins(origins: Any) -> list[int]:
    if isinstance(origins, (int, np.integer)) and not isinstance(origins, bool):
        origins = [origins]
    if isinstance(origins, (str, bytes, dict)) or not hasattr(origins, "__iter__"):
        raise must_be("origins", "a list of whole numbers", origins)
    made = list(origins)
    for each in made:
        if not isinstance(each, (int, np.integer)) or isinstance(each, bool):
            raise must_be("origins", "a list of whole numbers", each)
        if not 1 <= each <= 100_000:
            raise ValueError(f"origin is {told(int(each))}, must be 1 to 100,000")
    if not made or len(set(made)) < len(made):
        raise ValueError("origins must be one or more numbers that differ")
    return sorted(int(each) for each in made)


def _cases(data: Observed, origins: list[int], horizon: int) -> list[tuple[int, int]]:
    """Which series can be forecast from where."""
    return [
        (i, n)
        for n in origins
        for i, each in enumerate(data.series)
        if np.any(each.y[:n] > 0) and np.any(~np.isnan(each.y[n : n + horizon]))
    ]


def _learned(
    data: Observed, kept: np.ndarray, horizon: int, recalibrate: bool, threads: int
) -> Pool:
    series = [each for each, keep in zip(data.series, kept) if keep and np.any(each.y > 0)]
    found = _core.learn_pool(
        *data.columns(series), CYCLES[data.step], horizon, recalibrate, threads, None
    )
    if not found["converged"]:
        raise ValueError("the search for the parameters of a fold's pool did not converge")
    return Pool(step=data.step, learned_from=f"{len(series)} series", **found["pool"])


def _future(series: Series, origin: int, horizon: int) -> np.ndarray:
    """What came, to the full horizon, NaN where nothing did."""
    made = np.full(horizon, np.nan)
    came = series.y[origin : origin + horizon]
    made[: len(came)] = came
    return made


def _log(y: Any) -> Any:
    return np.log(np.maximum(y, 1))


def _row(
    model: str,
    series: Series,
    origin: int,
    together: str,
    future: np.ndarray,
    quantiles: np.ndarray,
    crps: np.ndarray,
    log_crps: np.ndarray,
    total: np.ndarray,
) -> dict[str, Any]:
    """The scores of one forecast. quantiles, crps: by period ahead. total: of the sum."""
    there = ~np.isnan(future)
    y, (low, middle, high) = future[there], quantiles[there].T
    scale = y.mean() if y.mean() > 0 else math.nan
    loss = [scores.pinball(y, q, p) for q, p in zip((low, middle, high), _LEVELS)]
    actual = y.sum()
    error = abs(math.log(total[1] / actual)) if actual > 0 else math.nan
    return {
        "model": model,
        "unique_id": series.id,
        "kept_together": together,
        "origin": origin,
        "periods": int(there.sum()),
        "coverage": scores.coverage(y, low, high),
        "interval_score": scores.interval_score(y, low, high, _BAND).mean() / scale,
        "log_interval_score": scores.log_interval_score(y, low, high, _BAND).mean(),
        "crps": crps[there].mean() / scale,
        "log_crps": log_crps[there].mean(),
        "pinball": float(np.mean(loss)) / scale,
        "mase": scores.mase(y, middle, series.y[:origin]),
        "total_covered": float(total[0] <= actual <= total[2]),
        "total_log_error": error,
        "total_relative_error": abs(total[1] / actual - 1) if actual > 0 else math.nan,
        "total_p10": total[0],
        "total_p50": total[1],
        "total_p90": total[2],
        "total": actual,
    }


def _add_periods(
    periods: dict[str, list[Any]],
    model: str,
    future: np.ndarray,
    quantiles: np.ndarray,
    log_crps: np.ndarray,
    pit: np.ndarray,
) -> None:
    for h in np.flatnonzero(~np.isnan(future)):
        periods["model"].append(model)
        periods["ahead"].append(float(h + 1))
        periods["inside"].append(float(quantiles[h, 0] <= future[h] <= quantiles[h, 2]))
        periods["log_crps"].append(float(log_crps[h]))
        periods["pit"].append(float(pit[h]))


def _score_pool(
    data: Observed,
    own: list[tuple[int, int]],
    pool: Pool,
    horizon: int,
    together: list[str],
    rows: list[dict[str, Any]],
    periods: dict[str, list[Any]],
    paths: int,
    seed: int,
    threads: int,
) -> None:
    cut = []
    for i, n in own:
        each = data.series[i]
        cut.append(Series(each.id, each.group, each.first, each.y[:n]))
    futures = np.array([_future(data.series[i], n, horizon) for i, n in own])
    found = run(
        pool,
        data,
        cut,
        horizon,
        _LEVELS,
        paths=paths,
        seed=seed,
        threads=threads,
        leave_one_out=True,
        keep=True,
        counted=(~np.isnan(futures)).astype(int).tolist(),
    )
    for k, (i, n) in enumerate(own):
        future = futures[k]
        parts = np.moveaxis(found["mixtures"][k], -1, 0)
        y = np.where(np.isnan(future), 1.0, future)
        crps = scores.crps_lognormal_mixture(np.maximum(y, 1e-9), *parts)
        log_crps = scores.crps_normal_mixture(_log(y), *parts)
        pit = scores.normal_mixture_cdf(np.log(np.maximum(y, 0.5)), *parts)
        quantiles = found["quantiles"][k]
        rows.append(
            _row(
                POOL,
                data.series[i],
                n,
                together[i],
                future,
                quantiles,
                crps,
                log_crps,
                found["totals"][k],
            )
        )
        _add_periods(periods, POOL, future, quantiles, log_crps, pit)


def _score_baseline(
    name: str,
    data: Observed,
    own: list[tuple[int, int]],
    others: list[tuple[int, int]],
    horizon: int,
    together: list[str],
    rows: list[dict[str, Any]],
    periods: dict[str, list[Any]],
) -> None:
    for n in sorted({n for _, n in own}):
        past = [data.series[i] for i, k in others if k == n]
        points = np.array([point(name, each.y[:n], horizon) for each in past])
        came = np.array([_future(each, n, horizon) for each in past])
        if not len(past):
            continue
        errors = np.log(np.maximum(came, 0.5)) - np.log(points)
        for i, k in own:
            if k != n:
                continue
            each = data.series[i]
            future = _future(each, n, horizon)
            ahead = point(name, each.y[:n], horizon)
            there = ~np.isnan(future)
            total_errors = _total_errors(points, came, there)
            for shifted in (False, True):
                model = f"{name}, shifted" if shifted else name
                made = _banded(ahead, errors, future, shifted)
                total = _total(ahead[there].sum(), total_errors, shifted)
                quantiles, crps, log_crps, pit = made
                rows.append(
                    _row(model, each, n, together[i], future, quantiles, crps, log_crps, total)
                )
                _add_periods(periods, model, future, quantiles, log_crps, pit)


def _banded(
    ahead: np.ndarray, errors: np.ndarray, future: np.ndarray, shifted: bool
) -> tuple[np.ndarray, ...]:
    """Quantiles, CRPS, log CRPS and PIT of a baseline by period ahead."""
    horizon = len(ahead)
    quantiles = np.full((horizon, 3), np.nan)
    figures = np.full((3, horizon), np.nan)
    for h in np.flatnonzero(~np.isnan(future)):
        of = errors[:, h]
        of = of[~np.isnan(of)]
        if not of.size:  # nobody else has come so far
            of = errors[~np.isnan(errors)]
        if shifted:
            middle = float(np.median(of))
            wide = conformal(of - middle, _BAND)
            quantiles[h] = ahead[h] * np.exp([middle - wide, middle, middle + wide])
        else:
            wide = conformal(np.expm1(of), _BAND)
            quantiles[h] = ahead[h] * np.array([max(1 - wide, 0.0), 1.0, 1 + wide])
        # Unshifted, the errors count to either side alike, as the band does.
        draws = of if shifted else np.concatenate([of, -of])
        y = future[h]
        figures[0, h] = scores.crps_samples(y, ahead[h] * np.exp(draws))
        figures[1, h] = scores.crps_samples(_log(y), np.log(ahead[h]) + draws)
        figures[2, h] = scores.pit_samples(np.log(max(y, 0.5)), np.log(ahead[h]) + draws)
    return quantiles, *figures


def _total_errors(points: np.ndarray, came: np.ndarray, there: np.ndarray) -> np.ndarray:
    """ln of the sums that came over those foretold, over the same periods ahead or the first of
    them."""
    wanted = there[np.newaxis, :] & ~np.isnan(came)
    foretold = np.where(wanted, points, 0).sum(axis=1)
    real = np.where(wanted, came, 0).sum(axis=1)
    some = (foretold > 0) & (real > 0)
    return np.log(real[some] / foretold[some])


def _total(foretold: float, errors: np.ndarray, shifted: bool) -> np.ndarray:
    middle = float(np.median(errors)) if shifted and errors.size else 0.0
    wide = conformal(errors - middle, _BAND)
    return foretold * np.exp([middle - wide, middle, middle + wide])


# --- summaries ---------------------------------------------------------------------------------


def _scores(cases: Frame, judged: str = POOL) -> Frame:
    models = list(dict.fromkeys(cases["model"]))
    of = {name: {figure: cases.where(model=name)[figure] for figure in _FIGURES} for name in models}
    kept = cases.where(model=models[0])["kept_together"]
    baselines = [name for name in models if name != judged]
    best = min(baselines, key=lambda name: float(np.mean(of[name]["log_crps"])), default="")
    made: dict[str, list[Any]] = {}

    def add(name: str, value: Any) -> None:
        made.setdefault(name, []).append(value)

    for name in models:
        mine = of[name]
        add("model", name)
        add("series", float(len(set(cases.where(model=name)["unique_id"]))))
        for figure in ("coverage", "log_crps", "log_interval_score", "crps", "total_covered"):
            add(figure, _mean(mine[figure]))
            add(f"{figure}_se", scores.bootstrap(_mean, [mine[figure]], kept))
        add("interval_score_median", (_median(mine["interval_score"])))
        add(
            "interval_score_median_se",
            scores.bootstrap(_median, [mine["interval_score"]], kept),
        )
        add("interval_score", (_mean(mine["interval_score"])))
        add("interval_score_se", scores.bootstrap(_mean, [mine["interval_score"]], kept))
        add("pinball", (_mean(mine["pinball"])))
        add("mase", _median(mine["mase"]))
        for figure in ("total_log_error", "total_relative_error"):
            add(f"{figure}_p90", _p90(mine[figure]))
            add(f"{figure}_p90_se", scores.bootstrap(_p90, [mine[figure]], kept))
        against = of[best]["log_crps"] if best else mine["log_crps"]
        add("skill", scores.skill(mine["log_crps"], against))
        add("skill_se", scores.bootstrap(scores.skill, [mine["log_crps"], against], kept))
        add("best_baseline", best)
    return Frame(
        {k: v if isinstance(v[0], str) else np.array(v, dtype=float) for k, v in made.items()}
    )


def _known(values: np.ndarray) -> np.ndarray:
    there = values[~np.isnan(values)]
    return there if there.size else np.array([math.nan])


def _mean(values: np.ndarray) -> float:
    return float(_known(values).mean())


def _median(values: np.ndarray) -> float:
    return float(np.median(_known(values)))


def _p90(values: np.ndarray) -> float:
    return float(np.quantile(_known(values), 0.9))


def _by_horizon(periods: Frame) -> Frame:
    models = np.array(periods["model"])
    ahead = np.asarray(periods["ahead"])
    made: dict[str, list[Any]] = {
        name: [] for name in ("model", "ahead", "scored", "coverage", "log_crps")
    }
    for model in dict.fromkeys(periods["model"]):
        for h in np.unique(ahead[models == model]):
            at = (models == model) & (ahead == h)
            made["model"].append(model)
            made["ahead"].append(float(h))
            made["scored"].append(float(at.sum()))
            made["coverage"].append(float(np.asarray(periods["inside"])[at].mean()))
            made["log_crps"].append(float(np.asarray(periods["log_crps"])[at].mean()))
    return Frame(made)


def _pit(periods: Frame) -> Frame:
    models, pit = np.array(periods["model"]), np.asarray(periods["pit"])
    made: dict[str, list[Any]] = {"model": [], "from": [], "share": []}
    for model in dict.fromkeys(periods["model"]):
        counts, edges = np.histogram(pit[models == model], bins=10, range=(0, 1))
        made["model"] += [model] * 10
        made["from"] += [float(edge) for edge in edges[:-1]]
        made["share"] += [float(each) for each in counts / counts.sum()]
    return Frame(made)
