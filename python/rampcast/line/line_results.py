"""What was found of a production line."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from rich.cells import cell_len

from .. import _core
from ..frame import Frame
from ..units import pad
from ..words import LINE_WORDS, check_lang, say
from .line_ways import ways_between

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATES = ("busy", "down", "blocked", "starved", "off_shift")


def _say(key: str, lang: str, /, **parts: object) -> str:
    return say(LINE_WORDS, key, lang, **parts)


def aligned(rows: list[list[str]]) -> list[str]:
    """Rows of cells as lines: the first column to the left, the others to the right."""
    widths = [max(cell_len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            pad(cell, widths[i], "right" if i else "left") for i, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


class LinePerformance:
    """What a line makes in the long run, however it was found. Prints as a table."""

    def __init__(self, line: _core.Line, found: Any) -> None:
        """line: the line asked about. found: the compiled part's result."""
        self.line = line
        self._found = found

    @property
    def throughput_per_h(self) -> float:
        """Good pieces an hour while the line is at work."""
        return self._found["throughput_per_h"]

    @property
    def throughput_per_day(self) -> float:
        """Good pieces a calendar day on average, closures left out."""
        return self._found["throughput_per_day"]

    @property
    def takt_s(self) -> float:
        """Working time from one good piece to the next, s."""
        return self._found["takt_s"]

    @property
    def bottleneck(self) -> str:
        """The station whose rate alone is least."""
        return self._found["bottleneck"]

    @property
    def piles_up_before(self) -> str:
        """The station before which pieces pile up without end, where one is: there is no steady
        state, and the throughput is what leaves while they do. Empty: none."""
        return self._found["piles_up_before"]

    @property
    def work_in_process(self) -> float:
        """Mean pieces on the line; infinite where they pile up without end."""
        return self._found["work_in_process"]

    @property
    def lead_time_h(self) -> float:
        """Mean hours a piece is on the line (by Little's law)."""
        return self._found["lead_time_h"]

    @property
    def throughput_per_working_day(self) -> float:
        """Good pieces a working day on average: a calendar day's over ``days_share``."""
        return self._found["throughput_per_working_day"]

    @property
    def lead_time_working_h(self) -> float:
        """Mean working hours a piece is on the line: the lead time times ``hours_share``."""
        return self._found["lead_time_working_h"]

    @property
    def hours_share(self) -> float:
        """Of all hours, those that the line works by the week of its own calendar."""
        return self._found["hours_share"]

    @property
    def days_share(self) -> float:
        """Of all days, those on which it works."""
        return self._found["days_share"]

    @property
    def method(self) -> str:
        """How it was found, in words."""
        return self._found["method"]

    @property
    def stations(self) -> Frame:
        """By station (``name``) the shares of all time that its places are ``busy``, ``down``,
        ``blocked``, ``starved`` and ``off_shift``, which sum to 1; ``rate_alone_per_h``: good
        pieces an hour, were it alone; ``visits_per_good``: how often a place is taken for each
        good piece of the line."""
        columns = self._found["stations"]
        names = ("name", *STATES, "rate_alone_per_h", "visits_per_good")
        return Frame({name: columns[name] for name in names})

    @property
    def stations_at_work(self) -> Frame:
        """By station (``name``) the shares of the hours it works that its places are ``busy``,
        ``down``, ``blocked`` and ``starved``, which sum to 1; ``hours_share``: those hours, of all
        hours."""
        table = self.stations
        worked = 1 - np.asarray(table["off_shift"])
        shares = {state: np.asarray(table[state]) / worked for state in STATES[:-1]}
        return Frame({"name": table["name"], **shares, "hours_share": worked})

    @property
    def buffers(self) -> Frame:
        """By buffer the stations ``before`` and ``after`` it and its mean ``level``, pieces."""
        levels = list(self._found["buffer_levels"])
        ways = ways_between(self.line)[: len(levels)]
        return Frame(
            {
                "before": [before for before, _ in ways],
                "after": [after for _, after in ways],
                "level": levels,
            }
        )

    def plot(self, ax: Axes | None = None, *, at_work: bool = False) -> Axes:
        """What the stations do, as stacked shares of time; Matplotlib axes, new ones unless given.

        at_work: shares of the hours each station works instead of all hours. Needs the extra
        ``plot``.
        """
        from .line_plot import plot_states

        return plot_states(self, ax, at_work)

    def _head(self, lang: str) -> list[str]:
        day = ""
        if self.days_share < 1:
            per_day = f"{self.throughput_per_working_day:,.4g}"
            day = _say("working day", lang, per_day=per_day)
        worked = ""
        if self.hours_share < 1 and math.isfinite(self.lead_time_h):
            worked = _say("worked", lang, lead=f"{self.lead_time_working_h:,.4g}")
        return [
            _say(
                "rate",
                lang,
                name=self.line.name,
                per_h=f"{self.throughput_per_h:,.4g}",
                per_day=f"{self.throughput_per_day:,.4g}",
                day=day,
                takt=f"{self.takt_s:,.4g}",
            ),
            _say(
                "held",
                lang,
                bottleneck=self.bottleneck,
                held=f"{self.work_in_process:,.4g}",
                lead=f"{self.lead_time_h:,.4g}",
                worked=worked,
            ),
            _say("method", lang, method=self.method),
        ]

    def _tail(self, lang: str) -> list[str]:
        return []

    def report(self, lang: str = "en") -> str:
        """The figures and the table of stations as text.

        lang: ``en`` or ``zh``; methods and changes stay English. Raises ValueError for another.
        """
        check_lang(lang)
        working = self.stations_at_work
        closed = any(share < 1 - 1e-9 for share in working["hours_share"])
        states = STATES[:-1]
        last = ("hours worked", "alone") if closed else ("alone",)
        rows = [[_say(key, lang) for key in ("station", *states, *last)]]
        for row, at_work in zip(self.stations, working):
            shares = [f"{100 * max(at_work[state], 0):.1f} %" for state in states]
            if closed:
                shares.append(f"{100 * at_work['hours_share']:.1f} %")
            alone = row["rate_alone_per_h"]
            rows.append([row["name"], *shares, f"{alone:,.4g}" if alone > 0 else ""])
        note = [_say("of hours worked", lang)] if closed else []
        return "\n".join([*self._head(lang), "", *aligned(rows), *note, *self._tail(lang)])

    def __repr__(self) -> str:
        return self.report()


