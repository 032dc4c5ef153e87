"""``rampcast fit``: a ramp curve fitted to a table."""

from __future__ import annotations

import argparse
import math
import re
from pathlib import Path
from typing import Any

from ..units import clean

_TIMES, _VALUES = ("ds", "t", "date", "period"), ("y",)


def add_fit(verbs: Any) -> None:
    """Adds the command to those of the parser."""
    verb = verbs.add_parser(
        "fit",
        help="fit a ramp curve to a table",
        description="Fits a ramp curve to the rows of a table (CSV) by least squares: parameters "
        "with their errors, how well it fits, and what it says of later times. The table has a "
        "column of times (ds or t: days, dates or periods such as 2024-03; with --totals four "
        "digits in ds are a year), one of values (y) and, for several series, one of names "
        "(unique_id).",
    )
    verb.add_argument("file", metavar="FILE", help="table (CSV)")
    verb.add_argument(
        "--curve",
        default="logistic",
        metavar="NAME",
        help="kind of ramp curve: logistic, gompertz, bass ... (default %(default)s)",
    )
    verb.add_argument(
        "--totals", action="store_true", help="y are totals of the periods that begin at the times"
    )
    verb.add_argument(
        "--total-share",
        action="store_true",
        help="the curve is the share of all units there will be, as Bass's; needs --totals",
    )
    verb.add_argument("--robust", action="store_true", help="let outliers draw less (soft L1)")
    verb.add_argument("--times", metavar="COLUMN", help="default: ds, t, date or period")
    verb.add_argument("--values", metavar="COLUMN", help="default: y")
    verb.add_argument(
        "--ahead", type=int, default=0, metavar="N", help="print so many further times (default 0)"
    )
    verb.add_argument(
        "--level",
        type=float,
        default=80,
        metavar="PERCENT",
        help="of the range printed with --ahead (default %(default)s)",
    )
    verb.set_defaults(do=run_fit)


def _column(names: list[str], wanted: str | None, usual: tuple[str, ...], file: str) -> str:
    if wanted is not None and wanted not in names:
        raise ValueError(f'{file}: there is no column "{wanted}"; there are {", ".join(names)}')
    found = wanted or next((name for name in usual if name in names), None)
    if found is None:
        raise ValueError(
            f"{file}: there is no column {' or '.join(usual)}; there are {', '.join(names)}"
        )
    return found


def _value(file: str, number: int, column: str, cell: str | None) -> float:
    text = (cell or "").strip()
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        shown = f'"{clean(text)}"' if text else "empty"
        raise ValueError(
            f'{file}, row {number}, column "{column}": is {shown}, must be a finite number'
        )
    return value


def _time(cell: str | None) -> Any:
    from ..fitting.fit_times import is_date

    text = (cell or "").strip()
    try:
        return text if is_date(text) else float(text)
    except ValueError:
        return text


def _is_year(cell: str | None) -> bool:
    return re.fullmatch(r"(19|20|21)\d\d", (cell or "").strip()) is not None


def run_fit(args: argparse.Namespace) -> None:
    """Prints what `fit` finds for each series of the table."""
    from ..fitting.fit import fit
    from ..line.line_table import _csv_rows

    file = args.file
    _, rows = _csv_rows(Path(file))
    if not rows:
        raise ValueError(f"{file}: there are no rows, must be one an observation")
    if not 1 <= args.level < 100:
        raise ValueError(
            f"--level is {args.level:g}, must be at least 1 and less than 100; it is in per cent"
        )
    if not 0 <= args.ahead <= 10_000:
        raise ValueError(f"--ahead is {args.ahead}, must be at least 0 and at most 10000")
    names = list(rows[0][1])
    at = _column(names, args.times, _TIMES, file)
    of = _column(names, args.values, _VALUES, file)
    series: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, row in rows:
        series.setdefault(str(row.get("unique_id") or ""), []).append((number, row))
    texts, failed = [], []
    for name, own in series.items():
        times = [_time(row.get(at)) for _, row in own]
        if at == "ds" and args.totals and all(_is_year(row.get(at)) for _, row in own):
            times = [f"{time:.0f}" for time in times]
        values = [_value(file, number, of, row.get(of)) for number, row in own]
        title = f"{clean(name)}: " if name else ""
        try:
            found = fit(
                args.curve,
                times,
                values,
                totals=args.totals,
                loss="soft_l1" if args.robust else "squares",
                share_of="total" if args.total_share else "rate",
            )
        except (ValueError, TypeError) as error:
            if len(series) == 1:
                raise ValueError(f"{file}: {error}") from None
            failed.append(f"{title}{error}")
            continue
        text = title + repr(found)
        if args.ahead:
            text += "\n\n" + repr(found.ahead(args.ahead, args.level / 100))
        texts.append(text)
    print("\n\n".join([*texts, *failed]))
    if not texts:
        raise ValueError(f"{file}: no series could be fitted")
