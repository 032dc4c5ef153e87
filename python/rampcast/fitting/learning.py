"""Learning curves fitted to hours, as analysts of aircraft do."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..refusals import must_be, number, told
from ..units import pad
from .fit_times import listed, numbers

THEORIES = ("unit", "cumulative average")
ERRORS = ("relative", "absolute", "midpoints")
HOURS = ("unit", "total", "average")


class LearningFit:
    """What `fit_learning` found. Prints as a table."""

    def __init__(self, found: dict[str, Any], lots: np.ndarray, theory: str, errors: str) -> None:
        self._found = found
        self._rated = len(found["names"]) > 2
        self.theory = theory
        self.errors = errors
        #: A row a parameter: ``name``, ``value``, ``standard_error``.
        self.parameters = Frame(
            {
                "name": list(found["names"]),
                "value": found["values"],
                "standard_error": found["standard_errors"],
            }
        )
        self.covariance: np.ndarray = found["covariance"]
        #: The unit whose hours are the average of its lot, by row.
        self.midpoints: np.ndarray = found["midpoints"]
        #: Of logarithms of average hours; with ``errors="absolute"`` of the averages themselves.
        self.residuals: np.ndarray = found["residuals"]
        self.degrees_of_freedom: int = found["degrees_of_freedom"]
        self.residual_sd: float = found["residual_sd"]
        self.r_squared: float = found["r_squared"]
        self.aic: float = found["aic"]
        self.aicc: float = found["aicc"]
        self.bic: float = found["bic"]
        self._last = float(lots[:, 1].max())

    def __getitem__(self, name: str) -> float:
        """The value of a parameter by its name."""
        names = self._found["names"]
        if name not in names:
            raise KeyError(f"no parameter {told(name)}; there are {', '.join(names)}")
        return float(self._found["values"][names.index(name)])

    @property
    def curve(self) -> _core.Wright:
        """The ramp curve of this learning, mature at the last unit seen; for ``Line(ramp=...)``.

        ``fit.ramp(mature_unit)`` has another. Raises ValueError where hours do not fall.
        """
        return self.ramp(max(self._last, 2))

    def ramp(self, mature_unit: float) -> _core.Wright:
        """The ramp curve of this learning, mature at a unit from which on nothing is learned."""
        return _core.Wright(
            theory=self.theory, learning_rate=self["learning_rate"], mature_unit=mature_unit
        )

    def uncertain_ramp(self, mature_unit: Any) -> _core.Wright:
        """The same with the learning rate as the `Normal` its error says."""
        curve = self.ramp(2)
        curve.mature_unit = mature_unit
        error = float(self._found["standard_errors"][1])
        if error > 0:
            curve.learning_rate = _core.Normal(self["learning_rate"], error)
        return curve

    def predict(self, units: Any, *, units_per_day: Any = None, level: float = 0.8) -> Frame:
        """Average hours a unit of units or lots, and the range those of a new one lie in.

        units: numbers, or pairs of the first and last unit of a lot. units_per_day: needed where
        the rate effect was fitted. level: the probability of the range. Columns: ``first``,
        ``last``, ``value``, ``low``, ``high``.
        """
        lots = _lots(units)
        if self._rated and units_per_day is None:
            raise ValueError("units_per_day is missing, must be given for a fit with a rate effect")
        level = number("level", level)
        rates = None if not self._rated else _rates(units_per_day, len(lots))
        bands = _core.predict_lots(
            self._found, lots[:, 0], lots[:, 1], rates, self.theory, self.errors, level
        )
        return Frame(
            {
                "first": lots[:, 0],
                "last": lots[:, 1],
                "value": bands[0],
                "low": bands[1],
                "high": bands[2],
            }
        )

    def __repr__(self) -> str:
        head = (
            f"learning by {self.theory} theory   {len(self.residuals)} rows   "
            f"R² {self.r_squared:.4f}   residual sd {self.residual_sd:.4g}"
        )
        rows = [("parameter", "value", "standard error")]
        for row in self.parameters:
            error = row["standard_error"]
            rows.append(
                (
                    row["name"],
                    f"{row['value']:,.4f}".rstrip("0").rstrip("."),
                    f"{error:.4g}" if math.isfinite(error) else "—",
                )
            )
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        return "\n".join(
            [head]
            + [
                "  ".join(
                    pad(cell, widths[i], "right" if i else "left") for i, cell in enumerate(row)
                )
                for row in rows
            ]
        )


def _lots(units: Any) -> np.ndarray:
    """First and last unit by row."""
    values = listed("units", units)
    made = np.empty((len(values), 2))
    for row, value in enumerate(values, 1):
        pair = tuple(value) if isinstance(value, (list, tuple)) else (value, value)
        if len(pair) != 2:
            raise ValueError(
                f"row {row}: units has {len(pair)} numbers, must be a first and a last"
            )
        try:
            made[row - 1] = [number("units", each) for each in pair]
        except (TypeError, ValueError) as error:
            raise type(error)(f"row {row}: {error}") from None
        if not 1 <= made[row - 1, 0] <= made[row - 1, 1]:
            raise ValueError(
                f"row {row}: units are {told(pair[0])} to {told(pair[1])}, must be at least 1 and "
                "not turned about"
            )
    return made


def _rates(given: Any, count: int) -> np.ndarray:
    rates = numbers("units_per_day", given)
    if len(rates) != count:
        raise ValueError(f"there are {len(rates)} of units_per_day, must be {count}, one a row")
    return rates


def fit_learning(
    units: Any,
    hours: Any,
    *,
    theory: str,
    hours_are: str = "unit",
    units_per_day: Any = None,
    errors: str = "relative",
) -> LearningFit:
    """Fits hours of units or lots by a learning curve.

    theory: ``"unit"`` (Crawford: each doubling multiplies the hours of the single unit) or
    ``"cumulative average"`` (Wright 1936: those of the average so far). The same rate means
    different things, so there is no default.
    units: unit numbers, or pairs of the first and last unit of a lot. hours_are: ``"unit"``: hours
    of the unit (a lot: the average of its units); ``"total"``: hours of the lot in all;
    ``"average"``: the average of all units up to the one given.
    units_per_day: the rate each row was made at; then its effect is fitted too: hours at twice the
    rate over those before.
    errors: ``"relative"``: least squares of logarithms with exact sums over lots; ``"absolute"``:
    of hours, lots weighted by their units; ``"midpoints"``: regression of logarithms on lot
    midpoints, found anew until they stay, as spreadsheets do.

    Parameters: ``first_unit_hours``, ``learning_rate`` and, with units_per_day, ``rate_effect``.
    Raises ValueError and TypeError by row, and where no search converged.
    """
    for name, value, words in (
        ("theory", theory, THEORIES),
        ("hours_are", hours_are, HOURS),
        ("errors", errors, ERRORS),
    ):
        if not isinstance(value, str):
            raise must_be(name, "text", value)
        if value not in words:
            known = ", ".join(f'"{word}"' for word in words)
            raise ValueError(f"{name} is {told(value)}, must be one of {known}")
    lots, made = _lots(units), numbers("hours", hours)
    if len(made) != len(lots):
        raise ValueError(
            f"there are {len(lots)} of units and {len(made)} of hours, must be as many"
        )
    if hours_are == "average":
        if np.any(lots[:, 0] != lots[:, 1]):
            raise ValueError("units are lots, must be single units where hours are averages so far")
        lots[:, 0] = 1
    if hours_are != "total":
        made = made * (lots[:, 1] - lots[:, 0] + 1)
    rates = None if units_per_day is None else _rates(units_per_day, len(lots))
    found = _core.fit_lots(lots[:, 0], lots[:, 1], made, rates, theory, errors)
    return LearningFit(found, lots, theory, errors)
