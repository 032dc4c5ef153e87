"""Functions of one's own as models to fit."""

from __future__ import annotations

import datetime
import inspect
import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .. import _core
from ..refusals import must_be, number, told
from .fit_times import Times, read_times

_COMPLEX_STEP = 1e-30
_DIFFERENCE = float(np.finfo(float).eps) ** (1 / 3)


class Formula:
    """A function of (t, *parameters) with its parameters' names, start and bounds."""

    def __init__(
        self,
        function: Callable[..., Any],
        jacobian: Callable[..., Any] | None,
        start: Mapping[str, float] | Sequence[float] | None,
        bounds: Mapping[str, tuple[float | None, float | None]] | None,
    ) -> None:
        if jacobian is not None and not callable(jacobian):
            raise must_be("jacobian", "a function or None", jacobian)
        self.function = function
        self.jacobian = jacobian
        self.name = getattr(function, "__name__", "function").replace("<lambda>", "function")
        self.names = self._names(start)
        self.start = self._start(start)
        self.lower, self.upper = self._bounds(bounds)
        self.start = np.clip(self.start, self.lower, self.upper)
        #: Whether derivatives are by complex steps; None until it was tried.
        self.by_complex: bool | None = None

    def _names(self, start: Any) -> list[str]:
        try:
            own = list(inspect.signature(self.function).parameters.values())[1:]
        except (TypeError, ValueError):
            own = []
        plain = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        names = [each.name for each in own if each.kind in plain and each.default is each.empty]
        if not names:
            if start is None or isinstance(start, Mapping):
                names = [] if start is None else [str(name) for name in start]
            else:
                names = [f"b{i + 1}" for i in range(len(start))]
        if not names:
            raise ValueError("the function has no named parameters after t; give their start")
        return names

    def _start(self, start: Any) -> np.ndarray:
        if start is None:
            return np.ones(len(self.names))
        if isinstance(start, Mapping):
            for name in start:
                self._place(name)
            missing = [name for name in self.names if name not in start]
            if missing:
                raise ValueError(f"start has no {missing[0]}, must have {', '.join(self.names)}")
            start = [start[name] for name in self.names]
        if not hasattr(start, "__len__") or isinstance(start, (str, bytes)):
            raise must_be("start", "a number a parameter", start)
        if len(start) != len(self.names):
            raise ValueError(
                f"start has {len(start)} numbers, must have {len(self.names)}: "
                f"{', '.join(self.names)}"
            )
        return np.array([number(f"start of {n}", v) for n, v in zip(self.names, start)])

    def _bounds(self, bounds: Any) -> tuple[np.ndarray, np.ndarray]:
        lower = np.full(len(self.names), -math.inf)
        upper = np.full(len(self.names), math.inf)
        if bounds is None:
            return lower, upper
        if not isinstance(bounds, Mapping):
            raise must_be("bounds", "a dict of (low, high) by parameter", bounds)
        for name, pair in bounds.items():
            place = self._place(name)
            if not isinstance(pair, (tuple, list)) or len(pair) != 2:
                raise must_be(f"bounds of {name}", "a pair (low, high)", pair)
            for into, value in zip((lower, upper), pair):
                if value is not None and not (isinstance(value, float) and math.isinf(value)):
                    into[place] = number(f"a bound of {name}", value)
            if not lower[place] < upper[place]:
                raise ValueError(
                    f"bounds of {name} are {told(pair[0])} and {told(pair[1])}, the first must be "
                    "less than the second"
                )
        return lower, upper

    def _place(self, name: Any) -> int:
        if name not in self.names:
            raise ValueError(
                f"there is no parameter {told(name)}; there are {', '.join(self.names)}"
            )
        return self.names.index(name)

    def times(self, t: Any, origin: datetime.date | None) -> tuple[list[Any], Any]:
        """Rows' labels, and what the function is read at."""
        if origin is None and isinstance(t, np.ndarray) and t.dtype.kind in "iuf":
            return list(t.tolist()), np.asarray(t, dtype=np.float64)
        times = read_times(t, None, False, origin)
        return times.labels, times.from_days

    def values(self, t: Any, parameters: Sequence[Any], count: int) -> np.ndarray:
        """The function's values. Raises ValueError where they are not one a point."""
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = np.asarray(self.function(t, *parameters))
        if made.shape == () and count:
            made = np.full(count, made)
        if made.shape != (count,) or made.dtype.kind not in "iufc":
            raise ValueError(
                f"the function gave {made.dtype} of the shape {made.shape}, must be {count} numbers"
            )
        return made

    def at(self, t: Any, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Values and slopes, a row a parameter."""
        count = len(t)
        plain = [float(each) for each in parameters]
        values = self.values(t, plain, count).astype(np.float64)
        if self.jacobian is not None:
            given = np.asarray(self.jacobian(t, *plain), dtype=np.float64)
            if given.shape != (count, len(plain)):
                raise ValueError(
                    f"the jacobian has the shape {given.shape}, must be ({count}, {len(plain)})"
                )
            return values, np.ascontiguousarray(given.T)
        if self.by_complex is None:
            self._try_complex(t, plain, count)
        slopes = self._complex(t, plain, count) if self.by_complex else None
        return values, self._differences(t, plain, count) if slopes is None else slopes

    def _complex(self, t: Any, plain: list[float], count: int) -> np.ndarray | None:
        slopes = np.empty((len(plain), count))
        for j in range(len(plain)):
            moved: list[Any] = list(plain)
            moved[j] = complex(plain[j], _COMPLEX_STEP)
            try:
                made = self.values(t, moved, count)
            except (TypeError, ValueError, ArithmeticError):
                return None
            with np.errstate(all="ignore"):
                slopes[j] = np.imag(made) / _COMPLEX_STEP
        return slopes

    def _differences(self, t: Any, plain: list[float], count: int) -> np.ndarray:
        slopes = np.empty((len(plain), count))
        for j, value in enumerate(plain):
            step = _DIFFERENCE * (abs(value) or 1.0)
            high, low = list(plain), list(plain)
            high[j], low[j] = value + step, value - step
            above, below = self.values(t, high, count), self.values(t, low, count)
            with np.errstate(all="ignore"):
                slopes[j] = (above - below).astype(np.float64) / (high[j] - low[j])
        return slopes

    def _try_complex(self, t: Any, plain: list[float], count: int) -> None:
        """Complex steps are taken where they agree with differences."""
        exact, rough = self._complex(t, plain, count), self._differences(t, plain, count)
        if exact is None or not np.all(np.isfinite(rough)):
            self.by_complex = False if exact is None else None
            return
        if not np.all(np.isfinite(exact)):
            self.by_complex = False
            return
        size = np.max(np.abs(rough), axis=1, initial=0.0) + 1e-300
        miss = np.max(np.abs(exact - rough), axis=1, initial=0.0)
        self.by_complex = bool(np.all(miss <= 1e-4 * size + 1e-12))


def fit_formula(
    formula: Formula,
    t: Any,
    y: np.ndarray,
    weights: np.ndarray | None,
    starts: int,
    loss: str,
    origin: Any,
) -> tuple[dict[str, Any], Times]:
    """What the search found, and the times it was of."""
    if isinstance(starts, bool) or not isinstance(starts, (int, np.integer)):
        raise must_be("starts", "a whole number", starts)
    if not 1 <= starts <= 10_000:
        raise ValueError(f"starts is {told(starts)}, must be at least 1 and at most 10000")
    at: Any
    if origin is None and isinstance(t, np.ndarray) and t.dtype.kind in "iuf":
        # Of any order and shape: a function may have several predictors.
        at = np.asarray(t, dtype=np.float64)
        if not np.all(np.isfinite(at)):
            row = int(np.argwhere(~np.isfinite(at).reshape(len(at), -1).all(axis=1))[0][0])
            raise ValueError(f"row {row + 1}: t is not finite, must be")
        if len(at) != len(y):
            raise ValueError(f"there are {len(at)} of t and {len(y)} of y, must be as many")
        times = Times(at, None, None, "single", [])
    else:
        times = read_times(t, len(y), False, origin)
        at = times.from_days
    formula.at(at, formula.start)  # finds out how derivatives are made
    exact = formula.jacobian is not None or formula.by_complex
    found = _core.fit_model(
        lambda parameters, _: formula.at(at, parameters),
        formula.names,
        y,
        weights,
        formula.start,
        formula.lower,
        formula.upper,
        int(starts),
        1e-12 if exact else 1e-7,
        loss,
        formula.name,
    )
    return found, times