class _WithIntervals(LinePerformance):
    """What a line makes, with how sure that is."""

    @property
    def throughput_interval(self) -> tuple[float, float]:
        """Confidence interval of the throughput, good pieces an hour at work: low, high. Of a
        capacity 95 %: of no width where the formula is exact; by the formula alone what 95 of 100
        lines of its kind are within."""
        return self._found["throughput_interval"]

    @property
    def work_in_process_interval(self) -> tuple[float, float] | None:
        """Confidence interval of the work in process, pieces: low, high; None where pieces pile up
        without end, and by the formula alone."""
        return self._found["work_in_process_interval"]

    @property
    def lead_time_interval_h(self) -> tuple[float, float] | None:
        """Confidence interval of the lead time, h: low, high; None as above."""
        return self._found["lead_time_interval_h"]


class LineCapacity(_WithIntervals):
    """What ``capacity`` finds."""

    def __init__(self, line: _core.Line, found: Any, ask: Callable[..., Any]) -> None:
        """line: the line asked about. found: the compiled part's result. ask: finds it again, with
        gains."""
        super().__init__(line, found)
        self._ask = ask

    def __reduce__(self) -> NoReturn:
        raise TypeError("a LineCapacity cannot be pickled: pickle its line, and work it out again")

    @property
    def formula_per_h(self) -> float:
        """The throughput by the formula alone, good pieces an hour at work."""
        return self._found["formula_per_h"]

    @property
    def checked(self) -> bool:
        """Whether a simulation checked the formula."""
        return self._found["checked"]

    @property
    def error_to_expect(self) -> float:
        """How far the formula alone may be off, as a share of its throughput: the mean over lines
        of its kind; 0 where it is exact."""
        return self._found["error_to_expect"]

    @property
    def oee(self) -> _core.Oee:
        """OEE and TEEP of the bottleneck, with their factors."""
        return self._found["oee"]

    @property
    def station_oee(self) -> dict[str, _core.Oee]:
        """OEE and its factors by station, of the hours it is at work."""
        names = [station.name for station in self.line.stations]
        return dict(zip(names, self._found["station_oee"]))

    @property
    def gains(self) -> Frame:
        """What a change would bring, best first: ``change`` in words, and by how many good pieces
        an hour at work (``per_h``) and a calendar day (``per_day``) the line would make more.
        By formula; more people or repairers by simulation on the same draws, with an interval of
        95 % (``low_per_h``, ``high_per_h``, elsewhere NaN). Found when first asked for. Of a line
        with feeds the formula can tell none: ask for ``simulated_gains``."""
        if not len(self._found["gains"]["change"]):
            self._found["gains"] = self._ask(gains=True)["gains"]
        return Frame(self._found["gains"])

    def simulated_gains(self, first: int = 3) -> Frame:
        """The same with the best ``first`` of them simulated too, each in a run of some 50 to 250
        ms; of a line with feeds all changes, one such run each. Raises ValueError for a negative
        number."""
        return Frame(self._ask(gains=True, simulated_gains=first)["gains"])

    def _head(self, lang: str) -> list[str]:
        head = super()._head(lang)
        low, high = self.throughput_interval
        if low == high:
            head[-1] += _say("exact", lang)
            return head
        head[0] += _say("interval", lang, confidence="95", low=f"{low:,.5g}", high=f"{high:,.5g}")
        if self.checked:
            beside = "slowest" if math.isnan(self.error_to_expect) else "formula"
            head[-1] += _say(beside, lang, per_h=f"{self.formula_per_h:,.4g}")
        return head

    def _tail(self, lang: str) -> list[str]:
        worth = [
            _say("gain", lang, change=row["change"], per_day=f"{row['per_day']:.3g}")
            for row in list(self.gains)[:3]
        ]
        gains = _say("between gains", lang).join(worth)
        return ["", _say("gains", lang, gains=gains)] if worth else []


