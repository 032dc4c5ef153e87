"""What the cells of tables from outside mean: text, numbers, shares, days."""

from __future__ import annotations

import datetime
import difflib
import math
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from .refusals import told, type_name

_NUMBER = re.compile(
    r"[+-]?(\d{1,3}(,\d{3})+|\d{1,3}([ \u00a0\u2009\u202f]\d{3})+|\d{1,3}(['\u2019]\d{3})+|[\d_]+)?"
    r"(\.\d*)?([eE][+-]?\d+)?"
)
_GROUPING = str.maketrans("", "", ",_ \u00a0\u2009\u202f'\u2019")
#: Thousands grouped by full stops, or a number with three decimals.
_DOTTED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")
_DECIMAL_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+")
#: What stands in cells where nothing is known.
_NOTHING = ("", "n/a")
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


def is_empty(cell: Any) -> bool:
    """Whether a cell states nothing: None, NaN, NaT, blank text or n/a."""
    if cell is None or (isinstance(cell, str) and cell.strip().lower() in _NOTHING):
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

    Text may group thousands by commas, spaces or apostrophes (``1,200,000``). Raises ValueError at
    the place otherwise.
    """
    if is_empty(cell):
        return None
    if isinstance(cell, str):
        text = cell.strip().replace("\u2212", "-")
        if text and _NUMBER.fullmatch(text) and any(c.isdigit() for c in text):
            cell = text.translate(_GROUPING)
    try:
        if isinstance(cell, (bool, np.bool_, datetime.date, np.datetime64)):
            raise TypeError
        value = float(cell)
    except (TypeError, ValueError, OverflowError):
        shown = told(cell) if isinstance(cell, str) else type_name(cell)
        raise ValueError(f"{place}: is {shown}, must be {what}{_instead(cell)}") from None
    if not math.isfinite(value):
        raise ValueError(f"{place}: is {value}, must be a finite number")
    return value


def _instead(cell: Any) -> str:
    """What to write instead of a number that is written in another way."""
    text = cell.strip() if isinstance(cell, str) else ""
    if _DECIMAL_COMMA.fullmatch(text):
        return f"; write {text.replace('.', '').replace(',', '.')}"
    if _DOTTED.fullmatch(text):
        return f"; write {text.replace('.', '')}"
    if text and set(text) <= set("-\u2013\u2014?"):
        return "; leave it empty if it is not known, write 0 if it is nothing"
    return ""


def amount_of(cell: Any, place: str) -> float | None:
    """As `number_of`, of a quantity or an amount of money.

    Raises ValueError for ``12.000``, which may have three decimals or group thousands.
    """
    text = cell.strip() if isinstance(cell, str) else ""
    if _DOTTED.fullmatch(text) and text.count(".") == 1:
        one, many = f"{float(text):.6g}", text.replace(".", "")
        raise ValueError(
            f"{place}: is {told(text)}, which may be {one} or {many}: write {one} or {many}"
        )
    return number_of(cell, place)


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
