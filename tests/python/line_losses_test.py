"""Planned stops of lines and changeovers in a plant."""

import datetime as dt
import re

import numpy as np
import pytest
import rampcast as rc

START = dt.date(2024, 1, 1)
TOML = """
[plant]
id = "stops"
as_of = 2024-01-01

[timeline]
start = 2024-01-01
end = 2026-01-01

[[mix]]
shares = { a = 0.5 }

[[product]]
name = "a"

[[product]]
name = "b"

[[line]]
name = "L"
starts = 2023-06-01
nameplate = { units_per_year = 3650 }
changeover_h = { pert = [2, 3, 4] }
runs_per_month = 12
stops = [
    { name = "overhaul", from = 2024-08-05, days = 10 },
    { name = "half", from = 2024-11-04, to = 2024-11-13, lost = 0.5 },
]

[[line]]
name = "M"
starts = 2023-06-01
nameplate = { units_per_year = 3650 }
"""


def plant():
    return rc.parse_plant(TOML)


def stated(**change):
    """The plant with other members of its first line."""
    of = plant()
    first, second = of.lines
    for name, value in change.items():
        setattr(first, name, value)
    of.lines = [first, second]
    return of


def test_hours_are_told_by_line():
    forecast = rc.forecast(plant(), paths=4096)
    losses = forecast.line_losses()
    assert losses.columns == [
        "period",
        "line",
        "line_hours",
        "stop_hours",
        "changeover_hours",
        "stops",
        "availability",
    ]
    row = losses[0]
    assert (row["period"], row["line"]) == ("2024", "L")
    assert row["line_hours"] == 366 * 24
    assert row["stop_hours"] == pytest.approx(10 * 24 + 5 * 24, rel=1e-6)
    left = row["line_hours"] - row["stop_hours"]
    # 3 h of a PERT around 3, twelve times a month of 30.44 days.
    assert row["availability"] == pytest.approx(1 - 36 / (24 * 365.2425 / 12), rel=1e-4)
    assert row["changeover_hours"] == pytest.approx((1 - row["availability"]) * left, rel=1e-6)
    other = losses.where(line="M")
    assert other["stop_hours"].tolist() == [0, 0]
    assert other["availability"].tolist() == [1, 1]
    units = forecast.frame("year", metrics=["units"], by="line").where(period="2024")["mean"]
    share = left / row["line_hours"] * row["availability"]
    assert units[0] / units[1] == pytest.approx(share, rel=1e-5)
    months = forecast.frame("month", metrics=["stop_hours"])
    assert months.where(period="2024-08")["mean"][0] == pytest.approx(240, rel=1e-6)
    assert months["mean"].sum() == pytest.approx(360, rel=1e-6)


def test_explain_has_a_step_for_each():
    steps = rc.forecast(plant(), paths=4096).explain(2024)
    change = dict(zip(steps["step"], steps["units_change"]))
    assert change["planned stops"] == pytest.approx(-15 * 10, rel=1e-4)
    busy = 3650 / 365 * 366 - 150
    assert change["changeovers"] == pytest.approx(-busy * 36 / (24 * 365.2425 / 12), rel=1e-3)


def test_written_as_read():
    again = rc.parse_plant(rc.to_toml(plant()))
    assert again == plant()
    stop = again.lines[0].stops[1]
    assert (stop.from_, stop.to, stop.days, stop.lost) == (
        dt.date(2024, 11, 4),
        dt.date(2024, 11, 13),
        None,
        0.5,
    )


def test_what_takes_nothing_is_warned_of():
    late = rc.PlannedStop("late", from_="2030-01-01", days=3)
    of = stated(products=["a"], stops=[late])
    words = rc.warnings(of)
    assert any("makes one product only" in each for each in words)
    assert any('stop "late"' in each and "it takes nothing" in each for each in words), words
    losses = rc.forecast(of, paths=1024).line_losses()
    assert not np.any(losses["changeover_hours"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stops": [rc.PlannedStop("s", from_=START)]}, "neither to nor days is stated"),
        (
            {"stops": [rc.PlannedStop("s", from_=START, days=3, to=START)]},
            "to and days are both stated",
        ),
        ({"runs_per_month": 0.0}, "changeover_h is stated and runs_per_month is not"),
        (
            {"sequence": [rc.ProductRun(product="a"), rc.ProductRun(product="b")]},
            "sequence says how often",
        ),
    ],
)
def test_refused(change, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        rc.forecast(stated(**change), paths=1024)


def test_hours_are_not_known_by_product():
    with pytest.raises(ValueError, match="stop_hours is not known by product"):
        rc.forecast(plant(), paths=1024).frame(metrics=["stop_hours"], by="product")
