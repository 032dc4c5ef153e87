"""The walk from the announcement to the forecast where periods of it were reported."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import rampcast as rc

D = dt.date
TIMELINE = rc.Timeline(D(2024, 1, 1), D(2026, 1, 1))


def plant(**given):
    """Ten units a day when mature, from the first day of 2024, reached along a line in 90 days."""
    given.setdefault("targets", [rc.Target("plan", from_=D(2024, 1, 1), units_per_year=5000)])
    return rc.Plant(
        id="p",
        currency="EUR",
        as_of=given.pop("as_of", D(2024, 2, 1)),
        lines=[
            rc.Line(
                "L",
                starts=D(2024, 1, 1),
                nameplate=rc.Nameplate(units_per_year=3650),
                ramp=rc.Linear(rise_days=90),
            )
        ],
        products=[rc.Product("P", price=rc.Price(start=10))],
        **given,
    )


def steps(forecast, period):
    return {row["step"]: row for row in forecast.explain(period)}


def check_sums(forecast, period):
    rows = list(forecast.explain(period))
    for metric, change in (("units", "units_change"), ("value", "change")):
        total = rows[0][metric] + sum(row[change] for row in rows[1:])
        assert total == pytest.approx(rows[-1][metric], rel=1e-9)
        assert rows[-1][metric] == pytest.approx(forecast.summary(metric, period)["mean"], rel=1e-6)


def test_a_reported_month_is_a_step_of_its_own():
    f = rc.forecast(plant(actuals=[rc.Actual(period="2024-01", units=100)]), TIMELINE, paths=1024)
    found = steps(f, "2024")
    assert list(found) == ["plan", "what the lines could make", "reported", "ramp"]
    assert found["what the lines could make"]["units"] == pytest.approx(3660, rel=1e-5)
    # January at full rate would have made 310.
    assert found["reported"]["units_change"] == pytest.approx(100 - 310, rel=1e-4)
    # What the ramp costs from day 31 on: 10 × the integral of 1 - t / 90 from 31 to 90.
    lost = 10 * ((90 - 31) - (90**2 - 31**2) / 180)
    assert found["ramp"]["units_change"] == pytest.approx(-lost, rel=1e-4)
    check_sums(f, "2024")
    # Nothing of the next year was reported.
    assert "reported" not in steps(f, "2025")
    check_sums(f, "2025")


def test_nothing_else_is_explained_of_what_was_reported():
    actual = rc.Actual(period="2024", units=1200, value=13_000)
    f = rc.forecast(plant(actuals=[actual], as_of=D(2025, 1, 1)), TIMELINE, paths=1024)
    found = steps(f, "2024")
    assert list(found)[:3] == ["plan", "what the lines could make", "reported"]
    assert set(found) <= {"plan", "what the lines could make", "reported", "mix", "price"}
    assert found["reported"]["units"] == pytest.approx(1200, rel=1e-5)
    check_sums(f, "2024")
    month = steps(f, "2024-03")
    assert set(month) <= {"what the lines could make", "reported", "mix", "price"}
    assert month["reported"]["units_change"] < 0


def test_a_report_before_the_timeline_is_no_step():
    f = rc.forecast(plant(actuals=[rc.Actual(period="2023", units=100)]), TIMELINE, paths=1024)
    assert "reported" not in steps(f, "2024")


def random_plant(draw: random.Random):
    months = draw.sample(range(1, 7), draw.randint(1, 3))
    actuals = [
        rc.Actual(
            period=f"2024-{month:02}",
            units=draw.uniform(0, 400),
            value=draw.choice([None, draw.uniform(100, 4000)]),
        )
        for month in months
    ]
    if draw.random() < 0.3:
        actuals = [rc.Actual(period="2024-Q1", units=draw.uniform(0, 900))]
    made = plant(actuals=actuals, as_of=D(2024, 8, 1))
    line = made.lines[0]
    line.ramp = draw.choice(
        [
            rc.Step(delay_days=50),
            rc.Linear(rise_days=200),
            rc.Logistic(midpoint_days=90, rise_days=120),
        ]
    )
    if draw.random() < 0.5:
        line.lag_days = rc.Uniform(0, 60)
    if draw.random() < 0.5:
        line.changes = [rc.Change(on=D(2024, 9, 1), set={"nameplate.units_per_year": 6000})]
    made.lines = [line]
    rates = [rc.Arrival(from_=D(2024, 1, 1), per_year=draw.uniform(1000, 4000))]
    if draw.random() < 0.5:
        made.orders = rc.Orders(arrivals=rates)
    if draw.random() < 0.5:
        made.products = [
            rc.Product("P", price=rc.Price(start=10, erosion_per_year=rc.Uniform(0, 0.2)))
        ]
    if draw.random() < 0.3:
        made.targets = []
    return made


@pytest.mark.parametrize("seed", range(25))
def test_steps_sum_on_random_plants(seed):
    draw = random.Random(seed)
    made = random_plant(draw)
    f = rc.forecast(made, TIMELINE, paths=1024, steps=["year", "month"])
    for period in ("2024", made.actuals[0].period, "2024-12", "2025"):
        if "Q" in period:
            continue
        check_sums(f, period)
    whole = made.actuals[0].period
    if "Q" in whole:
        whole = "2024-02"
    names = set(steps(f, whole))
    first = {"what the lines could make", "reported"}
    assert names <= first | {"value a unit", "mix", "price", "plan"}
