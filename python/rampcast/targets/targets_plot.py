"""Pictures of what a target takes and what a figure rests on, on Matplotlib axes."""

from __future__ import annotations

import datetime
import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..extras import need
from ..forecasts.plot import cjk_font
from ..refusals import check_axes
from ..units import clean, driver_in_words, has_cjk, money_scale
from .driver_numbers import day_of, told_value

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .contours import Contours
    from .dominance import Dominance
    from .goal_seek import GoalSeek
    from .sensitivity import Sensitivity
    from .what_it_takes import WhatItTakes

_BEFORE, _AFTER, _TARGET = "#9aa7b5", "#3b6ea5", "#b5332e"
_LOW, _HIGH = "#d98e3a", "#3b6ea5"
_STANDARD = _core.Normal(0, 1)


def _axes(ax: Axes | None, height: float, width: float = 8.0) -> Axes:
    check_axes(ax)
    pyplot = need("matplotlib.pyplot", "plot", "plot()")
    if ax is not None:
        return ax
    return pyplot.subplots(figsize=(width, height), layout="constrained")[1]


def _text(text: str, instead: str = "") -> str:
    """Text that Matplotlib takes as it is; what no font has stands for itself otherwise."""
    made = clean(text).replace("$", r"\$")
    return made if cjk_font() or not has_cjk(made) else instead


def _font(*labels: Any) -> None:
    font = cjk_font()
    for label in labels:
        if font and has_cjk(label.get_text()):
            manager = need("matplotlib.font_manager", "plot", "plot()")
            size = label.get_fontsize()
            label.set_fontproperties(manager.FontProperties(fname=font, size=size))


def _finish(ax: Axes) -> Axes:
    ax.spines[["top", "right"]].set_visible(False)
    _font(ax.title, ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels())
    return ax


def _scale(plant: Any, metric: str, largest: float) -> tuple[float, str]:
    """What to divide a figure by, and what it is called then."""
    name = metric.replace("gross_", "").replace("_", " ")
    if _core.metric_table()[metric]["measure"] != "money":
        return 1.0, name
    scale = money_scale(plant.currency, largest)
    return scale.factor, f"{name}, {scale.name}"


