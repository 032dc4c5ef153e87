"""What was made, as ``calibrate`` takes it."""

from __future__ import annotations

import calendar
import datetime
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import _core
from ..refusals import must_be, told
from ..units import clean
from .calibrate_rows import columns_of, rows_of

#: Steps that months cannot be gathered into.
_FINE = ("day", "week", "half-month")
_METRICS = {"units": "units", "value": "gross_output_value"}


@dataclass(frozen=True)
class Seen:
    """A figure that was observed."""

    metric: str
    #: ``plant``, ``line`` or ``product``.
    by: str
    #: The line or product; empty for the plant.
    member: str
    step: str
    label: str
    start: datetime.date
    #: The day after its last.
    end: datetime.date
    amount: float
    #: Where it stands, for errors: ``actuals.csv, row 3``.
    where: str

    @property
    def series(self) -> str:
        """What the figure is of, in words."""
        return f"{self.by} {self.member}".strip()


def _series_of(plant: _core.Plant, name: str, where: str) -> tuple[str, str]:
    """What a ``unique_id`` stands for: ``plant``, a line or a product."""
    lines = [each.name for each in plant.lines]
    products = [each.name for each in plant.products]
    for by, names in (("line", lines), ("product", products)):
        if name.startswith(f"{by}.") and name[len(by) + 1 :] in names:
            return by, name[len(by) + 1 :]
    found = [(by, name) for by, names in (("line", lines), ("product", products)) if name in names]
    if name in (plant.id, plant.name, "plant"):
        found.insert(0, ("plant", ""))
    if len(found) == 1:
        return found[0]
    if found:
        words = " and ".join(f"a {by}" if by != "plant" else "the plant" for by, _ in found)
        raise ValueError(
            f"{where}: unique_id {told(name)} is {words}; write line.{clean(name)}, "
            f"product.{clean(name)} or plant"
        )
    known = ", ".join(clean(each) for each in [plant.id, *lines, *products])
    raise ValueError(
        f"{where}: unique_id is {told(name)}, must be the plant, one of its lines or one of its "
        f"products: {known}"
    )


def _of_rows(plant: _core.Plant) -> list[Seen]:
    """The plant's own reported periods."""
    made = []
    for row, each in enumerate(plant.actuals, 1):
        step, start, end = _core.parse_period(each.period, plant.timeline)[:3]
        for metric in ("units", "value"):
            amount = getattr(each, metric)
            if amount is not None:
                made.append(
                    Seen(
                        _METRICS[metric],
                        "plant",
                        "",
                        step,
                        each.period,
                        start,
                        end,
                        float(amount),
                        f"actual {row} ({clean(each.period)})",
                    )
                )
    return made


def _check_overlaps(seen: list[Seen]) -> None:
    """The same units must not be told of twice."""
    last: dict[tuple[str, str, str], Seen] = {}
    for each in sorted(seen, key=lambda one: (one.start, one.end)):
        key = (each.metric, each.by, each.member)
        before = last.get(key)
        if before is not None and each.start < before.end:
            raise ValueError(
                f"{each.where}: {each.label} of {each.series} lies within {before.label} of "
                f"{before.where}; state one of them"
            )
        last[key] = each
    kinds = {each.by for each in seen}
    for by in ("line", "product"):
        if "plant" in kinds and by in kinds:
            whole = [each for each in seen if each.by == "plant"]
            for each in seen:
                for other in whole:
                    if each.by == by and each.start < other.end and other.start < each.end:
                        raise ValueError(
                            f"{each.where}: {each.label} of {each.series} is part of what "
                            f"{other.where} states of the plant; state one of them"
                        )
    if {"line", "product"} <= kinds:
        one = next(each for each in seen if each.by == "product")
        raise ValueError(
            f"{one.where}: products and lines are both stated; they tell of the same units, state "
            "one of them"
        )


