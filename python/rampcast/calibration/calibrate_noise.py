"""Shocks on what was observed, integrated out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from .. import _core

#: Beyond so many sds an error costs as its logarithm, so that one figure does not overrule all.
_TAIL = 3.0
#: Below so many units a single series is counted as a negative binomial.
_SMALL = 20.0


class Shocks:
    """How the logs of observed figures move with all noise, to first order, about one point.

    ln figure = ln figure without noise + shift + slopes @ noise + extra: so the logs are jointly
    normal given the drivers, whatever the noise acts on, and no noise is drawn. Small counts of one
    series go through the filter of a single level instead.
    """

    def __init__(
        self,
        logs: np.ndarray,
        slopes: np.ndarray,
        shift: np.ndarray,
        floor: np.ndarray,
        units: np.ndarray,
        extra_sd: float,
        single: bool,
    ) -> None:
        """logs: of what was observed. slopes: (figures, noise). units: how many each
        figure is of. single: whether all are units of one series."""
        amounts = np.exp(logs)
        self.slopes, self.shift = slopes, shift
        self._logs, self._floor, self._extra_sd = logs, floor, extra_sd
        self._single = single and float(amounts.min()) < _SMALL
        self._own = extra_sd**2 + 1 / np.maximum(units, 1.0)
        spread = slopes @ slopes.T
        if self._single:
            sd = np.sqrt(np.maximum(np.diag(spread), 1e-12))
            correlation = np.zeros(len(sd))
            correlation[1:] = np.diag(spread, 1) / (sd[1:] * sd[:-1])
            amounts = np.where(logs <= np.log(floor) + 1e-9, 0.0, np.rint(amounts))
            self._level: tuple[Any, ...] = (amounts, sd, correlation.clip(0, 1), shift)
        self._whole = spread + np.diag(self._own)

    @cached_property
    def _factor(self) -> np.ndarray:
        return np.linalg.cholesky(self._whole)

    @cached_property
    def _whiten(self) -> np.ndarray:
        return np.ascontiguousarray(np.linalg.inv(self._factor).T)

    @cached_property
    def _gain(self) -> np.ndarray:
        return np.linalg.solve(self._whole, self.slopes)

    @cached_property
    def _constant(self) -> float:
        diagonal = np.log(np.diag(self._factor)).sum()
        return float(-diagonal - 0.5 * len(self._logs) * np.log(2 * np.pi) - self._logs.sum())

    def _off(self, figures: np.ndarray) -> np.ndarray:
        return self._logs - self.shift - np.log(np.maximum(figures, self._floor))

    def errors(self, figures: np.ndarray) -> np.ndarray:
        """Of each figure given those before it, in its sds."""
        return self._off(figures) @ self._whiten

    def misfit(self, figures: np.ndarray) -> float:
        """Root mean square, in sds of what is on top, of figures with noise against what was
        observed; those beyond reason count as such."""
        off = self._logs - np.log(np.maximum(figures, self._floor))
        return float(np.sqrt(np.median((off**2 / self._own).mean(axis=1))))

    def bend(self, figures: np.ndarray, noise: np.ndarray, made: np.ndarray) -> float:
        """Root mean square, in sds of what is on top, of figures made with noise against what is
        linear in it. figures: of the same paths without."""
        linear = np.log(np.maximum(figures, self._floor)) + self.shift + noise @ self.slopes.T
        off = np.log(np.maximum(made, self._floor)) - linear
        # Where there is nothing, shocks tell of nothing.
        off[(figures <= self._floor) | (made <= self._floor)] = 0
        return float(np.sqrt((off**2 / self._own).mean()))

    def log_likelihood(self, figures: np.ndarray) -> np.ndarray:
        """Of each path, a row of figures without noise."""
        if self._single:
            amounts, sd, correlation, shift = self._level
            return _core.level_log_likelihood(
                figures, amounts, sd, correlation, shift, self._extra_sd, True
            )
        squares = self.errors(figures) ** 2
        far = squares > _TAIL**2
        if far.any():
            squares = np.where(
                far, _TAIL**2 * (1 + np.log(np.maximum(squares, 1e-300) / _TAIL**2)), squares
            )
        return self._constant - 0.5 * squares.sum(axis=1)

    def draw(self, figures: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Noise of each path given what was observed."""
        count = len(figures)
        free = rng.standard_normal((count, self.slopes.shape[1]))
        if self._single:
            amounts, sd, correlation, shift = self._level
            normals = rng.standard_normal(figures.shape)
            levels = sd * _core.draw_levels(
                figures, amounts, sd, correlation, shift, self._extra_sd, True, normals
            )
            spread = self.slopes @ self.slopes.T
            spread[np.diag_indices_from(spread)] += 1e-9
            gain = np.linalg.solve(spread, self.slopes)
            return free + (levels - free @ self.slopes.T) @ gain
        extra = rng.standard_normal(figures.shape) * np.sqrt(self._own)
        made = free + (self._off(figures) - free @ self.slopes.T - extra) @ self._gain
        return made.clip(-6, 6)
