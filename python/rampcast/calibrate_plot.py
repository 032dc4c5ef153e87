"""The picture of a calibration."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from .extras import need
from .forecast import forecast
from .refusals import check_axes
from .units import clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .calibrate import Calibration

_BEFORE, _AFTER, _SEEN = "#9aa5b1", "#3b6ea5", "#222222"


def plot_calibration(found: Calibration, ax: Axes | None, timeline: Any) -> Axes:
    """Bands before and after by the step of the figures of the plant, with what was observed."""
    check_axes(ax)
    pyplot = need("matplotlib.pyplot", "plot", "plot()")
    if ax is None:
        _, ax = pyplot.subplots(figsize=(9, 4.5), layout="constrained")
    first = found.seen[0]
    step = first.step
    options = {"paths": 8192, "metrics": [first.metric], "steps": [step], "views": ["period"]}
    if first.by != "plant":
        options["by"] = [first.by]
    before = forecast(found._prior, timeline, **options)
    after = found.forecast(timeline, **options)
    for run, colour, title in ((before, _BEFORE, "before"), (after, _AFTER, "after")):
        rows = _rows(run, first, step)
        when = [_middle(row) for row in rows]
        low, middle, high = (
            np.array([row[name] for row in rows]) for name in ("p10", "p50", "p90")
        )
        ax.fill_between(when, low, high, color=colour, alpha=0.25, linewidth=0)
        ax.plot(when, middle, color=colour, linewidth=1.8, label=f"{title}: median, P10 to P90")
    own = [each for each in found.seen if each.series == first.series]
    ax.plot(
        [each.start + (each.end - each.start) / 2 for each in own],
        [each.amount for each in own],
        "o",
        color=_SEEN,
        markersize=4,
        label="observed",
    )
    what = found.plant.unit if first.metric == "units" else "value"
    plural = f"{what}s" if first.metric == "units" and not what.endswith("s") else what
    ax.set_ylabel(clean(f"{plural} a {step}"))
    ax.set_title(clean(found.plant.name or found.plant.id), loc="left")
    ax.set_ylim(bottom=0)
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, fontsize="small", loc="upper left")
    return ax


def _rows(run: Any, first: Any, step: str) -> list[dict]:
    if first.by == "plant":
        return list(run.frame(step).where(metric=first.metric))
    frame = run.frame(step, by=first.by)
    return list(frame.where(**{first.by: first.member, "metric": first.metric}))


def _middle(row: dict) -> datetime.date:
    return row["start"] + (row["end"] - row["start"]) / 2
