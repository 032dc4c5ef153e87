"""Exact derivatives of random plants against differences of the same model in double precision."""

from __future__ import annotations

import datetime as dt

import numpy as np
import rampcast as rc

START = dt.date(2024, 1, 1)
TIMELINE = rc.Timeline(START, dt.date(2025, 7, 1))


def uncertain(rng: np.random.Generator, middle: float) -> object:
    low, high = middle * rng.uniform(0.6, 0.9), middle * rng.uniform(1.1, 1.6)
    kinds = [
        rc.Pert(low, middle, high),
        rc.LogNormal.p10_p90(low, high),
        rc.Normal(middle, 0.1 * middle),
        rc.Gamma(9, middle / 9),
    ]
    return kinds[int(rng.integers(len(kinds)))]


def arrivals(rng: np.random.Generator, middle: float) -> list[rc.Arrival]:
    return [rc.Arrival(from_=START, per_year=uncertain(rng, middle))]


def line(rng: np.random.Generator, name: str, makes: list[str]) -> rc.Line:
    ramps = [
        rc.Logistic(midpoint_days=uncertain(rng, 120), rise_days=uncertain(rng, 200)),
        rc.Exponential(time_constant_days=uncertain(rng, 90)),
        rc.Gompertz(midpoint_days=uncertain(rng, 100), rise_days=uncertain(rng, 150)),
    ]
    return rc.Line(
        name,
        starts=rc.Uniform(dt.date(2023, 9, 1), dt.date(2023, 12, 1)),
        nameplate=rc.Nameplate(units_per_year=uncertain(rng, float(rng.uniform(500, 2000)))),
        ramp=ramps[int(rng.integers(3))],
        noise=rc.Noise(sd=0.2, month_correlation=0.6),
        products=makes,
    )


def plant(rng: np.random.Generator) -> rc.Plant:
    more: dict[str, object] = {}
    if rng.random() < 0.5:
        more["caps"] = [rc.Cap("power", limits=arrivals(rng, 1500))]
    if rng.random() < 0.5:
        more["orders"] = rc.Orders(
            arrivals=arrivals(rng, 1500), noise=rc.Noise(sd=0.3, month_correlation=0.5)
        )
    if rng.random() < 0.5:
        more["components"] = [rc.Component("card", arrivals=arrivals(rng, 3000))]
    card = {"card": 2.0} if "components" in more else {}
    price = rc.Price(start=uncertain(rng, 100), erosion_per_year=rc.Pert(0, 0.1, 0.2))
    learned = rc.Price(start=uncertain(rng, 60), learning_rate=0.9, units_at_start=50)
    return rc.Plant(
        "p",
        id="p",
        as_of=START,
        timeline=TIMELINE,
        lines=[line(rng, "L", []), line(rng, "M", ["b"] if rng.random() < 0.5 else [])],
        products=[rc.Product("a", price=price, components=card), rc.Product("b", price=learned)],
        mix=[rc.MixPoint(shares={"a": rc.Uniform(0.3, 0.7)})],
        **more,
    )


def test_gradients_of_random_plants_are_central_differences() -> None:
    rng = np.random.default_rng(17)
    step, compared, kinks, moved = 2e-4, 0, 0, 0
    for _ in range(40):
        f = rc.PathFunction(plant(rng), metrics=["units", "value"], steps=["year"])
        z = rng.standard_normal(f.dimensions()) * 0.7
        figures, slopes = f.gradient(z)
        rows = z + step * np.kron(np.eye(len(z)), np.array([[-2.0], [-1.0], [1.0], [2.0]]))
        at = f.precise(rows).reshape(len(z), 4, -1)
        wide = (at[:, 3] - at[:, 0]) / (4 * step)
        near = (at[:, 2] - at[:, 1]) / (2 * step)
        scale = np.abs(figures) + np.abs(near)
        # Where differences of two widths disagree by more than their own error a limit changes.
        smooth = np.abs(wide - near) <= 3e-6 * scale
        apart = np.abs(slopes.T - (4 * near - wide) / 3) / scale
        assert np.max(apart[smooth]) <= 1e-6
        compared += int(smooth.sum())
        kinks += int((~smooth).sum())
        moved += int((np.abs(slopes.T) > 1e-6 * scale)[smooth].sum())
    assert compared > 5_000
    assert moved > 2_000
    assert kinks < 0.1 * compared
