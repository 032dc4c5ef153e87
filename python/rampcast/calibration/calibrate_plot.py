"""The picture of a calibration."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..extras import need
from ..forecasts.forecast import forecast
from ..refusals import check_axes, must_be, told
from ..units import clean
from .calibrate_data import Seen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .calibrate import Calibration

#: Days shown after the last figure of short steps, of which years would be a blur.
_SHOWN_DAYS = {"day": 90, "week": 400, "half-month": 800}
_BEFORE, _AFTER, _SEEN = "#9aa5b1", "#3b6ea5", "#222222"


def plot_calibration(
    found: Calibration, ax: Axes | None, timeline: Any, series: str | None = None
) -> Axes:
    """Bands before and after by the step of a series, with what was observed of it."""
    check_axes(ax)
    if timeline is not None and not isinstance(timeline, _core.Timeline):
        raise must_be("timeline", "a Timeline or None", timeline)
    if series is not None and not isinstance(series, str):
        raise must_be("series", "text or None", series)
    chosen = _chosen(found, series)
    pyplot = need("matplotlib.pyplot", "plot", "plot()")
    if ax is None:
        _, ax = pyplot.subplots(figsize=(9, 4.5), layout="constrained")
    first = chosen[0]
    step = first.step
    shown = _SHOWN_DAYS.get(step) if timeline is None else None
    timeline = _fine(timeline or found.timeline, step, chosen[-1].end, shown)
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
    ax.plot(
        [each.start + (each.end - each.start) / 2 for each in chosen],
        [each.amount for each in chosen],
        "o",
        color=_SEEN,
        markersize=4,
        label="observed",
    )
    what = found._stated.unit if first.metric == "units" else "value"
    plural = f"{what}s" if first.metric == "units" and not what.endswith("s") else what
    ax.set_ylabel(clean(f"{plural} a {step}"))
    of = "" if first.by == "plant" else f", {first.series}"
    ax.set_title(clean(f"{found._stated.name or found._stated.id}{of}"), loc="left")
    ax.set_ylim(bottom=0)
    if shown:
        ax.set_xlim(first.start - datetime.timedelta(days=shown / 4), timeline.end)
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, fontsize="small", loc="upper left")
    return ax


def _chosen(found: Calibration, series: str | None) -> list[Seen]:
    """The figures of a series, of the step most of them have; None: of the longest."""
    of: dict[tuple[str, str, str], list[Seen]] = {}
    for each in found.seen:
        of.setdefault((each.series, each.metric, each.step), []).append(each)
    names = list(dict.fromkeys(name for name, _, _ in of))
    if series is not None and series not in names:
        raise ValueError(f"series is {told(series)}, must be one of {', '.join(map(clean, names))}")
    return max((own for key, own in of.items() if series in (None, key[0])), key=len)


def _fine(
    timeline: _core.Timeline, step: str, last: datetime.date, shown: int | None
) -> _core.Timeline:
    """The timeline by steps that the figures' can be gathered from; of short ones so many days
    after the last."""
    end = timeline.end
    if shown:
        end = min(end, last + datetime.timedelta(days=shown))
    elif step not in _SHOWN_DAYS or timeline.step in (step, "day"):
        return timeline
    if step == "week":
        end += datetime.timedelta(days=-(end - timeline.start).days % 7)
    return _core.Timeline(
        timeline.start,
        end,
        step=step,
        fiscal_year_starts=timeline.fiscal_year_starts,
        quarters=timeline.quarters,
    )


def _rows(run: Any, first: Any, step: str) -> list[dict]:
    if first.by == "plant":
        return list(run.frame(step).where(metric=first.metric))
    frame = run.frame(step, by=first.by)
    return list(frame.where(**{first.by: first.member, "metric": first.metric}))


def _middle(row: dict) -> datetime.date:
    return row["start"] + (row["end"] - row["start"]) / 2
