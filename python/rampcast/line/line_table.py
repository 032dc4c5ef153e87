"""Stations of a line from a table: a row a station, a column a field."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .. import _core
from ..files import whole_file

#: Columns besides the fields of a station.
_EXTRA = {
    "buffer_after": "waiting places between this station and the next (pieces); stated for every "
    "station but the last, or for none: there is always room",
    "off_line": "yes for an off-line station, to which stations send what fails by rework_at",
}
#: The fields of a station as they are where nothing states them.
_DEFAULTS = {
    name: getattr(_core.Station("x"), name)
    for name, value in vars(_core.Station).items()
    if isinstance(value, property)
}
_TEXTS = {name for name, value in _DEFAULTS.items() if isinstance(value, str)}
_KEY = re.compile(r'[\w-]+(\.([\w-]+|"[^"]*"))*', re.ASCII)
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")


def line_from_table(
    table: str | os.PathLike[str] | Mapping[str, Sequence[Any]] | Any,
    name: str = "",
    *,
    calendars: Sequence[_core.Calendar] = (),
    **fields: Any,
) -> _core.Line:
    """A line whose stations are the rows of a table.

    table: a CSV file, a pandas or Polars data frame or `Frame`, or a dict of columns. Columns are
    the fields of `Station` by their names, as in a scenario file: times may be in another unit by
    their ending (``cycle_time_min``), times by product are columns such as ``product_times_s.A``.
    An empty cell leaves a field at its default. A cell may be uncertain, ``{ p10 = 55, p50 = 60,
    p90 = 75 }``, and ``observed_times_s`` a list of times with spaces between. Besides:
    ``buffer_after``, the waiting places behind a station, and ``off_line`` (yes), which makes it a
    rework station. Rows whose first cell begins with # are left out.

    name: of the line; the file's stem unless given. calendars: those that line and stations may
    name. fields: other fields of the `Line`, such as ``calendar``, ``crews``, ``sequence``.
    `write_line_template` writes a table to fill in. Raises ValueError that names the row (as
    numbered in the file, or from 1), column, value and what is allowed, OSError where the file
    cannot be read.
    """
    what, rows = _rows(table)
    if not rows:
        raise ValueError(f"{what}: there are no stations, must be a row each")
    default = Path(os.fspath(table)).stem if isinstance(table, (str, os.PathLike)) else "line"
    buffers = _buffers(what, rows)
    for field, stated in (("stations", True), ("buffers", bool(buffers))):
        if stated and field in fields:
            raise ValueError(f"{what}: {field} are those of the table, must not be given besides")
    base = _core.Line(name or default, **{"buffers": buffers, **fields})
    plant = _core.Plant(id="table", lines=[base], calendars=calendars)
    text = _core.to_toml(plant).rstrip("\n").splitlines()
    places: list[tuple[int, str]] = [(0, "")] * len(text)
    for number, row in rows:
        off_line = _is_off_line(what, number, row.get("off_line"))
        text.append(f"[[line.{'rework_stations' if off_line else 'stations'}]]")
        places.append((number, ""))
        for column, cell in row.items():
            value = None if column in _EXTRA else _toml(cell, column)
            if value is not None:
                text.append(f"{_key(column)} = {value}")
                places.append((number, column))
    try:
        lines, _ = _core.parse_lines("\n".join(text), "table")
    except ValueError as error:
        raise ValueError(_placed(str(error), what, places)) from None
    return lines[0]


def write_line_template(path: str | os.PathLike[str]) -> None:
    """Writes a CSV table for `line_from_table`: all columns, what each means, two stations.

    The file is replaced in one step. Raises OSError where it cannot be written.
    """
    meanings = {}
    for name, value in _DEFAULTS.items():
        if not isinstance(value, dict) and name != "failure_modes":
            words = (getattr(_core.Station, name).__doc__ or "").partition("\n\n")[2]
            meanings[name] = " ".join(words.split())
    meanings |= _EXTRA
    rows = [
        {
            "name": "cut",
            "cycle_time_s": "60",
            "cycle_time_scv": "0.2",
            "mtbf_h": "40",
            "mttr_h": "0.5",
            "first_pass_yield": "0.99",
            "on_failure": "scrap",
            "buffer_after": "10",
        },
        {
            "name": "test",
            "cycle_time_s": "{ p10 = 100, p50 = 110, p90 = 130 }",
            "cycle_time_scv": "1",
            "handling_time_s": "5",
            "places": "2",
            "first_pass_yield": "0.95",
        },
    ]
    with whole_file(path) as made, open(made, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(meanings)
        writer.writerow([("" if i else "# ") + text for i, text in enumerate(meanings.values())])
        writer.writerows([row.get(column, "") for column in meanings] for row in rows)


def _rows(table: Any) -> tuple[str, list[tuple[int, dict[str, Any]]]]:
    """What errors call the table, and its rows with their numbers."""
    if isinstance(table, (str, os.PathLike)):
        return _csv_rows(Path(os.fspath(table)))
    if isinstance(table, Mapping):
        columns = {str(name): list(values) for name, values in table.items()}
    elif hasattr(table, "columns") and hasattr(table, "__getitem__"):
        columns = {str(name): list(table[name]) for name in table.columns}
    else:
        raise TypeError(
            "table must be a CSV file, a data frame or a dict of columns, not "
            f"{type(table).__name__}"
        )
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        shown = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"table: its columns must be of one length, not {shown}")
    count = next(iter(lengths.values()), 0)
    return "table", _kept(
        [(i + 1, {name: values[i] for name, values in columns.items()}) for i in range(count)]
    )


def _csv_rows(path: Path) -> tuple[str, list[tuple[int, dict[str, Any]]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path}: is not UTF-8; save it as CSV UTF-8") from None
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    names = [name.strip() for name in next(reader, [])]
    if not names:
        raise ValueError(f"{path}: is empty, must begin with a row of column names")
    twice = {name for name in names if name and names.count(name) > 1}
    if twice:
        raise ValueError(f'{path}: column "{min(twice)}" stands twice')
    rows = []
    for cells in reader:
        number = reader.line_num
        if any(cell.strip() for cell in cells[len(names) :]):
            raise ValueError(
                f"{path}, row {number}: has {len(cells)} cells, must have at most {len(names)}; "
                "a cell with a comma in it needs quotes"
            )
        rows.append((number, dict(zip(names, cells))))
    return str(path), _kept(rows)


def _kept(rows: list[tuple[int, dict[str, Any]]]) -> list[tuple[int, dict[str, Any]]]:
    """The rows that state something, without remarks."""

    def states(row: dict[str, Any]) -> bool:
        first = next(iter(row.values()), None)
        remark = isinstance(first, str) and first.lstrip().startswith("#")
        return not remark and any(not _is_empty(cell) for cell in row.values())

    return [(number, row) for number, row in rows if states(row)]


def _is_empty(cell: Any) -> bool:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return True
    try:
        return bool(cell != cell)  # NaN, and what pandas writes for a missing cell
    except (TypeError, ValueError):
        return True


def _number(text: str) -> str | None:
    """A number as TOML writes it, None for what is none."""
    text = text.strip().replace("_", "")
    try:
        value = float(text)
    except ValueError:
        return None
    return repr(value) if math.isfinite(value) else None


def _toml(cell: Any, column: str) -> str | None:
    """A cell as TOML writes it; None for an empty one."""
    if not isinstance(cell, (list, tuple)) and _is_empty(cell):
        return None
    if isinstance(cell, (list, tuple)):
        return "[" + ", ".join(_toml(each, "") or '""' for each in cell) + "]"
    if not isinstance(cell, str):
        if column in _TEXTS:
            return json.dumps(str(cell), ensure_ascii=False)
        try:
            return repr(float(cell))
        except OverflowError:
            raise ValueError(
                f"table, column {column!r}: a cell is larger than any quantity here (1e15)"
            ) from None
        except (TypeError, ValueError):
            raise TypeError(
                f"table, column {column!r}: a cell must be a number, text or a list, not "
                f"{type(cell).__name__}; a distribution is text such as "
                "{ p10 = 55, p50 = 60, p90 = 75 }"
            ) from None
    text = " ".join(cell.split())
    if column in _TEXTS:
        return json.dumps(text, ensure_ascii=False)
    if text[0] in "{[":
        return text
    if column.startswith("observed_"):
        parts = [_number(part) for part in re.split(r"[\s;,]+", text)]
        if None not in parts:
            return "[" + ", ".join(map(str, parts)) + "]"
    return _number(text) or json.dumps(text, ensure_ascii=False)


def _key(column: str) -> str:
    return column if _KEY.fullmatch(column) else json.dumps(column, ensure_ascii=False)


def _is_off_line(what: str, number: int, cell: Any) -> bool:
    words = "" if _is_empty(cell) else str(cell).strip().lower()
    words = {"1.0": "1", "0.0": "0"}.get(words, words)
    if words not in (*_YES, *_NO):
        raise ValueError(f'{what}, row {number}, column "off_line": is "{cell}", must be yes or no')
    return words in _YES


def _buffers(what: str, rows: list[tuple[int, dict[str, Any]]]) -> list[float]:
    """The waiting places between stations, none where there is always room."""
    series = [
        (number, row.get("buffer_after"))
        for number, row in rows
        if not _is_off_line(what, number, row.get("off_line"))
    ]
    if all(_is_empty(cell) for _, cell in series):
        return []
    buffers = []
    for number, cell in series:
        place = f'{what}, row {number}, column "buffer_after"'
        if number == series[-1][0]:
            if not _is_empty(cell):
                raise ValueError(f"{place}: is {cell}, must be empty for the last station")
        elif _is_empty(cell):
            raise ValueError(
                f"{place}: is empty, must be stated for every station but the last, or for none"
            )
        else:
            value = _number(str(cell))
            if value is None or float(value) < 0:
                raise ValueError(f"{place}: is {cell!r}, must be a number of pieces, at least 0")
            buffers.append(float(value))
    return buffers


def _placed(error: str, what: str, places: list[tuple[int, str]]) -> str:
    """An error of the text made from a table, with the place in the table."""
    found = re.match(r"table:(\d+):\d+: (?:line (?:\"[^\"]*\"|\d+), )?(.*)", error, re.DOTALL)
    if not found:
        return f"{what}: {error}"
    line = int(found[1]) - 1
    number, column = places[line] if line < len(places) else (0, "")
    place = (
        what + (f", row {number}" if number else "") + (f', column "{column}"' if column else "")
    )
    return f"{place}: {found[2]}"
