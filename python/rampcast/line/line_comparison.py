"""Two lines side by side."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..forecasts.write import write_frames
from ..frame import Frame
from ..units import clean
from ..words import LINE_WORDS, check_lang, say
from .line_results import STATES, LinePerformance, LineSimulation, aligned

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Figures of a whole line, in the order of tables.
_WHOLE = (
    "throughput_per_h",
    "throughput_per_day",
    "throughput_per_working_day",
    "takt_s",
    "work_in_process",
    "lead_time_h",
)


def _decimals(largest: float) -> int:
    """As many as show five digits of a figure."""
    if not 0 < largest < math.inf:
        return 0
    return min(9, max(0, 4 - math.floor(math.log10(largest))))


class LineComparison:
    """Two lines side by side, and the second less the first. Prints as a table."""

    def __init__(self, a: LinePerformance, b: LinePerformance, names: tuple[str, str]) -> None:
        """a, b: what was found of each line. names: what they are called."""
        self.a, self.b, self.names = a, b, names

    def _intervals(self) -> dict[str, tuple[float, float] | None]:
        """Of the change of each figure that has one."""
        return {}

    def frame(self) -> Frame:
        """A row for each figure of the line, then of each station.

        Columns: figure, station (empty: the whole line), a, b, change (b less a) with the interval
        change_low, change_high where there is one (else NaN), and text: bottleneck is told by its
        name in ``a_text`` and ``b_text``. A station that only one line has is NaN in the other.
        Figures: throughput_per_h, throughput_per_day, throughput_per_working_day, takt_s,
        work_in_process, lead_time_h, bottleneck; by station the shares of time busy, down, blocked,
        starved, off_shift, and rate_alone_per_h.
        """
        rows = [(name, "", getattr(self.a, name), getattr(self.b, name), "", "") for name in _WHOLE]
        nan = float("nan")
        rows.append(("bottleneck", "", nan, nan, self.a.bottleneck, self.b.bottleneck))
        stations = [{row["name"]: row for row in each.stations} for each in (self.a, self.b)]
        for station in dict.fromkeys([*stations[0], *stations[1]]):
            for name in (*STATES, "rate_alone_per_h"):
                a, b = (each[station][name] if station in each else nan for each in stations)
                rows.append((name, station, a, b, "", ""))
        a, b = (np.array([row[i] for row in rows], dtype=np.float64) for i in (2, 3))
        known = self._intervals()
        ends = [(known.get(row[0]) if not row[1] else None) or (nan, nan) for row in rows]
        with np.errstate(invalid="ignore"):  # of work in process without end
            change = b - a
        return Frame(
            {
                "figure": [row[0] for row in rows],
                "station": [row[1] for row in rows],
                "a": a,
                "b": b,
                "change": change,
                "change_low": np.array([low for low, _ in ends]),
                "change_high": np.array([high for _, high in ends]),
                "a_text": [row[4] for row in rows],
                "b_text": [row[5] for row in rows],
            }
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """What each station could make alone in both lines, beside what the lines make.

        ax: Matplotlib axes, new ones unless given. Needs the extra ``plot``.
        """
        from .line_plot import plot_both_lines

        return plot_both_lines(list(zip(self.names, (self.a, self.b))), ax)

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes a workbook with the table. Needs the extra ``excel``.

        The file is replaced in one step.
        """
        write_frames({"lines": self.frame()}, path, " / ".join(self.names))

    def __repr__(self) -> str:
        a, b = self.names
        return f"a: {a}\nb: {b}\n\n{self.frame()!r}"

    def _repr_html_(self) -> str:
        return self.frame()._repr_html_()


