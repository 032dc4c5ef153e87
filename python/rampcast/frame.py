"""Tables of results."""

from __future__ import annotations

import csv
import datetime
import html
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Union

import numpy as np
from rich.cells import cell_len

from .extras import need
from .files import whole_file
from .refusals import must_be, told
from .units import clean, pad

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Column = Union[np.ndarray, list]

_SHOWN = 60
#: What formulas of spreadsheets begin with.
_FORMULA = ("=", "+", "-", "@")
_PLAIN_NUMBER = re.compile(r"[+-]?[\d.,]+(?:[eE][+-]?\d+)?")
#: Columns of dates, as they are where a table has no rows.
_DATES = ("start", "end")


class Frame:
    """A table: named columns of equal length.

    Text and dates are lists, numbers NumPy arrays of float64. Other libraries read it without
    copies through the Arrow stream protocol: ``polars.DataFrame(frame)``.
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """columns: name to values, in the order wanted. Raises ValueError for unequal lengths."""
        if not isinstance(columns, Mapping):
            raise must_be("columns", "a dict of columns", columns)
        self._columns: dict[str, Column] = {}
        for name, values in columns.items():
            if isinstance(values, np.ndarray):
                self._columns[name] = values
            elif len(values) and all(type(v) in (int, float) for v in values):
                self._columns[name] = np.asarray(values, dtype=np.float64)
            else:
                self._columns[name] = list(values)
        lengths = {len(values) for values in self._columns.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns differ in length: {sorted(lengths)}")
        self._length = lengths.pop() if lengths else 0

    @property
    def columns(self) -> list[str]:
        """The columns' names in order."""
        return list(self._columns)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, key: str | int | slice) -> Any:
        """A column by name, a row by number as a dict, or rows by a slice as a frame."""
        if isinstance(key, str):
            if key not in self._columns:
                raise KeyError(f"no column {key!r}; there are {', '.join(self._columns)}")
            return self._columns[key]
        if isinstance(key, slice):
            return Frame({name: values[key] for name, values in self._columns.items()})
        if not -self._length <= key < self._length:
            raise IndexError(f"row {key} of {self._length}")
        return {name: _scalar(values[key]) for name, values in self._columns.items()}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows in order, each a dict."""
        return (self[i] for i in range(self._length))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Frame):
            return NotImplemented
        return self.columns == other.columns and all(
            np.array_equal(mine, other._columns[name], equal_nan=True)
            if isinstance(mine, np.ndarray)
            else mine == other._columns[name]
            for name, mine in self._columns.items()
        )

    __hash__ = None  # type: ignore[assignment]

    def where(self, **equal: Any) -> Frame:
        """The rows in which every column named has the value given.

        Raises ValueError where there is no such column.
        """
        for name in equal:
            if name not in self._columns:
                known = ", ".join(self._columns)
                raise ValueError(f"no column {told(name)}; there are {known}")
        wanted = [(self[name], value) for name, value in equal.items()]
        kept = [i for i in range(self._length) if all(of[i] == value for of, value in wanted)]
        return Frame(
            {
                name: values[kept] if isinstance(values, np.ndarray) else [values[i] for i in kept]
                for name, values in self._columns.items()
            }
        )

    def to_arrow(self) -> pyarrow.Table:
        """As a pyarrow table: text, date32 and double. Needs the extra ``arrow``."""
        arrow = need("pyarrow", "arrow", "Arrow")
        arrays = {
            name: arrow.array(values, type=_arrow_type(arrow, name, values))
            for name, values in self._columns.items()
        }
        return arrow.table(arrays)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas data frame, dates as datetime64. Needs the extra ``pandas``."""
        library = need("pandas", "pandas", "to_pandas()")
        return library.DataFrame(
            {
                name: np.array(values, dtype="datetime64[D]").astype("datetime64[ns]")
                if _is_dates(values)
                else values
                for name, values in self._columns.items()
            }
        )

    def to_polars(self) -> polars.DataFrame:
        """As a Polars data frame. Needs the extra ``polars``."""
        library = need("polars", "polars", "to_polars()")
        types = {
            name: library.Date
            if _is_dates(values) or (not self._length and name in _DATES)
            else library.String
            for name, values in self._columns.items()
            if isinstance(values, list)
        }
        return library.DataFrame(self._columns, schema_overrides=types)

    def to_csv(self, path: str | os.PathLike[str]) -> None:
        """Writes a CSV file in UTF-8 with a byte-order mark, so that spreadsheets read Chinese.

        Numbers have as many digits as it takes to read the same number back; NaN is left empty.
        Text that a spreadsheet would take for a formula has an apostrophe before it.
        """
        with whole_file(path) as made, open(made, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([csv_cell(name) for name in self._columns])
            writer.writerows([csv_cell(v) for v in row.values()] for row in self)

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """Writes a Parquet file. Needs the extra ``arrow``."""
        library = need("pyarrow.parquet", "arrow", "Parquet")
        with whole_file(path) as made:
            library.write_table(self.to_arrow(), os.fspath(made))

    def _texts(self) -> tuple[list[list[str]], int]:
        """Cells of the rows shown as text, and how many rows are left out."""
        hidden = max(0, self._length - _SHOWN)
        kept = range(self._length)
        if hidden:
            kept = [*range(_SHOWN // 2), *range(self._length - _SHOWN // 2, self._length)]
        return [[_shown(v) for v in self[i].values()] for i in kept], hidden

    def __repr__(self) -> str:
        rows, hidden = self._texts()
        names = self.columns
        heads = [clean(name) for name in names]
        left = [not isinstance(self._columns[name], np.ndarray) for name in names]
        widths = [
            max([cell_len(head), *(cell_len(row[i]) for row in rows)])
            for i, head in enumerate(heads)
        ]
        lines = [
            "  ".join(
                pad(cell, widths[i], "left" if left[i] else "right") for i, cell in enumerate(row)
            ).rstrip()
            for row in [heads, *rows]
        ]
        if hidden:
            lines.insert(1 + _SHOWN // 2, f"… {hidden} more rows …")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows, hidden = self._texts()
        names = self.columns
        align = [
            "right" if isinstance(self._columns[name], np.ndarray) else "left" for name in names
        ]

        def line(cells: list[str], tag: str) -> str:
            return "".join(
                f'<{tag} style="text-align:{align[i]}">{html.escape(cell)}</{tag}>'
                for i, cell in enumerate(cells)
            )

        body = [f"<tr>{line(row, 'td')}</tr>" for row in rows]
        if hidden:
            body.insert(
                _SHOWN // 2, f'<tr><td colspan="{len(names)}">… {hidden} more rows …</td></tr>'
            )
        head = f"<thead><tr>{line([clean(name) for name in names], 'th')}</tr></thead>"
        return f"<table>{head}<tbody>{''.join(body)}</tbody></table>"


def grouped(rows: Iterable[dict[str, Any]], column: str) -> dict[Any, list[dict[str, Any]]]:
    """Rows by what they have in a column, in their order."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def _scalar(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _is_dates(values: Column) -> bool:
    return (
        isinstance(values, list)
        and any(isinstance(v, datetime.date) for v in values)
        and all(v is None or isinstance(v, datetime.date) for v in values)
    )


def _arrow_type(arrow: Any, name: str, values: Column) -> Any:
    if isinstance(values, np.ndarray):
        return None
    dates = _is_dates(values) or (not values and name in _DATES)
    return arrow.date32() if dates else arrow.string()


def csv_cell(value: Any) -> str:
    """A value as `Frame.to_csv` writes it."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return repr(value)
    text = clean(str(value))
    is_formula = text[:1] in _FORMULA and not _PLAIN_NUMBER.fullmatch(text)
    return "'" + text if text and is_formula else text


def _shown(value: Any) -> str:
    if isinstance(value, float):
        if value != value:
            return ""
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"
    return "" if value is None else clean(str(value))
