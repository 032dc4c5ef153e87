"""Files of a forecast: CSV, Parquet and a workbook, in place whole or not at all."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.cells import cell_len

from .. import _core
from ..extras import MissingExtraError, need
from ..files import folder_for, put_all, told_as, whole_file
from ..frame import Frame
from ..units import TABLE_OF, clean, exact
from .segments import collected_by, segment_tables, table_names

if TYPE_CHECKING:
    from .forecast import Forecast


#: Kinds of files, by their endings.
KINDS = ("csv", "parquet", "xlsx")
#: Tables besides those of steps.
_OTHERS = ("binding", "targets", "first_passage", "assumptions")
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])")


def in_words(value: Any, unit: str = "") -> str:
    """A stated value as a person writes it: ``PERT 180, 300, 540``, ``0.99``, ``2023-11-24``.

    unit: of a ``date`` the days from 1970-01-01 are told as dates; what is less than ten years is a
    spread or a weight.
    """
    if isinstance(value, (int, float)):
        return exact(value)
    if isinstance(value, (datetime.date, str)):
        return str(value)
    kind = type(value).__name__
    if kind == "LogNormal":
        return f"lognormal P10 {_text(value.quantile(0.1))}, P90 {_text(value.quantile(0.9))}"
    _, _, members = repr(value).partition("(")

    def told(found: re.Match[str]) -> str:
        number = float(found[0])
        return str(_day(number)) if unit == "date" and abs(number) > 3650 else exact(number)

    members = members.removesuffix(")")
    return f"{'PERT' if kind == 'Pert' else kind.lower()} {_NUMBER.sub(told, members)}"


def _level(value: Any, p: float) -> Any:
    """A quantile of an uncertain value, None of any other."""
    if not hasattr(value, "quantile"):
        return None
    return value.quantile(p)


def assumptions(plant: Any) -> Frame:
    """What is uncertain or stated in a plant, a row for each number and reading.

    Columns: path, value (in words), unit, p10, p50, p90 (numbers in that unit; of what is certain
    NaN, of dates the days from 1970-01-01), kind (``fact``, ``assumption``), source, known_on,
    alternatives (the option it belongs to), uncertain (``yes``, ``no``), meaning.
    """
    columns: dict[str, Any] = {
        name: []
        for name in [
            "path",
            "value",
            "unit",
            "p10",
            "p50",
            "p90",
            "kind",
            "source",
            "known_on",
            "alternatives",
            "uncertain",
            "meaning",
        ]
    }
    for each in _core.stated_numbers(plant):
        row = {
            "path": each["path"],
            "value": in_words(each["value"], each["unit"]),
            "unit": each["unit"],
            **{f"p{p}": _number(_level(each["value"], p / 100)) for p in (10, 50, 90)},
            "kind": "" if each["kind"] in (None, "unstated") else str(each["kind"]),
            "source": each["source"] or "",
            "known_on": _text(each["known_on"]),
            "alternatives": each["alternatives"] or "",
            "uncertain": "yes" if each["uncertain"] else "no",
            "meaning": each["meaning"],
        }
        for name, value in row.items():
            columns[name].append(value)
    for name in ("p10", "p50", "p90"):
        columns[name] = np.array(columns[name], dtype=np.float64)
    return Frame(columns)


def defaults(plant: Any) -> Frame:
    """The numbers of a plant that nothing states, a row each.

    Columns: path, value (in words, empty where it follows from something), unit, follows (what it
    follows from), meaning.
    """
    rows = _core.default_numbers(plant)
    columns: dict[str, Any] = {
        name: [row[name] for row in rows] for name in ("path", "unit", "follows", "meaning")
    }
    columns["value"] = ["" if row["follows"] else exact(row["value"]) for row in rows]
    return Frame({name: columns[name] for name in ("path", "value", "unit", "follows", "meaning")})


def percentile_text(value: float, unit: str) -> str:
    """A percentile of `assumptions` as a person reads it, empty where there is none."""
    if value != value:
        return ""
    return _text(_day(value) if unit == "date" else value)


def _day(days: float) -> datetime.date:
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=round(days))


def _number(value: Any) -> float:
    if value is None:
        return float("nan")
    if isinstance(value, datetime.date):
        return float((value - datetime.date(1970, 1, 1)).days)
    return float(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, datetime.date)):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def tables(forecast: Forecast) -> dict[str, Frame]:
    """Every table of a forecast by the stem of its file, the finest steps first."""
    steps = list(reversed(forecast.steps()))
    forecast.collect(steps)
    result = {TABLE_OF[step].replace("-", "_"): forecast.frame(step) for step in steps}
    result |= segment_tables(forecast)
    result["binding"] = _binding(forecast, steps)
    result["targets"] = forecast.targets()
    result["first_passage"] = forecast.first_passage()
    result["assumptions"] = assumptions(forecast.plant)
    return result


def _binding(forecast: Forecast, steps: Sequence[str]) -> Frame:
    """What limits output, over all steps in one table."""
    columns: dict[str, Any] = {}
    for step in steps:
        table = forecast.binding(step)
        columns.setdefault("step", []).extend([step] * len(table))
        for name in table.columns:
            columns.setdefault(name, []).extend(list(table[name]))
    for name in ("share", "alone", "units_lost"):
        if name in columns:
            columns[name] = np.asarray(columns[name], dtype=np.float64)
    return Frame(columns)


# --- in place ----------------------------------------------------------------------------------


def check_folder(folder: str | os.PathLike[str], names: Iterable[str] = ()) -> Path:
    """A folder to write files of these names to.

    Raises NotADirectoryError where it, or one above it, is a file, IsADirectoryError where a folder
    stands in the way of a file, PermissionError where it cannot be written to, FileNotFoundError
    for no name.
    """
    if not os.fspath(folder):
        raise FileNotFoundError(errno.ENOENT, "the name of a folder is needed", "")
    path = Path(folder)
    above = next(each for each in (path, *path.absolute().parents) if each.exists())
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(above))
    if not os.access(above, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(above))
    for name in names:
        if (path / name).is_dir():
            raise IsADirectoryError(
                errno.EISDIR, "is a folder, must not be: a file goes there", str(path / name)
            )
    return path


def file_names(
    steps: Iterable[str], kinds: Iterable[str] = KINDS, by: Iterable[str] = ()
) -> list[str]:
    """The files of a forecast whose tables are by these steps, and by product or line."""
    steps = list(steps)
    stems = [*(TABLE_OF[step].replace("-", "_") for step in steps), *_OTHERS]
    stems += table_names(steps, list(by))
    made = [f"{stem}.{kind}" for kind in kinds if kind != "xlsx" for stem in stems]
    return made + (["forecast.xlsx"] if "xlsx" in kinds else [])


def write_tables(
    forecast: Forecast,
    folder: str | os.PathLike[str],
    kinds: Sequence[str] = KINDS,
) -> list[str]:
    """Writes the tables of a forecast to a folder; see `Forecast.write`."""
    path = check_folder(folder, file_names(forecast.steps(), kinds, collected_by(forecast)))
    notes: list[str] = []
    with told_as(path), folder_for(path) as made:
        frames = tables(forecast)
        if "csv" in kinds:
            for stem, frame in frames.items():
                frame.to_csv(made / f"{stem}.csv")
        if "parquet" in kinds:
            try:
                need("pyarrow.parquet", "arrow", "Parquet")
            except MissingExtraError as error:
                notes.append(f"no Parquet files: {error}")
            else:
                for stem, frame in frames.items():
                    frame.to_parquet(made / f"{stem}.parquet")
        if "xlsx" in kinds:
            try:
                _make_excel(forecast, frames, made / "forecast.xlsx")
            except MissingExtraError as error:
                notes.append(f"no workbook: {error}")
        put_all(sorted(made.iterdir()), path)
    return notes


def write_frames(
    frames: dict[str, Frame],
    path: str | os.PathLike[str],
    title: str,
    forms: Callable[[str], str] = lambda _: "",
) -> None:
    """Writes a workbook with a sheet for each frame, whole or not at all.

    forms: how a column's numbers are shown: ``share`` (in percent), ``whole``, ``digits`` (up to
    four of them); empty: by their size.
    """
    with whole_file(path) as file, _book(file, title, "") as (book, formats):
        for name, frame in frames.items():
            _fill(book.add_worksheet(name), frame, True, formats, forms)


def write_excel(forecast: Forecast, path: str | os.PathLike[str]) -> None:
    """Writes the workbook of a forecast; see `Forecast.to_excel`."""
    with whole_file(path) as file:
        _make_excel(forecast, tables(forecast), file)


# --- the workbook ------------------------------------------------------------------------------

_PERCENTILES = {"p10", "p50", "p90"}
_SHARES = {"share", "alone", "probability", "units", "value", "both"}


@contextlib.contextmanager
def _plain_errors(library: Any) -> Iterator[None]:
    """Raises as OSError what the library could not write."""
    try:
        yield
    except library.exceptions.FileCreateError as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, OSError):
            raise OSError(cause.errno, cause.strerror, cause.filename) from None
        raise OSError(errno.EIO, str(cause)) from None


@contextlib.contextmanager
def _book(
    path: Path, title: str, comments: str, created: datetime.date | None = None
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """A workbook and its formats. What changes with the clock would make equal tables unequal."""
    library = need("xlsxwriter", "excel", "A workbook")
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    options |= {"strings_to_urls": False, "strings_to_numbers": False}
    options["tmpdir"] = str(path.parent)
    with _plain_errors(library), library.Workbook(str(path), options) as book:
        day = created or datetime.date(2000, 1, 1)
        book.set_properties(
            {
                "title": clean(title),
                "comments": clean(comments),
                "created": datetime.datetime.combine(day, datetime.time()),
            }
        )
        yield (
            book,
            {
                "head": book.add_format({"bold": True, "bottom": 1}),
                "date": book.add_format({"num_format": "yyyy-mm-dd"}),
                "whole": book.add_format({"num_format": "#,##0"}),
                "tenths": book.add_format({"num_format": "#,##0.0"}),
                "digits": book.add_format({"num_format": "#,##0.####"}),
                "share": book.add_format({"num_format": "0.0%"}),
            },
        )


def _make_excel(forecast: Forecast, frames: dict[str, Frame], path: Path) -> None:
    plant = forecast.plant
    comments = f"{forecast.paths} paths, seed {forecast.seed}"
    created = plant.as_of or forecast.timeline.start
    with _book(path, plant.name or plant.id, comments, created) as (book, formats):
        steps = [stem for stem in frames if stem not in _OTHERS]
        of_plant = [stem for stem in steps if "_by_" not in stem]
        order = [*reversed(of_plant), *(s for s in steps if s not in of_plant), *_OTHERS]
        for stem in order:
            sheet = book.add_worksheet(stem.replace("_", "-"))
            _fill(sheet, frames[stem], stem in steps, formats)


def _fill(
    sheet: Any,
    frame: Frame,
    figures: bool,
    formats: dict[str, Any],
    forms: Callable[[str], str] = lambda _: "",
) -> None:
    sheet.freeze_panes(1, 0)
    dated = "unit" in frame.columns
    units = frame["unit"] if dated else []
    for j, name in enumerate(frame.columns):
        values = frame[name]
        sheet.write_string(0, j, clean(name), formats["head"])
        width = cell_len(name)
        for i, value in enumerate(values, start=1):
            if isinstance(value, datetime.date):
                sheet.write_datetime(i, j, value, formats["date"])
                width = max(width, 10)
            elif isinstance(value, (float, np.floating)):
                number = float(value)
                if number != number:
                    continue
                if dated and name in _PERCENTILES and units[i - 1] == "date":
                    sheet.write_datetime(i, j, _day(number), formats["date"])
                    width = max(width, 10)
                    continue
                form = formats["share" if not figures and name in _SHARES else "whole"]
                if forms(name):
                    form = formats[forms(name)]
                elif figures and abs(number) < 100:
                    form = formats["tenths"]
                elif name in _PERCENTILES and abs(number) < 100:
                    form = formats["digits"]
                sheet.write_number(i, j, number, form)
                width = max(width, len(f"{number:,.0f}") + 2)
            elif value:
                text = clean(str(value))
                sheet.write_string(i, j, text)
                width = max(width, cell_len(text))
        sheet.set_column(j, j, min(60, width + 1))
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
