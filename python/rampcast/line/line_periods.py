"""A line by period while it ramps up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import _core
from ..frame import Frame
from ..words import LINE_WORDS, check_lang, say
from .line_results import aligned
from .lines import warned

_SHARES = ("cycle_time", "yield", "availability")
#: Columns of the printed table, and those printed with the interval of their mean.
_SHOWN = ("mean", "p10", "p90", "work_in_process", "work_in_process_end", "lead_time_h", "yield")
_WITH_INTERVAL = ("mean", "lead_time_h")


class LinePeriods(Frame):
    """What ``simulate_periods`` finds: a frame with a row a period. Prints with what ramps up."""

    def __init__(
        self, line: _core.Line, columns: Any, ramps: dict[str, Any], confidence: float
    ) -> None:
        """line: the line asked about. columns: the figures. ramps: curves by what ramps up.
        confidence: of the intervals."""
        super().__init__(columns)
        self.line = line
        #: Of each interval.
        self.confidence = confidence
        #: The curves by what they are the share of: ``cycle_time``, ``yield``, ``availability``.
        self.ramps = ramps

    def plot(self, ax: Any = None) -> Any:
        """Good units of each period with their P10 to P90, and below them work in process, lead
        time and yield where it is not 1, each with the interval of its mean.

        ax: Matplotlib axes for the units alone; None draws all on a new figure. Returns the axes
        drawn on, an array where there are several. Needs the extra ``plot``.
        """
        from .line_plot import plot_periods

        return plot_periods(self, ax)

    def report(self, lang: str = "en") -> str:
        """What ramps up, and the main columns, in ``en`` or ``zh``. Raises ValueError for
        another."""
        check_lang(lang)
        line = self.line.name

        def interval(row: dict[str, Any], name: str) -> str:
            low, high = f"{row[f'{name}_low']:,.4g}", f"{row[f'{name}_high']:,.4g}"
            return "" if row[name] != row[name] else say(LINE_WORDS, "to", lang, low=low, high=high)

        told = say(LINE_WORDS, "interval of", lang, confidence=f"{100 * self.confidence:.3g}")
        rows = [[""]]
        for name in _SHOWN:
            rows[0] += [say(LINE_WORDS, f"period {name}", lang)]
            rows[0] += [told] if name in _WITH_INTERVAL else []
        for row in self:
            cells = [row["period"]]
            for name in _SHOWN:
                cells += ["" if row[name] != row[name] else f"{row[name]:,.4g}"]
                cells += [interval(row, name)] if name in _WITH_INTERVAL else []
            rows.append(cells)
        said = [
            say(
                LINE_WORDS,
                "ramps",
                lang,
                line=line,
                share=say(LINE_WORDS, f"share {share}", lang),
                curve=repr(curve),
            )
            for share, curve in self.ramps.items()
        ]
        said = said or [say(LINE_WORDS, "mature", lang, line=line)]
        return "\n".join([*said, "", *aligned(rows)])

    def __repr__(self) -> str:
        return self.report()


def simulate_periods(
    line: _core.Line,
    timeline: _core.Timeline,
    *,
    cycle_time: Any = None,
    yield_: Any = None,
    availability: Any = None,
    own_ramp: str = "cycle_time",
    calendars: Sequence[_core.Calendar] = (),
    replications: int = 32,
    seed: int = 1,
    confidence: float = 0.95,
    most_events: int = 2_000_000_000,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> LinePeriods:
    """What a line does in each period of a timeline while it ramps up, piece by piece from empty.

    The line starts on the date it states, else with the timeline. own_ramp: what the line's own
    ``ramp`` is the share of: the mature speed (``cycle_time``), first-pass ``yield`` or
    ``availability``; ``none`` leaves it out. cycle_time, yield_, availability: curves of these, in
    place of the line's own; all on the line's operating clock. calendars, replications, seed,
    confidence, most_events, threads, progress: as for ``simulate``.

    Rows: ``period``, ``start``, ``end``, good units over the replications (``mean``, ``sd``,
    ``minimum``, ``p10``, ``p50``, ``p90``, ``maximum``) and the interval of the mean
    (``mean_low``, ``mean_high``); with intervals likewise (``_low``, ``_high``) the means of
    ``work_in_process`` (pieces on the line), ``work_in_process_end`` (when the period ends),
    ``lead_time_h`` of the period's good units and ``yield`` (good units over all that left the
    line), NaN where none did. Raises ValueError for a line that makes no sense.
    """
    found = _core.line_periods(
        warned(line),
        timeline,
        calendars,
        cycle_time,
        yield_,
        availability,
        own_ramp,
        replications,
        seed,
        confidence,
        most_events,
        threads,
        progress,
    )
    ramps = dict(zip(_SHARES, (cycle_time, yield_, availability)))
    if own_ramp in ramps and ramps[own_ramp] is None and line.ramp != _core.Line("").ramp:
        ramps[own_ramp] = line.ramp
    stated = {share: curve for share, curve in ramps.items() if curve is not None}
    return LinePeriods(line, found, stated, confidence)
