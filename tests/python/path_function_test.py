"""Paths of chosen draws: against what a forecast makes of the same plant, and by hand."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
import rampcast as rc


def plant(**more: object) -> rc.Plant:
    return rc.Plant(
        "p",
        id="p",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2026-01-01"),
        lines=[
            rc.Line(
                "L",
                starts=rc.Uniform(datetime.date(2024, 2, 1), datetime.date(2024, 8, 1)),
                nameplate=rc.Nameplate(units_per_year=rc.LogNormal.p10_p90(800, 1600)),
                noise=rc.Noise(sd=0.2, month_correlation=0.6),
            )
        ],
        **more,
    )


def test_rows_are_paths_of_the_plant() -> None:
    f = rc.PathFunction(plant(), metrics=["units"], steps=["month"])
    assert f.drivers == ["line.L.nameplate.units_per_year", "line.L.starts"]
    assert f.dimensions() == len(f.dimension_names()) == 2 + 24
    assert f.dimension_names()[:4] == [
        *f.drivers,
        "line.L.noise 2024-01",
        "line.L.noise 2024-02",
    ]
    assert [each.period for each in f.figures][:2] == ["2024-01", "2024-02"]
    rng = np.random.default_rng(5)
    z = rng.standard_normal((100, f.dimensions()))
    made = f.precise(z)
    own = f.numbers(z)
    # By hand: a day's rate (a nameplate's year has 365) times the days at work times the shock.
    level = np.zeros(100)
    for m in range(24):
        year, month = 2024 + m // 12, m % 12 + 1
        first = datetime.date(year, month, 1)
        end = datetime.date(year + month // 12, month % 12 + 1, 1)
        level = z[:, 2] if m == 0 else 0.6 * level + 0.8 * z[:, 2 + m]
        start = (first - f.reference).days
        days = np.clip(start + (end - first).days - np.maximum(own[:, 1], start), 0, None)
        by_hand = own[:, 0] * days / 365 * np.exp(0.2 * level - 0.02)
        np.testing.assert_allclose(made[:, m], by_hand, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(f(z), made, rtol=2e-5, atol=1e-3)


def test_given_draws_make_a_forecast() -> None:
    f = rc.PathFunction(plant(), metrics=["units"], steps=["year"])
    z = np.random.default_rng(7).standard_normal((1024, f.dimensions()))
    run = rc.forecast(plant(), paths=1024, given=[f.given(z)])
    row = next(r for r in run.frame("year") if r["metric"] == "units" and r["period"] == "2025")
    assert row["mean"] == pytest.approx(f(z)[:, 1].mean(), rel=1e-5)
    # Of the noise only a half-year is given: what follows is drawn for each path.
    late = rc.forecast(plant(), paths=16384, given=[f.given(z[:1], until="2024-07")])
    half = [r for r in late.frame("month") if r["metric"] == "units" and r["period"] < "2024-07"]
    assert all(r["p10"] == pytest.approx(r["p90"], rel=1e-6) for r in half)
    after = next(
        r for r in late.frame("month") if r["metric"] == "units" and r["period"] == "2025-06"
    )
    assert after["p90"] > 1.3 * after["p10"]


def test_gradient_is_exact() -> None:
    f = rc.PathFunction(plant(), metrics=["units"], steps=["year"])
    z = np.random.default_rng(3).standard_normal(f.dimensions())
    figures, slopes = f.gradient(z)
    assert figures == pytest.approx(f.precise(z[None])[0], rel=1e-12)
    sd = np.log(1600 / 800) / (2 * 1.2815515655446004)
    assert slopes[:, 0] == pytest.approx(sd * figures, rel=1e-9)
    for d in (1, 4, 20):
        step = np.zeros(f.dimensions())
        step[d] = 1e-5
        difference = (f.precise((z + step)[None]) - f.precise((z - step)[None]))[0] / 2e-5
        assert slopes[:, d] == pytest.approx(difference, rel=1e-5, abs=1e-6 * figures.max())


def test_what_is_no_row_is_refused() -> None:
    f = rc.PathFunction(plant(), metrics=["units"], steps=["year"])
    with pytest.raises(ValueError, match="rows have 5 numbers, must have 2, one a driver, or 26"):
        f(np.zeros((3, 5)))
    with pytest.raises(ValueError, match="number 1 of row 2 is not finite"):
        f(np.array([[0, 0], [0, 0], [0, np.nan]]))
    with pytest.raises(ValueError, match="z has 1 dimensions, must have 2"):
        f(np.zeros(2))
    with pytest.raises(TypeError, match="z must be an array of numbers"):
        f([["a", "b"]])
    with pytest.raises(ValueError, match="alternative is 1, there are 1"):
        f(np.zeros((1, 2)), 1)
    with pytest.raises(TypeError, match="until must be a month"):
        f.given(np.zeros((1, 26)), until="June")
    with pytest.raises(TypeError, match="given"):
        rc.forecast(plant(), given=[3])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="the draws given have rows of 2, there are 3 drivers"):
        rc.forecast(
            rc.Plant(
                "p",
                id="p",
                as_of="2024-01-01",
                lines=[
                    rc.Line(
                        "L",
                        starts=rc.Uniform(datetime.date(2024, 2, 1), datetime.date(2024, 8, 1)),
                        nameplate=rc.Nameplate(units_per_year=rc.Uniform(800, 1600)),
                        lag_days=rc.Uniform(0, 10),
                    )
                ],
            ),
            given=[f.given(np.zeros((4, 2)))],
        )
