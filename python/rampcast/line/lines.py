"""What a production line can make: by formula, by exact chain, and piece by piece."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from .. import _core
from .line_results import ExactLine, LineCapacity, LineSimulation
from .line_trace import LineTrace


def warned(line: Any) -> Any:
    """The line, once what it may have been meant otherwise is said."""
    if isinstance(line, _core.Line):
        for words in _core.line_warnings(line):
            warnings.warn(words, stacklevel=3)
    return line


def capacity(
    line: _core.Line,
    *,
    calendars: Sequence[_core.Calendar] = (),
    method: str = "checked",
    seed: int = 1,
    progress: Callable[[float], object] | None = None,
) -> LineCapacity:
    """What a line can make when mature.

    line: its uncertain numbers are taken at their medians. calendars: those that it and its
    stations name; their closed days do not count. method: ``checked``: by the formula, checked by a
    short simulation (some 50 ms, 250 ms for a line that needs events): where the two disagree the
    simulated throughput stands; the interval of 95 %, shares of time, work in process and lead time
    are the simulation's. ``formula``: the formula alone, in microseconds. seed: of the check.
    progress: called with the share done, 0 to 1. Ctrl-C ends the call.
    Raises ValueError for a line that makes no sense, or makes nothing, and for another method.
    """
    warned(line)

    def ask(gains: bool, simulated_gains: int = 0, told: Any = None) -> Any:
        return _core.line_capacity(line, calendars, method, seed, gains, simulated_gains, told)

    return LineCapacity(line, ask(gains=False, told=progress), ask)


def exact(
    line: _core.Line,
    *,
    most_states: int = 200_000,
    variance: bool = False,
    progress: Callable[[float], object] | None = None,
) -> ExactLine:
    """The same by the Markov chain of a small line whose times are all exponential.

    Every station has ``cycle_time_scv=1``; failures, parallel places, buffers and yields are
    covered. most_states: chains larger than this are refused. variance: whether the variance of
    the output is wanted too. progress: as for ``capacity``.
    Raises ValueError, naming the number of states or what is not covered.
    """
    return ExactLine(line, _core.exact_line(warned(line), most_states, variance, progress))


def simulate(
    line: _core.Line,
    *,
    pieces: int | None = None,
    replications: int = 32,
    seed: int = 1,
    precision: float | None = None,
    confidence: float = 0.95,
    warm_up_pieces: int | None = None,
    calendars: Sequence[_core.Calendar] = (),
    start: datetime.date | str | None = None,
    most_events: int = 2_000_000_000,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> LineSimulation:
    """The same piece by piece, with confidence intervals.

    pieces: good pieces measured in each replication, where calendars close stations in whole weeks;
    None: 10,000, or as many more as the line's memory asks for. replications: independent runs; 1:
    one long run, its intervals by batch means. seed: lines simulated with one seed share their
    random numbers, so that differences are signal. precision: half width of the interval over the
    throughput; runs are lengthened until it is reached. warm_up_pieces: left out at the start;
    None: buffers begin as full as the formula has them and the warm-up is found by MSER-5; 0: the
    line starts empty and that counts. calendars: those that the line and its stations name. start:
    the first day, for calendars with closures; None: 2024-01-01. most_events: visits of stations,
    or failures and shifts, beyond which a run is refused (an hour or so). threads: 0: one a
    processor; results do not depend on it. progress: as for ``capacity``.
    Raises ValueError for a line that makes no sense, or makes nothing, and for a run that would
    take more than ``most_events``, or than the memory there is.
    """
    return LineSimulation(
        line,
        _core.simulate_line(
            warned(line),
            pieces=pieces,
            replications=replications,
            seed=seed,
            precision=precision,
            confidence=confidence,
            warm_up_pieces=warm_up_pieces,
            calendars=calendars,
            start=start,
            most_events=most_events,
            threads=threads,
            progress=progress,
        ),
    )


def trace(
    line: _core.Line,
    *,
    pieces: int = 50,
    measured_pieces: int = 10_000,
    warm_up_pieces: int = 0,
    seed: int = 1,
    calendars: Sequence[_core.Calendar] = (),
    start: datetime.date | str | None = None,
    progress: Callable[[float], object] | None = None,
) -> LineTrace:
    """One run of a line from its empty start, event by event, to be drawn.

    pieces: first pieces whose stays are kept. measured_pieces: good pieces over which the buffers
    are watched, after warm_up_pieces. seed, calendars, start, progress: as for ``simulate``.
    Raises ValueError for a line that makes no sense, or makes nothing.
    """
    return LineTrace(
        line,
        _core.trace_line(
            warned(line),
            calendars,
            start,
            seed,
            pieces,
            measured_pieces,
            warm_up_pieces,
            progress,
        ),
    )
