"""One curve fitted to each of many series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..refusals import must_be, told
from .fit import is_curve, read_curve, read_share
from .fit_times import listed, numbers, read_times


class Fits:
    """What `fit_many` found, series by series in the order given. Prints as a table."""

    def __init__(self, found: dict[str, Any], name: str, count: int) -> None:
        width = len(found["names"])
        self._name = name
        #: Of the parameters, ``ceiling`` first.
        self.names: list[str] = found["names"]
        #: A row a series, a column a parameter; NaN where the fit did not converge.
        self.values: np.ndarray = found["values"].reshape(count, width)
        #: Of the values, likewise.
        self.standard_errors: np.ndarray = found["standard_errors"].reshape(count, width)
        #: Of the residuals, by series; NaN likewise.
        self.sum_of_squares: np.ndarray = found["sum_of_squares"]
        #: Why a series could not be fitted, by its place from 0.
        self.reasons: dict[int, str] = found["reasons"]
        #: By series.
        self.converged: np.ndarray = np.isfinite(self.sum_of_squares)

    def __len__(self) -> int:
        return len(self.sum_of_squares)

    @property
    def parameters(self) -> Frame:
        """A row a series: ``series`` from 0, and of each parameter its value and standard error."""
        columns: dict[str, Any] = {"series": np.arange(len(self), dtype=np.float64)}
        for j, name in enumerate(self.names):
            columns[name] = self.values[:, j]
            columns[f"{name}_standard_error"] = self.standard_errors[:, j]
        return Frame(columns)

    def __repr__(self) -> str:
        done = int(self.converged.sum())
        head = f"{self._name}   {done:,} of {len(self):,} series fitted"
        said = [f"series {place}: {why}" for place, why in list(self.reasons.items())[:3]]
        more = len(self.reasons) - len(said)
        if more > 0:
            said.append(f"… {more:,} more in reasons …")
        return "\n".join([head, repr(self.parameters), *said])


def fit_many(
    curve: Any,
    t: Any,
    y: Any,
    *,
    totals: bool = False,
    weights: Any = None,
    fixed: Sequence[str] = (),
    loss: str = "squares",
    origin: Any = None,
    stamp: str = "start",
    share_of: str = "rate",
    progress: Callable[[float], None] | None = None,
) -> Fits:
    """Fits a ramp curve to each of many series over the same times.

    y: an array with a row a series and a column a time; NaN where a series has no observation.
    weights: by time. The others are as in `fit`. Logistic curves at single times are fitted
    several at once in a processor's vector registers, millions a second; others, and what does
    not converge at first, one by one. progress: called with the share done, 0 to 1.

    What is wrong with a series, and why it did not converge, is in ``reasons``: its row is NaN.
    Raises ValueError for times that do not increase and arrays that do not match.
    """
    if not is_curve(curve):
        raise must_be("curve", "a ramp curve or a kind of curve", curve)
    if loss not in ("squares", "soft_l1"):
        raise ValueError(f'loss is {told(loss)}, must be "squares" or "soft_l1"')
    rows = _rows(y)
    like, held, name = read_curve(curve, fixed)
    times = read_times(t, rows.shape[1], bool(totals), origin, stamp)
    heavy = None if weights is None else numbers("weights", weights)
    if heavy is not None and len(heavy) != rows.shape[1]:
        raise ValueError(f"there are {len(heavy)} weights, must be one a time: {rows.shape[1]}")
    found = _core.fit_many_series(
        like,
        times.from_days,
        times.to_days,
        rows,
        heavy,
        held,
        read_share(share_of) == "total",
        loss,
        progress,
    )
    return Fits(found, name, rows.shape[0])


def _rows(y: Any) -> np.ndarray:
    """Series as rows of an array. Raises by series and row."""
    if hasattr(y, "to_numpy"):
        y = y.to_numpy()
    if isinstance(y, np.ndarray) and y.dtype.kind in "iuf":
        rows = np.ascontiguousarray(y, dtype=np.float64)
    else:
        made = []
        for place, series in enumerate(listed("y", y)):
            try:
                made.append(numbers("y", series, missing=True))
            except TypeError as error:
                raise TypeError(f"series {place}: {error}") from None
            if made[-1].shape != made[0].shape:
                raise ValueError(
                    f"series {place}: has {made[-1].size} values, must have {made[0].size} as the "
                    "first; NaN where nothing was seen"
                )
        rows = np.array(made, dtype=np.float64)
    if rows.ndim != 2:
        raise ValueError("y must have a row a series and a column a time")
    return rows
