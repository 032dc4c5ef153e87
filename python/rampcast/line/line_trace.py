"""One run of a line, to be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from ..frame import Frame
from .line_ways import ways_between

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class LineTrace:
    """One simulated run of a line, to be drawn."""

    def __init__(self, line: _core.Line, found: Any) -> None:
        """line: the line asked about. found: the compiled part's result."""
        self.line = line
        self._found = found

    @property
    def stays(self) -> Frame:
        """Where the first pieces were: ``piece`` (from 1, in order of entering), ``station``,
        ``place`` (from 1), ``start_h`` and ``end_h`` (hours from the empty start), ``state``
        (busy, down, blocked, waiting for people, off_shift)."""
        return Frame(self._found["stays"])

    @property
    def buffer_levels(self) -> Frame:
        """By buffer (the stations ``before`` and ``after`` it) and ``level``, in pieces, the
        ``share`` of time."""
        ways = ways_between(self.line)
        rows = [
            (*ways[i], float(level), share)
            for i, shares in enumerate(self._found["buffer_shares"])
            for level, share in enumerate(shares)
        ]
        before, after, level, share = zip(*rows) if rows else ([], [], [], [])
        return Frame({"before": before, "after": after, "level": level, "share": share})

    def plot(self, pieces: int = 12, ax: Axes | None = None) -> Axes:
        """A Gantt chart of the first ``pieces``: a row a place, a bar a stay. Matplotlib axes, new
        ones unless given. Needs the extra ``plot``."""
        from .line_plot import plot_gantt

        return plot_gantt(self, pieces, ax)

    def plot_levels(self, buffer: int | str = 0, ax: Axes | None = None) -> Axes:
        """How long a buffer held so many pieces. buffer: its number from 0, or the name of the
        station before it (of several the first). Raises ValueError where there is none. Needs the
        extra ``plot``."""
        from .line_plot import plot_levels

        return plot_levels(self, buffer, ax)
