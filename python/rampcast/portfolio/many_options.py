"""Options of a run over many plants, checked before the first: they would fail for each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .. import _core
from ..forecasts.forecast import forecast
from ..refusals import must_be, told
from ..units import STEPS

#: What does not depend on a plant.
_ANY_PLANT = ("seed", "sampling", "threads", "keep_paths", "common_draws")
_PATHS = 1024


def check_options(timeline: Any, options: dict[str, Any]) -> None:
    """Raises TypeError and ValueError for what no plant could be forecast with."""
    if not isinstance(timeline, (_core.Timeline, type(None))):
        raise must_be("timeline", "a Timeline or None", timeline)
    metrics = [*_core.metric_table(), "value"]
    for name, known in (("metrics", metrics), ("steps", STEPS)):
        given = options.get(name)
        for i, each in enumerate(given if isinstance(given, (list, tuple)) else ()):
            if isinstance(each, str) and each not in known:
                shown = ", ".join(map(told, known))
                raise ValueError(f"{name}[{i}] is {told(each)}, must be one of {shown}")
    how = {name: options[name] for name in _ANY_PLANT if name in options}
    paths = options.get("paths", _PATHS)
    whole = hasattr(paths, "__index__") and not isinstance(paths, bool)
    how["paths"] = _PATHS if whole and _PATHS < int(paths) < 1 << 31 else paths
    forecast(*_small(), **how)


@lru_cache(maxsize=1)
def _small() -> tuple[Any, Any]:
    """A plant of a line, and a month of it."""
    plant = _core.parse_plant(
        '[plant]\nid = "x"\n[[line]]\nname = "x"\nstarts = 2025-01-01\n'
        "nameplate = { units_per_year = 1 }"
    )
    return plant, _core.Timeline("2025-01-01", "2025-02-01")
