"""Tables from outside, a row at a time: files, frames, Arrow; and what their cells mean."""

from __future__ import annotations

import csv
import datetime
import difflib
import itertools
import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Union

import numpy as np

from .extras import need
from .refusals import told, type_name

#: A row of a table: its number (as in the file, else from 1) and its cells by column.
Row = tuple[int, dict[str, Any]]
#: What may be read as a table.
Source = Union[str, "os.PathLike[str]", Mapping[str, Sequence[Any]], Any]

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|[\d_]+)?(\.\d*)?([eE][+-]?\d+)?")
_DAYS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?"), (0, 1, 2)),
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"), (0, 1, 2)),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), (0, 1, 2)),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), (2, 1, 0)),
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"), (0, 1, 2)),
)
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_QUARTER = re.compile(r"(\d{4})[- ]?(Q[1-4]|H[12])")
_YEAR = re.compile(r"(\d{4})年?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DAY_WORDS = (
    "must be a date: 2025-03-31, 2025-03, 2025-Q1 or 2025 (31.03.2025 and 2025/03/31 are read too)"
)


def read_rows(source: Source) -> tuple[str, list[str], Iterator[Row]]:
    """What errors call a table, its columns, and its rows, read as they are asked for.

    source: a file by its ending (.csv, .tsv, .txt; .xlsx with the extra ``excel``; .parquet with
    ``arrow``), a data frame, an Arrow table or batch, a dict of columns, or rows that are dicts.
    Lines of a text file before its head that begin with # are left out, as are empty rows.
    Raises ValueError for a table without columns or with a column twice, TypeError for what is no
    table, OSError for a file that cannot be read.
    """
    if isinstance(source, (str, os.PathLike)):
        path = Path(os.fspath(source))
        ending = path.suffix.lower()
        read = {".xlsx": _sheet, ".xlsm": _sheet, ".parquet": _parquet}.get(ending, _text)
        columns, rows = read(path)
        what = str(path)
    else:
        what = "table"
        columns, rows = _frame(source)
    twice = [name for name in columns if name and columns.count(name) > 1]
    if twice:
        raise ValueError(f"{what}: column {told(twice[0])} stands twice")
    if not any(columns):
        raise ValueError(f"{what}: is empty, must begin with a row of column names")
    return what, columns, (row for row in rows if not all(map(is_empty, row[1].values())))


