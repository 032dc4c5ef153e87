"""Numbers that a plant states without saying what they rest on."""

from __future__ import annotations

import datetime
import re
from typing import Any

from .. import _core

_DAYS = [datetime.date(2024, 1, 1), datetime.date(2025, 1, 1)]
#: What parts of lists go by.
_NAMES = ("name", "product", "from_", "on")
#: Distributions of which any number that may be uncertain allows one.
_TRIES: list[Any] = [[0.4, 0.6], [1.2, 1.4], [-0.4, -0.2], [20.0, 30.0], _DAYS]


def plain_number(plant: Any, path: str) -> dict[str, Any] | None:
    """The number at a path as `stated_numbers` would list it; None where there is none, or where
    it cannot be uncertain."""
    before = {row["path"] for row in _core.stated_numbers(plant)}
    for ends in _TRIES:
        try:
            marked = plant.replace(path, _core.Uniform(*ends))
            _core.validate(marked)
        except (ValueError, TypeError):
            continue
        rows = [row for row in _core.stated_numbers(marked) if row["path"] not in before]
        value = _at(plant, rows[0]["path"]) if len(rows) == 1 else None
        is_one = isinstance(value, (int, float, datetime.date)) and not isinstance(value, bool)
        return {**rows[0], "value": value, "alternatives": ""} if is_one else None
    return None


def _at(plant: Any, path: str) -> Any:
    """What stands at a path; None where the way is not one of names and fields."""
    found = plant
    for quoted, plain in re.findall(r'"([^"]*)"|([^.]+)', path):
        found = _part(found, quoted or plain)
        if found is None:
            return None
    return found.value if type(found).__name__ == "Stated" else found


def _part(whole: Any, name: str) -> Any:
    if isinstance(whole, dict):
        return whole.get(name)
    if isinstance(whole, list):
        for each in whole:
            if name in [str(getattr(each, word, None)) for word in _NAMES]:
                return each
        at = int(name) - 1 if name.isdecimal() else -1
        return whole[at] if 0 <= at < len(whole) else None
    for own in (name, f"{name}s", f"{name}_"):
        if hasattr(whole, own):
            return getattr(whole, own)
    return _part(whole.stations, name) if hasattr(whole, "stations") else None
