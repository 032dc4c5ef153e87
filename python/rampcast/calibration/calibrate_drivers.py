"""Uncertain numbers before and after, over all combinations of alternatives."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np

from ..frame import Frame
from .calibrate_model import Past

LEVELS = (0.1, 0.5, 0.9)
#: Quantiles of each driver before, for those over alternatives.
_GRID = 201
#: The inverse of the normal distribution function, by points between which it is drawn.
_SHARES = np.concatenate([np.geomspace(1e-6, 0.02, 200), np.linspace(0.02, 0.5, 400)[1:]])
_SHARES = np.concatenate([_SHARES, 1 - _SHARES[-2::-1]])
_NORMALS = np.array([NormalDist().inv_cdf(float(each)) for each in _SHARES])


class Mixed:
    """Draws of all combinations as their weights say, and what they were before."""

    def __init__(self, past: Past, found: list[dict[str, Any]], weights: np.ndarray) -> None:
        self._past, self._found, self._weights = past, found, weights
        self.drivers, self.reference = past.drivers, past.f.reference
        self.alternatives = past.f.alternatives
        draws = max(len(each["z"]) for each in found)
        share = np.floor(np.cumsum(weights) * draws + 0.5).astype(int)
        counts = np.diff(np.concatenate([[0], share]))
        numbers, normals = [], []
        for i, count in enumerate(counts):
            if count:
                own = found[i]["z"]
                z = own[(np.arange(count) * len(own)) // count]
                numbers.append(past.f.numbers(z, i))
                normals.append(past.f.correlated(z))
        #: A row a draw, a column a driver; NaN where it is not uncertain in the draw's combination.
        self.numbers = np.concatenate(numbers)
        #: The same on the normal scale.
        self.normals = np.concatenate(normals)
        #: Of each draw, the place of its combination.
        self.combination = np.repeat(np.arange(len(found)), counts)
        known = ~np.isnan(self.numbers)
        #: By driver, 1 less the variance on the normal scale, alternatives aside.
        self.within = np.array(
            [
                1 - self.normals[known[:, k], k].var(ddof=1) if known[:, k].sum() > 1 else 0.0
                for k in range(len(past.drivers))
            ]
        )

    def _grids(self) -> list[np.ndarray]:
        """By combination, quantiles of each driver before."""
        f, count = self._past.f, len(self._past.drivers)
        factor = f.correlated(np.eye(count))  # rows are columns of the factor
        normal = NormalDist()
        levels = (np.arange(_GRID) + 0.5) / _GRID
        z = [np.linalg.solve(factor.T, np.full(count, normal.inv_cdf(p))) for p in levels]
        return [f.numbers(np.array(z), i) for i in range(len(f.alternatives))]

    def _of_likeliest(self, k: int) -> tuple[np.ndarray, np.ndarray]:
        """Draws of a driver, and on the normal scale, in the likeliest combination that has it."""
        f = self._past.f
        for i in np.argsort(-self._weights, kind="stable"):
            z = self._found[int(i)]["z"]
            values = f.numbers(z, int(i))[:, k]
            if not np.isnan(values).all():
                return values, f.correlated(z)[:, k]
        return np.full(1, np.nan), np.zeros(1)

    def table(self, units: dict[str, str]) -> Frame:
        """The frame `Calibration.drivers` tells of. units: by driver."""
        past, names = self._past, self._past.drivers
        grids = self._grids() if names else []
        before, after = np.full((3, len(names)), np.nan), np.full((3, len(names)), np.nan)
        contraction, shift = np.zeros(len(names)), np.zeros(len(names))
        weights = np.array([each.weight for each in past.f.alternatives])
        for k, name in enumerate(names):
            own = [i for i, w in enumerate(weights) if w > 0 and not np.isnan(grids[i][:, k]).any()]
            known = ~np.isnan(self.numbers[:, k])
            values, normals = self.numbers[known, k], self.normals[known, k]
            if len(values) < 2:
                values, normals = self._of_likeliest(k)
            if own:
                all_before = np.concatenate([grids[i][:, k] for i in own])
                order = np.argsort(all_before, kind="stable")
                share = np.cumsum(np.repeat(weights[own], _GRID)[order])
                middle = (share - 0.5 * np.repeat(weights[own], _GRID)[order]) / share[-1]
                before[:, k] = np.interp(LEVELS, middle, all_before[order])
                # Where alternatives state it differently it is told on the scale of their mixture.
                if any(not np.array_equal(grids[i][:, k], grids[own[0]][:, k]) for i in own):
                    shares = np.interp(values, all_before[order], middle)
                    normals = np.interp(shares, _SHARES, _NORMALS)
            after[:, k] = np.quantile(values, LEVELS)
            if units.get(name) == "date":
                for of in (before, after):
                    of[:, k] += past.f.reference.toordinal() - 719163
            # Of few independent draws a variance is uncertain by the square root of 2 / draws.
            contraction[k] = 1 - normals.var(ddof=1)
            shift[k] = normals.mean()
        order = np.argsort(-(np.maximum(contraction, 0) + np.abs(shift)), kind="stable")
        columns: dict[str, Any] = {
            "driver": [names[k] for k in order],
            "unit": [units.get(names[k], "") for k in order],
        }
        for title, of in (("before", before), ("after", after)):
            for row, level in enumerate(("p10", "p50", "p90")):
                columns[f"{title}_{level}"] = of[row, order]
        columns["contraction"] = contraction[order]
        columns["shift"] = shift[order]
        return Frame(columns)
