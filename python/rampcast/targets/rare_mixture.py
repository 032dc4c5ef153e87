"""A mixture of normal distributions in few dimensions, fitted to where a target is met."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

_MOST_PARTS = 6
_MOST_STEPS = 25
#: Shares and widths of the draws about each part; the rest is wide and about 0.
_NEAR, _FAR = (0.7, 1.4), (0.2, 3.0)
_WIDE = 0.1
_LOG_2PI = math.log(2 * math.pi)


@dataclass
class Mixture:
    """Shares, means (parts, dimensions) and covariances of a fitted mixture."""

    shares: np.ndarray
    means: np.ndarray
    covariances: np.ndarray
    bic: float = math.inf

    def __post_init__(self) -> None:
        self._lower = np.linalg.cholesky(self.covariances)
        self._inverse = np.linalg.inv(self._lower)
        diagonal = np.diagonal(self._lower, axis1=1, axis2=2)
        self._log_norm = -np.log(diagonal).sum(axis=1) - 0.5 * self.means.shape[1] * _LOG_2PI

    def log_parts(self, y: np.ndarray, width: float = 1.0) -> np.ndarray:
        """ln of each part's density with its covariance times width: (parts, points)."""
        square = np.empty((len(self.means), len(y)))
        for k, (mean, inverse) in enumerate(zip(self.means, self._inverse)):
            square[k] = np.square((y - mean) @ inverse.T).sum(axis=1)
        r = y.shape[1]
        return self._log_norm[:, None] - 0.5 * r * math.log(width) - 0.5 / width * square


def _log_sum(terms: np.ndarray) -> np.ndarray:
    top = terms.max(axis=0)
    return top + np.log(np.exp(terms - top).sum(axis=0))


def _expectation_maximisation(y: np.ndarray, parts: int, random: np.random.Generator) -> Mixture:
    n, r = y.shape
    # Starts far apart: each is drawn by its squared distance to those before it.
    at = [int(random.integers(n))]
    near = np.square(y - y[at[0]]).sum(axis=1)
    for _ in range(parts - 1):
        total = near.sum()
        at.append(int(random.choice(n, p=near / total)) if total > 0 else int(random.integers(n)))
        near = np.minimum(near, np.square(y - y[at[-1]]).sum(axis=1))
    closest = np.argmin([np.square(y - y[i]).sum(axis=1) for i in at], axis=0)
    duty = (closest == np.arange(parts)[:, None]).astype(np.float64)
    before = -math.inf
    made = None
    for _ in range(_MOST_STEPS):
        count = duty.sum(axis=1) + 1e-9
        means = duty @ y / count[:, None]
        covariances = np.empty((parts, r, r))
        for k in range(parts):
            apart = y - means[k]
            scatter = (apart * duty[k][:, None]).T @ apart
            covariances[k] = (scatter + (r + 2) * np.eye(r)) / (count[k] + r + 2)
        made = Mixture(count / count.sum(), means, covariances)
        logs = made.log_parts(y) + np.log(made.shares)[:, None]
        total = _log_sum(logs)
        duty = np.exp(logs - total)
        likelihood = float(total.mean())
        if likelihood - before < 1e-4:
            break
        before = likelihood
    assert made is not None
    numbers = parts * (1 + r + r * (r + 1) / 2) - 1
    worth = n / 3  # points of chains tell less than their number
    made.bic = -2 * worth * likelihood + numbers * math.log(worth)
    return made


def fit_mixture(
    y: np.ndarray, random: np.random.Generator, *, most_points: int = 1500, starts: int = 3
) -> Mixture:
    """The mixture of one to six parts that the Bayesian information criterion takes.

    y: (points, dimensions). starts: of each number of parts.
    """
    if len(y) > most_points:
        y = y[random.permutation(len(y))[:most_points]]
    best = _expectation_maximisation(y, 1, random)
    worse = 0
    for parts in range(2, _MOST_PARTS + 1):
        if len(y) < 10 * parts or worse > 1:
            break
        made = min((_expectation_maximisation(y, parts, random) for _ in range(starts)), key=_bic)
        worse = worse + 1 if made.bic >= best.bic else 0
        best = min(best, made, key=_bic)
    return best


def _bic(mixture: Mixture) -> float:
    return mixture.bic


class Proposal:
    """What is drawn instead of standard normal numbers, in the dimensions that matter.

    mixture: of y = zᵀU. wide: the variance of the part about 0. axes: U (dimensions, few), None
    where all matter.
    """

    def __init__(self, mixture: Mixture, wide: float, axes: np.ndarray | None) -> None:
        self.mixture, self.wide, self.axes = mixture, max(1.0, wide), axes

    def draw(
        self, count: int, dimensions: int, random: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        """Points (count, dimensions), and ln of the density that they have too little of."""
        noise = random.standard_normal((count, dimensions))
        e = noise if self.axes is None else noise @ self.axes
        y = np.empty_like(e)
        mixture = self.mixture
        parts = len(mixture.shares)
        chances = np.concatenate([mixture.shares * _NEAR[0], mixture.shares * _FAR[0], [_WIDE]])
        of = random.choice(2 * parts + 1, size=count, p=chances / chances.sum())
        for k in range(2 * parts):
            own = of == k
            if own.any():
                width = _NEAR[1] if k < parts else _FAR[1]
                lower = mixture._lower[k % parts] * math.sqrt(width)
                y[own] = mixture.means[k % parts] + e[own] @ lower.T
        own = of == 2 * parts
        y[own] = math.sqrt(self.wide) * e[own]
        log_weight = self.log_weight(y)
        if self.axes is None:
            return y, log_weight
        noise += (y - e) @ self.axes.T
        return noise, log_weight

    def log_weight(self, y: np.ndarray) -> np.ndarray:
        """ln of the standard normal density over the proposal's."""
        r = y.shape[1]
        shares = np.log(self.mixture.shares)[:, None]
        square = np.square(y).sum(axis=1)
        parts = [
            self.mixture.log_parts(y, width) + shares + math.log(share)
            for share, width in (_NEAR, _FAR)
        ]
        wide = -0.5 * square / self.wide - 0.5 * r * (math.log(self.wide) + _LOG_2PI)
        drawn = _log_sum(np.concatenate([*parts, wide[None] + math.log(_WIDE)]))
        return -0.5 * square - 0.5 * r * _LOG_2PI - drawn
