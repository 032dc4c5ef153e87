"""Times and values to fit, read by row."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import _core
from ..refusals import must_be, told

_EPOCH = datetime.date(1970, 1, 1)
STAMPS = ("start", "end")
_SHORT = re.compile(r"^(\d{4})([QH]\d)$")


@dataclass(frozen=True)
class Times:
    """Times as days, and how they were given."""

    from_days: np.ndarray
    #: None: y is a rate at the time.
    to_days: np.ndarray | None
    #: The day that days count from; None where times were numbers.
    origin: datetime.date | None
    #: "single", "edges", "pairs" or "periods".
    form: str
    #: As rows of a table name them.
    labels: list[Any]


def _is_missing(value: Any) -> bool:
    return value is None or (value != value) is True or str(value) == "NaT"


def listed(name: str, values: Any) -> list[Any]:
    """The elements of a list, an array or a column. Raises TypeError for anything else."""
    if isinstance(values, (str, bytes, dict)) or not hasattr(values, "__iter__"):
        raise must_be(name, "a list or an array", values)
    return list(values.tolist() if isinstance(values, np.ndarray) else values)


def numbers(name: str, values: Any, *, missing: bool = False) -> np.ndarray:
    """Numbers as an array. Raises by row for what is none; missing: NaN where there is nothing."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "iuf":
        return np.ascontiguousarray(values, dtype=np.float64)
    made = []
    for row, value in enumerate(listed(name, values), 1):
        if missing and _is_missing(value):
            made.append(math.nan)
            continue
        try:
            if isinstance(value, (str, bytes, bool, np.bool_, complex, np.datetime64)):
                raise TypeError
            made.append(float(value))
        except (TypeError, ValueError, OverflowError):
            raise TypeError(f"row {row}: {name} is {told(value)}, must be a number") from None
    return np.array(made, dtype=np.float64)


def _day(value: Any) -> float | None:
    """Days since 1970 of a date or a moment, None for what is neither."""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()
    if isinstance(value, datetime.datetime):
        midnight = datetime.datetime(1970, 1, 1, tzinfo=value.tzinfo)
        return (value - midnight) / datetime.timedelta(days=1)
    if isinstance(value, datetime.date):
        return float((value - _EPOCH).days)
    if isinstance(value, str):
        try:
            return float((datetime.date.fromisoformat(value.strip()) - _EPOCH).days)
        except ValueError:
            return None
    return None


def _period(value: Any) -> tuple[float, float] | None:
    """First day and the day after the last of a label such as 2024-03, None for no label.

    2024Q3 and 2024H1, and periods of pandas, are read as 2024-Q3 and 2024-H1.
    """
    if type(value).__name__ == "Period":
        first, last = value.start_time.date(), value.end_time.date()
        return float((first - _EPOCH).days), float((last - _EPOCH).days + 1)
    if not isinstance(value, str) or _day(value) is not None:
        return None
    value = _SHORT.sub(r"\1-\2", value.strip())
    try:
        _, start, end = _core.parse_period(value)
    except ValueError:
        return None
    return float((start - _EPOCH).days), float((end - _EPOCH).days)


def _read(values: list[Any]) -> tuple[list[float], bool]:
    """Times as numbers, and whether they are dates."""
    dates = bool(values) and _day(values[0]) is not None
    made = []
    for row, value in enumerate(values, 1):
        day = _day(value)
        if day is None and not dates and not isinstance(value, (str, bytes, bool)):
            try:
                day = float(value)
            except (TypeError, ValueError, OverflowError):
                day = None
        if day is None or (dates and _day(value) is None) or _is_missing(value):
            what = "a date as the others" if dates else "a number of days or a date"
            raise ValueError(f"row {row}: t is {told(value)}, must be {what}")
        if not math.isfinite(day):
            raise ValueError(f"row {row}: t is {told(value)}, must be a finite number")
        made.append(day)
    return made, dates


def _months(day: float) -> int | None:
    """The calendar month that begins on a day, None where none does."""
    if day != int(day):
        return None
    date = _EPOCH + datetime.timedelta(days=int(day))
    return date.year * 12 + date.month - 1 if date.day == 1 else None


