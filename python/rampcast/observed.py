"""Series as they come: frames and files with ``unique_id``, ``ds``, ``y``."""

from __future__ import annotations

import csv
import datetime
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Union

import numpy as np

from .refusals import must_be, told
from .units import clean

#: What may say which group a series is of: a column, a dict by ``unique_id``, a function of it.
Grouping = Union[str, Mapping, Callable, None]

#: By step the periods of a calendar year whose places are told apart, and the days between two.
CYCLES = {"day": 0, "week": 0, "month": 12, "quarter": 4, "half-year": 2, "year": 0}
_DAYS = {"day": (1, 5), "week": (6, 8), "month": (26, 36), "quarter": (85, 97)}
_DAYS |= {"half-year": (175, 190), "year": (350, 380)}
_PERIOD = re.compile(r"(\d{4})(?:-?Q([1-4])|-?H([12])|-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?)?")


@dataclass
class Series:
    """One series: its values period by period, NaN where missing."""

    id: str
    group: str = ""
    first: int = 0
    y: np.ndarray = field(default_factory=lambda: np.empty(0))
    #: Numbers of the rows it stands in, by period; 0 for a period that no row has.
    rows: list[int] = field(default_factory=list)


@dataclass
class Observed:
    """All series of a frame, in the order of their first rows."""

    series: list[Series]
    step: str
    #: Whether dates stand at the ends of their periods.
    at_end: bool = False

    def place(self, index: int) -> int:
        """Where a period stands in the calendar year."""
        cycle = CYCLES[self.step]
        return index % cycle if cycle else 0

    def date(self, index: int) -> datetime.date:
        """The date of a period: its first day, or its last where the frame has those."""
        if not self.at_end:
            return first_day(self.step, index)
        return first_day(self.step, index + 1) - datetime.timedelta(days=1)

    def columns(self, series: Sequence[Series] | None = None) -> tuple[Any, ...]:
        """What the compiled part takes: ids, groups, places, lengths, values."""
        chosen = self.series if series is None else series
        return (
            [each.id for each in chosen],
            [each.group for each in chosen],
            [self.place(each.first) for each in chosen],
            [len(each.y) for each in chosen],
            np.concatenate([each.y for each in chosen]) if chosen else np.empty(0),
        )


