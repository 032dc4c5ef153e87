"""How a figure goes with each number of a sample: ranks, and first-order shares of its variance."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import _core
from ..frame import Frame
from .path_function import PathFunction
from .sampled_paths import SampledPaths

_BINS = 24


class _Length:
    """What `SampledPaths` needs to know of a condition to make rows for a longer function."""

    def __init__(self, f: PathFunction) -> None:
        self.dimensions = max(f.dimensions(a) for a in range(len(f.alternatives)))


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks along the first axis, those of ties their mean."""
    order = np.argsort(values, axis=0, kind="stable")
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, np.arange(len(values), dtype=np.float64)[:, None], axis=0)
    return ranks


def rank_correlations(x: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Spearman's of each column of x with the value."""
    known = np.isfinite(value)
    if known.sum() < 3 or np.ptp(value[known]) == 0:
        return np.zeros(x.shape[1])
    own = value[known]
    _, inverse, counts = np.unique(own, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    rank = (ends - 0.5 * (counts + 1))[inverse]
    rank = (rank - rank.mean()) / rank.std()
    of_x = _ranks(x[known])
    of_x = (of_x - of_x.mean(axis=0)) / of_x.std(axis=0)
    return np.asarray(rank @ of_x / len(rank))


def _first_order(x: np.ndarray, value: np.ndarray, paths: SampledPaths) -> np.ndarray:
    """First-order shares of the variance, from bins of each number of a row."""
    value = np.nan_to_num(value)
    variance = value.var()
    made = np.zeros(x.shape[1])
    if not variance > 0:
        return made
    for i in range(x.shape[1]):
        at = i - paths.drivers
        if 0 <= at < len(paths.set_names):
            index = np.searchsorted(paths._ends[at], x[:, i])
        else:
            index = (_ranks(x[:, i : i + 1])[:, 0] * _BINS / len(x)).astype(np.int64)
        counts = np.bincount(index)
        sums = np.bincount(index, weights=value)
        filled = counts > 0
        means = sums[filled] / counts[filled]
        between = counts[filled] @ np.square(means - value.mean()) / len(value)
        made[i] = max(0.0, between / variance - (filled.sum() - 1) / len(value))
    # Noise is drawn row by row of a table, in no order that bins could see.
    made[-1] = np.nan
    return made


def over_time_frame(paths: SampledPaths, x: np.ndarray, step: str | None, drivers: int) -> Frame:
    """See `Sensitivity.over_time`."""
    name = step or _core.parse_period(paths.demand.period, paths.timeline)[0]
    by = ["product"] if paths.demand.product else None
    f = PathFunction(
        paths.plant,
        paths.timeline,
        metrics=[paths.demand.metric],
        steps=[name],
        by=by,
        seed=paths.seed,
    )
    kept = [
        i
        for i, each in enumerate(f.figures)
        if each.member == paths.demand.product and each.view == "period"
    ]
    longer = SampledPaths.__new__(SampledPaths)
    longer.__dict__.update(paths.__dict__)
    longer.__dict__.pop("_noise", None)
    longer.condition = _Length(f)
    values = longer.of(lambda z, a: f(z[:, : f.dimensions(a)], a)[:, kept], x)
    values = values.reshape(len(x), -1)
    shares = np.stack([_first_order(x, values[:, j], paths) for j in range(len(kept))])
    ranks = np.full(shares.shape, np.nan)
    for j in range(len(kept)):
        ranks[j, : paths.drivers] = rank_correlations(x[:, : paths.drivers], values[:, j])
    most = np.nanmax(np.nan_to_num(shares), axis=0)
    chosen = np.argsort(-most, kind="stable")[:drivers]
    columns: dict[str, Any] = {"period": [], "input": [], "share": [], "correlation": []}
    for j, i in enumerate(kept):
        for k in chosen:
            columns["period"].append(f.figures[i].period)
            columns["input"].append(paths.names[k])
            columns["share"].append(float(shares[j, k]))
            columns["correlation"].append(float(ranks[j, k]))
    return Frame(columns)