def _first_of(month: int) -> float:
    return float((datetime.date(month // 12, month % 12 + 1, 1) - _EPOCH).days)


def _beyond(days: list[float], dates: bool, stamp: str) -> float:
    """The end of the last period (the start of the first) where only the other ends are given.

    As long as the period beside it; whole calendar months where all begin with one.
    """
    near, next_to = (days[-1], days[-2]) if stamp == "start" else (days[0], days[1])
    months = [_months(day) for day in days] if dates else [None]
    if None not in months:
        a, b = _months(near), _months(next_to)
        assert a is not None
        assert b is not None
        return _first_of(2 * a - b)
    return 2 * near - next_to


def is_date(value: Any) -> bool:
    """Whether it is a date or a moment, or text that is written as a date."""
    return _day(value) is not None


def further(times: Times, count: int) -> Times:
    """So many times (periods) after others, each as long after (as long as) the last.

    Whole calendar months where the last two times begin one.
    """
    shift = 0 if times.origin is None else (times.origin - _EPOCH).days
    last = float((times.from_days if times.to_days is None else times.to_days)[-1]) + shift
    before = float(times.from_days[-2 if times.to_days is None else -1]) + shift
    months = [_months(day) if times.origin is not None else None for day in (before, last)]
    if months[0] is not None and months[1] is not None:
        step = months[1] - months[0]
        marks = [_first_of(months[1] + step * k) for k in range(count + 1)]
    else:
        marks = [last + (last - before) * k for k in range(count + 1)]
    begins = marks[1:] if times.to_days is None else marks[:-1]
    days = np.array(begins, dtype=np.float64) - shift
    labels: list[Any] = list(begins)
    if times.origin is not None:
        labels = [_EPOCH + datetime.timedelta(days=math.floor(day)) for day in begins]
    ends = None if times.to_days is None else np.array(marks[1:], dtype=np.float64) - shift
    return Times(days, ends, times.origin, "single", labels)


def day_of(name: str, value: Any) -> datetime.date:
    """A date given as one or as text. Raises TypeError."""
    day = _day(value)
    if day is None:
        raise must_be(name, "a date", value)
    return _EPOCH + datetime.timedelta(days=math.floor(day))


def read_times(
    t: Any,
    count: int | None,
    totals: bool,
    origin: Any = None,
    stamp: str = "start",
    form: str | None = None,
) -> Times:
    """Times of `count` observations (None: as many as there are).

    form: as an earlier call found it; then numbers are days since `origin`. Raises ValueError or
    TypeError that names the row.
    """
    values = listed("t", t)
    if stamp not in STAMPS:
        raise ValueError(f'stamp is {told(stamp)}, must be "start" or "end"')
    pairs = bool(values) and isinstance(values[0], (list, tuple)) and len(values[0]) == 2
    labels: list[Any] = values
    if pairs or (values and _period(values[0]) is not None):
        found = "pairs" if pairs else "periods"
        if not totals:
            raise ValueError(
                "t is a list of periods, must be single times; for totals of "
                "periods give totals=True"
            )
        ends: list[float] = []
        for row, value in enumerate(values, 1):
            period = tuple(value) if pairs else _period(value)
            if period is None or not isinstance(period, tuple) or len(period) != 2:
                what = "a pair of times" if pairs else "a period such as 2024-03"
                raise ValueError(f"row {row}: t is {told(value)}, must be {what} as the others")
            ends += period
        days, dates = _read(ends) if pairs else (ends, True)
        start, end = days[::2], days[1::2]
    else:
        days, dates = _read(values)
        _check_order(values, days)
        found = "single"
        start, end = days, []
        if totals and (len(days) - 1 == count or form == "edges"):
            found = "edges"
            start, end, labels = days[:-1], days[1:], values[:-1]
        elif totals:
            if len(days) < 2 and form is None:
                raise ValueError(
                    "t is a single time, must be the edges of the periods, one more than y, or "
                    "pairs of times"
                )
            if len(days) < 2:
                raise ValueError("t is a single time, must be at least two, or a pair of times")
            beyond = _beyond(days, dates, stamp)
            start, end = (
                (days, [*days[1:], beyond]) if stamp == "start" else ([beyond, *days[:-1]], days)
            )
    if count is not None and len(start) != count:
        raise ValueError(f"there are {len(values)} of t and {count} of y, must be as many")
    zero: datetime.date | None = None
    shift = 0.0
    if dates:
        first = math.floor(min(start)) if start else 0
        zero = (
            _EPOCH + datetime.timedelta(days=first) if origin is None else day_of("origin", origin)
        )
        shift = float((zero - _EPOCH).days)
    elif origin is not None and form is not None:
        zero = day_of("origin", origin)
    elif origin is not None:
        raise TypeError("origin is given, must not be where t are numbers: they count from 0")
    return Times(
        np.array(start, dtype=np.float64) - shift,
        np.array(end, dtype=np.float64) - shift if totals else None,
        zero,
        found,
        labels,
    )


def _check_order(values: Sequence[Any], days: Sequence[float]) -> None:
    """Raises ValueError by row where times do not increase."""
    for row in range(1, len(days)):
        if days[row] > days[row - 1]:
            continue
        same = days[row] == days[row - 1]
        what = "stands twice" if same else f"is before that of row {row}, {_shown(values[row - 1])}"
        raise ValueError(
            f"row {row + 1}: t is {_shown(values[row])}, which {what}; t must increase"
        )


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, (datetime.date, np.datetime64)) else told(value)
