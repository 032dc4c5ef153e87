"""Calendars, reported periods and the as-of date, as a person meets them."""

import datetime as dt

import pytest
import rampcast as rc

D = dt.date


def plant(**more: object) -> rc.Plant:
    line = rc.Line("L", starts=D(2020, 1, 1), nameplate=rc.Nameplate(units_per_year=1202))
    return rc.Plant(**{"id": "p", "as_of": D(2025, 2, 1), "lines": [line], **more})


def years(step: str = "month") -> rc.Timeline:
    return rc.Timeline(start=D(2024, 1, 1), end=D(2027, 1, 1), step=step)


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_people_and_a_line_that_work_weekdays_make_the_same_by_any_step(step: str) -> None:
    week = rc.Calendar("week", hours_per_shift=8, workdays=["Mon", "Tue", "Wed", "Thu", "Fri"])
    line = rc.Line(
        "L",
        starts=D(2020, 1, 1),
        calendar="week",
        nameplate=rc.Nameplate(units_per_year=1202),
    )
    people = rc.Labour(
        "people",
        headcount=[rc.Headcount(from_=D(2020, 1, 1), people=10)],
        hours_per_unit=16,
    )
    steps = [step] if step == "week" else [step, "year"]
    forecast = rc.forecast(
        plant(lines=[line], labour=[people], calendars=[week]), years(step), paths=64, steps=steps
    )
    made = forecast.frame(step, metrics=["units"])
    units = sum(row["mean"] for row in made if row["start"].year == 2025)
    assert units == pytest.approx(1200, abs=12 if step == "week" else 1)
    idle = [row for row in forecast.binding(step) if row["constraint"] == "not started"]
    assert all(row["share"] == 0 for row in idle)


def test_reported_periods_stand_in_and_say_so() -> None:
    actuals = [rc.Actual(period="2025-01", units=77)]
    forecast = rc.forecast(plant(actuals=actuals), years(), paths=64, steps=["month", "year"])
    rows = {row["period"]: row for row in forecast.frame("month", metrics=["units"])}
    assert rows["2025-01"]["p10"] == rows["2025-01"]["p90"] == pytest.approx(77)
    assert rows["2025-01"]["reported"] == 1
    assert rows["2025-02"]["reported"] == 0
    assert "% reported" in str(forecast)


def test_calendars_state_times_and_hours_by_weekday() -> None:
    half = rc.Calendar(
        "half",
        hours_per_shift=8,
        starts=["06:00"],
        hours={"Sat": 4},
        workdays=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    )
    assert half.hours == {"Sat": 4}
    with pytest.raises(ValueError, match="must not overlap"):
        rc.forecast(
            plant(calendars=[rc.Calendar("c", hours_per_shift=9, starts=["06:00", "14:00"])]),
            years(),
        )
