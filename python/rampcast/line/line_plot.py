"""Pictures of a line, on Matplotlib axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..extras import need
from ..refusals import check_axes, must_be, told
from ..units import clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .line_periods import LinePeriods
    from .line_results import LinePerformance
    from .line_trace import LineTrace

_COLORS = {
    "busy": "#5b9a68",
    "down": "#b5332e",
    "blocked": "#d98e3a",
    "starved": "#6fb3c0",
    "off_shift": "#c9c9c9",
}

_EDGE: dict[str, Any] = {"edgecolor": "white", "linewidth": 0.5}

# How the bar of a stay looks, in the colour of its piece.
_LOOKS: dict[str, dict[str, Any]] = {
    "busy": {},
    "blocked": {"alpha": 0.35},
    "down": {"alpha": 0.35, "hatch": "///"},
    "waiting": {"alpha": 0.35, "hatch": "..."},
    "off_shift": {"alpha": 0.15},
}


def _axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    plt = need("matplotlib.pyplot", "plot", "plot()")
    check_axes(ax)
    return plt.subplots(figsize=size, layout="constrained")[1] if ax is None else ax


def _name(text: str) -> str:
    return clean(text).replace("$", r"\$")


def _dress(ax: Axes) -> None:
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def plot_both_lines(lines: list[tuple[str, LinePerformance]], ax: Axes | None) -> Axes:
    """Good pieces an hour that each station could make alone, and those of each line."""
    tables = [
        {row["name"]: row["rate_alone_per_h"] for row in found.stations} for _, found in lines
    ]
    stations = list(dict.fromkeys(name for table in tables for name in table))
    ax = _axes(ax, (8, 1.6 + 0.6 * len(stations)))
    height = 0.8 / len(lines)
    for i, ((name, found), table) in enumerate(zip(lines, tables)):
        rows = np.array([k for k, station in enumerate(stations) if station in table])
        rates = [table[stations[k]] for k in rows]
        color = ("#3b6ea5", "#d98e3a")[i % 2]
        at = rows + (i + 0.5) * height - 0.4
        ax.barh(at, rates, height, color=color, alpha=0.6, label=f"{_name(name)}, station alone")
        ax.axvline(found.throughput_per_h, color=color, linewidth=2, label=f"{_name(name)}, line")
    ax.set_yticks(range(len(stations)), [_name(name) for name in stations])
    ax.invert_yaxis()
    ax.set_xlabel("good pieces an hour")
    _dress(ax)
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    return ax


def plot_states(found: LinePerformance, ax: Axes | None, at_work: bool = False) -> Axes:
    """What the places of each station do, as stacked shares of all time or of the hours worked."""
    table = found.stations_at_work if at_work else found.stations
    ax = _axes(ax, (8, 1.2 + 0.42 * len(table)))
    rows = np.arange(len(table))
    left = np.zeros(len(table))
    for state, color in _COLORS.items():
        if state not in table.columns:
            continue
        share = 100 * np.asarray(table[state])
        if share.max(initial=0) > 0:
            ax.barh(rows, share, 0.72, left, color=color, label=state.replace("_", " "))
        left += share
    ax.set_yticks(rows, [_name(name) for name in table["name"]])
    ax.invert_yaxis()
    ax.set_xlim(0, 100)
    ax.xaxis.set_major_formatter(lambda v, _: f"{v:.0f} %")
    ax.set_xlabel("share of the hours each station works" if at_work else "share of all hours")
    ax.set_title(f"{_name(found.line.name)}: {found.throughput_per_h:,.4g} good pieces an hour")
    _dress(ax)
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    return ax


def plot_levels(trace: LineTrace, buffer: int | str, ax: Axes | None) -> Axes:
    """How long a buffer held so many pieces, as shares of the time."""
    levels = trace.buffer_levels
    ways = list(dict.fromkeys(zip(levels["before"], levels["after"])))
    names = list(dict.fromkeys(before for before, _ in ways))
    if isinstance(buffer, bool) or not isinstance(buffer, (int, str)):
        raise must_be("buffer", "a whole number or a station's name", buffer)
    if isinstance(buffer, int):
        if not -len(ways) <= buffer < len(ways):
            raise ValueError(f"buffer is {told(buffer)}, must be below {len(ways)}, their number")
        before, after = ways[buffer]
    elif buffer in names:
        before, after = ways[[each for each, _ in ways].index(buffer)]
    else:
        raise ValueError(
            f"no buffer stands after {told(buffer)}; they stand after {', '.join(names)}"
        )
    rows = levels.where(before=before, after=after)
    ax = _axes(ax, (6.4, 3.6))
    ax.bar(rows["level"], 100 * np.asarray(rows["share"]), 0.9, color=_COLORS["starved"])
    ax.set_xlabel(f"pieces between {_name(before)} and {_name(rows['after'][0])}")
    ax.yaxis.set_major_formatter(lambda v, _: f"{v:.3g} %")
    ax.set_ylabel("share of time")
    _dress(ax)
    return ax


def plot_gantt(trace: LineTrace, pieces: int, ax: Axes | None) -> Axes:
    """Where the first pieces were when: a row a place, a bar a piece's stay."""
    stays = [row for row in trace.stays if row["piece"] <= pieces]
    places = list(dict.fromkeys((row["station"], row["place"]) for row in stays))
    order = {station: i for i, station in enumerate(dict.fromkeys(trace.stays["station"]))}
    places.sort(key=lambda each: (order[each[0]], each[1]))
    ax = _axes(ax, (9, 1.2 + 0.3 * len(places)))
    colors = need("matplotlib", "plot", "plot()").colormaps["tab10"]
    several = {station for station, place in places if place > 1}
    row_of = {each: i for i, each in enumerate(places)}
    looks: dict[str, dict[str, Any]] = {}
    for row in stays:
        look = looks.setdefault(row["state"], _LOOKS[row["state"]])
        at = row_of[row["station"], row["place"]]
        width = row["end_h"] - row["start_h"]
        color = colors(int(row["piece"] - 1) % 10)
        ax.barh(at, width, 0.8, row["start_h"], color=color, **_EDGE, **look)
        if row["state"] == "busy":
            middle = row["start_h"] + width / 2
            text = f"{row['piece']:.0f}"
            ax.text(middle, at, text, ha="center", va="center", fontsize="x-small", clip_on=True)
    names = [
        _name(station) + (f" {place:.0f}" if station in several else "")
        for station, place in places
    ]
    ax.set_yticks(range(len(places)), names)
    ax.invert_yaxis()
    ax.set_xlabel("hours from the empty start")
    if len(looks) > 1:
        patch = need("matplotlib.patches", "plot", "plot()").Patch
        swatches = [patch(facecolor="#777777", **_EDGE, **look) for look in looks.values()]
        names = [state.replace("_", " ") for state in looks]
        ax.legend(swatches, names, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    _dress(ax)
    return ax


def plot_periods(found: LinePeriods, ax: Axes | None) -> Any:
    """Good units of each period, and below them what else a line does, with intervals."""
    plt = need("matplotlib.pyplot", "plot", "plot()")
    check_axes(ax)
    rows = [("work_in_process", "pieces on the line"), ("lead_time_h", "lead time, h")]
    if np.nanmin(found["yield"], initial=1) < 1:
        rows.append(("yield", "yield"))
    at = np.arange(len(found))
    if ax is None:
        axes = plt.subplots(
            1 + len(rows),
            1,
            sharex=True,
            figsize=(max(6.4, 0.5 * len(at) + 2), 2.6 + 1.5 * len(rows)),
            height_ratios=[2] + [1] * len(rows),
            layout="constrained",
        )[1]
    else:
        axes = np.array([ax])
        rows = []
    ax = axes[0]
    ax.bar(at, found["mean"], 0.72, color=_COLORS["busy"], label="mean")
    low, mean, high = (np.asarray(found[name]) for name in ("p10", "mean", "p90"))
    ends = [np.maximum(mean - low, 0), np.maximum(high - mean, 0)]
    ax.errorbar(at, mean, ends, fmt="none", ecolor="#333333", capsize=3, label="P10 to P90")
    ax.set_ylabel("good units")
    ax.set_title(_name(found.line.name))
    ax.legend(frameon=False, fontsize="small")
    for axis, (name, words) in zip(axes[1:], rows):
        value = np.asarray(found[name])
        low, high = np.asarray(found[f"{name}_low"]), np.asarray(found[f"{name}_high"])
        if name == "yield":
            high = np.minimum(high, 1)
        axis.fill_between(at, low, high, color="#3b6ea5", alpha=0.25, lw=0)
        axis.plot(at, value, "o-", color="#3b6ea5", markersize=3)
        axis.set_ylabel(words)
        if name != "yield":
            axis.set_ylim(bottom=0)
    for axis in axes:
        _dress(axis)
    step = max(1, -(-len(at) // 16))
    axes[-1].set_xticks(at[::step], list(found["period"])[::step], rotation=45, ha="right")
    return axes[0] if len(axes) == 1 else axes
