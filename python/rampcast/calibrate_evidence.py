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

from .refusals import must_be, told
from .units import clean

#: A day is known to within this.
_DAY_SD = 0.5


@dataclass
class _Row:
    driver: str
    where: str
    likelihood: Callable[[np.ndarray], np.ndarray]
    index: int = -1
    date: bool = False


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
        for number, stated in enumerate(self._stated, 1):
            row = _row(f"evidence row {number}", stated, self._origin(number, stated, f))
            if row.driver not in f.drivers:
                near = difflib.get_close_matches(row.driver, f.drivers, 1, 0.3)
                hint = f"; the nearest is {clean(near[0])}" if near else ""
                raise ValueError(
                    f"{row.where}: {told(row.driver)} is none of the plant's uncertain numbers"
                    + hint
                )
            row.index = f.drivers.index(row.driver)
            self.rows.append(row)

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
        if parts[0] == "milestone":
            known = {each.name: each.on for each in self._plant.milestones}
            after = next((each.after for each in self._plant.milestones if each.name == name), [])
            days = [known.get(each) for each in after]
        else:
            days = [each.starts for each in self._plant.lines if each.name == name]
            known = {each.name: each.on for each in self._plant.milestones}
            days = [known.get(each) if isinstance(each, str) else each for each in days]
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
            return _Row(driver, where, _normal(day, sd), date=True)
        number = _number(where, "value", value)
        if "sd" not in given:
            raise ValueError(f"{where}: sd is missing, the error of the value")
        return _Row(driver, where, _normal(number, _number(where, "sd", given["sd"], 0)))
    if form[0] == "reached":
        reached = given["reached"]
        if not isinstance(reached, (bool, np.bool_)):
            raise ValueError(f"{where}: reached is {told(reached)}, must be True or False")
        by = given["by"]
        # Dates count in days from the reference, lengths in their own unit.
        at = _day(where, "by", by, reference) if _is_date(by) else _number(where, "by", by)
        return _Row(driver, where, _reached(at, bool(reached)), date=_is_date(by))
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
    numbers with spaces between. Raises ValueError for a file that has no such columns."""
    from pathlib import Path

    from .line_table import _csv_rows

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
            given["times"] = str(given["times"]).split()
        made.append(given)
    return made
