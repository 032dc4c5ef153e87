"""The picture of what each product, or each line, has of a forecast."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..extras import need
from ..frame import grouped
from ..refusals import must_be, told
from ..words import BY_WORDS, say
from .plot import _METRICS, _STACK, _dress, _middle, _plot_step, _scale_of, _Writer
from .segments import BY

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .forecast import Forecast


def plot_by(forecast: Forecast, by: str, metric: str, step: str | None, lang: str) -> Figure:
    """The picture of `Forecast.plot_by`."""
    need("matplotlib", "plot", "plot_by()")
    import matplotlib.pyplot as plt

    if metric in _METRICS and _METRICS[metric]["nature"] != "flow":
        raise ValueError(f"{metric} is no flow, the parts of which could be stacked")
    if by not in BY:
        if isinstance(by, str):
            raise ValueError(f"by is {told(by)}, must be one of {', '.join(BY)}")
        raise must_be("by", " or ".join(f'"{each}"' for each in BY), by)
    step = _plot_step(forecast, step)
    rows = list(forecast.frame(step, metrics=[metric], by=by))
    whole = [
        r
        for r in rows
        if _core.parse_period(r["period"], forecast.timeline)[1:] == (r["start"], r["end"])
    ]
    of_members = grouped(whole or rows, by)
    writer = _Writer(forecast, lang)
    scale = _scale_of(metric, writer, rows)
    columns = min(4, len(of_members))
    lines = math.ceil(len(of_members) / columns)
    figure = plt.figure(figsize=(9, 4 + 2 * lines), layout="constrained")
    grid = figure.add_gridspec(1 + lines, columns, height_ratios=[2, *[1] * lines])
    above = figure.add_subplot(grid[0, :])
    names = [writer.name(name, f"{by} {i + 1}") for i, name in enumerate(of_members)]
    colors = [_STACK[i % len(_STACK)] for i in range(len(names))]
    first = next(iter(of_members.values()))
    x: Any = [_middle(r["start"], r["end"]) for r in first]
    means = [_column(each, "mean") / scale.factor for each in of_members.values()]
    if len(x) > 1:
        above.stackplot(x, means, labels=names, colors=colors, alpha=0.85, linewidth=0)
    else:
        base = np.zeros(1)
        for mean, name, color in zip(means, names, colors):
            above.bar([0], mean, bottom=base, label=name, color=color)
            base = base + mean
    writer.label(above, writer.axis(metric, step, scale))
    if len(x) > 1:
        _dress(above)
    title = above.get_title(loc="left")
    above.set_title(f"{title}: {say(BY_WORDS, 'means', writer.lang)}", loc="left")
    above.yaxis.set_major_formatter(lambda v, _: f"{v:,.10g}")
    writer.legend(above, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    below = None
    for i, (name, each) in enumerate(zip(names, of_members.values())):
        below = figure.add_subplot(grid[1 + i // columns, i % columns], sharex=below, sharey=below)
        low, middle, high = (_column(each, q) / scale.factor for q in ("p10", "p50", "p90"))
        if len(x) > 1:
            below.fill_between(x, low, high, color=colors[i], alpha=0.3, linewidth=0)
            below.plot(x, middle, color=colors[i], linewidth=1.5)
            _dress(below, ticks=3)
        else:
            below.plot([0, 0], [low[0], high[0]], color=colors[i], alpha=0.4, linewidth=10)
            below.plot([0], middle, "o", color=colors[i])
        below.set_title(name, loc="left", fontsize="small")
        below.tick_params(labelsize="x-small")
        below.yaxis.set_major_formatter(lambda v, _: f"{v:,.10g}")
        if i == 0:
            below.set_ylim(
                bottom=min(
                    0.0,
                    *(float(_column(e, "p10").min()) / scale.factor for e in of_members.values()),
                    0.0,
                )
            )
            below.set_ylabel(say(BY_WORDS, "fans", writer.lang), fontsize="x-small")
    return figure


def _column(rows: list[dict[str, Any]], name: str) -> np.ndarray:
    return np.array([row[name] for row in rows])
