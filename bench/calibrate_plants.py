"""Plants of three kinds that calibration is measured on."""

from __future__ import annotations

import datetime

import numpy as np
import rampcast as rc

_RAMP = rc.Logistic(midpoint_days=rc.Pert(60, 150, 400), rise_days=rc.Pert(90, 180, 400))


def one_line() -> rc.Plant:
    """A ramp by month: start, speed and ceiling are not known."""
    return rc.Plant(
        "one",
        id="one",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2027-01-01"),
        lines=[
            rc.Line(
                "L",
                starts=rc.Uniform(datetime.date(2024, 1, 15), datetime.date(2024, 5, 1)),
                nameplate=rc.Nameplate(units_per_year=rc.LogNormal.p10_p90(3000, 12000)),
                ramp=_RAMP,
                noise=rc.Noise(sd=0.2, month_correlation=0.8),
            )
        ],
    )


def two_lines() -> rc.Plant:
    """Two lines of which only the sum is seen, by quarter; what the second can is correlated with
    what the first can."""
    return rc.Plant(
        "two",
        id="two",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2027-01-01"),
        lines=[
            rc.Line(
                "A",
                starts=datetime.date(2024, 1, 1),
                nameplate=rc.Nameplate(units_per_year=rc.LogNormal.p10_p90(3000, 12000)),
                ramp=_RAMP,
                noise=rc.Noise(sd=0.25, month_correlation=0.85),
            ),
            rc.Line(
                "B",
                starts=rc.Uniform(datetime.date(2024, 6, 1), datetime.date(2025, 6, 1)),
                nameplate=rc.Nameplate(units_per_year=rc.LogNormal.p10_p90(3000, 12000)),
                ramp=rc.Logistic(midpoint_days=rc.Pert(30, 100, 250), rise_days=150),
                noise=rc.Noise(sd=0.2, month_correlation=0.7),
            ),
        ],
        correlations=[
            rc.Correlation(
                between=[
                    "line.A.nameplate.units_per_year",
                    "line.B.nameplate.units_per_year",
                ],
                rank=0.5,
            )
        ],
    )


def limited() -> rc.Plant:
    """A line that waits for chips and for orders, each with a shock of its own."""
    rate = rc.LogNormal.p10_p90(50_000, 200_000)
    return rc.Plant(
        "limited",
        id="limited",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2027-01-01"),
        lines=[
            rc.Line(
                "L",
                starts=datetime.date(2024, 1, 1),
                nameplate=rc.Nameplate(units_per_year=rc.LogNormal.p10_p90(60_000, 240_000)),
                ramp=_RAMP,
                noise=rc.Noise(sd=0.2, month_correlation=0.8),
            )
        ],
        products=[rc.Product("P", components={"chip": 1})],
        components=[
            rc.Component(
                "chip",
                arrivals=[rc.Arrival(from_=datetime.date(2024, 1, 1), per_year=rate)],
                noise=rc.Noise(sd=0.3, month_correlation=0.6),
            )
        ],
        orders=rc.Orders(
            arrivals=[rc.Arrival(from_=datetime.date(2024, 1, 1), per_year=rate)],
            noise=rc.Noise(sd=0.3, month_correlation=0.6),
        ),
    )


#: By name: the plant, and how much is seen of it.
KINDS = {
    "one line, 12 months": (one_line, "month", 12),
    "two lines, 8 quarters": (two_lines, "quarter", 8),
    "limited, 12 months": (limited, "month", 12),
}


def simulated(plant: rc.Plant, step: str, count: int, seed: int) -> tuple[dict, np.ndarray]:
    """What a plant of the prior made, as `calibrate` takes it, and its drivers' standard normal
    numbers (independent ones): whole units, negative binomial of variance m + (.05 m)²."""
    f = rc.PathFunction(plant, metrics=["units"], steps=[step], views=["period"])
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((1, f.dimensions()))
    made = f(z)[0][:count].astype(float)
    labels = [each.period for each in f.figures][:count]
    y = rng.poisson(made * rng.gamma(400, 1 / 400, count)).astype(float)
    return {"unique_id": ["plant"] * count, "ds": labels, "y": y.tolist()}, z[0, : len(f.drivers)]