def first_day(step: str, index: int) -> datetime.date:
    """The first day of a period by its number."""
    try:
        if step == "day":
            return datetime.date.fromordinal(index)
        if step == "week":
            return datetime.date.fromordinal(7 * index + 1)
        months = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[step] * index
        return datetime.date(months // 12, months % 12 + 1, 1)
    except (ValueError, OverflowError):
        raise ValueError("horizon ends after the year 9999, must end before") from None


def _index(step: str, day: datetime.date) -> int:
    if step == "day":
        return day.toordinal()
    if step == "week":
        return (day.toordinal() - 1) // 7
    months = 12 * day.year + day.month - 1
    return months // {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[step]


def _csv(path: Path) -> tuple[str, list[int], dict[str, list[Any]]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        try:
            rows = [
                (reader.line_num, [cell.strip() for cell in row])
                for row in reader
                if any(cell.strip() for cell in row) and not row[0].startswith("#")
            ]
        except (csv.Error, UnicodeDecodeError) as error:
            raise ValueError(f"{path}: {error}") from None
    if not rows:
        raise ValueError(f"{path}: there are no rows, must be unique_id, ds, y and a row a period")
    head = rows[0][1]
    columns: dict[str, list[Any]] = {name: [] for name in head}
    for number, row in rows[1:]:
        if len(row) != len(head):
            raise ValueError(f"{path}, row {number}: {len(row)} cells, must be {len(head)}")
        for name, cell in zip(head, row):
            columns[name].append(cell)
    return str(path), [number for number, _ in rows[1:]], columns


def _table(frame: Any) -> tuple[str, list[int], dict[str, list[Any]]]:
    """What errors call the frame, numbers of its rows, and its columns."""
    if isinstance(frame, (str, os.PathLike)):
        return _csv(Path(os.fspath(frame)))
    if isinstance(frame, Mapping):
        names = list(frame)
    elif hasattr(frame, "columns") and hasattr(frame, "__getitem__"):
        if hasattr(frame, "column_names"):  # of Arrow
            frame = {name: frame[name].to_pylist() for name in frame.column_names}
        names = list(frame if isinstance(frame, dict) else frame.columns)
    elif hasattr(frame, "__arrow_c_stream__"):
        from .extras import need

        table = need("pyarrow", "arrow", "an Arrow stream").table(frame)
        return _table({name: table[name].to_pylist() for name in table.column_names})
    else:
        raise must_be("frame", "a CSV file, a data frame or a dict of columns", frame)
    columns = {}
    for name in names:
        values = frame[name]
        if isinstance(values, (str, bytes)) or not hasattr(values, "__len__"):
            raise must_be(f"column {told(name)} of frame", "a list", values)
        columns[str(name)] = list(values)
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        shown = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"frame: its columns must be of one length, not {shown}")
    return "frame", list(range(1, next(iter(lengths.values()), 0) + 1)), columns


def _is_missing(value: Any) -> bool:
    if type(value) is str and value and not value.isspace():
        return False
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return type(value).__name__ in ("NAType", "NaTType")


def _day(where: str, value: Any) -> tuple[datetime.date, str]:
    """A date, and the step that its text states, if any."""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[s]").item()
    if isinstance(value, datetime.datetime):
        return value.date(), ""
    if isinstance(value, datetime.date):
        return value, ""
    if not isinstance(value, str) and type(value).__name__ == "Period":
        value = str(value)
    if isinstance(value, str):
        found = _PERIOD.fullmatch(value.strip())
        if found:
            year, quarter, half, month, day = (int(part) if part else 0 for part in found.groups())
            if quarter:
                month, step = 3 * quarter - 2, "quarter"
            elif half:
                month, step = 6 * half - 5, "half-year"
            else:
                step = "" if day else "month" if month else "year"
            try:
                return datetime.date(year, month or 1, day or 1), step
            except ValueError:
                pass
    raise ValueError(
        f"{where}: ds is {told(value)}, must be a date or a period such as 2025-03 or 2025-Q1"
    )


def _units(row: str, number_of_row: int, value: Any) -> float:
    if type(value) is float and 0 <= value <= 1e300:
        return value
    if _is_missing(value):
        return math.nan
    where = f"{row} {number_of_row}"
    number = math.nan
    try:
        if not isinstance(value, (bool, np.bool_, complex, np.complexfloating)):
            number = float(value)
    except (TypeError, ValueError, OverflowError):
        pass
    if math.isnan(number):
        raise ValueError(
            f"{where}: y is {told(value)}, must be a number of at least 0, or empty where missing"
        )
    if not 0 <= number <= 1e300:
        raise ValueError(f"{where}: y is {told(value)}, must be at least 0")
    return number


def _step_of(what: str, days: Mapping[str, list[datetime.date]], said: set[str]) -> str:
    """The step of the dates: what their texts state, else what lies between neighbours."""
    if len(said) == 1:
        return next(iter(said))
    if said:
        raise ValueError(f"{what}: ds are of {'s and '.join(sorted(said))}s, must be of one step")
    gaps = [
        (b - a).days
        for each in days.values()
        for a, b in zip(sorted(set(each)), sorted(set(each))[1:])
    ]
    if not gaps:
        return "month"
    least = min(gaps)
    for step, (low, high) in _DAYS.items():
        if low <= least <= high:
            return step
    raise ValueError(
        f"{what}: ds are {least} days apart where nearest, must be days, weeks, months, quarters, "
        "half-years or years"
    )


def _grouped(
    what: str, grouping: Grouping, columns: Mapping[str, list[Any]], ids: list[str], name: str
) -> Iterator[str]:
    """The group of each row."""
    if isinstance(grouping, str):
        if grouping not in columns:
            raise ValueError(
                f"{what}: {name} is {told(grouping)}, must be one of its columns: "
                + ", ".join(map(clean, columns))
            )
        yield from ("" if _is_missing(value) else str(value) for value in columns[grouping])
    elif isinstance(grouping, Mapping):
        known = set(ids)
        for each in grouping:
            if str(each) not in known:
                raise ValueError(f"{name}: there is no series {told(each)} in {what}")
        by_id = {str(key): value for key, value in grouping.items()}
        yield from ("" if _is_missing(by_id.get(each)) else str(by_id[each]) for each in ids)
    elif callable(grouping):
        cache: dict[str, str] = {}
        for each in ids:
            if each not in cache:
                value = grouping(each)
                cache[each] = "" if value is None else str(value)
            yield cache[each]
    elif grouping is None:
        yield from ("" for _ in ids)
    else:
        raise must_be(name, "a column's name, a dict, a function or None", grouping)


def observed(
    frame: Any, groups: Grouping = None, step: str | None = None, *, from_first: bool = True
) -> Observed:
    """Reads series from a frame or a CSV file.

    Columns: ``unique_id``, ``ds`` (a date, or a period as text), ``y`` (at least 0; empty where
    missing; periods without a row are missing too), and ``group`` where groups is None. Rows of a
    series stand in order of dates; those of several may be mixed. from_first: a series begins with
    its first period above 0; False: with its first row, so that zeros tell too. Raises ValueError
    that names the row (as numbered in the file, or from 1), column, value and what is allowed.
    """
    what, numbers, columns = _table(frame)
    for name in ("unique_id", "ds", "y"):
        if name not in columns:
            there = ", ".join(clean(str(each)) for each in columns) or "none"
            raise ValueError(f"{what}: there is no column {name}; there are {there}")
    if step is not None and (not isinstance(step, str) or step not in CYCLES):
        raise ValueError(f"step is {told(step)}, must be one of {', '.join(CYCLES)}")
    row = "row" if what == "frame" else f"{what}, row"
    ids = []
    for number, value in zip(numbers, columns["unique_id"]):
        if _is_missing(value):
            raise ValueError(f"{row} {number}: unique_id is missing, must be a name")
        ids.append(str(value))
    if not ids:
        raise ValueError(f"{what}: there are no rows, must be one a period")
    days: dict[str, list[datetime.date]] = {}
    dated, said = [], set()
    known: dict[Any, tuple[datetime.date, str]] = {}
    for number, key, value in zip(numbers, ids, columns["ds"]):
        made_of = known.get(value) if isinstance(value, str) else None
        if made_of is None:
            made_of = _day(f"{row} {number}", value)
            if made_of[1]:
                said.add(made_of[1])
            if isinstance(value, str):
                known[value] = made_of
        dated.append(made_of[0])
        days.setdefault(key, []).append(made_of[0])
    found = step or _step_of(what, days, said)
    different = set(dated)
    at_end = found not in ("day", "week") and all(
        day.month != (day + datetime.timedelta(days=1)).month for day in different
    )
    index_of = {day: _index(found, day) for day in different}
    default = "group" if groups is None and "group" in columns else groups
    made: dict[str, Series] = {}
    values: dict[str, list[float]] = {}
    for number, key, day, units, group in zip(
        numbers, ids, dated, columns["y"], _grouped(what, default, columns, ids, "groups")
    ):
        index = index_of[day]
        series = made.get(key)
        if series is None:
            series = made[key] = Series(key, group, index)
        if series.group != group:
            raise ValueError(
                f"{row} {number}: group of {told(key)} is {told(group)}, must be "
                f"{told(series.group)} as in its first row"
            )
        next_index = series.first + len(series.rows)
        if index < next_index and series.rows:
            last = first_day(found, next_index - 1)
            other = series.rows[index - series.first] if index >= series.first else 0
            if other:
                raise ValueError(f"{row} {number}: {day} of {told(key)} stands in row {other} too")
            raise ValueError(
                f"{row} {number}: {day} of {told(key)} comes after {last} of row "
                f"{series.rows[-1]}; dates of a series must ascend"
            )
        if index - next_index > 10_000:
            raise ValueError(
                f"{row} {number}: {day} of {told(key)} is {index - next_index + 1:,} {found}s "
                "after its last row, must be at most 10,000"
            )
        gap = index - next_index
        series.rows += [0] * gap + [number]
        values.setdefault(key, []).extend([math.nan] * gap + [_units(row, number, units)])
    for key, series in made.items():
        series.y = np.array(values[key])
        begun = np.flatnonzero(series.y > 0)
        if from_first and begun.size:  # what lies before the first units is no part of the ramp
            series.first += int(begun[0])
            series.y, series.rows = series.y[begun[0] :], series.rows[begun[0] :]
    return Observed(list(made.values()), found, at_end)


def check_begun(data: Observed) -> None:
    """Raises ValueError for a series that has nothing above 0."""
    for each in data.series:
        if not np.any(each.y > 0):
            rows = [row for row in each.rows if row]
            words = "has no value" if np.isnan(each.y).all() else "is all zeros"
            raise ValueError(
                f"series {told(each.id)} (rows {rows[0]} to {rows[-1]}) {words}: of a ramp that "
                "has not begun a pool cannot tell; leave it out"
            )


def by_name(data: Observed, grouping: Grouping, frame: Any, name: str) -> list[str]:
    """For each series what `grouping` says of it; its own id where that says nothing."""
    if grouping is None:
        return [each.id for each in data.series]
    ids = [each.id for each in data.series]
    if isinstance(grouping, str):
        what, _, columns = _table(frame)
        rows = [str(value) for value in columns["unique_id"]]
        found = dict(zip(rows, _grouped(what, grouping, columns, rows, name)))
        return [found[each] or each for each in ids]
    return [a or b for a, b in zip(_grouped("frame", grouping, {}, ids, name), ids)]
