"""Subset simulation: where a function of standard normal numbers is met, level by level.

After Au and Beck (2001), with the moves of Papaioannou and others (2015). It finds every region
that is large enough to be seen from the level before; as an estimate it is rough, and serves to
check a sharper one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

#: Values of a function of (points, dimensions) that is met where it is at least 0.
Function = Callable[[np.ndarray], np.ndarray]

#: The share of a level's points that begin the next.
SHARE = 0.1
_ACCEPTED = 0.44
_LEAST_STEP, _MOST_STEP = 0.02, 1.0
#: A level that advances by less stalls, and three that stall in a row end the search.
_ADVANCE = 1e-9
_MOST_STALLED = 3


@dataclass
class Levels:
    """How far a search has come; `advance` takes it a level on."""

    function: Function
    dimensions: int
    size: int
    random: np.random.Generator
    z: np.ndarray = field(init=False)
    h: np.ndarray = field(init=False)
    #: ln of the probability of the last level, and the squared coefficient of variation.
    log_p: float = 0.0
    cv2: float = 0.0
    #: Points of the last level that were not met by all.
    outside: np.ndarray = field(init=False)
    step: float = 0.6
    evaluations: int = 0
    done: bool = False
    stalled: int = 0
    #: The level that the points are at least at.
    level: float = -math.inf
    best_z: np.ndarray = field(init=False)
    best_h: float = -math.inf

    def __post_init__(self) -> None:
        self.z = self.random.standard_normal((self.size, self.dimensions))
        self.best_z = self.z[0]
        self.h = self.value(self.z)
        self.outside = self.z
        #: Whether the function had one value wherever it was asked at first.
        self.constant = bool((self.h == self.h[0]).all())
        self._chains: np.ndarray | None = None

    @property
    def reached(self) -> bool:
        """Whether the function was met."""
        return self.done and self.stalled < _MOST_STALLED

    def value(self, z: np.ndarray) -> np.ndarray:
        """The function's values, the best of them remembered."""
        h = np.asarray(self.function(z), dtype=np.float64)
        self.evaluations += len(z)
        at = int(np.argmax(h))
        if h[at] > self.best_h:
            self.best_h, self.best_z = float(h[at]), np.array(z[at])
        return h

    def advance(self) -> None:
        """Goes a level on, or ends where the function is met by a tenth of the points."""
        met = self.h >= 0
        if met.mean() >= SHARE:
            self._pass(met)
            self.done = True
            return
        self.outside = self.z
        count = round(self.size * SHARE)
        level = float(np.sort(self.h)[-count])
        kept = self.h >= level
        if kept.mean() > 0.5:  # a plateau, as of paths that make nothing
            kept = self.h > level
            if not kept.any():
                self.done, self.stalled = True, _MOST_STALLED
                return
            level = float(self.h[kept].min())
        self.stalled = self.stalled + 1 if level - self.level < _ADVANCE else 0
        if self.stalled >= _MOST_STALLED:
            self.done = True
            return
        self._pass(kept)
        self.level = level
        seeds = np.flatnonzero(kept)
        seeds = self.random.permutation(seeds)[:count]
        length = max(1, round(self.size / len(seeds)))
        z, h = self.z[seeds], self.h[seeds]
        all_z, all_h = [z], [h]
        for _ in range(length - 1):
            z, h = self._move(z, h, level, _ACCEPTED)
            all_z.append(z)
            all_h.append(h)
        self.z, self.h = np.concatenate(all_z), np.concatenate(all_h)
        self._chains = np.stack(all_h)

    def _pass(self, kept: np.ndarray) -> None:
        """Counts a level's share, and what its chains' correlation does to the error."""
        p = float(kept.mean())
        gamma = 0.0
        if self._chains is not None and 0 < p < 1:
            threshold = float(self.h[kept].min())
            inside = (self._chains >= threshold) - p
            length = len(inside)
            spread = p * (1 - p)
            for lag in range(1, length):
                both = float(np.mean(inside[lag:] * inside[:-lag])) / spread
                gamma += 2 * (1 - lag / length) * both
        self.log_p += math.log(p)
        self.cv2 += (1 - p) / (len(kept) * p) * (1 + max(0.0, gamma))

    def _move(
        self, z: np.ndarray, h: np.ndarray, level: float, accepted: float
    ) -> tuple[np.ndarray, np.ndarray]:
        s = self.step
        noise = self.random.standard_normal(z.shape)
        noise *= s
        noise += math.sqrt(1 - s * s) * z
        value = self.value(noise)
        taken = value >= level
        rate = float(taken.mean())
        self.step = min(_MOST_STEP, max(_LEAST_STEP, s * math.exp(0.7 * (rate - accepted))))
        return np.where(taken[:, None], noise, z), np.where(taken, value, h)

    def moved_inside(
        self, z: np.ndarray, h: np.ndarray, moves: int, accepted: float = _ACCEPTED
    ) -> tuple[np.ndarray, np.ndarray]:
        """Points at which the function is met, moved so often among such points."""
        for _ in range(moves):
            z, h = self._move(z, h, 0.0, accepted)
        return z, h
