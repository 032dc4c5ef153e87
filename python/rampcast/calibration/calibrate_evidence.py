"""What is known of drivers beside what was made."""

from __future__ import annotations

import contextlib
import datetime
import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import _core
from ..refusals import must_be, told
from ..units import clean

#: A day is known to within this.
_DAY_SD = 0.5
#: Evidence so many of its sds away contradicts the rest.
_BEYOND = 4.0
#: Units of what takes time.
_TIMES = ("s", "min", "h", "days")


@dataclass
class _Row:
    driver: str
    where: str
    likelihood: Callable[[np.ndarray], np.ndarray]
    #: What it says, and the error of that; NaN where it says no value.
    value: float = math.nan
    sd: float = math.nan
    index: int = -1


def _log_normal_cdf(x: np.ndarray) -> np.ndarray:
    """ln Φ(x), by its tail where that is far."""
    erfc = np.vectorize(math.erfc, otypes=[float])
    near = np.log(np.maximum(0.5 * erfc(-np.maximum(x, -25.0) / math.sqrt(2)), 1e-300))
    far = -0.5 * x * x - np.log(np.maximum(-x, 1.0)) - 0.5 * math.log(2 * math.pi)
    return np.where(x > -25, near, far)


class Evidence:
    """Rows of evidence: of each the driver, and what its value says."""

    def __init__(self, rows: Any, plant: Any) -> None:
        self._stated = _listed(rows)
        self._plant = plant
        self.rows: list[_Row] = []

    def bind(self, f: Any) -> None:
        """Finds the drivers of a `PathFunction`. Raises ValueError by row."""
        self.rows = []
        units = {}
        if self._stated:
            units = {each["path"]: str(each["unit"]) for each in _core.stated_numbers(self._plant)}
        for number, stated in enumerate(self._stated, 1):
            where = f"evidence row {number}"
            row = _row(where, stated, self._origin(number, stated, f))
            if row.driver not in f.drivers:
                near = difflib.get_close_matches(row.driver, f.drivers, 1, 0.3)
                hint = f"; the nearest is {clean(near[0])}" if near else ""
                raise ValueError(
                    f'{where}: "{clean(row.driver)}" is none of the uncertain numbers of the plant'
                    + hint
                )
            row.index = f.drivers.index(row.driver)
            _check_kind(where, row.driver, stated, units.get(row.driver, ""))
            if "good" in stated and not _is_share(f, row.index):
                raise ValueError(
                    f"{where}: {clean(row.driver)} is no share of pieces, which good and of count"
                )
            self.rows.append(row)

    def contradictions(self, numbers: np.ndarray) -> list[str]:
        """Of rows that lie far from all draws, what is to be said. numbers: a row a draw."""
        said = []
        for row in self.rows:
            values = numbers[:, row.index]
            values = values[~np.isnan(values)]
            if math.isnan(row.value) or not values.size:
                continue
            off = float((row.value - np.median(values)) / row.sd)
            if abs(off) > _BEYOND:
                said.append(
                    f"{row.where} of {clean(row.driver)} lies {abs(off):,.1f} sds "
                    f"{'above' if off > 0 else 'below'} what figures and assumptions leave: one of "
                    "them is wrong"
                )
        return said

    def _origin(self, number: int, stated: Mapping[str, Any], f: Any) -> datetime.date:
        """The day from which a date counts: that of dates, or of the milestones or the start that a
        length follows. Raises ValueError where that is not certain."""
        driver = stated.get("driver")
        parts = driver.split(".") if isinstance(driver, str) else [""]
        if not any(_is_date(stated.get(name)) for name in ("value", "by")):
            return f.reference
        if parts[-1] not in ("days", "lag_days"):
            return f.reference
        where = f"evidence row {number}"
        name = ".".join(parts[1:-1])
        milestones = {each.name: each for each in self._plant.milestones}
        if parts[0] == "milestone":
            follows = milestones[name].after if name in milestones else []
        else:
            follows = [each.starts for each in self._plant.lines if each.name == name]
        days = [
            milestones[each].on if isinstance(each, str) and each in milestones else each
            for each in follows
        ]
        days = [each.value if isinstance(each, _core.Stated) else each for each in days]
        if not days or not all(isinstance(each, datetime.date) for each in days):
            raise ValueError(
                f"{where}: {clean(driver or '')} follows what has no certain date; state its days "
                "instead of a date"
            )
        return max(days)

    def log_likelihood(self, numbers: np.ndarray) -> np.ndarray:
        """Of each row of the drivers' own values. A driver that is not uncertain in an alternative
        has nothing to say there."""
        made = np.zeros(len(numbers))
        for row in self.rows:
            values = numbers[:, row.index]
            known = ~np.isnan(values)
            made[known] += row.likelihood(values[known])
        return made


