"""Figures worked out by hand on plants of one piece a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import rampcast as rc

START = dt.date(2025, 1, 1)
YEAR = rc.Timeline(START, dt.date(2026, 1, 1))


def plant(**parts: Any) -> rc.Plant:
    """One unit a day, sold at 100."""
    parts.setdefault("lines", [line()])
    product = rc.Product(
        "p",
        price=rc.Price(start=100),
        material_share=parts.pop("material_share", 0.3),
        components=parts.pop("takes", {}),
    )
    parts.setdefault("cash", rc.Cash(opening=1e6))
    return rc.Plant(id="t", as_of=START, currency="EUR", products=[product], **parts)


def line(name: str = "L", starts: Any = START) -> rc.Line:
    return rc.Line(name, starts=starts, nameplate=rc.Nameplate(units_per_year=365))


def by_month(plant: rc.Plant, metric: str, timeline: rc.Timeline = YEAR) -> list[float]:
    f = rc.forecast(plant, timeline, paths=64, threads=1, metrics=[metric], steps=["month"])
    return list(f.frame("month", metrics=[metric])["p50"])


def component(price: float) -> rc.Component:
    return rc.Component("x", arrivals=[rc.Arrival(from_=START, per_year=365)], price=price)


def test_components_paid_ahead_are_working_capital() -> None:
    made = plant(
        takes={"x": 1},
        components=[component(30)],
        cash=rc.Cash(opening=1e6, material_days=-20),
    )
    # 20 pieces at 30 are paid and not yet there, those paid before the begin included.
    assert by_month(made, "closing_working_capital")[:11] == pytest.approx([600] * 11, rel=1e-4)


def test_components_dearer_than_material_tie_up_nothing_once_used() -> None:
    made = plant(takes={"x": 1}, components=[component(40)])
    assert by_month(made, "closing_working_capital") == pytest.approx([0] * 12, abs=0.5)
    assert by_month(made, "npv")[0] == pytest.approx(31 * (100 - 40), rel=1e-4)


def test_a_reported_value_scales_what_is_paid_with_the_unit() -> None:
    def flow(price: float) -> float:
        made = plant(
            takes={"x": 1},
            components=[component(price)],
            material_share=0.6,
            actuals=[rc.Actual(period="2025-Q1", units=90, value=4500)],
        )
        return by_month(made, "net_cash_flow")[0]

    assert flow(0) == pytest.approx(31 * 50 * 0.4, rel=1e-4)
    assert flow(1e-3) == pytest.approx(flow(0), rel=1e-3)


@pytest.mark.parametrize("carried", [False, True])
def test_vat_on_investments_and_yearly_costs_is_not_lost_at_the_end(carried: bool) -> None:
    def worth(month: int) -> float:
        made = plant(
            vat_rate=0.2,
            costs=[rc.Cost("rent", rates=[rc.Arrival(from_=START, per_year=3650)])],
            investments=[rc.Investment("rack", amount=1e4, on=dt.date(2025, month, 10))],
            cash=rc.Cash(opening=1e6, vat_carried_forward=carried),
        )
        return by_month(made, "npv")[-1]

    by_hand = 365 * 70 - 3650 - 1e4  # a year's sales and material, rent, the rack; no VAT
    assert worth(12) == pytest.approx(by_hand, rel=1e-4)
    assert worth(9) == pytest.approx(by_hand, rel=1e-4)


@pytest.mark.parametrize("step", ["month", "week", "day"])
def test_people_are_as_many_until_the_first_count(step: str) -> None:
    group = rc.Labour(
        "people",
        headcount=[rc.Headcount(from_=dt.date(2025, 7, 1), people=10)],
        attrition_per_year=1,
        hours_per_month=100,
        hours_per_unit=100,
    )
    timeline = rc.Timeline(START, dt.date(2026, 1, 1), step=step)
    made = plant(labour=[group])
    f = rc.forecast(made, timeline, paths=64, threads=1, steps=["month"], metrics=["units"])
    units = f.frame("month", metrics=["units"])["p50"]
    assert units[0] == pytest.approx(10 * 12 * 31 / 365, rel=1e-3)
    assert units[5] == pytest.approx(10 * 12 * 30 / 365, rel=1e-3)
    assert units[6] < 0.97 * units[0]


def test_a_start_within_a_month_sells_from_its_day_on() -> None:
    made = plant(
        lines=[line(starts=dt.date(2025, 2, 20))],
        sales=rc.Sales(acceptance_days=20),
    )
    revenue = by_month(made, "revenue")
    assert revenue[1] == pytest.approx(0, abs=1e-3)
    assert revenue[2] == pytest.approx(20 * 100, rel=1e-4)  # accepted from the 12th to the 31st


def test_reported_units_are_of_days_on_which_a_line_may_run() -> None:
    first = line("first", starts=dt.date(2025, 3, 2))
    later = line("later", starts=rc.Uniform(dt.date(2025, 6, 1), dt.date(2025, 9, 1)))
    reported = [rc.Actual(period="2025-Q1", units=30)]
    for lines in ([first], [first, later]):
        units = by_month(plant(lines=lines, actuals=reported), "units")
        assert units[:3] == pytest.approx([0, 0, 30], abs=1e-3)


@pytest.mark.parametrize(
    "ramp",
    [
        rc.Bass(innovation_per_year=1e-6, imitation_per_year=50),
        rc.Bass(innovation_per_year=1e-8, imitation_per_year=10),
        rc.Bass(innovation_per_year=1e-5, imitation_per_year=20),
        rc.Hyperbolic(half_days=1e12),
    ],
)
def test_no_curve_makes_less_than_nothing(ramp: Any) -> None:
    made = plant(lines=[rc.Line("L", starts=START, ramp=ramp, nameplate=line().nameplate)])
    units = by_month(made, "units")
    assert min(units) >= 0
    if isinstance(ramp, rc.Bass):
        ends = [(dt.date(2025 + m // 12, m % 12 + 1, 1) - START).days for m in range(13)]
        by_day = [sum(ramp.share(d + 0.5) for d in range(*each)) for each in zip(ends, ends[1:])]
        assert units == pytest.approx(by_day, abs=0.02)


def test_a_target_by_a_day_is_said_to_be_by_it() -> None:
    target = rc.Target("t", metric="units", at_least=10, period="month", by="2025-03-31")
    text = str(rc.forecast(plant(targets=[target]), YEAR, paths=64, threads=1))
    assert "t, at some time by 2025-03-31:" in text
    assert "by the end of" not in text.replace("Funding needed by the end of", "")


@pytest.mark.parametrize("days", ["days", "working_days"])
def test_days_of_a_milestone_are_those_of_some_history(days: str) -> None:
    with pytest.raises(ValueError, match=f"{days} is 1e[+]?0?9, must be at least 0 and at most"):
        rc.Milestone("late", after=["early"], **{days: 1e9})
