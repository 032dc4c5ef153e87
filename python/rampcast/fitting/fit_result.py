"""What fitting a curve or a function gives."""

from __future__ import annotations

import copy
import datetime
import math
from typing import Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..refusals import must_be, number, told
from ..units import clean, pad
from .fit_formula import Formula
from .fit_times import Times, further, read_times

#: Below this share of the ceiling at the end of the data the ceiling is little more than a guess.
_SEEN = 0.45


class Fit:
    """What `fit` found. Prints as a table."""

    def __init__(
        self, found: dict[str, Any], curve: Any, times: Times, how: dict[str, Any]
    ) -> None:
        """found: what the search ended in; curve: as fitted, or the function."""
        self._found = found
        self._times = times
        self._how = how
        #: The ramp curve with the parameters fitted, which goes into ``Line(ramp=...)``; or the
        #: function that was given.
        self.curve = curve
        #: A row a parameter: ``name``, ``value``, ``standard_error`` (NaN for one at a bound).
        self.parameters = Frame(
            {
                "name": list(found["names"]),
                "value": found["values"],
                "standard_error": found["standard_errors"],
            }
        )
        #: Of the parameters, in their order.
        self.covariance: np.ndarray = found["covariance"]
        #: The model at the points, and y less that.
        self.fitted: np.ndarray = found["fitted"]
        self.residuals: np.ndarray = found["residuals"]
        #: Of the residuals, weighted.
        self.sum_of_squares: float = found["sum_of_squares"]
        #: Points less parameters.
        self.degrees_of_freedom: int = found["degrees_of_freedom"]
        #: Standard deviation of a residual of weight 1.
        self.residual_sd: float = found["residual_sd"]
        self.r_squared: float = found["r_squared"]
        #: Information criteria of normal residuals, whose variance counts as a parameter; NaN with
        #: ``loss="soft_l1"``.
        self.log_likelihood: float = found["log_likelihood"]
        self.aic: float = found["aic"]
        self.aicc: float = found["aicc"]
        self.bic: float = found["bic"]
        #: The day that days on the curve's clock count from; None where t were numbers.
        self.origin: datetime.date | None = times.origin
        #: What a reader of the fit must know, in words; empty where there is nothing.
        self.warnings: list[str] = self._warnings()

    def __getitem__(self, name: str) -> float:
        """The value of a parameter by its name."""
        names = self._found["names"]
        if name not in names:
            raise KeyError(f"no parameter {told(name)}; there are {', '.join(names)}")
        return float(self._found["values"][names.index(name)])

    @property
    def ceiling(self) -> float:
        """What y is when the curve's share is 1: a rate, with totals the units a day."""
        return self["ceiling"]

    def predict(self, t: Any, level: float = 0.8) -> Frame:
        """Values at other times, and the range a new observation lies in.

        t: as `fit` takes it; of a fit by dates, numbers are days since `origin`; of totals, times
        are edges where they were edges in the fit, else the start (``stamp="end"``: end) of a
        period each. level: the probability of the range, above 0 and below 1. Columns:
        ``t``, ``value``, ``low``, ``high``. The range counts the noise of an observation of
        weight 1 and the error of the parameters, by Student's t; of ramp curves it does not go
        below 0. Raises ValueError and TypeError as `fit` does.
        """
        level = _level(level)
        formula = self._how.get("formula")
        if isinstance(formula, Formula):
            labels, at = formula.times(t, self.origin)
            values, slopes = formula.at(at, self._found["values"])
            bands = _core.prediction_bands(self._found, values, slopes, level)
            return _bands(labels, bands)
        totals = self._times.to_days is not None
        return self._bands_at(
            read_times(t, None, totals, self.origin, self._how["stamp"], self._times.form), level
        )

    def ahead(self, count: int, level: float = 0.8) -> Frame:
        """The same for so many times (periods) after the last, as far apart as the last two.

        Whole calendar months where those begin one. Raises TypeError for a function.
        """
        self._need_curve()
        if isinstance(count, bool) or not isinstance(count, (int, np.integer)):
            raise must_be("count", "a whole number", count)
        if not 1 <= count <= 100_000:
            raise ValueError(f"count is {told(count)}, must be at least 1 and at most 100000")
        if self._times.to_days is None and len(self._times.from_days) < 2:
            raise ValueError("there is one time only, must be two to go on as far apart")
        return self._bands_at(further(self._times, int(count)), _level(level))

    def _bands_at(self, times: Times, level: float) -> Frame:
        bands = _core.predict_curve(
            self._found,
            self.curve,
            self._how["held"],
            self._how["share_of"] == "total",
            times.from_days,
            times.to_days,
            level,
        )
        return _bands(times.labels, bands)

    def uncertain_curve(self) -> Any:
        """The curve with each parameter as the distribution its error says.

        Parameters that must be positive are `LogNormal` about the value fitted, others `Normal`;
        `correlations` has how they go together. Raises TypeError for a formula.
        """
        self._need_curve()
        made = copy.deepcopy(self.curve)
        for name, error in zip(self._found["names"][1:], self._found["standard_errors"][1:]):
            if error > 0:
                _put(made, name, _spread(self[name], float(error), _is_positive(name)))
        return made

    def uncertain_ceiling(self) -> Any:
        """The ceiling as a `LogNormal` about the value fitted, as wide as its error says."""
        self._need_curve()
        return _spread(self.ceiling, float(self._found["standard_errors"][0]), True)

    def correlations(self, line: str) -> list[_core.Correlation]:
        """How the parameters go together, for a plant whose line of that name has the curve.

        Rank correlations of the parameters fitted: the curve's, and ``nameplate.units_per_year``
        for the ceiling. Raises TypeError for a formula.
        """
        self._need_curve()
        if not isinstance(line, str):
            raise must_be("line", "the name of a line", line)
        part = f'"{line}"' if "." in line else line
        places, spread = [], np.sqrt(np.diag(self.covariance))
        for name in self._found["names"]:
            own = "nameplate.units_per_year" if name == "ceiling" else f"ramp.{name}"
            places.append(f"line.{part}.{own}")
        made = []
        for i, first in enumerate(places):
            for j in range(i + 1, len(places)):
                if spread[i] > 0 and spread[j] > 0:
                    of_normals = self.covariance[i, j] / (spread[i] * spread[j])
                    rank = 6 / math.pi * math.asin(max(-1.0, min(1.0, of_normals)) / 2)
                    made.append(
                        _core.Correlation(
                            between=[first, places[j]], rank=max(-0.999, min(0.999, rank))
                        )
                    )
        return made

    def line(self, name: str, **fields: Any) -> _core.Line:
        """A `Line` that ramps up as fitted, its numbers uncertain as the fit is.

        Its nameplate is the ceiling times 365, where y was a rate a day or totals; it starts on
        `origin` unless ``starts`` is given. fields: others of the line. `correlations` goes into
        its plant. Raises ValueError where t were numbers and no ``starts`` is given.
        """
        self._need_curve()
        if self._how["share_of"] == "total":
            raise ValueError(
                "the curve is the share of all units there will be, which is no line's rate"
            )
        if "starts" not in fields:
            if self.origin is None:
                raise ValueError("starts is missing, must be the day that t = 0 stands for")
            fields["starts"] = self.origin
        fields.setdefault(
            "nameplate",
            _core.Nameplate(
                units_per_year=_spread(
                    365 * self.ceiling, 365 * float(self._found["standard_errors"][0]), True
                )
            ),
        )
        return _core.Line(name, ramp=self.uncertain_curve(), **fields)

    def _need_curve(self) -> None:
        if isinstance(self._how.get("formula"), Formula):
            raise TypeError("what was fitted is a function, must be a ramp curve")

    def _warnings(self) -> list[str]:
        said = [
            f"{name} is at its bound, {value:.6g}; its error is not known"
            for name, value, bound in zip(
                self._found["names"], self._found["values"], self._found["at_bound"]
            )
            if bound
        ]
        if self.degrees_of_freedom == 0:
            said.append("there are as many parameters as points, so that no error can be told")
        if isinstance(self._how.get("formula"), Formula):
            return said
        said += self._undetermined()
        ceiling, error = self.ceiling, float(self._found["standard_errors"][0])
        days = 1.0
        if self._times.to_days is not None and self._how["share_of"] == "rate":
            days = float(self._times.to_days[-1] - self._times.from_days[-1])
        if self._how["share_of"] == "rate" and ceiling > 0:
            seen = float(self.fitted[-1]) / (ceiling * days)
            if seen < _SEEN:
                said.append(
                    f"the ceiling is still a guess: the data end at {100 * seen:.0f} % of it"
                )
            elif error > 0.3 * ceiling:
                said.append(
                    f"the ceiling is hardly known: its standard error is "
                    f"{100 * error / ceiling:.0f} % of it"
                )
        return said

    def _undetermined(self) -> list[str]:
        """Of a curve's parameters, those whose errors leave them open."""
        last = self._times.from_days if self._times.to_days is None else self._times.to_days
        seen = float(last[-1] - self._times.from_days[0])
        said = []
        for name, value, error in zip(
            self._found["names"][1:],
            self._found["values"][1:],
            self._found["standard_errors"][1:],
        ):
            limit = abs(float(value)) if _is_positive(name) else seen
            if name.endswith("_share"):
                limit = 1.0
            if error > limit:
                said.append(
                    f"{name} is hardly known: its standard error is {_figure(float(error))}"
                )
        return said

    def __repr__(self) -> str:
        name = self._how["name"]
        points = len(self.residuals)
        head = (
            f"{clean(name)}   {points} points   R² {self.r_squared:.4f}   "
            f"residual sd {_figure(self.residual_sd)}"
        )
        if math.isfinite(self.aic):
            head += f"   AIC {self.aic:.1f}   BIC {self.bic:.1f}"
        rows = [("parameter", "value", "standard error")] + [
            (clean(row["name"]), _figure(row["value"]), _figure(row["standard_error"]))
            for row in self.parameters
        ]
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        lines = [
            "  ".join(pad(cell, widths[i], "right" if i else "left") for i, cell in enumerate(row))
            for row in rows
        ]
        if self.origin is not None:
            lines.append(f"days count from {self.origin}")
        return "\n".join([head, *lines, *(f"warning: {words}" for words in self.warnings)])


def _level(level: Any) -> float:
    made = number("level", level)
    if not 0 < made < 1:
        raise ValueError(f"level is {told(level)}, must be greater than 0 and less than 1")
    return made


def _bands(labels: list[Any], bands: np.ndarray) -> Frame:
    return Frame({"t": labels, "value": bands[0], "low": bands[1], "high": bands[2]})


def _figure(value: float) -> str:
    """A number to about four digits, thousands separated."""
    if not math.isfinite(value):
        return "—"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def _put(curve: Any, name: str, value: Any) -> None:
    """Sets a parameter of a curve; of a product by names such as ``factor.1.rise_days``."""
    if not name.startswith("factor."):
        setattr(curve, name, value)
        return
    _, place, rest = name.split(".", 2)
    factors = list(curve.factors)
    _put(factors[int(place) - 1], rest, value)
    curve.factors = factors


def _is_positive(name: str) -> bool:
    """Whether a parameter of a curve cannot be 0 or less."""
    return not name.endswith(("midpoint_days", "_share"))


def _spread(value: float, error: float, positive: bool) -> Any:
    if not error > 0:
        return value
    if positive and value > 0:
        return _core.LogNormal(math.log(value), error / value)
    return _core.Normal(value, error)
