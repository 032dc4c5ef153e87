"""What was made, as ``calibrate`` takes it."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _core
from .observed import observed
from .refusals import must_be, told
from .units import clean

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


def label_of(step: str, start: datetime.date) -> str:
    """The label of a period by its first day."""
    if step == "day":
        return start.isoformat()
    if step == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    month = start.month
    named = {
        "month": f"{start.year}-{month:02d}",
        "quarter": f"{start.year}-Q{(month + 2) // 3}",
        "half-year": f"{start.year}-H{(month + 5) // 6}",
        "year": f"{start.year}",
    }
    return named[step]


def _after(step: str, start: datetime.date) -> datetime.date:
    """The first day of the next period."""
    if step in ("day", "week"):
        return start + datetime.timedelta(days=1 if step == "day" else 7)
    months = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[step]
    index = 12 * start.year + start.month - 1 + months
    return datetime.date(index // 12, index % 12 + 1, 1)


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


def _of_frame(plant: _core.Plant, frame: Any, metric: str, step: str | None) -> list[Seen]:
    # A zero before the first units says that nothing had begun.
    data = observed(frame, {}, step, from_first=False)
    what = f"{frame}, row" if isinstance(frame, str) or hasattr(frame, "__fspath__") else "row"
    made = []
    for series in data.series:
        first = next(row for row in series.rows if row)
        by, member = _series_of(plant, series.id, f"{what} {first}")
        for i, (amount, row) in enumerate(zip(series.y, series.rows)):
            if math.isnan(amount):
                continue
            start = _first_day(data, series.first + i)
            made.append(
                Seen(
                    _METRICS[metric],
                    by,
                    member,
                    data.step,
                    label_of(data.step, start),
                    start,
                    _after(data.step, start),
                    float(amount),
                    f"{what} {row}",
                )
            )
    return made


def _first_day(data: Any, index: int) -> datetime.date:
    from .observed import first_day

    return first_day(data.step, index)


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
        seen = _of_frame(plant, actuals, metric, step)
        if not seen:
            raise ValueError("actuals: every y is missing, must be one or more numbers")
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
    fine = [each for each in _FINE if each in steps or own.step == each]
    step = fine[0] if fine else "month"
    if step == "week":
        end += datetime.timedelta(days=-(end - start).days % 7)
    return _core.Timeline(
        start,
        end,
        step=step,
        fiscal_year_starts=own.fiscal_year_starts,
        quarters=own.quarters,
    )


def check_path_name(name: str, value: Any) -> str:
    """Raises TypeError for what is no text."""
    if not isinstance(value, str):
        raise must_be(name, "text", value)
    return value