def _is_share(f: Any, index: int) -> bool:
    """Whether a driver lies within 0 and 1 wherever it is uncertain."""
    ends = np.concatenate([[[x] * len(f.drivers)] for x in (-4.0, 0.0, 4.0)])
    values = np.concatenate([f.numbers(ends, i)[:, index] for i in range(len(f.alternatives))])
    return bool(np.all(np.isnan(values) | ((values >= 0) & (values <= 1))))


def _check_kind(where: str, driver: str, stated: Mapping[str, Any], unit: str) -> None:
    """Raises ValueError for evidence of another kind than the driver."""
    last = driver.rsplit(".", 1)[-1]
    given = {name: value for name, value in stated.items() if not _empty(value)}
    said = [given[name] for name in ("value", "by") if name in given]
    dated = any(map(_is_date, said))
    name, told_unit = clean(driver), f"is in {unit}" if unit not in ("", "1") else "has no unit"
    if unit == "date" and said and not dated:
        raise ValueError(
            f"{where}: {name} is a date, {told(said[0])} is none; write it as 2024-03-05"
        )
    if dated and unit != "date" and last not in ("days", "lag_days"):
        raise ValueError(f"{where}: {name} {told_unit}, must be told of by a number, not a date")
    if "reached" in given and unit not in ("date", *_TIMES):
        raise ValueError(f"{where}: {name} {told_unit}; reached is of dates and times")
    if "times" in given and unit not in _TIMES:
        raise ValueError(f"{where}: {name} {told_unit}; times are of what takes time")
    if "stops" in given and not last.startswith("mtbf"):
        raise ValueError(
            f"{where}: {name} is no time between stops (mtbf_h), which stops and hours count"
        )


def _listed(rows: Any) -> list[Mapping[str, Any]]:
    if rows is None:
        return []
    if hasattr(rows, "to_dict") and hasattr(rows, "columns"):
        rows = rows.to_dict("records")
    elif isinstance(rows, (Mapping, str, bytes)):
        raise must_be("evidence", "a list of dicts", rows)
    if not hasattr(rows, "__iter__"):
        raise must_be("evidence", "a list of dicts", rows)
    made = list(rows)
    for each in made:
        if not isinstance(each, Mapping):
            raise must_be("evidence", "a list of dicts", each)
    return made


def _number(where: str, name: str, value: Any, above: float = -math.inf) -> float:
    try:
        if isinstance(value, bool):
            raise TypeError
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{where}: {name} is {told(value)}, must be a finite number")
    if not number > above:
        raise ValueError(f"{where}: {name} is {told(value)}, must be above {above:g}")
    return number


def _day(where: str, name: str, value: Any, reference: datetime.date) -> float:
    """Days from the reference."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            value = datetime.date.fromisoformat(value)
    if not isinstance(value, datetime.date):
        raise ValueError(f"{where}: {name} is {told(value)}, must be a date such as 2024-03-05")
    return float((value - reference).days)


def _is_date(value: Any) -> bool:
    if isinstance(value, str):
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            return False
        return True
    return isinstance(value, datetime.date)


def _normal(value: float, sd: float) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: -0.5 * ((x - value) / sd) ** 2 - math.log(sd) - 0.5 * math.log(2 * math.pi)


def _reached(day: float, reached: bool) -> Callable[[np.ndarray], np.ndarray]:
    side = 1 if reached else -1
    return lambda x: _log_normal_cdf(side * (day - x) / _DAY_SD)


def _numbers_in(where: str, name: str, values: Any) -> np.ndarray:
    if isinstance(values, (str, bytes, Mapping)) or not hasattr(values, "__iter__"):
        raise ValueError(f"{where}: {name} is {told(values)}, must be a list of numbers")
    made = [_number(where, f"{name} {i}", each, 0) for i, each in enumerate(values, 1)]
    if not made:
        raise ValueError(f"{where}: {name} is empty, must be one or more numbers")
    return np.array(made)


def _times(values: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Times of single pieces or repairs, of which the driver is the mean: of shape 1 / cv², the
    squared spread taken from the times themselves (that of an exponential where there is one)."""
    count, mean = len(values), float(values.mean())
    square = float(values.var(ddof=1)) / mean**2 if count > 2 else 1.0
    shape = count / max(square, 1e-4)
    return lambda x: (
        shape * (np.log(mean / np.maximum(x, 1e-300)) + 1 - mean / np.maximum(x, 1e-300))
    )


