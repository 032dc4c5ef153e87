"""How likely a rare target was found to be."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

#: Below this nothing is claimed but that it is below.
LEAST = 1e-16


@dataclass(frozen=True)
class RareEvent:
    """How likely it is that a function of standard normal numbers is met, and where it is.

    Made by `rare_event`; prints in words.
    """

    #: 0 to 1.
    probability: float
    #: Of the probability.
    standard_error: float
    #: The 95 % interval.
    interval: tuple[float, float]
    #: ``paths`` (as drawn), ``mixture`` (importance sampling), ``subset simulation`` (an order of
    #: magnitude) or ``not met`` (no point was found).
    method: str
    #: How many independent points at which it is met the weighted ones are worth.
    effective_size: float
    #: The largest point's share in the probability.
    largest_weight: float
    #: How often the function was asked.
    evaluations: int
    #: What subset simulation says by itself, and its coefficient of variation (NaN, NaN where it
    #: was not used).
    check: tuple[float, float]
    #: The part of the probability that each alternative has; sums to 1.
    shares: np.ndarray
    #: What to know beside the figure; empty where there is nothing.
    note: str
    #: Points (points, dimensions) at which it is met, their weights (sum 1) and alternatives.
    points: np.ndarray = field(repr=False)
    weights: np.ndarray = field(repr=False)
    alternatives: np.ndarray = field(repr=False)
    #: The best value found, its point, and its alternative.
    best: tuple[float, np.ndarray, int] = field(repr=False)

    @property
    def trusted(self) -> bool:
        """Whether the error stated is one, and the points say where the target is met."""
        return self.method in ("paths", "mixture") and not self.note

    @property
    def bits(self) -> float:
        """-log2 of the probability: how surprising it would be."""
        return 0.0 - math.log2(self.probability) if self.probability > 0 else math.inf

    def __repr__(self) -> str:
        if self.method == "not met":
            return f"below {LEAST:g}: {self.note}"
        low, high = self.interval
        text = f"probability {self.probability:.3g}, 95 % interval {low:.3g} to {high:.3g}"
        text += f" ({self.method}, {self.evaluations:,} evaluations)"
        return f"{text}; {self.note}" if self.note else text
