"""Contracted, calculated and demonstrated capacity of a line side by side."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..refusals import must_be, number, told
from ..units import clean, percent
from ..words import LINE_WORDS, check_lang, say
from .line_results import LineCapacity, LineSimulation, aligned
from .lines import capacity, simulate

_RECORD = ("planned_busy_time_h", "made", "rejected", "down_time_h")


class RunAtRate:
    """What `run_at_rate` finds. Prints as a sheet."""

    def __init__(
        self,
        line: _core.Line,
        contracted_per_h: float,
        calculated: LineCapacity,
        simulation: LineSimulation | None,
        shifts: list[dict[str, float]],
        confidence: float,
    ) -> None:
        """line: the line asked about. contracted_per_h: good pieces an hour at work. calculated:
        its capacity. simulation: of it, where there is no record. shifts: the record."""
        self.line = line
        self.contracted_per_h = contracted_per_h
        #: What `capacity` says.
        self.calculated = calculated
        #: What `simulate` says; None where a record demonstrates the capacity.
        self.simulation = simulation
        self.confidence = confidence
        self._shifts = shifts

    def _total(self, key: str) -> float:
        return sum(shift.get(key, math.nan) for shift in self._shifts)

    @property
    def demonstrated_per_h(self) -> float:
        """Good pieces an hour at work, by the record or by simulation."""
        if self.simulation is not None:
            return self.simulation.throughput_per_h
        return (self._total("made") - self._total("rejected")) / self._total("planned_busy_time_h")

    @property
    def demonstrated_interval_per_h(self) -> tuple[float, float] | None:
        """Its confidence interval: low, high; None for the record of a single shift."""
        if self.simulation is not None:
            return self.simulation.throughput_interval
        if len(self._shifts) < 2:
            return None
        good = [shift["made"] - shift["rejected"] for shift in self._shifts]
        hours = [shift["planned_busy_time_h"] for shift in self._shifts]
        return _core.ratio_estimate(good, hours, self.confidence)[1:]

    @property
    def demonstrated_oee(self) -> _core.Oee | None:
        """OEE by the record, its ideal cycle that of the bottleneck; None without a record whose
        shifts all state ``down_time_h``."""
        down = self._total("down_time_h")
        if not self._shifts or math.isnan(down):
            return None
        planned = self._total("planned_busy_time_h")
        ideal_s = 3600 * self.calculated.oee.oee / self.calculated.throughput_per_h
        return _core.oee(
            planned_busy_time_h=planned,
            down_time_h=down,
            ideal_cycle_s=ideal_s,
            made=self._total("made"),
            rejected=self._total("rejected"),
            calendar_time_h=planned / self.calculated.hours_share,
        )

    @property
    def met(self) -> bool | None:
        """Whether the demonstrated capacity meets the contract; None where its interval leaves it
        open."""
        low, high = self.demonstrated_interval_per_h or (self.demonstrated_per_h,) * 2
        if low >= self.contracted_per_h:
            return True
        return False if high < self.contracted_per_h else None

    def frame(self) -> Frame:
        """A row a figure: good pieces ``per_h`` at work, ``per_working_day``, ``per_day`` (of the
        calendar), ``takt_s``, and ``share`` of the contract; columns ``contracted``,
        ``calculated``, ``demonstrated`` and its interval ``demonstrated_low``,
        ``demonstrated_high`` (NaN where there is none)."""
        nan = (math.nan, math.nan)
        low, high = self.demonstrated_interval_per_h or nan
        per_h = np.array(
            [
                self.contracted_per_h,
                self.calculated.throughput_per_h,
                self.demonstrated_per_h,
                low,
                high,
            ]
        )
        a_day = 24 * self.calculated.hours_share
        takt = 3600 / per_h
        takt[3:] = takt[:2:-1]
        rows = {
            "per_h": per_h,
            "per_working_day": per_h * a_day / self.calculated.days_share,
            "per_day": per_h * a_day,
            "takt_s": takt,
            "share": per_h / self.contracted_per_h,
        }
        names = ("contracted", "calculated", "demonstrated", "demonstrated_low")
        columns: dict[str, Any] = {"figure": list(rows)}
        for i, name in enumerate((*names, "demonstrated_high")):
            columns[name] = np.array([row[i] for row in rows.values()])
        return Frame(columns)

    @property
    def stations(self) -> Frame:
        """By station in series (``name``) its ``oee`` by formula, the good pieces an hour at work
        it could make alone (``rate_alone_per_h``), the takt it could hold alone
        (``takt_alone_s``) and its ``load``: the contract over the former."""
        found = self.calculated.station_oee
        table = self.calculated.stations
        alone = np.asarray(table["rate_alone_per_h"])[: len(found)]
        return Frame(
            {
                "name": list(found),
                "oee": np.array([each.oee for each in found.values()]),
                "rate_alone_per_h": alone,
                "takt_alone_s": 3600 / alone,
                "load": self.contracted_per_h / alone,
            }
        )

    def report(self, lang: str = "en") -> str:
        """The sheet as text. lang: ``en`` or ``zh``. Raises ValueError for another."""
        check_lang(lang)

        def words(key: str, **parts: object) -> str:
            return say(LINE_WORDS, key, lang, **parts)

        names = ("contracted", "calculated", "demonstrated")
        rows = [["", *(words(name) for name in names)]]
        for row in self.frame():
            figure = row["figure"]
            if figure == "per_working_day" and self.calculated.days_share >= 1:
                continue
            shown = percent if figure == "share" else "{:,.4g}".format
            key = {"takt_s": "takt", "share": "share of contract"}.get(figure, figure)
            rows.append([words(key), *(shown(row[name]) for name in names)])
        oee = self.demonstrated_oee
        told = "" if oee is None else f"{100 * oee.oee:.1f} %"
        rows.append([words("oee"), "", f"{100 * self.calculated.oee.oee:.1f} %", told])
        stations = [
            [words(key) for key in ("station", "oee", "alone", "alone takt", "load")],
            *(
                [
                    clean(row["name"]),
                    f"{100 * row['oee']:.1f} %",
                    f"{row['rate_alone_per_h']:,.4g}",
                    f"{row['takt_alone_s']:,.4g}",
                    f"{100 * row['load']:.1f} %",
                ]
                for row in self.stations
            ),
        ]
        parts = [
            words("run at rate", line=clean(self.line.name)),
            "",
            *aligned(rows),
            "",
            words("by calculation", method=self.calculated.method),
            self._demonstrated(words),
            self._verdict(words),
            "",
            *aligned(stations),
        ]
        return "\n".join(parts)

    def _demonstrated(self, words: Any) -> str:
        a_day = 24 * self.calculated.hours_share
        low, high = self.demonstrated_interval_per_h or (math.nan, math.nan)
        interval = {
            "confidence": f"{100 * self.confidence:.3g}",
            "low": f"{low * a_day:,.4g}",
            "high": f"{high * a_day:,.4g}",
        }
        if self.simulation is not None:
            return words("by simulation", method=self.simulation.method, **interval)
        record = {
            "hours": f"{self._total('planned_busy_time_h'):,.4g}",
            "made": f"{self._total('made'):,.6g}",
            "rejected": f"{self._total('rejected'):,.6g}",
        }
        if len(self._shifts) == 1:
            return words("by record", **record)
        return words("by records", count=len(self._shifts), **record, **interval)

    def _verdict(self, words: Any) -> str:
        if self.met is None:
            return words("open")
        share = abs(self.demonstrated_per_h / self.contracted_per_h - 1)
        return words("met" if self.met else "missed", share=percent(share))

    def __repr__(self) -> str:
        return self.report()


def run_at_rate(
    line: _core.Line,
    *,
    contracted_per_day: float | None = None,
    contracted_per_working_day: float | None = None,
    record: Mapping[str, float] | Sequence[Mapping[str, float]] | None = None,
    calendars: Sequence[_core.Calendar] = (),
    pieces: int | None = None,
    replications: int = 32,
    seed: int = 1,
    confidence: float = 0.95,
    start: datetime.date | str | None = None,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> RunAtRate:
    """Contracted, calculated and demonstrated capacity of a line side by side: a Run@Rate sheet.

    contracted_per_day: good pieces a calendar day on average, or contracted_per_working_day: a
    day on which the line's calendar works; one of the two. Calculated: `capacity`. Demonstrated:
    record, a shift's (a dict of ``planned_busy_time_h``, ``made``, ``rejected`` (0 unless stated)
    and, for the OEE, ``down_time_h``) or a list of several shifts', which has an interval; else
    `simulate`, whose options the others are, progress among them. Raises ValueError for a line that
    makes no sense and a record that does not add up.
    """
    stated = [each for each in (contracted_per_day, contracted_per_working_day) if each is not None]
    if len(stated) != 1:
        raise ValueError(
            "run_at_rate: state contracted_per_day or contracted_per_working_day, one of the two"
        )
    name = "contracted_per_working_day" if contracted_per_day is None else "contracted_per_day"
    contracted = number(name, stated[0])
    if not contracted > 0:
        raise ValueError(f"run_at_rate: {name} is {contracted:g}, must be greater than 0")
    shifts = _shifts(record)
    calculated = capacity(line, calendars=calendars)
    a_day = contracted
    if contracted_per_working_day is not None:
        a_day *= calculated.days_share
    simulation = None
    if not shifts:
        simulation = simulate(
            line,
            pieces=pieces,
            replications=replications,
            seed=seed,
            confidence=confidence,
            calendars=calendars,
            start=start,
            threads=threads,
            progress=progress,
        )
    per_h = a_day / (24 * calculated.hours_share)
    return RunAtRate(line, per_h, calculated, simulation, shifts, confidence)


def _shifts(record: Any) -> list[dict[str, float]]:
    """The shifts of a record, what is left out of them at its default."""
    if record is None:
        return []
    if not isinstance(record, (Mapping, Sequence)) or isinstance(record, (str, bytes)):
        raise must_be("record", "a dict, a list of dicts or None", record)
    listed = [record] if isinstance(record, Mapping) else list(record)
    result = []
    for i, shift in enumerate(listed):
        place = "run_at_rate, record" if len(listed) == 1 else f"run_at_rate, shift {i + 1}"
        if not isinstance(shift, Mapping):
            raise TypeError(f"{place}: must be a dict, not {type(shift).__name__}")
        for key in shift:
            if key not in _RECORD:
                raise ValueError(f"{place}: unknown key {told(key)}, must be {', '.join(_RECORD)}")
        for key in ("planned_busy_time_h", "made"):
            if key not in shift:
                raise ValueError(f"{place}: {key} is missing")
        made = {
            "rejected": 0.0,
            **{key: number(f"{place}: {key}", value) for key, value in shift.items()},
        }
        if not (math.isfinite(made["planned_busy_time_h"]) and made["planned_busy_time_h"] > 0):
            hours = made["planned_busy_time_h"]
            raise ValueError(f"{place}: planned_busy_time_h is {hours:g}, must be greater than 0")
        if not 0 <= made["rejected"] <= made["made"] < math.inf:
            raise ValueError(
                f"{place}: rejected is {made['rejected']:g} of {made['made']:g} made, must be at "
                "least 0 and at most made"
            )
        if not 0 <= made.get("down_time_h", 0) < made["planned_busy_time_h"]:
            raise ValueError(
                f"{place}: down_time_h is {made['down_time_h']:g}, must be at least 0 and below "
                "planned_busy_time_h"
            )
        result.append(made)
    if not result:
        raise ValueError("run_at_rate: record is empty, must have a shift or be left out")
    return result
