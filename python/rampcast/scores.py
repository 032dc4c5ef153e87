"""Scores of forecasts, and their standard errors.

All are negatively oriented: less is better. Arrays broadcast; what comes back has their shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import _core
from .refusals import must_be, told

_Numbers = Any


def _array(name: str, values: _Numbers) -> np.ndarray:
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "iufO":
            raise TypeError
        return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        raise must_be(name, "a number or an array of numbers", values) from None


def checked_level(name: str, value: Any) -> float:
    """A probability. Raises ValueError for what is not above 0 and below 1."""
    number = float(_array(name, value)) if np.ndim(value) == 0 else np.nan
    if not 0 < number < 1:
        raise ValueError(f"{name} is {told(value)}, must be above 0 and below 1")
    return number


def _together(**values: _Numbers) -> list[np.ndarray]:
    """Arrays broadcast to one shape."""
    arrays = {name: _array(name, each) for name, each in values.items()}
    try:
        return list(np.broadcast_arrays(*arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {each.shape}" for name, each in arrays.items())
        raise ValueError(f"shapes do not go together: {shapes}") from None


def crps_samples(y: _Numbers, samples: _Numbers, weights: _Numbers = None) -> Any:
    """The continuous ranked probability score of an empirical distribution, exact.

    y: what happened, of any shape. samples: draws along the last axis, its other axes those of y.
    weights: of the draws (one axis), at least 0; None: all the same. In units of y; the mean of
    |X - y| less half the mean of |X - X'|, both over all draws. Raises ValueError for no draws or
    weights that do not fit.
    """
    at, draws = _array("y", y), _array("samples", samples)
    if draws.ndim < 1 or draws.shape[-1] == 0:
        raise ValueError("samples are empty, must be one or more draws along the last axis")
    count = draws.shape[-1]
    share = np.full(count, 1.0) if weights is None else _array("weights", weights)
    if share.shape != (count,) or not np.all(share >= 0) or not 0 < share.sum() < np.inf:
        raise ValueError(f"weights must be {count} numbers of at least 0 that are not all 0")
    order = np.argsort(draws, axis=-1)
    ordered = np.take_along_axis(draws, order, axis=-1)
    each = (share / share.sum())[order]
    above = np.cumsum(each, axis=-1)
    # The mean of |X - X'| from the sorted draws: each stands above those before it.
    apart = 2 * np.sum(each * ordered * (2 * above - each - 1), axis=-1)
    near = np.sum(each * np.abs(ordered - at[..., np.newaxis]), axis=-1)
    return (near - apart / 2)[()]


def _mixtures(y: _Numbers, weights: _Numbers, mean: _Numbers, sd: _Numbers) -> tuple[Any, ...]:
    at = _array("y", y)
    parts = np.broadcast_arrays(_array("weights", weights), _array("mean", mean), _array("sd", sd))
    triples = np.stack(parts, axis=-1)
    if triples.ndim < 2:
        raise ValueError("weights, mean and sd must be arrays with the parts along the last axis")
    shape = np.broadcast_shapes(at.shape, triples.shape[:-2])
    triples = np.broadcast_to(triples, (*shape, *triples.shape[-2:]))
    if not np.all(triples[..., 2] > 0) or not np.all(triples[..., 0] >= 0):
        raise ValueError("sd must be above 0 and weights at least 0")
    total = triples[..., 0].sum(axis=-1)
    if not np.all(np.abs(total - 1) < 1e-6):
        raise ValueError("weights must add up to 1 along the last axis")
    flat = triples.reshape(-1, *triples.shape[-2:])
    return flat, np.broadcast_to(at, shape).reshape(-1), shape


def crps_normal_mixture(y: _Numbers, weights: _Numbers, mean: _Numbers, sd: _Numbers) -> Any:
    """The CRPS of mixtures of normal distributions, exact (Grimit et al. 2006).

    y: what happened. weights, mean, sd: of the parts, along the last axis; weights add up to 1.
    Raises ValueError where they do not, or an sd is not above 0.
    """
    flat, at, shape = _mixtures(y, weights, mean, sd)
    return _core.crps_normal_mixtures(flat, at).reshape(shape)[()]


def crps_lognormal_mixture(y: _Numbers, weights: _Numbers, mean: _Numbers, sd: _Numbers) -> Any:
    """The CRPS of mixtures of lognormal distributions, exact. y above 0; mean and sd of the log,
    otherwise as `crps_normal_mixture`."""
    flat, at, shape = _mixtures(y, weights, mean, sd)
    return _core.crps_lognormal_mixtures(flat, at).reshape(shape)[()]


def normal_mixture_cdf(x: _Numbers, weights: _Numbers, mean: _Numbers, sd: _Numbers) -> Any:
    """The probability that a draw of a mixture of normals is at most x: its PIT at what happened.
    Arguments as those of `crps_normal_mixture`."""
    flat, at, shape = _mixtures(x, weights, mean, sd)
    return _core.normal_mixture_cdfs(flat, at).reshape(shape)[()]


def interval_score(y: _Numbers, low: _Numbers, high: _Numbers, level: float = 0.8) -> Any:
    """The interval score of a band that is to hold with probability `level` (Gneiting and Raftery
    2007): its width, and 2 / (1 - level) times what y is outside by.

    Raises ValueError where low is above high, or shapes do not go together.
    """
    outside = 1 - checked_level("level", level)
    at, a, b = _together(y=y, low=low, high=high)
    if np.any(a > b):
        place = int(np.flatnonzero((a > b).ravel())[0])
        raise ValueError(
            f"low is {a.ravel()[place]:g}, above high, {b.ravel()[place]:g}: must be at most that"
        )
    missed = np.maximum(a - at, 0) + np.maximum(at - b, 0)
    return (b - a + 2 / outside * missed)[()]


def log_interval_score(y: _Numbers, low: _Numbers, high: _Numbers, level: float = 0.8) -> Any:
    """The same of ln max(y, 1), with the band's ends likewise: an error by a factor counts the same
    at any size."""
    logs = [
        np.log(np.maximum(_array(name, each), 1))
        for name, each in (("y", y), ("low", low), ("high", high))
    ]
    return interval_score(*logs, level)


def pinball(y: _Numbers, quantile: _Numbers, level: float) -> Any:
    """The pinball loss of the quantile at `level`: least in the mean where it is the quantile."""
    p = checked_level("level", level)
    at, foretold = _together(y=y, quantile=quantile)
    off = at - foretold
    return np.maximum(p * off, (p - 1) * off)[()]


def coverage(y: _Numbers, low: _Numbers, high: _Numbers) -> float:
    """The share of y within the band, ends included; NaN in y is left out."""
    at, a, b = _together(y=y, low=low, high=high)
    inside = (at >= a) & (at <= b)
    seen = ~np.isnan(at)
    return float(inside[seen].mean()) if seen.any() else float("nan")


def pit_samples(y: _Numbers, samples: _Numbers) -> Any:
    """The share of draws (along the last axis) below y, those equal to it by half."""
    at, draws = _array("y", y)[..., np.newaxis], _array("samples", samples)
    return ((draws < at).mean(axis=-1) + (draws == at).mean(axis=-1) / 2)[()]


def mase(y: _Numbers, point: _Numbers, seen: _Numbers) -> float:
    """The mean absolute error over that of the last value as a forecast of the next one, within
    what was seen (Hyndman and Koehler 2006). NaN where what was seen never changes."""
    before = _array("seen", seen)
    before = before[~np.isnan(before)]
    scale = np.abs(np.diff(before)).mean() if before.size > 1 else 0.0
    error = np.nanmean(np.abs(_array("y", y) - _array("point", point)))
    return float(error / scale) if scale > 0 else float("nan")


def skill(score: _Numbers, reference: _Numbers) -> float:
    """How much less the mean score is than a reference's, as a share: 1 is perfect, 0 no better."""
    against = float(np.mean(_array("reference", reference)))
    if against == 0:
        return float("nan")
    return float(1 - np.mean(_array("score", score)) / against)