def _text(path: Path) -> tuple[list[str], Iterator[Row]]:
    lines = _lines(path)
    head = next(lines, None)
    if head is None:
        raise ValueError(f"{path}: is empty, must begin with a row of column names")
    skipped, first = head
    separator = max(",;\t", key=first.count)
    reader = csv.reader(itertools.chain([first], (line for _, line in lines)), delimiter=separator)
    columns = [name.strip() for name in next(reader)]

    def rows() -> Iterator[Row]:
        for cells in reader:
            number = reader.line_num + skipped
            if any(cell.strip() for cell in cells[len(columns) :]):
                raise ValueError(
                    f"{path}, row {number}: has {len(cells)} cells, must have at most "
                    f"{len(columns)}; a cell with a {told(separator)} in it needs quotes"
                )
            yield number, dict(zip(columns, cells))

    return columns, rows()


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines from the head on, and how many stand before it."""
    skipped, begun = 0, False
    with open(path, encoding="utf-8-sig", newline="") as file:
        try:
            for line in file:
                if not begun and (line.startswith("#") or not line.strip()):
                    skipped += 1
                    continue
                begun = True
                yield skipped, line
        except UnicodeDecodeError:
            raise ValueError(f"{path}: is not UTF-8; save it as CSV UTF-8") from None


def _sheet(path: Path) -> tuple[list[str], Iterator[Row]]:
    library = need("openpyxl", "excel", "Reading a workbook")
    try:
        book = library.load_workbook(path, read_only=True, data_only=True)
    except OSError:
        raise
    except Exception as error:
        raise ValueError(f"{path}: cannot be read as a workbook: {error}") from None
    sheet = book[book.sheetnames[0]]
    sheet.reset_dimensions()
    found = sheet.iter_rows(values_only=True)
    head = next(found, ())
    columns = ["" if cell is None else str(cell).strip() for cell in head]
    while columns and not columns[-1]:
        columns.pop()
    return columns, ((i, dict(zip(columns, cells))) for i, cells in enumerate(found, start=2))


def _parquet(path: Path) -> tuple[list[str], Iterator[Row]]:
    arrow = need("pyarrow", "arrow", "Parquet")
    library = need("pyarrow.parquet", "arrow", "Parquet")
    try:
        file = library.ParquetFile(os.fspath(path))
    except arrow.ArrowInvalid as error:
        raise ValueError(f"{path}: cannot be read as Parquet: {error}") from None
    return list(file.schema_arrow.names), _batches(file.iter_batches(batch_size=4096))


def _batches(batches: Iterable[Any]) -> Iterator[Row]:
    number = 0
    for batch in batches:
        for row in batch.to_pylist():
            number += 1
            yield number, row


def _frame(source: Any) -> tuple[list[str], Iterator[Row]]:
    if isinstance(source, Mapping):
        return _columns(source, list(source))
    if hasattr(source, "to_batches") and hasattr(source, "schema"):
        return list(source.schema.names), _batches(source.to_batches(4096))
    if hasattr(source, "to_pylist") and hasattr(source, "schema"):
        return list(source.schema.names), _batches([source])
    columns = getattr(source, "columns", None)
    if columns is not None and hasattr(source, "__getitem__") and not isinstance(source, type):
        return _columns(source, list(columns))
    if isinstance(source, Iterable) and not isinstance(source, (bytes, np.ndarray, type)):
        rows = iter(source)
        first = next(rows, None)
        if first is None:
            raise ValueError("table: is empty, must have a row for each project")
        if isinstance(first, Mapping):
            return list(map(str, first)), _dicts(itertools.chain([first], rows))
    raise TypeError(
        "table must be a file, a data frame, an Arrow table, a dict of columns or dicts of cells, "
        f"not {told(source)}"
    )


def _columns(table: Any, names: list[Any]) -> tuple[list[str], Iterator[Row]]:
    values = []
    for name in names:
        cells = table[name]
        if isinstance(cells, (str, bytes)) or not isinstance(cells, Iterable):
            raise TypeError(f"table, column {told(name)}: must be a list of cells")
        values.append(cells if hasattr(cells, "__len__") else list(cells))
    lengths = {len(cells) for cells in values}
    if len(lengths) > 1:
        shown = ", ".join(f"{name} {len(cells)}" for name, cells in zip(names, values))
        raise ValueError(f"table: its columns must be of one length, not {shown}")
    texts = [str(name) for name in names]
    return texts, ((i, dict(zip(texts, row))) for i, row in enumerate(zip(*values), start=1))


def _dicts(rows: Iterable[Any]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise TypeError(f"table, row {number}: must be a dict of cells, not {told(row)}")
        yield number, {str(name): value for name, value in row.items()}


# --- cells -------------------------------------------------------------------------------------


def is_empty(cell: Any) -> bool:
    """Whether a cell states nothing: None, NaN, NaT, or blank text."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return True
    try:
        return bool(cell != cell)
    except (TypeError, ValueError):
        return True


def nearest(name: str, known: Iterable[str]) -> str:
    """Words that name the nearest of what is known: ``; did you mean "price"?``"""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {told(found[0])}?" if found else ""