def plot_tornado(found: Sensitivity, drivers: int, ax: Axes | None) -> Axes:
    """See `Sensitivity.plot`."""
    rows = [row for row in found.tornado() if row["swing"] != 0][:drivers]
    if not rows:
        raise ValueError("no assumption moves the figure's P50 between its P10 and P90")
    ax = _axes(ax, 1.2 + 0.4 * len(rows))
    places = np.arange(len(rows))[::-1]
    largest = max(max(abs(row["low"]), abs(row["high"])) for row in rows)
    factor, name = _scale(found.plant, found.metric, largest)
    base = rows[0]["base"] / factor
    for end, colour, words in (("low", _LOW, "at P10"), ("high", _HIGH, "at P90")):
        length = np.array([row[end] for row in rows]) / factor - base
        ax.barh(places, length, 0.62, left=base, color=colour, label=words)
        for place, row, reach in zip(places, rows, length):
            told = (
                clean(row[f"{end}_option"])
                if row["unit"] == "option"
                else told_value(row[f"{end}_value"], row["unit"], found.plant.currency)
            )
            other = row["high" if end == "low" else "low"] / factor - base
            left = reach < 0 or (reach == 0 and other > 0)
            ax.annotate(
                _text(told),
                (base + reach, place),
                (-4 if left else 4, 0),
                textcoords="offset points",
                ha="right" if left else "left",
                va="center",
                fontsize="x-small",
            )
    ax.axvline(base, color="black", linewidth=0.8)
    ax.margins(x=0.42)
    names = [
        _text(row["driver"] if row["unit"] == "option" else driver_in_words(row["driver"]), "…")
        for row in rows
    ]
    ax.set_yticks(places, names)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(f"P50 of {name} in {found.period}")
    plant = found.plant
    ax.set_title(_text(plant.name or plant.id, clean(plant.id)), loc="left")
    ax.legend(frameon=False, fontsize="small", loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    return _finish(ax)


def plot_before_after(found: WhatItTakes, drivers: int, ax: Axes | None) -> Axes:
    """See `WhatItTakes.plot`."""
    rows = list(found.drivers)[: max(1, int(drivers))]
    if not rows:
        raise ValueError("there are no paths that meet the target to draw")
    ax = _axes(ax, 1.6 + 0.75 * len(rows))
    grid = np.linspace(-3.2, 5.2, 240)
    prior = np.exp(-0.5 * grid * grid)
    event, numbers = found.rare_event, found._numbers
    assert event is not None
    x = numbers.correlated(event.points[:, : numbers.count])
    for k, row in enumerate(rows):
        place = len(rows) - 1 - k
        own = x[:, numbers.names.index(row["driver"])]
        after = _density(own, event.weights, grid, event.effective_size)
        ax.fill_between(grid, place, place + 0.8 * prior, color=_BEFORE, alpha=0.55, linewidth=0)
        height = 0.8 * after * np.sqrt(2 * np.pi)
        height = np.minimum(height, 1.6)
        ax.fill_between(grid, place, place + height, color=_AFTER, alpha=0.55, linewidth=0)
        if row["after_p50"] == row["after_p50"]:
            at = float(event.weights @ own)
            told = told_value(row["after_p50"], row["unit"], found.plant.currency)
            ax.annotate(_text(told), (at, place + 0.06), ha="center", fontsize="x-small")
            told = told_value(row["before_p50"], row["unit"], found.plant.currency)
            ax.annotate(_text(told), (-3.1, place + 0.06), ha="left", fontsize="x-small")
    ax.set_yticks(
        np.arange(len(rows))[::-1] + 0.25, [_text(driver_in_words(r["driver"]), "…") for r in rows]
    )
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("standard deviations; written: P50 before and after")
    patch = need("matplotlib.patches", "plot", "plot()").Patch
    ax.legend(
        handles=[
            patch(color=_BEFORE, alpha=0.55, label="all paths"),
            patch(color=_AFTER, alpha=0.55, label="paths that meet it"),
        ],
        frameon=False,
        fontsize="small",
        loc="upper right",
    )
    title = textwrap.fill(_text(found.title, "target"), 62)
    ax.set_title(title, loc="left", fontsize="medium")
    return _finish(ax)


def _density(x: np.ndarray, weights: np.ndarray, grid: np.ndarray, size: float) -> np.ndarray:
    """A weighted kernel density."""
    mean = weights @ x
    spread = float(np.sqrt(max(weights @ np.square(x - mean), 1e-6)))
    width = 1.06 * spread * max(size, 2) ** -0.2
    edges = np.linspace(grid[0], grid[-1], 4 * len(grid) + 1)
    mass, _ = np.histogram(x, edges, weights=weights)
    at = 0.5 * (edges[1:] + edges[:-1])
    kernel = np.exp(-0.5 * np.square((grid[:, None] - at) / width))
    return np.asarray(kernel @ mass / (width * np.sqrt(2 * np.pi)))


def plot_contours(found: Contours, ax: Axes | None) -> Axes:
    """See `Contours.plot`."""
    ax = _axes(ax, 5.0, 6.5)
    table = found.p50 if found.probability is None else found.probability
    values: list[Any] = [
        [datetime.datetime.combine(day_of(v), datetime.time()) for v in own]
        if unit == "date"
        else own
        for own, unit in zip(found.values, found.units)
    ]
    if np.ptp(table) > 0:
        filled = ax.contourf(values[0], values[1], table.T, levels=10, cmap="Blues")
        lines = ax.contour(
            values[0], values[1], table.T, levels=filled.levels, colors="#22303f", linewidths=0.6
        )
        if found.probability is None:
            ax.clabel(lines, fontsize="x-small")
        else:
            ax.clabel(lines, fontsize="x-small", fmt=lambda level: f"{100 * level:.3g} %")
    for own, unit, side in zip(found.values, found.units, (ax.set_xscale, ax.set_yscale)):
        if unit != "date" and own.min() > 0 and own.max() > 20 * own.min():
            side("log")
    names = [
        driver_in_words(name) + (f", {unit}" if unit not in ("1", "date", "") else "")
        for name, unit in zip(found.names, found.units)
    ]
    ax.set_xlabel(_text(names[0]))
    ax.set_ylabel(_text(names[1]))
    what = found.what.replace("gross_", "").replace("_", " ")
    if found.probability is None:
        ax.set_title(f"P50 of {what}", loc="left")
    else:
        ax.set_title(f"Probability of {what} ≥ {found.at_least:,.6g}", loc="left")
    return _finish(ax)


def plot_goal(found: GoalSeek, ax: Axes | None) -> Axes:
    """See `GoalSeek.plot`."""
    ax = _axes(ax, 4.0)
    figures = found.curve["figure"]
    factor, name = _scale(
        found.plant, found.demand.metric, float(np.nanmax(np.abs([*figures, found.demand.level])))
    )
    at: Any = found.curve["value"]
    value: Any = found.value
    if found.unit == "date":
        at = [datetime.datetime.combine(day_of(v), datetime.time()) for v in at]
        if value is not None:
            value = datetime.datetime.combine(value, datetime.time())
    ax.plot(at, np.asarray(figures) / factor, color=_AFTER)
    ax.axhline(found.demand.level / factor, color=_TARGET, linewidth=1)
    if found.reached:
        ax.plot([value], [found.demand.level / factor], "o", color=_TARGET)
        ax.annotate(
            _text(found.told(found.value)),
            (value, found.demand.level / factor),
            (6, -12),
            textcoords="offset points",
        )
    unit = "times" if found.unit == "factor" else found.unit
    words = driver_in_words(found.driver)
    ax.set_xlabel(_text(words + (f", {unit}" if unit not in ("1", "date", "") else "")))
    ax.set_ylabel(f"P{found.percentile:g} of {name} in {found.demand.period}")
    return _finish(ax)


def plot_dominance(found: Dominance, ax: Axes | None) -> Axes:
    """See `Dominance.plot`."""
    ax = _axes(ax, 4.5)
    largest = float(max(np.abs(found.f).max(), np.abs(found.g).max()))
    factor, name = _scale(found.plant, found.demand.metric, largest)
    for label, values, colour in zip(found.names, (found.f, found.g), (_AFTER, _LOW)):
        own = np.sort(values)[:: max(1, len(values) // 2000)] / factor
        ax.plot(own, 1 - np.arange(len(own)) / len(own), color=colour, label=_text(label, "plant"))
    ax.set_xlabel(f"{name} in {found.demand.period}")
    ax.set_ylabel("probability of at least so much")
    ax.set_ylim(0, 1)
    legend = ax.legend(frameon=False)
    _font(*legend.get_texts())
    return _finish(ax)
