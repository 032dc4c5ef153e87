"""Which fact to ask for next: what is known of a figure once an assumption is known."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..frame import Frame
from .demands import reaches
from .sampled_paths import SampledPaths

_BINS = 16
_LOW, _HIGH = 0.1, 0.9


def _width(values: np.ndarray) -> float:
    low, high = np.quantile(values, (_LOW, _HIGH))
    return float(high - low)


def worth_asking_frame(
    paths: SampledPaths, x: np.ndarray, value: np.ndarray, at_least: float | None, left: float
) -> Frame:
    """See `Sensitivity.worth_asking`. left: of an assumption's spread after asking, 0 to 1."""
    random = np.random.default_rng([paths.seed, 47])
    known = np.isfinite(value)
    x, value = x[known], value[known]
    width, variance = _width(value), float(value.var())
    met = None if at_least is None else reaches(value, at_least)
    share = 0.0 if met is None else float(met.mean())
    rows: list[dict[str, Any]] = []
    bins = int(min(_BINS, max(2, len(x) // 200)))
    for i, name in enumerate(paths.names[:-1]):
        if i < paths.drivers:
            seen = x[:, i]
            if left > 0:
                # One standard normal number seen with so much error keeps the share left of its sd.
                error = left / math.sqrt(1 - left * left)
                seen = seen + error * random.standard_normal(len(seen))
            order = np.argsort(seen, kind="stable")
            parts = np.array_split(order, bins)
        else:
            at = i - paths.drivers
            option = np.searchsorted(paths._ends[at], x[:, i])
            parts = [np.flatnonzero(option == k) for k in range(len(paths.options[at]))]
            parts = [part for part in parts if len(part) >= 20]
        weights = np.array([len(part) for part in parts]) / len(x)
        after = float(weights @ [_width(value[part]) for part in parts])
        within = float(weights @ [value[part].var() for part in parts])
        # What as many parts of pure chance would explain is taken off.
        chance = (len(parts) - 1) / len(x)
        explained = 1 - within / variance - chance if variance > 0 else 0.0
        row = {
            "ask": name,
            "unit": paths.numbers.unit(name) if i < paths.drivers else "option",
            "range_left": after / width if width > 0 else float("nan"),
            "narrowing": max(0.0, 1 - after / width) if width > 0 else float("nan"),
            "variance_explained": min(1.0, max(0.0, explained)),
        }
        if met is not None:
            given = np.array([met[part].mean() for part in parts])
            spread = share * (1 - share)
            left_over = float(weights @ (given * (1 - given)))
            gain = 1 - left_over / spread - chance if spread > 0 else float("nan")
            row["probability_explained"] = max(0.0, gain)
            row["probability_low"], row["probability_high"] = (
                float(np.quantile(np.repeat(given, [len(p) for p in parts]), p))
                for p in (_LOW, _HIGH)
            )
        rows.append(row)
    rows.sort(key=lambda row: -row["narrowing"])
    columns = ["ask", "unit", "range_left", "narrowing", "variance_explained"]
    if met is not None:
        columns += ["probability_explained", "probability_low", "probability_high"]
    return Frame({name: [row[name] for row in rows] for name in columns})