def read_actuals(plant: _core.Plant, actuals: Any, metric: str, step: str | None) -> list[Seen]:
    """Figures observed, in order of time. actuals: a frame, a file, or None for the plant's own
    rows. Raises ValueError by row."""
    if isinstance(actuals, list) and actuals and all(isinstance(each, Seen) for each in actuals):
        return list(actuals)
    if metric not in _METRICS:
        raise ValueError(f"metric is {told(metric)}, must be units or value")
    if actuals is None:
        seen = _of_rows(plant)
        if not seen:
            raise ValueError(
                "the plant states no actual rows; give actuals with unique_id, ds and y"
            )
    else:
        return seen_in(plant, columns_of(actuals), metric, step)
    return _in_order(seen)


def seen_in(
    plant: _core.Plant,
    table: tuple[str, list[int], dict[str, list[Any]]],
    metric: str,
    step: str | None,
) -> list[Seen]:
    """Figures of a table of `columns_of`, in order of time; missing ones are left out."""
    own = plant.timeline or (_core.default_timeline(plant) if plant.as_of else None)
    seen = []
    for row in rows_of(table, own, metric, step):
        by, member = _series_of(plant, row.id, row.where)
        if not math.isnan(row.amount):
            period = (row.step, row.label, row.start, row.end)
            seen.append(Seen(_METRICS[row.metric], by, member, *period, row.amount, row.where))
    if not seen:
        raise ValueError(f"{table[0]}: every y is missing, must be one or more numbers")
    return _in_order(seen)


def _in_order(seen: list[Seen]) -> list[Seen]:
    _check_overlaps(seen)
    return sorted(seen, key=lambda each: (each.end, each.start, each.by, each.member))


def floor_of(seen: list[Seen]) -> np.ndarray:
    """Below this a figure counts as this: half a unit, or a thousandth of the usual value."""
    usual: dict[str, float] = {}
    for metric in {each.metric for each in seen}:
        amounts = [each.amount for each in seen if each.metric == metric and each.amount > 0]
        usual[metric] = float(np.median(amounts)) if amounts else 1.0
    return np.array(
        [0.5 if each.metric == "units" else max(usual[each.metric] * 1e-3, 1e-9) for each in seen]
    )


def past_timeline(plant: _core.Plant, seen: list[Seen]) -> _core.Timeline:
    """The days up to the last observed, from the plant's begin or the first observed on."""
    own = plant.timeline or _core.default_timeline(plant)
    start = min([own.start, *(each.start for each in seen)])
    end = max(each.end for each in seen)
    steps = {each.step for each in seen}
    if own.step in _FINE:
        steps.add(own.step)
    if steps == {"week"} or ("week" in steps and str(own.quarters) != "months"):
        step = "week"
    elif "day" in steps or "week" in steps:
        step = "day"
    else:
        step = "half-month" if "half-month" in steps else "month"
    if step == "week":
        end += datetime.timedelta(days=-(end - start).days % 7)
    return _core.Timeline(
        start,
        end,
        step=step,
        fiscal_year_starts=own.fiscal_year_starts,
        quarters=own.quarters,
    )


def not_of(plant: _core.Plant, seen: Seen) -> str:
    """What is wrong with a period that the plant's timeline does not have."""
    own = plant.timeline or _core.default_timeline(plant)
    weeks = str(own.quarters)
    how = f"has quarters of {weeks} weeks" if weeks != "months" else "has other years"
    if weeks == "months" and own.fiscal_year_starts != 1:
        how = f"begins its years with {calendar.month_name[int(own.fiscal_year_starts)]}"
    return (
        f"{clean(seen.label)} is no {seen.step} of the plant's timeline, which {how}; write "
        "periods as FY2025-Q1, or by day"
    )


def check_path_name(name: str, value: Any) -> str:
    """Raises TypeError for what is no text."""
    if not isinstance(value, str):
        raise must_be(name, "text", value)
    return value
