"""Rows of figures as frames and files hold them, each with its period."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import _core
from ..refusals import must_be, told
from ..series.observed import CYCLES, _day, _index, _is_missing, _step_of, _table, _units, first_day
from ..units import clean

#: A figure above this is no quantity: what a plant may state of itself ends there too.
_MOST = 1e15
#: Labels of weeks, half months and fiscal years, which the plant's timeline reads.
_OTHER = re.compile(r"FY.+|\d{4}-W\d+|\d{4}-\d\d[ab]")


@dataclass
class Row:
    """A figure as it was given, and the period it is of."""

    where: str
    number: int
    id: str
    metric: str
    step: str
    label: str
    start: datetime.date
    #: The day after its last.
    end: datetime.date
    #: NaN where it is missing.
    amount: float


def label_of(step: str, start: datetime.date) -> str:
    """The label of a period by its first day."""
    if step == "day":
        return start.isoformat()
    if step == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    month = start.month
    named = {
        "month": f"{start.year}-{month:02d}",
        "quarter": f"{start.year}-Q{(month + 2) // 3}",
        "half-year": f"{start.year}-H{(month + 5) // 6}",
        "year": f"{start.year}",
    }
    return named[step]


def columns_of(actuals: Any) -> tuple[str, list[int], dict[str, list[Any]]]:
    """What errors call the figures, numbers of their rows, and their columns. A list of dicts will
    do as well as a frame; without ``unique_id``, and nothing but ``ds`` and ``y``, they are the
    plant's."""
    if isinstance(actuals, Sequence) and not isinstance(actuals, (str, bytes)):
        for each in actuals:
            if not isinstance(each, Mapping):
                raise must_be("a row of actuals", "a dict", each)
        names = dict.fromkeys(str(name) for each in actuals for name in each)
        actuals = {name: [each.get(name) for each in actuals] for name in names}
    try:
        what, numbers, columns = _table(actuals)
    except TypeError as error:
        raise TypeError(str(error).replace("frame", "actuals", 1)) from None
    what = "actuals" if what == "frame" else what
    if set(columns) == {"ds", "y"}:
        columns["unique_id"] = ["plant"] * len(numbers)
    for name in ("unique_id", "ds", "y"):
        if name not in columns:
            there = ", ".join(clean(str(each)) for each in columns) or "none"
            raise ValueError(f"{what}: there is no column {name}; there are {there}")
    if not numbers:
        raise ValueError(f"{what}: there are no rows, must be one a period")
    return what, numbers, columns


def rows_of(
    table: tuple[str, list[int], dict[str, list[Any]]],
    timeline: Any,
    metric: str,
    step: str | None,
) -> list[Row]:
    """Rows with their periods, in the order they stand in. Each series has the step that its own
    texts state, or that lies between its dates; of a lone date it is that of the others.

    table: of `columns_of`. timeline: whose fiscal years labels such as FY2025-Q1 are of. metric: of
    rows that state none. Raises ValueError by row.
    """
    what, numbers, columns = table
    if step is not None and (not isinstance(step, str) or step not in CYCLES):
        raise ValueError(f"step is {told(step)}, must be one of {', '.join(CYCLES)}")
    prefix = "row" if what == "actuals" else f"{what}, row"
    metrics = columns.get("metric") or [None] * len(numbers)
    given: list[tuple[str, int, str, str, Any, str, tuple[Any, ...] | None]] = []
    for number, key, said, value in zip(numbers, columns["unique_id"], metrics, columns["ds"]):
        where = f"{prefix} {number}"
        if _is_missing(key):
            raise ValueError(f"{where}: unique_id is missing, must be a name")
        said = metric if _is_missing(said) else said
        if said not in ("units", "value"):
            raise ValueError(f"{where}: metric is {told(said)}, must be units or value")
        label = value.strip() if isinstance(value, str) else ""
        if _OTHER.fullmatch(label):
            given.append(
                (where, number, str(key), said, None, "", _labelled(where, label, timeline))
            )
            continue
        day, own = _day(where, value)
        if own and step is not None and own != step:
            raise ValueError(
                f"{where}: ds is {told(value)}, a {own}, where step says {step}; leave step out"
            )
        given.append((where, number, str(key), said, day, own, None))
    steps = _steps(what, given, step)
    _check_lone(given, steps, step)
    made = []
    for (where, number, key, said, day, own, whole), y in zip(given, columns["y"]):
        amount = _units(prefix, number, y)
        if amount > _MOST:
            raise ValueError(f"{where}: y is {told(y)}, must be at most 1e15")
        if whole is None:
            own = own or steps[key]
            try:
                start = first_day(own, _index(own, day))
                whole = (own, start, first_day(own, _index(own, day) + 1), label_of(own, start))
            except (ValueError, OverflowError):
                raise ValueError(f"{where}: ds is {day}, must be before the year 9999") from None
        made.append(Row(where, number, key, said, whole[0], whole[3], whole[1], whole[2], amount))
    _check_order(made)
    return made


def _labelled(where: str, label: str, timeline: Any) -> tuple[Any, ...]:
    """Step, first day, day after the last and label of a period that is no calendar month or the
    like."""
    try:
        return (*_core.parse_period(label, timeline)[:3], label)
    except ValueError as error:
        raise ValueError(f"{where}: ds {error}") from None


def _steps(what: str, given: list[tuple[Any, ...]], step: str | None) -> dict[str, str]:
    """By series the step of its bare dates."""
    days: dict[str, list[datetime.date]] = {}
    texts = set()
    for _, _, key, _, day, own, whole in given:
        if day is not None and not own:
            days.setdefault(key, []).append(day)
        elif own or whole:
            texts.add(own or whole[0])
    if step is not None:
        return dict.fromkeys(days, step)
    found = {
        key: _step_of(what, {key: each}, set()) for key, each in days.items() if len(set(each)) > 1
    }
    known = set(found.values()) or texts
    usual = next(iter(known)) if len(known) == 1 else "month"
    return {key: found.get(key, usual) for key in days}


def _check_lone(given: list[tuple[Any, ...]], steps: dict[str, str], step: str | None) -> None:
    """Raises ValueError for a series of one date from within a month, which tells no step."""
    count = Counter(each[2] for each in given)
    for where, _, key, _, day, own, _ in given:
        if step is not None or own or day is None or count[key] > 1 or steps[key] != "month":
            continue
        if day.day != 1 and (day + datetime.timedelta(days=1)).day != 1:
            raise ValueError(
                f"{where}: ds is {day}, which alone does not tell whether a day or a month is "
                "meant; state step"
            )


def _check_order(rows: list[Row]) -> None:
    """Raises ValueError for a period that stands twice, or before one of the row above."""
    last: dict[tuple[str, str, str], Row] = {}
    there: dict[tuple[str, str, str, datetime.date], Row] = {}
    for each in rows:
        key = (each.id, each.metric, each.step)
        before = there.get((*key, each.start))
        if before is not None:
            raise ValueError(
                f"{each.where}: {clean(each.label)} of {told(each.id)} stands in row "
                f"{before.number} too"
            )
        above = last.get(key)
        if above is not None and each.start < above.start:
            raise ValueError(
                f"{each.where}: {clean(each.label)} of {told(each.id)} comes after "
                f"{clean(above.label)} of row {above.number}; dates of a series must ascend"
            )
        last[key] = there[(*key, each.start)] = each