class ExactLine(LinePerformance):
    """What ``exact`` finds."""

    @property
    def states(self) -> int:
        """States of the Markov chain."""
        return self._found["states"]

    @property
    def variance_rate_per_h(self) -> float | None:
        """Variance of the good pieces made in a long time, over that time; None unless asked."""
        return self._found["variance_rate_per_h"]


class LineSimulation(_WithIntervals):
    """What ``simulate`` finds."""

    @property
    def confidence(self) -> float:
        """Of each interval."""
        return self._found["confidence"]

    @property
    def replications(self) -> int:
        """Independent runs made; 1: one long run."""
        return self._found["replications"]

    @property
    def pieces(self) -> int:
        """Good pieces measured in each replication, on average."""
        return self._found["pieces"]

    @property
    def weeks(self) -> int:
        """Whole weeks measured in each replication where calendars close stations; else 0."""
        return self._found["weeks"]

    @property
    def settled(self) -> bool:
        """False where what is on the line still drifted after the longest pilot run, or piles up
        without end."""
        return self._found["settled"]

    @property
    def warm_up_pieces(self) -> int:
        """Good pieces left out at the start of each replication."""
        return self._found["warm_up_pieces"]

    @property
    def started(self) -> float:
        """Pieces that entered the line while measured, all replications together."""
        return self._found["started"]

    @property
    def good(self) -> float:
        """Pieces that left it good while measured, all replications together."""
        return self._found["good"]

    @property
    def scrapped(self) -> float:
        """Pieces scrapped while measured, all replications together."""
        return self._found["scrapped"]

    @property
    def joined(self) -> float:
        """Pieces that became part of another while measured, all replications together; 0 where
        no station assembles."""
        return self._found["joined"]

    @property
    def in_process_before(self) -> float:
        """Pieces on the line when measuring begins, all replications together:
        in_process_before + started = good + scrapped + joined + in_process_after."""
        return self._found["in_process_before"]

    @property
    def in_process_after(self) -> float:
        """Pieces on the line when measuring ends, all replications together."""
        return self._found["in_process_after"]

    @property
    def hours(self) -> float:
        """Hours measured, all replications together."""
        return self._found["hours"]

    @property
    def variance_rate_per_h(self) -> float:
        """Variance of the good pieces made in a long time, over that time, pieces² an hour."""
        return self._found["variance_rate_per_h"]

    @property
    def precision_reached(self) -> bool:
        """False where the interval is wider than was asked for."""
        return self._found["precision_reached"]

    def _head(self, lang: str) -> list[str]:
        head = super()._head(lang)
        low, high = self.throughput_interval
        head[0] += _say(
            "interval",
            lang,
            confidence=f"{100 * self.confidence:.3g}",
            low=f"{low:,.5g}",
            high=f"{high:,.5g}",
        )
        return head
