"""How likely a rare target is, for any function of standard normal numbers.

Subset simulation finds where the target is met, gradients find the few directions that matter, and
draws from a mixture of normal distributions in these estimate the probability.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..refusals import must_be, number, values_of, whole
from .rare_result import RareEvent
from .rare_run import APART, Run, rough


def rare_event(
    function: Callable[..., Any],
    dimensions: int,
    *,
    weights: Sequence[float] | None = None,
    seed: int = 1,
    relative_error: float = 0.03,
    most_evaluations: int = 300_000,
    progress: Callable[[float], object] | None = None,
) -> RareEvent:
    """How likely a function of independent standard normal numbers is met, down to 1e-16.

    function: takes points (points, dimensions) and gives a value of each; it is met where that is
    at least 0. What is far from met must have lower values: they are the way there. weights: of
    alternatives (summing to 1); the function then takes the alternative's number as well. seed:
    the same one gives the same figures. relative_error: aimed at; what was reached is said.
    most_evaluations: of the last stage, which doubles its draws until the error is reached.
    progress: called with the share done, 0 to 1.

    Where no few directions decide, or repeated estimates agree neither with each other nor with
    subset simulation, the method is ``subset simulation``: an order of magnitude with a wide
    interval. Raises ValueError for dimensions, weights or an error that make no sense or a function
    that gives other shapes or NaN, TypeError for what is no function.
    """
    if not callable(function):
        raise must_be("function", "a callable", function)
    d = whole("dimensions", dimensions, 1, 10_000)
    whole_seed = whole("seed", seed, 0)
    most = whole("most_evaluations", most_evaluations, 1)
    aim = number("relative_error", relative_error)
    if not 0 < aim <= 1:
        raise ValueError(f"relative_error is {aim:g}, must be greater than 0 and at most 1")
    shares = _weights(weights)
    run = Run(_checked(function, weights is not None), d, shares, whole_seed, aim, most, progress)
    found = run.estimate(1)
    if found.method == "mixture" and found.note:
        again = Run(run.function, d, shares, whole_seed + 0x9E3779B9, aim, most, progress)
        found = _agreed(found, again.estimate(4))
    return found


def _weights(weights: Any) -> np.ndarray:
    if weights is None:
        return np.ones(1)
    try:
        made = np.asarray(weights, dtype=np.float64)
    except (TypeError, ValueError):
        raise must_be("weights", "a list of numbers", weights) from None
    if made.ndim != 1 or not len(made) or not np.all(made >= 0) or abs(made.sum() - 1) > 1e-9:
        raise ValueError("weights must be at least 0 each and sum to 1")
    return made


def _checked(function: Any, with_alternative: bool) -> Callable[[np.ndarray, int], np.ndarray]:
    def value(z: np.ndarray, alternative: int) -> np.ndarray:
        found = function(z, alternative) if with_alternative else function(z)
        return values_of(found, len(z))

    return value


def _agreed(first: RareEvent, second: RareEvent) -> RareEvent:
    """The second estimate where it agrees with its own check or with the first, else a range."""
    if second.method != "mixture" or not second.note:
        return second
    error = math.hypot(first.standard_error, second.standard_error)
    if abs(first.probability - second.probability) <= APART * error:
        return replace(second, note="")
    check, cv = second.check
    ends = [*second.interval, *first.interval]
    if check > 0:
        spread = math.exp(1.96 * 2 * cv)
        ends += [check / spread, check * spread]
    low, high = min(ends), max(ends)
    note = "two estimates disagree; an order of magnitude"
    return rough(second, check or second.probability, (low, high), note)