def text_of(cell: Any) -> str:
    """A cell as text on one line; empty for an empty one."""
    if is_empty(cell):
        return ""
    if isinstance(cell, (float, np.floating)) and float(cell).is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def number_of(cell: Any, place: str, what: str = "a number") -> float | None:
    """A cell as a finite number, None where it is empty.

    Text may group thousands by commas (``1,200,000``). Raises ValueError at the place otherwise.
    """
    if is_empty(cell):
        return None
    if isinstance(cell, str):
        text = cell.strip().replace("\u2212", "-")
        if text and _NUMBER.fullmatch(text) and any(c.isdigit() for c in text):
            cell = text.replace(",", "").replace("_", "")
    try:
        if isinstance(cell, (bool, np.bool_, datetime.date, np.datetime64)):
            raise TypeError
        value = float(cell)
    except (TypeError, ValueError, OverflowError):
        shown = told(cell) if isinstance(cell, str) else type_name(cell)
        raise ValueError(f"{place}: is {shown}, must be {what}") from None
    if not math.isfinite(value):
        raise ValueError(f"{place}: is {value}, must be a finite number")
    return value


def share_of(cell: Any, place: str) -> float | None:
    """A cell as a share of 0 to 1, None where it is empty: ``0.3`` or ``30%``.

    Raises ValueError for a bare number above 1, which may be a percentage or not.
    """
    if is_empty(cell):
        return None
    if isinstance(cell, str) and cell.strip().endswith(("%", "％")):
        value = number_of(cell.strip()[:-1], place, "a share such as 30%")
        value = None if value is None else value / 100
    else:
        value = number_of(cell, place, "a share such as 0.3 or 30%")
        if value is not None and value > 1:
            shown = f"{value:.6g}"
            raise ValueError(
                f"{place}: is {shown}, which is ambiguous for a share of 0 to 1: "
                f"write {value / 100:.6g} or {shown}%"
            )
    if value is None or not 0 <= value <= 1:
        raise ValueError(f"{place}: is {told(cell)}, must be a share of 0 to 1, or 0% to 100%")
    return value


def day_of(cell: Any, place: str, late: bool = False) -> tuple[datetime.date, str] | None:
    """A cell as a day and how exact it is (``day``, ``month``, ``year``), None where it is empty.

    A month, quarter or year stands for its first day; with `late` for its last. Raises ValueError
    for what is no date, and for 03/04/2025, whose day and month cannot be told apart.
    """
    if is_empty(cell):
        return None
    if isinstance(cell, np.datetime64):
        cell = cell.astype("datetime64[D]").item()
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    if isinstance(cell, datetime.date):
        return cell, "day"
    text = text_of(cell)
    parts: tuple[int, int, int] | None = None
    for pattern, order in _DAYS:
        if found := pattern.fullmatch(text):
            parts = tuple(int(found[1 + i]) for i in order)  # type: ignore[assignment]
            break
    try:
        if parts is not None:
            return datetime.date(*parts), "day"
        if found := _MONTH.fullmatch(text):
            first = datetime.date(int(found[1]), int(found[2]), 1)
            return (_before_next(first, 1) if late else first), "month"
        if found := _QUARTER.fullmatch(text):
            months = 3 if found[2][0] == "Q" else 6
            first = datetime.date(int(found[1]), months * int(found[2][1]) - months + 1, 1)
            return (_before_next(first, months) if late else first), "month"
        if (found := _YEAR.fullmatch(text)) and 1900 <= int(found[1]) <= 2200:
            year = int(found[1])
            return datetime.date(year, 12, 31) if late else datetime.date(year, 1, 1), "year"
        if found := _SLASHED.fullmatch(text):
            one, two, year = int(found[1]), int(found[2]), int(found[3])
            if one <= 12 and two <= 12 and one != two:
                raise ValueError(
                    f"{place}: is {told(text)}, whose day and month cannot be told apart: write "
                    f"{year}-{one:02}-{two:02} or {year}-{two:02}-{one:02}"
                )
            month, day = (two, one) if one > 12 else (one, two)
            return datetime.date(year, month, day), "day"
    except ValueError as error:
        if str(error).startswith(place):
            raise
    raise ValueError(f"{place}: is {told(text)}, {_DAY_WORDS}")


def _before_next(first: datetime.date, months: int) -> datetime.date:
    return add_months(first, months) - datetime.timedelta(days=1)


def add_months(first: datetime.date, months: int) -> datetime.date:
    """The first day of a month some months after that of a date."""
    count = first.year * 12 + first.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1)