class SimulatedComparison(LineComparison):
    """Two lines simulated on common draws, and the second less the first. Prints as a table."""

    a: LineSimulation
    b: LineSimulation

    def __init__(self, a: _core.Line, b: _core.Line, found: Any, names: tuple[str, str]) -> None:
        """a, b: the lines. found: the compiled part's result. names: what they are called."""
        super().__init__(LineSimulation(a, found["a"]), LineSimulation(b, found["b"]), names)
        self._found = found

    @property
    def difference_per_h(self) -> float:
        """Good pieces an hour at work, b less a."""
        return self._found["difference_per_h"]

    @property
    def interval(self) -> tuple[float, float]:
        """Confidence interval of ``difference_per_h``, paired by replication: low, high."""
        return self._found["interval"]

    @property
    def difference_per_day(self) -> float:
        """Good pieces a calendar day, b less a."""
        return self._found["difference_per_day"]

    @property
    def interval_per_day(self) -> tuple[float, float]:
        """Confidence interval of ``difference_per_day``: low, high."""
        return self._found["interval_per_day"]

    @property
    def work_in_process_difference(self) -> float:
        """Mean pieces on the line, b less a."""
        return self._found["work_in_process_difference"]

    @property
    def work_in_process_interval(self) -> tuple[float, float] | None:
        """Its confidence interval: low, high; None where either line's is infinite."""
        return self._found["work_in_process_interval"]

    @property
    def lead_time_difference_h(self) -> float:
        """Mean hours a piece is on the line, b less a."""
        return self._found["lead_time_difference_h"]

    @property
    def lead_time_interval_h(self) -> tuple[float, float] | None:
        """Its confidence interval: low, high; None where either line's is infinite."""
        return self._found["lead_time_interval_h"]

    @property
    def confidence(self) -> float:
        """Of each interval."""
        return self._found["confidence"]

    @property
    def replications(self) -> Frame:
        """A row a replication: ``replication`` (from 1), good pieces an hour at work of both lines
        (``a_per_h``, ``b_per_h``) and their ``difference_per_h``; the same of work in process
        (``a_work_in_process`` ...) and lead time (``a_lead_time_h`` ...)."""
        found = self._found["replications"]
        columns: dict[str, Any] = {
            "replication": [float(i + 1) for i in range(len(found["a_per_h"]))]
        }
        for figure, change in (
            ("per_h", "difference_per_h"),
            ("work_in_process", "work_in_process_difference"),
            ("lead_time_h", "lead_time_difference_h"),
        ):
            a, b = (np.array(found[f"{side}_{figure}"], dtype=np.float64) for side in "ab")
            columns |= {f"a_{figure}": a, f"b_{figure}": b, change: b - a}
        return Frame(columns)

    def _intervals(self) -> dict[str, tuple[float, float] | None]:
        known = {
            "throughput_per_h": self.interval,
            "throughput_per_day": self.interval_per_day,
            "work_in_process": self.work_in_process_interval,
            "lead_time_h": self.lead_time_interval_h,
        }
        if self.a.days_share == self.b.days_share:
            low, high = self.interval_per_day
            days = self.a.days_share
            known["throughput_per_working_day"] = (low / days, high / days)
        return known

    def report(self, lang: str = "en") -> str:
        """The figures of both lines and their difference as text.

        lang: ``en`` or ``zh``. Raises ValueError for another.
        """
        check_lang(lang)

        def words(key: str, **parts: object) -> str:
            return say(LINE_WORDS, key, lang, **parts)

        interval = words("interval of", confidence=f"{100 * self.confidence:.3g}")
        rows = [["", "a", "b", words("b less a"), interval]]
        calendar = self.a.days_share < 1 or self.b.days_share < 1
        for row in self.frame().where(station=""):
            name = row["figure"].replace("throughput_", "")
            if row["figure"] in ("takt_s", "bottleneck") or (
                name == "per_working_day" and not calendar
            ):
                continue
            places = _decimals(max(row["a"], row["b"]))
            low, high, change = (
                "" if row[key] != row[key] else f"{row[key]:+,.{places}f}"
                for key in ("change_low", "change_high", "change")
            )
            span = words("to", low=low, high=high) if low else ""
            figures = [f"{row[side]:,.{places}f}" for side in ("a", "b")]
            rows.append([words(name), *figures, change, span])
        rows.append([words("bottleneck"), self.a.bottleneck, self.b.bottleneck, "", ""])
        count = len(self._found["replications"]["a_per_h"])
        note = words("common draws", count=count, pieces=f"{self.a.pieces:,}")
        names = [f"{side}: {clean(name)}" for side, name in zip("ab", self.names)]
        told = [] if self.names == ("a", "b") else [*names, ""]
        return "\n".join([*told, *aligned(rows), "", note])

    def __repr__(self) -> str:
        return self.report()