def _counted(events: float, exposure: float) -> Callable[[np.ndarray], np.ndarray]:
    """Stops in running hours: a Poisson count, of which the driver is the mean time between."""
    return lambda x: (
        -exposure / np.maximum(x, 1e-300) + events * np.log(exposure / np.maximum(x, 1e-300))
        if events
        else -exposure / np.maximum(x, 1e-300)
    )


def _share(good: float, of: float) -> Callable[[np.ndarray], np.ndarray]:
    """Good pieces of so many, of which the driver is the share."""
    return lambda x: good * np.log(x.clip(1e-12, 1)) + (of - good) * np.log((1 - x).clip(1e-12, 1))


_FORMS: Sequence[tuple[str, ...]] = (
    ("value",),
    ("reached", "by"),
    ("times",),
    ("stops", "hours"),
    ("good", "of"),
)


def _row(where: str, stated: Mapping[str, Any], reference: datetime.date) -> _Row:
    known = {"driver", "sd", "source", *(name for form in _FORMS for name in form)}
    given = {name: value for name, value in stated.items() if not _empty(value)}
    for name in stated:
        if name not in known:
            raise ValueError(f"{where}: {told(name)} is none of {', '.join(sorted(known))}")
    driver = given.get("driver")
    if not isinstance(driver, str):
        raise ValueError(f"{where}: driver is {told(driver)}, must be the path of a driver")
    forms = [form for form in _FORMS if any(name in given for name in form)]
    if len(forms) != 1 or any(name not in given for name in forms[0]):
        raise ValueError(
            f"{where}: must state one of value (and sd), reached and by, times, stops and hours, "
            "good and of"
        )
    form = forms[0]
    if form == ("value",):
        value = given["value"]
        if _is_date(value):
            sd = _number(where, "sd", given.get("sd", _DAY_SD), 0)
            day = _day(where, "value", value, reference)
            return _Row(driver, where, _normal(day, sd), day, sd)
        number = _number(where, "value", value)
        if "sd" not in given:
            raise ValueError(f"{where}: sd is missing, the error of the value")
        sd = _number(where, "sd", given["sd"], 0)
        return _Row(driver, where, _normal(number, sd), number, sd)
    if form[0] == "reached":
        reached = given["reached"]
        if not isinstance(reached, (bool, np.bool_)):
            raise ValueError(f"{where}: reached is {told(reached)}, must be True or False")
        by = given["by"]
        # Dates count in days from the reference, lengths in their own unit.
        at = _day(where, "by", by, reference) if _is_date(by) else _number(where, "by", by)
        return _Row(driver, where, _reached(at, bool(reached)))
    if form[0] == "times":
        return _Row(driver, where, _times(_numbers_in(where, "times", given["times"])))
    if form[0] == "stops":
        stops = _number(where, "stops", given["stops"], -1e-9)
        hours = _number(where, "hours", given["hours"], 0)
        return _Row(driver, where, _counted(stops, hours))
    good, of = _number(where, "good", given["good"], -1e-9), _number(where, "of", given["of"], 0)
    if good > of:
        raise ValueError(f"{where}: good is {good:g}, must be at most of, {of:g}")
    return _Row(driver, where, _share(good, of))


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def read_evidence(path: Any) -> list[dict[str, Any]]:
    """Rows of a CSV file: ``driver`` and the columns of `calibrate`'s evidence; ``times`` are
    numbers with spaces, commas or semicolons between. Raises ValueError for a file that has no such
    columns."""
    from pathlib import Path

    from ..line.line_table import _csv_rows

    _, rows = _csv_rows(Path(path))
    made = []
    for number, row in rows:
        given: dict[str, Any] = {k: v for k, v in row.items() if v is not None and str(v).strip()}
        if "reached" in given:
            word = str(given["reached"]).strip().lower()
            if word not in ("true", "false", "yes", "no"):
                raise ValueError(
                    f"{path}, row {number}: reached is {told(given['reached'])}, must be yes or no"
                )
            given["reached"] = word in ("true", "yes")
        if "times" in given:
            given["times"] = str(given["times"]).replace(",", " ").replace(";", " ").split()
        made.append(given)
    return made
