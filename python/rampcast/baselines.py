"""Naive forecasts that any other must beat."""

from __future__ import annotations

from typing import Any

import numpy as np

from .scores import checked_level

#: What each is, by name.
BASELINES = {
    "last value": "the last value seen",
    "mean of four": "the mean of the last four values seen",
    "drift": "the last value, going on as it has from the first one",
}


def point(name: str, seen: Any, horizon: int) -> np.ndarray:
    """The naive forecast of the next `horizon` periods, at least .5 units.

    name: of one of ``BASELINES``. seen: values so far, NaN where missing, one at least there.
    Raises ValueError for another name, or where nothing was seen.
    """
    if name not in BASELINES:
        raise ValueError(f"baseline is {name!r}, must be one of {', '.join(BASELINES)}")
    values = np.asarray(seen, dtype=float)
    when = np.flatnonzero(~np.isnan(values))
    if not when.size:
        raise ValueError("nothing was seen, must be one value at least")
    there = values[when]
    level = there[-4:].mean() if name == "mean of four" else there[-1]
    slope = 0.0
    if name == "drift" and when.size > 1:
        slope = (there[-1] - there[0]) / (when[-1] - when[0])
    ahead = np.arange(1, horizon + 1) + (len(values) - 1 - when[-1])
    return np.maximum(level + slope * (ahead if name == "drift" else 0 * ahead), 0.5)


def conformal(errors: Any, level: float = 0.8) -> float:
    """How far to either side a band of ln units must go to hold with probability `level` at least:
    the quantile of past absolute errors, one rank up (Vovk et al. 2005).

    Of fewer errors than level / (1 - level), four for 80 %, no rank is high enough: it is the
    largest, which holds less often. NaN among them is left out. Raises ValueError for a level that
    is not above 0 and below 1.
    """
    level = checked_level("level", level)
    sizes = np.sort(np.abs(np.asarray(errors, dtype=float)))
    sizes = sizes[~np.isnan(sizes)]
    if not sizes.size:
        return float("nan")
    rank = min(int(np.ceil(level * (sizes.size + 1))), sizes.size)
    return float(sizes[rank - 1])
