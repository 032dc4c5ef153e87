"""The outside view where a person has no history of their own: pooled rates by stage."""

from __future__ import annotations

import math

import numpy as np

from .reference import Reference
from .reference_cases import cases_of

#: How many programmes each stage is worth, and how likely the share is at most so much: from pooled
#: announcements of factories, vehicles, energy, aircraft and mines, 267 in 160 programmes.
_STAGES = {
    "plan": (23, {0.0: 0.47, 0.01: 0.50, 0.18: 0.75, 0.5: 0.89, 0.8: 0.97, 0.99: 1.0}),
    "build": (33, {0.0: 0.54, 0.34: 0.75, 0.5: 0.81, 0.8: 0.93, 0.999: 0.93, 1.1: 1.0}),
    "ramp": (25, {0.1: 0.0, 0.4: 0.25, 0.5: 0.44, 0.57: 0.5, 0.8: 0.63, 0.999: 0.8, 1.2: 1.0}),
    "run": (56, {0.4: 0.0, 0.5: 0.02, 0.8: 0.13, 0.97: 0.5, 0.999: 0.6, 1.03: 0.75, 1.4: 1.0}),
}


def stage_table() -> Reference:
    """A class made of rates by stage alone; it knows neither kinds nor horizons."""
    rows = []
    for stage, (count, levels) in _STAGES.items():
        shares, below = np.array(list(levels)), np.array(list(levels.values()))
        for i in range(count):
            share = float(np.interp((i + 0.5) / count, below, shares, left=0.0))
            share = 0.0 if (i + 0.5) / count <= levels.get(0.0, 0.0) else share
            rows.append((f"{stage} {i + 1}", "", stage, math.nan, share, f"{stage} {i + 1}"))
    return Reference("pooled rates by stage", cases_of(rows), rates=True)
