"""Pictures of forecasts of ramps, on Matplotlib axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..extras import need
from ..refusals import check_axes, must_be, told
from ..units import clean
from .observed import Observed

if TYPE_CHECKING:
    from .ramps import Ramps

_BAND = "#3b6ea5"
_SEEN = "#222222"


def plot_ramp(found: Ramps, data: Observed, unique_id: str | None, ax: Any) -> Any:
    """One series as it was seen, and its forecast."""
    check_axes(ax)
    ids = [each.id for each in data.series]
    chosen = ids[0] if unique_id is None else unique_id
    if not isinstance(chosen, str):
        raise must_be("unique_id", "text or None", unique_id)
    if chosen not in ids:
        raise ValueError(f"there is no series {told(chosen)}; there are {len(ids)}")
    if ax is None:
        _, ax = need("matplotlib.pyplot", "plot", "plot()").subplots(
            figsize=(8, 4), layout="constrained"
        )
    series = data.series[ids.index(chosen)]
    rows = found.where(unique_id=chosen)
    names = [name for name in rows.columns if name not in ("unique_id", "ds")]
    names.sort(key=lambda name: float(name[1:]))
    days = np.array([str(day) for day in rows["ds"]], dtype="datetime64[D]")
    before = np.array(
        [str(data.date(series.first + t)) for t in range(len(series.y))], dtype="datetime64[D]"
    )
    for low, high in zip(names, reversed(names)):
        if float(low[1:]) >= float(high[1:]):
            break
        label = f"{low.upper()} to {high.upper()}"
        ax.fill_between(
            days, rows[low], rows[high], color=_BAND, alpha=0.25, linewidth=0, label=label
        )
    if len(names) % 2:
        middle = names[len(names) // 2]
        ax.plot(days, rows[middle], color=_BAND, label=middle.upper())
    ax.plot(before, series.y, color=_SEEN, marker="o", markersize=3, label="seen")
    ceiling = found.ceilings[ids.index(chosen)]
    ax.axhline(ceiling["p50"], color=_BAND, linestyle=":", linewidth=1)
    ax.annotate(
        f"ceiling, {ceiling['verdict']}",
        (0.01, ceiling["p50"]),
        xycoords=("axes fraction", "data"),
        xytext=(0, 3),
        textcoords="offset points",
        fontsize="small",
        color=_BAND,
    )
    ax.set_ylim(bottom=0)
    ax.set_title(clean(chosen).replace("$", r"\$"), loc="left")
    ax.set_ylabel(f"units a {data.step}")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1), fontsize="small")
    ax.spines[["top", "right"]].set_visible(False)
    return ax
