"""Calibrated plants as they would have foretold, against what came."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .. import _core, scores
from ..baselines import BASELINES, point
from ..frame import Frame
from ..refusals import must_be, told
from ..series.backtest import Backtest, _add_periods, _banded, _log, _row, _total, _total_errors
from ..series.observed import Series
from ..targets.path_function import PathFunction
from .calibrate import Calibration, calibrate
from .calibrate_data import Seen, past_timeline, read_actuals, seen_in
from .calibrate_plant import with_actuals
from .calibrate_rows import columns_of

CALIBRATED, BEFORE = "calibrated plant", "plant before"
_LEVELS = (0.1, 0.5, 0.9)


def ahead(found: Calibration, future: list[Seen], conditioned: bool = True) -> np.ndarray:
    """Draws of figures that come after those observed, a row a path.

    found: the calibration. future: which figures; their amounts do not matter. conditioned: False
    takes the plant as it was before."""
    past = found._past
    own = with_actuals(found._prior, past.seen, past.idle) if conditioned else found._prior
    kinds = list(dict.fromkeys(each.by for each in future if each.by != "plant"))
    f = PathFunction(
        own,
        past_timeline(found._prior, [*past.seen, *future]),
        metrics=list(dict.fromkeys(each.metric for each in future)),
        steps=list(dict.fromkeys(each.step for each in future)),
        views=["period"],
        by=kinds or None,
    )
    at = {(e.metric, e.by, e.member, e.start, e.end): i for i, e in enumerate(f.figures)}
    columns = [at[e.metric, e.by, e.member, e.start, e.end] for e in future]
    rng = np.random.default_rng([found._seed, 7])
    weights = found._weights
    if not conditioned:
        weights = np.array([each.weight for each in past.f.alternatives])
    draws = max(len(each["z"]) for each in found._found)
    counts = np.diff(np.concatenate([[0], np.floor(np.cumsum(weights) * draws + 0.5)]))
    made = []
    for i, count in enumerate(counts.astype(int)):
        if not count:
            continue
        rows = rng.standard_normal((count, f.dimensions(i)))
        if conditioned:
            rows = found._rows(f, i, rows)
        made.append(f(rows, i)[:, columns])
    figures = np.concatenate(made).astype(float)
    # What is on top of a figure, and of a count, comes again.
    extra = rng.standard_normal(figures.shape)
    counted = np.array([each.metric == "units" for each in future])
    variance = past._extra_sd**2 + np.where(counted, 1 / np.maximum(figures, 1.0), 0.0)
    return figures * np.exp(extra * np.sqrt(variance))


def backtest_plants(
    plants: Any,
    actuals: Any,
    origins: list[int],
    horizon: int,
    *,
    draws: int = 1000,
    seed: int = 1,
    step: str | None = None,
    progress: Callable[[float], object] | None = None,
) -> Backtest:
    """Conditions plants on the first periods of what was made and scores what they say of the next.

    plants: one, or a dict by ``unique_id``. actuals: as for `calibrate`. Raises ValueError as that
    does, and where nothing came after any of the origins.
    """
    if not isinstance(horizon, (int, np.integer)) or isinstance(horizon, bool):
        raise must_be("horizon", "a whole number", horizon)
    if not 1 <= horizon <= 1000:
        raise ValueError(f"horizon is {told(int(horizon))}, must be 1 to 1000")
    split = _split(plants, actuals, step)
    rows: list[dict[str, Any]] = []
    periods: dict[str, list[Any]] = {k: [] for k in ("model", "ahead", "inside", "log_crps", "pit")}
    tasks = [(name, n) for name in split for n in origins]
    for k, (name, n) in enumerate(tasks):
        if progress is not None:
            progress(k / len(tasks))
        plant, seen = split[name]
        _score(name, plant, seen, n, int(horizon), draws, seed, rows, periods)
    if not rows:
        raise ValueError(
            f"nothing was observed after the first {min(origins)} periods of any plant"
        )
    order = [CALIBRATED, BEFORE, *BASELINES]
    rows.sort(key=lambda row: (order.index(row["model"]), row["unique_id"], row["origin"]))
    # Baselines count where they could be made, the model everywhere: pairs need the same cases.
    whole = {(row["unique_id"], row["origin"]) for row in rows}
    for name in order:
        whole_of = {(r["unique_id"], r["origin"]) for r in rows if r["model"] == name}
        if name in BASELINES and len(whole_of) < len(whole):
            rows = [row for row in rows if row["model"] != name]
    columns = {
        name: [row[name] for row in rows]
        if name in ("model", "unique_id", "kept_together")
        else np.array([float(row[name]) for row in rows])
        for name in rows[0]
    }
    shown = ", ".join(map(str, origins))
    count = len(split)
    what = (
        f"{count} plant{'s' if count > 1 else ''} after {shown} periods, up to {horizon} ahead; "
        "conditioned on what was made by then"
    )
    return Backtest(Frame(columns), Frame(periods), [], what, CALIBRATED)


def _split(plants: Any, actuals: Any, step: str | None) -> dict[str, tuple[Any, list[Seen]]]:
    if isinstance(plants, _core.Plant):
        return {plants.id: (plants, read_actuals(plants, actuals, "units", step))}
    if not isinstance(plants, Mapping) or not all(
        isinstance(each, _core.Plant) for each in plants.values()
    ):
        raise must_be("plants", "a Plant or a dict of plants", plants)
    what, numbers, columns = columns_of(actuals)
    places: dict[str, list[int]] = {}
    for i, name in enumerate(columns["unique_id"]):
        places.setdefault(str(name), []).append(i)
    made = {}
    for name, own in places.items():
        if name not in plants:
            raise ValueError(
                f"unique_id {told(name)} (row {numbers[own[0]]}) is none of the plants: "
                + ", ".join(map(str, plants))
            )
        columns_of_own = {title: [values[i] for i in own] for title, values in columns.items()}
        columns_of_own["unique_id"] = ["plant"] * len(own)
        table = (what, [numbers[i] for i in own], columns_of_own)
        made[name] = (plants[name], seen_in(plants[name], table, "units", step))
    return made


def _score(
    name: str,
    plant: _core.Plant,
    seen: list[Seen],
    origin: int,
    horizon: int,
    draws: int,
    seed: int,
    rows: list[dict[str, Any]],
    periods: dict[str, list[Any]],
) -> None:
    # What lies before the first units is evidence, and no period of the ramp.
    begun = min((each.start for each in seen if each.amount > 0), default=datetime.date.min)
    ends = sorted({each.end for each in seen if each.end > begun})
    if origin >= len(ends):
        return
    cut, last = ends[origin - 1], ends[min(origin + horizon, len(ends)) - 1]
    known = [each for each in seen if each.end <= cut]
    coming = [each for each in seen if cut < each.end <= last]
    found = calibrate_seen(plant, known, draws, seed)
    models = {CALIBRATED: ahead(found, coming), BEFORE: ahead(found, coming, False)}
    for series in dict.fromkeys(each.series for each in coming):
        own = [i for i, each in enumerate(coming) if each.series == series]
        before = np.array(
            [each.amount for each in known if each.series == series and each.end > begun]
        )
        future = np.array([coming[i].amount for i in own])
        title = name if series == "plant" else f"{name} {series}"
        told_of = Series(title, "", 0, np.concatenate([before, future]))
        for model, drawn in models.items():
            figures = drawn[:, own]
            quantiles = np.quantile(figures, _LEVELS, axis=0).T
            crps = np.array([scores.crps_samples(y, x) for y, x in zip(future, figures.T)])
            log_crps = np.array(
                [scores.crps_samples(_log(y), _log(x)) for y, x in zip(future, figures.T)]
            )
            pit = np.array([scores.pit_samples(y, x) for y, x in zip(future, figures.T)])
            total = np.quantile(figures.sum(axis=1), _LEVELS)
            rows.append(
                _row(model, told_of, origin, name, future, quantiles, crps, log_crps, total)
            )
            _add_periods(periods, model, future, quantiles, log_crps, pit)
        for model in BASELINES:
            _baseline(model, told_of, origin, name, before, future, rows, periods)


def calibrate_seen(plant: _core.Plant, seen: list[Seen], draws: int, seed: int) -> Calibration:
    """`calibrate` on figures read before."""
    return calibrate(plant, seen, draws=draws, seed=seed)


def _baseline(
    model: str,
    series: Series,
    origin: int,
    name: str,
    before: np.ndarray,
    future: np.ndarray,
    rows: list[dict[str, Any]],
    periods: dict[str, list[Any]],
) -> None:
    """A naive forecast, its band from how it did before."""
    horizon = len(future)
    starts = range(1, len(before))
    came = np.full((len(starts), horizon), np.nan)
    points = np.full((len(starts), horizon), np.nan)
    for row, k in enumerate(starts):
        own = before[k : k + horizon]
        came[row, : len(own)] = own
        points[row] = point(model, before[:k], horizon)
    errors = np.log(np.maximum(came, 0.5)) - np.log(points)
    if np.sum(~np.isnan(errors)) < 2:
        return
    first = point(model, before, horizon)
    made = _banded(first, errors, future, False)
    quantiles, crps, log_crps, pit = made
    sums = _total_errors(points, came, np.ones(horizon, bool))
    total = _total(first.sum(), sums if sums.size else errors[~np.isnan(errors)], False)
    rows.append(_row(model, series, origin, name, future, quantiles, crps, log_crps, total))
    _add_periods(periods, model, future, quantiles, log_crps, pit)
