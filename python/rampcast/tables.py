"""Tables from outside, a row at a time: files, frames, Arrow."""

from __future__ import annotations

import csv
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Union

import numpy as np

from .cells import is_empty
from .extras import need
from .refusals import told

#: A row of a table: its number (as in the file, else from 1) and its cells by column.
Row = tuple[int, dict[str, Any]]
#: What may be read as a table.
Source = Union[str, "os.PathLike[str]", Mapping[str, Sequence[Any]], Any]


class RowError(ValueError):
    """A row that cannot be read; those after it can."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(words)
        self.number = number


class TableError(ValueError):
    """What is wrong with rows of a table, a line each; ``faults`` are the errors."""

    def __init__(self, faults: Sequence[str], most: int) -> None:
        more = [f"these are the first {most}; there may be more"] if len(faults) >= most else []
        #: An error for each line.
        self.faults = [ValueError(each) for each in (*faults, *more)]
        super().__init__("\n".join(map(str, self.faults)))


def read_rows(source: Source) -> tuple[str, list[str], Iterator[Row]]:
    """What errors call a table, its columns, and its rows, read as they are asked for.

    source: a file by its ending (.csv, .tsv, .txt; .xlsx with the extra ``excel``; .parquet with
    ``arrow``), a data frame, an Arrow table or batch, a dict of columns, or rows that are dicts.
    Lines of a text file before its head that begin with # are left out, as are empty rows.
    Raises ValueError for a table without columns or with a column twice, TypeError for what is no
    table, OSError for a file that cannot be read; and, as rows are asked for, RowError for one that
    cannot be read, after which the next may be asked for.
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
    return what, columns, filter(_states, rows)  # goes on after an error, as a generator does not


def _states(row: Row) -> bool:
    return not all(map(is_empty, row[1].values()))


def _text(path: Path) -> tuple[list[str], Iterator[Row]]:
    lines = _lines(path)
    head = next(lines, None)
    if head is None:
        raise ValueError(f"{path}: is empty, must begin with a row of column names")
    skipped, first = head
    separator = max(",;\t", key=first.count)
    reader = csv.reader(itertools.chain([first], (line for _, line in lines)), delimiter=separator)
    columns = [name.strip() for name in next(reader)]

    def read(cells: Callable[[], list[str]]) -> Row:
        try:
            found = cells()
        except csv.Error as error:
            number = reader.line_num + skipped
            raise RowError(number, f"{path}, row {number}: cannot be read: {error}") from None
        number = reader.line_num + skipped
        if any(cell.strip() for cell in found[len(columns) :]):
            raise RowError(
                number,
                f"{path}, row {number}: has {len(found)} cells, must have at most "
                f"{len(columns)}; a cell with a {told(separator)} in it needs quotes",
            )
        return number, dict(zip(columns, found))

    return columns, _TextRows(reader, read)


class _TextRows:
    """Rows of a text file, of which the next may be asked for where one cannot be read."""

    def __init__(self, reader: Iterator[list[str]], read: Callable[..., Row]) -> None:
        self._reader, self._read = reader, read

    def __iter__(self) -> _TextRows:
        return self

    def __next__(self) -> Row:
        return self._read(self._reader.__next__)


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