def bootstrap(
    figure: Callable[..., Any],
    columns: Sequence[_Numbers],
    groups: Sequence[Any] | None = None,
    *,
    draws: int = 500,
    seed: int = 1,
) -> float:
    """The standard error of `figure(*columns)`, by drawing groups of rows anew.

    columns: arrays with a row a series along the first axis. groups: of each row, which are drawn
    whole, for rows of one group are not independent; None: each row by itself. Raises ValueError
    where they are not equally long.
    """
    arrays = [np.atleast_1d(np.asarray(each)) for each in columns]
    lengths = [len(each) for each in arrays]
    if groups is not None:
        lengths.append(len(groups))
    if not arrays or len(set(lengths)) != 1:
        raise ValueError(
            f"columns and groups have {lengths} rows, must be one column at least and all as long"
        )
    rows = lengths[0]
    _, which = np.unique(
        np.arange(rows) if groups is None else np.asarray([str(g) for g in groups]),
        return_inverse=True,
    )
    members = [np.flatnonzero(which == g) for g in range(which.max() + 1)] if rows else []
    if len(members) < 2:
        return float("nan")
    random = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        chosen = random.integers(len(members), size=len(members))
        at = np.concatenate([members[g] for g in chosen])
        found.append(figure(*(each[at] for each in arrays)))
    there = np.array(found, dtype=float)
    there = there[~np.isnan(there)]
    return float(there.std(ddof=1)) if there.size > 1 else float("nan")
