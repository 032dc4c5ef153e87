"""The few directions of standard normal numbers that decide whether a target is met."""

from __future__ import annotations

import numpy as np

from .subset_simulation import Function

#: Up to so many dimensions all are kept.
ALL_UP_TO = 6
_MOST = 12
#: The share of what gradients say that may be left out.
_LEFT_OUT = 0.01
_HALVINGS = 8
_STEP = 0.02


class Directions:
    """Gathers gradients at the edge of where a function is met."""

    def __init__(self, function: Function, dimensions: int, random: np.random.Generator) -> None:
        self.function, self.dimensions, self.random = function, dimensions, random
        self.evaluations = 0
        #: A unit vector a gradient, times how far out it is; may be shared with others.
        self.rows: list[np.ndarray] = []
        #: The share of the gradients' squares outside the directions kept.
        self.left_out = 0.0

    def add(self, points: np.ndarray) -> None:
        """Takes the gradient where the ray to each point, at which the function is met, meets the
        edge."""
        if self.dimensions <= ALL_UP_TO or not len(points):
            return
        edge = self._edge(points)
        gradient = self._gradients(edge)
        length = np.linalg.norm(gradient, axis=1)
        known = length > 0
        if not known.any():
            return
        unit = gradient[known] / length[known, None]
        depth = np.maximum((edge[known] * unit).sum(axis=1), 0.5)
        self.rows.append(unit * depth[:, None])

    def axes(self) -> np.ndarray | None:
        """The directions that matter (dimensions, few), None where all are kept."""
        if self.dimensions <= ALL_UP_TO or not self.rows:
            return None
        rows = np.concatenate(self.rows)
        _, singular, axes = np.linalg.svd(rows, full_matrices=False)
        square = np.square(singular) / np.square(singular).sum()
        left = 1 - np.cumsum(square)
        kept = min(int(np.argmax(left < _LEFT_OUT)) + 1, _MOST)
        self.left_out = float(max(0.0, left[kept - 1]))
        return np.ascontiguousarray(axes[:kept].T)

    def _value(self, z: np.ndarray) -> np.ndarray:
        self.evaluations += len(z)
        return np.asarray(self.function(z), dtype=np.float64)

    def _edge(self, points: np.ndarray) -> np.ndarray:
        low, high = np.zeros(len(points)), np.ones(len(points))
        for _ in range(_HALVINGS):
            middle = 0.5 * (low + high)
            met = self._value(points * middle[:, None]) >= 0
            high, low = np.where(met, middle, high), np.where(met, low, middle)
        return points * high[:, None]

    def _gradients(self, points: np.ndarray) -> np.ndarray:
        """By differences to a random side of each coordinate."""
        count, d = points.shape
        base = self._value(points)
        sides = np.where(self.random.random((count, d)) < 0.5, _STEP, -_STEP)
        gradient = np.empty((count, d))
        block = max(1, 4_000_000 // (d * d))
        for i in range(0, count, block):
            some = slice(i, min(i + block, count))
            moved = np.repeat(points[some], d, axis=0).reshape(-1, d, d)
            index = np.arange(d)
            moved[:, index, index] += sides[some]
            value = self._value(moved.reshape(-1, d)).reshape(-1, d)
            gradient[some] = (value - base[some, None]) / sides[some]
        return np.where(np.isfinite(gradient), gradient, 0.0)
