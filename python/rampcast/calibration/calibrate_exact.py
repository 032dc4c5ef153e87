"""Figures as the plant makes them of its shocks, these integrated out path by path."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .calibrate_model import Past
    from .calibrate_noise import Shocks

#: Half the width that slopes are taken over, in sds of a shock.
_WIDTH = 0.5
#: The likeliest shocks are sought so often, no farther than this at a time.
_TURNS, _FARTHEST = 3, 1.5
#: Shocks drawn a path.
_DRAWN = 64
#: Rows of a block.
_ROWS = 30_000
#: Paths run for the first proposals.
_PATHS = 200_000
#: A figure below this counts as this.
_LEAST = 0.05


class Exact:
    """The likelihood of drivers with shocks as they act, limits that bind by turns and all.

    For each path the likeliest shocks are sought (Gauss and Newton), figures taken as linear in
    shocks there, and shocks drawn from the normal distribution that follows: the mean ratio of the
    likelihood to the linear one is an unbiased estimate of what is missing. Units are negative
    binomial, of variance m + (m extra_sd)², other amounts lognormal, with what `shocks` has on top.
    """

    def __init__(self, past: Past, shocks: Shocks, alternative: int, seed: int) -> None:
        self._past, self._alternative = past, alternative
        self._rng = np.random.default_rng([seed, alternative, 5])
        self._amounts = np.array([each.amount for each in past.seen])
        self._counts = np.array([each.metric == "units" for each in past.seen])
        self._floor = np.where(self._counts, _LEAST, past._floor)
        self._own = np.where(self._counts, past._extra_sd**2, shocks._own)
        self._wide = past.f.dimensions(alternative) - len(past.drivers)
        self._constant = np.array(
            [
                math.lgamma(each + 1 / own) - math.lgamma(1 / own) - math.lgamma(each + 1)
                if count
                else -0.5 * math.log(2 * math.pi * own) - math.log(max(each, 1e-300))
                for each, count, own in zip(self._amounts, self._counts, self._own)
            ]
        )
        self._logs = np.log(np.maximum(self._amounts, self._floor))

    def affordable(self) -> int:
        """How many draws take a part of a second."""
        return int(np.clip(_PATHS // (_TURNS * (2 * self._wide + 1) + _DRAWN), 256, 1024))

    def log_likelihood(self, z: np.ndarray) -> np.ndarray:
        """Of each path, a row of drivers: an unbiased estimate of its exponential."""
        return self.estimate(z)[0]

    def estimate(self, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Log likelihoods, and a draw of the shocks of each path given what was observed."""
        step = max(1, _ROWS // (2 * self._wide + 1))
        parts = [self._block(z[i : i + step]) for i in range(0, len(z), step)]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])

    def _figures(self, z: np.ndarray, noise: np.ndarray) -> np.ndarray:
        """Logs of figures, in the order of what was observed, of shocks (paths, ..., shocks)."""
        many = noise.reshape(len(z), -1, self._wide)
        rows = np.empty((many.shape[0] * many.shape[1], z.shape[1] + self._wide), np.float32)
        rows[:, : z.shape[1]] = np.repeat(z, many.shape[1], axis=0)
        rows[:, z.shape[1] :] = many.reshape(-1, self._wide)
        made = self._past.f(rows, self._alternative)[:, self._past._columns].astype(float)
        return np.log(np.maximum(made, self._floor)).reshape(*noise.shape[:-1], len(self._logs))

    def _slopes(self, z: np.ndarray, noise: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Logs of figures, and how they move with each shock (paths, figures, shocks)."""
        count = self._wide
        moved = np.repeat(noise[:, np.newaxis], 2 * count + 1, axis=1)
        steps = np.arange(count)
        moved[:, 1 + steps, steps] += _WIDTH
        moved[:, 1 + count + steps, steps] -= _WIDTH
        logs = self._figures(z, moved)
        up, down = logs[:, 1 : 1 + count], logs[:, 1 + count :]
        slopes = np.swapaxes((up - down) / (2 * _WIDTH), 1, 2)
        return logs[:, 0], slopes.clip(-1.5, 1.5)

    def _told(self, logs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Log density of what was observed by logs of figures, its slope and less its curve."""
        phi, y = 1 / self._own, self._amounts
        means = np.exp(logs)
        share = means / (phi + means)
        off = self._logs - logs
        value = np.where(
            self._counts,
            y * np.log(share) - phi * np.log1p(means / phi),
            -0.5 * off**2 / self._own,
        )
        slope = np.where(self._counts, y - (y + phi) * share, off / self._own)
        curve = np.where(self._counts, (y + phi) * share * (1 - share), 1 / self._own)
        return value + self._constant, slope, np.maximum(curve, 1e-3)

    def _block(self, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        paths, count, figures = len(z), self._wide, len(self._logs)
        noise = np.zeros((paths, count))
        diagonal = np.arange(figures)
        for turn in range(_TURNS):
            logs, slopes = self._slopes(z, noise)
            _, slope, curve = self._told(logs)
            # What a normal observation would have to be to say the same there.
            off = slope / curve + np.einsum("ptn,pn->pt", slopes, noise)
            spread = slopes @ slopes.transpose(0, 2, 1)
            spread[:, diagonal, diagonal] += 1 / curve
            gain = np.linalg.solve(spread, slopes)
            if turn + 1 < _TURNS:
                move = np.einsum("ptn,pt->pn", gain, off) - noise
                noise += move.clip(-_FARTHEST, _FARTHEST)
        factor = np.linalg.cholesky(spread)
        squares = np.linalg.solve(factor, off[:, :, np.newaxis])[:, :, 0] ** 2
        linear = -0.5 * squares.sum(axis=1) - np.log(factor[:, diagonal, diagonal]).sum(axis=1)
        free = self._rng.standard_normal((paths, _DRAWN, count))
        extra = self._rng.standard_normal((paths, _DRAWN, figures)) / np.sqrt(curve)[:, np.newaxis]
        across = slopes.transpose(0, 2, 1)
        drawn = free + (off[:, np.newaxis] - free @ across - extra) @ gain
        told = self._told(self._figures(z, drawn))[0].sum(axis=2)
        missed = off[:, np.newaxis] - drawn @ across
        by_line = 0.5 * (np.log(curve)[:, np.newaxis] - curve[:, np.newaxis] * missed**2).sum(
            axis=2
        )
        ratio = told - by_line
        most = ratio.max(axis=1)
        weights = np.exp(ratio - most[:, np.newaxis])
        total = weights.sum(axis=1)
        pick = self._rng.random(paths) * total
        chosen = (np.cumsum(weights, axis=1) < pick[:, np.newaxis]).sum(axis=1).clip(0, _DRAWN - 1)
        return linear + most + np.log(total / _DRAWN), drawn[np.arange(paths), chosen]
