"""Paths that meet a target beside all paths: drivers, alternatives and bits of information."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..frame import Frame
from .condition import Condition
from .driver_numbers import DriverNumbers, weighted_quantiles
from .rare_result import RareEvent

_LEVELS = (0.1, 0.5, 0.9)


def bits_of(z: np.ndarray, weights: np.ndarray, size: float) -> np.ndarray:
    """What is learned of each independent standard normal number, in bits; a lower bound.

    The divergence of a normal distribution of the weighted mean and variance from the standard
    one, less what so few points (size) would show by chance.
    """
    mean = weights @ z
    variance = np.maximum(weights @ np.square(z) - mean**2, 1e-12)
    found = 0.5 * (mean**2 + variance - 1 - np.log(variance)) - 1 / max(size, 1.0)
    return np.maximum(found / math.log(2), 0.0)


def drivers_frame(numbers: DriverNumbers, found: RareEvent) -> Frame:
    """Each driver before and after, the one that must move the furthest first."""
    count = numbers.count
    before = numbers.quantiles(_LEVELS)
    after = np.full((3, count), np.nan)
    values = np.full((len(found.points), count), np.nan)
    z = found.points[:, :count]
    for a in np.unique(found.alternatives):
        own = found.alternatives == a
        values[own] = numbers.values(z[own], int(a))
    for i in range(count):
        after[:, i] = weighted_quantiles(values[:, i], found.weights, _LEVELS)
    shift = found.weights @ numbers.correlated(z)
    bits = bits_of(z, found.weights, found.effective_size)
    order = np.argsort(-np.abs(shift), kind="stable")
    columns: dict[str, Any] = {
        "driver": [numbers.names[i] for i in order],
        "unit": [numbers.unit(numbers.names[i]) for i in order],
    }
    for name, table in (("before", before), ("after", after)):
        for j, level in enumerate(("p10", "p50", "p90")):
            columns[f"{name}_{level}"] = table[j][order]
    columns["shift_sd"] = shift[order]
    columns["divergence"] = bits[order]
    return Frame(columns)


def alternatives_frame(condition: Condition, found: RareEvent) -> Frame:
    """The weight of each option of the plant's alternatives before and given the target."""
    columns: dict[str, list[Any]] = {
        "alternatives": [],
        "option": [],
        "before": [],
        "after": [],
    }
    each_of = condition.f.alternatives
    for i, asked in enumerate(condition.plant.alternatives):
        for option in dict.fromkeys(each.options[i] for each in each_of):
            own = np.array([each.options[i] == option for each in each_of])
            columns["alternatives"].append(asked.name)
            columns["option"].append(option)
            columns["before"].append(float(condition.weights[own].sum()))
            columns["after"].append(float(found.shares[own].sum()))
    return Frame(columns)


def information_frame(condition: Condition, drivers: Frame, found: RareEvent) -> Frame:
    """What the target tells, in bits: parts never sum to more than -log2 of its probability."""
    whole = found.bits
    weights, shares = condition.weights, found.shares
    used = (shares > 0) & (weights > 0)
    chosen = float((shares[used] * np.log2(shares[used] / weights[used])).sum())
    noise = 0.0
    count = len(condition.f.drivers)
    for a in np.unique(found.alternatives):
        own = found.alternatives == a
        share = float(found.weights[own].sum())
        z = found.points[own][:, count : condition.lengths[int(a)]]
        if not share > 0 or not z.shape[1]:
            continue
        w = found.weights[own] / share
        noise += share * float(bits_of(z, w, 1 / float(np.square(w).sum())).sum())
    driver_bits = float(np.sum(drivers["divergence"]))
    parts = np.array([driver_bits, chosen, noise])
    left = whole - float(parts.sum())
    if left < 0:  # what chance adds to many small parts
        parts *= whole / float(parts.sum())
        left = 0.0
    return Frame(
        {
            "what": ["drivers", "alternatives", "chance month by month", "in combination", "all"],
            "bits": np.array([*parts, left, whole]),
        }
    )
