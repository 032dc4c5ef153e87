"""The picture of a backtest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..extras import need

if TYPE_CHECKING:
    from .backtest import Backtest

_COLOURS = ("#3b6ea5", "#d98e3a", "#5b9a68", "#a35b8d")
_LINE = "#666666"


def _shown(found: Backtest) -> dict[str, str]:
    """The models drawn, the pool and the baselines as they are, with their colours."""
    models = [name for name in found.scores["model"] if not name.endswith("shifted")]
    return dict(zip(models, _COLOURS))


def plot_backtest(found: Backtest) -> Any:
    """Coverage and log CRPS by periods ahead, the PIT, and totals foretold and come."""
    pyplot = need("matplotlib.pyplot", "plot", "plot()")
    figure, axes = pyplot.subplots(2, 2, figsize=(10, 7), layout="constrained")
    _by_horizon(axes[0, 0], found, "coverage")
    axes[0, 0].axhline(0.8, color=_LINE, linewidth=1, linestyle="--")
    axes[0, 0].set_ylim(0, 1)
    axes[0, 0].set_title("within P10 to P90 (80 % wanted)", loc="left")
    _by_horizon(axes[0, 1], found, "log_crps")
    axes[0, 1].set_ylim(bottom=0)
    axes[0, 1].set_title("CRPS of ln units: less is better", loc="left")
    axes[0, 1].legend(frameon=False, fontsize="small", loc="upper left", ncols=2)
    top = axes[0, 1].get_ylim()[1]
    axes[0, 1].set_ylim(top=1.25 * top)
    _pit(axes[1, 0], found)
    _totals(axes[1, 1], found)
    for each in axes.flat:
        each.spines[["top", "right"]].set_visible(False)
    return figure


def _by_horizon(ax: Any, found: Backtest, figure: str) -> None:
    for model, colour in _shown(found).items():
        rows = found.by_horizon.where(model=model)
        ax.plot(rows["ahead"], rows[figure], color=colour, label=model)
    ax.set_xlabel("periods ahead")


def _pit(ax: Any, found: Backtest) -> None:
    rows = found.pit.where(model="pool")
    ax.bar(rows["from"] + 0.05, rows["share"], width=0.09, color=_COLOURS[0])
    ax.axhline(0.1, color=_LINE, linewidth=1, linestyle="--")
    ax.set_title("where what came fell in the pool's forecast (PIT)", loc="left")
    ax.set_xlabel("probability foretold of less")
    ax.set_ylabel("share of periods")


def _totals(ax: Any, found: Backtest) -> None:
    rows = found.by_series.where(model="pool")
    there = rows["total"] > 0
    total, middle = rows["total"][there], rows["total_p50"][there]
    ends = np.abs(np.array([rows["total_p10"][there], rows["total_p90"][there]]) - middle)
    ax.errorbar(
        total, middle, yerr=ends, fmt="o", markersize=3, linewidth=0.7, alpha=0.6, color=_COLOURS[0]
    )
    if len(total):
        both = [min(total.min(), middle.min()), max(total.max(), middle.max())]
        ax.plot(both, both, color=_LINE, linewidth=1, linestyle="--")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_title("totals foretold against those that came", loc="left")
    ax.set_xlabel("units that came")
    ax.set_ylabel("units foretold")
