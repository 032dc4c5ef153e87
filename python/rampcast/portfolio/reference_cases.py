"""Announcements and what became of them, as read from a table."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..cells import day_of, nearest, number_of, text_of
from ..refusals import told
from ..tables import Source, TableError, read_rows

#: Columns of the table a class is learned from.
COLUMNS = {
    "name": "what was announced",
    "kind": "industry or branch; empty: not known",
    "stage": "stage when announced, such as plan, build, ramp, run, revised; empty: not known",
    "announced_on": "when it was announced: a date, a month or a year",
    "announced_quantity": "what was announced, in any unit",
    "by_when": "by when it was announced for: a date, a month or a year",
    "achieved_quantity": "what was there by then, in the same unit; empty: not known",
    "cluster": "the programme it belongs to; rows of one are not independent. Empty: its name",
}
#: So many faults of a table are told at once.
_MOST_FAULTS = 20


@dataclass(frozen=True)
class Cases:
    """Announcements as columns."""

    names: list[str]
    kinds: np.ndarray
    stages: np.ndarray
    log_horizons: np.ndarray
    shares: np.ndarray
    clusters: np.ndarray

    def __len__(self) -> int:
        return len(self.names)


def cases_of(rows: list[tuple[str, str, str, float, float, str]]) -> Cases:
    names, kinds, stages, horizons, shares, clusters = zip(*rows) if rows else ((),) * 6
    return Cases(
        list(names),
        _alike(kinds),
        np.array(stages, dtype=object),
        np.array(horizons, dtype=np.float64),
        np.array(shares, dtype=np.float64),
        _alike(clusters),
    )


def _alike(words: Sequence[str]) -> np.ndarray:
    """Words in one case: kinds and programmes that differ in that alone are the same."""
    return np.array([each.casefold() for each in words], dtype=object)


def in_order(cases: Cases) -> Cases:
    order = np.argsort(cases.shares, kind="stable")
    rest = (cases.kinds, cases.stages, cases.log_horizons, cases.shares, cases.clusters)
    return Cases([cases.names[i] for i in order], *(each[order] for each in rest))


def read_cases(source: Source, *, known: bool) -> tuple[str, Cases, int]:
    """What errors call a table, its rows, and how many of unknown outcome were left out.

    known: of what became of announcements; else of announcements to ask about.
    """
    what, columns, rows = read_rows(source)
    if known:
        for needed in ("stage", "announced_quantity", "achieved_quantity"):
            if needed not in columns:
                hint = nearest(needed, columns).replace("did you mean", "is it")
                raise ValueError(f"{what}: has no column {told(needed)}{hint}")
    made, unknown, faults = [], 0, []
    for number, row in rows:
        try:
            case = _case(what, number, row, known)
        except ValueError as error:
            faults.append(str(error))
            if len(faults) >= _MOST_FAULTS:
                break
            continue
        unknown += case is None
        if case is not None:
            made.append(case)
    if faults:
        raise TableError(faults, _MOST_FAULTS)
    if known and not made:
        raise ValueError(f"{what}: has no row with an achieved quantity, must have at least 2")
    return what, cases_of(made), unknown


def _case(
    what: str, number: int, row: dict[str, Any], known: bool
) -> tuple[str, str, str, float, float, str] | None:
    def place(column: str) -> str:
        return f"{what}, row {number}, column {told(column)}"

    share = math.nan
    if known:
        announced = number_of(row.get("announced_quantity"), place("announced_quantity"))
        if announced is None or announced <= 0:
            shown = "empty" if announced is None else f"{announced:.6g}"
            raise ValueError(f"{place('announced_quantity')}: is {shown}, must be more than 0")
        achieved = number_of(row.get("achieved_quantity"), place("achieved_quantity"))
        if achieved is None:
            return None
        if achieved < 0:
            raise ValueError(f"{place('achieved_quantity')}: is {achieved:.6g}, must be at least 0")
        share = achieved / announced
    told_on = day_of(row.get("announced_on"), place("announced_on"))
    by = day_of(row.get("by_when"), place("by_when"), late=True)
    horizon = math.nan
    if told_on is not None and by is not None:
        begin, exact = told_on
        if exact != "day":  # the middle of it
            begin += datetime.timedelta(days=182 if exact == "year" else 15)
        if by[0] < told_on[0] - datetime.timedelta(days=366):
            raise ValueError(
                f"{place('by_when')}: is {by[0]}, more than a year before it was announced"
            )
        horizon = math.log(max(1.0, (by[0] - begin).days / 30.44))
    name = text_of(row.get("name")) or f"row {number}"
    cluster = text_of(row.get("cluster")) or name
    return (
        name,
        text_of(row.get("kind")),
        text_of(row.get("stage")).lower(),
        horizon,
        share,
        cluster,
    )
