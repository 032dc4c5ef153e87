"""Stated numbers of a plant, held at a value or scaled."""

from __future__ import annotations

import datetime
import fnmatch
import math
from typing import Any

from .. import _core
from ..refusals import must_be
from ..units import clean
from .demands import nearest
from .plain_numbers import plain_number

#: What is stated of a plant and does not drive it.
_NO_DRIVERS = ("actual.", "target.")


def scaled(value: Any, factor: float) -> Any:
    """A number, or a distribution, times a factor. Raises ValueError for dates."""
    kind = type(value).__name__
    if kind == "Stated":
        return scaled(value.value, factor)
    if isinstance(value, datetime.date):
        raise ValueError("a date cannot be scaled")
    if isinstance(value, (int, float)):
        return value * factor
    if kind == "LogNormal":
        return _core.LogNormal(value.log_mean + math.log(factor), value.log_sd)
    if kind == "Normal":
        return _core.Normal(value.mean() * factor, value.sd() * factor)
    if kind == "Uniform":
        return _core.Uniform(value.low * factor, value.high * factor)
    if kind in ("Triangular", "Pert"):
        make = getattr(_core, kind)
        return make(value.low * factor, value.mode * factor, value.high * factor)
    if kind == "Beta":
        return _core.Beta(value.a, value.b, value.low * factor, value.high * factor)
    if kind == "Gamma":
        return _core.Gamma(value.shape, value.scale * factor)
    if kind == "Discrete":
        return _core.Discrete([each * factor for each in value.values], value.weights)
    if kind == "Empirical":
        return _core.Empirical([each * factor for each in value.values])
    ends = [None if end is None else end * factor for end in (value.lower, value.upper)]
    return _core.Metalog(value.p10 * factor, value.p50 * factor, value.p90 * factor, *ends)


def stated_of(plant: Any, wanted: Any) -> list[dict[str, Any]]:
    """The stated numbers at a path, which may hold ``*``.

    Raises ValueError where there is none, naming the nearest.
    """
    if not isinstance(wanted, str):
        raise must_be("driver", "the path of a number", wanted)
    rows = [row for row in _core.stated_numbers(plant) if not row["path"].startswith(_NO_DRIVERS)]
    found = [row for row in rows if row["path"] == wanted]
    found = found or [row for row in rows if _plain(row["path"]) == _plain(wanted)]
    if not found and "*" in wanted:
        pattern = wanted.replace("[", "[[]")
        found = [row for row in rows if fnmatch.fnmatchcase(row["path"], pattern)]
        found = [row for row in found if row["unit"] != "date"]
    if not found and "*" not in wanted:
        plain = plain_number(plant, wanted)
        found = [] if plain is None else [plain]
    if not found:
        known = [row["path"] for row in rows]
        known += [row["path"] for row in _core.default_numbers(plant)]
        raise ValueError(f'there is no number "{clean(wanted)}"{nearest(wanted, known)}')
    return found


def with_scaled(plant: Any, paths: list[str], factor: float) -> Any:
    """The plant with numbers, and what options make of them, times a factor."""
    if factor == 1:
        return plant
    rows = {
        row["path"]: row["value"]
        for row in _core.stated_numbers(plant)
        if not row["alternatives"] and row["path"] in paths
    }
    for path in paths:
        plain = None if path in rows else plain_number(plant, path)
        if plain is not None:
            rows[path] = plain["value"]
    for path, value in rows.items():
        plant = plant.replace(path, scaled(value, factor))
    return _with_options(plant, paths, factor)


def _with_options(plant: Any, paths: list[str], factor: float) -> Any:
    asked_for = list(plant.alternatives)
    changed = False
    for asked in asked_for:
        options = list(asked.options)
        for option in options:
            given = dict(option.set)
            for path, value in given.items():
                same = [p for p in paths if _plain(p) == _plain(path)]
                if same and not isinstance(value, (str, list)):
                    given[path] = scaled(value, factor)
                    changed = True
            option.set = given
        asked.options = options
    if changed:
        plant = plant.__copy__()
        plant.alternatives = asked_for
    return plant


def _plain(path: str) -> str:
    return path.replace('"', "").replace(".stations.", ".")
