"""Curves and functions fitted by least squares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .. import _core
from ..refusals import must_be, told
from .fit_formula import Formula, fit_formula
from .fit_result import Fit
from .fit_times import numbers, read_times


def is_curve(curve: Any) -> bool:
    """Whether it is a ramp curve, a class of one, or the name of one."""
    kind = curve if isinstance(curve, type) else type(curve)
    return isinstance(curve, str) or (
        kind.__module__.startswith("rampcast") and hasattr(kind, "share")
    )


def read_curve(curve: Any, fixed: Any) -> tuple[Any, list[str], str]:
    """What the compiled part takes for a curve, the parameters held, and the curve's name."""
    if isinstance(fixed, str):
        fixed = [fixed]
    if not isinstance(fixed, Sequence) or not all(isinstance(each, str) for each in fixed):
        raise must_be("fixed", "a list of parameters' names", fixed)
    for each in (curve, *fixed):
        if isinstance(each, str) and not each.isprintable():
            raise ValueError(f"{told(each)} has a character that is no text, must be a name")
    if isinstance(curve, str):
        return curve, list(fixed), curve
    if isinstance(curve, type):
        return curve.__name__, list(fixed), curve.__name__
    return curve, list(fixed), type(curve).__name__


def read_share(share_of: Any) -> str:
    """Raises ValueError for what is neither "rate" nor "total"."""
    if share_of not in ("rate", "total"):
        raise ValueError(f'share_of is {told(share_of)}, must be "rate" or "total"')
    return str(share_of)


def fit(
    curve: Any,
    t: Any,
    y: Any,
    *,
    totals: bool = False,
    weights: Any = None,
    start: Mapping[str, float] | Sequence[float] | None = None,
    bounds: Mapping[str, tuple[float | None, float | None]] | None = None,
    fixed: Sequence[str] = (),
    loss: str = "squares",
    jacobian: Callable[..., Any] | None = None,
    starts: int = 5,
    origin: Any = None,
    stamp: str = "start",
    share_of: str = "rate",
) -> Fit:
    """Fits a ramp curve, or a function of one's own, by least squares.

    curve: a kind of ramp curve (``rc.Logistic`` or ``"logistic"``; starts are chosen here), a curve
    (its numbers are one more start, and those named in ``fixed`` stay; points of a plan always do),
    or a function of ``(t, *parameters)`` that gives an array. The model of a curve is a ceiling
    times its share; curves by experience take the ceiling for their rate.
    t: days, or dates (then days since the first, or since ``origin``); increasing. y: what was
    seen, not negative for curves.
    totals: y are totals of periods: the curve is integrated exactly over each, and the ceiling is
    in units a day. t is then the edges of the periods (one more than y), pairs of start and end,
    labels such as ``2024-03`` or ``2024-Q1``, or a time a period: its start, and it lasts until
    the next (``stamp="end"``: its end); the last (first) is as long as the one beside it. Partial
    periods are pairs or edges.
    share_of: ``"total"`` where the curve is the share of all units there will ever be, such as
    Bass's adopters: y of a period is the ceiling times the share's growth.
    weights: a point each; 4 counts as four points. loss: ``"soft_l1"`` lets outliers draw less:
    residuals beyond the usual size, found from their median, count by their amount, not its square.
    start, bounds, jacobian, starts: for functions. start: a value a parameter (by name or in order;
    1 each unless given); bounds by name, ``(low, high)``, None where there is none; jacobian: of
    ``(t, *parameters)``, a column a parameter, else derivatives by complex steps where the function
    takes them, by differences where not; starts: searches, from ``start`` and about it.

    Raises ValueError where a row cannot be fitted, there are fewer points than parameters, or no
    search converged, which says why and what was reached; TypeError where something is not of its
    type.
    """
    if loss not in ("squares", "soft_l1"):
        raise ValueError(f'loss is {told(loss)}, must be "squares" or "soft_l1"')
    if not isinstance(totals, (bool, np.bool_)):
        raise must_be("totals", "True or False", totals)
    seen = numbers("y", y)
    if seen.ndim != 1:
        raise ValueError("y has rows and columns, must be one series; fit_many takes many")
    heavy = None if weights is None else numbers("weights", weights)
    if not is_curve(curve):
        if not callable(curve):
            raise must_be("curve", "a ramp curve, a kind of curve or a function", curve)
        if totals or fixed or share_of != "rate":
            raise ValueError(
                "totals, fixed and share_of are for ramp curves, must not be given with a function"
            )
        formula = Formula(curve, jacobian, start, bounds)
        found, times = fit_formula(formula, t, seen, heavy, starts, loss, origin)
        return Fit(found, curve, times, {"formula": formula, "name": formula.name})
    for name, given in (("start", start), ("bounds", bounds), ("jacobian", jacobian)):
        if given is not None:
            raise ValueError(
                f"{name} is for functions, must not be given with a ramp curve; a curve's own "
                "numbers are a start"
            )
    like, held, name = read_curve(curve, fixed)
    how = {"stamp": stamp, "share_of": read_share(share_of), "held": held, "name": name}
    times = read_times(t, len(seen), bool(totals), origin, stamp)
    found = _core.fit_curve(
        like,
        times.from_days,
        times.to_days,
        seen,
        heavy,
        held,
        not isinstance(curve, (str, type)),
        share_of == "total",
        loss,
    )
    return Fit(found, found.pop("curve"), times, how)
