"""Plants written twice: for rampcast, and month by month for NumPyro from docs/model.md."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
import rampcast as rc
from jax import Array
from reference.priors import (
    BEGIN,
    COUNTED,
    EXTRA,
    correlation,
    day,
    grown,
    labels,
    levels,
    log_figures,
    lognormal,
    months,
    pert,
    seen_with_shock,
    spread_of,
    uniform,
)


@dataclass
class Case:
    """A plant, the same as a model, and what is seen of it."""

    name: str
    plant: Callable[[], rc.Plant]
    #: Of figures (None: they are drawn).
    model: Callable[..., None]
    #: Labels of the periods seen, by series.
    labels: dict[str, list[str]]
    #: Drivers at which figures are drawn.
    truth: dict[str, float] = field(default_factory=dict)


# One line by month: calendar, start, lag, ramp, ceiling.

WORKED = 16.0
_CLOSED = datetime.date(2024, 8, 5), datetime.date(2024, 8, 16)
ONE_FIRST, ONE_LAST = 2, 15


def one_line(scale: float) -> rc.Plant:
    ln = rc.LogNormal.p10_p90
    return rc.Plant(
        "one",
        id="one",
        as_of=BEGIN,
        timeline=rc.Timeline("2024-01-01", "2027-01-01"),
        calendars=[
            rc.Calendar(
                "two shifts",
                hours_per_shift=8,
                shifts_per_day=2,
                workdays=["Mon", "Tue", "Wed", "Thu", "Fri"],
                closed=[rc.Closure(from_=_CLOSED[0], to=_CLOSED[1])],
            )
        ],
        lines=[
            rc.Line(
                "L",
                calendar="two shifts",
                starts=rc.Uniform(datetime.date(2024, 1, 15), datetime.date(2024, 3, 15)),
                lag_days=rc.Pert(0, 20, 60),
                nameplate=rc.Nameplate(units_per_year=ln(30_000 * scale, 120_000 * scale)),
                ramp=rc.Logistic(
                    midpoint_days=rc.Pert(60, 150, 400), rise_days=rc.Pert(90, 180, 400)
                ),
                noise=rc.Noise(sd=0.2, month_correlation=0.8),
            )
        ],
    )


def _hours() -> np.ndarray:
    """Worked up to each midnight from the first of January 2024 on."""
    dates = [BEGIN + datetime.timedelta(d) for d in range(1100)]
    worked = [WORKED * (d.weekday() < 5 and not _CLOSED[0] <= d <= _CLOSED[1]) for d in dates]
    return np.concatenate([[0], np.cumsum(worked)[:-1]])


_WORKED = _hours()


def one_line_model(scale: float, counts: bool, y: np.ndarray | None = None) -> None:
    starts = uniform("line.L.starts", day(2024, 1, 15), day(2024, 3, 15))
    lag = pert("line.L.lag_days", 0, 20, 60)
    mature = lognormal("line.L.nameplate.units_per_year", 30_000 * scale, 120_000 * scale) / 365
    midpoint = pert("line.L.ramp.midpoint_days", 60, 150, 400)
    rise = pert("line.L.ramp.rise_days", 90, 180, 400)
    whole = jnp.floor(starts + lag)
    hours = jnp.asarray(_WORKED)[whole.astype(int) + np.arange(2)]
    begun = hours[0] + (starts + lag - whole) * (hours[1] - hours[0])
    at = _WORKED[months(ONE_FIRST, ONE_LAST).astype(int)]
    clock = jnp.maximum(0, at - begun) / (WORKED * 5 / 7)
    made = numpyro.deterministic("figures", mature * jnp.diff(grown(clock, midpoint, rise)))
    if not counts:
        seen_with_shock("y", made, np.array(0.2), 0.2**2 * correlation(made.shape[0], 0.8), y)
        return
    level = levels("shock", made.shape[0], 0.8)
    mean = jnp.exp(log_figures(made) + 0.2 * level - 0.2**2 / 2)
    if y is None:
        numpyro.sample("y", dist.NegativeBinomial2(mean, EXTRA**-2))
        return
    few = y < COUNTED
    numpyro.sample("few", dist.NegativeBinomial2(mean[few], EXTRA**-2), obs=y[few])
    sd = jnp.sqrt(spread_of(y, mean)[~few])
    numpyro.sample("many", dist.Normal(jnp.log(mean[~few]), sd), obs=jnp.log(y[~few]))


# Two lines of which the sum is seen by quarter.

TWO_LAST = 23


def two_lines() -> rc.Plant:
    ln = rc.LogNormal.p10_p90
    return rc.Plant(
        "two",
        id="two",
        as_of=BEGIN,
        timeline=rc.Timeline("2024-01-01", "2027-01-01"),
        lines=[
            rc.Line(
                "A",
                starts=BEGIN,
                nameplate=rc.Nameplate(units_per_year=ln(3000, 12000)),
                ramp=rc.Logistic(
                    midpoint_days=rc.Pert(60, 150, 400), rise_days=rc.Pert(90, 180, 400)
                ),
                noise=rc.Noise(sd=0.25, month_correlation=0.85),
            ),
            rc.Line(
                "B",
                starts=rc.Uniform(datetime.date(2024, 6, 1), datetime.date(2025, 6, 1)),
                nameplate=rc.Nameplate(units_per_year=ln(3000, 12000)),
                ramp=rc.Logistic(midpoint_days=rc.Pert(30, 100, 250), rise_days=150),
                noise=rc.Noise(sd=0.2, month_correlation=0.7),
            ),
        ],
        correlations=[rc.Correlation(between=[_nameplate("A"), _nameplate("B")], rank=0.5)],
    )


def _nameplate(line: str) -> str:
    return f"line.{line}.nameplate.units_per_year"


def two_lines_model(y: np.ndarray | None = None) -> None:
    rho = 2 * np.sin(np.pi * 0.5 / 6)  # of a Gaussian copula of rank correlation .5
    x = [numpyro.sample(f"{_nameplate(each)}~", dist.Normal()) for each in "AB"]
    a = lognormal(_nameplate("A"), 3000, 12000, x[0])
    b = lognormal(_nameplate("B"), 3000, 12000, rho * x[0] + np.sqrt(1 - rho**2) * x[1])
    a_midpoint = pert("line.A.ramp.midpoint_days", 60, 150, 400)
    a_rise = pert("line.A.ramp.rise_days", 90, 180, 400)
    starts = uniform("line.B.starts", day(2024, 6), day(2025, 6))
    b_midpoint = pert("line.B.ramp.midpoint_days", 30, 100, 250)
    at = months(0, TWO_LAST)
    made = []
    for mature, begun, midpoint, rise, noise, name in (
        (a, 0.0, a_midpoint, a_rise, (0.25, 0.85), "shock A"),
        (b, starts, b_midpoint, 150.0, (0.2, 0.7), "shock B"),
    ):
        of_ramp = jnp.diff(grown(jnp.maximum(0, at - begun), midpoint, rise))
        level = levels(name, TWO_LAST + 1, noise[1])
        made.append(mature / 365 * of_ramp * jnp.exp(noise[0] * level - noise[0] ** 2 / 2))
    quarters = numpyro.deterministic("figures", sum(made).reshape(-1, 3).sum(axis=1))
    sd = jnp.sqrt(spread_of(y, quarters))
    log = None if y is None else jnp.log(y)
    numpyro.sample("y", dist.Normal(log_figures(quarters), sd), obs=log)


# Ten lines of four drivers each, seen one by one.

LINES = 10
TEN_FIRST, TEN_LAST = 1, 12


def _noise(i: int) -> tuple[float, float]:
    return 0.15 + 0.02 * i, 0.6 + 0.03 * i


def ten_lines() -> rc.Plant:
    ln = rc.LogNormal.p10_p90
    return rc.Plant(
        "ten",
        id="ten",
        as_of=BEGIN,
        timeline=rc.Timeline("2024-01-01", "2027-01-01"),
        lines=[
            rc.Line(
                f"L{i}",
                starts=rc.Uniform(datetime.date(2024, 1, 2), datetime.date(2024, 1, 30)),
                nameplate=rc.Nameplate(units_per_year=ln(30_000, 120_000)),
                ramp=rc.Logistic(
                    midpoint_days=rc.Pert(60, 120 + 5 * i, 400), rise_days=rc.Pert(90, 180, 400)
                ),
                noise=rc.Noise(sd=_noise(i)[0], month_correlation=_noise(i)[1]),
            )
            for i in range(LINES)
        ],
        correlations=[
            rc.Correlation(between=[_nameplate(f"L{i}"), _nameplate(f"L{i + 1}")], rank=0.5)
            for i in range(0, LINES, 2)
        ],
    )


def ten_lines_model(y: np.ndarray | None = None) -> None:
    lines = np.arange(LINES)
    rho = 2 * np.sin(np.pi * 0.5 / 6)
    x = _each("nameplate~", dist.Normal())
    pairs = jnp.stack([x[::2], rho * x[::2] + np.sqrt(1 - rho**2) * x[1::2]], axis=1)
    rate = lognormal("nameplate", 30_000, 120_000, pairs.reshape(-1))
    first, last = day(2024, 1, 2), day(2024, 1, 30)
    starts = first + (last - first) * _each("starts~", dist.Uniform())
    modes = (120 + 5 * lines - 60) / 340
    midpoint = 60 + 340 * _each("midpoint~", dist.Beta(1 + 4 * modes, 5 - 4 * modes))
    rise = 90 + 310 * _each("rise~", dist.Beta(1 + 4 * 90 / 310, 1 + 4 * 220 / 310))
    for i in lines:
        numpyro.deterministic(_nameplate(f"L{i}"), rate[i])
        numpyro.deterministic(f"line.L{i}.starts", starts[i])
        numpyro.deterministic(f"line.L{i}.ramp.midpoint_days", midpoint[i])
        numpyro.deterministic(f"line.L{i}.ramp.rise_days", rise[i])
    clock = jnp.maximum(0, months(TEN_FIRST, TEN_LAST) - starts[:, np.newaxis])
    shares = jnp.diff(grown(clock, midpoint[:, np.newaxis], rise[:, np.newaxis]))
    made = numpyro.deterministic("figures", rate[:, np.newaxis] / 365 * shares)
    sds = np.array([_noise(i)[0] for i in lines])[:, np.newaxis]
    count = TEN_LAST - TEN_FIRST + 1
    whole = np.array([_noise(i)[0] ** 2 * correlation(count, _noise(i)[1]) for i in lines])
    seen_with_shock("y", made, sds, whole, y)


def _each(name: str, prior: dist.Distribution) -> Array:
    """A number for each line."""
    return numpyro.sample(name, prior.expand([LINES]).to_event(1))


_ONE = {
    "line.L.starts~": 0.5,
    "line.L.lag_days~": 0.3,
    "line.L.nameplate.units_per_year~": 0.6,
    "line.L.ramp.midpoint_days~": 0.3,
    "line.L.ramp.rise_days~": 0.35,
}
_QUARTERS = [f"{year}-Q{q}" for year in (2024, 2025) for q in range(1, 5)]

CASES = [
    Case(
        "one line by month",
        partial(one_line, 1.0),
        partial(one_line_model, 1.0, False),
        {"plant": labels(ONE_FIRST, ONE_LAST)},
        _ONE,
    ),
    Case(
        "the same with first months of a few units",
        partial(one_line, 0.05),
        partial(one_line_model, 0.05, True),
        {"plant": labels(ONE_FIRST, ONE_LAST)},
        _ONE,
    ),
    Case(
        "two lines, their sum by quarter",
        two_lines,
        two_lines_model,
        {"plant": _QUARTERS},
        {
            "line.A.nameplate.units_per_year~": 0.3,
            "line.B.nameplate.units_per_year~": -0.2,
            "line.A.ramp.midpoint_days~": 0.3,
            "line.A.ramp.rise_days~": 0.35,
            "line.B.starts~": 0.4,
            "line.B.ramp.midpoint_days~": 0.35,
        },
    ),
    Case(
        "ten lines by month, 40 drivers",
        ten_lines,
        ten_lines_model,
        {f"L{i}": labels(TEN_FIRST, TEN_LAST) for i in range(LINES)},
    ),
]
