"""One assumption at a time: low, high, and at its ends."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import _core
from ..frame import Frame
from .demands import reaches
from .sampled_paths import SampledPaths

_STANDARD = _core.Normal(0, 1)
#: The ends of a driver that has none.
_ENDS = (0.001, 0.999)


def tornado_frame(
    paths: SampledPaths,
    x: np.ndarray,
    levels: tuple[float, float],
    at_least: float | None,
    tell: Any = None,
) -> Frame:
    """See `Sensitivity.tornado`."""
    numbers, count = paths.numbers, paths.drivers
    base = paths.value(x)
    z = [float(_STANDARD.quantile(p)) for p in (*levels, *_ENDS)]
    own = numbers.quantiles((*levels, *_ENDS))
    rows: list[dict[str, Any]] = []
    for i in range(count):
        found = paths.value(np.concatenate([paths.held(x, i, each) for each in z]))
        parts = found.reshape(len(z), len(x))
        row: dict[str, Any] = {"driver": numbers.names[i], "unit": numbers.unit(numbers.names[i])}
        for j, name in enumerate(("low", "high", "lowest", "highest")):
            row[f"{name}_value"] = float(own[j, i])
            row[f"{name}_option"] = ""
            row[name] = float(np.nanmedian(parts[j]))
            if at_least is not None:
                row[f"{name}_probability"] = float(reaches(parts[j], at_least).mean())
        rows.append(row)
        if tell is not None:
            tell((i + 1) / (count + 1))
    for i in range(len(paths.set_names)):
        name, options, _ = paths.by_set(i)
        found = np.stack([paths.value(paths.held_option(x, i, k)) for k in range(len(options))])
        middle = np.nanmedian(found, axis=1)
        low, high = int(np.argmin(middle)), int(np.argmax(middle))
        row = {"driver": name, "unit": "option"}
        for word, k in (("low", low), ("high", high), ("lowest", low), ("highest", high)):
            row[f"{word}_value"] = float("nan")
            row[f"{word}_option"] = options[k]
            row[word] = float(middle[k])
            if at_least is not None:
                row[f"{word}_probability"] = float(reaches(found[k], at_least).mean())
        rows.append(row)
    middle_of_all = float(np.nanmedian(base))
    for row in rows:
        row["base"] = middle_of_all
        row["swing"] = row["high"] - row["low"]
    rows.sort(key=lambda row: -abs(row["swing"]))
    ends = ("low", "high", "lowest", "highest")
    order = ["driver", "unit", *(f"{e}_value" for e in ends[:2]), *ends[:2], "swing", "base"]
    order += [*(f"{e}_value" for e in ends[2:]), *ends[2:]]
    if at_least is not None:
        order += [f"{e}_probability" for e in ends]
    order += ["low_option", "high_option"]
    return Frame({name: [row[name] for row in rows] for name in order})
